"""Witness: a small concrete database on which something happens.

The variables of a conjunction become new symbols and numbers that satisfy its guards; its atoms
are then the facts. A database counts only if it is admissible: no denial holds in it before any
rule has fired.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from preceptor.check.guards import problem, values
from preceptor.check.unfold import Unfolding
from preceptor.graph import RuleGraph, compile, implicit_denials
from preceptor.logic import (
    Atom,
    Rule,
    Signature,
    Theory,
    map_atom,
    substituting,
)
from preceptor.reason import materialise

Facts = tuple[Atom, ...]

FALSE = Atom("\0false")  # no text can hold this name


def laws(
    rules: Iterable[Rule], constraints: Iterable[Rule], signature: Signature
) -> tuple[Rule, ...]:
    """What a database must respect: constraints, `-p` against p, functional declarations.

    Among the constraints may be rules that define what only constraints read.
    """
    stated = tuple(constraints)
    return tuple(dict.fromkeys((*stated, *implicit_denials((*rules, *stated), signature))))


def forbidding(rules: Iterable[Rule]) -> RuleGraph:
    """The rules with their denials made to conclude FALSE, so that one look tells of them all."""
    return compile(Theory(tuple(replace(r, head=FALSE) if r.is_denial else r for r in rules)))


def is_admissible(facts: Facts, forbidden: RuleGraph) -> bool:
    return not materialise(forbidden, facts).holds(FALSE)


def freeze(unfolding: Unfolding, signature: Signature) -> tuple[Facts, Atom] | None:
    """The facts that make the positive atoms true, and the head that they then lead to.

    None when no values were found that satisfy the guards. What `\\+` needs to be absent is for a
    replay to see.
    """
    found = values(problem(unfolding.body, signature))
    if found is None:
        return None
    change = substituting(dict(found))
    facts = dict.fromkeys(map_atom(lit, change) for lit in unfolding.body if isinstance(lit, Atom))
    return tuple(facts), map_atom(unfolding.head, change)


def follows(atoms: Iterable[Atom], graph: RuleGraph, facts: Facts) -> bool:
    model = materialise(graph, facts)
    return all(map(model.holds, atoms))


def minimal(facts: Facts, atoms: tuple[Atom, ...], graph: RuleGraph) -> Facts:
    """The facts without those that the atoms follow without, tried from the last to the first."""
    for fact in reversed(facts):
        fewer = tuple(other for other in facts if other != fact)
        if follows(atoms, graph, fewer):
            facts = fewer
    return facts
