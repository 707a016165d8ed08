"""Arithmetic: comparisons and bindings as functions of symbols, exact throughout.

What has no value (a constant in a sum, a division by zero) makes its comparison fail.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import assert_never

from preceptor.logic import Arith, Compare, Const, Expr, LimitExceeded, Num, Op, Var
from preceptor.reason.symbols import Number, Symbols, Value

MAX_BITS = 100_000  # of one number: repeated squaring must end before memory does

Evaluate = Callable[[Sequence[int]], Value | None]

_ORDER: dict[Op, Callable[[Number, Number], bool]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}


def test(comparison: Compare, names: Sequence[str], symbols: Symbols) -> Callable[..., bool]:
    """Whether the comparison holds, of the symbols of `names` in that order."""
    op, left, right = comparison.op, comparison.left, comparison.right
    if isinstance(left, Var) and isinstance(right, Var) and left != right:
        if op is Op.SAME:
            return operator.eq
        if op is Op.DIFFERENT:
            return operator.ne
    first, second = evaluate(left, names, symbols), evaluate(right, names, symbols)
    if op is Op.SAME or op is Op.DIFFERENT:
        same = op is Op.SAME

        def alike(*known: int) -> bool:
            a, b = first(known), second(known)
            return a is not None and b is not None and (a == b) is same

        return alike
    compare = _ORDER[op]

    def ordered(*known: int) -> bool:
        a, b = first(known), second(known)
        return isinstance(a, Number) and isinstance(b, Number) and compare(a, b)

    return ordered


def binding(expr: Expr, names: Sequence[str], symbols: Symbols) -> Callable[..., int | None]:
    """The symbol of the expression's value, of the symbols of `names`; None where it has none."""
    compute = evaluate(expr, names, symbols)

    def bind(*known: int) -> int | None:
        value = compute(known)
        return None if value is None else symbols.symbol(value)

    return bind


def evaluate(expr: Expr, names: Sequence[str], symbols: Symbols) -> Evaluate:
    """The expression's value as a function of the symbols of `names`."""
    match expr:
        case Var(name):
            at, values = names.index(name), symbols.values
            return lambda known: values[known[at]]
        case Const():
            return lambda _: expr
        case Num(value):
            return lambda _: value
        case Arith(op, left, right):
            return _arithmetic(op, evaluate(left, names, symbols), evaluate(right, names, symbols))
        case _:
            assert_never(expr)


def _arithmetic(op: str, left: Evaluate, right: Evaluate) -> Evaluate:
    def compute(known: Sequence[int]) -> Number | None:
        a, b = left(known), right(known)
        if not isinstance(a, Number) or not isinstance(b, Number):
            return None
        return calculate(op, a, b)

    return compute


def calculate(op: str, a: Number, b: Number) -> Number | None:
    """`a op b` exactly; None for a division by zero.

    Raises LimitExceeded when the number would not fit in MAX_BITS.
    """
    result: Number
    match op:
        case "+":
            result = a + b
        case "-":
            result = a - b
        case "*":
            result = a * b
        case "/":
            if b == 0:
                return None
            result = Fraction(a) / b
        case _:
            raise ValueError(f"no operator {op!r}")
    bits = max(result.numerator.bit_length(), result.denominator.bit_length())
    if bits > MAX_BITS:
        raise LimitExceeded("bits of a number", bits, MAX_BITS)
    return result
