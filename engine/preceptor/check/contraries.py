"""Contraries: literals that exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from preceptor.logic import Atom, Literal, Not


def contraries(body: Sequence[Literal]) -> tuple[Literal, Literal] | None:
    """Two literals that exclude each other: q with -q, or q with \\+ q; None without such."""
    if not any(isinstance(lit, Not) or (isinstance(lit, Atom) and lit.negated) for lit in body):
        return None
    present = set(body)
    for literal in body:
        if isinstance(literal, Atom):
            for contrary in (opposite(literal), Not(literal)):
                if contrary in present:
                    return literal, contrary
    return None


def opposite(atom: Atom) -> Atom:
    return replace(atom, negated=not atom.negated)
