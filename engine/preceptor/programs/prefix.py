"""Prefix notation: `Implies(And(P(x), Q(x)), R(x))` with its connectives between their parts."""

from __future__ import annotations

import re

_MAX_NESTED = 40
_BETWEEN = {"and": "∧", "or": "∨", "implies": "→", "imply": "→", "iff": "↔", "equivalent": "↔"}
_BETWEEN |= {"xor": "⊕", "conjunction": "∧", "disjunction": "∨", "implication": "→"}
_QUANTIFIERS = {"forall": "∀", "exists": "∃", "exist": "∃"}
_NEGATIONS = ("not", "neg", "negation")
_NAMES = "|".join((*_BETWEEN, *_QUANTIFIERS, *_NEGATIONS))
# Where a formula may begin: `P(x) and (Q(x))` has its connective between its parts already.
_CALL = re.compile(rf"(?:^|(?<=[(,\[¬→∧∨↔⊕>&|]))\s*({_NAMES})\s*\(", re.IGNORECASE)
_VARIABLES = re.compile(r"\[?\s*\$?\w+(?:\s*:\s*\w+)?(?:\s*,\s*\$?\w+(?:\s*:\s*\w+)?)*\s*\]?")
_VARIABLE = re.compile(r"\$?\w+")
_SORT = re.compile(r"\s*:\s*\w+")


def infix(text: str) -> str:
    """The text with each connective between its parts, in parentheses, and each quantifier before
    its variable. What is not of this form stays."""
    return _infix(text, _MAX_NESTED)


def _infix(text: str, deep: int) -> str:
    found = _CALL.search(text) if deep else None
    if found is None:
        return text
    name = found[1].lower()
    parts, end = _parts(text, found.end())
    said = _operands(name, parts)
    if end is None or said is None:  # no such call: its parts are looked at where they stand
        return text[: found.end()] + _infix(text[found.end() :], deep - 1)
    before, operands = said
    sign = f" {_BETWEEN.get(name, '')} "
    inside = sign.join(_infix(operand, deep - 1) for operand in operands)
    rest = _infix("(" + text[end:], deep - 1)[1:]
    return f"{text[: found.start(1)]}{before}({inside}){rest}"


def _operands(name: str, parts: list[str]) -> tuple[str, list[str]] | None:
    """What stands before the parenthesis of a call in infix notation, and its operands; None for
    a call without such a sense."""
    parts = [part.strip() for part in parts]
    if name in _NEGATIONS:
        return ("¬", parts) if len(parts) == 1 and parts[0] else None
    if name in _QUANTIFIERS:
        listed = ", ".join(parts[:-1])
        if not _VARIABLES.fullmatch(listed):
            return None
        names = _VARIABLE.findall(_SORT.sub("", listed))
        return "".join(f"{_QUANTIFIERS[name]}{variable} " for variable in names), parts[-1:]
    if len(parts) == 1 and parts[0][:1] == "[" and parts[0][-1:] == "]":
        parts = [part.strip() for part in _parts(parts[0], 1, "]")[0]]
    return ("", parts) if len(parts) > 1 else None


def _parts(text: str, start: int, close: str = ")") -> tuple[list[str], int | None]:
    """What stands between commas from `start` to the parenthesis that closes it, and where that
    ends; None where nothing closes it."""
    parts, level, at = [], 0, start
    for n in range(start, len(text)):
        character = text[n]
        if level == 0 and character in (close, ","):
            parts.append(text[at:n])
            at = n + 1
            if character == close:
                return parts, n + 1
        level += (character in "([{") - (character in ")]}")
    return [], None
