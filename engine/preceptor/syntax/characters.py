"""The characters of a text: one kind of newline, and none that makes it read other than it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preceptor.logic import Code, Fault
from preceptor.syntax.faults import fault_at
from preceptor.syntax.split import Piece

# Control characters, lone surrogates, and the bidirectional overrides that reorder what is shown.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_newline(text: str) -> str:
    """The text without a byte order mark, each line end (CRLF or a lone CR) a newline."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def strays(text: str, source: str, limit: int, piece: Piece | None = None) -> Iterator[Fault]:
    """A fault for the first forbidden character of each line, comments included.

    `text` is a whole text, or that of `piece`; at most `limit` faults.
    """
    piece = piece or Piece(text, 1, 1, stopped=True)
    at, found = 0, FORBIDDEN.search(text)
    while found and limit:
        yield fault_at(piece, found.start(), source, _message(found.group()), Code.CHARACTER)
        at = text.find("\n", found.start())
        found = FORBIDDEN.search(text, at) if at >= 0 else None
        limit -= 1


def _message(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        kind = "half of a surrogate pair"
    else:
        kind = "a bidirectional control" if code >= 0x2000 else "a control character"
    return f"{kind}, U+{code:04X}"
