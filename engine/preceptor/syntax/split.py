"""Cutting a text into clauses without parsing them: where each begins, and where its full stop is.

The parser uses it to go on after an error, so that one broken clause hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A quote that does not close on its line is taken as a lone character: the parser will name it.
_TOKEN = re.compile(
    r"""
    (?P<mark>%[ \t]*@id\b[^\n]*)
  | (?P<comment>%[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)
  | (?P<quoted>'(?:[^'\\\n]|''|\\.)*')
  | (?P<stop>\.(?=\s|%|\Z))
  | (?P<space>\s+)
  | (?P<other>[^%'./\s]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)

_BEFORE = re.compile(r"(?:%[^\n]*(?:\n|\Z)|/\*(?:[^*]|\*(?!/))*\*/|\s+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause's text with its place; `stopped` says whether a full stop ends it."""

    text: str
    line: int
    column: int
    stopped: bool

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, in the whole text, of a character of this piece."""
        before = self.text[:offset]
        down = before.count("\n")
        column = offset - before.rfind("\n")
        return self.line + down, column if down else self.column + column - 1

    @property
    def clause_offset(self) -> int:
        """Where the clause itself begins, behind its `% @id` mark and comments."""
        return _BEFORE.match(self.text).end()  # type: ignore[union-attr]  # it matches the empty text


def pieces(text: str) -> Iterator[Piece]:
    """The clauses of a text in order; comments between them are left out, but not `% @id` marks."""
    start: int | None = None
    line, line_start = 1, 0
    at = (1, 1)
    for token in _TOKEN.finditer(text):
        kind, begin = token.lastgroup, token.start()
        if start is None and kind not in ("space", "comment"):
            start, at = begin, (line, begin - line_start + 1)
        if kind == "stop" and start is not None:
            yield Piece(text[start : token.end()], *at, stopped=True)
            start = None
        newlines = token.group().count("\n")
        if newlines:
            line += newlines
            line_start = begin + token.group().rindex("\n") + 1
    if start is not None:
        yield Piece(text[start:].rstrip(), *at, stopped=False)
