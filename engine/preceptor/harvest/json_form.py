"""The reader of the JSON form: each of its lines accounted for, each of its rules with its place.

The form stands alone or in a code fence with prose around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from preceptor.harvest.lines import split
from preceptor.harvest.statements import (
    Harvest,
    Statement,
    Status,
    Totals,
    accepted,
    rejected,
)
from preceptor.logic import NO_SIGNATURE, Signature
from preceptor.syntax import Piece
from preceptor.syntax.characters import one_newline
from preceptor.teacher import Entry, read_entries

_RULE = re.compile(r'[\[{,]\s*"(?:head|rules)"\s*:')
_OPENING = re.compile(r"\s*[\[{]")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


def is_json_form(text: str) -> bool:
    """Whether a reply states its rules as JSON objects."""
    return _RULE.search(text) is not None and _OPENING.match(_alone(one_newline(text))) is not None


def account(text: str, source: str, signature: Signature = NO_SIGNATURE) -> Harvest:
    """A reply in JSON form taken apart: a statement a value, read or rejected."""
    text = one_newline(text)
    alone = _alone(text)
    entries = read_entries(alone, source, signature)
    statements = tuple(_statement(entry, source) for entry in entries)
    within = {n for entry in entries for n in range(entry.start[0], entry.end[0] + 1)}
    kinds = Counter(_kinds(split(text), split(alone), within))
    status = Counter(statement.status for statement in statements)
    totals = Totals(
        lines=sum(kinds.values()),
        blank=kinds["blank"],
        comment=kinds["comment"],
        prose=kinds["prose"],
        statement_lines=kinds["statement"],
        statements=len(statements),
        read=status[Status.READ],
        rejected=status[Status.REJECTED],
    )
    return Harvest(statements, totals)


def _alone(text: str) -> str:
    """The text with the fences, and what is outside of them, blanked out; places stay."""
    rows, fenced, kept = text.split("\n"), False, []
    if not any(map(_FENCE.match, rows)):
        return text
    for row in rows:
        is_fence = _FENCE.match(row) is not None
        fenced ^= is_fence
        kept.append(row if fenced and not is_fence else " " * len(row))
    return "\n".join(kept)


def _kinds(rows: list[str], alone: list[str], within: set[int]) -> Iterator[str]:
    """What each line is: of a statement; brackets and fences, which are comment; or prose."""
    for number, (row, bare) in enumerate(zip(rows, alone, strict=True), 1):
        if not row.strip():
            yield "blank"
        elif number in within:
            yield "statement"
        else:
            yield "comment" if bare.strip() or _FENCE.match(row) else "prose"


def _statement(entry: Entry, source: str) -> Statement:
    piece = Piece(entry.text, *entry.start, stopped=False)
    if entry.rule is None:
        assert entry.fault is not None
        return rejected(entry.fault, piece, entry.text or entry.fault.line_text, source)
    return accepted((entry.rule,), (), piece, entry.text, source)
