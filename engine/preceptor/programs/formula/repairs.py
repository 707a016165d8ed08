"""Repairs of a line: small, named changes that bring what models write into the strict form.

Each takes the text of a line and returns it changed, or unchanged where it has nothing to do.
They are tried in the order of the table, and the grammar then reads the line or does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from preceptor.programs.formula.show import PLAIN
from preceptor.programs.latex import without_latex
from preceptor.programs.layout import without_label, without_markup
from preceptor.programs.prefix import infix
from preceptor.syntax import show_name

_WORDS = {
    "if and only if": "↔",
    "there exists": "∃",
    "for all": "∀",
    "forall": "∀",
    "exists": "∃",
    "implies": "→",
    "iff": "↔",
    "xor": "⊕",
    "and": "∧",
    "not": "¬",
    "or": "∨",
}
_SIGNS = {
    "↔": ("<-->", "<->", "<=>", "⇔", "⟷", "⟺", "≡"),
    "→": ("-->", "==>", "->", "=>", "⇒", "⟶", "⟹", "⊃"),
    "∧": ("&&", "/\\", "&", "^", "⋀"),
    "∨": ("||", "\\/", "|", "⋁"),
    "⊕": ("⊻", "⨁"),
    "≠": ("!=", "<>", "=/="),
    "≤": ("<=", "=<", "⩽"),
    "≥": (">=", "⩾"),
    "=": ("==",),
    "¬": ("!", "~", "∼", "￢"),
}
_MEANT = {sign: meant for meant, signs in _SIGNS.items() for sign in signs}
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_MEANT, key=len, reverse=True)))
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_ALL = re.compile(r"(?<!for )\ball(?=\s+\w+\s*[.:(])", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<=[(∧∨→↔⊕¬,])|^)(\s*)-\s*(?=(?:[^\W\d]\w*)?\()")
_OR_LETTER = re.compile(r"(?<=\))\s+v\s+(?=[\w¬(])")

_PARENTHESISED = re.compile(
    r"([∀∃])\s*\(\s*(\w+(?:\s*,\s*\w+)*)\s*\)|\(\s*([∀∃])\s*(\w+(?:\s*,\s*\w+)*)\s*\)"
)
_SEVERAL = re.compile(r"([∀∃])\s*(\w+(?:\s*,\s*\w+)+)")
_SEPARATED = re.compile(r"([∀∃]\s*\w+)\s*[:.,](?!\w*[:])")

_QUOTES = re.compile(r"\"([^\"\n]*)\"|“([^”\n]*)”|(?<=[(,])\s*‘([^’\n]*)’")
_FLAT = re.compile(r"(?<=[\w'])\(([^()\[\]{}]*)\)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+|r\d+)?")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'")
_NOT_A_NAME = re.compile(r"[∀∃¬∧∨⊕→↔=≠<≤>≥'\\:]|::|&&|->|\|")
_HYPHENATED = re.compile(r"(?<![\w'’-])[^\W\d]\w*(?:[-'’]\w+)+(?=\()")
_LIST = re.compile(r"[\[{]([^()\[\]{}∀∃¬∧∨⊕→↔]*)[\]}]")
_PARENTHESIS = re.compile(r"('(?:[^'\\]|\\.)*'|[()])")
_NUMBERED = re.compile(r"(?<![\w.'-])\d+(?:\.\d+)?(?!r\d+\b)[^\W\d]\w*")
_SQUARE = str.maketrans("[]{}", "()()")
_MEMBER = re.compile(r"([\w']+)\s*([∈∉])\s*([\w']+)")


def _outside_quotes(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of what stands between 'quoted' names."""

    def changed(text: str) -> str:
        parts: list[str] = []
        at = 0
        for quoted in _QUOTED.finditer(text):
            parts += (change(text[at : quoted.start()]), quoted.group())
            at = quoted.end()
        return "".join((*parts, change(text[at:])))

    return changed


