"""Grids: a table's rows as boxes, one set of cells for each input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from preceptor.tables.dimension import Dimension, dimension, stretches
from preceptor.tables.table import Row, Table
from preceptor.tables.unary import Test

Box = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The dimensions of a table, one for each different input, and a box for each of its rows.

    The two conditions of an input that stands in two columns must both hold.
    """

    dimensions: tuple[Dimension, ...]
    boxes: tuple[Box, ...]

    @classmethod
    @lru_cache(maxsize=16)  # the rules, the signature and the analysis of a table all want it
    def of(cls, table: Table) -> Grid:
        """The grid of a table's rows as they are read."""
        columns: dict[str, list[int]] = {}
        for index, column in enumerate(table.inputs):
            columns.setdefault(column.predicate, []).append(index)
        dimensions = tuple(_dimension(table, indices) for indices in columns.values())
        boxes = tuple(
            tuple(_cells(row, *axis) for axis in zip(dimensions, columns.values(), strict=True))
            for row in table.rows
        )
        return cls(dimensions, boxes)

    @property
    def whole(self) -> Box:
        return tuple(dimension.whole for dimension in self.dimensions)

    def meetings(self) -> tuple[int, ...]:
        """For each box the set of boxes, itself among them, that share a point with it."""
        found = [(1 << len(self.boxes)) - 1 if all(box) else 0 for box in self.boxes]
        for axis in range(len(self.dimensions)):
            touching = Touching([box[axis] for box in self.boxes])
            known: dict[int, int] = {}
            for index, box in enumerate(self.boxes):
                if box[axis] not in known:
                    known[box[axis]] = touching.any_of(box[axis])
                found[index] &= known[box[axis]]
        return tuple(found)


class Touching:
    """Which of many sets of cells touch a given one: the members of a cell, for runs of cells.

    A sparse table: `_levels[k][i]` is the union over cells i to i + 2^k - 1.
    """

    def __init__(self, masks: Sequence[int]) -> None:
        width = max((mask.bit_length() for mask in masks), default=0)
        members = [0] * width
        for index, mask in enumerate(masks):
            for first, last in stretches(mask):
                for bit in range(first, last + 1):
                    members[bit] |= 1 << index
        self._levels = [members]
        while (size := 1 << len(self._levels)) <= width:
            below = self._levels[-1]
            half = size >> 1
            self._levels.append([below[i] | below[i + half] for i in range(width - size + 1)])

    def any_of(self, mask: int) -> int:
        found = 0
        for first, last in stretches(mask):
            level = (last - first + 1).bit_length() - 1
            row = self._levels[level]
            found |= row[first] | row[last + 1 - (1 << level)]
        return found


def meet(one: Box, other: Box) -> Box | None:
    """What two boxes share; None for nothing."""
    shared = tuple(a & b for a, b in zip(one, other, strict=True))
    return shared if all(shared) else None


def within(inner: Box, outer: Box) -> bool:
    return all(a & ~b == 0 for a, b in zip(inner, outer, strict=True))


def _cells(row: Row, found: Dimension, indices: Iterable[int]) -> int:
    cells = found.whole
    for index in indices:
        cells &= found.mask(row.tests[index])
    return cells


def _dimension(table: Table, indices: Sequence[int]) -> Dimension:
    column = table.inputs[indices[0]]
    tests: list[Test] = [
        test for row in table.rows for index in indices if (test := row.tests[index]) is not None
    ]
    return dimension(column.predicate, column.kind, column.allowed, tests)
