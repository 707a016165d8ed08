"""Requirements: the conditions under which an expression has a value.

Over the reals, as in school: no denominator is zero, what is under a root is not negative, a
logarithm's argument and the base of a real power are positive. A power with an integer exponent
is repeated multiplication, so 0^0 is 1 there. With the imaginary unit in an argument the function
is the complex one at its principal value, and only zero and poles are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import add, mul, sub, truediv

from preceptor.check.algebra.derivative import ONE, ZERO, call, minus, without_derivatives
from preceptor.check.algebra.sorts import Integers, is_integer, is_real
from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Expression,
    Kind,
    Membership,
    Negative,
    Operation,
    Relation,
    Series,
    free,
    operands,
    parts,
)

_STRICT = {Relation.GE: Relation.GT, Relation.LE: Relation.LT}
_POLES = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}  # where what is zero
_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "/": truediv,
}
_NEVER_ZERO = frozenset({"exp", "cosh", "factorial"})


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of the conditions must hold, whenever those of `within` (on bound variables) do."""

    any_of: tuple[Condition, ...]
    within: tuple[Condition, ...] = ()


def requirements(expression: Expression, whole: Integers) -> Iterator[Requirement]:
    """What must hold for the expression to have a value, inner expressions first.

    Raises NoDerivative for a `diff` that cannot be worked out.
    """
    if isinstance(expression, Derivative):
        yield from _smooth(expression, whole)
        return
    if isinstance(expression, Series):
        yield from _of_series(expression, whole)
        return
    for part in parts(expression):
        yield from requirements(part, whole)
    if isinstance(expression, Operation):
        yield from _of_operation(expression, whole)
    elif isinstance(expression, Application):
        yield from _of_application(expression, whole)


def _smooth(expression: Derivative, whole: Integers) -> Iterator[Requirement]:
    """A derivative needs its function on both sides of the point, and a value of its own."""
    for requirement in requirements(expression.operand, whole):
        yield replace(requirement, any_of=tuple(map(_strict, requirement.any_of)))
    yield from requirements(without_derivatives(expression), whole)


def _strict(condition: Condition) -> Condition:
    if isinstance(condition, Membership):
        return condition
    return replace(condition, relation=_STRICT.get(condition.relation, condition.relation))


def _of_series(series: Series, whole: Integers) -> Iterator[Requirement]:
    first, last = series.first, series.last
    endless = last is Constant.INFINITY
    bounds = (first,) if endless else (first, last)
    for bound in bounds:
        yield from requirements(bound, whole)
        yield from _whole(bound, whole)
    inside: tuple[Condition, ...] = (Comparison(Relation.GE, series.index, first),)
    if not endless:
        start = rational(first)
        lowest = minus(first, ONE) if start is None else Num(start - 1)
        yield Requirement((not_negative(_difference(last, lowest)),))
        inside = (*inside, Comparison(Relation.LE, series.index, last))
    for requirement in requirements(series.term, whole | {series.index}):
        bound_here = any(
            series.index in set(free(o)) for c in requirement.any_of for o in operands(c)
        )
        within = (*inside, *requirement.within) if bound_here else requirement.within
        yield replace(requirement, within=within)


def _of_operation(expression: Operation, whole: Integers) -> Iterator[Requirement]:
    left, right = expression.left, expression.right
    if expression.operator == "/":
        yield from _nonzero(right)
    if expression.operator != "^":
        return
    exponent = rational(right)
    if is_integer(right, whole):
        if exponent is None:
            nonzero = tuple(condition for r in _nonzero(left) for condition in r.any_of)
            if nonzero:
                yield Requirement((not_negative(right), *nonzero[:1]))
        elif exponent < 0:
            yield from _nonzero(left)
    elif not (is_real(left) and is_real(right)):
        yield from _nonzero(left)
    elif exponent is not None and exponent > 0:
        yield from _at_least_zero(left)
    else:
        yield from _positive(left)


