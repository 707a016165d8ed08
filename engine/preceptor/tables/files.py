"""Files of decision tables, known by their ending."""

from __future__ import annotations

from pathlib import Path

from preceptor.logic import ParseError
from preceptor.syntax.files import decode, read_bytes
from preceptor.tables.dmn import read_dmn
from preceptor.tables.sheet import read_sheet
from preceptor.tables.table import TableReading

_XML = (".dmn", ".xml")
_SHEETS = (".csv", ".tsv")
ENDINGS = (*_XML, *_SHEETS)


def is_table(path: Path) -> bool:
    """Whether a file, by its ending, holds decision tables."""
    return path.suffix.lower() in ENDINGS


def read_tables(path: Path) -> TableReading:
    """The tables of a file; what is wrong in it is among its faults. Raises InputError."""
    data = read_bytes(path)
    if path.suffix.lower() in _XML:
        return read_dmn(data, str(path))
    try:
        text = decode(data, str(path))
    except ParseError as error:
        return TableReading(faults=error.faults)
    return read_sheet(text, str(path))
