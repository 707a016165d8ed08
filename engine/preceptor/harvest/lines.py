"""The lines of a reply: which are blank, comment, prose, and which hold statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from preceptor.harvest.operators import unmarked
from preceptor.syntax.characters import FORBIDDEN

MAX_LINE = 1024 * 1024  # characters; a longer one is rejected
MAX_LINES = 200_000  # of one reply; what stands behind them is not read

# A neck, a weight, a goal, or a name with its parenthesis: what prose never holds.
MARKER = re.compile(r":-|::|>>>|[\w']\(")
_FENCE = re.compile(r"\s*(?:```|~~~)[\w +.-]*\s*$")
_EMPTY_MARKUP = re.compile(r"[\s*_=~#>|`•‣◦▪·–—.+-]*$|\s*[(\[]?\d{1,4}[.)\]:]+\s*$")
_TITLE = re.compile(r"\s*#|\s*(?://|%)|\s*\*\*(?![^*]*(?::-|::|\.\s*\*\*))[^*]+\*\*:?\s*$")
_INTRODUCTION = re.compile(r"\s*(?:\*\*)?[^\W\d_][\w'’-]*+(?:[\s,*].*)?:(?:\*\*)?\s*$")
_NECK = re.compile(r":-|::")
_NUMBERED = re.compile(r"\s*(?:\*\*)?[(\[]?\d")
_VARIABLE = re.compile(r"\b[A-Z]\d*\b")
_SENTENCE = re.compile(r"\s*[^\W\d_][\w'’-]*,?[ \t]+[\w`'\"(]")


class Kind(StrEnum):
    BLANK = "blank"
    COMMENT = "comment"
    PROSE = "prose"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its 1-based number. `bare` is its text with list markup blanked out; `fenced`
    says whether it stands in a code fence."""

    number: int
    text: str
    bare: str
    kind: Kind
    fenced: bool = False


def lines(text: str) -> Iterator[Line]:
    """The first MAX_LINES lines of a reply; fences and block comments are followed over lines."""
    fenced, at, close, comment_ends = False, 0, -1, -1
    for number, line in enumerate(split(text)[:MAX_LINES], 1):
        bare, kind = line, Kind.COMMENT
        if at > comment_ends:
            bare, _ = unmarked(line)
            kind = _kind(line, bare, fenced)
            fenced ^= _FENCE.match(line) is not None
            if line.lstrip().startswith("/*"):
                close = close if close >= at else _close(text, at)
                if close < len(text) and not text[close + 2 :].partition("\n")[0].strip():
                    kind, comment_ends = Kind.COMMENT, close
        yield Line(number, line, bare, kind, fenced)
        at += len(line) + 1


def _close(text: str, start: int) -> int:
    """Where the block comment ends that begins at `start`; past the text if it does not."""
    found = text.find("*/", start)
    return len(text) if found < 0 else found


def is_sentence(text: str) -> bool:
    """Whether a text with an atom in it is prose around the atom: it opens with two words."""
    return _SENTENCE.match(text) is not None and not _NECK.search(text)


def split(text: str) -> list[str]:
    """The lines of a text whose line ends are newlines, the last with or without its own."""
    return text.removesuffix("\n").split("\n") if text else []


def _kind(line: str, bare: str, fenced: bool) -> Kind:
    """A line's kind by itself: PROSE may still turn out to be a statement, or part of one."""
    if not line.strip():
        return Kind.BLANK
    if FORBIDDEN.search(line) or len(line) > MAX_LINE:
        return Kind.STATEMENT  # which is rejected, with its place: it must not pass unseen
    if not bare.strip() or _FENCE.match(line) or _EMPTY_MARKUP.match(line) or _TITLE.match(line):
        return Kind.COMMENT
    if _INTRODUCTION.match(bare) and not _NECK.search(bare[:-1]):
        return Kind.COMMENT
    if MARKER.search(bare):
        return Kind.STATEMENT
    numbered = _NUMBERED.match(line) and not fenced
    if numbered and not bare.rstrip().endswith((".", "!", "?")) and not _VARIABLE.search(bare):
        return Kind.COMMENT  # the title of a section
    return Kind.PROSE
