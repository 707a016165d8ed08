"""Values: what a cell may hold, and the terms of our language that stand for them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

from preceptor.logic import Const, Num, SortKind, Term
from preceptor.syntax import show_number
from preceptor.tables.moments import DateTime, Duration, Months, Time


class Kind(StrEnum):
    """What the values of a column are. Integers, dates and months have neighbours, others none."""

    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "date and time"
    DURATION = "days and time duration"
    MONTHS = "years and months duration"
    TEXT = "text"
    BOOLEAN = "boolean"

    @property
    def is_ordered(self) -> bool:
        return self not in (Kind.TEXT, Kind.BOOLEAN)

    @property
    def is_discrete(self) -> bool:
        return self in (Kind.INTEGER, Kind.DATE, Kind.MONTHS)

    @property
    def sort_kind(self) -> SortKind:
        if not self.is_ordered:
            return SortKind.SYMBOL
        return SortKind.INT if self.is_discrete else SortKind.DECIMAL

    def is_like(self, other: Kind) -> bool:
        """Whether values of the two have one order."""
        numbers = (Kind.NUMBER, Kind.INTEGER)
        return self.is_ordered and (self is other or (self in numbers and other in numbers))

    def holds(self, value: Value) -> bool:
        """Whether a value is of this kind; a whole number is an integer too."""
        if self is Kind.INTEGER:
            return isinstance(value, Fraction) and value.denominator == 1
        return kind_of(value) is self


Value = Fraction | date | Time | DateTime | Duration | Months | str | bool


def kind_of(value: Value) -> Kind:
    match value:
        case bool():
            return Kind.BOOLEAN
        case Fraction():
            return Kind.NUMBER
        case date():
            return Kind.DATE
        case Time():
            return Kind.TIME
        case DateTime():
            return Kind.DATE_TIME
        case Duration():
            return Kind.DURATION
        case Months():
            return Kind.MONTHS
        case _:
            return Kind.TEXT


def term(value: Value) -> Term:
    """A number is itself, text a constant, a date the number yyyymmdd, whose order is the same.

    A time is its seconds after midnight, with a date those after the one that began 1970; a
    duration is its seconds or, of years and months, its months.
    """
    match value:
        case bool():
            return Const("true" if value else "false")
        case Fraction():
            return Num(value)
        case date():
            return Num(value.year * 10_000 + value.month * 100 + value.day)
        case Time() | DateTime() | Duration():
            return Num(value.seconds)
        case Months():
            return Num(value.months)
        case _:
            return Const(value)


def say(value: Value) -> str:
    """A value as FEEL writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction():
            return show_number(value.numerator if value.denominator == 1 else value)
        case date():
            return value.isoformat()
        case Time() | DateTime() | Duration() | Months():
            return str(value)
        case _:
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
