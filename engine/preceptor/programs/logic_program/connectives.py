"""Repairs of what joins atoms: arrows, negation, conjunction, alternatives, quantifiers."""

from __future__ import annotations

import re

from preceptor.programs.logic_program.arguments import (
    opposed,
    per_atom,
    without_negated_argument,
)
from preceptor.programs.prefix import infix

_MAX_NESTED = 4  # negations inside each other
_MAX_CASES = 16  # rules that one disjunction may become
ATOM = r"\w[\w'’-]*\s*\([^()]*\)"
_NEGATED_GROUP = re.compile(
    rf"(?:[!¬~]|\\\+|\bnot\b)\s*\(\s*({ATOM})\s*(?:,\s*(true|false)\s*)?\)", re.IGNORECASE
)
_NEGATED_ATOM = re.compile(rf"(?:[!¬~]|\\\+|\bnot\b|(?<![\w)-])-)\s*({ATOM})", re.IGNORECASE)
_ARROW = re.compile(
    r"\s*(?:→|⇒|⟹|⟶|⊃|[-=]{1,3}>+|(?<!>)>>(?!>)|>{4,}|(?<=\))\s*>(?=\s*[\w!¬~(])|\bimplies\b|\bthen\b)\s*",
    re.IGNORECASE,
)
_BACKWARD = re.compile(r"\s*(?:←|⇐|<<<|<[-=]{1,2}|:-|(?<=\))\s+if\b)\s*", re.IGNORECASE)
_AND = re.compile(r"(?<=\))\s*(?:&|∧|\^|/\\|\band\b|,|;)\s*(?=[\w!¬~$(\\-])", re.IGNORECASE)
_OR = re.compile(r"\s*(?:\|\||∨|\\/|\bor\b|\bOR\b)\s*")
_GROUP = re.compile(
    rf"(?<![\w!¬~-])(?<!not)(?<!\+)(?<!not\s)\(\s*({ATOM}(?:\s*(?:&&|∧|&|,|\band\b)\s*[!¬~]?\s*{ATOM})*)\s*\)"
)
_CONDITION = re.compile(r"^\s*if\s+(.*?)\s*,?\s+then\s+", re.IGNORECASE)
_BOUND = r"[$?]?[a-z]\w{0,15}(?![\w(])"
_QUANTIFIED = re.compile(
    rf"\(\s*(?:∀|for\s*all\b)\s*(?P<inside>{_BOUND}(?:\s*,\s*{_BOUND})*)\s*\)\s*[:.,]?\s*"
    rf"|(?:∀|for\s*all\b|for\s+(?:any|every|each)\b|all\b)\s*\(?\s*"
    rf"(?P<names>{_BOUND}(?:\s*,\s*{_BOUND}|\s+[a-z]\d?(?![\w(]))*)\s*\)?\s*[:.,]?\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"\w+")
_CONNECTIVE = re.compile("[∧∨→↔⊕∀∃]")


def with_infix(text: str) -> str:
    """`Implies(And(P($x), Q($x)), R($x))`; of a negation alone there is a repair of its own."""
    changed = infix(text)
    return changed if _CONNECTIVE.search(changed) else text


def without_condition(text: str) -> str:
    """`if P($x, True) then Q($x, True)`"""
    return _CONDITION.sub(r"\1 >>> ", text)


def without_quantifiers(text: str) -> str:
    """`∀p (P(p) → Q(p))`, `forall p. P(p) -> Q(p)`: the names that are bound are variables."""
    bound: list[str] = []
    while found := _QUANTIFIED.match(text := _without_outer(text)):
        bound += _NAME.findall(found["names"] or found["inside"])
        text = text[found.end() :]
    if not bound:
        return text
    places = re.compile(rf"(?<=[(,])(\s*)[$?]?({'|'.join(map(re.escape, bound))})(?=\s*[,)])")
    return places.sub(r"\1$\2", text)


def _without_outer(text: str) -> str:
    """The text without the parentheses around all of it."""
    text = text.strip()
    while text[:1] == "(" and _closing(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closing(text: str) -> int:
    level = 0
    for at, character in enumerate(text):
        level += (character == "(") - (character == ")")
        if level == 0:
            return at
    return -1


def without_groups(text: str) -> str:
    """`(P($x, True) && Q($x, True)) >>> R($x, True)`; a group of alternatives stays."""
    for _ in range(_MAX_NESTED):
        changed = _GROUP.sub(r"\1", text)
        if changed == text:
            break
        text = changed
    return _without_outer(text)


def with_arrow(text: str) -> str:
    """`->`, `=>`, `→`, `implies`."""
    return _ARROW.sub(" >>> ", text)


def with_forward_arrow(text: str) -> str:
    """`head <<< body`, `head :- body`."""
    head, *body = _BACKWARD.split(text)
    return f"{body[0]} >>> {head}" if len(body) == 1 and head else text


def without_negation(text: str) -> str:
    """`!P(a, True)`, `¬P(a)`, `not P(a)`, `Not(P(a, True))`, `Not(P(a), True)`, `P(not a)`:
    `P(a, False)`."""
    for _ in range(_MAX_NESTED):
        changed = _NEGATED_ATOM.sub(lambda found: flipped(found[1]), text)
        changed = _NEGATED_GROUP.sub(lambda found: flipped(found[1], found[2]), changed)
        if changed == text:
            break
        text = changed
    return per_atom(without_negated_argument)(text)


def flipped(atom: str, truth: str | None = None) -> str:
    """The atom with the opposite value, where `truth` is not False: `Not(P(a), False)`."""
    name, _, rest = atom.partition("(")
    arguments = [argument.strip() for argument in rest.rstrip(") ").split(",")]
    if truth is None or truth.lower() == "true":
        arguments = opposed(arguments)
    return f"{name.rstrip()}({', '.join(arguments)})"


def with_ampersands(text: str) -> str:
    """`P(a, True), Q(a, True)`, `and`, `∧`, `&`."""
    return _AND.sub(" && ", text)


def without_disjunction(text: str) -> str:
    """`P || Q >>> R` is two rules, `P >>> R` and `Q >>> R`; each gets a line."""
    body, arrow, head = text.partition(">>>")
    cases = _OR.split(body.strip())
    if not arrow or not 1 < len(cases) <= _MAX_CASES:
        return text
    return "\n".join(f"{case} >>> {head.strip()}" for case in cases)
