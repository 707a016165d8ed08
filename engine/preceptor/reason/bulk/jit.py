"""The kernels in machine code: searches that start where the last one ended, merges, bitmaps.

Needs numba. Compiled code is cached beside this file, or in the user's cache where that cannot
be written.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from preceptor.reason.bulk.sets import Ints, KeyMap, Mask, Places


class NumbaKernels:
    """Loops, compiled."""

    name = "numba"
    keys_a_byte = 8

    def key_map(self, bits: int) -> KeyMap:
        return BitMap(bits)

    def in_run(self, run: Ints, keys: Ints) -> Mask:
        found = np.empty(len(keys), np.bool_)
        _in_run(run, keys, found)
        return found

    def merge(self, one: Ints, other: Ints) -> Ints:
        merged = np.empty(len(one) + len(other), np.int64)
        _merge(one, other, merged)
        return merged

    def expand(self, starts: Ints, counts: Ints, total: int) -> tuple[Ints, Ints]:
        left, place = np.empty(total, np.int64), np.empty(total, np.int64)
        _expand(starts, counts, left, place)
        return left, place

    def settle(
        self, table: Places, size: int, keys: Ints, costs: Ints, best: Ints, fresh: Mask
    ) -> Ints:
        new = np.empty(len(keys), np.int64)
        return new[: _settle(table, size, keys, costs, best, fresh, new)]


class BitMap:
    """A bit for every key."""

    def __init__(self, bits: int) -> None:
        self._known = np.zeros(max(1, (1 << bits) >> 3), np.uint8)

    def contains(self, keys: Ints) -> Mask:
        found = np.empty(len(keys), np.bool_)
        _bits_of(self._known, keys, found)
        return found

    def add(self, keys: Ints) -> Ints:
        new = np.empty(len(keys), np.int64)
        return new[: _set_bits(self._known, keys, new)]


@njit(cache=True)
def _in_run(run, keys, found):
    """Gallops from the place of the last key, so sorted keys cost next to nothing each."""
    size, at = len(run), 0
    for i in range(len(keys)):
        key = keys[i]
        low, high = at, at
        step = 1
        if at < size and run[at] < key:
            while high < size and run[high] < key:
                low, high = high + 1, high + step
                step *= 2
            high = min(high, size)
        elif at > 0 and run[at - 1] >= key:
            while low > 0 and run[low - 1] >= key:
                low, high = low - step, low - 1
                step *= 2
            low = max(low, 0)
        while low < high:
            middle = (low + high) >> 1
            if run[middle] < key:
                low = middle + 1
            else:
                high = middle
        at = low
        found[i] = at < size and run[at] == key


@njit(cache=True)
def _merge(one, other, merged):
    i = j = 0
    for n in range(len(merged)):
        if j == len(other) or (i < len(one) and one[i] <= other[j]):
            merged[n] = one[i]
            i += 1
        else:
            merged[n] = other[j]
            j += 1


@njit(cache=True)
def _set_bits(known, keys, new):
    count = 0
    for key in keys:
        bit = np.uint8(1 << (key & 7))
        if not known[key >> 3] & bit:
            known[key >> 3] |= bit
            new[count] = key
            count += 1
    return count


@njit(cache=True)
def _bits_of(known, keys, found):
    for i in range(len(keys)):
        found[i] = (known[keys[i] >> 3] >> (keys[i] & 7)) & 1


@njit(cache=True)
def _settle(table, size, keys, costs, best, fresh, new):
    count = 0
    for i in range(len(keys)):
        key = keys[i]
        row = table[key]
        if row < 0:
            row = size + count
            table[key] = row
            new[count] = key
            count += 1
        elif best[row] <= costs[i]:
            continue
        best[row] = costs[i]
        fresh[row] = True
    return count


@njit(cache=True)
def _expand(starts, counts, left, place):
    n = 0
    for i in range(len(counts)):
        for k in range(counts[i]):
            left[n] = i
            place[n] = starts[i] + k
            n += 1
