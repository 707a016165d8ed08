"""Closing: names that nothing declares or binds, read as variables over the sort of their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from preceptor.programs.constraints.expressions import (
    ARITHMETIC,
    Binder,
    Bound,
    Call,
    Expression,
    Name,
    Op,
    Operation,
    Variable,
    map_parts,
    parts,
    subexpressions,
)
from preceptor.programs.constraints.grammar import Function
from preceptor.programs.constraints.naming import unbound

SortOf = Callable[[str, Expression], tuple[str, ...] | None]

_CONSTANTS = frozenset({"True", "False"})
_CONNECTIVES = (Op.AND, Op.OR, Op.NOT, Op.IMPLIES, Op.IFF, Op.XOR)


def closed(
    expression: Expression, sort_of: SortOf, binder: Binder | None = None
) -> tuple[Expression, tuple[str, ...]]:
    """The expression with its free variables bound, and what was done.

    An option's are bound around it by `binder`. A constraint's are bound at the smallest part that
    holds all occurrences: a conjunction or disjunction speaks of some element, anything else
    of every one.
    """
    used: list[str] = []
    for name in dict.fromkeys(unbound(expression)):
        sorts = sort_of(name, expression)
        if sorts is None:
            continue
        variable = Variable(name, sorts)
        if binder is None:
            expression, chosen = _close(expression, variable)
        else:
            expression, chosen = Bound(binder, (variable,), expression), binder
        used.append("universal_closure" if chosen is Binder.ALL else "existential_closure")
    return expression, tuple(dict.fromkeys(used))


def _close(expression: Expression, variable: Variable) -> tuple[Expression, Binder]:
    holding = [part for part in parts(expression) if variable.name in unbound(part)]
    if len(holding) == 1 and isinstance(expression, Bound | Operation) and _is_logical(holding[0]):
        inner, binder = _close(holding[0], variable)
        return map_parts(expression, lambda p: inner if p is holding[0] else p), binder
    joins = isinstance(expression, Operation) and expression.op in (Op.AND, Op.OR)
    binder = Binder.SOME if joins else Binder.ALL
    return Bound(binder, (variable,), expression), binder


def _is_logical(expression: Expression) -> bool:
    """Whether a binder may stand around it: it is a condition that joins or binds conditions."""
    if isinstance(expression, Bound):
        return expression.binder in (Binder.ALL, Binder.SOME)
    return isinstance(expression, Operation) and expression.op in _CONNECTIVES


def sorting(
    known: frozenset[str],
    functions: Mapping[str, Function],
    elsewhere: Mapping[str, tuple[str, ...]],
) -> SortOf:
    """The sorts of a free variable: those of the first place of a function that it stands in, else
    those that it is bound over `elsewhere`. A known name, or one without sorts, has none."""

    def sort_of(name: str, expression: Expression) -> tuple[str, ...] | None:
        if name in known or name in _CONSTANTS:
            return None
        return _place_of(name, expression, functions) or elsewhere.get(name)

    return sort_of


def binders(expressions: Iterable[Expression]) -> dict[str, tuple[str, ...]]:
    """The sorts of each variable that is bound somewhere; of several, the first."""
    found: dict[str, tuple[str, ...]] = {}
    for expression in expressions:
        for part in subexpressions(expression):
            if isinstance(part, Bound):
                for variable in part.variables:
                    found.setdefault(variable.name, variable.sorts)
    return found


def _place_of(
    name: str, expression: Expression, functions: Mapping[str, Function]
) -> tuple[str, ...] | None:
    for part in subexpressions(expression):
        if isinstance(part, Call) and part.name in functions:
            places = functions[part.name].places
            for argument, place in zip(part.args, places, strict=False):
                if _reckons_with(argument, name):
                    return place
    return None


def _reckons_with(argument: Expression, name: str) -> bool:
    """Whether the argument is the name, or the name and a number: `on(h + 1)`."""
    if isinstance(argument, Operation) and argument.op in ARITHMETIC:
        return any(_reckons_with(part, name) for part in argument.args)
    return argument == Name(name)
