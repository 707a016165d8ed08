"""Visible text: what others wrote, made safe to show on a terminal."""

from __future__ import annotations

import re

# What may drive a terminal or reorder what is read: C0, DEL, C1, bidirectional controls, line and
# paragraph separators; and lone surrogates, which no file can hold. Newlines and tabs stay.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with every such character written as its escape: `\\x1b[2J`, `\\u202e`."""
    return _HOSTILE.sub(lambda found: ascii(found.group())[1:-1], text)
