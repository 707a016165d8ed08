"""Closing: variables that no quantifier binds where they stand get one.

Models leave quantifiers out as sentences do, and the closure follows discourse representation
(Kamp 1981): what an implication says of a variable it says of every thing, while a variable of its
consequent alone, or of a conjunction, speaks of some thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from preceptor.logic import Const, Var
from preceptor.programs.formula.formulas import (
    Comparison,
    Connective,
    Formula,
    Junction,
    Negation,
    Predication,
    Quantified,
    Quantifier,
    children,
    map_terms,
    subterms,
    with_children,
)

_VARIABLE = re.compile(r"[u-z]\d{0,2}")


def closed(formula: Formula) -> tuple[Formula, tuple[str, ...]]:
    """The formula with every variable bound, and what was done: `quantifier_scope` (a quantifier
    reaches on to the variable's last occurrence), `universal_closure`, `existential_closure`."""
    done: list[str] = []
    widened = _widened(formula)
    if widened != formula:
        done.append("quantifier_scope")
    for name in dict.fromkeys(_free(widened)):
        widened, quantifier = _close(widened, name, as_sentence=True)
        done.append("universal_closure" if quantifier is Quantifier.ALL else "existential_closure")
    return widened, tuple(dict.fromkeys(done))


def _free(formula: Formula) -> Iterator[str]:
    """The names that look like variables and that nothing binds."""
    for term in subterms(formula):
        if isinstance(term, Const) and _VARIABLE.fullmatch(term.name):
            yield term.name


def _bind(formula: Formula, name: str) -> Formula:
    return map_terms(formula, lambda term: Var(name) if term == Const(name) else term)


def _widened(formula: Formula) -> Formula:
    """`∀x P(x) → Q(x)` read as `∀x (P(x) → Q(x))`."""
    formula = with_children(formula, tuple(map(_widened, children(formula))))
    if not isinstance(formula, Junction):
        return formula
    parts = formula.parts
    for n, part in enumerate(parts[:-1]):
        if isinstance(part, Quantified) and any(
            name == part.variable for rest in parts[n + 1 :] for name in _free(rest)
        ):
            behind = tuple(_bind(rest, part.variable) for rest in parts[n + 1 :])
            reached = _widened(Junction(formula.connective, (part.body, *behind)))
            whole = Quantified(part.quantifier, part.variable, reached)
            return Junction(formula.connective, (*parts[:n], whole)) if n else whole
    return formula


def _close(formula: Formula, name: str, as_sentence: bool) -> tuple[Formula, Quantifier]:
    """A quantifier at the smallest part that holds all occurrences of the name. `as_sentence`:
    the part is the statement itself or one of its conjuncts."""
    holding = [n for n, part in enumerate(children(formula)) if name in set(_free(part))]
    if len(holding) == 1:
        at = holding[0]
        parts = list(children(formula))
        stands_alone = as_sentence and isinstance(parts[at], Predication | Comparison)
        if not (isinstance(formula, Negation) and stands_alone):
            inner = as_sentence and _is_conjunction(formula)
            parts[at], quantifier = _close(parts[at], name, inner)
            return with_children(formula, tuple(parts)), quantifier
    quantifier = _quantifier(formula, as_sentence)
    return Quantified(quantifier, name, _bind(formula, name)), quantifier


def _is_conjunction(formula: Formula) -> bool:
    return isinstance(formula, Junction) and formula.connective is Connective.AND


def _quantifier(formula: Formula, as_sentence: bool) -> Quantifier:
    if _is_conjunction(formula):
        return Quantifier.SOME
    conditional = isinstance(formula, Junction) and formula.connective in (
        Connective.IMPLIES,
        Connective.IFF,
    )
    return Quantifier.ALL if as_sentence or conditional else Quantifier.SOME
