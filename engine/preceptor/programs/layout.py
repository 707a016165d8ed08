"""The layout of a program: its lines, the blocks that headings begin, and list markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from preceptor.syntax.characters import one_newline

MAX_LINES = 2000
MAX_LINE = 8000  # characters
OUTSIDE = ""  # the block of what stands before the first heading

_HEADING = re.compile(r"[\s#*_>-]*([A-Za-z]{4,13})[*_]*\s*(?::(?!:)|$)[*_ \t]*", re.ASCII)
_FENCE = re.compile(r"\s*(?:```|~~~)[\w +.-]*\s*$")
_MARK = re.compile(r"\s*(?:[-*•‣◦▪–]|\(?\d{1,3}[.)](?!\d))(?=[ \t])[ \t]*")


class Kind(StrEnum):
    BLANK = "blank"
    COMMENT = "comment"  # a heading, a fence, or nothing but a comment
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a program. `body` is what is left of it without heading and comment, and begins
    at `column` (from 1); `comment` is what stands behind `:::`; `block` names its block."""

    number: int
    column: int
    text: str
    body: str
    comment: str
    block: str
    kind: Kind


def lines(text: str, headings: Mapping[str, str]) -> Iterator[Line]:
    """Every line of the text in order. `headings` maps a heading, in small letters and singular,
    to the block that it begins; it may stand alone or before the first line of its block."""
    block = OUTSIDE
    for number, line in enumerate(one_newline(text).removesuffix("\n").split("\n"), 1):
        body, _, comment = line.partition(":::")
        begun, start = _heading(body, headings)
        block = block if begun is None else begun
        if _FENCE.match(body):
            start = len(body)
        rest = body[start:].strip()
        column = start + len(body[start:]) - len(body[start:].lstrip()) + 1
        kind = Kind.BODY if rest else (Kind.COMMENT if line.strip() else Kind.BLANK)
        yield Line(number, column, line, rest, comment.strip(), block, kind)


def _heading(body: str, headings: Mapping[str, str]) -> tuple[str | None, int]:
    """The block that a line begins, if it begins one, and where its heading ends."""
    found = _HEADING.match(body)
    if found is None:
        return None, 0
    word = found[1].lower()
    block = headings.get(word, headings.get(word.removesuffix("s")))
    return block, 0 if block is None else found.end()


def without_markup(text: str) -> str:
    """`- p`, `2. p`, backticks, emphasis, a full stop or semicolon at the end."""
    bare = _MARK.sub("", text, count=1) if _MARK.match(text) else text
    return bare.replace("`", "").replace("**", "").strip().rstrip(" .;,")
