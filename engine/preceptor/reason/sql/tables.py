"""Tables of facts as DuckDB reads them from files, as texts, before anything is made of them.

A file that is plain (every row as wide as the first, quotes where a cell begins and ends) is read
by DuckDB alone. Of any other nothing is kept: `domain.load_facts` reads it again, cell by cell, and
says what is wrong with it and where, or what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from preceptor.domain.facts import term_of
from preceptor.domain.tables import Cell, Row, rows
from preceptor.logic import ParseError, Sort, Term
from preceptor.reason.sql.duck import DuckSession
from preceptor.reason.sql.session import Refused

_BLOCK = 1 << 22  # bytes that are looked at at a time
_FIRST = 1 << 16  # bytes at most before the end of the first row
# How a row of quoted cells is cut; the comma is put behind it first, so that each cell has one.
_CELLS = '("(?:[^"]|"")*"|[^",]*),'


class Odd(Exception):
    """The file is none that DuckDB reads as we do."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A table of texts, the first `skip` lines of its file left out."""

    file: Path
    delimiter: str
    width: int
    skip: int
    is_quoted: bool

    def select(self) -> str:
        """The rows, as c0, c1, ...; a quoted cell keeps its quotes, an empty one is NULL."""
        if self.is_quoted:
            cells = ", ".join(f"nullif(cells[{i + 1}], '') AS c{i}" for i in range(self.width))
            return f"SELECT {cells} FROM ({self._cut()})"
        columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(self.width))
        blank = " WHERE c0 IS NOT NULL" if self.width == 1 else ""
        return f"SELECT * FROM {self._read(self.delimiter, columns)}{blank}"

    def is_whole(self) -> str:
        """Whether all rows of quoted cells are as wide as they should be, and nothing is left of
        a row when its cells are cut out."""
        whole = f"len(cells) = {self.width} AND array_to_string(cells, ',') = line"
        return f"SELECT bool_and({whole}) FROM ({self._cut()})"

    def _cut(self) -> str:
        lines = self._read(_NOWHERE, "'line': 'VARCHAR'")
        cells = f"regexp_extract_all(line || ',', '{_CELLS}', 1)"
        return f"SELECT line, {cells} AS cells FROM {lines} WHERE line IS NOT NULL"

    def _read(self, delimiter: str, columns: str) -> str:
        return (
            f"read_csv({literal(self.file)}, header = false, auto_detect = false,"
            f" columns = {{{columns}}}, delim = '{delimiter}', quote = '', escape = '',"
            f" skip = {self.skip},"
            f" hive_partitioning = false, compression = 'none')"
        )


def literal(file: Path) -> str:
    """A path as SQL writes it, for one file whatever its name."""
    path = re.sub(r"([*?\[])", r"[\1]", str(file.resolve()))
    return "'" + path.replace("'", "''") + "'"


_NOWHERE = "\x01"  # stands in no file that `look` lets pass


def look(file: Path, delimiter: str) -> tuple[bool, Row, int] | None:
    """Whether cells are quoted, the first row, and how many lines stand before it; None for a file
    without rows. Raises Odd."""
    is_quoted = _is_quoted(file) and delimiter == ","
    with file.open("rb") as opened:
        head = opened.read(_FIRST)
    text = head.decode("utf-8-sig", "ignore").replace("\r\n", "\n")
    is_cut = len(head) == _FIRST
    try:
        row = next(
            rows(text[: text.rfind("\n") + 1] if is_cut else text, str(file), delimiter), None
        )
    except ParseError:
        raise Odd from None
    if row is None and is_cut:
        raise Odd
    return None if row is None else (is_quoted, row, row[0].line - 1)


def _is_quoted(file: Path) -> bool:
    """Whether there is a quote at all. Raises Odd for lines that end in more than one way."""
    quoted, returns, pairs, lines, last = False, 0, 0, 0, b""
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            if b"\0" in block or b"\1" in block:
                raise Odd
            quoted = quoted or b'"' in block
            lines += block.count(b"\n")
            returns += block.count(b"\r")
            pairs += (last + block).count(b"\r\n")
            last = b"\r" if block.endswith(b"\r") else b""
    if returns and not returns == pairs == lines:
        raise Odd
    return quoted


def read_raw(session: DuckSession, raw: Raw, table: str) -> None:
    """Makes the table of a file's rows. Raises Odd."""
    try:
        if raw.is_quoted and session.row(raw.is_whole())[0] is False:
            raise Odd
        session.execute(f"CREATE TABLE {table} AS {raw.select()}")
    except Refused:
        raise Odd from None


def reading(delimiter: str, *, is_alone: bool = False) -> Callable[[str, Sort | None], Term]:
    """How a distinct cell is read; a cell of blanks that is a whole row is none."""

    def read(text: str, sort: Sort | None) -> Term:
        if is_alone and text.isspace():
            raise Odd
        if text.startswith('"') and delimiter == ",":
            return term_of(Cell(text[1:-1].replace('""', '"'), 0, 0, quoted=True), sort)
        return term_of(Cell(text, 0, 0), sort)

    return read
