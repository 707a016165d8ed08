"""JSON lines: one object a line, each bad line named with its place and the others read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preceptor.logic import Code, Fault, Origin, ParseError
from preceptor.syntax.files import decode, read_bytes

_SHOWN = 200  # characters of a bad line that a message may quote
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One object with the number of its line, from 1."""

    number: int
    value: Mapping[str, Any]


def read_lines(path: Path) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """The objects of a file, and a fault for each line that holds none. Blank lines are nothing."""
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, data in enumerate(read_bytes(path).split(b"\n"), 1):
        if not data.strip():
            continue
        try:
            lines.append(Line(number, _object(data, str(path), number)))
        except ParseError as error:
            faults += error.faults
    return tuple(lines), tuple(faults)


def dump_lines(values: Iterable[Mapping[str, Any]]) -> str:
    """A line an object, keys in the given order, characters as they are."""
    return "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values)


def _object(data: bytes, source: str, number: int) -> Mapping[str, Any]:
    try:
        text = decode(data, source)
        value = json.loads(text, object_pairs_hook=_unique)
    except ParseError as error:
        column = error.faults[0].origin.column
        raise _refused(source, number, column, error.faults[0].message, Code.CHARACTER) from None
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        words = "the line ends inside its object" if cut else f"not JSON: {error.msg}"
        hint = "was the file cut short?" if cut else ""
        raise _refused(source, number, error.pos + 1, words, shown=text, hint=hint) from None
    except RecursionError:
        raise _refused(source, number, 1, "nested too deeply", Code.LIMIT) from None
    except ValueError as error:  # of _unique, or a number of more digits than Python converts
        raise _refused(source, number, 1, str(error)) from None
    if not isinstance(value, dict):
        raise _refused(source, number, 1, "expected a JSON object", shown=text)
    if "\\u" in text and any(map(_SURROGATE.search, _texts(value))):
        raise _refused(source, number, 1, "half a surrogate pair", Code.CHARACTER)
    return value


def _refused(
    source: str,
    number: int,
    column: int,
    message: str,
    code: Code = Code.MALFORMED,
    shown: str = "",
    hint: str = "",
) -> ParseError:
    line = shown if len(shown) <= _SHOWN else ""
    return ParseError((Fault(Origin(source, number, column), message, code, line, (), hint),))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} occurs twice")
    return value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
