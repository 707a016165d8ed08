"""The reader of the rule language: the clauses of a block, repaired where that is all it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from preceptor.harvest.blocks import Block
from preceptor.harvest.characters import without_stops
from preceptor.harvest.fitting import fitted
from preceptor.harvest.lines import MAX_LINE, is_sentence
from preceptor.harvest.operators import applied, repairs, translated, translations, unmarked
from preceptor.harvest.statements import Statement, accepted, nearer, reason_of, rejected
from preceptor.logic import NO_SIGNATURE, Code, Fault, ParseError, Rule, Signature
from preceptor.syntax import Piece, pieces, read_piece
from preceptor.syntax.characters import strays
from preceptor.syntax.faults import fault_at

MAX_REPAIRED = 4000  # characters of a statement whose notation is repaired

_MISFITS = (Code.UNDECLARED, Code.ARITY, Code.SORT, Code.UNSAFE)
_MARK = re.compile(r"%([ \t]*)@id\b")


@dataclass(frozen=True, slots=True)
class _Written:
    """A piece of a block with the text as it was written and the markup taken off it."""

    piece: Piece
    before: str
    operators: tuple[str, ...]


def read_clauses(
    block: Block, reply: str, signature: Signature = NO_SIGNATURE
) -> Iterator[Statement]:
    """The statements of a block: one, or several where its line holds several clauses."""
    whole = text_of(block)
    fault = hostile(whole, reply)
    if fault is not None:
        yield rejected(fault, whole, whole.text, reply)
    elif is_sentence(block.lines[0].bare):
        yield _read_sentence(whole, reply, signature)
    else:
        for written in _pieces(whole):
            yield _read(written, reply, signature)


def text_of(block: Block) -> Piece:
    """The text of a block's lines at its place in the reply."""
    text = "\n".join(line.text for line in block.lines)
    return Piece(text, block.lines[0].number, 1, stopped=False)


def hostile(whole: Piece, reply: str) -> Fault | None:
    """What forbids to read a text at all: a character that it may not hold, or its length."""
    for stray in strays(whole.text, reply, 1, whole):
        return stray
    if len(whole.text) <= MAX_LINE:
        return None
    message = f"a line of {len(whole.text)} characters; the limit is {MAX_LINE}"
    return fault_at(whole, 0, reply, message, Code.LIMIT)


def _read_sentence(whole: Piece, reply: str, signature: Signature) -> Statement:
    """A text that opens with two words: a rule in other notation, `not p(a).`, else prose."""
    parts = tuple(islice(_pieces(whole), 2))
    if len(parts) == 1:
        statement = _read(parts[0], reply, signature)
        if translated(statement.operators) or statement.code in _MISFITS:
            return statement
    start = len(whole.text) - len(whole.text.lstrip())
    hint = "a statement stands on a line of its own"
    fault = fault_at(whole, start, reply, "prose around an atom", Code.UNREADABLE, hint=hint)
    return rejected(fault, whole, whole.text, reply)


def _pieces(whole: Piece) -> Iterator[_Written]:
    """The clauses of a block at their places in the reply; `@id` means nothing in a reply."""
    bare, operators = unmarked(whole.text)
    bare = _MARK.sub(r"%\1   ", bare)
    end = 0
    for part in pieces(without_stops(bare)):
        start = end if operators else part.start  # list markup belongs to the first clause
        end = part.start + len(part.text)
        text = bare[part.start : end]
        piece = replace(part, text=text, whole=bare, line=part.line + whole.line - 1)
        yield _Written(piece, whole.text[start:end], operators)
        operators = ()


def _read(written: _Written, reply: str, signature: Signature) -> Statement:
    """The statement as it stands, else after the fewest operators that make it readable."""
    piece, before, used = written.piece, written.before, written.operators
    try:
        return _fitting(read_piece(piece, reply), used, written, reply, signature)
    except ParseError as error:
        fault = error.faults[0]
    for text, operators in repairs(piece.text):
        try:
            rules = _read_text(text, piece, reply)
        except ParseError as error:
            fault = nearer(fault, error.faults[0], piece)
        else:
            if rules:
                return _fitting(rules, (*used, *operators), written, reply, signature)
    for text, operators in translations(piece.text) if len(piece.text) <= MAX_REPAIRED else ():
        rules = _readable(text, piece, reply)
        if rules:
            operators = _needed(rules, operators, piece, reply)
            return _fitting(rules, (*used, *operators), written, reply, signature)
    return rejected(fault, piece, before, reply)


def _fitting(
    rules: tuple[Rule, ...],
    operators: tuple[str, ...],
    written: _Written,
    reply: str,
    signature: Signature,
) -> Statement:
    """The rules after the operators that make them fit the signature and safe. Where none does,
    what had to be put in the grammar's words is rejected; the rest is kept, with the reason."""
    found = fitted(rules, signature)
    piece, before, operators = written.piece, written.before, (*operators, *found.operators)
    if found.misfit is None:
        return accepted(found.rules, operators, piece, before, reply)
    fault = fault_at(piece, piece.clause_offset, reply, found.misfit.message, found.misfit.code)
    if translated(operators):
        message = f"{fault.message}, after {', '.join(operators)}"
        return rejected(replace(fault, message=message), piece, before, reply)
    reason = reason_of(fault) if signature else ""
    return accepted(rules, operators, piece, before, reply, reason)


def _needed(
    rules: tuple[Rule, ...], operators: tuple[str, ...], piece: Piece, reply: str
) -> tuple[str, ...]:
    """The operators without those that the same rules can be read without."""
    for name in operators:
        rest = tuple(other for other in operators if other != name)
        if _readable(applied(piece.text, rest), piece, reply) == rules:
            operators = rest
    return operators


def _readable(text: str, piece: Piece, reply: str) -> tuple[Rule, ...]:
    """The rules of a repaired text; none where it still cannot be read."""
    try:
        return _read_text(text, piece, reply)
    except ParseError:
        return ()


def _read_text(text: str, piece: Piece, reply: str) -> tuple[Rule, ...]:
    """The rules of a repaired text that stands where `piece` stood; raises ParseError."""
    rules: tuple[Rule, ...] = ()
    for part in pieces(text):
        column = part.column + (piece.column - 1 if part.line == 1 else 0)
        rules += read_piece(replace(part, line=part.line + piece.line - 1, column=column), reply)
    return rules
