"""Exact and interval numbers: fractions where a value is one, else bounds that surely hold it.

A `Value` is a Fraction, a real interval or a complex one (a rectangle); bounds are mpmath's, at a
precision that the caller sets. What decides a verdict is never a rounded number.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from mpmath.ctx_iv import MPIntervalContext

from preceptor.logic.identity import Relation

iv = MPIntervalContext()
MAX_BITS = 20_000  # of an exact number; a larger one becomes an interval

Value = Any  # Fraction | iv.mpf | iv.mpc: mpmath has no types


class Undefined(ArithmeticError):
    """The value surely does not exist."""


class Unsure(ArithmeticError):
    """The bounds are too wide to tell, or the number is too large to work out."""


def real(value: Value) -> Value:
    """The value as a real interval. Raises Unsure for a complex one."""
    if isinstance(value, Fraction):
        return iv.mpf(value.numerator) / iv.mpf(value.denominator)
    if isinstance(value, iv.mpc):
        raise Unsure("a complex number where a real one is needed")
    return value


def complex_(value: Value) -> Value:
    return value if isinstance(value, iv.mpc) else iv.mpc(real(value), iv.mpf(0))


def is_complex(*values: Value) -> bool:
    return any(isinstance(value, iv.mpc) for value in values)


def rounded(value: Fraction) -> Value:
    """The exact number, or an interval around one that has grown too long."""
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return value if bits <= MAX_BITS else real(value)


def sign(value: Value) -> int:
    """-1, 0 or 1. Raises Unsure where the bounds hold numbers of two signs."""
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    bounds = real(value)
    if bounds.a > 0:
        return 1
    if bounds.b < 0:
        return -1
    if bounds.a == bounds.b:
        return 0
    raise Unsure("the sign of a number near zero")


def is_zero(value: Value) -> bool:
    """Whether the value is zero; raises Unsure."""
    if not is_complex(value):
        return sign(value) == 0
    for part in (value.real, value.imag):
        if part.a > 0 or part.b < 0:
            return False
    if value.real.a == value.real.b and value.imag.a == value.imag.b:
        return True
    raise Unsure("a complex number near zero")


def add(left: Value, right: Value) -> Value:
    return _arithmetic(left, right, lambda a, b: a + b)


def subtract(left: Value, right: Value) -> Value:
    return _arithmetic(left, right, lambda a, b: a - b)


def multiply(left: Value, right: Value) -> Value:
    return _arithmetic(left, right, lambda a, b: a * b)


def divide(left: Value, right: Value) -> Value:
    """Raises Undefined by zero."""
    if is_zero(right):
        raise Undefined("division by zero")
    if is_complex(right):
        norm = right.real * right.real + right.imag * right.imag
        flipped = iv.mpc(right.real / norm, -right.imag / norm)
        return complex_(left) * flipped
    if is_complex(left):
        below = real(right)
        return iv.mpc(left.real / below, left.imag / below)
    return _arithmetic(left, right, lambda a, b: a / b)


def _arithmetic(left: Value, right: Value, work: Callable[[Any, Any], Any]) -> Value:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return rounded(work(left, right))
    if is_complex(left, right):
        return work(complex_(left), complex_(right))
    return work(real(left), real(right))


def whole_power(base: Value, exponent: int) -> Value:
    """Repeated multiplication; the power 0 is 1. Raises Undefined for 1/0."""
    if exponent < 0:
        return divide(Fraction(1), whole_power(base, -exponent))
    result: Value = Fraction(1)
    while exponent:
        result = multiply(result, base) if exponent & 1 else result
        exponent >>= 1
        base = multiply(base, base) if exponent else base
    return result


def exponential(value: Value) -> Value:
    if value == 0:
        return Fraction(1)
    return iv.exp(value if is_complex(value) else _moderate(real(value)))


def _moderate(value: Value) -> Value:
    if value.b > 100_000 or value.a < -100_000:
        raise Unsure("an exponential of a large number")
    return value


def logarithm(value: Value) -> Value:
    """At its principal value. Raises Undefined at zero, and for a negative real."""
    if is_complex(value):
        return iv.log(_off_the_cut(value))
    if sign(value) <= 0:
        raise Undefined("the logarithm of a number that is not positive")
    return Fraction(0) if value == 1 else iv.log(real(value))


def _off_the_cut(value: Value) -> Value:
    """The value, surely not zero nor on the negative axis, where the principal value jumps."""
    if is_zero(value):
        raise Undefined("the logarithm of zero")
    if value.real.a <= 0 and value.imag.a <= 0 <= value.imag.b:
        raise Unsure("a principal value near its cut")
    return value


def root(value: Value, degree: int) -> Value:
    """The root that is not negative; of a complex number the principal one."""
    if is_complex(value):
        if degree == 1:
            return value
        return exponential(divide(logarithm(value), Fraction(degree)))
    if isinstance(value, Fraction):
        exact = _exact_root(value, degree)
        if exact is not None:
            return exact
    if isinstance(value, Fraction) and value < 0:
        raise Undefined("the root of a negative number")
    bounds = real(value)
    if bounds.b < 0:
        raise Undefined("the root of a negative number")
    if bounds.a < 0:
        raise Unsure("the root of a number near zero")
    if degree == 2:
        return iv.sqrt(bounds)
    return iv.exp(iv.log(bounds) / degree) if bounds.a > 0 else iv.mpf([0, 1]) * (bounds.b + 1)


def _exact_root(value: Fraction, degree: int) -> Fraction | None:
    if value < 0:
        return None
    parts = tuple(_whole_root(n, degree) for n in (value.numerator, value.denominator))
    above, below = parts
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(value: int, degree: int) -> int | None:
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low if low**degree == value else None


def angle(value: Value) -> tuple[Value, Value]:
    """Cosine and sine."""
    if value == 0:
        return Fraction(1), Fraction(0)
    bounds = value if is_complex(value) else real(value)
    return iv.cos(bounds), iv.sin(bounds)


def arc(cosine: Value, sine: Value) -> Value:
    """The angle of a point in the plane, in (-pi, pi)."""
    return iv.atan2(real(sine), real(cosine))


def modulus(value: Value) -> Value:
    if is_complex(value):
        return iv.sqrt(value.real**2 + value.imag**2)
    return abs(value)


def compare(left: Value, relation: Relation, right: Value) -> bool:
    """Whether the relation surely holds; raises Unsure where the bounds do not tell."""
    difference = subtract(left, right)
    if relation in (Relation.EQ, Relation.NE):
        return is_zero(difference) is (relation is Relation.EQ)
    side = sign(difference)
    return {
        Relation.LT: side < 0,
        Relation.LE: side <= 0,
        Relation.GT: side > 0,
        Relation.GE: side >= 0,
    }[relation]


def differ(left: Value, right: Value) -> bool:
    """Whether the two are surely different numbers."""
    try:
        return not is_zero(subtract(left, right))
    except Unsure:
        return False


def width(value: Value) -> float:
    """How far apart the bounds of a value are; 0 for an exact one."""
    if isinstance(value, Fraction):
        return 0.0
    parts = (value.real, value.imag) if is_complex(value) else (value,)
    return max(float((part.b - part.a).b) for part in parts)


def size(value: Value) -> float:
    if isinstance(value, Fraction):
        return min(float(abs(value)), 1e300) if abs(value) < 10**300 else 1e300
    parts = (value.real, value.imag) if is_complex(value) else (value,)
    return max(float(abs(part).b) for part in parts)
