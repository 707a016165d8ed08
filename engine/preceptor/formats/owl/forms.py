"""Forms: a statement of the functional-style syntax as `owl.lark` reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from lark import Lark, Token, Transformer, v_args

from preceptor.logic import did_you_mean
from preceptor.rooms import GRAMMARS


@dataclass(frozen=True, slots=True)
class Name:
    """An IRI, or a node without one (`_:x`); a `short` one begins with a prefix."""

    text: str
    at: int
    short: bool = False

    def iri(self, prefixes: Mapping[str, str]) -> str:
        """The whole IRI. Raises Misread for a prefix that is not declared."""
        if not self.short:
            return self.text
        prefix, _, rest = self.text.partition(":")
        if f"{prefix}:" not in prefixes:
            hint = did_you_mean(f"{prefix}:", prefixes) or "declare it:  Prefix(x:=<IRI>)"
            raise Misread(f"the prefix {prefix}: is not declared", self.at, hint)
        return prefixes[f"{prefix}:"] + rest


@dataclass(frozen=True, slots=True)
class Text:
    """A literal, its language and datatype left out."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Form:
    """A keyword and what it is applied to; `at` is its offset in the statement.

    The keyword of a bare list, which only HasKey has, is empty.
    """

    keyword: str
    parts: tuple[Part, ...]
    at: int


@dataclass(frozen=True, slots=True)
class PrefixForm:
    prefix: str
    iri: str
    at: int


Part = Form | Name | Text


class Misread(Exception):
    """A statement that has not the form its keyword asks for: what is wrong, at which offset."""

    def __init__(self, message: str, at: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.at, self.hint = message, at, hint


@v_args(inline=True)
class _Build(Transformer[Token, Form]):
    def form(self, keyword: Token, *parts: Part) -> Form:
        return Form(str(keyword), parts, keyword.start_pos or 0)

    def several(self, *parts: Part) -> Form:
        return Form("", parts, parts[0].at if parts else 0)

    def prefix(self, prefix: Token, iri: Token) -> PrefixForm:
        return PrefixForm(str(prefix), iri[1:-1], prefix.start_pos or 0)

    def name(self, token: Token) -> Name:
        at = token.start_pos or 0
        if token.type == "IRI":
            return Name(token[1:-1], at)
        return Name(str(token), at, short=token.type == "SHORT")

    def natural(self, token: Token) -> Text:
        return Text(str(token), token.start_pos or 0)

    def literal(self, token: Token, *_: object) -> Text:
        return Text(re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL), token.start_pos or 0)


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "owl.lark"),
        parser="lalr",
        start="statement",
        transformer=_Build(),
        maybe_placeholders=False,
    )


def parse_form(text: str) -> Form | PrefixForm:
    """The form of one statement. Raises lark's UnexpectedInput."""
    return cast("Form | PrefixForm", _lark().parse(text))
