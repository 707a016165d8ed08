"""Operators on variables that nothing binds: names, what `\\+` quantifies, and guards."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from preceptor.graph import unbound
from preceptor.harvest.fitness import sorts
from preceptor.logic import Atom, Const, Not, Rule, Signature, Term, Var, is_existential, variables
from preceptor.logic.variables import map_rule, rename

_PROPER = re.compile(r"[A-Z][a-z]\w*")


def proper_noun(rule: Rule, signature: Signature) -> Rule:
    """`parent(Ann, Bob).` A fact holds no variables, so these are names, but for those that name
    a sort or a predicate: `eats(Animal, Food).`"""
    kinds = {sort.name for sort in signature.sorts}

    def constant(term: Term) -> Term:
        if not isinstance(term, Var) or not _PROPER.fullmatch(term.name):
            return term
        name = term.name.lower()
        return term if name in kinds or signature.named(name) else Const(name)

    return map_rule(rule, constant) if rule.is_fact else rule


def existential(rule: Rule, signature: Signature) -> Rule:
    """`\\+ parent(X, Y)` where Y stands nowhere else: no Y at all, as Prolog has it."""
    places = Counter(name for part in (rule.head, *rule.body) if part for name in variables(part))
    local = {
        name: f"_{name}"
        for literal in rule.body
        if isinstance(literal, Not)
        for name in variables(literal)
        if places[name] == 1 and not is_existential(name) and f"_{name}" not in places
    }
    return rename(rule, local)


def sort_guard(rule: Rule, signature: Signature) -> Rule:
    """`likes(X, pizza).` holds for every person X where person/1 lists the sort of X."""
    known = sorts(rule, signature)
    guards = []
    for name in unbound(rule):
        domains = {sort.domain for sort in known.get(name, ())}
        guards += [Atom(domain, (Var(name),)) for domain in domains if domain]
    if rule.head in guards:
        return rule  # else a tautology
    return replace(rule, body=(*rule.body, *guards))
