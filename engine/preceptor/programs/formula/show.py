"""The printer of formulas, which the grammar reads back unchanged."""

from __future__ import annotations

import re
from typing import assert_never

from preceptor.logic import Const, Num, Var
from preceptor.programs.formula.formulas import (
    Apply,
    Comparison,
    Connective,
    Formula,
    Junction,
    Negation,
    Predication,
    Quantified,
    Term,
)
from preceptor.syntax import show_name, show_number

PLAIN = re.compile(r"[^\W\d]\w*")
_LOOSENESS = {connective: n for n, connective in enumerate(Connective, 1)}


def show_formula(formula: Formula) -> str:
    """The formula with the fewest parentheses that keep its shape."""
    return _show(formula, frozenset())


def _show(formula: Formula, bound: frozenset[str]) -> str:
    match formula:
        case Predication(name, args):
            shown = name if PLAIN.fullmatch(name) else show_name(name)
            return f"{shown}({_terms(args, bound)})" if args else shown
        case Comparison(relation, left, right):
            return f"{_term(left, bound)} {relation} {_term(right, bound)}"
        case Negation(inner):
            return f"¬{_tight(inner, bound)}"
        case Quantified(quantifier, variable, body):
            return f"{quantifier}{variable} {_tight(body, bound | {variable})}"
        case Junction(connective, parts):
            return f" {connective} ".join(_part(part, connective, bound) for part in parts)
        case _:
            assert_never(formula)


def _part(part: Formula, above: Connective, bound: frozenset[str]) -> str:
    text = _show(part, bound)
    loose = isinstance(part, Junction) and _LOOSENESS[part.connective] >= _LOOSENESS[above]
    return f"({text})" if loose else text


def _tight(formula: Formula, bound: frozenset[str]) -> str:
    """What a quantifier or a negation stands before. Comparisons are put in parentheses to be
    plain to the eye, as in ¬(x = y)."""
    text = _show(formula, bound)
    return f"({text})" if isinstance(formula, Junction | Comparison) else text


def _terms(terms: tuple[Term, ...], bound: frozenset[str]) -> str:
    return ", ".join(_term(term, bound) for term in terms)


def _term(term: Term, bound: frozenset[str]) -> str:
    match term:
        case Var(name):
            return name
        case Const(name):
            plain = PLAIN.fullmatch(name) and name not in bound
            return name if plain else _quoted(name)
        case Num(value):
            return show_number(value)
        case Apply(name, args):
            shown = name if PLAIN.fullmatch(name) else show_name(name)
            return f"{shown}({_terms(args, bound)})"
        case _:
            assert_never(term)


def _quoted(name: str) -> str:
    shown = show_name(name)
    return shown if shown.startswith("'") else f"'{shown}'"
