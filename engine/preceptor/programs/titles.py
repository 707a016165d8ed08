"""Titles: the lines that begin a block of a program, in whatever markup they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

MAX_WORDS = 6  # of a title; more of them are a sentence

# `Facts: P(a)`: a heading before the first line of its block.
_HEADING = re.compile(r"[\s#*_>-]*([A-Za-z]{4,13})[*_]*\s*(?::(?!:)|$)[*_ \t]*", re.ASCII)
# `### 2. Facts (of the text):`, `[Facts]`, `=== Facts ===`: a heading alone on its line.
_TITLE = re.compile(
    r"(?P<before>[\s#*_>/%=\[(-]*)(?:\(?\d{1,2}[.)]\s*|(?:step|part|section)\s+\d{1,2}\s*[:.)-]\s*)?"
    r"(?P<words>[A-Za-z][A-Za-z _/&'’-]*?)\s*(?:\([^()]*\)\s*)?(?P<after>[\]):*_=-]*)[\s\\]*",
    re.ASCII | re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")


def title(text: str, headings: Mapping[str, str]) -> tuple[str | None, int]:
    """The block that a line begins, if it begins one, and where its heading ends.

    `headings` maps a word, in small letters and singular, to its block. A line of several words is
    a heading where markup or a colon says so; then the last word that is one of them counts.
    """
    found = _HEADING.match(text)
    block = None if found is None else _block(found[1].lower(), headings)
    if found is not None and block is not None:
        return block, found.end()
    alone = _TITLE.fullmatch(text)
    if alone is None or not (alone["before"].strip(" \t-") or ":" in alone["after"]):
        return None, 0
    words = _WORD.findall(alone["words"].lower())
    blocks = (_block(word, headings) for word in reversed(words))
    block = next((block for block in blocks if block is not None), None)
    return (block, len(text)) if block is not None and len(words) <= MAX_WORDS else (None, 0)


def _block(word: str, headings: Mapping[str, str]) -> str | None:
    return headings.get(word, headings.get(word.removesuffix("s")))
