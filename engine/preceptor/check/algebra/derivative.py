"""Derivatives: the rules of differentiation on our own expressions, with no simplification."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Constant,
    Derivative,
    Expression,
    Fold,
    Negative,
    Operation,
    Series,
    free,
    negative,
    parts,
    with_parts,
)

ZERO, ONE, TWO = Num(0), Num(1), Num(2)


class NoDerivative(Exception):
    """A function whose derivative has no expression here: floor, max, factorial, ..."""


def without_derivatives(expression: Expression) -> Expression:
    """The expression with each `diff` worked out. Raises NoDerivative."""
    inner = with_parts(expression, tuple(map(without_derivatives, parts(expression))))
    return derive(inner.operand, inner.by) if isinstance(inner, Derivative) else inner


def derive(expression: Expression, by: Var) -> Expression:
    """The derivative of an expression without `diff`. Raises NoDerivative."""
    if by not in set(free(expression)):
        return ZERO
    match expression:
        case Var():
            return ONE
        case Negative(operand):
            return negative(derive(operand, by))
        case Operation("+" | "-" as sign, left, right):
            return Operation(sign, derive(left, by), derive(right, by))
        case Operation("*", left, right):
            return plus(times(derive(left, by), right), times(left, derive(right, by)))
        case Operation("/", left, right):
            above = minus(times(derive(left, by), right), times(left, derive(right, by)))
            return over(above, power(right, TWO))
        case Operation("^", base, exponent):
            return _power(base, exponent, by)
        case Application(function, (argument,)) if function in _OUTER:
            return times(_OUTER[function](argument), derive(argument, by))
        case Series(Fold.SUM, term, index, first, last) if by not in {*free(first), *free(last)}:
            return Series(Fold.SUM, derive(term, by), index, first, last)
        case Application() | Series() | Operation() | Derivative() | Num() | Constant():
            raise NoDerivative(expression)
        case _:
            assert_never(expression)


def _power(base: Expression, exponent: Expression, by: Var) -> Expression:
    """Of f^g: g*f^(g - 1)*f' where g is constant, f^g*(g*log(f))' where it is not."""
    if by not in set(free(exponent)):
        lower = Num(exponent.value - 1) if isinstance(exponent, Num) else minus(exponent, ONE)
        return times(times(exponent, power(base, lower)), derive(base, by))
    logarithm = ONE if base is Constant.E else call("log", base)
    inner = times(derive(exponent, by), logarithm)
    if by in set(free(base)):
        inner = plus(inner, over(times(exponent, derive(base, by)), base))
    return times(power(base, exponent), inner)


def plus(left: Expression, right: Expression) -> Expression:
    return Operation("+", left, right)


def minus(left: Expression, right: Expression) -> Expression:
    return Operation("-", left, right)


def times(left: Expression, right: Expression) -> Expression:
    return Operation("*", left, right)


def over(left: Expression, right: Expression) -> Expression:
    return Operation("/", left, right)


def power(left: Expression, right: Expression) -> Expression:
    return Operation("^", left, right)


def call(function: str, *args: Expression) -> Expression:
    return Application(function, args)


def _square(function: str, argument: Expression) -> Expression:
    return power(call(function, argument), TWO)


def _root(inside: Expression) -> Expression:
    return over(ONE, call("sqrt", inside))


# The derivative of each function at its argument.
_OUTER: dict[str, Callable[[Expression], Expression]] = {
    "sqrt": lambda u: over(ONE, times(TWO, call("sqrt", u))),
    "exp": lambda u: call("exp", u),
    "log": lambda u: over(ONE, u),
    "abs": lambda u: over(u, call("abs", u)),
    "sin": lambda u: call("cos", u),
    "cos": lambda u: negative(call("sin", u)),
    "tan": lambda u: over(ONE, _square("cos", u)),
    "cot": lambda u: negative(over(ONE, _square("sin", u))),
    "sec": lambda u: over(call("sin", u), _square("cos", u)),
    "csc": lambda u: negative(over(call("cos", u), _square("sin", u))),
    "asin": lambda u: _root(minus(ONE, power(u, TWO))),
    "acos": lambda u: negative(_root(minus(ONE, power(u, TWO)))),
    "atan": lambda u: over(ONE, plus(ONE, power(u, TWO))),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: over(ONE, _square("cosh", u)),
    "coth": lambda u: negative(over(ONE, _square("sinh", u))),
    "asinh": lambda u: _root(plus(power(u, TWO), ONE)),
    "acosh": lambda u: _root(minus(power(u, TWO), ONE)),
    "atanh": lambda u: over(ONE, minus(ONE, power(u, TWO))),
}
