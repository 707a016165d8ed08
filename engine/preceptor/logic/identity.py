"""Identities: two expressions said to be equal wherever their side conditions hold.

As all data of this room, expressions are immutable, hashable and exact. The text that a parser
reads back is made by `preceptor.syntax.identity_show`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from preceptor.logic.rules import Origin
from preceptor.logic.terms import Num, Var


class Constant(StrEnum):
    """A number with a name of its own; `inf` is only the upper bound of a sum or product."""

    PI = "pi"
    E = "e"
    I = "I"  # noqa: E741
    INFINITY = "inf"


FUNCTIONS: dict[str, int] = {
    "sqrt": 1, "exp": 1, "log": 1, "abs": 1, "sign": 1,
    "sin": 1, "cos": 1, "tan": 1, "cot": 1, "sec": 1, "csc": 1, "asin": 1, "acos": 1, "atan": 1,
    "sinh": 1, "cosh": 1, "tanh": 1, "coth": 1, "asinh": 1, "acosh": 1, "atanh": 1,
    "floor": 1, "ceiling": 1, "mod": 2, "gcd": 2, "max": 2, "min": 2,
    "factorial": 1, "binomial": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Negative:
    """`-operand`. Raises ValueError for a number: -3 is a number itself."""

    operand: Expression

    def __post_init__(self) -> None:
        if isinstance(self.operand, Num):
            raise ValueError("a negative number is a Num")


@dataclass(frozen=True, slots=True)
class Operation:
    """`left operator right`, the operator one of + - * / ^."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Application:
    """A function of FUNCTIONS with its arguments."""

    function: str
    args: tuple[Expression, ...]


class Fold(StrEnum):
    SUM = "sum"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Series:
    """`sum(term, index, first, last)` or `product(...)`; the index is bound in the term alone.

    One whose last is first - 1 is empty: the sum 0, the product 1.
    """

    fold: Fold
    term: Expression
    index: Var
    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Derivative:
    """`diff(operand, by)`."""

    operand: Expression
    by: Var


Expression = Num | Var | Constant | Negative | Operation | Application | Series | Derivative


class Relation(StrEnum):
    EQ = "="
    NE = "\\="
    LT = "<"
    LE = "=<"
    GT = ">"
    GE = ">="


@dataclass(frozen=True, slots=True)
class Comparison:
    relation: Relation
    left: Expression
    right: Expression


class Kind(StrEnum):
    """The numbers that an expression may be said to be."""

    INTEGER = "integer"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Membership:
    """`integer(operand)` or `real(operand)`."""

    kind: Kind
    operand: Expression


Condition = Comparison | Membership


@dataclass(frozen=True, slots=True)
class Identity:
    """`left = right | conditions.`; equal to any that says the same, wherever it was written."""

    left: Expression
    right: Expression
    conditions: tuple[Condition, ...] = ()
    origin: Origin | None = field(default=None, compare=False)

    @property
    def variables(self) -> tuple[Var, ...]:
        """The free variables, in order of first occurrence."""
        sides = (self.left, self.right, *(s for c in self.conditions for s in operands(c)))
        return tuple(dict.fromkeys(var for side in sides for var in free(side)))


def operands(condition: Condition) -> tuple[Expression, ...]:
    """The expressions of a condition."""
    if isinstance(condition, Comparison):
        return (condition.left, condition.right)
    return (condition.operand,)


def map_condition(condition: Condition, change: Callable[[Expression], Expression]) -> Condition:
    """The condition with each of its expressions changed."""
    if isinstance(condition, Comparison):
        return replace(condition, left=change(condition.left), right=change(condition.right))
    return replace(condition, operand=change(condition.operand))


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The expressions right inside one, in written order."""
    match expression:
        case Num() | Var() | Constant():
            return ()
        case Negative(operand):
            return (operand,)
        case Operation(_, left, right):
            return (left, right)
        case Application(_, args):
            return args
        case Series(_, term, _, first, last):
            return (term, first, last)
        case Derivative(operand, by):
            return (operand, by)
        case _:
            assert_never(expression)


def with_parts(expression: Expression, inner: tuple[Expression, ...]) -> Expression:
    """The expression with others for its parts, as many as it has."""
    match expression:
        case Num() | Var() | Constant():
            return expression
        case Negative():
            return negative(inner[0])
        case Operation():
            return Operation(expression.operator, *inner)
        case Application():
            return Application(expression.function, inner)
        case Series(fold, _, index, _, _):
            return Series(fold, inner[0], index, inner[1], inner[2])
        case Derivative(_, by):
            return Derivative(inner[0], by)
        case _:
            assert_never(expression)


def within(expression: Expression) -> Iterator[Expression]:
    """The expression and all that stands in it."""
    yield expression
    for part in parts(expression):
        yield from within(part)


def free(expression: Expression) -> Iterator[Var]:
    """The variables that no sum or product binds, as often as they occur."""
    match expression:
        case Var():
            yield expression
        case Series(_, term, index, first, last):
            yield from (var for var in free(term) if var != index)
            yield from free(first)
            yield from free(last)
        case _:
            for part in parts(expression):
                yield from free(part)


def substitute(expression: Expression, values: dict[Var, Expression]) -> Expression:
    """The expression with values for its free variables; no value may hold a bound one."""
    match expression:
        case Var():
            return values.get(expression, expression)
        case Series(fold, term, index, first, last):
            outside = {var: value for var, value in values.items() if var != index}
            return Series(
                fold,
                substitute(term, outside),
                index,
                substitute(first, values),
                substitute(last, values),
            )
        case _:
            return with_parts(
                expression, tuple(substitute(part, values) for part in parts(expression))
            )


def negative(expression: Expression) -> Expression:
    """The opposite; of a number a number."""
    return Num(-expression.value) if isinstance(expression, Num) else Negative(expression)
