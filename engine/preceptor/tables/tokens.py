"""Tokens of one cell's FEEL, a place among them, and what is refused there by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_LENGTH = 10_000  # characters of one cell

ARITHMETIC = ("+", "-", "*", "/", "**")
DATE_TIME = "date and time"  # a name of several words

_TOKEN = re.compile(
    r"""(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
      | (?P<string>"(?:[^"\\]|\\.)*")
      | (?P<name>[^\W\d]\w*)
      | (?P<sign><=|>=|!=|\.\.|\*\*|->|[-+*/<>=()\[\],?@{}:.;|!])""",
    re.VERBOSE | re.DOTALL,
)
_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_LONG_NAME = re.compile(rf"({DATE_TIME}|years and months duration)\s*(?=\()")
_WORDS = {
    "if": "a conditional (if)",
    "for": "an iteration (for)",
    "some": "a quantifier (some)",
    "every": "a quantifier (every)",
    "function": "a function definition",
    "instance": "a test of type (instance of)",
}
_SIGNS = {"{": "a context ({...})", "[": "a list ([...])", "@": "an @ literal", "?": "? in a value"}


class Refused(Exception):
    """A cell that is not read: what stands there, at which offset, and what could be done."""

    def __init__(self, what: str, offset: int, hint: str = "", *, is_feel: bool = True) -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset
        self.hint = hint
        self.is_feel = is_feel  # FEEL may say so; otherwise it is an error in the cell


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # number, string, name, sign, end
    text: str
    offset: int


def tokens(text: str) -> list[Token]:
    """The tokens of a cell, with one for its end. Raises Refused."""
    if len(text) > MAX_LENGTH:
        raise Refused(f"a cell of {len(text)} characters; at most {MAX_LENGTH}", 0, is_feel=False)
    found: list[Token] = []
    at = 0
    while at < len(text):
        if blank := _BLANK.match(text, at):
            at = blank.end()
            continue
        if long_name := _LONG_NAME.match(text, at):
            found.append(Token("name", long_name[1], at))
            at = long_name.end()
            continue
        token = _TOKEN.match(text, at)
        if token is None:
            hint = 'text stands in straight quotes: "text"' if text[at] in "“”„'‘’\"" else ""
            raise Refused(f"the character {text[at]!r}", at, hint, is_feel=False)
        found.append(Token(str(token.lastgroup), token.group(), at))
        at = token.end()
    return [*found, Token("end", "", len(text))]


@dataclass(slots=True)
class Cursor:
    """A place among the tokens of a cell. `inputs` are what the table's other columns are called:
    what a cell says of them is known to be no text that lacks its quotes."""

    listed: list[Token]
    inputs: frozenset[str] = frozenset()
    at: int = field(default=0)

    @property
    def now(self) -> Token:
        return self.listed[self.at]

    def after(self, steps: int) -> Token:
        return self.listed[min(self.at + steps, len(self.listed) - 1)]

    def next(self) -> Token:
        """The token here; the place is behind it then."""
        token = self.now
        self.at += 1
        return token

    def take(self, text: str) -> bool:
        if self.now.text != text or self.now.kind == "string":
            return False
        self.at += 1
        return True

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise self.refusal()

    def input(self) -> str:
        """The input that is named here and nothing more; the place is behind it then."""
        size = len(self._named())
        name = self._long_name()
        if not size or name not in self.inputs or self.after(size).text == "(":
            return ""
        self.at += size
        return name

    def refusal(self) -> Refused:
        """What stands here that no cell may say, by its name in FEEL."""
        token, then = self.now, self.after(1)
        if token.kind == "end":
            return Refused("the end of the cell, too early", token.offset, is_feel=False)
        if token.kind == "name":
            if token.text in _WORDS:
                return Refused(_WORDS[token.text], token.offset)
            if then.text == "(":
                return Refused(f"the function {token.text}()", token.offset)
            name = self._long_name()
            if self.after(len(self._named())).text in ARITHMETIC:
                return Refused(f"arithmetic with {name}", token.offset)
            if name in self.inputs:
                hint = "compare the inputs by one sign, as in  > Income"
                return Refused(f"a comparison with the input {name}", token.offset, hint)
            return Refused(f"the name {name}", token.offset, f'if it is text, write "{name}"')
        if token.text in ARITHMETIC:
            return Refused("arithmetic", token.offset)
        if token.text in _SIGNS:
            return Refused(_SIGNS[token.text], token.offset)
        return Refused(f"{token.text!r} out of place", token.offset, is_feel=False)

    def _long_name(self) -> str:
        """The name here with what goes on from it: `Loan Amount`, `applicant.age`."""
        return " ".join(self._named()).replace(" . ", ".")

    def _named(self) -> list[str]:
        """The tokens of the name here; what joins tests is no part of it."""
        words: list[str] = []
        for token in self.listed[self.at :]:
            if (token.kind != "name" and token.text != ".") or token.text in ("and", "or"):
                break
            words.append(token.text)
        return words
