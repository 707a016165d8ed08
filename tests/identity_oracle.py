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
)

mp.dps = 60
CLOSE = mpmath.mpf(10) ** -20

Point = dict[Var, Fraction]


class NoValue(Exception):
    """The expression has no value there."""


def value(expression: Expression, at: dict[Var, Any]) -> Any:
    """The value at a point, an mpmath number; raises NoValue."""
    try:
        found = _value(expression, at)
    except (ZeroDivisionError, ValueError, OverflowError, mpmath.libmp.NoConvergence) as error:
        raise NoValue(str(error)) from None
    if not mpmath.isfinite(found):
        raise NoValue("infinite")
    return found


def _value(e: Expression, at: dict[Var, Any]) -> Any:
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
            return -_value(operand, at)
        case Operation("^", base, exponent):
            return _power(_value(base, at), _value(exponent, at))
        case Operation(sign, left, right):
            return _ARITHMETIC[sign](_value(left, at), _value(right, at))
        case Application(name, args):
            return _FUNCTIONS[name](*(_value(arg, at) for arg in args))
        case Derivative(operand, by):
            return mpmath.diff(lambda x: _value(operand, {**at, by: x}), _value(by, at))
        case Series():
            return _series(e, at)
    raise AssertionError(e)


def _power(base: Any, exponent: Any) -> Any:
    if exponent == int(exponent.real) and mpmath.im(exponent) == 0:
        return mpmath.mpf(1) if exponent == 0 else base ** int(exponent.real)
    if mpmath.im(base) == 0 and mpmath.im(exponent) == 0 and base < 0:
        raise NoValue("a real power of a negative number")
    return mpmath.power(base, exponent)


def _series(e: Series, at: dict[Var, Any]) -> Any:
    first, last = _whole(_value(e.first, at)), _value(e.last, at)

    def term(k: Any) -> Any:
        return _value(e.term, {**at, e.index: mpmath.mpf(int(k))})

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


def agree(identity: Identity, at: Point) -> bool:
    """Whether the sides are the same number there, up to rounding; raises NoValue."""
    left, right = value(identity.left, at), value(identity.right, at)
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
            v: Fraction(chance.randint(-5, 25))
            if v in whole
            else Fraction(chance.randint(-90, 90), chance.randint(1, 24))
            for v in identity.variables
        }
