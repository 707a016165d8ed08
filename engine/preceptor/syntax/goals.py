"""Goals: what is asked, a conjunction of literals."""

from __future__ import annotations

from dataclasses import replace

from preceptor.logic import Atom, Code, Fault, InputError, Literal, Origin, ParseError
from preceptor.syntax.characters import one_newline, strays
from preceptor.syntax.faults import fault_at
from preceptor.syntax.hints import STOP
from preceptor.syntax.parse import parse_piece
from preceptor.syntax.split import Piece, pieces


def parse_goal(text: str, source: str = "<goal>") -> tuple[Literal, ...]:
    """A conjunction such as `grandfather(X, bob), male(X)`, with or without `?-` and full stop."""
    text = one_newline(text)
    faults = tuple(strays(text, source, 1))
    if faults:
        raise ParseError(faults)
    asked = tuple(pieces(text))
    if not asked:
        raise InputError("an empty goal", "write an atom, such as  grandfather(X, bob)")
    if len(asked) > 1:
        raise ParseError((fault_at(asked[1], 0, source, "text behind the goal", hint=_ONE),))
    return _alone(asked[0], source)


_ONE = "one goal at a time; a conjunction is  a, b"


def _alone(goal: Piece, source: str) -> tuple[Literal, ...]:
    try:
        rules = parse_piece(goal, source, "query")
    except ParseError as error:  # a goal needs no full stop
        faults = (replace(f, hint="") if f.hint == STOP else f for f in error.faults)
        raise ParseError(tuple(faults)) from None
    if len(rules) > 1:
        message, hint = "a goal is a conjunction", "ask the alternatives one after the other"
        raise ParseError((fault_at(goal, 0, source, message, hint=hint),))
    return rules[0].body


def parse_atom(text: str, source: str = "<atom>") -> Atom:
    """A single atom, `-p(X)` included."""
    goal = parse_goal(text, source)
    if len(goal) != 1 or not isinstance(goal[0], Atom):
        shown = one_newline(text).strip()
        fault = Fault(Origin(source, 1, 1), "not a single atom", Code.SYNTAX, shown.split("\n")[0])
        raise ParseError((fault,))
    return goal[0]
