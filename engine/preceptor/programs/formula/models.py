"""Finite models: what every name means on a few things, and which formulas are then true."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
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
    Quantifier,
    Relation,
    Term,
)
from preceptor.programs.formula.show import show_formula

Elements = tuple[int, ...]
_ORDER: dict[Relation, Callable[[Fraction, Fraction], bool]] = {
    Relation.LT: operator.lt,
    Relation.LE: operator.le,
    Relation.GT: operator.gt,
    Relation.GE: operator.ge,
}


@dataclass(frozen=True)
class Model:
    """Things 0, 1, ..., each with the number that comparisons take it for.

    `relations` holds what is true of which things, `functions` the values of functions (a constant
    is one without arguments). What they do not mention is false, or thing 0.
    """

    numbers: tuple[Fraction, ...]
    relations: frozenset[tuple[str, Elements]]
    functions: Mapping[tuple[str, Elements], int]

    @property
    def size(self) -> int:
        return len(self.numbers)

    def holds(self, formula: Formula) -> bool:
        """Whether a closed formula is true in the model."""
        return self._holds(formula, {})

    def _holds(self, formula: Formula, bound: Mapping[str, int]) -> bool:
        match formula:
            case Predication(name, args):
                return (name, tuple(self._thing(arg, bound) for arg in args)) in self.relations
            case Comparison(relation, left, right):
                return self._compares(relation, self._thing(left, bound), self._thing(right, bound))
            case Negation(inner):
                return not self._holds(inner, bound)
            case Junction(connective, parts):
                truths = (self._holds(part, bound) for part in parts)
                return _joined(connective, truths)
            case Quantified(quantifier, variable, body):
                truths = (self._holds(body, {**bound, variable: n}) for n in range(self.size))
                return all(truths) if quantifier is Quantifier.ALL else any(truths)
            case _:
                assert_never(formula)

    def _compares(self, relation: Relation, left: int, right: int) -> bool:
        if relation in (Relation.EQ, Relation.NE):
            return (left == right) is (relation is Relation.EQ)
        return _ORDER[relation](self.numbers[left], self.numbers[right])

    def _thing(self, term: Term, bound: Mapping[str, int]) -> int:
        match term:
            case Var(name):
                return bound[name]
            case Const(name):
                return self.functions.get((name, ()), 0)
            case Num(value):
                return self.numbers.index(Fraction(value))
            case Apply(name, args):
                things = tuple(self._thing(arg, bound) for arg in args)
                return self.functions.get((name, things), 0)
            case _:
                assert_never(term)

    def __str__(self) -> str:
        """`a = 1, b = 2: P(1), Q(1, 2)`, with things counted from 1."""
        terms = (
            f"{show_formula(Predication(name, _numerals(args)))} = {value + 1}"
            for (name, args), value in self.functions.items()
        )
        facts = (
            show_formula(Predication(name, _numerals(args)))
            for name, args in sorted(self.relations)
        )
        return f"{', '.join(terms) or 'no constants'}: {', '.join(facts) or 'nothing holds'}"


def _joined(connective: Connective, truths: Iterator[bool]) -> bool:
    match connective:
        case Connective.AND:
            return all(truths)
        case Connective.OR:
            return any(truths)
        case Connective.XOR:
            return reduce(operator.ne, truths)
        case Connective.IFF:
            return reduce(operator.eq, truths)
        case Connective.IMPLIES:
            first, second = truths
            return second or not first
        case _:
            assert_never(connective)


def _numerals(things: Elements) -> tuple[Term, ...]:
    return tuple(Num(thing + 1) for thing in things)
