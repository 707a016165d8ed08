"""Repairs of a line of constraints: small, named changes that bring it into the strict form.

Each takes the text of a line and the names that the program declares, and returns the text
changed, or unchanged where it has nothing to do. They are tried in the order of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.grammar import parse_expression
from preceptor.programs.constraints.show import show_plain
from preceptor.programs.latex import without_latex
from preceptor.programs.layout import without_label, without_markup
from preceptor.programs.statements import Unread

_SIGNS = {
    "≠": "!=",
    "<>": "!=",
    "=/=": "!=",
    "≤": "<=",
    "=<": "<=",
    "⩽": "<=",
    "≥": ">=",
    "⩾": ">=",
}
_SIGN = re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True))))
_WORDS = {
    "is not equal to": "!=",
    "does not equal": "!=",
    "is equal to": "==",
    "is not": "!=",
    "equals": "==",
    "is": "==",
}
_WORD = re.compile(rf"(?<=[\w)])\s+(?:{'|'.join(_WORDS)})\s+(?=[\w(])")
_LISTED = re.compile(r"all[\s_-]?different\s*[:=]\s*(.*)", re.IGNORECASE)
_BINDING = re.compile(r"\[\s*\w+\s+(?:in|∈)\s+\w+(?:\s*,\s*\w+\s+(?:in|∈)\s+\w+)*\s*\](?=\s*,)")
_BULLET = re.compile(r"^\s*-\s+(?=[^\W\d])")
_EQUALS = re.compile(r"(?<![=!<>])=(?![=>])")
_BARS = re.compile(r"(?<![\w)\]|])\|\s*([^|()]+?)\s*\|(?!\|)")
_QUOTES = re.compile(r"\"([^\"\n]*)\"|“([^”\n]*)”")
_STRING = re.compile(r"('(?:[^'\\\n]|''|\\.)*')")
_CURLY = str.maketrans("{}", "[]")
_BRACKET = re.compile(r"('(?:[^'\\\n]|''|\\.)*'|[()\[\]])")
_CLOSING = {"(": ")", "[": "]"}
_JOINTS = re.compile(r"[\s_-]+")

Names = tuple[str, ...]


def _outside_quotes(change: Callable[[str], str], text: str) -> str:
    return "".join(part if n % 2 else change(part) for n, part in enumerate(_STRING.split(text)))


def with_quotes(text: str, _: Names) -> str:
    """`"Rhino Rock"`: a name in our quotes."""
    return _QUOTES.sub(lambda found: show_plain(found[1] or found[2] or ""), text)


def with_binders(text: str) -> str:
    """`ForAll([c in children], ...)`; done to every line, for it would else be read as a list."""
    return _BINDING.sub(lambda found: re.sub(r"\s+(?:in|∈)\s+", ":", found.group()), text)


def without_bullet(text: str) -> str:
    """`- tom == 1`; done to every line, for it would else be read as a difference."""
    return _BULLET.sub("", text, count=1)


def with_call(text: str, _: Names) -> str:
    """`All different: tom, ann`"""
    found = _LISTED.fullmatch(text.strip())
    return f"AllDifferent([{found[1].strip(' []{}()')}])" if found else text


def with_signs(text: str, _: Names) -> str:
    """`=`, `≠`, `≤`, `is`, `equals`, `|a - b|`"""

    def changed(part: str) -> str:
        part = _WORD.sub(lambda found: f" {_WORDS[' '.join(found.group().split())]} ", part)
        part = _SIGN.sub(lambda found: _SIGNS[found.group()], part)
        return _EQUALS.sub("==", _BARS.sub(r"Abs(\1)", part))

    return _outside_quotes(changed, text)


def with_lists(text: str, _: Names) -> str:
    """`a in {1, 2}`"""
    return _outside_quotes(lambda part: part.translate(_CURLY), text)


def with_names(text: str, names: Names) -> str:
    """`Green book`, `green-book` for a declared green_book; a declared `1PM` gets its quotes."""
    pattern = _pattern(names)
    if pattern is None:
        return text
    known = {folded(name): name for name in reversed(names)}
    return _outside_quotes(
        lambda part: pattern.sub(
            lambda found: show_plain(known.get(folded(found.group()), found.group())), part
        ),
        text,
    )


@lru_cache(maxsize=256)
def _pattern(names: Names) -> re.Pattern[str] | None:
    """The declared names of several words or of odd letters, however their words are joined, and
    the others in any case; the longest first."""
    shapes = ("[ _-]*".join(map(re.escape, _JOINTS.split(name))) for name in names if folded(name))
    longest = sorted(set(shapes), key=len, reverse=True)
    if not longest:
        return None
    return re.compile(rf"(?<![\w.])(?:{'|'.join(longest)})(?![\w(])", re.IGNORECASE)


def folded(name: str) -> str:
    """The name without its joints, in small letters."""
    return _JOINTS.sub("", name).casefold()


def with_balanced_brackets(text: str, _: Names) -> str:
    """What was opened is closed, and what closes nothing is left out."""
    kept, waiting = [], []
    for part in _BRACKET.split(text):
        if part in _CLOSING:
            waiting.append(_CLOSING[part])
        elif part in _CLOSING.values():
            if part not in waiting:
                continue
            while waiting[-1] != part:
                kept.append(waiting.pop())
            waiting.pop()
        kept.append(part)
    return "".join((*kept, *reversed(waiting)))


ALWAYS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("bullet", without_bullet),
    ("binder", with_binders),
)

REPAIRS: tuple[tuple[str, Callable[[str, Names], str]], ...] = (
    ("markup", lambda text, _: without_label(without_markup(text))),
    ("latex", lambda text, _: without_latex(text.replace("$", ""))),
    ("quotes", with_quotes),
    ("list", with_lists),
    ("listing", with_call),
    ("sign", with_signs),
    ("name", with_names),
    ("bracket", with_balanced_brackets),
)
OPERATORS: tuple[str, ...] = tuple(name for name, _ in (*ALWAYS, *REPAIRS))


def read_expression(
    text: str, names: Sequence[str] = (), without: Collection[str] = ()
) -> tuple[Expression, tuple[str, ...]]:
    """What the grammar makes of a text, repaired where it must be; raises the first Unread.
    `without` names repairs that may not be used."""
    used: list[str] = []
    for name, always in ALWAYS:
        changed = text if name in without else always(text)
        if changed != text:
            text, used = changed, [*used, name]
    try:
        return parse_expression(text), tuple(used)
    except Unread as error:
        refusal = error
    for name, change in REPAIRS:
        changed = text if name in without else change(text, tuple(names))
        if changed == text:
            continue
        text = changed
        used.append(name)
        try:
            return parse_expression(text), tuple(used)
        except Unread:
            continue
    raise refusal
