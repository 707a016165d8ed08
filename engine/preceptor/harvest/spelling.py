"""Spelling: which known name a written one stands for, by its letters and then by its distance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_DIGITS = re.compile(r"\d+")
_JOINTS = re.compile(r"[\W_]+")
_ONE, _TWO = 4, 8  # letters from which one slip is forgiven, and two


def letters(name: str) -> str:
    """The letters and digits of a name: `Co-occurs with`, `co_occurs_with` and `coOccursWith`
    have the same."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return _JOINTS.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


def same_letters(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names of the same letters."""
    wanted = letters(name)
    return tuple(sorted(k for k in set(known) if wanted and letters(k) == wanted))


def closest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names at the least distance, if a slip of the pen explains it: one edit from
    four letters on, two from eight, never of the first letter nor of a digit."""
    wanted = letters(name)
    limit = (len(wanted) >= _ONE) + (len(wanted) >= _TWO)
    measured = [
        (distance(wanted, other, limit), k)
        for k in sorted(set(known))
        if (other := letters(k))[:1] == wanted[:1]
        and _DIGITS.findall(other) == _DIGITS.findall(wanted)
    ]
    least = min((d for d, _ in measured), default=limit + 1)
    return tuple(k for d, k in measured if d == least <= limit)


def distance(one: str, other: str, limit: int) -> int:
    """Edits between two words: insertion, deletion, replacement, and exchange of neighbours
    (Damerau 1964, each place edited once); `limit` + 1 for more than `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (mine != theirs))
            if i > 1 < j and mine == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
