"""Suggestions: constraints that a theory without any may have meant; none is ever assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from preceptor.check.antonyms import antonyms
from preceptor.check.setting import Setting
from preceptor.graph import predicates
from preceptor.logic import (
    Atom,
    Code,
    Compare,
    Finding,
    Op,
    Predicate,
    Rule,
    Severity,
    Signature,
    Term,
    Var,
)
from preceptor.syntax import show_rule

MAX_SUGGESTIONS = 20
MIN_KEYS = 5  # facts about so many are needed before they suggest anything

_X, _Y, _Z = Var("X"), Var("Y"), Var("Z")


def suggestions(setting: Setting, facts: Sequence[Atom]) -> Iterator[Finding]:
    """P314 where no constraint is stated, declared or implied: that this is so, then candidates.

    Candidates are two predicates of the same sorts whose names deny each other; and binary inputs
    whose facts give each of MIN_KEYS or more keys one value, never hold both ways, or of nobody
    with himself. Each is a line for constraints.pl, in the finding's hint.
    """
    rules, signature = setting.rules, setting.signature
    if setting.laws or not any(rule.body for rule in rules):
        return
    yield _note(
        "no constraint is stated or declared, so nothing can be violated and no rule is incoherent",
        "write denials into constraints.pl, or declare what is functional, disjoint or exclusive",
    )
    concluded = {rule.head.predicate for rule in rules if rule.head is not None and rule.body}
    found = (*_by_name(rules, signature), *_by_data(facts, concluded, signature))
    yield from islice(found, MAX_SUGGESTIONS)


def _by_name(rules: Sequence[Rule], signature: Signature) -> Iterator[Finding]:
    used = {p for rule in rules for p in predicates(rule) if p.arity}
    for arity in sorted({p.arity for p in used}):
        for one, other in antonyms(p.name for p in used if p.arity == arity):
            sorts = [signature.declaration(Predicate(name, arity)) for name in (one, other)]
            if sorts[0] and sorts[1] and sorts[0].sorts != sorts[1].sorts:
                continue
            args = tuple(Var(f"X{n}") for n in range(1, arity + 1)) if arity > 1 else (_X,)
            law = Rule(None, (Atom(one, args), Atom(other, args)))
            yield _candidate(law, f"{one} and {other} look like opposites")


def _by_data(
    facts: Sequence[Atom], concluded: Iterable[Predicate], signature: Signature
) -> Iterator[Finding]:
    derived = set(concluded)
    pairs: dict[Predicate, set[tuple[Term, Term]]] = {}
    for fact in facts:
        if len(fact.args) == 2 and not fact.negated:
            first, second = fact.args
            pairs.setdefault(fact.predicate, set()).add((first, second))
    for predicate in sorted(pairs.keys() - derived):
        held = pairs[predicate]
        keys = {first for first, _ in held}
        members = keys & {second for _, second in held}
        declaration = signature.declaration(predicate)
        if len(keys) < MIN_KEYS:
            continue
        if len(keys) == len(held):
            law = Rule(None, (_of(predicate, _X, _Y), _of(predicate, _X, _Z), _differ(_Y, _Z)))
            yield _candidate(law, f"the facts give each of {len(keys)} one value in {predicate}")
        if not members or (declaration and declaration.sorts[0] != declaration.sorts[1]):
            continue  # nobody stands on both sides: there was nothing to see
        if not any((second, first) in held for first, second in held):
            law = Rule(None, (_of(predicate, _X, _Y), _of(predicate, _Y, _X)))
            yield _candidate(law, f"none of {len(held)} facts of {predicate} holds both ways")
        elif not any(first == second for first, second in held):
            law = Rule(None, (_of(predicate, _X, _X),))
            yield _candidate(law, f"none of {len(held)} facts of {predicate} is about one alone")


def _of(predicate: Predicate, one: Var, other: Var) -> Atom:
    return Atom(predicate.name, (one, other))


def _differ(one: Var, other: Var) -> Compare:
    return Compare(Op.DIFFERENT, one, other)


def _candidate(law: Rule, why: str) -> Finding:
    return _note(f"{why}; a candidate constraint:  {show_rule(law)}", show_rule(law))


def _note(message: str, hint: str) -> Finding:
    return Finding(Code.SUGGESTED_CONSTRAINT, Severity.NOTE, message, hint=hint)
