"""Arithmetic on whole columns, exact: in machine words where bounds show that nothing overflows,
else value by value, once for each different combination of operands.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, assert_never

import numpy as np

from preceptor.logic import Arith, Compare, Const, Expr, Num, Op, Var, variables
from preceptor.reason.arithmetic import calculate
from preceptor.reason.bulk.columns import INT64, Column, Precision
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.layout import Outgrown
from preceptor.reason.bulk.sets import Mask
from preceptor.reason.symbols import Number, Symbols, Value

_ORDER: dict[Op, Callable[[Any, Any], Any]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.SAME: operator.eq,
    Op.DIFFERENT: operator.ne,
}
_ALIKE = (Op.SAME, Op.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Operand:
    """A variable's values, and the column that says how they are held."""

    values: Ints
    column: Column


Operands = Mapping[str, Operand]


class _NeedsCare(Exception):
    """The words might overflow, or a value might not be a number."""


@dataclass(frozen=True, slots=True)
class _Words:
    """`values / scale`, with bounds of the values."""

    values: Ints | int
    scale: int
    low: int
    high: int

    def times(self, factor: int) -> _Words:
        if factor == 1:
            return self
        low, high = sorted((self.low * factor, self.high * factor))
        _fits(low, high)
        return _Words(self.values * factor, self.scale, low, high)

    def at(self, scale: int) -> _Words:
        """The same numbers under a multiple of this scale."""
        scaled = self.times(scale // self.scale)
        return _Words(scaled.values, scale, scaled.low, scaled.high)


def holds(test: Compare, operands: Operands, symbols: Symbols, size: int) -> Mask:
    """In which of `size` rows the comparison holds. What has no value fails it."""
    compare = _ORDER[test.op]
    alike = _symbols_alike(test, operands, symbols)
    if alike is not None:
        return _mask(compare(*alike), size)
    try:
        left, right = _words(test.left, operands), _words(test.right, operands)
        scale = lcm(left.scale, right.scale)
        return _mask(compare(left.at(scale).values, right.at(scale).values), size)
    except _NeedsCare:
        return _carefully(test, operands, symbols, size)


def value(
    expr: Expr, column: Column, operands: Operands, symbols: Symbols, size: int
) -> tuple[Ints, Mask | None]:
    """The expression in `size` rows as the column holds it, and where it has a value (None for
    everywhere). Raises Outgrown for a number that the column cannot hold.
    """
    if isinstance(expr, Var):
        return operands[expr.name].values, None
    if not column.is_symbolic:
        try:
            values = _words(expr, operands).at(column.scale or 1).values
            return np.full(size, values) if isinstance(values, int) else values, None
        except _NeedsCare:
            pass
    return _value_carefully(expr, column, operands, symbols, size)


def _symbols_alike(
    test: Compare, operands: Operands, symbols: Symbols
) -> tuple[Ints | int, Ints | int] | None:
    """Both sides as they are held, where `=` or `\\=` need no more than that."""
    sides = (test.left, test.right)
    columns = [operands[side.name].column for side in sides if isinstance(side, Var)]
    if test.op not in _ALIKE or not columns or any(isinstance(side, Arith) for side in sides):
        return None
    held = [_held(side, columns[0], operands, symbols) for side in sides]
    return held[0], held[1]


def _held(side: Expr, column: Column, operands: Operands, symbols: Symbols) -> Ints | int:
    """A term as the column holds it; what it cannot hold is like nothing in it."""
    if isinstance(side, Var):
        return operands[side.name].values
    if column.is_symbolic:
        return symbols.find(side) if isinstance(side, Const | Num) else -1
    held = column.held(side.value) if isinstance(side, Num) else None
    return _NOTHING if held is None else held


_NOTHING = -(2**63)  # held by no column of numbers


def _words(expr: Expr, operands: Operands) -> _Words:
    match expr:
        case Var(name):
            operand = operands[name]
            scale = operand.column.scale
            if scale == 0:
                raise _NeedsCare
            low, high = int(operand.values.min()), int(operand.values.max())
            return _Words(operand.values, scale or 1, low, high)
        case Num(number):
            scaled, scale = number.numerator, number.denominator
            _fits(scaled, scaled)
            return _Words(scaled, scale, scaled, scaled)
        case Const():
            raise _NeedsCare
        case Arith(op, left, right):
            return _combined(op, left, right, operands)
        case _:
            assert_never(expr)


def _combined(op: str, left: Expr, right: Expr, operands: Operands) -> _Words:
    a = _words(left, operands)
    if op == "/":
        if not isinstance(right, Num) or right.value == 0:
            raise _NeedsCare
        top, bottom = right.value.numerator, right.value.denominator
        divided = a.times(bottom if top > 0 else -bottom)
        return _Words(divided.values, divided.scale * abs(top), divided.low, divided.high)
    b = _words(right, operands)
    if op == "*":
        corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
        _fits(min(corners), max(corners))
        return _Words(a.values * b.values, a.scale * b.scale, min(corners), max(corners))
    scale = lcm(a.scale, b.scale)
    a, b = a.at(scale), b.at(scale)
    if op == "+":
        low, high = a.low + b.low, a.high + b.high
        _fits(low, high)
        return _Words(a.values + b.values, scale, low, high)
    low, high = a.low - b.high, a.high - b.low
    _fits(low, high)
    return _Words(a.values - b.values, scale, low, high)


def _fits(low: int, high: int) -> None:
    if low < -INT64 or high > INT64:
        raise _NeedsCare


def _mask(found: Any, size: int) -> Mask:
    return found if isinstance(found, np.ndarray) else np.full(size, bool(found))


# ------------------------------------------------------------------------ value by value


def _carefully(test: Compare, operands: Operands, symbols: Symbols, size: int) -> Mask:
    def one(values: Mapping[str, Value]) -> bool:
        left, right = _evaluate(test.left, values), _evaluate(test.right, values)
        if left is None or right is None:
            return False
        if test.op not in _ALIKE and not (isinstance(left, Number) and isinstance(right, Number)):
            return False
        return bool(_ORDER[test.op](left, right))

    names = tuple(dict.fromkeys((*variables(test.left), *variables(test.right))))
    combinations, inverse = _combinations(names, operands, symbols, size)
    return np.array([one(values) for values in combinations], np.bool_)[inverse]


def _value_carefully(
    expr: Expr, column: Column, operands: Operands, symbols: Symbols, size: int
) -> tuple[Ints, Mask | None]:
    combinations, inverse = _combinations(variables(expr), operands, symbols, size)
    found = [_evaluate(expr, values) for values in combinations]
    held = [0 if v is None else hold(v, column, symbols) for v in found]
    defined = np.array([v is not None for v in found], np.bool_)
    values = np.array(held, np.int64)[inverse]
    return values, None if defined.all() else defined[inverse]


def hold(value: Value, column: Column, symbols: Symbols) -> int:
    if column.is_symbolic:
        return symbols.symbol(value)
    held = None if isinstance(value, Const) else column.held(value)
    if held is None:
        raise Outgrown(Precision.EXACT)
    return held


def _combinations(
    names: Sequence[str], operands: Operands, symbols: Symbols, size: int
) -> tuple[list[dict[str, Value]], Ints]:
    """Each different combination of the variables' values, and which one each row has."""
    if not names:
        return [{}], np.zeros(size, np.int64)
    first = [np.unique(operands[name].values, return_inverse=True) for name in names]
    inverse = first[0][1]
    for distinct, places in first[1:]:
        inverse = np.unique(inverse * len(distinct) + places, return_inverse=True)[1]
    _, rows = np.unique(inverse, return_index=True)
    decoded = [decode(operands[n].values[rows], operands[n].column, symbols) for n in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*decoded, strict=True)], inverse


def decode(values: Ints, column: Column, symbols: Symbols) -> list[Value]:
    """The terms' values that a column holds, numbers exact."""
    if column.is_symbolic:
        return [symbols.values[value] for value in values.tolist()]
    scale = column.scale or 1
    numbers: list[int] = values.tolist()
    return [_plain(Fraction(number, scale)) for number in numbers] if scale > 1 else [*numbers]


def _plain(number: Fraction) -> Number:
    return number.numerator if number.denominator == 1 else number


def _evaluate(expr: Expr, values: Mapping[str, Value]) -> Value | None:
    match expr:
        case Var(name):
            return values[name]
        case Const():
            return expr
        case Num(number):
            return number
        case Arith(op, left, right):
            a, b = _evaluate(left, values), _evaluate(right, values)
            if not isinstance(a, Number) or not isinstance(b, Number):
                return None
            return calculate(op, a, b)
        case _:
            assert_never(expr)
