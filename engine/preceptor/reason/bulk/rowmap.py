"""Where each key stands: a table with a place for every key that there can be, or sorted runs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.sets import NEVER, Kernels, Mask, Reserve

_SMALL_TABLE = 1 << 26  # bytes that a table may take in any case
_ENTRY = 4  # bytes of a row's number in a table
_NONE = -1


class RowMap:
    """The row of every key; rows are numbered as they come. Runs are each at least twice as long
    as the next."""

    def __init__(self, bits: int, keys: Ints, reserve: Reserve) -> None:
        self._reserve = reserve
        self._bits = bits
        self._size = 0
        self._runs: list[tuple[Ints, Ints]] = []
        self.table: NDArray[np.int32] | None = None
        self.add(keys)

    @property
    def nbytes(self) -> int:
        table = 0 if self.table is None else self.table.nbytes
        return table + sum(keys.nbytes + rows.nbytes for keys, rows in self._runs)

    def find(self, keys: Ints) -> Ints:
        """The rows of keys; -1 for those that have none."""
        if self.table is not None:
            return self.table[keys].astype(np.int64)
        found = np.full(len(keys), _NONE, np.int64)
        for run, rows in self._runs:
            places = np.searchsorted(run, keys)
            places[places == len(run)] = 0
            known = run[places] == keys
            found[known] = rows[places[known]]
        return found

    def add(self, keys: Ints) -> None:
        """Takes in the keys of the next rows; none is known yet, and none stands there twice."""
        rows = np.arange(self._size, self._size + len(keys))
        self._size += len(keys)
        self._maybe_table()
        if self.table is not None:
            self.table[keys] = rows
        elif len(keys):
            self._push(keys, rows)

    def settle(self, keys: Ints, costs: Ints, best: Ints, fresh: Mask, kernels: Kernels) -> Ints:
        """Brings the best cost of each key's row down to the costs given, and marks it fresh where
        it was higher; gives the keys that are new, which are the next rows. `best` and `fresh` have
        room for them."""
        if self.table is not None:
            new = kernels.settle(self.table, self._size, keys, costs, best, fresh)
            self._size += len(new)
            return new
        keys, costs = _cheapest(keys, costs)
        rows = self.find(keys)
        unknown = rows < 0
        new = keys[unknown]
        rows[unknown] = np.arange(self._size, self._size + len(new))
        best[self._size : self._size + len(new)] = NEVER
        better = costs < best[rows]
        rows = rows[better]
        best[rows] = costs[better]
        fresh[rows] = True
        self.add(new)
        return new

    def _push(self, keys: Ints, rows: Ints) -> None:
        while self._runs and len(self._runs[-1][0]) < 2 * len(keys):
            known, places = self._runs.pop()
            self._reserve(32 * (len(known) + len(keys)))
            keys, rows = np.concatenate((known, keys)), np.concatenate((places, rows))
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], rows[order]))

    def _maybe_table(self) -> None:
        """Goes over to a table once that takes no more room than the runs."""
        if self.table is not None or self._bits > 40:
            return
        space = 1 << self._bits
        if _ENTRY * space <= max(_SMALL_TABLE, 16 * self._size):
            self._reserve(_ENTRY * space)
            self.table = np.full(space, _NONE, np.int32)
            for run, rows in self._runs:
                self.table[run] = rows
            self._runs.clear()


def _cheapest(keys: Ints, costs: Ints) -> tuple[Ints, Ints]:
    """The keys sorted, each once and at its least cost."""
    if len(keys) < 2:
        return keys, costs
    order = np.argsort(keys, kind="stable")
    keys, costs = keys[order], costs[order]
    first = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))
    return keys[first], np.minimum.reduceat(costs, first)
