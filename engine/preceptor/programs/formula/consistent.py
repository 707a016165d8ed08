"""Consistent parts: what contradictory premises still say about a conclusion.

A conclusion follows from contradictory premises if it follows from each largest part of them that
does not contradict itself (Rescher and Manor 1970, "On inference from inconsistent premisses").
"""

from __future__ import annotations

from collections.abc import Sequence

from preceptor.logic import Truth
from preceptor.programs.formula.entailment import decide
from preceptor.programs.formula.finding import Open, Refuted, find
from preceptor.programs.formula.formulas import Formula

MAX_PARTS = 32


def strongly(premises: Sequence[Formula], conclusion: Formula) -> Truth | None:
    """Its truth in every largest consistent part: true, false, or unknown where they differ.

    None where a part was not decided or there are too many of them.
    """
    parts = _largest(premises)
    if parts is None:
        return None
    truths = {decide([premises[n] for n in sorted(part)], conclusion).truth for part in parts}
    if len(truths) > 1:
        return None if None in truths else Truth.UNKNOWN
    return truths.pop()


def _largest(premises: Sequence[Formula]) -> list[frozenset[int]] | None:
    """The largest consistent sets of premises, by position: of each core something must go."""
    consistent: list[frozenset[int]] = []
    waiting = [frozenset(range(len(premises)))]
    seen = set(waiting)
    while waiting:
        part = waiting.pop(0)  # the larger before the smaller
        if any(part <= other for other in consistent):
            continue
        places = sorted(part)
        found = find([premises[n] for n in places])
        if isinstance(found, Open):
            return None
        if not isinstance(found, Refuted):
            consistent.append(part)
            continue
        smaller = [part - {places[n]} for n in found.core]
        waiting += (less for less in smaller if less not in seen)
        seen |= set(smaller)
        if len(seen) > MAX_PARTS:
            return None
    return consistent
