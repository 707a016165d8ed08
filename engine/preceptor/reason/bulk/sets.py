"""Sets of keys and the expansion of matches: what the engine spends its time in, in plain numpy.

`preceptor.reason.bulk.jit` has the same in machine code; `Kernels` is what both offer.
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

SMALL_MAP_BITS = 22  # a map of so many bits of key is always worth its bytes


class KeySet(Protocol):
    """A growing set of keys, integers from 0 on."""

    def add(self, keys: Ints) -> Ints:
        """Adds keys, in which some may occur twice; gives each that is new, once."""

    def contains(self, keys: Ints) -> Mask: ...

    @property
    def nbytes(self) -> int: ...


class Kernels(Protocol):
    """A way to compute: plain numpy or compiled."""

    name: str

    def key_set(self, bits: int, keys: Ints) -> KeySet:
        """A set of distinct keys of so many bits."""

    def expand(self, starts: Ints, counts: Ints, total: int) -> tuple[Ints, Ints]:
        """For each i and each n < counts[i] the pair (i, starts[i] + n); `total` of them."""


Reserve = Callable[[int], None]  # told how many bytes are about to be taken, may refuse by raising


class NumpyKernels:
    """Sorting and searching: no more than numpy is needed."""

    name = "numpy"

    def __init__(self, reserve: Reserve) -> None:
        self._reserve = reserve

    def key_set(self, bits: int, keys: Ints) -> KeySet:
        return SortedSet(bits, keys, self._reserve)

    def expand(self, starts: Ints, counts: Ints, total: int) -> tuple[Ints, Ints]:
        left = np.repeat(np.arange(len(counts)), counts)
        before = np.cumsum(counts) - counts
        return left, np.arange(total) + np.repeat(starts - before, counts)


class SortedSet:
    """Sorted runs, each at least twice as long as the next; or a map of all keys there can be,
    once that takes no more room."""

    def __init__(self, bits: int, keys: Ints, reserve: Reserve) -> None:
        self._bits = bits
        self._reserve = reserve
        self._size = len(keys)
        self._runs: list[Ints] = []
        self._map: Mask | None = None
        if len(keys):
            self._runs.append(np.sort(keys))
        self._maybe_map()

    @property
    def nbytes(self) -> int:
        return sum(run.nbytes for run in self._runs) + (0 if self._map is None else 1 << self._bits)

    def contains(self, keys: Ints) -> Mask:
        if self._map is not None:
            return self._map[keys]
        found = np.zeros(len(keys), np.bool_)
        for run in self._runs:
            found |= _in_run(run, keys)
        return found

    def add(self, keys: Ints) -> Ints:
        if self._map is not None:
            new = distinct(keys[~self._map[keys]])
            self._map[new] = True
            return new
        new = distinct(keys)
        for run in self._runs:
            new = new[~_in_run(run, new)]
        if len(new):
            self._size += len(new)
            self._push(new)
            self._maybe_map()
        return new

    def _push(self, run: Ints) -> None:
        runs = self._runs
        runs.append(run)
        while len(runs) > 1 and len(runs[-2]) < 2 * len(runs[-1]):
            self._reserve(8 * (len(runs[-2]) + len(runs[-1])))
            merged = np.concatenate((runs.pop(-2), runs.pop()))
            merged.sort(kind="stable")  # merges what is sorted already in linear time
            runs.append(merged)

    def _maybe_map(self) -> None:
        if self._bits <= SMALL_MAP_BITS or (1 << self._bits) <= 8 * self._size:
            self._reserve(1 << self._bits)
            self._map = np.zeros(1 << self._bits, np.bool_)
            for run in self._runs:
                self._map[run] = True
            self._runs.clear()


def distinct(keys: Ints) -> Ints:
    """The keys sorted, each once."""
    if len(keys) < 2:
        return keys
    ordered = np.sort(keys)
    fresh = np.empty(len(ordered), np.bool_)
    fresh[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered[fresh]


def _in_run(run: Ints, keys: Ints) -> Mask:
    places = np.searchsorted(run, keys)
    places[places == len(run)] = 0
    found: Mask = run[places] == keys
    return found


def kernels(name: str, reserve: Reserve) -> Kernels:
    """`numpy`, or `numba` where it is installed. Raises Unavailable, InputError."""
    if name == "numpy":
        return NumpyKernels(reserve)
    if name != "numba":
        raise InputError(f"no kernels {name!r}", "there are numpy and numba")
    if not has_numba():
        raise Unavailable("numba", "pip install 'preceptor[fast]'", "numpy, some times slower")
    from preceptor.reason.bulk.jit import NumbaKernels

    return NumbaKernels(reserve)


def has_numba() -> bool:
    return find_spec("numba") is not None
