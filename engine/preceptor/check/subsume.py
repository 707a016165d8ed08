"""Subsumption: does one conjunction hold wherever another does?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from preceptor.check.premises import Premises
from preceptor.check.unify import Bindings, match
from preceptor.logic import Atom, Literal, map_literal, substituting

MAX_MATCHES = 10_000  # of atoms with atoms, in one search: bodies of like atoms have very many


def implied(
    body: Sequence[Literal], premises: Premises, free: Set[str], bound: Bindings | None = None
) -> bool:
    """Whether the premises, with what their guards entail, make `body` true; see `ways`."""
    return next(ways(body, premises, free, bound), None) is not None


def ways(
    body: Sequence[Literal], premises: Premises, free: Set[str], bound: Bindings | None = None
) -> Iterator[Bindings]:
    """Each theta by which the premises make `body` true (theta-subsumption).

    Theta binds the free variables, those of `body` alone, so that each atom is a known one, each
    absent atom is known to be absent, and each comparison holds whenever the guards do. Past
    MAX_MATCHES the rest is not looked at.
    """
    atoms = [literal for literal in body if isinstance(literal, Atom)]
    rest = [literal for literal in body if not isinstance(literal, Atom)]
    left = [MAX_MATCHES]
    for bindings in _matches(atoms, premises, free, bound or {}, left):
        change = substituting(bindings)
        if all(premises.hold(map_literal(literal, change)) for literal in rest):
            yield bindings


def _matches(
    patterns: Sequence[Atom], premises: Premises, free: Set[str], bound: Bindings, left: list[int]
) -> Iterator[Bindings]:
    if not patterns:
        yield bound
        return
    first, *others = patterns
    for atom in premises.atoms.get(first.predicate, ()):
        left[0] -= 1
        if left[0] < 0:
            return
        extended = match(first, atom, free, bound)
        if extended is not None:
            yield from _matches(others, premises, free, extended, left)
