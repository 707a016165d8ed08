"""The blocks of a Logic-LM program, and the lines that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from preceptor.programs import layout
from preceptor.programs.layout import Line


class Section(StrEnum):
    """A block of the format. `OPENING` is what stands before the first heading, `REMARK` what
    stands under a heading that is none of the format's, such as `Answer:`."""

    OPENING = layout.OUTSIDE
    PREDICATES = "predicates"
    FACTS = "facts"
    RULES = "rules"
    QUERY = "query"
    REMARK = "remark"


_HEADINGS = {
    "predicate": Section.PREDICATES,
    "fact": Section.FACTS,
    "premise": Section.FACTS,
    "declaration": Section.PREDICATES,
    "rule": Section.RULES,
    "query": Section.QUERY,
    "querie": Section.QUERY,
    "question": Section.QUERY,
    "goal": Section.QUERY,
    "evaluate": Section.QUERY,
    "prove": Section.QUERY,
    "conclusion": Section.QUERY,
    "answer": Section.REMARK,
    "explanation": Section.REMARK,
    "note": Section.REMARK,
    "reasoning": Section.REMARK,
    "proof": Section.REMARK,
}
_TITLES = re.compile(r"^[\s#*_>-]*(?:Predicates|Facts|Rules|Query)[*_]*[ \t]*:", re.M)


def lines(text: str) -> Iterator[Line]:
    """Every line of a program in order; a heading says where it and those after it stand."""
    return layout.lines(text, _HEADINGS)


def section_of(line: Line) -> Section:
    return Section(line.block)


def is_logic_program(text: str) -> bool:
    """Whether a text has the arrow of the format and at least two of its headings."""
    return ">>>" in text and len({title.strip() for title in _TITLES.findall(text)}) > 1
