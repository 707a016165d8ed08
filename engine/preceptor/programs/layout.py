"""The layout of a program: its lines, the blocks that headings begin, comments, and list markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from preceptor.programs.titles import title
from preceptor.syntax.characters import one_newline

MAX_LINES = 2000
MAX_LINE = 8000  # characters
MAX_JOINED = 20  # lines of one statement
OUTSIDE = ""  # the block of what stands before the first heading

_FENCE = re.compile(r"\s*(?:```|~~~)[\w +.-]*\s*$")
_DRAWN = re.compile(r"\s*(?:[-=_*~#]\s?){3,}$")  # a line drawn across
_TAG = re.compile(r"\s*</?[A-Za-z][\w-]*/?>\s*$")
_THOUGHT = r"think|thinking|thought|reasoning|scratchpad|analysis|reflection"
_THOUGHT_ENDS = re.compile(rf".*</(?:{_THOUGHT})>", re.IGNORECASE)
_THOUGHT_BEGINS = re.compile(rf"\s*<(?:{_THOUGHT})>", re.IGNORECASE)

_TWO_WORDS = r"\s+(?=[A-Za-z][\w'’]*,?\s+[A-Za-z])"  # what follows is a sentence and no operand
_COMMENT = re.compile(rf":::|/\*|(?:(?<=\s)|^)(?:#(?!\w)|//|%(?:{_TWO_WORDS}|\s*$)|--{_TWO_WORDS})")
_WHOLE_COMMENT = re.compile(r"\s*(?:#|//|%)")

_MARK = re.compile(
    r"\s*(?:>[ \t]+)*(?:(?:[-*+•‣◦▪–]|\(?\d{1,3}[.)](?!\d)|\[\d{1,3}\])(?=[ \t])[ \t]*)?"
)
_LABEL = re.compile(
    r"^\s*(?:(?:(?i:rule|fact|premise|query|axiom|constraint|statement|conclusion|clue)s?\s*#?\d*"
    r"|[A-Z]{1,2}\d{1,3})\s*[:.)](?!:)\s+|[∴⊢⊨]\s*)"
)
_EMPHASIS = re.compile(r"\*\*|__(?=\W|$)|(?<!\w)__|`")

_OPEN_END = re.compile(r"(?:&&|\|\||>>>|[∧∨→⊕↔&|]|[-=]>|\b(?:and|or|AND|OR))\s*$")
_OPEN_START = re.compile(r"(?:&&|\|\||>>>|[∧∨→⊕↔]|[-=]>|(?:and|or|AND|OR)\b)")
_LISTING = re.compile(r"[,(\[{]\s*$")


class Kind(StrEnum):
    BLANK = "blank"
    COMMENT = "comment"  # a heading, a fence, a thought, or nothing but a comment
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a program. `body` is what is left of it without heading and comment, and begins
    at `column` (from 1); `comment` is what stands behind `:::`, `#`, `//`, `%`, `--` or in
    `/* */`; `block` names its block. A statement over several lines is the body of its first;
    `more` has the offset in it, the number and the column of each further line."""

    number: int
    column: int
    text: str
    body: str
    comment: str
    block: str
    kind: Kind
    more: tuple[tuple[int, int, int], ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column at an offset of the body."""
        start, number, column = next(
            (part for part in reversed(self.more) if part[0] <= offset),
            (0, self.number, self.column),
        )
        return number, column + offset - start


def lines(text: str, headings: Mapping[str, str]) -> Iterator[Line]:
    """Every line of the text in order. `headings` maps a heading, in small letters and singular,
    to the block that it begins; it may stand alone or before the first line of its block."""
    return _joined(list(_single(one_newline(text).removesuffix("\n").split("\n"), headings)))


def _single(rows: list[str], headings: Mapping[str, str]) -> Iterator[Line]:
    """The lines one by one. What a teacher thinks aloud is comment; behind a fence nothing
    belongs to the block before it."""
    block, within, fenced = OUTSIDE, OUTSIDE, False
    last, thought = _thoughts(rows)
    for number, row in enumerate(rows, 1):
        start = thought if number == last else 0
        body, comment = _parted(row[start:])
        begun, end = title(row[start:], headings)
        if begun is None:
            begun, end = title(body, headings)
        elif end > len(body):
            body, comment = row[start : start + end], ""
        block = block if begun is None else begun
        if _FENCE.match(row):
            block, within, fenced = (
                (OUTSIDE, block, False) if fenced else (block or within, "", True)
            )
            end = len(body)
        hidden = number < last or _DRAWN.match(body) or _TAG.match(body) or _FENCE.match(row)
        rest = "" if hidden else body[end:].strip()
        column = start + end + len(body[end:]) - len(body[end:].lstrip()) + 1
        kind = Kind.BODY if rest else (Kind.COMMENT if row.strip() else Kind.BLANK)
        yield Line(number, column, row, rest, comment, OUTSIDE if number < last else block, kind)


def _thoughts(rows: list[str]) -> tuple[int, int]:
    """The last line that a teacher thinks aloud, by number, and where on it the thought ends."""
    for number in range(len(rows), 0, -1):
        found = _THOUGHT_ENDS.match(rows[number - 1])
        if found:
            return number, found.end()
    opened = rows and _THOUGHT_BEGINS.match(rows[0])
    return (len(rows) + 1, 0) if opened else (0, 0)


def without_thoughts(text: str) -> str:
    """A text without what its teacher thinks aloud before it."""
    rows = one_newline(text).split("\n")
    last, end = _thoughts(rows)
    return "\n".join((rows[last - 1][end:], *rows[last:])) if 0 < last <= len(rows) else text


def _parted(row: str) -> tuple[str, str]:
    """What a line says, and its comment."""
    at = row.find(":::")
    found = None if at >= 0 else _COMMENT.search(row)
    if at >= 0:
        return row[:at], row[at + 3 :].strip()
    if found is None:
        return row, ""
    return row[: found.start()], row[found.end() :].strip().removesuffix("*/").strip()


def _joined(every: list[Line]) -> Iterator[Line]:
    """The lines, those of one statement made the body of its first."""
    at = 0
    while at < len(every):
        first, end = every[at], at + 1
        while end < len(every) and end - at < MAX_JOINED and _continues(first, every[end]):
            first = _with_next(first, every[end])
            end += 1
        yield first
        yield from (replace(line, body="", comment="") for line in every[at + 1 : end])
        at = end


def _continues(line: Line, following: Line) -> bool:
    if not line.body or not following.body or line.block != following.block:
        return False
    opened = sum(map(line.body.count, "([{")) > sum(map(line.body.count, ")]}"))
    return (
        _OPEN_END.search(line.body) is not None
        or _OPEN_START.match(following.body) is not None
        or (opened and _LISTING.search(line.body) is not None)
    )


def _with_next(line: Line, following: Line) -> Line:
    offset = len(line.body) + 1
    return replace(
        line,
        body=f"{line.body} {following.body}",
        comment=f"{line.comment} {following.comment}".strip(),
        more=(*line.more, (offset, following.number, following.column)),
    )


def without_markup(text: str) -> str:
    """`- p`, `2. p`, `> p`, backticks, emphasis, a stop, comma or semicolon at the end."""
    mark = _MARK.match(text)
    bare = _EMPHASIS.sub("", text[mark.end() :] if mark else text)
    return bare.strip().rstrip(" .;,?\\")


def without_label(text: str) -> str:
    """`Rule 1: p`, `P1. p`, `∴ p`"""
    return _LABEL.sub("", text, count=1)
