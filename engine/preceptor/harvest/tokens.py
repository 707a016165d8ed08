"""Tokens of a text that the grammar may not read: where its names, marks and arguments are.

Operators look at tokens, never at raw text, so that nothing inside quotes or comments is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from preceptor.syntax.split import QUOTED

_TOKEN = re.compile(
    rf"""
    (?P<quoted>{QUOTED})
  | (?P<comment>%[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?|'[^\n]*)
  | (?P<space>\s+)
  | (?P<word>[^\W\d]\w*)
  | (?P<number>\d+(?:\.\d+|r\d+)?\w*)
  | (?P<mark>:-|::|\\\+|=:=|=\\=|\\==|=/=|===|<=>|<->|<--|-->|<==|==>|=<|<=|>=|=>|->|<-|:=|!=|==
      |<>|\\=|&&|\|\||.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONNECTIVES = frozenset(("not", "and", "or", "if", "then"))


class Form(StrEnum):
    QUOTED = "quoted"
    COMMENT = "comment"  # or a quote that nothing closes: its line is let alone
    SPACE = "space"
    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its form; `argument` says whether it stands in the arguments of a name."""

    text: str
    form: Form
    argument: bool = False

    @property
    def is_name(self) -> bool:
        """Whether a parenthesis directly behind it opens arguments."""
        named = self.form in (Form.QUOTED, Form.WORD, Form.NUMBER)
        return named and self.text.lower() not in _CONNECTIVES


@lru_cache(maxsize=8)  # the operators look at one text in turn
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, which together are the text, in linear time."""
    found: list[Token] = []
    opened: list[bool] = []  # for each open parenthesis, whether it opens arguments
    for match in _TOKEN.finditer(text):
        word, form = match.group(), Form(match.lastgroup or "")
        if word == ")" and opened:
            opened.pop()
        found.append(Token(word, form, argument=bool(opened) and opened[-1]))
        if word == "(":
            opened.append(len(found) > 1 and found[-2].is_name)
    return tuple(found)


def joined(parts: Iterable[Token]) -> str:
    return "".join(token.text for token in parts)


def replaced(token: Token, text: str) -> Token:
    return token if text == token.text else replace(token, text=text)
