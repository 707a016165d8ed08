"""Witness: what a database must respect to be one; no denial holds in it before a rule fires."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from preceptor.graph import RuleGraph, body_atom, compile, implicit_denials
from preceptor.logic import Aggregate, Atom, Predicate, Rule, Signature, Theory
from preceptor.reason import Limits, materialise

Facts = tuple[Atom, ...]

NO_LIMIT = Limits()
FALSE = Atom("\0false")  # no text can hold this name


def laws(
    rules: Iterable[Rule], constraints: Iterable[Rule], signature: Signature
) -> tuple[Rule, ...]:
    """What a database must respect: constraints, `-p` against p, functional declarations.

    Among the constraints may be rules that define what only constraints read.
    """
    stated = tuple(constraints)
    return tuple(dict.fromkeys((*stated, *implicit_denials((*rules, *stated), signature))))


def conditions(laws: Iterable[Rule], may_be_given: Callable[[Predicate], bool]) -> tuple[Rule, ...]:
    """The laws that can be asked of a database alone: what they find absent stays absent.

    Of another one a rule may still conclude what it, or a definition that it reads, negates.
    """
    stated = tuple(laws)
    defining: dict[Predicate, list[Rule]] = {}
    for law in stated:
        if law.head is not None:
            defining.setdefault(law.head.predicate, []).append(law)
    return tuple(law for law in stated if not _may_be_met(law, defining, may_be_given))


def _may_be_met(
    law: Rule,
    defining: Mapping[Predicate, Sequence[Rule]],
    may_be_given: Callable[[Predicate], bool],
) -> bool:
    """Whether a rule may conclude something that takes the law's body away."""
    if law.head is not None:
        return False
    waiting, seen = [(law, True)], {(law, True)}
    while waiting:
        rule, is_wanted = waiting.pop()
        for literal in rule.body:
            atom = body_atom(literal)
            if atom is None:
                continue
            is_plain = isinstance(literal, Atom)  # an aggregate may come to more or to less
            below = is_wanted is is_plain if not isinstance(literal, Aggregate) else False
            if atom.predicate not in defining and not below and not may_be_given(atom.predicate):
                return True
            new = {(one, below) for one in defining.get(atom.predicate, ())} - seen
            seen |= new
            waiting += new
    return False


def forbidding(rules: Iterable[Rule]) -> RuleGraph:
    """The rules with their denials made to conclude FALSE, so that one look tells of them all."""
    return compile(Theory(tuple(replace(r, head=FALSE) if r.is_denial else r for r in rules)))


def is_admissible(facts: Facts, forbidden: RuleGraph, limits: Limits = NO_LIMIT) -> bool:
    """Whether nothing forbidden holds. Raises LimitExceeded."""
    return not materialise(forbidden, facts, limits).holds(FALSE)
