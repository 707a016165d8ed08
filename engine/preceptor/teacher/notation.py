"""Lark's notation, as far as it is portable: grammars read into expressions, without lark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from preceptor.teacher.symbols import CHARACTER, regex_symbols, symbols, unescape


@dataclass(frozen=True, slots=True)
class Text:
    """Exactly this text; the empty one is allowed."""

    text: str


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of the ranges, or with `negated` one outside them all."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """What the rule or terminal of that name says."""

    name: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One part after the other."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options."""

    options: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The part, at least and at most so often; None is without end."""

    part: Expression
    least: int
    most: int | None


Expression = Text | Chars | Ref | Chain | Choice | Repeat


_ONCE = {"?": (0, 1), "*": (0, None), "+": (1, None)}


def read(text: str) -> dict[str, Expression]:
    """What each rule and terminal of a portable grammar says, in written order.

    Raises ValueError for what is not in the notation; `portable.forbidden` says what and where.
    """
    rules: dict[str, Expression] = {}
    reader = _Reader([(s.kind, s.text) for s in symbols(text)] + [("end", "\n")])
    while not reader.at_end():
        if any(reader.skip(*token) for token in (("end", None), ("sign", "?"), ("sign", "!"))):
            continue
        name = reader.take("name")
        reader.take("sign", ":")
        rules[name] = reader.choice()
        reader.take("end")
    return rules


class _Reader:
    """Recursive descent over the tokens of a grammar, or of a regular expression in it."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def at_end(self) -> bool:
        return self.at >= len(self.tokens)

    def skip(self, kind: str, text: str | None = None) -> str | None:
        """The next token's text if it is this one, and past it; else None."""
        if self.at_end() or self.tokens[self.at][0] != kind:
            return None
        found = self.tokens[self.at][1]
        if text is not None and found != text:
            return None
        self.at += 1
        return found

    def take(self, kind: str, text: str | None = None) -> str:
        found = self.skip(kind, text)
        if found is None:
            there = "the end" if self.at_end() else repr(self.tokens[self.at][1])
            raise ValueError(f"expected {text or kind}, found {there}")
        return found

    def choice(self) -> Expression:
        options = [self.chain()]
        while self.skip("sign", "|"):
            options.append(self.chain())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def chain(self) -> Expression:
        parts: list[Expression] = []
        while (part := self.part()) is not None:
            least, most = self.times()
            if (least, most) != (1, 1):
                parts.append(Repeat(part, least, most))
            elif isinstance(part, Text) and parts and isinstance(parts[-1], Text):
                parts[-1] = Text(parts[-1].text + part.text)
            else:
                parts.append(part)
            self.skip("alias")
        if not parts:
            return Text("")
        return parts[0] if len(parts) == 1 else Chain(tuple(parts))

    def part(self) -> Expression | None:
        if name := self.skip("name"):
            return Ref(name)
        if string := self.skip("string"):
            return self.literal(unescape(string[1:-1]))
        if regex := self.skip("regex"):
            return _whole(list(regex_symbols(regex[1:-1].replace("\\/", "/"))))
        if chars := self.skip("chars"):
            return _chars(chars)
        if (plain := self.skip("plain") or self.skip("escape")) is not None:
            return Text(unescape(plain))
        if self.skip("sign", "["):
            return Repeat(self.closed("]"), 0, 1)
        if self.skip("sign", "(") or self.skip("open", "(") or self.skip("open", "(?:"):
            return self.closed(")")
        return None

    def closed(self, sign: str) -> Expression:
        inner = self.choice()
        self.take("sign", sign)
        return inner

    def literal(self, text: str) -> Expression:
        if not self.skip("range"):
            return Text(text)
        return Chars(((text, unescape(self.take("string")[1:-1])),))

    def times(self) -> tuple[int, int | None]:
        for sign in _ONCE:
            if self.skip("sign", sign):
                return _ONCE[sign]
        found = self.skip("times")
        if found is None:
            return 1, 1
        if found in _ONCE:
            return _ONCE[found]
        bounds = [int(digits) for digits in re.findall("[0-9]+", found)]
        return bounds[0], None if found.endswith(",}") else bounds[-1]


def _whole(tokens: list[tuple[str, str]]) -> Expression:
    reader = _Reader(tokens)
    inner = reader.choice()
    if not reader.at_end():
        raise ValueError(f"{tokens[reader.at][1]!r} in a pattern")
    return inner


def _chars(text: str) -> Chars:
    """`[^a-z_]` as ranges; a hyphen first or last stands for itself."""
    negated = text.startswith("[^")
    found = CHARACTER.findall(text[2 if negated else 1 : -1])
    ranges: list[tuple[str, str]] = []
    while found:
        wide = len(found) > 2 and found[1] == "-"
        ranges.append((unescape(found[0]), unescape(found[2 if wide else 0])))
        found = found[3 if wide else 1 :]
    return Chars(tuple(ranges), negated)
