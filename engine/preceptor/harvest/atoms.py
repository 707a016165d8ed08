"""The atoms of a rule: finding them, and changing each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from preceptor.graph import body_atom
from preceptor.logic import Aggregate, Atom, Literal, Not, Rule


def atoms(rule: Rule) -> tuple[Atom, ...]:
    """The atoms of a rule in printed order, negated ones and repetitions included."""
    found = (rule.head, *map(body_atom, rule.body))
    return tuple(atom for atom in found if atom is not None)


def map_atoms(rule: Rule, change: Callable[[Atom], Atom]) -> Rule:
    """The rule with each of its atoms changed, in printed order."""
    head = None if rule.head is None else change(rule.head)
    return replace(rule, head=head, body=tuple(_changed(lit, change) for lit in rule.body))


def _changed(literal: Literal, change: Callable[[Atom], Atom]) -> Literal:
    match literal:
        case Atom():
            return change(literal)
        case Not(atom):
            return Not(change(atom))
        case Aggregate(atom=atom):
            return replace(literal, atom=change(atom))
        case _:
            return literal
