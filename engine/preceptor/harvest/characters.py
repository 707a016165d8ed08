"""Operators on characters: typography, and logic's own signs, in the ASCII of the grammar."""

from __future__ import annotations

import re

from preceptor.harvest.tokens import Form, joined, replaced, tokens
from preceptor.syntax.show import show_name
from preceptor.syntax.split import QUOTED

_BLANK = re.compile(r"[^\S \t\r\n\f]")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SIGNS = {
    **dict.fromkeys("←⟵⇐⟸", "<-"),
    **dict.fromkeys("→⟶⇒⟹⊃", "->"),
    **dict.fromkeys("∧⋀", "&"),
    **dict.fromkeys("∨⋁", "|"),
    "¬": "~",
    **dict.fromkeys("≤⩽≦", "=<"),
    **dict.fromkeys("≥⩾≧", ">="),
    "≠": "\\=",
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("×·", "*"),
    "÷": "/",
}
_FOREIGN = re.compile(
    rf"""
    (?P<own>{QUOTED}|[%'][^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)
  | "([^"\n]*)" | “([^“”\n]*)” | ‘([^‘’\n]*)’ | „([^„“”\n]*)[“”] | «([^«»\n]*)» | ’([^’\n]*)’
    """,
    re.VERBOSE,
)


def plain_spaces(text: str) -> str:
    """Blanks of other widths are blanks; what cannot be seen at all is left out."""
    found = tokens("".join(c for c in text if c not in _UNSEEN))
    return joined(
        replaced(token, _BLANK.sub(" ", token.text)) if token.form is Form.SPACE else token
        for token in found
    )


def plain_quotes(text: str) -> str:
    """`“New York”` and `"New York"` are `'New York'`."""
    return _FOREIGN.sub(_quoted, text)


def without_stops(text: str) -> str:
    """The text, no full stop in foreign quotes, so that `p("Dr. No").` is cut at its end alone."""
    return _FOREIGN.sub(
        lambda found: found.group().replace(".", "_") if found["own"] is None else found.group(),
        text,
    )


def _quoted(found: re.Match[str]) -> str:
    if found["own"] is not None:
        return found.group()
    return show_name(next(name for name in found.groups()[1:] if name is not None))


def ascii_signs(text: str) -> str:
    """`p(X) ← q(X) ∧ ¬r(X)`, `N ≤ 3`, `X ≠ Y`."""
    return joined(replaced(token, _SIGNS.get(token.text, token.text)) for token in tokens(text))
