"""Faults in our words: where a clause breaks, what was found, what could have stood there."""

from __future__ import annotations

import re
import unicodedata

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from preceptor.logic import Code, Fault, Origin
from preceptor.syntax.build import Refused
from preceptor.syntax.hints import STOP, hint
from preceptor.syntax.split import Piece, last_word

_WORDS = {
    "_END": "'.'",
    "_ASK": "'?-'",
    "COMMA": "','",
    "LPAR": "'('",
    "RPAR": "')'",
    "SEMICOLON": "';'",
    "MINUS": "'-'",
    "PLUS_MINUS": "'+' or '-'",
    "TIMES_OVER": "'*' or '/'",
    "OP": "a comparison",
    "EQUALS": "'='",
    "POWER": "'^'",
    "VBAR": "'|'",
    "COLON": "':'",
    "LBRACE": "'{'",
    "RBRACE": "'}'",
    "FOLD": "count, sum, min or max",
    "SORT": "integer or real",
    "NAME": "a name",
    "QUOTED": "a 'quoted' name",
    "VARIABLE": "a variable",
    "INTEGER": "a number",
    "DECIMAL": "a number",
    "RATIONAL": "a number",
    "MARK": "% @id",
    "$END": "the end",
    "_WEIGHS": "'::'",
    "_NECK": "':-'",
    "_ABSENT": "'\\+'",
}
_IN_BRACES = ("COLON", "RBRACE")  # states of the parser are one inside braces and outside
_FOUND = re.compile(r"\w+|'[^'\n]*'?|:-|::|=:=|=\\=|[=<>\\!]+|.", re.DOTALL)
_SIGN = re.compile(r"[=<>]")
_BEFORE = re.compile(r"[=<>]+\Z")
_LONGEST = 40  # characters of what was found


def fault_at(
    piece: Piece,
    offset: int,
    source: str,
    message: str,
    code: Code = Code.SYNTAX,
    expected: tuple[str, ...] = (),
    hint: str = "",
) -> Fault:
    """A fault at an offset of a piece, with its place and line."""
    origin = Origin(source, *piece.place(offset))
    return Fault(origin, message, code, piece.line_at(offset), expected, hint)


def refused(error: Refused, piece: Piece, source: str) -> Fault:
    """What the grammar reads and the language has not."""
    offset = piece.clause_offset if error.offset is None else error.offset
    return fault_at(piece, offset, source, error.message, error.code, (), error.hint)


def unexpected(error: UnexpectedInput, piece: Piece, source: str) -> Fault:
    """Lark's error in our words."""
    offset, names = error.pos_in_stream, accepted(error)
    if offset is None or offset < 0 or _is_end(error):
        offset = last_word(piece.text)
        if "_END" in names:
            message = "the full stop at the end of the clause is missing"
            return fault_at(piece, offset, source, message, Code.SYNTAX, ("'.'",), STOP)
        found = "the end of the clause"
    else:
        offset = _start_of_sign(piece.text, offset)
        found = _found(piece.text[offset : offset + _LONGEST])
    names -= {"MARK"} if "{" in piece.text[:offset] else {"MARK", *_IN_BRACES}
    expected = tuple(sorted({_WORDS.get(name, name) for name in names}))
    meant = hint(piece.text, offset)
    return fault_at(piece, offset, source, f"found {found}", Code.SYNTAX, expected, meant)


def _start_of_sign(text: str, offset: int) -> int:
    """Where the comparison begins that is met in its midst: `==` and `<=` are half read."""
    if not _SIGN.match(text, offset):
        return offset
    run = _BEFORE.search(text, 0, offset)
    return run.start() if run else offset


def accepted(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected)
    return set(error.allowed or ()) if isinstance(error, UnexpectedCharacters) else set()


def _is_end(error: UnexpectedInput) -> bool:
    return isinstance(error, UnexpectedToken) and error.token.type == "$END"


def _found(rest: str) -> str:
    word = _FOUND.match(rest)
    if word is None:
        return "the end of the clause"
    text = word.group()
    if len(text) == 1 and not (text.isascii() or text.isalnum()):
        return f"{text!r}, U+{ord(text):04X} {unicodedata.name(text, '')}".rstrip()
    foreign = next((c for c in text if not c.isascii()), "")
    if foreign and any(c.isascii() and c.isalpha() for c in text):  # a letter that looks like ours
        return f"{text!r} with {foreign!r}, U+{ord(foreign):04X} {unicodedata.name(foreign, '')}"
    return repr(text)
