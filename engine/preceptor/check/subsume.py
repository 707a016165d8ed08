"""Subsumption: does one conjunction hold wherever another does?"""

from __future__ import annotations

from collections.abc import Sequence, Set

from preceptor.check.guards import Problem, entails
from preceptor.check.unify import Bindings, matches
from preceptor.logic import Atom, Compare, Literal, map_literal, occurrences, substituting


def implied(
    body: Sequence[Literal],
    known: Sequence[Literal],
    guards: Problem,
    free: Set[str],
    bound: Bindings,
) -> bool:
    """Whether the known literals, with what their guards entail, make `body` true.

    Theta-subsumption: some binding of the free variables (those of `body` alone) makes each
    literal a known one, and each comparison one that holds whenever the guards do.
    """
    atoms = [literal for literal in known if isinstance(literal, Atom)]
    wanted = [literal for literal in body if isinstance(literal, Atom)]
    rest = [literal for literal in body if not isinstance(literal, Atom)]
    for bindings in matches(wanted, atoms, free, bound):
        change = substituting(bindings)
        if all(_holds(map_literal(literal, change), known, guards) for literal in rest):
            return True
    return False


def _holds(literal: Literal, known: Sequence[Literal], guards: Problem) -> bool:
    if isinstance(literal, Compare):
        return set(occurrences(literal)) <= set(guards.names) and entails(guards, literal)
    return literal in known
