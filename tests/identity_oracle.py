"""Identities by plain mpmath: decimals at sixty digits, derivatives as limits, sums added up.

It knows the classes that hold an identity and nothing else of the project.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

import mpmath
from mpmath import mp

from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Expression,
    Fold,
    Identity,
    Kind,
    Negative,
    Operation,
    Series,
    free,
)

mp.dps = 60
CLOSE = mpmath.mpf(10) ** -20

Point = dict[Var, Fraction]


class NoValue(Exception):
    """The expression has no value there."""


def value(expression: Expression, at: dict[Var, Any], whole: frozenset[Var] = frozenset()) -> Any:
    """The value at a point, an mpmath number; raises NoValue. `whole` variables are integers."""
    try:
        found = _Reading(whole).value(expression, at)
    except (ZeroDivisionError, ValueError, OverflowError, mpmath.libmp.NoConvergence) as error:
        raise NoValue(str(error)) from None
    if not mpmath.isfinite(found):
        raise NoValue("infinite")
    return found


class _Reading:
    def __init__(self, whole: frozenset[Var]) -> None:
        self.whole = whole

    def value(self, e: Expression, at: dict[Var, Any]) -> Any:
        match e:
            case Num(number):
                return mpmath.mpf(Fraction(number).numerator) / Fraction(number).denominator
            case Var():
                given = at[e]
                if isinstance(given, Fraction):
                    return mpmath.mpf(given.numerator) / given.denominator
                return given
            case Constant():
                return {"pi": mp.pi, "e": mp.e, "I": mpmath.mpc(0, 1), "inf": mp.inf}[e.value] * 1
            case Negative(operand):
                return -self.value(operand, at)
            case Operation("^", base, exponent):
                return self.power(base, exponent, at)
            case Operation(sign, left, right):
                return _ARITHMETIC[sign](self.value(left, at), self.value(right, at))
            case Application(name, args):
                return _FUNCTIONS[name](*(self.value(arg, at) for arg in args))
            case Derivative(operand, by):
                return self.slope(operand, by, at)
            case Series():
                return self.series(e, at)
        raise AssertionError(e)

    def slope(self, operand: Expression, by: Var, at: dict[Var, Any]) -> Any:
        """The derivative, where the function is smooth: from both sides it is the same."""
        here = self.value(by, at)
        step = mpmath.mpf(10) ** -25
        low, middle, high = (self.value(operand, {**at, by: here + k * step}) for k in (-1, 0, 1))
        left, right = (middle - low) / step, (high - middle) / step
        if abs(right - left) > mpmath.mpf(10) ** -10 * max(1, abs(left)):
            raise NoValue("a corner")
        return mpmath.diff(lambda x: self.value(operand, {**at, by: x}), here)

    def power(self, base: Expression, exponent: Expression, at: dict[Var, Any]) -> Any:
        """Repeated multiplication for an exponent that is an integer by its form; else real, of a
        base that is positive (or zero, for a literal positive exponent), or complex."""
        b, e = self.value(base, at), self.value(exponent, at)
        if self.is_whole(exponent):
            return mpmath.mpf(1) if e == 0 else b ** _whole(e)
        if mpmath.im(b) == 0 and mpmath.im(e) == 0:
            literal = not any(True for _ in free(exponent)) and e > 0
            if b < 0 or (b == 0 and not literal):
                raise NoValue("a real power of a number that is not positive")
        return mpmath.power(b, e)

    def is_whole(self, e: Expression) -> bool:
        match e:
            case Num(number):
                return Fraction(number).denominator == 1
            case Var():
                return e in self.whole
            case Negative(operand):
                return self.is_whole(operand)
            case Operation("+" | "-" | "*", left, right):
                return self.is_whole(left) and self.is_whole(right)
            case _:
                return False

    def series(self, e: Series, at: dict[Var, Any]) -> Any:
        first, last = _whole(self.value(e.first, at)), self.value(e.last, at)
        inner = _Reading(self.whole | {e.index})

        def term(k: Any) -> Any:
            return inner.value(e.term, {**at, e.index: mpmath.mpf(int(k))})

        if last == mp.inf:
            return mpmath.nsum(term, [first, mp.inf])
        if _whole(last) < first - 1:
            raise NoValue("a sum of negative length")
        total = mpmath.mpf(0 if e.fold is Fold.SUM else 1)
        for k in range(first, _whole(last) + 1):
            total = total + term(k) if e.fold is Fold.SUM else total * term(k)
        return total


def _whole(number: Any) -> int:
    if number != int(number):
        raise NoValue("not whole")
    return int(number)


def _logarithm(u: Any) -> Any:
    if u == 0 or (mpmath.im(u) == 0 and mpmath.re(u) < 0):
        raise NoValue("log")
    return mpmath.log(u)


def _root(u: Any) -> Any:
    if not isinstance(u, mpmath.mpc) and u < 0:
        raise NoValue("sqrt")
    return mpmath.sqrt(u)


def _factorial(n: Any) -> Any:
    if _whole(n) < 0:
        raise NoValue("factorial")
    return mpmath.mpf(math.factorial(_whole(n)))


def _binomial(n: Any, k: Any) -> Any:
    if _whole(n) < 0:
        raise NoValue("binomial")
    return mpmath.mpf(math.comb(_whole(n), _whole(k)) if k >= 0 else 0)


def _within(low: Any, high: Any, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def bounded(u: Any) -> Any:
        if not low <= u <= high:
            raise NoValue("outside")
        return function(u)

    return bounded


_ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sqrt": _root, "exp": mpmath.exp, "log": _logarithm, "abs": abs, "sign": mpmath.sign,
    "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "cot": mpmath.cot,
    "sec": mpmath.sec, "csc": mpmath.csc, "asin": _within(-1, 1, mpmath.asin),
    "acos": _within(-1, 1, mpmath.acos), "atan": mpmath.atan, "sinh": mpmath.sinh,
    "cosh": mpmath.cosh, "tanh": mpmath.tanh, "coth": mpmath.coth, "asinh": mpmath.asinh,
    "acosh": _within(1, mp.inf, mpmath.acosh), "atanh": _within(-1, 1, mpmath.atanh),
    "floor": mpmath.floor, "ceiling": mpmath.ceil, "mod": lambda a, b: a - b * mpmath.floor(a / b),
    "max": max, "min": min, "factorial": _factorial, "binomial": _binomial,
    "gcd": lambda a, b: mpmath.mpf(math.gcd(_whole(a), _whole(b))),
}  # fmt: skip


def agree(identity: Identity, at: Point, whole: frozenset[Var] = frozenset()) -> bool:
    """Whether the sides are the same number there, up to rounding; raises NoValue."""
    left, right = value(identity.left, at, whole), value(identity.right, at, whole)
    return bool(abs(left - right) <= CLOSE * max(1, abs(left)))


def holds(condition: Condition, at: Point) -> bool:
    """Whether a condition holds, with room for rounding on the side of no; raises NoValue."""
    if not isinstance(condition, Comparison):
        number = value(condition.operand, at)
        if condition.kind is Kind.INTEGER:
            return bool(number == int(number.real) and mpmath.im(number) == 0)
        return bool(mpmath.im(number) == 0)
    left, right = value(condition.left, at), value(condition.right, at)
    gap = mpmath.re(left - right)
    return bool(
        {
            "=": abs(gap) < CLOSE,
            "\\=": abs(left - right) > CLOSE,
            "<": gap < -CLOSE,
            "=<": gap <= 0,
            ">": gap > CLOSE,
            ">=": gap >= 0,
        }[condition.relation.value]
    )


def points(identity: Identity, whole: frozenset[Var], seed: int) -> Iterator[Point]:
    """Endlessly many random points, fractions and, for `whole` variables, integers."""
    chance = Random(seed)
    while True:
        yield {
            v: Fraction(chance.randint(-5, 250))
            if v in whole
            else Fraction(chance.randint(-90, 90), chance.randint(9, 24))
            for v in identity.variables
        }
