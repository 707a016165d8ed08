"""Changes: which predicates a change of facts or rules can touch, and how.

A predicate grows when it can only gain facts or surer ones: then what is known stays and rules
go on from there. It is remade when it may lose some: a fact or rule is gone, something that a
rule of it negates has changed, or something that one reads is remade itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from preceptor.graph import RuleGraph, body_atom
from preceptor.logic import Atom, Predicate, Rule


@dataclass(frozen=True, slots=True)
class Reach:
    """The predicates that a change makes grow, and those that it has remade. The rest stays."""

    grown: frozenset[Predicate]
    remade: frozenset[Predicate]


def reach(graph: RuleGraph, grown: Iterable[Predicate], remade: Iterable[Predicate]) -> Reach:
    """How far a change reaches that begins with these predicates, by the rules of the graph."""
    growing, remaking = set(grown), set(remade)
    rules = [planned.rule for planned in graph.rules if planned.rule.body]
    before = -1
    while before != len(growing) + len(remaking):
        before = len(growing) + len(remaking)
        for rule in rules:
            assert rule.head is not None
            grows, is_remade = _touched(rule, growing, remaking)
            if is_remade:
                remaking.add(rule.head.predicate)
            elif grows:
                growing.add(rule.head.predicate)
    return Reach(frozenset(growing - remaking), frozenset(remaking))


def _touched(rule: Rule, growing: set[Predicate], remaking: set[Predicate]) -> tuple[bool, bool]:
    """Whether the rule may conclude more, and whether it may conclude less."""
    grows = is_remade = False
    for literal in rule.body:
        atom = body_atom(literal)
        if atom is not None:
            changed = atom.predicate in remaking
            grew = atom.predicate in growing
            grows = grows or grew
            is_remade = is_remade or changed or (grew and not isinstance(literal, Atom))
    return grows, is_remade
