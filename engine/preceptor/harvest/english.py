"""The reader of controlled English: the sentences of a reply that state rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from lark import Lark
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from preceptor.harvest.blocks import Block
from preceptor.harvest.clauses import hostile, read_clauses, text_of
from preceptor.harvest.lexicon import Lexicon
from preceptor.harvest.lines import MARKER, Kind, Line
from preceptor.harvest.operators import repairs, unmarked
from preceptor.harvest.sentences import Sentence
from preceptor.harvest.statements import Statement, accepted, nearer, rejected
from preceptor.logic import Code, Fault, Origin, ParseError, Rule
from preceptor.rooms import GRAMMARS
from preceptor.syntax import Piece
from preceptor.syntax.build import Refused
from preceptor.syntax.faults import fault_at

MAX_SENTENCE = 2000  # characters
_HINT = "say a rule so: If X is the father of Y and Y is male, then Y is the son of X."

_END = re.compile(r"[.!?](?=[\s*`]|\Z)")
_CAPITAL = re.compile(r"[\s*`]*([A-Z])(?=[a-z])")
_WORD = re.compile(r"[\w'’-]+|.", re.DOTALL)
# What only a rule says: a condition, or something of a variable.
_STATES = re.compile(r"\b(?:[Ii]f|[Tt]hen|[Uu]nless|[Ww]hen(?:ever)?|[B-HJ-Z]\d*)\b")


@cache
def _lark() -> Lark:
    grammar = str(GRAMMARS / "english.lark")
    return Lark.open(grammar, parser="lalr", start="sentence", maybe_placeholders=True)


def paragraphs(lines: Iterable[Line]) -> Iterator[Block]:
    """The lines of a reply grouped into sentences; each line is in exactly one block, in order."""
    held: list[Line] = []
    for line in lines:
        text = line.kind in (Kind.PROSE, Kind.STATEMENT)
        begins = line.kind is not Kind.PROSE or line.bare != line.text or _CAPITAL.match(line.text)
        if held and (begins or _is_whole(held)):
            yield _paragraph(held)
            held = []
        if text:
            held.append(line)
        else:
            yield Block(line.kind, (line,))
    if held:
        yield _paragraph(held)


def _is_whole(held: list[Line]) -> bool:
    end = held[-1].text.rstrip(" \t*`")[-1:]
    return end in ".!?" or MARKER.search(held[-1].text) is not None or len(held) >= 20


def _paragraph(held: list[Line]) -> Block:
    states = any(line.kind is Kind.STATEMENT or _STATES.search(line.bare) for line in held)
    return Block(Kind.STATEMENT if states else Kind.PROSE, tuple(held))


def read_sentences(block: Block, reply: str, lexicon: Lexicon) -> Iterator[Statement]:
    """The statements of a paragraph: one for each of its sentences that states something."""
    whole = text_of(block)
    fault = hostile(whole, reply)
    if fault is not None:
        yield rejected(fault, whole, whole.text, reply)
    elif MARKER.search(whole.text):
        yield from read_clauses(block, reply, lexicon.signature)
    else:
        bare, used = unmarked(whole.text)
        for start, end in _sentences(bare):
            sentence = replace(whole.part(start, end, stopped=True), text=bare[start:end])
            yield _read(sentence, whole.text[start:end], used, reply, lexicon)
            used = ()


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each sentence runs that states something."""
    start = 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)):
        if _STATES.search(text, start, end):
            yield start, end
        start = end


def _read(
    sentence: Piece, before: str, used: tuple[str, ...], reply: str, lexicon: Lexicon
) -> Statement:
    """The sentence as it stands, else after the fewest operators that make it readable."""
    piece = _trimmed(sentence)
    fault: Fault | None = None
    for text, operators in ((sentence.text, ()), *repairs(sentence.text)):
        try:
            rules = _parse(replace(sentence, text=text), reply, lexicon)
        except ParseError as error:
            fault = nearer(fault or error.faults[0], error.faults[0], piece)
        else:
            return accepted(_placed(rules, piece, reply), (*used, *operators), piece, before, reply)
    assert fault is not None
    return rejected(fault, piece, before, reply)


def _trimmed(sentence: Piece) -> Piece:
    """The sentence from its first word on."""
    start = len(sentence.text) - len(sentence.text.lstrip(" \t\n*`"))
    return sentence.part(start, len(sentence.text), stopped=True)


def _placed(rules: tuple[Rule, ...], piece: Piece, reply: str) -> tuple[Rule, ...]:
    origin = Origin(reply, *piece.place(0), *piece.place(len(piece.text)))
    return tuple(replace(rule, origin=origin) for rule in rules)


def _parse(sentence: Piece, reply: str, lexicon: Lexicon) -> tuple[Rule, ...]:
    """The rules of one sentence; raises ParseError."""
    if len(sentence.text) > MAX_SENTENCE:
        message = f"a sentence of {len(sentence.text)} characters; the limit is {MAX_SENTENCE}"
        raise ParseError((fault_at(sentence, 0, reply, message, Code.LIMIT),))
    text = _CAPITAL.sub(lambda found: found.group().lower(), sentence.text, count=1)
    try:
        return Sentence(lexicon).transform(_lark().parse(text))
    except UnexpectedInput as error:
        raise ParseError((_unexpected(error, sentence, reply),)) from None
    except VisitError as error:
        if not isinstance(error.orig_exc, Refused):
            raise error.orig_exc from None
        raise ParseError((_refused(error.orig_exc, sentence, reply),)) from None


def _unexpected(error: UnexpectedInput, sentence: Piece, reply: str) -> Fault:
    offset = error.pos_in_stream
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    if at_end or offset is None or offset < 0:
        offset = len(sentence.text.rstrip())
    word = _WORD.match(sentence.text, offset)
    found = repr(word.group()) if word else "the end of the sentence"
    return fault_at(sentence, offset, reply, f"found {found}", Code.ENGLISH, hint=_HINT)


def _refused(error: Refused, sentence: Piece, reply: str) -> Fault:
    start = len(sentence.text) - len(sentence.text.lstrip())
    offset = start if error.offset is None else error.offset
    return fault_at(sentence, offset, reply, error.message, error.code, (), error.hint)
