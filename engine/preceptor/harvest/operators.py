"""Repair operators on text: small, named changes that turn what a teacher wrote into what it meant.

Each takes the text of one statement and returns it changed, or unchanged where it has nothing to
do. Those of the layout say the same in the same words: what they take away they replace with
blanks, so that columns stay true. Those of the notation say it in the words of the grammar. New
operators join a table; their order is the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from preceptor.harvest.arrows import neck, turned_round
from preceptor.harvest.characters import ascii_signs, plain_quotes, plain_spaces
from preceptor.harvest.names import quoted_capitals, quoted_names
from preceptor.harvest.notation import (
    assignment,
    comparison,
    conjunction,
    copula,
    disjunction,
    negation,
)
from preceptor.syntax.split import last_word

_BULLET = re.compile(r"\s*[-*+•‣◦▪·–—](?=[ \t])")
_NUMBER = re.compile(r"\s*(?:\*\*)?[(\[]?\d{1,4}[.)\]:]+(?:\*\*)?(?=[ \t])")
_LABEL = re.compile(
    r"\s*(?:\*\*)?(?:[Rr]ule|[Ff]act|[Cc]onstraint|[RFC](?=\d))[ \t]*#?\d{0,4}:(?:\*\*)?(?=[ \t])"
)
_BACKTICKS = re.compile(r"`+")
_EMPHASIS = re.compile(r"\*\*")


Repair = tuple[str, tuple[str, ...]]  # a text and the names of the operators that led to it


@dataclass(frozen=True, slots=True)
class Operator:
    """A repair with its name. One of `markup` is applied to every statement, for `- p(a).` would
    else be read as the opposite of p(a); the others only to what cannot be read as it stands."""

    name: str
    change: Callable[[str], str]
    markup: bool = False


def without_bullet(text: str) -> str:
    """`- p(a).` A strong negation, by contrast, has no blank behind its sign: `-p(a).`"""
    return _BULLET.sub(_blank, text, count=1) if _BULLET.match(text) else text


def without_number(text: str) -> str:
    """`1. p(a).`, `12) p(a).`, `(3) p(a).`, but not `0.9 :: p(a).`"""
    return _NUMBER.sub(_blank, text, count=1) if _NUMBER.match(text) else text


def without_label(text: str) -> str:
    """`Rule 3: p(a).`, `R1: p(a).`, `Constraint: p(a).`"""
    return _LABEL.sub(_blank, text, count=1) if _LABEL.match(text) else text


def without_backticks(text: str) -> str:
    return _BACKTICKS.sub(_blank, text)


def without_emphasis(text: str) -> str:
    """`**p(a).**`"""
    return _EMPHASIS.sub(_blank, text)


def with_stop(text: str) -> str:
    """A full stop behind the last word, before any comment."""
    end = last_word(text)
    return text if text[:end].endswith(".") else f"{text[:end]}.{text[end:]}"


LAYOUT: tuple[Operator, ...] = (
    Operator("bullet", without_bullet, markup=True),
    Operator("numbering", without_number, markup=True),
    Operator("emphasis", without_emphasis),
    Operator("backticks", without_backticks),
    Operator("missing_stop", with_stop),
)
NOTATION: tuple[Operator, ...] = (
    Operator("label", without_label),
    Operator("plain_space", plain_spaces),
    Operator("plain_quotes", plain_quotes),
    Operator("ascii_signs", ascii_signs),
    Operator("neck", neck),
    Operator("turned_round", turned_round),
    Operator("copula", copula),
    Operator("negation", negation),
    Operator("disjunction", disjunction),
    Operator("conjunction", conjunction),
    Operator("comparison", comparison),
    Operator("assignment", assignment),
    Operator("capitalised_predicate", quoted_capitals),
    Operator("unquoted_name", quoted_names),
)
OPERATORS = LAYOUT + NOTATION


def unmarked(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without list markup, as long as before, and the operators that were needed."""
    used: list[str] = []
    for operator in LAYOUT:
        changed = operator.change(text) if operator.markup else text
        if changed != text:
            text, used = changed, [*used, operator.name]
    return text, tuple(used)


def repairs(text: str) -> Iterator[Repair]:
    """The text after one operator of the layout, after two, and so on, with the names of those
    that did it."""
    layout = (operator for operator in LAYOUT if not operator.markup)
    return _cumulative(layout, text, ())


def translations(text: str) -> Iterator[Repair]:
    """As `repairs`, but after all of the layout: one operator of the notation, two, and so on."""
    *_, (text, used) = ((text, ()), *repairs(text))
    return _cumulative(NOTATION, text, used)


def translated(names: Container[str]) -> bool:
    """Whether an operator of the notation is among those of that name."""
    return any(operator.name in names for operator in NOTATION)


def applied(text: str, names: Container[str]) -> str:
    """The text after the operators of those names."""
    for operator in OPERATORS:
        text = operator.change(text) if operator.name in names else text
    return text


def _cumulative(
    operators: Iterable[Operator], text: str, used: tuple[str, ...]
) -> Iterator[Repair]:
    for operator in operators:
        changed = operator.change(text)
        if changed != text:
            text, used = changed, (*used, operator.name)
            yield text, used


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
