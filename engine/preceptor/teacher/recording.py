"""Recordings: replies kept as lines of JSON, read tolerantly, the good ones whatever the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from preceptor.logic import Code, Fault, Origin
from preceptor.syntax.jsonl import Line, dump_lines, read_lines
from preceptor.teacher.request import Messages

MAX_REPLY = 1024 * 1024  # characters; a longer reply is reported and left out


@dataclass(frozen=True, slots=True)
class Record:
    """One recorded reply. `key` is that of the request; None in a file not yet imported.

    `messages` are what it answers, where the line says so: a line of requests.jsonl does.
    """

    id: str
    sample: int
    text: str
    key: str | None = None
    line: int = field(default=0, compare=False)
    messages: Messages | None = field(default=None, compare=False)

    @property
    def place(self) -> tuple[str, int]:
        return self.id, self.sample

    def document(self) -> dict[str, Any]:
        """The record as a line of responses.jsonl."""
        key = {} if self.key is None else {"key": self.key}
        return {"id": self.id, "sample": self.sample, **key, "response": self.text}


@dataclass(frozen=True, slots=True)
class Recording:
    """The records of a file in order, each (id, sample) once, and what was wrong with the rest."""

    source: str
    records: tuple[Record, ...]
    faults: tuple[Fault, ...]


def read_recording(path: Path) -> Recording:
    """The replies of a file of `{"id", "sample", "response"}` lines. Raises InputError only where
    the file cannot be opened; every line without a usable reply is a fault, with its place.
    """
    source = str(path)
    lines, found = read_lines(path)
    faults = list(found)
    records: dict[tuple[str, int], Record] = {}
    for line in lines:
        read = _record(line, source)
        if isinstance(read, Fault):
            faults.append(read)
        elif clash := _clash(records.setdefault(read.place, read), read, source):
            faults.append(clash)
    if not lines and not faults:
        faults.append(_fault(source, 1, "the file holds no replies"))
    faults.sort(key=lambda fault: (fault.origin.line, fault.origin.column))
    return Recording(source, tuple(records.values()), tuple(faults))


def show_recording(records: Iterable[Record]) -> str:
    """The lines of a recording, sorted by id and sample."""
    return dump_lines(record.document() for record in sorted(records, key=lambda r: r.place))


def _record(line: Line, source: str) -> Record | Fault:
    value = line.value
    name, sample, text, key = (value.get(k) for k in ("id", "sample", "response", "key"))
    if not isinstance(name, str) or not name:
        return _fault(source, line.number, "expected an id, the name of the prompt")
    if not isinstance(sample, int) or isinstance(sample, bool) or sample < 0:
        return _fault(source, line.number, f"{name}: expected a sample, a whole number from 0")
    if not isinstance(text, str):
        return _fault(source, line.number, f"{name}#{sample}: expected a response, a text")
    if not (key is None or isinstance(key, str)):
        return _fault(source, line.number, f"{name}#{sample}: expected a key, a text")
    if len(text) > MAX_REPLY:
        message = f"{name}#{sample}: a reply of {len(text)} characters, of at most {MAX_REPLY}"
        return _fault(source, line.number, message, Code.LIMIT)
    return Record(name, sample, text, key, line.number, _messages(value.get("messages")))


def _messages(value: object) -> Messages | None:
    """The messages of a line, (role, content) each; None where it has none, or of another form."""
    match value:
        case [*turns] if turns:
            read = tuple(filter(None, map(_turn, turns)))
            return read if len(read) == len(turns) else None
        case _:
            return None


def _turn(value: object) -> tuple[str, str] | None:
    match value:
        case {"role": str(role), "content": str(content)}:
            return role, content
        case _:
            return None


def _clash(first: Record, record: Record, source: str) -> Fault | None:
    """The fault of a record that says other than one before it; a repeated line is none."""
    if (first.text, first.key) == (record.text, record.key):
        return None
    message = f"{record.id}#{record.sample} differs from line {first.line}, which is kept"
    return _fault(source, record.line, message)


def _fault(source: str, line: int, message: str, code: Code = Code.MALFORMED) -> Fault:
    return Fault(Origin(source, line, 1), message, code)
