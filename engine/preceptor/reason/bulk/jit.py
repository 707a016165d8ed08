"""The kernels in machine code: a hash table, a bitmap, the expansion of matches. Needs numba.

Compiled code is cached beside this file, or in the user's cache where that cannot be written.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from preceptor.reason.bulk.sets import Ints, KeySet, Mask, Reserve

_FREE = -1
_LEAST = 1 << 10  # slots
_SMALL_BITMAP_BITS = 20  # 128 KiB
_BLOCK = 1 << 16  # keys whose room is made sure of before they are added


class NumbaKernels:
    """Hashing and counting, compiled."""

    name = "numba"

    def __init__(self, reserve: Reserve) -> None:
        self._reserve = reserve

    def key_set(self, bits: int, keys: Ints) -> KeySet:
        return HashedSet(bits, keys, self._reserve)

    def expand(self, starts: Ints, counts: Ints, total: int) -> tuple[Ints, Ints]:
        left, place = np.empty(total, np.int64), np.empty(total, np.int64)
        _expand(starts, counts, left, place)
        return left, place


class HashedSet:
    """An open hash table, at most two thirds full; or a bitmap of all keys there can be, once
    that takes no more room."""

    def __init__(self, bits: int, keys: Ints, reserve: Reserve) -> None:
        self._bits = bits
        self._reserve = reserve
        self._size = 0
        self._table = np.empty(0, np.int64)
        self._bitmap: NDArray[np.uint8] | None = None
        self._resize(keys, len(keys))

    @property
    def nbytes(self) -> int:
        return self._table.nbytes if self._bitmap is None else self._bitmap.nbytes

    def contains(self, keys: Ints) -> Mask:
        found = np.empty(len(keys), np.bool_)
        if self._bitmap is not None:
            _bitmap_contains(self._bitmap, keys, found)
        else:
            _table_contains(self._table, keys, found)
        return found

    def add(self, keys: Ints) -> Ints:
        new = np.empty(len(keys), np.int64)
        count = 0
        for start in range(0, len(keys), _BLOCK):
            block = keys[start : start + _BLOCK]
            if self._bitmap is None and 3 * (self._size + len(block)) > 2 * len(self._table):
                self._resize(self._table[self._table != _FREE], self._size + len(block))
            if self._bitmap is not None:
                added = _bitmap_add(self._bitmap, block, new[count:])
            else:
                added = _table_add(self._table, block, new[count:])
            self._size += added
            count += added
        return new[:count]

    def _resize(self, keys: Ints, size: int) -> None:
        """Room for `size` keys, in a new table or a bitmap, with these in it."""
        slots = max(_LEAST, 1 << (3 * size // 2).bit_length())
        self._table = np.empty(0, np.int64)  # let go before its successor is made
        if self._bits <= _SMALL_BITMAP_BITS or (1 << self._bits) // 8 <= 8 * slots:
            self._reserve((1 << self._bits) >> 3)
            self._bitmap = np.zeros(max(1, (1 << self._bits) >> 3), np.uint8)
            _bitmap_add(self._bitmap, keys, np.empty_like(keys))
        else:
            self._reserve(8 * slots)
            self._table = np.full(slots, _FREE, np.int64)
            _table_add(self._table, keys, np.empty_like(keys))
        self._size = len(keys)


@njit(cache=True, inline="always")
def _slot(key, mask):
    x = np.uint64(key)
    x ^= x >> np.uint64(32)
    x *= np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, TAOCP 6.4)
    x ^= x >> np.uint64(29)
    return np.int64(x & np.uint64(mask))


@njit(cache=True)
def _table_add(table, keys, new):
    mask = len(table) - 1
    count = 0
    for key in keys:
        slot = _slot(key, mask)
        while table[slot] != _FREE and table[slot] != key:
            slot = (slot + 1) & mask
        if table[slot] == _FREE:
            table[slot] = key
            new[count] = key
            count += 1
    return count


@njit(cache=True)
def _table_contains(table, keys, found):
    mask = len(table) - 1
    for i in range(len(keys)):
        key = keys[i]
        slot = _slot(key, mask)
        while table[slot] != _FREE and table[slot] != key:
            slot = (slot + 1) & mask
        found[i] = table[slot] == key


@njit(cache=True)
def _bitmap_add(bitmap, keys, new):
    count = 0
    for key in keys:
        bit = np.uint8(1 << (key & 7))
        if not bitmap[key >> 3] & bit:
            bitmap[key >> 3] |= bit
            new[count] = key
            count += 1
    return count


@njit(cache=True)
def _bitmap_contains(bitmap, keys, found):
    for i in range(len(keys)):
        found[i] = (bitmap[keys[i] >> 3] >> (keys[i] & 7)) & 1


@njit(cache=True)
def _expand(starts, counts, left, place):
    n = 0
    for i in range(len(counts)):
        for k in range(counts[i]):
            left[n] = i
            place[n] = starts[i] + k
            n += 1
