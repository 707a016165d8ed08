"""Reading a reply: each of its lines accounted for, each of its statements read or rejected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from preceptor.harvest import json_form
from preceptor.harvest.blocks import Block, blocks
from preceptor.harvest.clauses import read_clauses
from preceptor.harvest.english import paragraphs, read_sentences
from preceptor.harvest.identities import equations, read_equations
from preceptor.harvest.json_form import is_json_form
from preceptor.harvest.lexicon import Lexicon
from preceptor.harvest.lines import MARKER, MAX_LINES, Kind, Line, lines, split
from preceptor.harvest.statements import Harvest, Statement, Status, Totals, gather, rejected
from preceptor.logic import NO_SIGNATURE, Code, InputError, Signature
from preceptor.syntax import Piece
from preceptor.syntax.characters import one_newline
from preceptor.syntax.faults import fault_at

MAX_REJECTED = 1000  # statements of one reply; the rest of a reply so broken is not read

Words = Mapping[str, tuple[str, ...]]
Reader = Literal["auto", "rules", "english", "identity"]

_CONDITIONAL = re.compile(r"\b[Ii]f\b.*\bthen\b|\b(?:is|are)\b.*\b(?:if|when|unless)\b")

# One `=` between two sides, in neither a sign of a rule nor an atom of variables.
_EQUATION = re.compile(
    r"(?!.*(?::-|::|>>>|[\w']\(\s*[A-Z]\w*\s*[,)]))"
    r"[^=≡]*[\w)|!°²³]\s*[=≡]\s*[-+√(|\w](?:[^=]|(?<=[<>!])=)*"
)


def read(
    text: str,
    source: str,
    *,
    reader: str = "auto",
    signature: Signature = NO_SIGNATURE,
    words: Words | None = None,
) -> Harvest:
    """A teacher's reply taken apart. `source` names it in places: `kinship/father#2`.

    `reader` says what the statements are written in: "rules", "english", "identity", "json", or
    "auto" to choose by content; rules may always be in JSON form. English needs the signature
    for its nouns, and `words` for nouns that stand for several predicates; rules are made to fit
    it where they do not. Raises InputError for a reader that does not exist.
    """
    if reader == "json" or (reader in ("auto", "rules") and is_json_form(text)):
        return json_form.account(text, source, signature)
    text = one_newline(text)
    numbered = tuple(lines(text))
    match _choose(numbered) if reader == "auto" else reader:
        case "rules":
            read_rules = partial(read_clauses, signature=signature)
            harvest = _harvest(blocks(numbered, signature), read_rules, source)
        case "english":
            lexicon = Lexicon(signature, words or {})
            read_block = partial(read_sentences, lexicon=lexicon)
            harvest = _harvest(paragraphs(numbered), read_block, source)
        case "identity":
            harvest = _harvest(equations(numbered), read_equations, source)
        case unknown:
            raise InputError(
                f"no reader {unknown!r}", "there is: auto, rules, english, identity, json"
            )
    return gather((harvest, _rest(text, source)))


def _choose(numbered: Iterable[Line]) -> Reader:
    """English where more lines are conditional sentences than hold marks of the rule language,
    identities where more lines are equations and no rule's."""
    sentences = marks = equated = 0
    for line in numbered:
        start = line.text[:1000]
        if line.kind is Kind.PROSE and _CONDITIONAL.search(start):
            sentences += 1
        elif line.kind in (Kind.PROSE, Kind.STATEMENT) and _EQUATION.fullmatch(start):
            equated += 1
        elif line.kind is Kind.STATEMENT and MARKER.search(start):
            marks += 1
    if equated > max(marks, sentences):
        return "identity"
    return "english" if sentences > marks else "rules"


def _harvest(
    parts: Iterable[Block], read_block: Callable[[Block, str], Iterator[Statement]], reply: str
) -> Harvest:
    """The statements of all blocks, and the count of each kind of line."""
    statements: list[Statement] = []
    counts = dict.fromkeys(Kind, 0)
    room = MAX_REJECTED
    for block in parts:
        kind = block.kind
        if kind is Kind.STATEMENT and room >= 0:
            found = tuple(_while_there_is_room(read_block(block, reply), room))
            room -= sum(statement.status is Status.REJECTED for statement in found)
            statements += found if room >= 0 else (*found[:-1], _unread(block.lines[0], reply))
            kind = kind if found else _unstated(block)
        for line in block.lines:
            counts[line.kind if line.kind is Kind.COMMENT else kind] += 1
    return Harvest(tuple(statements), _totals(counts, statements))


def _while_there_is_room(statements: Iterator[Statement], room: int) -> Iterator[Statement]:
    """The statements up to the first rejection past `room` of them."""
    for statement in statements:
        room -= statement.status is Status.REJECTED
        yield statement
        if room < 0:
            return


def _unread(line: Line, reply: str) -> Statement:
    """One rejection for this line and all behind it."""
    message = f"{MAX_REJECTED} statements of this reply were rejected: the rest is not read"
    return _past_limit(line.text, line.number, message, reply)


def _rest(text: str, reply: str) -> Harvest:
    """One rejection for all lines past the limit, where there are more."""
    rest = split(text)[MAX_LINES:]
    if not rest:
        return Harvest()
    message = f"a reply of {MAX_LINES + len(rest)} lines; the limit is {MAX_LINES}"
    unread = _past_limit(rest[0], MAX_LINES + 1, message, reply)
    counts = {**dict.fromkeys(Kind, 0), Kind.STATEMENT: len(rest)}
    return Harvest((unread,), _totals(counts, (unread,)))


def _past_limit(text: str, number: int, message: str, reply: str) -> Statement:
    piece = Piece(text, number, 1, stopped=False)
    return rejected(fault_at(piece, 0, reply, message, Code.LIMIT), piece, text, reply)


def _unstated(block: Block) -> Kind:
    """The kind of lines that state nothing after all: marks of rules then stand in comments."""
    marked = any(MARKER.search(line.text) for line in block.lines)
    return Kind.COMMENT if marked else Kind.PROSE


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
