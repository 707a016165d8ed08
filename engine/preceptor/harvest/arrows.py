"""Operators on arrows: the implications of other languages, either way round, with our neck.

An arrow is one only where it stands alone between an atom and a body, and not in a comparison.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from preceptor.harvest.tokens import Form, Token, joined, replaced, tokens

NECK = ":-"
NEGATIONS = frozenset(("not", "naf", "!", "~", "\\+"))
NAMES = (Form.WORD, Form.QUOTED)
ARROWS = frozenset(("<-", ":=", "<--", "<==", "if", "->", "-->", "=>", "==>", "then"))

_BACKWARD = frozenset(("<-", ":=", "<--", "<==", "if"))
_FORWARD = frozenset(("->", "-->", "==>", "then"))
_SILENT = (Form.SPACE, Form.COMMENT)


def neck(text: str) -> str:
    """`p(X) <- q(X)`, `p(X) := q(X)`, `p(X) if q(X)`; `<=` where no comparison can stand."""
    found = tokens(text)
    arrows = _places(found, _BACKWARD) or _places(found, {"<="})[:1]
    if len(arrows) != 1 or has_neck(found):
        return text
    at = arrows[0]
    head, body = _weighed(found[:at])[1], _core(found[at + 1 :])
    if not is_atom(head) or (found[at].text == "<=" and not _begins_atom(body)):
        return text
    return joined((*found[:at], replaced(found[at], NECK), *found[at + 1 :]))


def turned_round(text: str) -> str:
    """`q(X) -> p(X).` and `if q(X) then p(X).` A weight stays in front."""
    found = tokens(text)
    start, end = _bounds(found)
    weight, rest = _weighed(found[start:end])
    arrows = _places(rest, _FORWARD) or _places(rest, {"=>"})[-1:]
    if len(arrows) != 1 or has_neck(found) or any(t.form is Form.COMMENT for t in rest):
        return text
    at, stop = arrows[0], "." if rest[-1].text == "." else ""
    body, head = _core(rest[:at]), _core(rest[at + 1 : len(rest) - len(stop)])
    body = _conditions(body) if rest[at].text.lower() == "then" else body
    if not body or not _is_conclusion(head, rest[at]):
        return text
    clause = f"{joined(weight)}{joined(head)} {NECK} {joined(body)}{stop}"
    return f"{joined(found[:start])}{clause}{joined(found[end:])}"


def _conditions(found: Sequence[Token]) -> Sequence[Token]:
    """What stands between `if` and `then`."""
    if not found or found[0].text.lower() != "if":
        return ()
    return _core(found[1:-1] if found[-1].text == "," else found[1:])


def _is_conclusion(found: Sequence[Token], arrow: Token) -> bool:
    """Whether one atom stands behind an arrow; `=>` before a bare name may be a comparison."""
    if arrow.text == "=>" and not _begins_atom(found):
        return False
    return is_atom(found[1:] if _is_negation(found) else found)


def _places(found: Sequence[Token], signs: Container[str]) -> list[int]:
    return [i for i, t in enumerate(found) if not t.argument and t.text.lower() in signs]


def has_neck(found: Sequence[Token]) -> bool:
    return any(token.text == NECK for token in found)


def _core(found: Sequence[Token]) -> Sequence[Token]:
    """The tokens without blanks and comments at either end."""
    start, end = _bounds(found)
    return found[start:end]


def _bounds(found: Sequence[Token]) -> tuple[int, int]:
    start, end = 0, len(found)
    while start < end and found[start].form in _SILENT:
        start += 1
    while start < end and found[end - 1].form in _SILENT:
        end -= 1
    return start, end


def _weighed(found: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """What stands up to `::`, and what behind it."""
    found = _core(found)
    for at, token in enumerate(found[:4]):
        if token.text == "::":
            start = at + 1 + _bounds(found[at + 1 :])[0]
            return found[:start], found[start:]
    return (), found


def is_atom(found: Sequence[Token]) -> bool:
    """Whether the tokens are one atom, `-` in front of it included."""
    found = _core(found)
    if found and found[0].text == "-":
        found = _core(found[1:])
    while len(found) > 2 and found[0].form in (*NAMES, Form.NUMBER) and found[1].text == "-":
        found = found[2:]  # a name with a hyphen, which is quoted later
    if not found or found[0].form not in NAMES:
        return False
    arguments = found[1:]
    if not arguments:
        return True
    outside = [token for token in arguments if not token.argument]
    return [token.text for token in outside] == ["(", ")"] and arguments[-1] is outside[1]


def _begins_atom(found: Sequence[Token]) -> bool:
    """Whether an atom with arguments, or a negation, stands first."""
    if _is_negation(found):
        return True
    name = 1 if found and found[0].text == "-" else 0
    return len(found) > name + 1 and found[name].form in NAMES and found[name + 1].text == "("


def _is_negation(found: Sequence[Token]) -> bool:
    return bool(found) and found[0].text.lower() in NEGATIONS
