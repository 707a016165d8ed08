"""The printer of identities, which the parser reads back unchanged."""

from __future__ import annotations

from typing import assert_never

from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Expression,
    Identity,
    Membership,
    Negative,
    Operation,
    Series,
)
from preceptor.syntax.show import show_number

_SUM, _PRODUCT, _UNARY, _PRIMARY = 1, 2, 3, 5
_LEVELS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": 4}


def show_identity(identity: Identity) -> str:
    """The identity with its conditions and full stop."""
    sides = f"{show_expression(identity.left)} = {show_expression(identity.right)}"
    conditions = show_conditions(identity.conditions)
    return f"{sides} | {conditions}." if conditions else f"{sides}."


def show_conditions(conditions: tuple[Condition, ...]) -> str:
    return ", ".join(map(show_condition, conditions))


def show_condition(condition: Condition) -> str:
    match condition:
        case Comparison(relation, left, right):
            return f"{show_expression(left)} {relation} {show_expression(right)}"
        case Membership(kind, operand):
            return f"{kind}({show_expression(operand)})"
        case _:
            assert_never(condition)


def show_expression(expression: Expression) -> str:
    """The expression with the fewest parentheses that keep its shape; a minus sign that would
    follow another operator gets them too."""
    return _show(expression, _SUM)


def _show(expression: Expression, level: int) -> str:
    """The text of an expression where the grammar wants one of that level, or a tighter one."""
    text, own = _text(expression)
    return text if own >= level else f"({text})"


def _text(expression: Expression) -> tuple[str, int]:
    match expression:
        case Var(name):
            return name, _PRIMARY
        case Num(value):
            return show_number(value), _PRIMARY if value >= 0 else _UNARY
        case Constant():
            return expression.value, _PRIMARY
        case Negative(operand):
            return f"-{_behind(operand, _UNARY)}", _UNARY
        case Operation("^", left, right):
            return f"{_show(left, _PRIMARY)}^{_show(right, _PRIMARY)}", _LEVELS["^"]
        case Operation(operator, left, right):
            own = _LEVELS[operator]
            sign = f" {operator} " if own == _SUM else operator
            return f"{_show(left, own)}{sign}{_behind(right, own + 1)}", own
        case Application(function, args):
            return f"{function}({_list(args)})", _PRIMARY
        case Series(fold, term, index, first, last):
            return f"{fold}({_list((term, index, first, last))})", _PRIMARY
        case Derivative(operand, by):
            return f"diff({_list((operand, by))})", _PRIMARY
        case _:
            assert_never(expression)


def _behind(expression: Expression, level: int) -> str:
    text = _show(expression, level)
    return f"({text})" if text.startswith("-") else text


def _list(expressions: tuple[Expression, ...]) -> str:
    return ", ".join(map(show_expression, expressions))
