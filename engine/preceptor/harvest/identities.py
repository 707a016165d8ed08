"""The reader of identities: the equalities of a reply, repaired where that is all it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from preceptor.harvest.blocks import Block
from preceptor.harvest.clauses import hostile, text_of
from preceptor.harvest.identity_notation import NOTATION, equalities
from preceptor.harvest.lines import MARKER, Kind, Line, is_sentence
from preceptor.harvest.operators import unmarked
from preceptor.harvest.statements import Statement, Status, rejected, shown
from preceptor.logic import Code, ParseError
from preceptor.logic.identity import Identity
from preceptor.syntax import Piece, pieces
from preceptor.syntax.faults import fault_at
from preceptor.syntax.identity import parse_identity
from preceptor.syntax.identity_show import show_identity

MAX_REPAIRED = 4000  # characters of a statement whose notation is repaired
CHAIN = "equality_chain"

_EQUALITY = re.compile(r"[=≡]")
_COMMENT = re.compile(r"\s*(?:[%#]|//|```|~~~)")
_OPEN = re.compile(r"(?:[-+*/^=|,(<>]|\b(?:if|for|where|and))\s*$")
_GOES_ON = re.compile(r"\s*(?:[+*/^=|,;)]|(?:if|for|where|and|provided)\b)(?!\*)")

_JOINS = ("+", "-", "*", "/", "^")

Reading = tuple[tuple[Identity, ...], tuple[str, ...]]  # what was read, after which operators


def equations(lines: Iterable[Line]) -> Iterator[Block]:
    """The lines of a reply grouped; each is in exactly one block, in order.

    A line without an equality is prose, unless an identity is open before it; one that applies a
    function is a statement all the same, to be read or rejected, and never passed over.
    """
    held: list[Line] = []
    for line, following in pairwise((*lines, None)):
        assert line is not None
        if held and not _continues(held[-1], line):
            yield Block(Kind.STATEMENT, tuple(held))
            held = []
        if held or _states(line, following):
            held.append(replace(line, kind=Kind.STATEMENT))
        else:
            yield Block(line.kind, (line,))
    if held:
        yield Block(Kind.STATEMENT, tuple(held))


def _states(line: Line, following: Line | None) -> bool:
    """Whether a line is a statement, or the beginning of one whose equality is still to come."""
    code = _code(line)
    if _EQUALITY.search(code) or MARKER.search(code):
        return True
    if not code or following is None or is_sentence(code):
        return False
    begins = code.rstrip().endswith(_JOINS) or following.text.lstrip().startswith("=")
    return begins and _continues(line, following)


def _code(line: Line) -> str:
    """What of a line is no comment."""
    if line.kind is Kind.BLANK or _COMMENT.match(line.text):
        return ""
    return line.bare.partition("%")[0].strip()


def _continues(last: Line, line: Line) -> bool:
    code = last.bare.partition("%")[0].rstrip()
    if not _code(line) or line.bare != line.text or code.endswith("."):
        return False
    return _OPEN.search(code) is not None or _GOES_ON.match(line.text) is not None


def read_equations(block: Block, reply: str) -> Iterator[Statement]:
    """The statements of a block: one, or several where its line holds several identities."""
    whole = text_of(block)
    fault = hostile(whole, reply)
    if fault is not None:
        yield rejected(fault, whole, whole.text, reply)
        return
    bare, used = unmarked(whole.text)
    for piece in pieces(bare):
        placed = replace(piece, line=piece.line + whole.line - 1, whole=bare)
        before = whole.text[piece.start : piece.start + len(piece.text)] if not used else whole.text
        yield _read(placed, before, used, reply)


def _read(piece: Piece, before: str, used: tuple[str, ...], reply: str) -> Statement:
    """The statement as it stands, else after the fewest operators that make it readable."""
    try:
        return _accepted(((parse_identity(piece, reply),), used), piece, before, reply)
    except ParseError as error:
        fault = error.faults[0]
    found = _repaired(piece) if len(piece.text) <= MAX_REPAIRED else None
    if found is not None:
        identities, operators = found
        return _accepted((identities, (*used, *operators)), piece, before, reply)
    if not _EQUALITY.search(piece.text) or is_sentence(piece.text):
        hint = "an identity stands on a line of its own, with capital letters for variables"
        message, code = "prose around an expression", Code.UNREADABLE
        fault = fault_at(piece, piece.clause_offset, reply, message, code, hint=hint)
    return rejected(fault, piece, before, reply)


def _repaired(piece: Piece) -> Reading | None:
    """The identities after one operator, two, and so on, without those that were not needed."""
    used: list[str] = []
    text = piece.text.partition("%")[0].rstrip()
    found = _readable(text)
    for operator in NOTATION:
        if found:
            break
        changed = operator.change(text)
        if changed != text:
            text, used = changed, [*used, operator.name]
            found = _readable(text)
    if not found:
        return None
    for name in tuple(used):
        rest = [other for other in used if other != name]
        if _readable(_applied(piece.text.partition("%")[0].rstrip(), rest)) == found:
            used = rest
    return found, (*used, CHAIN) if len(found) > 1 else tuple(used)


def _applied(text: str, names: Iterable[str]) -> str:
    for operator in NOTATION:
        text = operator.change(text) if operator.name in names else text
    return text


def _readable(text: str) -> tuple[Identity, ...]:
    try:
        return tuple(parse_identity(part) for part in equalities(text))
    except ParseError:
        return ()


def _accepted(reading: Reading, piece: Piece, before: str, reply: str) -> Statement:
    """The statement; its identities remember where they were written and what was repaired."""
    identities, operators = reading
    status, before = (Status.REPAIRED if operators else Status.READ), shown(before)
    first = identities[0].origin
    assert first is not None  # the parser places what it reads
    place = piece.place(piece.clause_offset)
    origin = first._replace(
        source=reply,
        line=place[0],
        column=place[1],
        operators=operators,
        before=before if operators else "",
    )
    if operators:
        end_line, end_column = piece.place(len(piece.text))
        origin = origin._replace(end_line=end_line, end_column=end_column)
    identities = tuple(replace(identity, origin=origin) for identity in identities)
    after = "\n".join(map(show_identity, identities))
    return Statement(status, None, operators, before, after, *place, (), "", reply, identities)
