"""Unary tests: which values of one input a cell lets through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from preceptor.tables.values import Value


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of a span; `closed` when the value itself belongs to it."""

    value: Value
    closed: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Values between two ends; None is no end. Without both ends, any value but null."""

    low: Bound | None = None
    high: Bound | None = None


@dataclass(frozen=True, slots=True)
class Is:
    """One value; None is null."""

    value: Value | None


@dataclass(frozen=True, slots=True)
class Either:
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Both:
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Neither:
    """None of the tests holds: `not(...)`."""

    test: Test


Test = Span | Is | Either | Both | Neither


@dataclass(frozen=True, slots=True)
class Against:
    """A comparison of the input with another one: `> Income`."""

    sign: str  # as FEEL writes it
    other: str  # the other input's expression


@dataclass(frozen=True, slots=True)
class Condition:
    """All that a cell asks for: a test of the input's own value, and comparisons with others."""

    test: Test | None
    against: tuple[Against, ...] = ()


def values_of(test: Test) -> Iterator[Value]:
    """Every value that the test mentions, null left out."""
    match test:
        case Span(low, high):
            yield from (bound.value for bound in (low, high) if bound is not None)
        case Is(value):
            if value is not None:
                yield value
        case Either(tests) | Both(tests):
            for inner in tests:
                yield from values_of(inner)
        case Neither(inner):
            yield from values_of(inner)
        case _:
            assert_never(test)


def mentions_null(test: Test) -> bool:
    match test:
        case Span():
            return False
        case Is(value):
            return value is None
        case Either(tests) | Both(tests):
            return any(map(mentions_null, tests))
        case Neither(inner):
            return mentions_null(inner)
        case _:
            assert_never(test)


def of_null(test: Test) -> bool | None:
    """What a test says of null, in FEEL's three values: order says nothing, equality is false."""
    match test:
        case Span():
            return None
        case Is(value):
            return value is None
        case Either(tests):
            return _any([of_null(inner) for inner in tests])
        case Both(tests):
            none_fails = _any([_not(of_null(inner)) for inner in tests])
            return _not(none_fails)
        case Neither(inner):
            return _not(of_null(inner))
        case _:
            assert_never(test)


def _any(truths: list[bool | None]) -> bool | None:
    if True in truths:
        return True
    return None if None in truths else False


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
