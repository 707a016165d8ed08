"""How many candidates stand before the right answer, and how many beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.aggregation import Found
from preceptor.learn.completion.queries import Batch

Ints = NDArray[np.int64]


class Places(NamedTuple):
    """For each query: the better candidates and the tied others; known answers do not count.

    Of the tied `ahead` are mentioned more often than the answer and `level` as often, where that
    was asked. `supported` says whether rules speak for the answer.
    """

    better: Ints
    tied: Ints
    supported: NDArray[np.bool_]
    ahead: Ints
    level: Ints


def places(found: Found, batch: Batch, known: Ints, frequency: Ints | None, size: int) -> Places:
    """The places of a batch's answers among `size` entities, without the `known` codes.

    With the `frequency` of entities, ties are looked into.
    """
    gold = batch.row * size + batch.gold
    at, listed = _find(found.codes, gold)
    value = np.where(listed, found.values[at] if len(found.codes) else 0, 0)
    rivals = _Rivals.of(found, known, size)
    low, high, better = rivals.beside(batch.row, value)
    asked = len(batch.entities)
    heard = np.bincount(known // size, minlength=asked) + np.bincount(rivals.row, minlength=asked)
    silent = size - heard[batch.row]  # others that no rule concludes: their value is 0
    better += np.where(value < 0, silent, 0)
    tied = high - low + np.where(value == 0, silent, 0)
    ahead, level = np.zeros_like(tied), np.zeros_like(tied)
    keyed = listed & (high > low) & (found.bounds is not None)
    for q in np.flatnonzero(keyed | ((frequency is not None) & (tied > 0))).tolist():
        among = rivals.place[low[q] : high[q]]
        if keyed[q]:
            over, same = _compared(found, int(at[q]), among)
            better[q] += over
            tied[q] -= len(among) - len(same)
            among = same
        if frequency is not None:
            equals = found.codes[among] % size
            if value[q] == 0:
                equals = np.append(equals, _silent(found.codes, known, int(batch.row[q]), size))
            often = frequency[equals] - frequency[batch.gold[q]]
            ahead[q], level[q] = (often > 0).sum(), (often == 0).sum()
    return Places(better, tied, listed & (value > 0), ahead, level)


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Candidates that are not known, by row and then by value; `place` is theirs among all."""

    place: Ints
    row: Ints
    value: Ints

    @staticmethod
    def of(found: Found, known: Ints, size: int) -> _Rivals:
        new = np.flatnonzero(~_find(known, found.codes)[1])
        row, value = found.codes[new] // size, found.values[new]
        order = np.lexsort((value, row))
        return _Rivals(new[order], row[order], value[order])

    def beside(self, row: Ints, value: Ints) -> tuple[Ints, Ints, Ints]:
        """Where the rivals of equal value begin and end, and the number of those of greater."""
        steps, dense = np.unique(np.append(self.value, value), return_inverse=True)
        mine = self.row * len(steps) + dense[: len(self.row)]
        asked = row * len(steps) + dense[len(self.row) :]
        low, high = np.searchsorted(mine, asked), np.searchsorted(mine, asked, side="right")
        return low, high, np.searchsorted(self.row, row, side="right") - high


def _find(codes: Ints, asked: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where each code stands among sorted ones, and whether it is there."""
    if not len(codes):
        return np.zeros(len(asked), np.int64), np.zeros(len(asked), bool)
    at = np.minimum(np.searchsorted(codes, asked), len(codes) - 1)
    return at, codes[at] == asked


def _compared(found: Found, gold: int, among: Ints) -> tuple[int, Ints]:
    """Of candidates with the answer's value, how many have a greater key, and those of its own."""
    key = found.key(gold)
    over, same = 0, []
    for i in among.tolist():
        other = found.key(i)
        if other == key:
            same.append(i)
        elif other > key:
            over += 1
    return over, np.array(same, np.int64)


def _silent(codes: Ints, known: Ints, row: int, size: int) -> Ints:
    """The entities that no rule concludes for a row, and that are not known."""
    everything = row * size + np.arange(size)
    return np.flatnonzero(~(_find(codes, everything)[1] | _find(known, everything)[1]))
