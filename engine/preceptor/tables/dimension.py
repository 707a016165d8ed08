"""Dimensions: an input's values cut into cells that no test of the table tells apart.

A cell is known by one value in it, its sample; a set of cells is an int with a bit for each, bit 0
for null. Whatever holds of all samples holds of all values, so verdicts on cells are exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, assert_never

from preceptor.tables.cells import Cell, cells_of, in_order
from preceptor.tables.unary import (
    Both,
    Bound,
    Either,
    Is,
    Neither,
    Span,
    Test,
    mentions_null,
    of_null,
    values_of,
)
from preceptor.tables.values import Kind, Value

NULL = 1  # the set of null's cell alone


@dataclass(frozen=True)
class Dimension:
    """The cells of one input, in their order where its values have one.

    `spans[i]` is all of the cell that `samples[i]` lies in, at bit i + 1; `has_null` says whether
    null is among the values, `declared` whether the table states which values there are.
    `mentioned` are the cells of which the table speaks: those that are declared, else those that
    some test lets through or that lie between such.
    """

    predicate: str
    kind: Kind
    samples: tuple[Value, ...]
    spans: tuple[Span, ...]
    has_null: bool
    declared: bool
    mentioned: int = 0

    @cached_property
    def whole(self) -> int:
        return (1 << len(self.samples) + 1) - (1 if self.has_null else 2)

    @cached_property
    def _bits(self) -> dict[Value, int]:
        return {sample: bit for bit, sample in enumerate(self.samples, 1)}

    def sample(self, bit: int) -> Value | None:
        """A value of the cell; None is null."""
        return self.samples[bit - 1] if bit else None

    def mask(self, test: Test | None) -> int:
        """The cells that a test lets through; all for None."""
        if test is None:
            return self.whole
        null = NULL if self.has_null and of_null(test) is True else 0
        return (self._values(test) & self.whole & ~NULL) | null

    def _values(self, test: Test) -> int:
        match test:
            case Is(value):
                bit = None if value is None else self._bits.get(value)
                return 0 if bit is None else 1 << bit
            case Span(low, high):
                start, end = self._start(low), self._end(high)
                return (1 << end) - (1 << start) if end > start else 0
            case Either(tests):
                found = 0
                for inner in tests:
                    found |= self._values(inner)
                return found
            case Both(tests):
                found = self.whole
                for inner in tests:
                    found &= self._values(inner)
                return found
            case Neither(inner):
                return ~self._values(inner)
            case _:
                assert_never(test)

    def _start(self, low: Bound | None) -> int:
        if low is None:
            return 1
        find = bisect_left if low.closed else bisect_right
        return find(self._ordered, low.value) + 1

    def _end(self, high: Bound | None) -> int:
        if high is None:
            return len(self.samples) + 1
        find = bisect_right if high.closed else bisect_left
        return find(self._ordered, high.value) + 1

    @property
    def _ordered(self) -> tuple[Any, ...]:
        return self.samples  # all of one kind, so that they can be compared

    def runs(self, mask: int) -> Iterator[Span]:
        """The stretches of an ordered dimension that a set consists of, null left out.

        Where a stretch reaches the first or last value there is, it has no bound.
        """
        for first, last in stretches(mask >> 1):
            low = None if first == 0 else self.spans[first].low
            high = None if last + 1 == len(self.spans) else self.spans[last].high
            yield Span(low, high)


def dimension(predicate: str, kind: Kind, allowed: Test | None, tests: Iterable[Test]) -> Dimension:
    """The cells that these tests, and what is allowed, tell apart."""
    seen = tuple(dict.fromkeys(tests))
    stated = (*seen, allowed) if allowed is not None else seen
    cells = list(cells_of(kind, {value for test in stated for value in values_of(test)}))
    has_null = any(map(mentions_null, stated))
    bare = Dimension(predicate, kind, *_columns(cells), has_null, False)
    if allowed is not None:
        held = bare.mask(allowed)
        cells = [cell for bit, cell in enumerate(cells, 1) if held >> bit & 1]
        has_null = bool(held & NULL) or any(map(mentions_null, seen))
    declared = allowed is not None or kind is Kind.BOOLEAN
    found = Dimension(predicate, kind, *_columns(cells), has_null, declared)
    mentioned = found.whole if declared or not seen else _mentioned(found, seen)
    return Dimension(predicate, kind, *_columns(cells), has_null, declared, mentioned)


def _columns(cells: list[Cell]) -> tuple[tuple[Value, ...], tuple[Span, ...]]:
    return tuple(sample for sample, _ in cells), tuple(span for _, span in cells)


def _mentioned(found: Dimension, tests: tuple[Test, ...]) -> int:
    mask = 0
    for test in tests:
        mask |= found.mask(test)
    if found.kind is Kind.TEXT:
        return mask | found.mask(Either(tuple(Is(v) for test in tests for v in values_of(test))))
    marks = in_order(value for test in tests for value in values_of(test))
    if marks:
        mask |= found.mask(Span(Bound(marks[0], True), Bound(marks[-1], True)))
    return mask


def bits(mask: int) -> Iterator[int]:
    """The positions of the bits of a set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def stretches(mask: int) -> Iterator[tuple[int, int]]:
    """The first and last position of each run of neighbouring bits."""
    at = 0
    while mask >> at:
        rest = mask >> at
        first = at + (rest & -rest).bit_length() - 1
        run = ~(mask >> first)
        last = first + (run & -run).bit_length() - 2
        yield first, last
        at = last + 1


def around(mask: int, bit: int) -> int:
    """Of a set, the run of neighbouring bits that one of them belongs to."""
    for first, last in stretches(mask):
        if first <= bit <= last:
            return (1 << last + 1) - (1 << first)
    return 0
