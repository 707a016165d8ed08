"""Hints for syntax errors: what the writer most likely meant."""

from __future__ import annotations

import re

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

_WORDS = {
    "_END": "'.'",
    "COMMA": "','",
    "LPAR": "'('",
    "RPAR": "')'",
    "SEMICOLON": "';'",
    "MINUS": "'-'",
    "PLUS_MINUS": "'+' or '-'",
    "TIMES_OVER": "'*' or '/'",
    "OP": "a comparison",
    "NAME": "a name",
    "QUOTED": "a 'quoted' name",
    "VARIABLE": "a variable",
    "INTEGER": "a number",
    "DECIMAL": "a number",
    "RATIONAL": "a number",
    "MARK": "% @id",
    "$END": "the end",
    "__ANON_0": "'::'",
    "__ANON_1": "':-'",
    "__ANON_2": "'\\+'",
}

# What follows the error is matched against these, in order.
_HINTS: tuple[tuple[str, str], ...] = (
    (r"==", "equality is  =  on constants and  =:=  on numbers"),
    (r"<=", "less than or equal is  =<"),
    (r"=>", "at least is  >=  and implication is written  head :- body"),
    (r"!=|<>", "different is  \\=  on constants and  =\\=  on numbers"),
    (r"<-|->", "a rule is written  head :- body"),
    (r"is\b", "there is no is: write  X = expression"),
    (r"not\b|!|~|¬", "negation is  \\+ goal"),
    (r"\bor\b|\|", "alternatives are  (a ; b)"),
    (r"\band\b|&|∧", "a conjunction is  a, b"),
    (r"\[|\{", "there are no lists or sets: state one fact for each member"),
    (r"\"", "a name with spaces or capitals is 'quoted' with single quotes"),
    (r"'", "the quote is not closed on its line; a quote inside is written twice: ''"),
    (r":(?![-:])", "there are no modules"),
    (r"-(?=\w)", "a name with a hyphen is 'quoted'"),
)


def hint(text: str, offset: int, stopped: bool) -> str:
    """A hint for an error at `offset` of a clause; empty when there is nothing useful to say."""
    rest, before = text[offset:], text[:offset].rstrip()
    if re.match(r"\(", rest) and re.search(r"[(,]\s*[a-z]\w*$", before):
        return "there are no function symbols: arguments are variables, constants and numbers"
    if re.match(r"\(", rest) and re.search(r"(^|[^\w'])[A-Z_]\w*$", before):
        return "a predicate's name starts with a small letter or is 'quoted'"
    if re.match(r"[A-Z]\w*\s*\(", rest):
        return "a predicate's name starts with a small letter or is 'quoted'"
    if re.search(r"\\\+$", before) and rest.startswith("("):
        return "\\+ negates one atom: give the conjunction a rule of its own and negate its head"
    for pattern, meant in _HINTS:
        if re.match(pattern, rest):
            return meant
    if not stopped or re.match(r"[-a-z0-9'][^.]*(:-|::)|:-", rest):
        return (
            "did you forget the full stop at the end of the clause before?"
            if stopped
            else ("a clause ends with a full stop")
        )
    return ""


def expectations(error: UnexpectedInput) -> tuple[str, ...]:
    """What the grammar could have read there, in words, sorted."""
    names: set[str] = set()
    if isinstance(error, UnexpectedToken):
        names = set(error.accepts or error.expected)
    elif isinstance(error, UnexpectedCharacters):
        names = set(error.allowed or ())
    return tuple(sorted({_WORDS.get(name, name) for name in names} - {"% @id"}))
