"""Arithmetic as SQL: expressions over scaled 64-bit integers, exact or refused.

An engine raises an error where a word overflows, so no result is silently wrong. What words
cannot say (a quotient of two variables, a sum of values that may be no numbers) raises NeedsCare
here, and is computed outside of SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm
from typing import assert_never

from preceptor.logic import Arith, Compare, Const, Expr, Num, Op, Var
from preceptor.reason.bulk.columns import Column, fits

_SIGNS = {
    Op.LT: "<",
    Op.LE: "<=",
    Op.GT: ">",
    Op.GE: ">=",
    Op.EQ: "=",
    Op.NE: "<>",
    Op.SAME: "=",
    Op.DIFFERENT: "<>",
}
_MOST_NODES = 64  # of an expression in one piece: variables computed of one another multiply


class NeedsCare(Exception):
    """The expression is none of words."""


@dataclass(frozen=True, slots=True)
class Value:
    """What SQL has for a variable, how it is held, and from how many nodes it is computed."""

    sql: str
    column: Column
    nodes: int = 1


@dataclass(frozen=True, slots=True)
class _Words:
    """The number `sql / scale`."""

    sql: str
    scale: int
    nodes: int

    def times(self, factor: int) -> _Words:
        if not fits(factor):
            raise NeedsCare
        sql = self.sql if factor == 1 else f"({self.sql} * ({factor}))"
        return _Words(sql, self.scale, self.nodes)

    def at(self, scale: int) -> _Words:
        """The same numbers under a multiple of this scale."""
        return _Words(self.times(scale // self.scale).sql, scale, self.nodes)


Values = Mapping[str, Value]


def sign(op: Op) -> str:
    return _SIGNS[op]


def comparison(test: Compare, values: Values, *, overflows: bool) -> str:
    """A condition; one that computes nothing where words overflow. Raises NeedsCare."""
    left, right = _words(test.left, values), _words(test.right, values)
    computes = isinstance(test.left, Arith) or isinstance(test.right, Arith)
    if overflows and (computes or left.scale != right.scale):
        raise NeedsCare
    scale = lcm(left.scale, right.scale)
    return f"{left.at(scale).sql} {_SIGNS[test.op]} {right.at(scale).sql}"


def computed(expr: Expr, column: Column, values: Values) -> Value:
    """An expression as the column holds it. Raises NeedsCare."""
    if isinstance(expr, Var):
        return values[expr.name]
    if column.is_symbolic:
        raise NeedsCare
    words = _words(expr, values)
    return Value(words.at(column.scale or 1).sql, column, words.nodes)


def _words(expr: Expr, values: Values) -> _Words:
    match expr:
        case Var(name):
            value = values[name]
            if value.column.is_symbolic:
                raise NeedsCare
            return _Words(f"CAST({value.sql} AS BIGINT)", value.column.scale or 1, value.nodes)
        case Num(number):
            if not fits(number.numerator):
                raise NeedsCare
            return _Words(f"CAST({number.numerator} AS BIGINT)", number.denominator, 1)
        case Const():
            raise NeedsCare
        case Arith(op, left, right):
            return _combined(op, _words(left, values), right, values)
        case _:
            assert_never(expr)


def _combined(op: str, a: _Words, right: Expr, values: Values) -> _Words:
    if op == "/":
        if not isinstance(right, Num) or right.value == 0:
            raise NeedsCare
        top, bottom = right.value.numerator, right.value.denominator
        return _Words(a.times(bottom if top > 0 else -bottom).sql, a.scale * abs(top), a.nodes)
    b = _words(right, values)
    nodes = a.nodes + b.nodes
    if nodes > _MOST_NODES:
        raise NeedsCare
    if op == "*":
        return _Words(f"({a.sql} * {b.sql})", a.scale * b.scale, nodes)
    scale = lcm(a.scale, b.scale)
    return _Words(f"({a.at(scale).sql} {op} {b.at(scale).sql})", scale, nodes)
