"""Excerpts: a line of text as a message shows it, with a caret under the column in question."""

from __future__ import annotations

import unicodedata

from preceptor.logic.visible import visible

_BEFORE, _AFTER = 72, 40  # characters shown on either side of the column; the rest is "..."


def excerpt(line: str, column: int) -> str:
    """Two lines: the text around a 1-based column, and a caret under it.

    Tabs stay tabs in both, wide characters count two cells and combining ones none, so that the
    caret stands right in a terminal.
    """
    at = min(column - 1, len(line))
    start, end = max(0, at - _BEFORE), min(len(line), at + _AFTER)
    before = ("..." if start else "") + visible(line[start:at])
    after = visible(line[at:end]) + ("..." if end < len(line) else "")
    return f"{before}{after}\n{''.join(map(_blank, before))}^"


def _blank(character: str) -> str:
    """White space as wide as the character is shown."""
    if character == "\t":
        return "\t"
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "
