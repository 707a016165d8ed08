"""The reader of the rule language: the clauses of a block, repaired where that is all it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from preceptor.harvest.blocks import Block
from preceptor.harvest.lines import is_sentence
from preceptor.harvest.operators import repairs, unmarked
from preceptor.harvest.statements import Statement, accepted, rejected
from preceptor.logic import Code, Fault, ParseError, Rule
from preceptor.syntax import Piece, pieces, read_piece
from preceptor.syntax.characters import strays
from preceptor.syntax.faults import fault_at

_MARK = re.compile(r"%([ \t]*)@id\b")


@dataclass(frozen=True, slots=True)
class _Written:
    """A piece of a block with the text as it was written and the markup taken off it."""

    piece: Piece
    before: str
    operators: tuple[str, ...]


def read_clauses(block: Block, reply: str) -> Iterator[Statement]:
    """The statements of a block: one, or several where its line holds several clauses."""
    first = block.lines[0]
    text = "\n".join(line.text for line in block.lines)
    whole = Piece(text, first.number, 1, stopped=False)
    stray = next(strays(text, reply, 1, whole), None)
    if stray is not None:
        yield rejected(stray, whole, text, reply)
    elif is_sentence(first.bare):
        yield rejected(_prose(whole, reply), whole, text, reply)
    else:
        for written in _pieces(text, first.number):
            yield _read(written, reply)


def _prose(whole: Piece, reply: str) -> Fault:
    start = len(whole.text) - len(whole.text.lstrip())
    hint = "a statement stands on a line of its own"
    return fault_at(whole, start, reply, "prose around an atom", Code.UNREADABLE, hint=hint)


def _pieces(text: str, number: int) -> Iterator[_Written]:
    """The clauses of a block at their places in the reply; `@id` means nothing in a reply."""
    bare, operators = unmarked(text)
    bare = _MARK.sub(r"%\1   ", bare)
    end = 0
    for part in pieces(bare):
        start = end if operators else part.start  # list markup belongs to the first clause
        end = part.start + len(part.text)
        piece = replace(part, line=part.line + number - 1)
        yield _Written(piece, text[start:end], operators)
        operators = ()


def _read(written: _Written, reply: str) -> Statement:
    """The statement as it stands, else after the fewest operators that make it readable."""
    piece, before, used = written.piece, written.before, written.operators
    try:
        return accepted(read_piece(piece, reply), used, piece, before, reply)
    except ParseError as error:
        fault = error.faults[0]
    for text, operators in repairs(piece.text):
        try:
            rules = _read_text(text, piece, reply)
        except ParseError as error:
            fault = error.faults[0]
        else:
            if rules:
                return accepted(rules, (*used, *operators), piece, before, reply)
    return rejected(fault, piece, before, reply)


def _read_text(text: str, piece: Piece, reply: str) -> tuple[Rule, ...]:
    """The rules of a repaired text that stands where `piece` stood; raises ParseError."""
    rules: tuple[Rule, ...] = ()
    for part in pieces(text):
        column = part.column + (piece.column - 1 if part.line == 1 else 0)
        rules += read_piece(replace(part, line=part.line + piece.line - 1, column=column), reply)
    return rules
