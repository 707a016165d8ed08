"""Matching: one atom onto another."""

from __future__ import annotations

from collections.abc import Mapping, Set

from preceptor.logic import Atom, Term, Var

Bindings = Mapping[str, Term]


def match(pattern: Atom, atom: Atom, free: Set[str], bound: Bindings) -> Bindings | None:
    """The bindings extended so that the pattern is the atom; None where that cannot be.

    Variables that are not free stand for themselves, in pattern and atom alike.
    """
    if pattern.predicate != atom.predicate:
        return None
    extended = dict(bound)
    for wanted, term in zip(pattern.args, atom.args, strict=True):
        if isinstance(wanted, Var) and wanted.name in free:
            if extended.setdefault(wanted.name, term) != term:
                return None
        elif wanted != term:
            return None
    return extended
