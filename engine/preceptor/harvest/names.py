"""Operators on names: predicates and constants that only quotes make names of the language.

Names are kept as they were written. Whether a domain knows them by another spelling is a
question for its signature.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from preceptor.harvest.tokens import Form, Token, joined, tokens
from preceptor.syntax.show import show_name

_CAPITALISED = re.compile(r"[A-Z][A-Za-z0-9_]*")
_VARIABLE = re.compile(r"[A-Z_][A-Za-z0-9_]*")
_LETTER = re.compile(r"[A-Z]\d*")
_PARTS = (Form.WORD, Form.NUMBER)
_JOINTS = frozenset("-.&/+'’")


def quoted_capitals(text: str) -> str:
    """`Affects(X, Y)` becomes `'Affects'(X, Y)`."""
    return _with_predicates(text, lambda name: _CAPITALISED.fullmatch(name) is not None)


def quoted_names(text: str) -> str:
    """`Co-occurs_with(X, Y)`, `word(R, well-made)`, `word(R, clichéd)`, `lives_in(X, New York)`."""
    capital = _CAPITALISED.fullmatch
    text = _with_predicates(text, lambda name: capital(name) is None and show_name(name) != name)
    found = tokens(text)
    alone = frozenset(a for a in map(joined, _arguments(found)) if _LETTER.fullmatch(a))
    return "".join(_quoted_arguments(found, alone))


def _with_predicates(text: str, wanted: Callable[[str], bool]) -> str:
    """The text with quotes around each name before a parenthesis that is `wanted`."""
    found = tokens(text)
    out: list[str] = []
    begin = 0  # of the run of words and hyphens that ends here
    for at, token in enumerate(found):
        if token.text == "(" and begin < at and not token.argument:
            name = joined(found[begin:at])
            if found[at - 1].is_name and wanted(name):
                out[begin:] = [show_name(name), *[""] * (at - begin - 1)]
        hyphen = token.text == "-" and begin < at and found[at - 1].form in _PARTS
        if not (token.form in _PARTS or hyphen) or token.argument:
            begin = at + 1
        out.append(token.text)
    return "".join(out)


def _arguments(found: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Each argument without the blanks around it."""
    held: list[Token] = []
    for token in found:
        if token.argument and token.text not in (",", "("):
            held.append(token)
        else:
            yield _trimmed(held)
            held = []


def _trimmed(held: Sequence[Token]) -> tuple[Token, ...]:
    start, end = 0, len(held)
    while start < end and held[start].form is Form.SPACE:
        start += 1
    while start < end and held[end - 1].form is Form.SPACE:
        end -= 1
    return tuple(held[start:end])


def _quoted_arguments(found: Sequence[Token], alone: frozenset[str]) -> Iterator[str]:
    held: list[Token] = []
    for token in found:
        if token.argument and token.text not in (",", "("):
            held.append(token)
            continue
        argument = _trimmed(held)
        if argument and _is_unquoted(argument, alone):
            text, name = joined(held), joined(argument)
            yield text.replace(name, show_name(name), 1)
        else:
            yield joined(held)
        yield token.text
        held = []
    yield joined(held)


def _is_unquoted(argument: Sequence[Token], alone: frozenset[str]) -> bool:
    """Whether an argument is a name that lacks its quotes, and neither arithmetic nor two names
    without the comma between them: `alone` are the variables that are arguments by themselves."""
    words = [token.text for token in argument if token.form in _PARTS]
    blank = any(token.form is Form.SPACE for token in argument)
    if argument[0].form not in _PARTS or argument[-1].form not in _PARTS:
        return False
    if any(t.form not in (*_PARTS, Form.SPACE) and t.text not in _JOINTS for t in argument):
        return False
    if len(words) == 1:
        name = words[0]
        return (
            argument[0].form is Form.WORD
            and not _VARIABLE.fullmatch(name)
            and (show_name(name) != name)
        )
    if not any(any(map(str.isalpha, word)) for word in words):
        return False
    if blank:
        return not (_LETTER.fullmatch(words[0]) or alone & set(words))
    return not all(_VARIABLE.fullmatch(word) or word[0].isdigit() for word in words)
