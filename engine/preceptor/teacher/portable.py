"""Portability: what a grammar must leave out to be read alike by all that take Lark's notation.

Lark reads all of these; llguidance and xgrammar refuse some and read others differently, which is
worse: a decoder then lets through what the parser rejects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from preceptor.teacher.symbols import Symbol, regex_symbols, symbols, unescape

REASONS = {
    "priority": "llguidance and xgrammar know no priorities",
    "template": "llguidance and xgrammar know no templates",
    "directive": "%ignore lets a model loop on spaces; the others are not read by all",
    "look-around": "no decoder looks ahead or behind",
    "lazy": "decoders accept lazy repetition and match greedily",
    "unbounded": "a model runs on in a terminal without an end",
    "escape": "classes such as \\w differ between engines; write the characters",
    "any": "a dot means other characters to every engine; write the characters",
    "anchor": "a terminal is matched whole: ^ and $ say nothing, or something else",
    "quote": "lark loses a backslash before a quote in a pattern; write \\x22",
    "flag": "GBNF has no flags",
    "::=": "vLLM takes a text with ::= for EBNF",
    "extension": "only llguidance reads this",
    "keyword": "lark prefers the word to the pattern, decoders allow both",
    "unknown": "not in Lark's notation",
}

_ESCAPES = frozenset("ntrxu")  # beside those of signs, which stand for themselves
_WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Unportable:
    """A feature outside the subset, with its line and what was found there."""

    line: int
    feature: str
    found: str

    def __str__(self) -> str:
        return f"{self.line}: {self.feature}: {self.found}: {REASONS[self.feature]}"


def forbidden(grammar: str) -> tuple[Unportable, ...]:
    """What a grammar in Lark's notation uses outside the portable subset, in order of lines."""
    tokens = tuple(symbols(grammar))
    found = [*_in_text(grammar), *_in_rules(tokens), *_in_patterns(tokens)]
    if not found:  # only then is each pattern short work for a matcher
        found = list(_keywords(tokens))
    return tuple(sorted(found, key=lambda one: one.line))


def _in_text(grammar: str) -> Iterator[Unportable]:
    for number, line in enumerate(grammar.split("\n"), 1):
        if "::=" in line:
            yield Unportable(number, "::=", "::=")


def _in_rules(tokens: tuple[Symbol, ...]) -> Iterator[Unportable]:
    terminal = False
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind == "name" and (before is None or before.kind == "end"):
            terminal = token.text.isupper()
        feature = _feature(token, before, terminal)
        if feature:
            yield Unportable(token.line, feature, token.text)


def _feature(token: Symbol, before: Symbol | None, terminal: bool) -> str:
    match token.kind:
        case "directive":
            extends = token.text in ("%json", "%llguidance", "%regex", "%lark")
            return "extension" if extends else "directive"
        case "special" | "attribute":
            return "extension"
        case "priority" | "flag":
            return token.kind
        case "sign" if terminal and token.text in "*+":
            return "unbounded"
        case "other" if token.text == "{":
            return "template" if before is not None and before.kind == "name" else "unknown"
        case "other" if token.text in "&~":
            return "extension"
        case "other" if token.text not in ",}=":  # these two follow what was named already
            return "unknown"
    return ""


def _in_patterns(tokens: tuple[Symbol, ...]) -> Iterator[Unportable]:
    for token in tokens:
        if token.kind == "regex":
            if '\\\\"' in token.text:
                yield Unportable(token.line, "quote", token.text)
            for kind, text in regex_symbols(token.text[1:-1]):
                feature = _pattern_feature(kind, text)
                if feature:
                    yield Unportable(token.line, feature, text)


def _pattern_feature(kind: str, text: str) -> str:
    match kind:
        case "open" if text in ("(?=", "(?!", "(?<=", "(?<!"):
            return "look-around"
        case "open" if text not in ("(", "(?:"):
            return "flag"
        case "times" if len(text) > 1 and text[-1] in "?+":
            return "lazy"
        case "times" if text in "*+" or text.endswith(",}"):
            return "unbounded"
        case "escape" | "chars" if any(map(_is_class, re.findall(r"\\(.)", text, re.DOTALL))):
            return "escape"
        case "plain" if text in "^$":
            return "anchor"
        case "plain" if text == ".":
            return "any"
        case "plain" if text in "{[":
            return "unknown"
    return ""


def _is_class(escaped: str) -> bool:
    return escaped.isalnum() and escaped not in _ESCAPES


def _keywords(tokens: tuple[Symbol, ...]) -> Iterator[Unportable]:
    """Words that a pattern of the same grammar matches too."""
    patterns = [re.compile(token.text[1:-1]) for token in tokens if token.kind == "regex"]
    for token in tokens:
        if token.kind == "string":
            word = unescape(token.text[1:-1])
            if _WORD.fullmatch(word) and any(pattern.fullmatch(word) for pattern in patterns):
                yield Unportable(token.line, "keyword", token.text)
