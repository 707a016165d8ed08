"""JSON read with places: every value with where it stands, so that a fault can say where.

Numbers stay as they were written; only what is asked for becomes a number. Nothing is nested
deeper than MAX_NESTING.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MAX_NESTING = 16

_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:
    (?P<string>"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*")
  | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
  | (?P<word>true|false|null)
  | (?P<sign>[\[\]{}:,])
    )""",
    re.VERBOSE,
)
_SPACE = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class Members:
    """An object: its keys with their values, a key that occurs twice included."""

    pairs: tuple[tuple[Placed, Placed], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A value with the offsets of its first character and of the one behind it."""

    value: bool | str | Numeral | Members | tuple[Placed, ...] | None
    start: int
    end: int


class Broken(Exception):
    """A text that is not JSON, from an offset on; `deep` where it is only nested too deeply."""

    def __init__(self, offset: int, message: str, deep: bool = False) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.deep = deep


def skip_space(text: str, at: int) -> int:
    """The offset of the next character that is no white space, or the end."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def skip_sign(text: str, at: int, sign: str) -> int | None:
    """The offset behind the sign and the space before it, or None where another stands."""
    at = skip_space(text, at)
    return at + 1 if text.startswith(sign, at) else None


def read_value(text: str, at: int, depth: int = 0) -> Placed:
    """The value that begins at an offset, behind white space. Raises Broken."""
    found = _TOKEN.match(text, at)
    if found is None or found.lastgroup is None:
        raise _unexpected(text, at, "a value")
    kind = found.lastgroup
    word, start, end = found[kind], found.start(kind), found.end()
    if depth >= MAX_NESTING:
        raise Broken(start, f"nested deeper than {MAX_NESTING}", deep=True)
    match kind, word:
        case "string", _:
            return Placed(_string(word, start), start, end)
        case "number", _:
            return Placed(Numeral(word), start, end)
        case "word", _:
            return Placed(_WORDS[word], start, end)
        case _, "[":
            return _array(text, start, depth)
        case _, "{":
            return _object(text, start, depth)
    raise _unexpected(text, at, "a value")


def _array(text: str, start: int, depth: int) -> Placed:
    items: list[Placed] = []
    end = skip_sign(text, start + 1, "]")
    at = start + 1
    while end is None:
        items.append(read_value(text, at, depth + 1))
        at, end = after_item(text, items[-1].end, "]")
    return Placed(tuple(items), start, end)


def _object(text: str, start: int, depth: int) -> Placed:
    pairs: list[tuple[Placed, Placed]] = []
    end = skip_sign(text, start + 1, "}")
    at = start + 1
    while end is None:
        key = read_value(text, at, depth + 1)
        if not isinstance(key.value, str):
            raise Broken(key.start, "a key is a text in double quotes")
        colon = skip_sign(text, key.end, ":")
        if colon is None:
            raise _unexpected(text, key.end, "':'")
        pairs.append((key, read_value(text, colon, depth + 1)))
        at, end = after_item(text, pairs[-1][1].end, "}")
    return Placed(Members(tuple(pairs)), start, end)


def after_item(text: str, at: int, closing: str) -> tuple[int, int | None]:
    """Where the next item begins, and where the whole ends if it does. Raises Broken."""
    comma = skip_sign(text, at, ",")
    if comma is not None:
        return comma, None
    end = skip_sign(text, at, closing)
    if end is None:
        raise _unexpected(text, at, f"',' or '{closing}'")
    return end, end


def _string(word: str, start: int) -> str:
    try:
        value: str = json.loads(word)
    except ValueError:
        raise Broken(start, "a text with an escape that JSON has not") from None
    if _SURROGATE.search(value):
        raise Broken(start, "half a surrogate pair")
    return value


def _unexpected(text: str, at: int, expected: str) -> Broken:
    at = skip_space(text, at)
    found = repr(text[at]) if at < len(text) else "the end"
    return Broken(at, f"not JSON: found {found}, expected {expected}")
