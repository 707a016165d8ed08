"""A slow reader of GBNF, as llama.cpp's documentation has the notation: the oracle of membership.

A node maps a text and a position to every position where a match may end. Nothing is shared with
the engine, which writes GBNF and reads none.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Ends = Callable[[int], frozenset[int]]

_TOKEN = re.compile(
    r"""[ \t]*(?:
    (?P<name>[a-zA-Z0-9-]+)
  | (?P<literal>"(?:[^"\\\n]|\\.)*")
  | (?P<chars>\[(?:[^\]\\\n]|\\.)*\])
  | (?P<times>[*+?]|\{[0-9]+(?:,[0-9]*)?\})
  | (?P<sign>[()|])
    )""",
    re.VERBOSE,
)
_CHARACTER = re.compile(
    r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\[tnr\\\"\[\]]|[^\\]"
)


class Gbnf:
    """A grammar in GBNF, a rule a line. Raises ValueError for what is not in the notation."""

    def __init__(self, grammar: str) -> None:
        self.rules: dict[str, list[tuple[str, str]]] = {}
        for line in filter(None, grammar.split("\n")):
            name, sign, body = line.partition(" ::= ")
            if not sign or not re.fullmatch(r"[a-zA-Z0-9-]+", name) or name in self.rules:
                raise ValueError(f"no rule: {line}")
            self.rules[name] = _tokens(body)

    def matches(self, text: str) -> bool:
        return len(text) in _Matcher(self.rules, text).rule("root")(0)


class _Matcher:
    """One text against the rules; each rule is tried once at a position."""

    def __init__(self, rules: dict[str, list[tuple[str, str]]], text: str) -> None:
        self.rules, self.text = rules, text
        self.built: dict[str, Ends] = {}
        self.known: dict[tuple[str, int], frozenset[int]] = {}

    def rule(self, name: str) -> Ends:
        def ends(at: int) -> frozenset[int]:
            if (name, at) not in self.known:
                if name not in self.built:
                    tokens = [*self.rules[name]]
                    self.built[name] = self.alternatives(tokens)
                    assert not tokens, tokens
                self.known[name, at] = self.built[name](at)
            return self.known[name, at]

        return ends

    def alternatives(self, tokens: list[tuple[str, str]]) -> Ends:
        options = [self.sequence(tokens)]
        while tokens and tokens[0] == ("sign", "|"):
            tokens.pop(0)
            options.append(self.sequence(tokens))
        return lambda at: frozenset().union(*(option(at) for option in options))

    def sequence(self, tokens: list[tuple[str, str]]) -> Ends:
        parts: list[Ends] = []
        while tokens and tokens[0] not in (("sign", "|"), ("sign", ")")):
            part = self.part(tokens)
            while tokens and tokens[0][0] == "times":
                part = _repeated(part, tokens.pop(0)[1])
            parts.append(part)

        def ends(at: int) -> frozenset[int]:
            reached = frozenset({at})
            for part in parts:
                reached = frozenset().union(*map(part, reached))
            return reached

        return ends

    def part(self, tokens: list[tuple[str, str]]) -> Ends:
        kind, word = tokens.pop(0)
        if kind == "name":
            return self.rule(word)
        if kind == "literal":
            wanted = "".join(map(_unescape, _CHARACTER.findall(word[1:-1])))
            return lambda at: frozenset(
                {at + len(wanted)} if self.text.startswith(wanted, at) else ()
            )
        if kind == "chars":
            inside = _chars(word)
            return lambda at: frozenset(
                {at + 1} if at < len(self.text) and inside(self.text[at]) else ()
            )
        assert (kind, word) == ("sign", "("), word
        inner = self.alternatives(tokens)
        assert tokens.pop(0) == ("sign", ")")
        return inner


def _tokens(body: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(body):
        token = _TOKEN.match(body, at)
        if token is None or token.lastgroup is None:
            raise ValueError(f"not in the notation: {body[at:]}")
        found.append((token.lastgroup, token[token.lastgroup]))
        at = token.end()
    return found


def _repeated(part: Ends, times: str) -> Ends:
    bounds = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(times)
    if bounds is None:
        low, comma, high = times[1:-1].partition(",")
        bounds = (int(low), int(high) if high else None if comma else int(low))
    least, most = bounds

    def ends(at: int) -> frozenset[int]:
        reached, current, count = set(), frozenset({at}), 0
        while current and (most is None or count <= most):
            if count >= least:
                if current <= reached:
                    break
                reached |= current
            current = frozenset().union(*map(part, current))
            count += 1
        return frozenset(reached)

    return ends


def _chars(word: str) -> Callable[[str], bool]:
    inner, negated = word[1:-1], word.startswith("[^")
    characters = _CHARACTER.findall(inner[1:] if negated else inner)
    ranges = []
    while characters:
        first = _unescape(characters.pop(0))
        wide = len(characters) > 1 and characters[0] == "-"
        if wide:
            characters.pop(0)
        ranges.append((first, _unescape(characters.pop(0)) if wide else first))
    return lambda one: any(low <= one <= high for low, high in ranges) is not negated


def _unescape(text: str) -> str:
    if len(text) > 2:
        return chr(int(text[2:], 16))
    return {"\\t": "\t", "\\n": "\n", "\\r": "\r"}.get(text, text[-1])
