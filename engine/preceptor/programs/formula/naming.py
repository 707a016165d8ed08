"""Naming: one spelling for each predicate, function and constant of a program.

Models write `wellPaid` here and `WellPaid` there, or `NegativeReview` for a declared
`NegativeReviews`. Names that differ in case and joints alone are one; an undeclared predicate is
the declared one of its arity that it nearly spells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from preceptor.logic import Const, Predicate
from preceptor.programs.formula.formulas import (
    Apply,
    Formula,
    Predication,
    Term,
    children,
    map_terms,
    subformulas,
    subterms,
    with_children,
)

_NEAR = 0.9  # of difflib's ratio: one letter in ten
_JOINT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """What each name is to be called, and the repairs that this takes."""

    predicates: dict[str, str]
    terms: dict[str, str]
    operators: tuple[str, ...]

    def renamed(self, formula: Formula) -> Formula:
        return _renamed(map_terms(formula, self._term), self.predicates)

    def _term(self, term: Term) -> Term:
        match term:
            case Const(name):
                return Const(self.terms.get(name, name))
            case Apply(name, args):
                return Apply(self.terms.get(name, name), args)
            case _:
                return term


def naming(declared: Iterable[Predicate], formulas: Iterable[Formula]) -> Naming:
    """The naming of a program. `arity` among the operators says that a predicate has several
    arities: the names stay, and the predicates are different ones."""
    known, stated = tuple(declared), tuple(formulas)
    used = tuple(dict.fromkeys(p for formula in stated for p in _predications(formula)))
    names = (*(p.name for p in known), *(p.name for p in used))
    predicates = _one_spelling(names)
    terms = _one_spelling(name for formula in stated for name in _names(formula))
    operators = ["case"] if predicates or terms else []
    misspelt = _misspelt(known, used, predicates)
    if misspelt:
        predicates |= misspelt
        operators.append("spelling")
    arities = defaultdict(set)
    for predicate in (*known, *used):
        arities[predicates.get(predicate.name, predicate.name)].add(predicate.arity)
    if any(len(found) > 1 for found in arities.values()):
        operators.append("arity")
    return Naming(predicates, terms, tuple(operators))


def _predications(formula: Formula) -> Iterator[Predicate]:
    for part in subformulas(formula):
        if isinstance(part, Predication):
            yield Predicate(part.name, len(part.args))


def _names(formula: Formula) -> Iterator[str]:
    for term in subterms(formula):
        if isinstance(term, Const | Apply):
            yield term.name


def _folded(name: str) -> str:
    return _JOINT.sub("", name).casefold() or name


def _one_spelling(names: Iterable[str]) -> dict[str, str]:
    """Each name that is not spelt as the first of its kind, with that first spelling."""
    first: dict[str, str] = {}
    return {name: kept for name in names if (kept := first.setdefault(_folded(name), name)) != name}


def _misspelt(
    known: tuple[Predicate, ...], used: tuple[Predicate, ...], spelling: dict[str, str]
) -> dict[str, str]:
    declared = {spelling.get(p.name, p.name) for p in known}
    found = {}
    for predicate in used:
        name = spelling.get(predicate.name, predicate.name)
        alike = [p.name for p in known if p.arity == predicate.arity]
        close = get_close_matches(name, alike, n=1, cutoff=_NEAR)
        if name not in declared and close:
            found[predicate.name] = close[0]
    return found


def _renamed(formula: Formula, names: dict[str, str]) -> Formula:
    if isinstance(formula, Predication):
        return Predication(names.get(formula.name, formula.name), formula.args)
    return with_children(formula, tuple(_renamed(part, names) for part in children(formula)))
