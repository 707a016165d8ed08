"""Sorts: which variables of an identity are integers, and which expressions are real."""

from __future__ import annotations

from collections.abc import Iterator

from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Constant,
    Expression,
    Identity,
    Kind,
    Membership,
    Negative,
    Operation,
    Series,
    free,
    operands,
    parts,
    within,
)

WHOLE = frozenset({"factorial", "binomial", "gcd"})  # their arguments and values are integers
_REAL_VALUED = frozenset({"abs", "floor", "ceiling", "mod", "max", "min", "sign", *WHOLE})
_CLOSED = frozenset("+-*")  # operators that lead from integers to integers

Integers = frozenset[Var]


def integers(identity: Identity) -> Integers:
    """The free variables that are integers: said to be, or standing where only integers can.

    A variable of an argument of factorial, binomial or gcd, or of a bound of a sum or product, is
    one where the argument is made of it by + - * and whole numbers.
    """
    found = {
        c.operand
        for c in identity.conditions
        if isinstance(c, Membership) and c.kind is Kind.INTEGER and isinstance(c.operand, Var)
    }
    sides = (identity.left, identity.right, *(o for c in identity.conditions for o in operands(c)))
    for side in sides:
        for expression in _whole_places(side):
            if _is_whole_form(expression):
                found |= set(free(expression)) & set(identity.variables)
    return frozenset(found)


def _whole_places(expression: Expression) -> Iterator[Expression]:
    """What stands where only an integer can."""
    for part in within(expression):
        if isinstance(part, Application) and part.function in WHOLE:
            yield from part.args
        elif isinstance(part, Series):
            yield from (part.first, part.last)


def _is_whole_form(expression: Expression) -> bool:
    return is_integer(expression, frozenset(free(expression)))


def is_integer(expression: Expression, whole: Integers) -> bool:
    """Whether the expression is an integer by its form alone, where those variables are."""
    match expression:
        case Num(value):
            return isinstance(value, int)
        case Var():
            return expression in whole
        case Negative(operand):
            return is_integer(operand, whole)
        case Operation(operator, left, right) if operator in _CLOSED:
            return is_integer(left, whole) and is_integer(right, whole)
        case Operation("^", left, Num(value)):
            return is_integer(left, whole) and isinstance(value, int) and value >= 0
        case Application(function, args):
            return function in WHOLE | {"floor", "ceiling", "sign"} or (
                function in {"abs", "max", "min", "mod"} and all(is_integer(a, whole) for a in args)
            )
        case Series(_, term, index, _, _):
            return is_integer(term, whole | {index})
        case _:
            return False


def is_real(expression: Expression) -> bool:
    """Whether the expression is real by its form: the imaginary unit is only inside what is."""
    if isinstance(expression, Application) and expression.function in _REAL_VALUED:
        return True
    return expression is not Constant.I and all(map(is_real, parts(expression)))
