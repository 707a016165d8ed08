"""How many candidates stand before the right answer, and how many beside it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.aggregation import Found
from preceptor.learn.completion.queries import Batch

Ints = NDArray[np.int64]


class Places(NamedTuple):
    """For each query: the better candidates, the tied others, of these the more frequent and the
    equally frequent ones, and whether a rule concludes the answer. Known answers do not count.
    """

    better: Ints
    tied: Ints
    ahead: Ints
    level: Ints
    supported: NDArray[np.bool_]


def places(found: Found, batch: Batch, known: Ints, frequency: Ints) -> Places:
    """The places of a batch's answers. `known` codes are left out; `frequency` is of entities."""
    size = len(frequency)
    gold = batch.row * size + batch.gold
    at, supported = _find(found.codes, gold)
    value = np.where(supported, found.values[at] if len(found.codes) else 0, 0)
    rivals = np.flatnonzero(~_find(known, found.codes)[1])
    row = found.codes[rivals] // size
    order = np.lexsort((found.values[rivals], row))
    rivals, row = rivals[order], row[order]
    steps, dense = np.unique(np.append(found.values[rivals], value), return_inverse=True)
    base = row * len(steps) + dense[: len(rivals)]
    mine = batch.row * len(steps) + dense[len(rivals) :]
    low, high = np.searchsorted(base, mine), np.searchsorted(base, mine, side="right")
    end = np.searchsorted(row, batch.row, side="right")
    begin = np.searchsorted(row, batch.row)
    taken = np.bincount(known // size, minlength=len(batch.entities))[batch.row]
    silent = size - taken - (end - begin)  # others that no rule concludes: their value is 0
    better = end - high + np.where(value < 0, silent, 0)
    tied, ahead = np.zeros_like(better), np.zeros_like(better)
    level = np.zeros_like(better)
    entity = found.codes[rivals] % size
    for q in np.flatnonzero(high > low).tolist():
        among = np.arange(low[q], high[q])
        if found.bounds is not None and supported[q]:
            over, among = _compared(found, int(at[q]), rivals, among)
            better[q] += over
        tied[q] = len(among)
        often = frequency[entity[among]]
        ahead[q] = (often > frequency[batch.gold[q]]).sum()
        level[q] = (often == frequency[batch.gold[q]]).sum()
    tied += np.where(value == 0, silent, 0)
    return Places(better, tied, ahead, level, supported)


def _find(codes: Ints, asked: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where each code stands among sorted ones, and whether it is there."""
    if not len(codes):
        return np.zeros(len(asked), np.int64), np.zeros(len(asked), bool)
    at = np.minimum(np.searchsorted(codes, asked), len(codes) - 1)
    return at, codes[at] == asked


def _compared(found: Found, gold: int, rivals: Ints, among: Ints) -> tuple[int, Ints]:
    """Of candidates with the answer's value, how many have a greater key, and those of its own."""
    key = found.key(gold)
    over, same = 0, []
    for i in among.tolist():
        other = found.key(int(rivals[i]))
        if other == key:
            same.append(i)
        elif other > key:
            over += 1
    return over, np.array(same, np.int64)
