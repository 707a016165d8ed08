"""The parser: text of the rule language to rules, all faults collected, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from lark import Lark
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Code,
    Fault,
    InputError,
    Literal,
    Origin,
    ParseError,
    Rule,
    Signature,
    Theory,
)
from preceptor.rooms import GRAMMARS
from preceptor.syntax.build import Build, Clause, Refused
from preceptor.syntax.hints import expectations, hint
from preceptor.syntax.split import Piece, pieces

MAX_LINE = 64 * 1024  # characters of one line or one clause
# Control characters and the bidirectional overrides that make text read other than it runs.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "rules.lark"),
        parser="lalr",
        transformer=Build(),
        maybe_placeholders=True,
    )


def parse_rules(text: str, source: str = "<text>") -> tuple[Rule, ...]:
    """The rules of a text. Raises ParseError with every fault, in order, when there is one."""
    rules, faults = read_rules(text, source)
    if faults:
        raise ParseError(faults)
    return rules


def parse_theory(text: str, source: str = "<text>", signature: Signature | None = None) -> Theory:
    """The theory of a text under a signature (none declares nothing)."""
    return Theory(parse_rules(text, source), signature or NO_SIGNATURE)


def read_rules(text: str, source: str) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    """The rules that can be read, and the faults of the rest."""
    if _is_clean(text):
        try:
            clauses = _parse(text)
        except (UnexpectedInput, Refused):
            pass
        else:
            placed = zip(clauses, pieces(text), strict=True)
            rules = tuple(r for clause, piece in placed for r in _placed(clause, piece, source))
            return rules, tuple(_repeated_names(rules, text))
    return _read_piecewise(text, source)


def _read_piecewise(text: str, source: str) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    rules: list[Rule] = []
    faults: list[Fault] = []
    for piece in pieces(text):
        try:
            rules += read_piece(piece, source)
        except ParseError as error:
            faults += error.faults
    faults += _repeated_names(rules, text)
    return tuple(rules), tuple(sorted(faults, key=lambda f: (f.origin.line, f.origin.column)))


def read_piece(piece: Piece, source: str) -> tuple[Rule, ...]:
    """The rules of one clause (several if it holds a disjunction); raises ParseError."""
    _check_characters(piece, source)
    try:
        (clause,) = _parse(piece.text)
    except Refused as refused:
        origin = _origin(piece, source)
        line = _shown_line(piece, origin.line)
        fault = Fault(origin, refused.message, refused.code, line, (), refused.hint)
        raise ParseError((fault,)) from None
    except UnexpectedInput as error:
        raise ParseError((_fault(error, piece, source),)) from None
    return _placed(clause, piece, source)


def _parse(text: str) -> tuple[Clause, ...]:
    try:
        return _lark().parse(text)  # type: ignore[return-value]  # lark types the inline result as Tree
    except VisitError as error:
        raise error.orig_exc from None


def parse_goal(text: str, source: str = "<goal>") -> tuple[Literal, ...]:
    """A conjunction such as `grandfather(X, bob), male(X)`, with or without its full stop."""
    goal = text.strip().removeprefix("?-").strip().removesuffix(".")
    if not goal:
        raise InputError("an empty goal", "write an atom, such as  grandfather(X, bob)")
    shift = text.index(goal)
    neck = ":- "
    piece = Piece(f"{neck}{goal} .", 1, 1 + shift - len(neck), stopped=True)
    rules = read_piece(piece, source)
    if len(rules) != 1:
        raise InputError("a goal is a conjunction", "ask the alternatives one after the other")
    return rules[0].body


def parse_atom(text: str, source: str = "<atom>") -> Atom:
    """A single atom, `-p(X)` included."""
    goal = parse_goal(text, source)
    if len(goal) != 1 or not isinstance(goal[0], Atom):
        raise InputError(f"not a single atom: {text.strip()}")
    return goal[0]


def _is_clean(text: str) -> bool:
    return not FORBIDDEN.search(text) and all(len(li) <= MAX_LINE for li in text.split("\n"))


def _check_characters(piece: Piece, source: str) -> None:
    origin = _origin(piece, source)
    if len(piece.text) > MAX_LINE:
        message = f"a clause of {len(piece.text)} characters; the limit is {MAX_LINE}"
        raise ParseError((Fault(origin, message, Code.LIMIT),))
    found = FORBIDDEN.search(piece.text)
    if found:
        line, column = piece.place(found.start())
        message = f"a control character, U+{ord(found.group()):04X}"
        raise ParseError((Fault(Origin(source, line, column), message, Code.CHARACTER),))


def _fault(error: UnexpectedInput, piece: Piece, source: str) -> Fault:
    """Lark's error in our words: where, what was found, what could have stood there."""
    offset = error.pos_in_stream
    at_end = offset is None or offset < 0 or _is_end(error)
    if offset is None or at_end:
        offset = len(piece.text.rstrip())
    line, column = piece.place(offset)
    found = "the end" if at_end else _found(piece.text[offset:])
    expected = expectations(error)
    return Fault(
        Origin(source, line, column),
        f"found {found}",
        Code.SYNTAX,
        _shown_line(piece, line),
        expected,
        hint(piece.text, offset, piece.stopped),
    )


def _is_end(error: UnexpectedInput) -> bool:
    return isinstance(error, UnexpectedToken) and error.token.type == "$END"


def _found(rest: str) -> str:
    word = re.match(r"\w+|'[^'\n]*'?|:-|::|=:=|=\\=|[=<>\\!]+|.", rest, re.DOTALL)
    return repr(word.group()) if word else "the end"


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else ""


def _shown_line(piece: Piece, line: int) -> str:
    text = _line(piece.text, line - piece.line + 1)
    return " " * (piece.column - 1) + text if line == piece.line else text


def _placed(clause: Clause, piece: Piece, source: str) -> Clause:
    origin = _origin(piece, source)
    return tuple(replace(rule, origin=origin) for rule in clause)


def _origin(piece: Piece, source: str) -> Origin:
    """Where the clause of a piece stands in the whole text."""
    return Origin(source, *piece.place(piece.clause_offset), *piece.place(len(piece.text)))


def _repeated_names(rules: Iterable[Rule], text: str) -> Iterator[Fault]:
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.name is None or rule.origin is None:
            continue
        first = seen.setdefault(rule.name, rule)
        if first is not rule and (rule.clause is None or rule.clause != first.clause):
            message = f"the id {rule.name!r} already names the clause at line {_start(first)}"
            yield Fault(rule.origin, message, Code.DUPLICATE_ID, _line(text, rule.origin.line))


def _start(rule: Rule) -> int:
    return 0 if rule.origin is None else rule.origin.line
