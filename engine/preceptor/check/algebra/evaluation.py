"""Evaluation: expressions at exact points, each value with bounds that surely hold it.

It shares nothing with sympy or Z3, so that what they say can be held against it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import assert_never

from preceptor.check.algebra import intervals
from preceptor.check.algebra.functions import FUNCTIONS, WHOLE_FUNCTIONS
from preceptor.check.algebra.intervals import Undefined, Unsure, Value, iv
from preceptor.check.algebra.requirements import rational
from preceptor.check.algebra.sorts import Integers, is_integer, is_real
from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Expression,
    Fold,
    Kind,
    Negative,
    Operation,
    Series,
)

MAX_TERMS = 2000  # of a sum that is added up
MAX_EXPONENT = 10_000
_ENDLESS_TAIL = 1e-30  # an endless sum is cut where its rest is estimated below this

Point = Mapping[Var, Fraction]


class Evaluator:
    """Evaluates at one point. `sure` turns False once a value rests on an estimate (the sum of a
    series without an end), and then no difference of values proves anything."""

    def __init__(self, point: Point, whole: Integers) -> None:
        self.values: dict[Var, Fraction] = dict(point)
        self.whole = whole
        self.sure = True

    def value(self, expression: Expression) -> Value:
        """The value of an expression without `diff`. Raises Undefined, Unsure."""
        match expression:
            case Num(value):
                return Fraction(value)
            case Var():
                return self.values[expression]
            case Constant.PI:
                return iv.pi * 1
            case Constant.E:
                return iv.exp(iv.mpf(1))
            case Constant.I:
                return iv.mpc(iv.mpf(0), iv.mpf(1))
            case Constant():
                raise Unsure("infinity")
            case Negative(operand):
                return intervals.subtract(Fraction(0), self.value(operand))
            case Operation("^", base, exponent):
                return self._power(base, exponent)
            case Operation(operator, left, right):
                return _ARITHMETIC[operator](self.value(left), self.value(right))
            case Application(function, args):
                return self._applied(function, args)
            case Series():
                return self._series(expression)
            case Derivative():
                raise Unsure("a derivative that was not worked out")
            case _:
                assert_never(expression)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition surely holds; raises Undefined, Unsure."""
        if isinstance(condition, Comparison):
            left, right = self.value(condition.left), self.value(condition.right)
            return intervals.compare(left, condition.relation, right)
        value = self.value(condition.operand)
        if condition.kind is Kind.REAL:
            return not intervals.is_complex(value) or value.imag == 0
        return self._integer(value) is not None

    # ------------------------------------------------------------ powers and functions

    def _power(self, base: Expression, exponent: Expression) -> Value:
        if is_integer(exponent, self.whole):
            return self._whole_power(self.value(base), self.value(exponent))
        value, known = self.value(base), rational(exponent)
        if intervals.is_complex(value) or not (is_real(base) and is_real(exponent)):
            logarithm = intervals.logarithm(_principal(value))
            return intervals.exponential(intervals.multiply(self.value(exponent), logarithm))
        if known is not None and abs(known.numerator) <= MAX_EXPONENT:
            return intervals.whole_power(intervals.root(value, known.denominator), known.numerator)
        power = self.value(exponent)
        return intervals.exponential(intervals.multiply(power, intervals.logarithm(value)))

    def _whole_power(self, base: Value, exponent: Value) -> Value:
        times = self._integer(exponent)
        if times is None or abs(times) > MAX_EXPONENT:
            raise Unsure("an exponent that is large, or not known to be whole")
        return intervals.whole_power(base, times)

    def _applied(self, function: str, args: tuple[Expression, ...]) -> Value:
        values = tuple(map(self.value, args))
        if function in _COMPLEX and not all(map(is_real, args)):
            values = tuple(map(_principal, values))
        if function in WHOLE_FUNCTIONS:
            return WHOLE_FUNCTIONS[function](*map(self._whole, values))
        return FUNCTIONS[function](*values)

    def _whole(self, value: Value) -> int:
        whole = self._integer(value)
        if whole is None:
            raise Undefined("not a whole number")
        return whole

    def _integer(self, value: Value) -> int | None:
        """The whole number that an exact value is. Raises Unsure for an inexact one."""
        if not isinstance(value, Fraction):
            raise Unsure("a number that may be whole")
        return value.numerator if value.denominator == 1 else None

    # ------------------------------------------------------------ sums and products

    def _series(self, series: Series) -> Value:
        first = self._whole(self.value(series.first))
        if series.last is Constant.INFINITY:
            return self._endless(series, first)
        last = self._whole(self.value(series.last))
        if last < first - 1:
            raise Undefined("a sum from a number to one below it")
        if last - first > MAX_TERMS:
            raise Unsure("a long sum")
        join, total = _JOINS[series.fold]
        for index in range(first, last + 1):
            total = join(total, self._term(series, index))
        return total

    def _term(self, series: Series, index: int) -> Value:
        before, whole = self.values.get(series.index), self.whole
        self.values[series.index], self.whole = Fraction(index), whole | {series.index}
        try:
            return self.value(series.term)
        finally:
            self.whole = whole
            del self.values[series.index]
            if before is not None:
                self.values[series.index] = before

    def _endless(self, series: Series, first: int) -> Value:
        """An estimate: the sum up to where ten quotients of neighbours in a row are below 9/10
        and a geometric rest would be negligible."""
        self.sure = False
        if series.fold is Fold.PRODUCT:
            raise Unsure("a product without an end")
        total: Value = Fraction(0)
        last, small = math.inf, 0
        for index in range(first, first + MAX_TERMS):
            term = self._term(series, index)
            total = intervals.add(total, term)
            now = intervals.size(term)
            small = small + 1 if now <= 0.9 * last else 0
            last = now
            if small >= 10 and 10 * now < _ENDLESS_TAIL:
                return intervals.add(total, iv.mpf([-10 * now, 10 * now]))
        raise Unsure("a sum that does not settle")


def _principal(value: Value) -> Value:
    """A real value as the complex number it is; the negative axis itself is left out."""
    if intervals.is_complex(value):
        return value
    if isinstance(value, Fraction) and value < 0:
        raise Unsure("a principal value on its cut")
    return value


_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": intervals.add,
    "-": intervals.subtract,
    "*": intervals.multiply,
    "/": intervals.divide,
}
_JOINS: dict[Fold, tuple[Callable[[Value, Value], Value], Value]] = {
    Fold.SUM: (intervals.add, Fraction(0)),
    Fold.PRODUCT: (intervals.multiply, Fraction(1)),
}
_COMPLEX = frozenset({"sqrt", "log"})  # functions whose principal value has a cut
