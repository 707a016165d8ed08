"""Blocks: a table that has to be read cell by cell, a part of it at a time.

Each part is read as a file of its own that begins with the first row of the whole, so that it is as
wide, and has the header if there is one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from preceptor.domain import load_facts
from preceptor.logic import Atom, Fault, ParseError, Signature
from preceptor.reason.bulk.tables import DELIMITERS

BLOCK = 1 << 24  # bytes that are read at a time
_MOST_FAULTS = 1000  # after which no more is read
_MOST_PARTS = 8  # that one quoted cell goes on for


def read_blocks(
    file: Path, signature: Signature, header: bool, block: int = BLOCK
) -> Iterator[tuple[Atom, ...]]:
    """The facts of a file, those of each part together. Raises ParseError with the faults of all
    parts, each at its place in the file, and as `load_facts`."""
    if file.suffix not in DELIMITERS or file.stat().st_size <= block:
        yield load_facts(file, signature, header, words=True)
        return
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory(prefix="preceptor-") as folder:
        part = Path(folder) / file.name
        first, before = b"", 0
        for text in _parts(file, block):
            part.write_bytes(first + text)
            try:
                yield load_facts(part, signature, header, words=True)
            except ParseError as error:
                repeated = first.count(b"\n")
                own = (fault for fault in error.faults if fault.origin.line > repeated)
                faults += [_moved(fault, file, before - repeated) for fault in own]
            if len(faults) > _MOST_FAULTS:
                break
            if not first:
                first = _first_row(text, is_quoted=file.suffix == ".csv")
            before += text.count(b"\n")
    if faults:
        raise ParseError(tuple(faults))


def _parts(file: Path, block: int) -> Iterator[bytes]:
    """Lines together, up to one at whose end all quotes are closed, lest a cell be cut."""
    kept, is_open = [], False
    size = 0
    with file.open("rb") as opened:
        for line in opened:
            kept.append(line)
            size += len(line)
            is_open ^= file.suffix == ".csv" and line.count(b'"') % 2 == 1
            if size >= block and (not is_open or size >= _MOST_PARTS * block):
                yield b"".join(kept)
                kept, size = [], 0
    if kept:
        yield b"".join(kept)


def _first_row(text: bytes, *, is_quoted: bool) -> bytes:
    """The first lines that have a row, with the empty ones before it."""
    row, is_open = b"", False
    for line in text.split(b"\n"):
        row += line + b"\n"
        is_open ^= is_quoted and line.count(b'"') % 2 == 1
        if line.strip() and not is_open:
            break
    return row


def _moved(fault: Fault, file: Path, lines: int) -> Fault:
    origin = fault.origin._replace(source=str(file), line=fault.origin.line + lines)
    return replace(fault, origin=origin)
