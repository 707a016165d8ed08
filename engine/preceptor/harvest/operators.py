"""Repair operators: small, named changes that turn what a teacher wrote into what it meant.

Each takes the text of one statement and returns it changed, or unchanged where it has nothing to
do. What an operator takes away it replaces with blanks, so that columns stay true. New operators
join the table; their order is the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from preceptor.syntax.split import last_word

_BULLET = re.compile(r"\s*[-*+•‣◦▪·–—](?=[ \t])")
_NUMBER = re.compile(r"\s*(?:\*\*)?[(\[]?\d{1,4}[.)\]:]+(?:\*\*)?(?=[ \t])")
_BACKTICKS = re.compile(r"`+")
_EMPHASIS = re.compile(r"\*\*")


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


def without_backticks(text: str) -> str:
    return _BACKTICKS.sub(_blank, text)


def without_emphasis(text: str) -> str:
    """`**p(a).**`"""
    return _EMPHASIS.sub(_blank, text)


def with_stop(text: str) -> str:
    """A full stop behind the last word, before any comment."""
    end = last_word(text)
    return text if text[:end].endswith(".") else f"{text[:end]}.{text[end:]}"


OPERATORS: tuple[Operator, ...] = (
    Operator("bullet", without_bullet, markup=True),
    Operator("numbering", without_number, markup=True),
    Operator("emphasis", without_emphasis),
    Operator("backticks", without_backticks),
    Operator("missing_stop", with_stop),
)


def unmarked(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without list markup, as long as before, and the operators that were needed."""
    used: list[str] = []
    for operator in OPERATORS:
        changed = operator.change(text) if operator.markup else text
        if changed != text:
            text, used = changed, [*used, operator.name]
    return text, tuple(used)


def repairs(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The text after one operator, after two, and so on, with the names of those that did it."""
    used: tuple[str, ...] = ()
    for operator in OPERATORS:
        changed = text if operator.markup else operator.change(text)
        if changed != text:
            text, used = changed, (*used, operator.name)
            yield text, used


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
