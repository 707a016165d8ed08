"""Layouts: rows packed into one machine integer each, so that a row is compared in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

import numpy as np

from preceptor.logic import LimitExceeded
from preceptor.reason.bulk.columns import Column, Precision
from preceptor.reason.bulk.facts import Ints

WORD = 63  # bits of a key: it is never negative
_CODE = 31  # bits of a value's number in a codebook
_MASK = (1 << _CODE) - 1
_LEAST_SHARE = 16  # bits that an open column is worth packing with
_MOST_SHARE = 40


class Outgrown(Exception):
    """A computed number needs more room than its column was given: begin anew with `precision`."""

    def __init__(self, precision: Precision) -> None:
        super().__init__(f"needs precision {precision.name}")
        self.precision = precision


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a row: it is at least `low` and fits in `bits` from there on. A `checked` one
    may turn out not to."""

    low: int
    bits: int
    checked: bool = False


class Packed:
    """Fields side by side in one word, the first the most significant."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.bits = sum(field.bits for field in fields)
        after = accumulate((field.bits for field in reversed(fields[1:])), initial=0)
        self._shifts = list(after)[::-1] if fields else []
        self._fields = list(fields)

    def pack(self, columns: Sequence[Ints], size: int) -> Ints:
        """A key for each row. Raises Outgrown."""
        key: Ints | None = None
        for field, column in zip(self._fields, columns, strict=True):
            if field.checked and len(column):
                _check(field, column)
            value = column - field.low if field.low else column
            key = value if key is None else (key << field.bits) | value
        return np.zeros(size, np.int64) if key is None else key

    find = pack

    def unpack(self, keys: Ints, position: int) -> Ints:
        """What the rows have at a position."""
        field, shift = self._fields[position], self._shifts[position]
        value = keys >> shift if shift else keys
        if position:
            value = value & ((1 << field.bits) - 1)
        return value + field.low if field.low else value


class Coded:
    """Rows wider than a word: wide values are numbered, then the first two values of a row as a
    pair, then that pair with the third, and so on. A key is the last pair: two numbers."""

    bits = 2 * _CODE

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = list(fields)
        self._values = [Codebook() if field.bits > _CODE else None for field in fields]
        self._pairs = [Codebook() for _ in fields[2:]]

    def pack(self, columns: Sequence[Ints], size: int) -> Ints:
        """A key for each row, made where it is new."""
        return self._fold(columns, Codebook.add)

    def find(self, columns: Sequence[Ints], size: int) -> Ints:
        """The rows' keys; -1 for a row that has a value or a pair which was never packed."""
        return self._fold(columns, Codebook.find)

    def _fold(self, columns: Sequence[Ints], number: Callable[[Codebook, Ints], Ints]) -> Ints:
        codes = [
            column - field.low if book is None else number(book, column)
            for field, book, column in zip(self._fields, self._values, columns, strict=True)
        ]
        key = codes[0]
        for place, code in enumerate(codes[1:]):
            if place:
                key = number(self._pairs[place - 1], key)
            key = np.where((key < 0) | (code < 0), -1, (key << _CODE) | code)
        return key

    def unpack(self, keys: Ints, position: int) -> Ints:
        """What the rows have at a position."""
        place = len(self._fields) - 1
        while place > max(1, position):
            keys = self._pairs[place - 2].values[keys >> _CODE]
            place -= 1
        if place:
            keys = keys & _MASK if position == place else keys >> _CODE
        book = self._values[position]
        return keys + self._fields[position].low if book is None else book.values[keys]


class Codebook:
    """Numbers for values, from 0 in the order in which they come."""

    def __init__(self) -> None:
        self.values = np.empty(0, np.int64)
        self._sorted = np.empty(0, np.int64)
        self._numbers = np.empty(0, np.int64)

    def find(self, values: Ints) -> Ints:
        """The values' numbers, -1 for those that have none."""
        if not len(self._sorted):
            return np.full(len(values), -1, np.int64)
        place = np.searchsorted(self._sorted, values)
        place[place == len(self._sorted)] = 0
        return np.where(self._sorted[place] == values, self._numbers[place], -1)

    def add(self, values: Ints) -> Ints:
        """The values' numbers, given where they have none."""
        asked, inverse = np.unique(values, return_inverse=True)
        numbers = self.find(asked)
        new = asked[numbers < 0]
        if len(new):
            first = len(self.values)
            if first + len(new) > _MASK:
                raise LimitExceeded("values of one column", first + len(new), _MASK)
            numbers[numbers < 0] = np.arange(first, first + len(new))
            self.values = np.concatenate((self.values, new))
            places = np.searchsorted(self._sorted, new)
            self._sorted = np.insert(self._sorted, places, new)
            self._numbers = np.insert(self._numbers, places, np.arange(first, len(self.values)))
        return numbers[inverse]


Layout = Packed | Coded
_Kind = tuple[int | None, bool, int | Fraction, int | Fraction]  # what makes up a column


@dataclass(frozen=True, slots=True)
class Room:
    """How many symbols there are, but for those yet to be made, and how wide numbers may be."""

    symbols: int
    precision: Precision = Precision.PACKED


def layout(columns: Sequence[Column], room: Room) -> Layout:
    """A layout for rows of these columns. Open columns of integers share the bits that the
    others leave."""
    made = _packed(tuple([(c.scale, c.open, c.low, c.high) for c in columns]), room)
    return made if isinstance(made, Packed) else Coded(made)


@lru_cache(maxsize=1 << 10)
def _packed(kinds: tuple[_Kind, ...], room: Room) -> Packed | tuple[Field, ...]:
    """The layout, or its fields where they do not fit in one word. Most relations are alike, and
    what packs a row in one word knows nothing of the rows."""
    columns = [Column(*kind) for kind in kinds]
    widths = [_width(column, room) for column in columns]
    left = WORD - sum(width for width in widths if width is not None)
    share = min(_MOST_SHARE, left // max(1, widths.count(None)))
    if share < _LEAST_SHARE:
        share = 64
    fields = tuple(
        Field(-(1 << (share - 1)), share, checked=share < 64) if width is None
        else Field(0 if column.is_symbolic else _low(column), width)
        for column, width in zip(columns, widths, strict=True)
    )  # fmt: skip
    return Packed(fields) if sum(field.bits for field in fields) <= WORD else fields


def _width(column: Column, room: Room) -> int | None:
    """The bits of a column; None for an open one that takes what is left."""
    if column.is_symbolic:
        return _CODE if column.open else max(0, room.symbols - 1).bit_length()
    if column.open:
        return 64 if room.precision is Precision.WIDE else None
    scale = column.scale or 1
    return int((column.high - column.low) * scale).bit_length()


def _low(column: Column) -> int:
    return int(column.low * (column.scale or 1))


def _check(field: Field, values: Ints) -> None:
    if int(values.min()) < field.low or int(values.max()) >= field.low + (1 << field.bits):
        raise Outgrown(Precision.WIDE)
