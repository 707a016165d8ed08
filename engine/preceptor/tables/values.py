"""Values: what a cell may hold, and the terms of our language that stand for them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

from preceptor.logic import Const, Num, SortKind, Term
from preceptor.syntax import show_number


class Kind(StrEnum):
    """What the values of a column are. Integers and dates have neighbours, numbers have none."""

    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    TEXT = "text"
    BOOLEAN = "boolean"

    @property
    def is_ordered(self) -> bool:
        return self in (Kind.NUMBER, Kind.INTEGER, Kind.DATE)

    @property
    def is_discrete(self) -> bool:
        return self in (Kind.INTEGER, Kind.DATE)

    @property
    def sort_kind(self) -> SortKind:
        if self is Kind.NUMBER:
            return SortKind.DECIMAL
        return SortKind.INT if self.is_ordered else SortKind.SYMBOL

    def holds(self, value: Value) -> bool:
        """Whether a value is of this kind; a whole number is an integer too."""
        if self is Kind.INTEGER:
            return isinstance(value, Fraction) and value.denominator == 1
        return kind_of(value) is self


Value = Fraction | date | str | bool


def kind_of(value: Value) -> Kind:
    match value:
        case bool():
            return Kind.BOOLEAN
        case Fraction():
            return Kind.NUMBER
        case date():
            return Kind.DATE
        case _:
            return Kind.TEXT


def term(value: Value) -> Term:
    """A number is itself, text a constant, a date the number yyyymmdd, whose order is the same."""
    match value:
        case bool():
            return Const("true" if value else "false")
        case Fraction():
            return Num(value)
        case date():
            return Num(value.year * 10_000 + value.month * 100 + value.day)
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
        case _:
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
