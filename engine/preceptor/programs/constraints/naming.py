"""Naming: names that a program does not declare, read as the declared ones that they nearly are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from preceptor.programs.constraints.expressions import (
    Bound,
    Call,
    Expression,
    Name,
    map_parts,
    parts,
)
from preceptor.programs.constraints.repairs import folded, read_expression, with_names

_NEAR = 0.9  # of difflib's ratio: one letter in ten


def read_named(
    text: str, names: Sequence[str], functions: Collection[str], without: Collection[str] = ()
) -> tuple[Expression, tuple[str, ...]]:
    """What a line says in the names that the program declares, and the repairs that it took;
    raises Unread. `without` names repairs that may not be used."""
    said, used = read_expression(text, names, without)
    named, renamed = with_known_names(said, names, functions)
    if "name" not in without and not set(unbound(named)) <= set(names):
        return _with_joined_names(text, names, without) or (named, (*used, *renamed))
    return named, (*used, *renamed)


def _with_joined_names(
    text: str, names: Sequence[str], without: Collection[str]
) -> tuple[Expression, tuple[str, ...]] | None:
    """A line that is a sum of unknown names, `blue-jay == 1`, and one of known ones when they are
    joined."""
    joined = with_names(text, tuple(names))
    if joined == text:
        return None
    said, used = read_expression(joined, names, without)
    return (said, ("name", *used)) if set(unbound(said)) <= set(names) else None


def with_known_names(
    expression: Expression, names: Collection[str], functions: Collection[str]
) -> tuple[Expression, tuple[str, ...]]:
    """The expression with declared names for undeclared ones that differ in case and joints alone
    (`case`) or in a letter (`spelling`)."""
    used: list[str] = []
    meant: dict[str, str] = {}
    wanted = [*((name, names) for name in unbound(expression)), *_called(expression, functions)]
    for name, known in wanted:
        if name not in known and name not in meant:
            same = next((one for one in known if folded(one) == folded(name)), None)
            close = get_close_matches(name, known, n=1, cutoff=_NEAR)
            if same or close:
                meant[name] = same or close[0]
                used.append("case" if same else "spelling")
    return (_renamed(expression, meant) if meant else expression), tuple(dict.fromkeys(used))


def unbound(expression: Expression, bound: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names that no binder binds, in printed order."""
    if isinstance(expression, Name) and expression.name not in bound:
        yield expression.name
    if isinstance(expression, Bound):
        bound |= {variable.name for variable in expression.variables}
    for part in parts(expression):
        yield from unbound(part, bound)


def _called(
    expression: Expression, functions: Collection[str]
) -> Iterator[tuple[str, Collection[str]]]:
    if isinstance(expression, Call):
        yield expression.name, functions
    for part in parts(expression):
        yield from _called(part, functions)


def _renamed(expression: Expression, meant: dict[str, str]) -> Expression:
    def change(part: Expression) -> Expression:
        match part:
            case Name(name):
                return Name(meant.get(name, name))
            case Call(name, args):
                return Call(meant.get(name, name), tuple(map(change, args)))
            case _:
                return map_parts(part, change)

    return change(expression)
