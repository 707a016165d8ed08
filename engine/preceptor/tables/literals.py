"""Literals of FEEL: numbers, text, truth values, null, days, times and durations."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from preceptor.tables.moments import (
    has_zone,
    read_date,
    read_date_time,
    read_duration,
    read_time,
)
from preceptor.tables.tokens import ARITHMETIC, DATE_TIME, Cursor, Refused, Token
from preceptor.tables.values import Value

MAX_DIGITS = 100  # as in the rule language

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
# What a text means in each constructor, and how one is written.
_CALLS: dict[str, tuple[str, Callable[[str], Value | None], str]] = {
    "date": ("a date", read_date, 'dates are written  date("2020-01-31")'),
    "time": ("a time", read_time, 'times are written  time("10:30:00")'),
    DATE_TIME: (
        "a date with a time",
        read_date_time,
        'they are written  date and time("2020-01-31T10:30:00")',
    ),
    "duration": (
        "a duration",
        read_duration,
        'durations are written  duration("P1DT2H")  or  duration("P1Y6M")',
    ),
}


def literal(cursor: Cursor) -> Value | None:
    """A number, text, truth value, moment or null, and nothing behind it. Raises Refused."""
    token = cursor.now
    found = _value(cursor)
    if cursor.now.kind == "sign" and cursor.now.text in ARITHMETIC:
        raise Refused("arithmetic", token.offset)
    return found


def endpoint(cursor: Cursor) -> Value:
    """A literal that has an order. Raises Refused."""
    token = cursor.now
    value = literal(cursor)
    if value is None or isinstance(value, str | bool):
        what = "null" if value is None else token.text
        hint = "only numbers, dates, times and durations are ordered"
        raise Refused(f"an order on {what}", token.offset, hint)
    return value


def _value(cursor: Cursor) -> Value | None:
    token = cursor.next()
    match token.kind, token.text:
        case "number", digits:
            return _number(digits, token)
        case "sign", "-" if cursor.now.kind == "number":
            number = cursor.next()
            return -_number(number.text, number)
        case "string", quoted:
            return unescaped(quoted)
        case "name", "true" | "false":
            return token.text == "true"
        case "name", "null":
            return None
        case "name", name if name in _CALLS and cursor.now.text == "(":
            return _moment(cursor, token)
        case "sign", "@" if cursor.now.kind == "string":
            return _at_literal(cursor)
    cursor.at -= 1
    raise cursor.refusal()


def _number(digits: str, token: Token) -> Fraction:
    if len(digits) > MAX_DIGITS:
        what = f"a number of {len(digits)} digits; at most {MAX_DIGITS}"
        raise Refused(what, token.offset, is_feel=False)
    return Fraction(digits)


def _moment(cursor: Cursor, token: Token) -> Value:
    """`date("2020-01-31")`, `date(2020, 1, 31)`, `time("10:30:00")`, `duration("P1Y")`."""
    what, read, hint = _CALLS[token.text]
    cursor.expect("(")
    if cursor.now.kind == "string":
        text = unescaped(cursor.next().text)
    elif token.text in ("date", "time"):
        parts = [_part(cursor, what)]
        while cursor.take(","):
            parts.append(_part(cursor, what))
        text = ("-" if token.text == "date" else ":").join(f"{part:0>2}" for part in parts)
    else:
        raise Refused(f"{what} that is computed", token.offset)
    if cursor.now.text != ")":
        raise Refused(f"{what} that is computed", token.offset)
    cursor.expect(")")
    return _read(text, what, read, hint, token)


def _part(cursor: Cursor, what: str) -> str:
    token = cursor.next()
    if token.kind != "number":
        raise Refused(f"{what} that is computed", token.offset)
    return token.text


def _at_literal(cursor: Cursor) -> Value:
    """`@"2020-01-31"` and so on: what it is shows in the text."""
    token = cursor.next()
    text = unescaped(token.text)
    if text.lstrip("-").startswith("P"):
        name = "duration"
    elif ":" in text:
        name = DATE_TIME if "T" in text else "time"
    else:
        name = "date"
    return _read(text, *_CALLS[name], token)


def _read(
    text: str, what: str, read: Callable[[str], Value | None], hint: str, token: Token
) -> Value:
    found = read(text)
    if found is None and has_zone(text):
        raise Refused("a time with a zone", token.offset, "leave the zone out")
    if found is None and read is read_date and "T" in text:
        raise Refused("a date with a time of day", token.offset, "use  date and time(...)")
    if found is None:
        raise Refused(f"{text!r}, which is no {what.split(' ', 1)[1]}", token.offset, hint)
    return found


def unescaped(quoted: str) -> str:
    """The text between the quotes of a string literal."""

    def escape(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        return _ESCAPES.get(found[2], found[2])

    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|(.))", escape, quoted[1:-1], flags=re.DOTALL)