def _of_application(expression: Application, whole: Integers) -> Iterator[Requirement]:
    name, args = expression.function, expression.args
    real = all(map(is_real, args))
    if name in _POLES:
        yield from _nonzero(call(_POLES[name], args[0]))
    match name:
        case "log":
            yield from _positive(args[0]) if real else _nonzero(args[0])
        case "sqrt" if real:
            yield from _at_least_zero(args[0])
        case "coth":
            yield from _nonzero(call("sinh", args[0]))
        case "mod":
            yield from _nonzero(args[1])
        case "asin" | "acos" if real:
            yield Requirement((Comparison(Relation.GE, args[0], Num(-1)),))
            yield Requirement((Comparison(Relation.LE, args[0], ONE),))
        case "acosh" if real:
            yield Requirement((Comparison(Relation.GE, args[0], ONE),))
        case "atanh" if real:
            yield Requirement((Comparison(Relation.GT, args[0], Num(-1)),))
            yield Requirement((Comparison(Relation.LT, args[0], ONE),))
        case "factorial" | "binomial" | "gcd":
            for arg in args:
                yield from _whole(arg, whole)
            if name != "gcd":
                yield from _at_least_zero(args[0])


def _whole(expression: Expression, whole: Integers) -> Iterator[Requirement]:
    if not is_integer(expression, whole):
        yield Requirement((Membership(Kind.INTEGER, expression),))


def _nonzero(expression: Expression) -> Iterator[Requirement]:
    """That an expression is not zero, told of its factors."""
    match expression:
        case Num(value) if value != 0:
            return
        case Constant():
            return
        case Negative(operand) | Operation("/", operand, _):
            yield from _nonzero(operand)
        case Operation("*", left, right):
            yield from _nonzero(left)
            yield from _nonzero(right)
        case Operation("^", base, exponent):
            if rational(exponent) != 0:  # of zero it is 1
                yield from _nonzero(base)
        case Operation("-", left, right):
            yield Requirement((Comparison(Relation.NE, left, right),))
        case Operation("+", left, Num(value)):
            yield Requirement((Comparison(Relation.NE, left, Num(-value)),))
        case Application(function, _) if function in _NEVER_ZERO:
            return
        case Application("sqrt" | "abs" | "sinh", (inner,)):
            yield from _nonzero(inner)
        case _:
            yield Requirement((Comparison(Relation.NE, expression, ZERO),))


def _positive(expression: Expression) -> Iterator[Requirement]:
    value = rational(expression)
    if expression in (Constant.E, Constant.PI) or (value is not None and value > 0):
        return
    if not (isinstance(expression, Application) and expression.function in _NEVER_ZERO):
        yield Requirement((Comparison(Relation.GT, expression, ZERO),))


def _at_least_zero(expression: Expression) -> Iterator[Requirement]:
    value = rational(expression)
    if value is None or value < 0:
        yield Requirement((not_negative(expression),))


def _difference(left: Expression, right: Expression) -> Expression:
    return left if right == ZERO else minus(left, right)


def not_negative(expression: Expression) -> Comparison:
    """`X - 2 >= 0` is told as X >= 2."""
    match expression:
        case Operation("-", left, right):
            return Comparison(Relation.GE, left, right)
        case Operation("+", left, Num(value)):
            return Comparison(Relation.GE, left, Num(-value))
        case Negative(operand):
            return Comparison(Relation.LE, operand, ZERO)
        case _:
            return Comparison(Relation.GE, expression, ZERO)


def rational(expression: Expression) -> Fraction | None:
    """The value of an expression of numbers alone under + - * /; None for any other."""
    match expression:
        case Num(value):
            return Fraction(value)
        case Negative(operand):
            inner = rational(operand)
            return None if inner is None else -inner
        case Operation(operator, left, right) if operator != "^":
            one, other = rational(left), rational(right)
            if one is None or other is None or (operator == "/" and other == 0):
                return None
            return _ARITHMETIC[operator](one, other)
        case _:
            return None


def bound_by(requirement: Requirement, variables: tuple[Var, ...]) -> bool:
    """Whether the requirement speaks of a bound variable, and so cannot be told as a condition."""
    said = {var for c in requirement.any_of for o in operands(c) for var in free(o)}
    return not said <= set(variables)
