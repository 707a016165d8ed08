"""Tables of mined rules as harvests: each line counted, each rule a statement."""

from __future__ import annotations

from collections.abc import Callable

from preceptor.harvest.statements import Harvest, Statement, Totals, accepted, rejected
from preceptor.logic import Fault, Rule
from preceptor.syntax import Mined, Piece, read_amie, read_anyburl, read_chatrule
from preceptor.syntax.characters import one_newline

TABLES: dict[str, Callable[[str, str], Mined]] = {
    "anyburl": read_anyburl,
    "chatrule": read_chatrule,
    "amie": read_amie,
}


def account(text: str, source: str, form: str) -> Harvest:
    """A table of one of these formats taken apart, as `harvest.read` does with replies.

    Lines behind too many faults are one statement that is rejected, as there.
    """
    mined = TABLES[form](text, source)
    lines = one_newline(text).split("\n")
    read = [_statement(rule, lines, source) for rule, _ in mined.rules]
    broken = [_statement(fault, lines, source) for fault in mined.faults]
    statements = sorted(read + broken, key=lambda statement: statement.line)
    totals = Totals(
        lines=mined.lines,
        blank=mined.blank,
        comment=mined.comment,
        statement_lines=len(statements) + mined.unread,
        statements=len(statements),
        read=len(read),
        rejected=len(broken),
    )
    return Harvest(tuple(statements), totals)


def _statement(found: Rule | Fault, lines: list[str], source: str) -> Statement:
    assert found.origin is not None
    number = found.origin.line
    line = lines[number - 1]
    piece = Piece(line, number, 1, stopped=False)
    if isinstance(found, Fault):
        return rejected(found, piece, line, source)
    return accepted((found,), (), piece, line, source)
