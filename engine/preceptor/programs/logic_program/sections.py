"""The lines of a program, and the blocks that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from preceptor.syntax.characters import one_newline


class Section(StrEnum):
    """A block of the format. `OPENING` is what stands before the first heading, `REMARK` what
    stands under a heading that is none of the format's, such as `Answer:`."""

    OPENING = "opening"
    PREDICATES = "predicates"
    FACTS = "facts"
    RULES = "rules"
    QUERY = "query"
    REMARK = "remark"


_HEADINGS = {
    "predicate": Section.PREDICATES,
    "fact": Section.FACTS,
    "premise": Section.FACTS,
    "rule": Section.RULES,
    "query": Section.QUERY,
    "querie": Section.QUERY,
    "question": Section.QUERY,
    "conclusion": Section.QUERY,
    "answer": Section.REMARK,
    "explanation": Section.REMARK,
    "note": Section.REMARK,
}
_HEADING = re.compile(r"[\s#*_>-]*([A-Za-z]{4,11}?)s?[*_]*[ \t]*(?::(?!:)|$)[*_ \t]*")
_TITLES = re.compile(r"^[\s#*_>-]*(?:Predicates|Facts|Rules|Query)[*_]*[ \t]*:", re.M)
_FENCE = re.compile(r"\s*(?:```|~~~)[\w +.-]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number from 1. `body` is what is left of it without its heading and its
    comment, and begins at `column`; `comment` is what stands behind `:::`."""

    number: int
    column: int
    text: str
    body: str
    comment: str
    section: Section


def lines(text: str) -> Iterator[Line]:
    """Every line of a program in order; a heading says where it and those after it stand."""
    section = Section.OPENING
    for number, line in enumerate(one_newline(text).removesuffix("\n").split("\n"), 1):
        body, _, comment = line.partition(":::")
        start = len(body) if _FENCE.match(body) else 0
        heading = _HEADING.match(body)
        if heading and heading[1].lower() in _HEADINGS:
            section = _HEADINGS[heading[1].lower()]
            start = heading.end()
        start += len(body[start:]) - len(body[start:].lstrip())
        yield Line(number, start + 1, line, body[start:].rstrip(), comment.strip(), section)


def is_logic_program(text: str) -> bool:
    """Whether a text has the arrow of the format and at least two of its headings."""
    return ">>>" in text and len({title.strip() for title in _TITLES.findall(text)}) > 1
