"""The parser: text of the rule language to rules, all faults collected, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal as Choice
from typing import cast

from lark import Lark
from lark.exceptions import UnexpectedInput

from preceptor.logic import (
    NO_SIGNATURE,
    Code,
    Fault,
    Origin,
    ParseError,
    Rule,
    Signature,
    Theory,
)
from preceptor.rooms import GRAMMARS
from preceptor.syntax.build import Build, Clause, Refused
from preceptor.syntax.characters import FORBIDDEN, one_newline, strays
from preceptor.syntax.faults import fault_at, refused, unexpected
from preceptor.syntax.marks import misplaced_marks
from preceptor.syntax.plain import plain
from preceptor.syntax.split import Piece, pieces, recut

MAX_CLAUSE = 64 * 1024  # characters
MAX_FAULTS = 1000  # of one text; the rest of a text so broken is not read


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "rules.lark"),
        parser="lalr",
        start=["item", "query"],
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
    """The rules that can be read, and the faults of the rest in order of place."""
    text = one_newline(text)
    rules: list[Rule] = []
    faults = list(strays(text, source, MAX_FAULTS))
    for piece in pieces(text):
        if len(faults) >= MAX_FAULTS:
            message = f"{MAX_FAULTS} faults so far: the rest is not read"
            faults.append(fault_at(piece, 0, source, message, Code.LIMIT))
            break
        if not FORBIDDEN.search(piece.text):  # else named above
            found, broken = _read_or_recut(piece, source)
            rules += found
            faults += broken
    faults += _repeated_names(rules, text)
    return tuple(rules), tuple(sorted(faults, key=lambda f: (f.origin.line, f.origin.column)))


def _read_or_recut(piece: Piece, source: str) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    try:
        return read_piece(piece, source), ()
    except ParseError as error:
        faults = error.faults
    parts = recut(piece)
    if len(parts) == 1:
        return (), faults
    rules: list[Rule] = []
    broken: list[Fault] = []
    for part in parts:
        try:
            rules += read_piece(part, source)
        except ParseError as error:
            broken += error.faults
    return tuple(rules), tuple(broken)


def read_piece(piece: Piece, source: str) -> tuple[Rule, ...]:
    """The rules of one clause (several if it holds a disjunction); raises ParseError."""
    text = piece.text
    if FORBIDDEN.search(text) or "@id" in text:
        faults = (*strays(text, source, 1, piece), *misplaced_marks(piece, source))
        if faults:
            raise ParseError(faults)
    rules = plain(text) if len(text) <= MAX_CLAUSE else None
    rules = rules or parse_piece(piece, source, "item")
    origin = Origin(source, *piece.place(piece.clause_offset), *piece.place(len(text)))
    return tuple(_placed(rule, origin) for rule in rules)


def _placed(rule: Rule, origin: Origin) -> Rule:
    return Rule(rule.head, rule.body, rule.weight, rule.name, rule.clause, origin)


def parse_piece(piece: Piece, source: str, start: Choice["item", "query"]) -> Clause:
    """What the grammar makes of a piece, its rules not yet placed; raises ParseError."""
    if len(piece.text) > MAX_CLAUSE:
        message = f"a clause of {len(piece.text)} characters; the limit is {MAX_CLAUSE}"
        raise ParseError((fault_at(piece, 0, source, message, Code.LIMIT),))
    try:
        return cast(Clause, _lark().parse(piece.text, start=start))
    except Refused as error:
        raise ParseError((refused(error, piece, source),)) from None
    except UnexpectedInput as error:
        raise ParseError((unexpected(error, piece, source),)) from None


def _repeated_names(rules: Iterable[Rule], text: str) -> Iterator[Fault]:
    seen: dict[str, Rule] = {}
    lines: list[str] = []
    for rule in rules:
        if rule.name is None or rule.origin is None:
            continue
        first = seen.setdefault(rule.name, rule)
        if first.origin is not None and (first.origin.line, first.origin.column) != (
            rule.origin.line,
            rule.origin.column,
        ):
            message = f"the id {rule.name!r} already names the clause at line {first.origin.line}"
            lines = lines or text.split("\n")
            yield Fault(rule.origin, message, Code.DUPLICATE_ID, lines[rule.origin.line - 1])
