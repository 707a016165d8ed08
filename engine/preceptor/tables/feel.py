"""FEEL, the part of it that cells of decision tables need: unary tests and literal outputs.

What the language can say beyond that is refused by its name (`Refused`), never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from preceptor.tables.unary import Both, Bound, Either, Is, Neither, Span, Test
from preceptor.tables.values import Value

T = TypeVar("T")

MAX_LENGTH = 10_000  # characters of one cell
MAX_DEPTH = 50  # parentheses within parentheses
MAX_DIGITS = 100  # as in the rule language

_TOKEN = re.compile(
    r"""(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
      | (?P<string>"(?:[^"\\]|\\.)*")
      | (?P<name>[^\W\d]\w*)
      | (?P<sign><=|>=|!=|\.\.|\*\*|->|[-+*/<>=()\[\],?@{}:.;|!])""",
    re.VERBOSE | re.DOTALL,
)
_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_LONG_NAME = re.compile(r"(date and time|years and months duration)\s*\(")
_COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_OPENS, _CLOSES = ("[", "(", "]"), ("]", ")", "[")
_ARITHMETIC = ("+", "-", "*", "/", "**")
_WORDS = {
    "if": "a conditional (if)",
    "for": "an iteration (for)",
    "some": "a quantifier (some)",
    "every": "a quantifier (every)",
    "function": "a function definition",
    "instance": "a test of type (instance of)",
}
_SIGNS = {"{": "a context ({...})", "[": "a list ([...])", "@": "an @ literal", "?": "? in a value"}
_TEMPORAL = {
    "time": "a time of day",
    "duration": "a duration",
    "date and time": "a date with a time of day",
    "years and months duration": "a duration",
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


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


def unary_tests(text: str, *, subject: str = "?") -> Test | None:
    """The test of an input cell; None for `-` and for an empty cell, which let everything pass.

    `subject` is the column's own expression, which a cell may write for `?`. Raises Refused.
    """
    if text.strip() in ("", "-", "–", "—"):
        return None
    return _Parser(text, subject).whole(_Parser.tests)


def output(text: str) -> Value | None:
    """The literal of an output cell; None for null and for an empty cell. Raises Refused."""
    if text.strip() in ("", "-"):
        return None
    return _Parser(text, "").whole(_Parser.literal)


def values(text: str) -> tuple[Value, ...]:
    """The values of a list such as `"high", "low"`, in its order. Raises Refused."""
    test = unary_tests(text)
    tests = test.tests if isinstance(test, Either) else (test,)
    found = [inner.value for inner in tests if isinstance(inner, Is)]
    if len(found) != len(tests):
        raise Refused("a list of output values that is no enumeration", 0)
    return tuple(value for value in found if value is not None)


def _tokens(text: str) -> list[Token]:
    if len(text) > MAX_LENGTH:
        raise Refused(f"a cell of {len(text)} characters; at most {MAX_LENGTH}", 0, is_feel=False)
    found: list[Token] = []
    at = 0
    while at < len(text):
        if blank := _BLANK.match(text, at):
            at = blank.end()
            continue
        if long_name := _LONG_NAME.match(text, at):
            raise Refused(_TEMPORAL[long_name[1]], at)
        token = _TOKEN.match(text, at)
        if token is None:
            hint = 'text stands in straight quotes: "text"' if text[at] in "“”„'‘’\"" else ""
            raise Refused(f"the character {text[at]!r}", at, hint, is_feel=False)
        found.append(Token(str(token.lastgroup), token.group(), at))
        at = token.end()
    return [*found, Token("end", "", len(text))]


class _Parser:
    """Recursive descent over the tokens of one cell."""

    def __init__(self, text: str, subject: str) -> None:
        self._tokens = _tokens(text)
        self._subject = [t.text for t in _tokens(subject)][:-1] if subject not in ("", "?") else []
        self._at = 0
        self._depth = 0

    def whole(self, part: Callable[[_Parser], T]) -> T:
        found = part(self)
        if self._now.kind != "end":
            raise self._refusal()
        return found

    def tests(self) -> Test:
        """Tests with commas between them, any of which may hold."""
        found = [self._disjunction()]
        while self._take(","):
            found.append(self._disjunction())
        return found[0] if len(found) == 1 else Either(tuple(found))

    def literal(self) -> Value | None:
        """A number, text, truth value, date or null, and nothing behind it."""
        token = self._now
        value = self._value()
        if self._now.text in _ARITHMETIC:
            raise Refused("arithmetic", token.offset)
        return value

    def _disjunction(self) -> Test:
        return self._chain("or", self._conjunction, Either)

    def _conjunction(self) -> Test:
        return self._chain("and", self._test, Both)

    def _chain(self, word: str, part: Callable[[], Test], join: type[Either] | type[Both]) -> Test:
        found = [part()]
        while self._now.kind == "name" and self._take(word):
            found.append(part())
        return found[0] if len(found) == 1 else join(tuple(found))

    def _test(self) -> Test:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Refused("parentheses too deep", self._now.offset, is_feel=False)
        found = self._one_test()
        self._depth -= 1
        return found

    def _one_test(self) -> Test:
        token = self._now
        if token.text in _COMPARISONS:
            return self._comparison()
        if token.kind == "name" and token.text == "not" and self._after(1).text == "(":
            self._at += 1
            return Neither(self._in_parentheses())
        if self._is_subject():
            return self._about_subject()
        if token.text == "(" and not self._is_range():
            return self._in_parentheses()
        if token.text in _OPENS and self._is_range():
            return self._range()
        value = self.literal()
        if self._now.text == "..":
            hint = "a range stands in brackets: [1..5], (1..5) or ]1..5["
            raise Refused("a range without brackets", token.offset, hint, is_feel=False)
        return Is(value)

    def _in_parentheses(self) -> Test:
        self._expect("(")
        found = self.tests()
        self._expect(")")
        return found

    def _about_subject(self) -> Test:
        """`? > 5`, `? in [1..5]`, `? between 1 and 5`; the column's own name may stand for ?."""
        token = self._now
        self._at += len(self._subject) if token.text != "?" else 1
        if self._now.text in _COMPARISONS:
            return self._comparison()
        if self._now.text == "in":
            self._at += 1
            return self._in_parentheses() if self._is_list() else self._one_test()
        if self._now.text == "between":
            self._at += 1
            low = self._endpoint()
            self._expect("and")
            return Span(Bound(low, True), Bound(self._endpoint(), True))
        raise self._refusal() if self._now.kind != "end" else Refused("? alone", token.offset)

    def _comparison(self) -> Test:
        sign = self._now.text
        self._at += 1
        if sign in ("=", "!="):
            equal = Is(self.literal())
            return equal if sign == "=" else Neither(equal)
        bound = Bound(self._endpoint(), sign.endswith("="))
        return Span(high=bound) if sign.startswith("<") else Span(low=bound)

    def _range(self) -> Test:
        opens = self._now.text == "["
        self._at += 1
        low = self._endpoint()
        self._expect("..")
        high = self._endpoint()
        closing = self._now
        if closing.text not in _CLOSES:
            raise Refused("a range that does not end", closing.offset, "end it by ], ) or [",
                          is_feel=False)  # fmt: skip
        self._at += 1
        return Span(Bound(low, opens), Bound(high, closing.text == "]"))

    def _endpoint(self) -> Value:
        token = self._now
        value = self.literal()
        if value is None or isinstance(value, str | bool):
            what = "null" if value is None else token.text
            raise Refused(f"an order on {what}", token.offset, "only numbers and dates are ordered")
        return value

    def _value(self) -> Value | None:
        token = self._now
        self._at += 1
        match token.kind, token.text:
            case "number", digits:
                return self._number(digits, token)
            case "sign", "-" if self._now.kind == "number":
                number = self._now
                self._at += 1
                return -self._number(number.text, number)
            case "string", quoted:
                return _unescaped(quoted)
            case "name", "true" | "false":
                return token.text == "true"
            case "name", "null":
                return None
            case "name", "date" if self._now.text == "(":
                return self._date(token)
            case "sign", "@" if self._now.kind == "string":
                return self._at_literal()
        self._at -= 1
        raise self._refusal()

    def _number(self, digits: str, token: Token) -> Fraction:
        if len(digits) > MAX_DIGITS:
            what = f"a number of {len(digits)} digits; at most {MAX_DIGITS}"
            raise Refused(what, token.offset, is_feel=False)
        return Fraction(digits)

    def _date(self, token: Token) -> date:
        """`date("2020-01-31")` and `date(2020, 1, 31)`."""
        self._expect("(")
        if self._now.kind == "string":
            text = _unescaped(self._now.text)
            self._at += 1
        else:
            parts = [self._part()]
            while self._take(","):
                parts.append(self._part())
            text = "-".join(f"{part:0>2}" for part in parts)
        self._expect(")")
        return _calendar(text, token)

    def _part(self) -> str:
        token = self._now
        if token.kind != "number":
            raise Refused("a date that is computed", token.offset)
        self._at += 1
        return token.text

    def _at_literal(self) -> date:
        token = self._now
        self._at += 1
        text = _unescaped(token.text)
        if text.lstrip("-").startswith("P"):
            raise Refused(_TEMPORAL["duration"], token.offset)
        if ":" in text:
            what = "date and time" if "T" in text else "time"
            raise Refused(_TEMPORAL[what], token.offset)
        return _calendar(text, token)

    def _refusal(self) -> Refused:
        """What stands here that no cell may say, by its name in FEEL."""
        token, then = self._now, self._after(1)
        if token.kind == "end":
            return Refused("the end of the cell, too early", token.offset, is_feel=False)
        if token.kind == "name":
            if token.text in _WORDS:
                return Refused(_WORDS[token.text], token.offset)
            if then.text == "(":
                known = _TEMPORAL.get(token.text)
                return Refused(known or f"the function {token.text}()", token.offset)
            name = self._long_name()
            return Refused(f"the name {name}", token.offset, f'if it is text, write "{name}"')
        if token.text in _ARITHMETIC:
            return Refused("arithmetic", token.offset)
        if token.text in _SIGNS:
            return Refused(_SIGNS[token.text], token.offset)
        return Refused(f"{token.text!r} out of place", token.offset, is_feel=False)

    def _long_name(self) -> str:
        """The name here with what goes on from it: `Loan Amount`, `applicant.age`."""
        words: list[str] = []
        for token in self._tokens[self._at :]:
            if token.kind != "name" and token.text != ".":
                break
            words.append(token.text)
        return " ".join(words).replace(" . ", ".")

    def _is_range(self) -> bool:
        """Whether the bracket here opens a range: `..` comes before any comma."""
        depth = 0
        for token in self._tokens[self._at + 1 :]:
            if token.text == ".." and depth == 0:
                return True
            depth += (token.text == "(") - (token.text == ")")
            if depth < 0 or (token.text == "," and depth == 0):
                return False
        return False

    def _is_list(self) -> bool:
        return self._now.text == "(" and not self._is_range()

    def _is_subject(self) -> bool:
        if self._now.text == "?":
            return True
        size = len(self._subject)
        ahead = [token.text for token in self._tokens[self._at : self._at + size]]
        return size > 0 and ahead == self._subject

    def _take(self, text: str) -> bool:
        if self._now.text != text:
            return False
        self._at += 1
        return True

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise self._refusal()

    def _after(self, steps: int) -> Token:
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]


def _unescaped(quoted: str) -> str:
    def escape(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        return _ESCAPES.get(found[2], found[2])

    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|(.))", escape, quoted[1:-1], flags=re.DOTALL)


def _calendar(text: str, token: Token) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        what = "a date with a time of day" if "T" in text else f"{text!r}, which is no date"
        raise Refused(what, token.offset, 'dates are written  date("2020-01-31")') from None
