"""Expressions: constraints over finite sorts, with functions, counting and integer arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from preceptor.logic import Num


class Op(StrEnum):
    """What is done to values; each is written as its value, between them or in front of them."""

    AND = "And"
    OR = "Or"
    NOT = "Not"
    IMPLIES = "Implies"
    IFF = "Iff"
    XOR = "Xor"
    IF = "If"
    DISTINCT = "Distinct"
    ABS = "Abs"
    IN = "in"
    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    ADD = "+"
    SUB = "-"
    MUL = "*"
    MOD = "%"


COMPARISONS = (Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE)
ARITHMETIC = (Op.ADD, Op.SUB, Op.MUL, Op.MOD)


class Binder(StrEnum):
    ALL = "ForAll"
    SOME = "Exists"
    COUNT = "Count"
    SUM = "Sum"
    DISTINCT = "Distinct"


@dataclass(frozen=True, slots=True)
class Name:
    """A bound variable, an element, a function without arguments or a sort: its world knows."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    args: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    op: Op
    args: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; it occurs as what `in` looks into and as the argument of a check."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A bound variable with the sorts whose elements it ranges over, one after the other."""

    name: str
    sorts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """`ForAll([c:children], ...)`: a binder, its variables and what is said of them."""

    binder: Binder
    variables: tuple[Variable, ...]
    body: Expression


Expression = Name | Num | Call | Operation | Items | Bound


def parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Call(_, args) | Operation(_, args):
            return args
        case Items(items):
            return items
        case Bound(_, _, body):
            return (body,)
        case Name() | Num():
            return ()
        case _:
            assert_never(expression)


def subexpressions(expression: Expression) -> Iterator[Expression]:
    """The expression and all inside it, in printed order."""
    stack = [expression]
    while stack:
        top = stack.pop()
        yield top
        stack += reversed(parts(top))


def map_parts(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The expression with `change` applied to each of its parts."""
    match expression:
        case Call(name, args):
            return Call(name, tuple(map(change, args)))
        case Operation(op, args):
            return Operation(op, tuple(map(change, args)))
        case Items(items):
            return Items(tuple(map(change, items)))
        case Bound(binder, variables, body):
            return Bound(binder, variables, change(body))
        case Name() | Num():
            return expression
        case _:
            assert_never(expression)


def conjunction(expressions: tuple[Expression, ...]) -> Expression:
    return expressions[0] if len(expressions) == 1 else Operation(Op.AND, expressions)


def depth(expression: Expression) -> int:
    """How deep expressions are nested; needs no recursion itself."""
    deepest, stack = 0, [(expression, 1)]
    while stack:
        part, level = stack.pop()
        deepest = max(deepest, level)
        stack += ((inner, level + 1) for inner in parts(part))
    return deepest
