"""Tables: the cells of CSV and TSV text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from preceptor.logic import Code, Fault, Origin, ParseError

# RFC 4180: a quoted cell may hold commas, doubled quotes and line ends.
_COMMA = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|\Z)')
_TAB = re.compile(r"(?:(?!)()|([^\t\n]*))(\t|\n|\Z)")  # a tab-separated cell is never quoted


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, where it begins, and whether quotes stood around it."""

    text: str
    line: int
    column: int
    quoted: bool = False


Row = tuple[Cell, ...]


def rows(text: str, source: str, delimiter: str) -> Iterator[Row]:
    """The rows of a table in which `,` or a tab divides cells; blank lines are passed over.

    Raises ParseError at the first quote that is out of place: what follows it is anyone's guess.
    """
    pattern = _TAB if delimiter == "\t" else _COMMA
    row: list[Cell] = []
    at, line, line_start = 0, 1, 0
    while at < len(text) or row:
        match = pattern.match(text, at)
        if match is None:
            raise ParseError((_stray_quote(text, source, at, line, line_start),))
        quoted, plain, end = match.groups()
        cell = plain if quoted is None else quoted.replace('""', '"')
        row.append(Cell(cell, line, at - line_start + 1, quoted is not None))
        at = match.end()
        newlines = match.group().count("\n")
        if newlines:
            line += newlines
            line_start = match.start() + match.group().rindex("\n") + 1
        if end != delimiter:
            if len(row) > 1 or row[0].quoted or row[0].text.strip():
                yield tuple(row)
            row = []


def _stray_quote(text: str, source: str, at: int, line: int, line_start: int) -> Fault:
    quote = text.index('"', at)
    closed = re.compile(r'"(?:[^"]|"")*"').match(text, quote) if quote == at else None
    message = "a quote inside a cell that does not begin with one"
    if quote == at:
        message = "text behind the closing quote" if closed else "the quote is never closed"
    hint = 'a cell with a quote is written  "a ""quoted"" word"'
    shown = text[line_start:].split("\n", 1)[0]
    origin = Origin(source, line, quote - line_start + 1)
    return Fault(origin, message, Code.MALFORMED, shown, (), hint)
