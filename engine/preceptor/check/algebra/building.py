"""Building: our expressions in sympy's classes, node by node; sympy never sees text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

import sympy

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
)

MAX_POWER = 1000  # of a literal exponent
MAX_WHOLE = 2000  # of the argument of a factorial

Symbols = dict[Var, sympy.Expr]  # what stands for each variable

_FUNCTIONS: dict[str, Callable[..., sympy.Expr]] = {
    "sqrt": sympy.sqrt, "exp": sympy.exp, "log": sympy.log, "abs": sympy.Abs, "sign": sympy.sign,
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "cot": sympy.cot, "sec": sympy.sec,
    "csc": sympy.csc, "asin": sympy.asin, "acos": sympy.acos, "atan": sympy.atan,
    "sinh": sympy.sinh, "cosh": sympy.cosh, "tanh": sympy.tanh, "coth": sympy.coth,
    "asinh": sympy.asinh, "acosh": sympy.acosh, "atanh": sympy.atanh,
    "floor": sympy.floor, "ceiling": sympy.ceiling, "mod": sympy.Mod, "gcd": sympy.gcd,
    "max": sympy.Max, "min": sympy.Min, "factorial": sympy.factorial, "binomial": sympy.binomial,
}  # fmt: skip
_GROWING = frozenset({"factorial", "binomial", "exp", "sinh", "cosh"})
_CONSTANTS = {
    Constant.PI: sympy.pi,
    Constant.E: sympy.E,
    Constant.I: sympy.I,
    Constant.INFINITY: sympy.oo,
}


def build(expression: Expression, symbols: Symbols) -> sympy.Expr:
    """The expression in sympy's own classes."""
    match expression:
        case Num(value):
            fraction = Fraction(value)
            return sympy.Rational(fraction.numerator, fraction.denominator)
        case Var():
            return symbols[expression]
        case Constant():
            return _CONSTANTS[expression]
        case Negative(operand):
            return -build(operand, symbols)
        case Operation(operator, left, right):
            return _operation(operator, left, right, symbols)
        case Application(function, args):
            values = [build(arg, symbols) for arg in args]
            if function in _GROWING and any(_is_large(value, MAX_WHOLE) for value in values):
                raise ValueError("a large number")
            return _FUNCTIONS[function](*values)
        case Series(fold, term, index, first, last):
            inner = {**symbols, index: sympy.Dummy(index.name, integer=True)}
            bounds = (inner[index], build(first, symbols), build(last, symbols))
            kind = sympy.Sum if fold is Fold.SUM else sympy.Product
            return kind(build(term, inner), bounds)
        case Derivative(operand, by):
            return sympy.diff(build(operand, symbols), symbols[by])
        case _:
            assert_never(expression)


def _operation(operator: str, left: Expression, right: Expression, symbols: Symbols) -> sympy.Expr:
    one, other = build(left, symbols), build(right, symbols)
    match operator:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case "/":
            return one / other
        case _:
            if _is_large(other, MAX_POWER):
                raise ValueError("a large exponent")
            return one**other


def _is_large(value: sympy.Expr, limit: int) -> bool:
    """Whether a number is one that sympy would take long to work out a power or product of."""
    return bool(value.is_Rational) and abs(value) > limit
