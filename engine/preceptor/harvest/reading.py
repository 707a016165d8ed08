"""Reading a reply: each of its lines accounted for, each of its statements read or rejected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from preceptor.harvest.blocks import Block, blocks
from preceptor.harvest.clauses import read_clauses
from preceptor.harvest.english import paragraphs, read_sentences
from preceptor.harvest.lexicon import Lexicon
from preceptor.harvest.lines import MARKER, Kind, Line, lines
from preceptor.harvest.statements import Harvest, Statement, Status, Totals, rejected
from preceptor.logic import NO_SIGNATURE, Code, InputError, Signature
from preceptor.syntax import Piece
from preceptor.syntax.faults import fault_at

MAX_REJECTED = 1000  # statements of one reply; the rest of a reply so broken is not read

Words = Mapping[str, tuple[str, ...]]
Reader = Literal["auto", "rules", "english"]

_CONDITIONAL = re.compile(r"\b[Ii]f\b.*\bthen\b|\b(?:is|are)\b.*\b(?:if|when|unless)\b")


def read(
    text: str,
    reply: str,
    *,
    reader: str = "auto",
    signature: Signature = NO_SIGNATURE,
    words: Words | None = None,
) -> Harvest:
    """A teacher's reply taken apart. `reply` names it in places: `kinship/father#2`.

    `reader` says what the statements are written in: "rules", "english", or "auto" to choose by
    content. English needs the signature for its nouns, and `words` for nouns that stand for
    several predicates. Raises InputError for a reader that does not exist.
    """
    numbered = tuple(lines(text))
    match _choose(numbered) if reader == "auto" else reader:
        case "rules":
            return _harvest(blocks(numbered, signature), read_clauses, reply)
        case "english":
            lexicon = Lexicon(signature, words or {})
            read_block = partial(read_sentences, lexicon=lexicon)
            return _harvest(paragraphs(numbered), read_block, reply)
        case unknown:
            raise InputError(f"no reader {unknown!r}", "there is: auto, rules, english")


def _choose(numbered: Iterable[Line]) -> Reader:
    """English where more lines are conditional sentences than hold marks of the rule language."""
    balance = 0
    for line in numbered:
        if line.kind is Kind.STATEMENT and MARKER.search(line.text[:1000]):
            balance -= 1
        elif line.kind is Kind.PROSE and _CONDITIONAL.search(line.text[:1000]):
            balance += 1
    return "english" if balance > 0 else "rules"


def _harvest(
    parts: Iterable[Block], read_block: Callable[[Block, str], Iterator[Statement]], reply: str
) -> Harvest:
    """The statements of all blocks, and the count of each kind of line."""
    statements: list[Statement] = []
    counts = dict.fromkeys(Kind, 0)
    rejections, unread = 0, None
    for block in parts:
        kind = block.kind
        if kind is Kind.STATEMENT and rejections < MAX_REJECTED:
            found = tuple(read_block(block, reply))
            statements += found
            rejections += sum(statement.status is Status.REJECTED for statement in found)
            kind = kind if found else _unstated(block)
        elif kind is Kind.STATEMENT:
            unread = unread or block
        for line in block.lines:
            counts[line.kind if line.kind is Kind.COMMENT else kind] += 1
    if unread is not None:
        statements.append(_given_up(unread, reply))
    return Harvest(tuple(statements), _totals(counts, statements))


def _unstated(block: Block) -> Kind:
    """The kind of lines that state nothing after all: marks of rules then stand in comments."""
    marked = any(MARKER.search(line.text) for line in block.lines)
    return Kind.COMMENT if marked else Kind.PROSE


def _given_up(block: Block, reply: str) -> Statement:
    """One rejection for all that stands behind too many."""
    first = block.lines[0]
    piece = Piece(first.text, first.number, 1, stopped=False)
    message = f"{MAX_REJECTED} statements of this reply were rejected: the rest is not read"
    fault = fault_at(piece, 0, reply, message, Code.LIMIT)
    return rejected(fault, piece, first.text, reply)


def _totals(counts: Mapping[Kind, int], statements: Sequence[Statement]) -> Totals:
    status = Counter(statement.status for statement in statements)
    return Totals(
        lines=sum(counts.values()),
        blank=counts[Kind.BLANK],
        comment=counts[Kind.COMMENT],
        prose=counts[Kind.PROSE],
        statement_lines=counts[Kind.STATEMENT],
        statements=len(statements),
        read=status[Status.READ],
        repaired=status[Status.REPAIRED],
        rejected=status[Status.REJECTED],
    )
