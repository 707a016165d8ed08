"""Symbols: the tokens of a grammar in Lark's notation, and of the patterns and literals in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbol:
    """A token of a grammar, with the number of its line."""

    kind: str
    text: str
    line: int


_SYMBOL = re.compile(
    r"""
    (?P<comment>//[^\n]*)
  | (?P<end>\n(?!\s*\|))
  | (?P<space>\s+)
  | (?P<string>"(?:[^"\\\n]|\\.)*")(?P<string_flag>[a-z]*)
  | (?P<regex>/(?:[^/\\\n]|\\.)+/)(?P<regex_flag>[a-z]*)
  | (?P<directive>%[A-Za-z]*)
  | (?P<priority>\.-?[0-9]+)
  | (?P<name>_?[A-Za-z][A-Za-z0-9_]*)
  | (?P<times>~[ ]*[0-9]+(?:[ ]*\.\.[ ]*[0-9]+)?)
  | (?P<alias>->[ ]*[A-Za-z_][A-Za-z0-9_]*)
  | (?P<attribute>\[[a-z_]+[ ]*=[^\]\n]*\])
  | (?P<special><[^<>\n]*>)
  | (?P<range>\.\.)
  | (?P<sign>[:|()\[\]?*+!])
  | (?P<other>.)
    """,
    re.VERBOSE,
)
_REGEX_SYMBOL = re.compile(
    r"""
    (?P<chars>\[\^?(?:\\.|[^\]\\])+\])
  | (?P<escape>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.))
  | (?P<open>\((?:\?(?:<?[=!]|[a-zA-Z]*[:)]?|<))?)
  | (?P<times>(?:[?*+]|\{[0-9]+(?:,[0-9]*)?\})[?+]?)
  | (?P<sign>[)|])
  | (?P<plain>.)
    """,
    re.VERBOSE | re.DOTALL,
)
CHARACTER = re.compile(r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)


def symbols(text: str) -> Iterator[Symbol]:
    """The tokens of a grammar in order, without white space and comments.

    The flag of a literal is a token of kind `flag` behind it. What no grammar holds is `other`.
    """
    line = 1
    for found in _SYMBOL.finditer(text):
        kind, word = found.lastgroup or "", found.group()
        if kind in ("string_flag", "regex_flag"):
            kind = kind.removesuffix("_flag")
            yield Symbol(kind, found[kind], line)
            if flag := found[f"{kind}_flag"]:
                yield Symbol("flag", flag, line)
        elif kind not in ("space", "comment"):
            yield Symbol(kind, word, line)
        line += word.count("\n")


def regex_symbols(pattern: str) -> Iterator[tuple[str, str]]:
    """The tokens of a regular expression, each kind with its text."""
    for found in _REGEX_SYMBOL.finditer(pattern):
        yield found.lastgroup or "", found.group()


def unescape(text: str) -> str:
    """The text that a literal's inside stands for: `\\n`, `\\x3d`, `\\u003d`, and `\\.` for `.`."""
    return CHARACTER.sub(lambda found: _character(found.group()), text)


def _character(text: str) -> str:
    if len(text) == 1:
        return text
    if text[1] in "xu" and len(text) > 2:
        return chr(int(text[2:], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(text[1], text[1])


def literal(text: str) -> str:
    """The text as a string literal that lark, llguidance and xgrammar read alike.

    vLLM takes a grammar for EBNF when a line holds `::=`, so that is never written plainly.
    """
    return json.dumps(text, ensure_ascii=False).replace("::=", "::\\u003d")
