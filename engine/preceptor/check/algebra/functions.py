"""The functions of identities on exact and interval numbers, from those that mpmath bounds."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from preceptor.check.algebra import intervals
from preceptor.check.algebra.intervals import Undefined, Unsure, Value

MAX_WHOLE = 2000  # of the argument of a factorial


def _cosine(value: Value) -> Value:
    return intervals.angle(value)[0]


def _sine(value: Value) -> Value:
    return intervals.angle(value)[1]


def _cosh(value: Value) -> Value:
    up = intervals.exponential(value)
    return _half(intervals.add(up, intervals.divide(Fraction(1), up)))


def _sinh(value: Value) -> Value:
    up = intervals.exponential(value)
    return _half(intervals.subtract(up, intervals.divide(Fraction(1), up)))


def _half(value: Value) -> Value:
    return intervals.multiply(value, Fraction(1, 2))


def _one_less_square(value: Value) -> Value:
    return intervals.subtract(Fraction(1), intervals.multiply(value, value))


def _log_of_sum(value: Value, shift: int) -> Value:
    """log(u + sqrt(u^2 + shift)), the inverse of sinh and cosh."""
    under = intervals.add(intervals.multiply(value, value), Fraction(shift))
    return intervals.logarithm(intervals.add(value, intervals.root(under, 2)))


def _artanh(value: Value) -> Value:
    above, below = intervals.add(Fraction(1), value), intervals.subtract(Fraction(1), value)
    return _half(intervals.logarithm(intervals.divide(above, below)))


def _arcosh(value: Value) -> Value:
    if intervals.sign(intervals.subtract(value, Fraction(1))) < 0:
        raise Undefined("acosh below 1")
    return _log_of_sum(value, -1)


def _floor(value: Value) -> Value:
    if isinstance(value, Fraction):
        return Fraction(math.floor(value))
    bounds = intervals.real(value)
    low, high = math.floor(bounds.a), math.floor(bounds.b)
    if low != high:
        raise Unsure("the floor of a number near a whole one")
    return Fraction(low)


def _ceiling(value: Value) -> Value:
    return -_floor(intervals.subtract(Fraction(0), value))


def _modulo(value: Value, by: Value) -> Value:
    return intervals.subtract(value, intervals.multiply(by, _floor(intervals.divide(value, by))))


def _greater(left: Value, right: Value) -> Value:
    return left if intervals.sign(intervals.subtract(left, right)) >= 0 else right


def _lesser(left: Value, right: Value) -> Value:
    return right if intervals.sign(intervals.subtract(left, right)) >= 0 else left


def _factorial(n: int) -> Fraction:
    if n < 0:
        raise Undefined("the factorial of a negative number")
    if n > MAX_WHOLE:
        raise Unsure("a large factorial")
    return Fraction(math.factorial(n))


def _binomial(n: int, k: int) -> Fraction:
    if n < 0:
        raise Undefined("a binomial coefficient with a negative upper number")
    if n > MAX_WHOLE:
        raise Unsure("a large binomial coefficient")
    return Fraction(math.comb(n, k) if k >= 0 else 0)


WHOLE_FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "factorial": _factorial,
    "binomial": _binomial,
    "gcd": lambda a, b: Fraction(math.gcd(a, b)),
}
FUNCTIONS: dict[str, Callable[..., Value]] = {
    "sqrt": lambda u: intervals.root(u, 2),
    "exp": intervals.exponential,
    "log": intervals.logarithm,
    "abs": intervals.modulus,
    "sign": lambda u: Fraction(intervals.sign(u)),
    "sin": _sine,
    "cos": _cosine,
    "tan": lambda u: intervals.divide(_sine(u), _cosine(u)),
    "cot": lambda u: intervals.divide(_cosine(u), _sine(u)),
    "sec": lambda u: intervals.divide(Fraction(1), _cosine(u)),
    "csc": lambda u: intervals.divide(Fraction(1), _sine(u)),
    "asin": lambda u: intervals.arc(intervals.root(_one_less_square(u), 2), u),
    "acos": lambda u: intervals.arc(u, intervals.root(_one_less_square(u), 2)),
    "atan": lambda u: intervals.arc(Fraction(1), u),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda u: intervals.divide(_sinh(u), _cosh(u)),
    "coth": lambda u: intervals.divide(_cosh(u), _sinh(u)),
    "asinh": lambda u: _log_of_sum(u, 1),
    "acosh": _arcosh,
    "atanh": _artanh,
    "floor": _floor,
    "ceiling": _ceiling,
    "mod": _modulo,
    "max": _greater,
    "min": _lesser,
}
