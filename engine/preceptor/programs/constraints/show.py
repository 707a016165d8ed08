"""The printer of constraints, which the grammar reads back unchanged."""

from __future__ import annotations

import re
from typing import assert_never

from preceptor.logic import Num
from preceptor.programs.constraints.expressions import (
    ARITHMETIC,
    COMPARISONS,
    Bound,
    Call,
    Expression,
    Items,
    Name,
    Op,
    Operation,
    Variable,
)
from preceptor.syntax import show_name, show_number

PLAIN = re.compile(r"(?!(?:and|or|not|in)\b)[^\W\d]\w*'?")
_TIGHTNESS = {
    **dict.fromkeys((Op.IN, *COMPARISONS), 1),
    **dict.fromkeys((Op.ADD, Op.SUB), 2),
    **dict.fromkeys((Op.MUL, Op.MOD), 3),
}


def show_expression(expression: Expression) -> str:
    """The expression, connectives as functions, with the fewest parentheses that keep its shape."""
    return _show(expression, 0)


def _show(expression: Expression, above: int) -> str:
    match expression:
        case Name(name):
            return show_plain(name)
        case Num(value):
            return show_number(value)
        case Call(name, args):
            return f"{name}({_list(args)})"
        case Items(items):
            return f"[{_list(items)}]"
        case Bound(binder, variables, body):
            return f"{binder}([{', '.join(map(_typed, variables))}], {_show(body, 0)})"
        case Operation(Op.SUB, (Num(0), inner)):
            return f"-{_show(inner, 4)}"
        case Operation(op, (left, right)) if op in _TIGHTNESS:
            own = _TIGHTNESS[op]
            first = _show(left, own if op not in ARITHMETIC else own - 1)
            text = f"{first} {op} {_show(right, own)}"
            return f"({text})" if own <= above else text
        case Operation(op, args):
            return f"{op}({_list(args)})"
        case _:
            assert_never(expression)


def _list(expressions: tuple[Expression, ...]) -> str:
    return ", ".join(map(show_expression, expressions))


def _typed(variable: Variable) -> str:
    return f"{variable.name}:{' + '.join(variable.sorts)}"


def show_plain(name: str) -> str:
    """A name, quoted where the grammar needs it."""
    if PLAIN.fullmatch(name):
        return name
    shown = show_name(name)
    return shown if shown.startswith("'") else f"'{shown}'"