def with_infix(text: str) -> str:
    """`Implies(P(x), Q(x))`, `ForAll([x], P(x))`; done to every line, for `And(P(x), Q(x))` would
    else be read as an atom."""
    return _outside_quotes(infix)(text)


def with_quotes(text: str) -> str:
    r"""`"The Hobbit"`: a name in our quotes."""
    return _QUOTES.sub(lambda q: _name(next(part for part in q.groups() if part is not None)), text)


def with_names(text: str) -> str:
    """`P(new york, 42.3billion)`, `Well-Paid(x)`: names that need quotes."""
    text = _FLAT.sub(
        lambda found: f"({', '.join(_argument(arg) for arg in found[1].split(','))})", text
    )
    text = _HYPHENATED.sub(lambda found: _name(found.group()), text)
    return _outside_quotes(lambda part: _NUMBERED.sub(lambda n: _name(n.group()), part))(text)


def _argument(text: str) -> str:
    text = text.strip()
    fits = PLAIN.fullmatch(text) or _NUMBER.fullmatch(text) or _NOT_A_NAME.search(text)
    return text if fits or not text else _name(text)


def _name(text: str) -> str:
    shown = show_name(" ".join(text.split()))
    return shown if shown.startswith("'") else f"'{shown}'"


def with_signs(text: str) -> str:
    """`->`, `&&`, `!`, `and`, `all x.`, and ` v ` between two atoms."""
    text = _ALL.sub("∀", text)
    text = _SIGN.sub(lambda found: _MEANT[found.group()], text)
    text = _WORD.sub(lambda found: f"{_WORDS[found.group().lower()]}", text)
    text = _OR_LETTER.sub(" ∨ ", text)
    return _MINUS.sub(lambda found: f"{found[1]}¬", text)


def with_single_quantifiers(text: str) -> str:
    """`∀x:`, `∀x, y`, `∀(x)`, `(∀x)`: a quantifier for each variable, and nothing behind it."""
    text = _PARENTHESISED.sub(lambda q: f"{q[1] or q[3]}{q[2] or q[4]} ", text)
    text = _SEVERAL.sub(_each, text)
    return _SEPARATED.sub(r"\1 ", text)


def _each(found: re.Match[str]) -> str:
    return " ".join(f"{found[1]}{name.strip()}" for name in found[2].split(","))


def with_lists(text: str) -> str:
    """`P([a, b])`, `P({a, b})`: the term list(a, b)."""
    return _LIST.sub(lambda found: f"list({found[1]})" if "," in found[1] else found.group(), text)


def with_members(text: str) -> str:
    """`x ∈ y`: a predicate called so."""
    return _MEMBER.sub(
        lambda found: f"{'¬' if found[2] == '∉' else ''}'∈'({found[1]}, {found[3]})", text
    )


def with_round_parentheses(text: str) -> str:
    """`∀x [P(x) → Q(x)]`"""
    return text.translate(_SQUARE)


def with_balanced_parentheses(text: str) -> str:
    """What was opened is closed at the end; what closes nothing is left out."""
    kept, level = [], 0
    for part in _PARENTHESIS.split(text):
        level += {"(": 1, ")": -1}.get(part, 0)
        if level < 0:
            level = 0
        else:
            kept.append(part)
    return "".join(kept) + ")" * level


PREFIX = "prefix_notation"

REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("markup", lambda text: without_label(without_markup(text))),
    ("latex", without_latex),
    ("quotes", with_quotes),
    ("list", _outside_quotes(with_lists)),
    ("name", with_names),
    ("sign", _outside_quotes(with_signs)),
    ("quantifier", _outside_quotes(with_single_quantifiers)),
    ("membership", with_members),
    ("bracket", _outside_quotes(with_round_parentheses)),
    ("parenthesis", with_balanced_parentheses),
)
OPERATORS: tuple[str, ...] = (PREFIX, *(name for name, _ in REPAIRS))
