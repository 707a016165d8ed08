"""GBNF: the notation of llama.cpp's decoder, written from a portable grammar."""

from __future__ import annotations

from typing import assert_never

from preceptor.logic import InputError
from preceptor.teacher.notation import Chain, Chars, Choice, Expression, Ref, Repeat, Text, read
from preceptor.teacher.portable import forbidden

_TIMES = {(0, 1): "?", (0, None): "*", (1, None): "+"}
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}
_ROOT = {"start": "root", "root": "start"}  # GBNF begins at root


def gbnf(lark: str) -> str:
    """The same language in GBNF, a rule a line. Raises InputError for what is not portable."""
    found = forbidden(lark)
    if found:
        raise InputError("the grammar is not portable:\n" + "\n".join(f"  {one}" for one in found))
    try:
        rules = read(lark)
    except ValueError as error:
        raise InputError(f"the grammar is not in Lark's notation: {error}") from None
    return "".join(f"{_name(name)} ::= {_show(rules[name])}\n" for name in rules)


def _name(name: str) -> str:
    """GBNF has hyphens in names and no underscores."""
    return _ROOT.get(name, name).replace("_", "-")


def _show(expression: Expression) -> str:
    match expression:
        case Text(text):
            return f'"{"".join(map(_escape, text))}"'
        case Chars(ranges, negated):
            inner = "".join(map(_range, ranges))
            return f"[{'^' if negated else ''}{inner}]"
        case Ref(name):
            return _name(name)
        case Chain(parts):
            return " ".join(_grouped(part) if _is_choice(part) else _show(part) for part in parts)
        case Choice(options):
            return " | ".join(map(_show, options))
        case Repeat(part, least, most):
            upper = "" if most is None else most
            return f"{_grouped(part)}{_TIMES.get((least, most), f'{{{least},{upper}}}')}"
        case _:
            assert_never(expression)


def _is_choice(expression: Expression) -> bool:
    return isinstance(expression, Choice)


def _grouped(expression: Expression) -> str:
    single = isinstance(expression, Ref | Chars)
    return _show(expression) if single else f"({_show(expression)})"


def _range(bounds: tuple[str, str]) -> str:
    first, last = (_escape_in_class(character) for character in bounds)
    return first if bounds[0] == bounds[1] else f"{first}-{last}"


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _escape_in_class(character: str) -> str:
    """A sign by its code: it could close the class, negate it or make a range."""
    return f"\\x{ord(character):02X}" if character in "^-[]" else _escape(character)
