"""Cells: the stretches of an input's values that no test tells apart, each with a sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

from preceptor.tables.moments import DAY, DateTime, Duration, Months, Time
from preceptor.tables.unary import Bound, Span
from preceptor.tables.values import Kind, Value

Cell = tuple[Value, Span]  # a value of the cell, and all of it


def cells_of(kind: Kind, marks: set[Value]) -> Iterator[Cell]:
    """The cells that these values, as ends or as values of their own, cut a kind into."""
    if kind is Kind.BOOLEAN:
        yield from ((value, Span()) for value in (False, True))
    elif kind is Kind.TEXT:
        yield from ((value, Span()) for value in sorted(marks, key=str))
        yield _other(marks), Span()
    else:
        yield from _line(kind, in_order(marks))


def in_order(marks: Any) -> list[Any]:
    """Values of one kind that has an order, the least first."""
    return sorted(marks)


def _other(marks: set[Value]) -> str:
    """A text that no test mentions."""
    names = ("other", *(f"other {n}" for n in range(2, len(marks) + 3)))
    return next(name for name in names if name not in marks)


def _line(kind: Kind, marks: list[Any]) -> Iterator[Cell]:
    """The marks and what lies below, between and above them, as far as values do."""
    ends = [None, *marks, None]
    for low, high in pairwise(ends):
        if low is not None:
            yield low, Span(Bound(low, True), Bound(low, True))
        sample = _between(kind, low, high)
        if sample is not None:
            below = None if low is None else Bound(low, False)
            above = None if high is None else Bound(high, False)
            yield sample, Span(below, above)


def _between(kind: Kind, low: Any, high: Any) -> Value | None:
    """A value strictly between two, the roundest there is; None where there is none."""
    match kind:
        case Kind.DATE:
            return _date_between(low, high)
        case Kind.TIME:
            return _time_between(low, high)
        case Kind.DATE_TIME | Kind.DURATION:
            made = DateTime if kind is Kind.DATE_TIME else Duration
            ends = (None if end is None else end.seconds for end in (low, high))
            seconds = _number_between(*ends, is_whole=False)
            return None if seconds is None else made(seconds)
        case Kind.MONTHS:
            ends = (None if end is None else Fraction(end.months) for end in (low, high))
            months = _number_between(*ends, is_whole=True)
            return None if months is None else Months(int(months))
        case _:
            return _number_between(low, high, is_whole=kind is Kind.INTEGER)


def _number_between(
    low: Fraction | None, high: Fraction | None, *, is_whole: bool
) -> Fraction | None:
    if low is None and high is None:
        return Fraction(0)
    if low is None:
        return Fraction(ceil(high or 0) - 1)
    if high is None:
        return Fraction(floor(low) + 1)
    if is_whole or floor(low) + 1 < high:
        found = Fraction(floor(low) + 1)
        return found if found < high else None
    return Fraction(low + high) / 2


def _time_between(low: Time | None, high: Time | None) -> Time | None:
    if high is not None and high.seconds == 0:
        return None  # nothing comes before midnight
    least = Fraction(-1) if low is None else low.seconds
    end = Fraction(DAY) if high is None else high.seconds
    found = _number_between(least, end, is_whole=False)
    return None if found is None else Time(max(found, Fraction(0)))


def _date_between(low: date | None, high: date | None) -> date | None:
    day = timedelta(days=1)
    if low is None and high is None:
        return date(2000, 1, 1)
    if low is None:
        return high - day if high is not None and high > date.min else None
    found = low + day if low < date.max else None
    return found if found is not None and (high is None or found < high) else None
