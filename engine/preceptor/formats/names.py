"""Names: those of relations and constants as every format can hold them, and back.

A relation is `p2_parent`: p, or n for -parent; the number of arguments; the name, in which `__`
stands for `_` and `_x2d_` for the character U+002D. What follows a further `_` is a part of the
relation: `p2_level_1`, `p2_level_given`. `v1_r0` has the violations of the denial r0. A constant
is quoted; in it `%0A` stands for a byte of UTF-8, as in URLs. So no name can be a word of a
format, or end a string.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from preceptor.logic import InputError, Predicate

LEGEND = (
    "A relation is p (n for the strongly negated), its number of arguments, _ and its name, where",
    "__ is _ and _x2d_ is the character 2d (hexadecimal); behind one more _ stands a part of it.",
    "v1_r0 has the values that break the denial r0, x1 is part of a body. Constants are quoted,",
    "%0A in them is a byte of UTF-8, as in URLs.",
)

_RELATION = re.compile(
    r"(?P<sign>[pn])(?P<arity>[0-9]+)_(?P<name>(?:[A-Za-z0-9]|__|_x[0-9a-f]+_)*)"
    r"(?:_(?:[0-9]+|given))?"
)
_DENIAL = re.compile(r"v[0-9]+_(?P<name>(?:[A-Za-z0-9]|__|_x[0-9a-f]+_)*)")
_ESCAPE = re.compile(r"_(?:_|x(?P<code>[0-9a-f]+)_)")
_UNSAFE = frozenset("%\"'\\")


def relation_name(predicate: Predicate, part: str = "") -> str:
    """`p2_parent`, `n1_flies`, `p2_level_1`: letters, digits and `_`."""
    sign = "n" if predicate.negated else "p"
    behind = f"_{part}" if part else ""
    return f"{sign}{predicate.arity}_{_identifier(predicate.name)}{behind}"


def denial_name(identity: str, arity: int) -> str:
    """`v2_functional_x3a_age_x2f_2`: the relation of a denial's violations."""
    return f"v{arity}_{_identifier(identity)}"


def read_relation(name: str) -> Predicate | None:
    """The predicate that a relation, or a part of one, stands for; None where it is none's."""
    found = _RELATION.fullmatch(name)
    if found is None:
        return None
    return Predicate(_read(found["name"]), int(found["arity"]), found["sign"] == "n")


def read_denial(name: str) -> str | None:
    """The id of the denial whose violations a relation holds; None where it is none's."""
    found = _DENIAL.fullmatch(name)
    return None if found is None else _read(found["name"])


def constant_text(name: str) -> str:
    """What stands between a constant's quotes. Raises InputError for half a surrogate pair."""
    try:
        return "".join(c if _is_safe(c) else quote(c, safe="") for c in name)
    except UnicodeEncodeError as error:
        half = ord(error.object[error.start])
        raise InputError(f"a name holds half a character, U+{half:X}") from None


def read_constant(text: str) -> str:
    """The name of the constant that stands between these quotes."""
    return unquote(text)


def _is_safe(character: str) -> bool:
    return character.isprintable() and character not in _UNSAFE


def _identifier(name: str) -> str:
    return "".join(map(_letter, name))


def _letter(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character
    return "__" if character == "_" else f"_x{ord(character):x}_"


def _read(identifier: str) -> str:
    return _ESCAPE.sub(lambda e: chr(int(e["code"], 16)) if e["code"] else "_", identifier)
