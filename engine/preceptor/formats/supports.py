"""Supports: what can be derived at all, beside what is derived with some probability.

`\\+ a` holds where a has no derivation, whatever the weights of its rules. To a probabilistic
format `\\+ a` is instead the complement of a; so under `\\+` stands `s_a`, which has the rules of a
without their weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from preceptor.logic import Atom, Literal, Not, Rule


def with_supports(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, and the support of each relation that is negated and depends on a weight."""
    rules = tuple(rules)
    uncertain = _uncertain(rules)
    denied = {lit.atom.name for rule in rules for lit in rule.body if isinstance(lit, Not)}
    supported = _cone(denied & uncertain, uncertain, rules)

    def support(atom: Atom) -> Atom:
        return replace(atom, name=f"s_{atom.name}") if atom.name in supported else atom

    def in_rule(literal: Literal) -> Literal:
        return Not(support(literal.atom)) if isinstance(literal, Not) else literal

    def in_support(literal: Literal) -> Literal:
        return support(literal) if isinstance(literal, Atom) else in_rule(literal)

    copies = [
        Rule(support(rule.head), _each(in_support, rule), Fraction(1), rule.name)
        for rule in rules
        if rule.head is not None and rule.head.name in supported
    ]
    return (*(replace(rule, body=_each(in_rule, rule)) for rule in rules), *copies)


def _each(change: Callable[[Literal], Literal], rule: Rule) -> tuple[Literal, ...]:
    return tuple(map(change, rule.body))


def _uncertain(rules: tuple[Rule, ...]) -> set[str]:
    """The relations that some weighted rule takes part in deriving; `\\+` passes no weight on."""
    found = {_head(rule) for rule in rules if not rule.is_hard}
    while more := {_head(rule) for rule in rules if not found.isdisjoint(_read(rule))} - found:
        found |= more
    return found


def _cone(wanted: set[str], within: set[str], rules: tuple[Rule, ...]) -> set[str]:
    """The wanted relations, and all within the set that take part in deriving them."""
    found = set(wanted)
    while more := {n for r in rules if _head(r) in found for n in _read(r)} & within - found:
        found |= more
    return found


def _head(rule: Rule) -> str:
    assert rule.head is not None
    return rule.head.name


def _read(rule: Rule) -> Iterator[str]:
    return (literal.name for literal in rule.body if isinstance(literal, Atom))
