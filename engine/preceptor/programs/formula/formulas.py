"""Formulas of first-order logic with equality, functions and comparisons of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from preceptor.logic import Const, Num, Var


class Connective(StrEnum):
    """From the tightest to the loosest. `⊕` and `↔` of several parts are read from the left."""

    AND = "∧"
    OR = "∨"
    XOR = "⊕"
    IMPLIES = "→"
    IFF = "↔"


class Quantifier(StrEnum):
    ALL = "∀"
    SOME = "∃"


class Relation(StrEnum):
    """`=` and `≠` hold between things; the others between the numbers that things have."""

    EQ = "="
    NE = "≠"
    LT = "<"
    LE = "≤"
    GT = ">"
    GE = "≥"


@dataclass(frozen=True, slots=True)
class Apply:
    """A function applied to terms."""

    name: str
    args: tuple[Term, ...]


Term = Var | Const | Num | Apply


@dataclass(frozen=True, slots=True)
class Predication:
    """`P(a, x)`; without arguments a proposition."""

    name: str
    args: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    relation: Relation
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Negation:
    inner: Formula


@dataclass(frozen=True, slots=True)
class Junction:
    """Two or more formulas under a connective; an implication has exactly two."""

    connective: Connective
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Quantified:
    quantifier: Quantifier
    variable: str
    body: Formula


Formula = Predication | Comparison | Negation | Junction | Quantified


def children(formula: Formula) -> tuple[Formula, ...]:
    match formula:
        case Negation(inner):
            return (inner,)
        case Junction(_, parts):
            return parts
        case Quantified(_, _, body):
            return (body,)
        case Predication() | Comparison():
            return ()
        case _:
            assert_never(formula)


def subformulas(formula: Formula) -> Iterator[Formula]:
    """The formula and all inside it, in printed order."""
    stack = [formula]
    while stack:
        top = stack.pop()
        yield top
        stack += reversed(children(top))


def with_children(formula: Formula, parts: tuple[Formula, ...]) -> Formula:
    """The formula with these in the place of its children."""
    match formula:
        case Negation():
            return Negation(*parts)
        case Junction(connective):
            return Junction(connective, parts)
        case Quantified(quantifier, variable):
            return Quantified(quantifier, variable, *parts)
        case Predication() | Comparison():
            return formula
        case _:
            assert_never(formula)


def arguments(formula: Formula) -> tuple[Term, ...]:
    """The terms that stand in an atomic formula itself."""
    match formula:
        case Predication(_, args):
            return args
        case Comparison(_, left, right):
            return (left, right)
        case _:
            return ()


def subterms(formula: Formula) -> Iterator[Term]:
    """Every term of a formula, those inside of functions as well, in printed order."""
    for part in subformulas(formula):
        stack = list(reversed(arguments(part)))
        while stack:
            term = stack.pop()
            yield term
            if isinstance(term, Apply):
                stack += reversed(term.args)


def map_terms(formula: Formula, change: Callable[[Term], Term]) -> Formula:
    """The formula with `change` applied to each term, the inner ones first."""

    def inside(term: Term) -> Term:
        if isinstance(term, Apply):
            term = Apply(term.name, tuple(map(inside, term.args)))
        return change(term)

    match formula:
        case Predication(name, args):
            return Predication(name, tuple(map(inside, args)))
        case Comparison(relation, left, right):
            return Comparison(relation, inside(left), inside(right))
        case _:
            parts = tuple(map_terms(part, change) for part in children(formula))
            return with_children(formula, parts)


def negated(formula: Formula) -> Formula:
    return formula.inner if isinstance(formula, Negation) else Negation(formula)


def depth(formula: Formula) -> int:
    """How deep formulas and terms are nested; needs no recursion itself."""
    deepest = 0
    stack: list[tuple[Formula | Term, int]] = [(formula, 1)]
    while stack:
        part, level = stack.pop()
        deepest = max(deepest, level)
        if isinstance(part, Apply):
            stack += ((arg, level + 1) for arg in part.args)
        elif not isinstance(part, Var | Const | Num):
            stack += ((child, level + 1) for child in (*children(part), *arguments(part)))
    return deepest
