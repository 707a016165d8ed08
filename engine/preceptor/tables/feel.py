"""FEEL, the part of it that cells of decision tables need: unary tests and literal outputs.

What the language can say beyond that is refused by its name (`Refused`), never guessed at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from preceptor.tables.literals import endpoint, literal
from preceptor.tables.tokens import Cursor, Refused, tokens
from preceptor.tables.unary import (
    Against,
    Both,
    Bound,
    Condition,
    Either,
    Is,
    Neither,
    Span,
    Test,
)
from preceptor.tables.values import Value, kind_of

MAX_DEPTH = 50  # parentheses within parentheses

T = TypeVar("T")

_COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_OPENS, _CLOSES = ("[", "(", "]"), ("]", ")", "[")


def condition(text: str, subject: str = "?", inputs: frozenset[str] = frozenset()) -> Condition:
    """What an input cell asks for; nothing by `-` or an empty cell, which let everything pass.

    `subject` is the column's own expression, which a cell may write for `?`; `inputs` are those of
    all columns, which it may be compared with. Raises Refused.
    """
    if text.strip() in ("", "-", "–", "—"):
        return Condition(None)
    cursor = Cursor(tokens(text), inputs)
    parser = _Tests(cursor, subject)
    test = _whole(cursor, parser.tests)
    return Condition(test, tuple(parser.against))


def unary_tests(text: str, subject: str = "?") -> Test | None:
    """The test of a cell that speaks of one input alone. Raises Refused."""
    return condition(text, subject).test


def output(text: str) -> Value | None:
    """The literal of an output cell; None for null and for an empty cell. Raises Refused."""
    if text.strip() in ("", "-"):
        return None
    cursor = Cursor(tokens(text))
    return _whole(cursor, lambda: literal(cursor))


def values(text: str) -> tuple[Value, ...]:
    """The values of a list such as `"high", "low"`, in its order. Raises Refused."""
    test = unary_tests(text)
    tests = test.tests if isinstance(test, Either) else (test,)
    found = [inner.value for inner in tests if isinstance(inner, Is)]
    if len(found) != len(tests):
        raise Refused("a list of output values that is no enumeration", 0)
    return tuple(value for value in found if value is not None)


def _whole(cursor: Cursor, part: Callable[[], T]) -> T:
    found = part()
    if cursor.now.kind != "end":
        raise cursor.refusal()
    return found


class _Tests:
    """Recursive descent over the tokens of one cell."""

    def __init__(self, cursor: Cursor, subject: str) -> None:
        self._cursor = cursor
        self._subject = [t.text for t in tokens(subject)][:-1] if subject not in ("", "?") else []
        self._depth = 0
        self.against: list[Against] = []

    def tests(self) -> Test:
        """Tests with commas between them, any of which may hold."""
        found = [self._disjunction()]
        while self._cursor.take(","):
            found.append(self._disjunction())
        return found[0] if len(found) == 1 else self._alone(Either(tuple(found)))

    def _alone(self, test: Either | Neither) -> Test:
        """The test, inside of which no other input may be spoken of."""
        if self.against:
            what = f"a comparison with the input {self.against[0].other} inside or, not or a list"
            raise Refused(what, self._cursor.now.offset, "give each case a row of its own")
        return test

    def _disjunction(self) -> Test:
        return self._chain("or", self._conjunction, Either)

    def _conjunction(self) -> Test:
        return self._chain("and", self._test, Both)

    def _chain(self, word: str, part: Callable[[], Test], join: type[Either] | type[Both]) -> Test:
        found = [part()]
        while self._cursor.now.kind == "name" and self._cursor.take(word):
            found.append(part())
        if len(found) == 1:
            return found[0]
        return Both(tuple(found)) if join is Both else self._alone(Either(tuple(found)))

    def _test(self) -> Test:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Refused("parentheses too deep", self._cursor.now.offset, is_feel=False)
        found = self._one_test()
        self._depth -= 1
        return found

    def _one_test(self) -> Test:
        cursor = self._cursor
        token = cursor.now
        if token.text in _COMPARISONS:
            return self._comparison()
        if token.kind == "name" and token.text == "not" and cursor.after(1).text == "(":
            cursor.next()
            return self._alone(Neither(self._in_parentheses()))
        if self._is_subject():
            return self._about_subject()
        if token.text == "(" and not self._is_range():
            return self._in_parentheses()
        if token.text in _OPENS and self._is_range():
            return self._range()
        value = literal(cursor)
        if cursor.now.text == "..":
            hint = "a range stands in brackets: [1..5], (1..5) or ]1..5["
            raise Refused("a range without brackets", token.offset, hint, is_feel=False)
        return Is(value)

    def _in_parentheses(self) -> Test:
        self._cursor.expect("(")
        found = self.tests()
        self._cursor.expect(")")
        return found

    def _about_subject(self) -> Test:
        """`? > 5`, `? in [1..5]`, `? between 1 and 5`; the column's own name may stand for ?."""
        cursor = self._cursor
        token = cursor.now
        cursor.at += len(self._subject) if token.text != "?" else 1
        if cursor.now.text in _COMPARISONS:
            return self._comparison()
        if cursor.take("in"):
            return self._in_parentheses() if self._is_list() else self._one_test()
        if cursor.take("between"):
            low = endpoint(cursor)
            cursor.expect("and")
            return self._span(Bound(low, True), Bound(endpoint(cursor), True), token.offset)
        raise cursor.refusal() if cursor.now.kind != "end" else Refused("? alone", token.offset)

    def _comparison(self) -> Test:
        sign = self._cursor.next().text
        other = self._cursor.input()
        if other:
            self.against.append(Against(sign, other))
            return Span()  # both have a value
        if sign in ("=", "!="):
            equal = Is(literal(self._cursor))
            return equal if sign == "=" else Neither(equal)
        bound = Bound(endpoint(self._cursor), sign.endswith("="))
        return Span(high=bound) if sign.startswith("<") else Span(low=bound)

    def _range(self) -> Test:
        cursor = self._cursor
        opening = cursor.next()
        low = endpoint(cursor)
        cursor.expect("..")
        high = endpoint(cursor)
        closing = cursor.now
        if closing.text not in _CLOSES:
            hint = "end it by ], ) or ["
            raise Refused("a range that does not end", closing.offset, hint, is_feel=False)
        cursor.next()
        return self._span(
            Bound(low, opening.text == "["), Bound(high, closing.text == "]"), opening.offset
        )

    def _span(self, low: Bound, high: Bound, offset: int) -> Span:
        kinds = kind_of(low.value), kind_of(high.value)
        if kinds[0] is not kinds[1]:
            what = f"a range from a {kinds[0]} to a {kinds[1]}"
            raise Refused(what, offset, "both ends are of one type", is_feel=False)
        return Span(low, high)

    def _is_range(self) -> bool:
        """Whether the bracket here opens a range: `..` comes before any comma."""
        depth = 0
        for token in self._cursor.listed[self._cursor.at + 1 :]:
            if token.text == ".." and depth == 0:
                return True
            depth += (token.text == "(") - (token.text == ")")
            if depth < 0 or (token.text == "," and depth == 0):
                return False
        return False

    def _is_list(self) -> bool:
        return self._cursor.now.text == "(" and not self._is_range()

    def _is_subject(self) -> bool:
        if self._cursor.now.text == "?":
            return True
        size = len(self._subject)
        at = self._cursor.at
        ahead = [token.text for token in self._cursor.listed[at : at + size]]
        return size > 0 and ahead == self._subject
