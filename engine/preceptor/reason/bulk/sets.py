"""Sets of keys, and the kernels that they and the joins spend their time in, in plain numpy.

`preceptor.reason.bulk.jit` has the same kernels in machine code; `Kernels` is what both offer.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from preceptor.logic import InputError, Unavailable

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int32]  # the row of every key that there can be, or -1
Reserve = Callable[[int], None]  # told how many bytes are about to be taken; raises to refuse

NEVER = np.iinfo(np.int64).max  # more than any cost
_SCAN = 32  # bytes that are looked at in the time in which one key is sorted
_SMALL_MAP = 1 << 22  # bytes that a map of all keys may take in any case


class KeyMap(Protocol):
    """A set of keys with a place for every key that there can be."""

    def add(self, keys: Ints) -> Ints:
        """Adds keys, in which some may occur twice; gives each that is new, once."""

    def contains(self, keys: Ints) -> Mask: ...


class Kernels(Protocol):
    """A way to compute: plain numpy or compiled."""

    name: str
    keys_a_byte: int  # of a key map

    def key_map(self, bits: int) -> KeyMap:
        """An empty map for keys of so many bits."""

    def in_run(self, run: Ints, keys: Ints) -> Mask:
        """Which keys a sorted run has; quickest where the keys are sorted too."""

    def merge(self, one: Ints, other: Ints) -> Ints:
        """Two sorted runs as one."""

    def expand(self, starts: Ints, counts: Ints, total: int) -> tuple[Ints, Ints]:
        """For each i and each n < counts[i] the pair (i, starts[i] + n); `total` of them."""

    def settle(
        self, table: Places, size: int, keys: Ints, costs: Ints, best: Ints, fresh: Mask
    ) -> Ints:
        """Brings `best` of each key's row down to its costs, and marks the rows where it was higher
        as fresh; keys without a row get the next ones from `size` on, and are given back."""


class KeySet:
    """A growing set of keys: sorted runs, each at least twice as long as the next; or a map, once
    that takes no more room."""

    def __init__(self, bits: int, keys: Ints, kernels: Kernels, reserve: Reserve) -> None:
        self._kernels = kernels
        self._reserve = reserve
        self._bits = bits
        self._map_bytes = (1 << bits) // kernels.keys_a_byte
        self._size = len(keys)
        self._runs = [np.sort(keys)] if len(keys) else []
        self._map: KeyMap | None = None
        self._maybe_map()

    @property
    def nbytes(self) -> int:
        return self._map_bytes if self._map is not None else sum(run.nbytes for run in self._runs)

    def contains(self, keys: Ints) -> Mask:
        if self._map is not None:
            return self._map.contains(keys)
        found = np.zeros(len(keys), np.bool_)
        for run in self._runs:
            found |= self._kernels.in_run(run, keys)
        return found

    def add(self, keys: Ints) -> Ints:
        """Adds keys, in which some may occur twice; gives each that is new, once."""
        if self._map is not None:
            return self._map.add(keys)
        new = distinct(keys)
        for run in self._runs:
            if not len(new):
                break
            if run[0] <= new[-1] and new[0] <= run[-1]:
                new = new[~self._kernels.in_run(run, new)]
        if len(new):
            self._size += len(new)
            self._push(new)
            self._maybe_map()
        return new

    def _push(self, run: Ints) -> None:
        runs = self._runs
        while runs and len(runs[-1]) < 2 * len(run):
            before = runs.pop()
            self._reserve(8 * (len(before) + len(run)))
            if before[-1] < run[0]:
                run = np.concatenate((before, run))
            else:
                run = self._kernels.merge(before, run)
        runs.append(run)

    def _maybe_map(self) -> None:
        if self._map_bytes <= max(_SMALL_MAP, 8 * self._size):
            self._reserve(self._map_bytes)
            self._map = self._kernels.key_map(self._bits)
            for run in self._runs:
                self._map.add(run)
            self._runs.clear()


class NumpyKernels:
    """Sorting and searching: no more than numpy is needed."""

    name = "numpy"
    keys_a_byte = 1

    def key_map(self, bits: int) -> KeyMap:
        return ByteMap(bits)

    def in_run(self, run: Ints, keys: Ints) -> Mask:
        places = np.searchsorted(run, keys)
        places[places == len(run)] = 0
        found: Mask = run[places] == keys
        return found

    def merge(self, one: Ints, other: Ints) -> Ints:
        merged = np.concatenate((one, other))
        merged.sort(kind="stable")  # which takes sorted stretches as they are
        return merged

    def expand(self, starts: Ints, counts: Ints, total: int) -> tuple[Ints, Ints]:
        left = np.arange(len(counts)).repeat(counts)
        before = counts.cumsum() - counts
        return left, np.arange(total) + (starts - before).repeat(counts)

    def settle(
        self, table: Places, size: int, keys: Ints, costs: Ints, best: Ints, fresh: Mask
    ) -> Ints:
        rows = table[keys]
        unknown = rows < 0
        new = distinct(keys[unknown])
        if len(new):
            table[new] = np.arange(size, size + len(new))
            best[size : size + len(new)] = NEVER
            rows[unknown] = table[keys[unknown]]
        better = costs < best[rows]
        rows = rows[better]
        np.minimum.at(best, rows, costs[better])
        fresh[rows] = True
        return new


class ByteMap:
    """A byte for every key."""

    def __init__(self, bits: int) -> None:
        self._known = np.zeros(1 << bits, np.bool_)
        self._tried: Mask | None = None  # all false between two calls

    def contains(self, keys: Ints) -> Mask:
        return self._known[keys]

    def add(self, keys: Ints) -> Ints:
        fresh = keys[~self._known[keys]]
        new = self._marked(fresh) if len(self._known) <= _SCAN * len(fresh) else distinct(fresh)
        self._known[new] = True
        return new

    def _marked(self, keys: Ints) -> Ints:
        """As `distinct`, by a look at every key that there can be, which spares the sort."""
        if self._tried is None:
            self._tried = np.zeros(len(self._known), np.bool_)
        self._tried[keys] = True
        found = self._tried.nonzero()[0]
        self._tried[found] = False
        return found


def distinct(keys: Ints) -> Ints:
    """The keys sorted, each once."""
    if len(keys) < 2:
        return keys
    ordered = keys.copy()
    ordered.sort()
    other = ordered[1:] != ordered[:-1]
    if other.all():
        return ordered
    new = np.empty(int(np.count_nonzero(other)) + 1, np.int64)
    new[0] = ordered[0]
    np.compress(other, ordered[1:], out=new[1:])
    return new


def kernels(name: str) -> Kernels:
    """`numpy`, or `numba` where it is installed. Raises Unavailable, InputError."""
    if name == "numpy":
        return NumpyKernels()
    if name != "numba":
        raise InputError(f"no kernels {name!r}", "there are numpy and numba")
    if not has_numba():
        raise Unavailable("numba", "pip install 'preceptor[fast]'", "numpy, some times slower")
    from preceptor.reason.bulk.jit import NumbaKernels

    return NumbaKernels()


def has_numba() -> bool:
    return find_spec("numba") is not None
