"""Cutting a text into clauses without parsing them: where each begins, and where its full stop is.

The parser reads clause by clause, so that one broken clause hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A quoted name; what the grammar does not know as an escape is inside all the same, and named
# as a fault there. An escape by number ends in a backslash of its own, and is read in one way
# only, or a long row of them would take exponential time.
QUOTED = r"'(?:[^'\\\n]|''|\\x[0-9a-fA-F]+\\|\\(?!x[0-9a-fA-F]+\\)[^\n])*'"

# As rules.lark has it, and beyond: what opens and never closes (a quote on its line, a comment
# in the text) is one token, so that every text is cut in linear time. The parser will name it.
_TOKEN = re.compile(
    rf"""
    (?P<mark>%[ \t]*@id\b[^\n]*)
  | (?P<comment>%[^\n]*|/\*.*?\*/)
  | (?P<quoted>{QUOTED})
  | (?P<unclosed>'[^\n]*|/\*.*)
  | (?P<stop>\.(?=[ \t\r\n\f%]|\Z))
  | (?P<space>[ \t\r\n\f]+)
  | (?P<other>[^%'./ \t\r\n\f]+|\.+(?=\.)|/+(?!\*)|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# What neither ends a clause nor begins a name or a comment that may hide its end.
_RUN = re.compile(r"(?:[^%'./]++|\.(?![ \t\r\n\f%]|\Z)|/(?!\*))*+")
_LAYOUT = re.compile(r"(?:[ \t\r\n\f]++|%(?![ \t]*@id\b)[^\n]*+|/\*.*?\*/)*+", re.DOTALL)
_BEFORE = re.compile(r"(?:%[^\n]*(?:\n|\Z)|/\*.*?\*/|[ \t\r\n\f]+)*", re.DOTALL)
# What only the first line of a clause begins with: a weight, a denial or a head with its neck.
_OPENING = re.compile(r"[\d.r]+[ \t]*::|:-|-?(?:[a-z]\w*|'[^'\n]*')[ \t]*(?:\([^()\n]*\))?\s*:-")
_JOINS = re.compile(r"(?:[,;(+*/<>=\\-]|::)$")  # at the end of a token: the clause goes on


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause's text with its place; `stopped` says whether a full stop ends it.

    `whole` is the text that it was cut from, `start` where; without them the piece is all.
    """

    text: str
    line: int
    column: int
    stopped: bool
    whole: str = ""
    start: int = 0

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, in the whole text, of a character of this piece."""
        down = self.text.count("\n", 0, offset)
        column = offset - self.text.rfind("\n", 0, offset)
        return self.line + down, column if down else self.column + column - 1

    def line_at(self, offset: int) -> str:
        """The whole line that a character of this piece stands on."""
        if not self.whole:
            first = self.text.rfind("\n", 0, offset) + 1
            indent = "" if first else " " * (self.column - 1)
            return indent + self.text[first:].partition("\n")[0]
        at = self.start + offset
        return self.whole[self.whole.rfind("\n", 0, at) + 1 :].partition("\n")[0]

    @property
    def clause_offset(self) -> int:
        """Where the clause itself begins, behind its `% @id` mark and comments."""
        found = _BEFORE.match(self.text)
        return found.end() if found else 0

    def part(self, start: int, end: int, stopped: bool) -> Piece:
        """The piece between two offsets of this one."""
        whole, text = self.whole or self.text, self.text[start:end].rstrip(" \t\r\n\f")
        return Piece(text, *self.place(start), stopped, whole, self.start + start)


def pieces(text: str) -> Iterator[Piece]:
    """The clauses of a text in order; comments between them are left out, but not `% @id` marks."""
    end, at = len(text), _after(_LAYOUT, text, 0)
    line, line_start, seen = 1, 0, 0
    while at < end:
        start = at
        line += text.count("\n", seen, start)
        line_start = text.rfind("\n", seen, start) + 1 or line_start
        seen, stopped = start, False
        while not stopped and (at := _after(_RUN, text, at)) < end:
            token = _TOKEN.match(text, at)
            assert token  # every character begins one
            at, stopped = token.end(), token.lastgroup == "stop"
        clause = text[start:at] if stopped else text[start:].rstrip(" \t\r\n\f")
        yield Piece(clause, line, start - line_start + 1, stopped, text, start)
        at = _after(_LAYOUT, text, at)


def _after(what: re.Pattern[str], text: str, at: int) -> int:
    """Where the match ends of a pattern that matches everywhere."""
    found = what.match(text, at)
    return found.end() if found else at


def recut(piece: Piece) -> tuple[Piece, ...]:
    """A broken piece, cut again at each line that can only begin a new clause.

    So a missing full stop costs its own clause alone. Whole pieces must not be cut this way.
    """
    cuts = [0, *_openings(piece.text), len(piece.text)]
    last = len(cuts) - 2
    return tuple(
        piece.part(cuts[i], cuts[i + 1], piece.stopped and i == last) for i in range(last + 1)
    )


def _openings(text: str) -> Iterator[int]:
    """Offsets of first-on-their-line tokens that cannot go on with the clause before them."""
    before, necked, first_on_line = "", False, False
    for token in _TOKEN.finditer(text):
        kind, word, at = token.lastgroup, token.group(), token.start()
        if kind == "space" or kind == "comment":
            first_on_line |= "\n" in word
            continue
        marked = before.startswith("%")
        if before and not marked and first_on_line and _opens(text, at, kind, before, necked):
            yield at
            necked = False
        necked |= ":-" in word
        before, first_on_line = word, kind == "mark"


def _opens(text: str, at: int, kind: str | None, before: str, necked: bool) -> bool:
    joined = _JOINS.search(before) is not None
    if kind == "mark":
        return not joined
    opening = _OPENING.match(text, at)
    if opening and opening.group() == ":-":
        return necked
    if opening:
        return True
    begins = kind == "quoted" or text[at].islower() or text[at] == "-"
    return begins and not joined


def marks(piece: Piece) -> Iterator[tuple[int, str]]:
    """Offset and text of every comment of a piece that says `@id`, well formed or not."""
    if "@id" in piece.text:
        for token in _TOKEN.finditer(piece.text):
            if token.lastgroup == "mark":
                yield token.start(), token.group().rstrip()


def last_word(text: str) -> int:
    """Where the last token ends that is neither white space nor a comment."""
    end = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup not in ("space", "comment"):
            end = token.end()
    return end
