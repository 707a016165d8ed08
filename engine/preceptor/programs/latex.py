"""LaTeX: the signs of logic as its commands, and formulas set between dollars."""

from __future__ import annotations

import re

_SIGNS = {
    "↔": ("leftrightarrow", "Leftrightarrow", "longleftrightarrow", "iff", "equiv"),
    "→": (
        *("rightarrow", "Rightarrow", "longrightarrow", "Longrightarrow"),
        *("implies", "to", "supset", "Longmapsto"),
    ),
    "∀": ("forall",),
    "∃": ("exists",),
    "⊕": ("oplus", "veebar"),
    "∧": ("wedge", "land", "bigwedge"),
    "∨": ("vee", "lor", "bigvee"),
    "¬": ("lnot", "neg", "sim"),
    "≠": ("neq", "ne"),
    "≤": ("leq", "le"),
    "≥": ("geq", "ge"),
    "∈": ("in",),
    "": ("left", "right", "big", "Big", "bigl", "bigr"),
    " ": ("quad", "qquad"),
}
_MEANT = {command: sign for sign, commands in _SIGNS.items() for command in commands}
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SET = re.compile(
    r"\\(?:text|textit|textbf|textsf|mathrm|mathit|mathbf|mathsf|operatorname)\{([^{}]*)\}"
)
_SPACE = re.compile(r"(?<!/)\\[,;:! ]")
_ESCAPED = re.compile(r"\\([_{}&%#])")
_DISPLAY = re.compile(r"\\[()\[\]]")
# A dollar that is no variable's: before a sign, at an end, before an atom.
_DOLLAR = re.compile(r"\$\$?(?=\\|[^\w{$]|$|\w+\s*[(\[])")


def without_latex(text: str) -> str:
    r"""`$\forall x\,(P(x) \rightarrow \neg Q(x))$`; a dollar before a variable stays."""
    text = _SET.sub(r"\1", _DOLLAR.sub("", text)) if "$" in text or "\\" in text else text
    if "\\" not in text:
        return text
    text = _COMMAND.sub(lambda found: _MEANT.get(found[1], found.group()), text)
    return _DISPLAY.sub("", _ESCAPED.sub(r"\1", _SPACE.sub(" ", text)))
