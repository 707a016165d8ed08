"""Relations: rows as packed keys in the order in which they were found, and indexes over them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

import numpy as np

from preceptor.reason.bulk.columns import Column
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.layout import Coded, Packed, Room, layout
from preceptor.reason.bulk.sets import Kernels, KeySet, Mask, Reserve, distinct

_SPARE = 4  # a run has a table of offsets where its keys are at most so many times its rows
_SMALL = 1 << 12

Positions = tuple[int, ...]


class Rows(Protocol):
    """The rows of one predicate, wherever they are kept."""

    @property
    def columns(self) -> Sequence[Column]: ...

    @property
    def size(self) -> int: ...

    @property
    def derived(self) -> int:
        """How many rows were added to those given."""

    def column(self, position: int, first: int = 0, last: int | None = None) -> Ints:
        """What the rows from `first` to before `last` have at a position."""

    def contains(self, columns: Sequence[Ints], size: int) -> Mask:
        """Which of these rows the relation has."""

    def round(self, row: int) -> int:
        """The round that added a row; 0 for a given one."""

    def ordered(self) -> list[Ints]:
        """The columns with the rows sorted."""


class Relation:
    """The rows of one predicate. They are only ever appended, so what a round added lies together:
    `rounds` has, for each round that added some, its number and the size before it."""

    def __init__(
        self, columns: Sequence[Column], room: Room, kernels: Kernels, reserve: Reserve
    ) -> None:
        self.columns = columns
        self.room = room
        self.layout = layout(columns, room)
        self.size = 0
        self.given = 0
        self.rounds: list[tuple[int, int]] = []
        self._kernels = kernels
        self.reserve = reserve
        self._held = np.empty(16, np.int64)
        self._set: KeySet | None = None
        self._indexes: dict[Positions, Index] = {}

    @property
    def derived(self) -> int:
        """How many rows were added to those given."""
        return self.size - self.given

    def round(self, row: int) -> int:
        """The round that added a row; 0 for a given one."""
        place = bisect_right(self.rounds, row, key=itemgetter(1))
        return self.rounds[place - 1][0] if place else 0

    @property
    def keys(self) -> Ints:
        return self._held[: self.size]

    @property
    def nbytes(self) -> int:
        held = 0 if self._set is None else self._set.nbytes
        return self._held.nbytes + held + sum(index.nbytes for index in self._indexes.values())

    def load(self, tables: Sequence[tuple[Sequence[Ints], int]]) -> None:
        """The first rows, in which some may occur twice."""
        packed = [self.layout.pack(columns, size) for columns, size in tables]
        self._append(distinct(np.concatenate(packed)))
        self.given = self.size

    def add(self, columns: Sequence[Ints], size: int) -> int:
        """Appends what is new of some rows; says how many."""
        new = self._members().add(self.layout.pack(columns, size))
        self._append(new)
        return len(new)

    def contains(self, columns: Sequence[Ints], size: int) -> Mask:
        """Which of these rows the relation has."""
        keys = self.layout.find(columns, size)
        if isinstance(self.layout, Coded):
            known = keys >= 0
            return known & self._members().contains(np.where(known, keys, 0))
        return self._members().contains(keys)

    def column(self, position: int, first: int = 0, last: int | None = None) -> Ints:
        """What the rows from `first` to before `last` have at a position."""
        return self.layout.unpack(self._held[first : self.size if last is None else last], position)

    def ordered(self) -> list[Ints]:
        """The columns with the rows sorted."""
        positions = range(len(self.columns))
        if isinstance(self.layout, Packed):
            keys = np.sort(self.keys)
            return [self.layout.unpack(keys, position) for position in positions]
        columns = [self.column(position) for position in positions]
        order = np.lexsort(columns[::-1])
        return [column[order] for column in columns]

    def index(self, positions: Positions, end: int) -> Index:
        """The index by some positions over the rows before `end`, or over more that it has."""
        known = self._indexes.get(positions)
        if known is None:
            known = self._indexes[positions] = Index(self, positions)
        known.extend(end)
        return known

    def use(self, kernels: Kernels) -> None:
        """Goes on with other kernels; what was made with the ones before is made anew."""
        self._kernels = kernels
        self._set = None

    def _members(self) -> KeySet:
        if self._set is None:
            self._set = KeySet(self.layout.bits, self.keys, self._kernels, self.reserve)
        return self._set

    def _append(self, keys: Ints) -> None:
        size = self.size + len(keys)
        if size > len(self._held):
            self.reserve(16 * size)
            grown = np.empty(2 * size, np.int64)
            grown[: self.size] = self.keys
            self._held = grown
        self._held[self.size : size] = keys
        self.size = size


@dataclass(frozen=True, slots=True)
class Run:
    """Rows in the order of their values: `keys[i]` are the values of row `rows[i]`. Where the
    keys are dense, those of key k stand from `offsets[k]` to before `offsets[k + 1]`."""

    keys: Ints
    rows: Ints
    offsets: Ints | None

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Where the rows of each key begin, and how many there are."""
        if self.offsets is not None:
            starts = self.offsets[keys]
            return starts, self.offsets[keys + 1] - starts
        starts = np.searchsorted(self.keys, keys)
        return starts, np.searchsorted(self.keys, keys, "right") - starts


class Index:
    """A relation's rows by their values at some positions, in sorted runs. New rows make a run of
    their own; a run is merged with the one before unless that is more than twice as long, so a
    row is moved only as often as the relation doubles."""

    def __init__(self, relation: Relation, positions: Positions) -> None:
        self.layout = layout([relation.columns[p] for p in positions], relation.room)
        self.runs: list[Run] = []
        self._reserve = relation.reserve
        self._relation = relation
        self._positions = positions
        self._covered = 0

    @property
    def nbytes(self) -> int:
        return sum(
            run.keys.nbytes + run.rows.nbytes + (0 if run.offsets is None else run.offsets.nbytes)
            for run in self.runs
        )

    def extend(self, last: int) -> None:
        """Takes in the rows before `last`."""
        first = self._covered
        if first >= last:
            return
        self._reserve(8 * 6 * (last - first))
        values = [self._relation.column(p, first, last) for p in self._positions]
        keys = self.layout.pack(values, last - first)
        rows = np.arange(first, last)
        while self.runs and len(self.runs[-1].keys) <= 2 * len(keys):
            before = self.runs.pop()
            keys, rows = np.concatenate((before.keys, keys)), np.concatenate((before.rows, rows))
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        self.runs.append(Run(keys, rows, self._offsets(keys)))
        self._covered = last

    def _offsets(self, keys: Ints) -> Ints | None:
        space = 1 << self.layout.bits if self.layout.bits < 40 else 0
        if not space or space > max(_SMALL, _SPARE * len(keys)):
            return None
        counts = np.bincount(keys, minlength=space)
        return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
