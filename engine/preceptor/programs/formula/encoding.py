"""Encoding: formulas for Z3, over things without structure or over a few named ones.

Names are numbered in order of first use, so that no text of a teacher reaches Z3.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from typing import assert_never

import z3

from preceptor.logic import Const, LimitExceeded, Num, Var
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

MAX_INSTANCES = 20_000  # atoms and comparisons, each counted as often as it is instantiated

_THING = z3.DeclareSort("thing")
_ORDER = {
    Relation.EQ: operator.eq,
    Relation.NE: operator.ne,
    Relation.LT: operator.lt,
    Relation.LE: operator.le,
    Relation.GT: operator.gt,
    Relation.GE: operator.ge,
}
Key = tuple[str, int]  # a name and its number of arguments


class Encoding:
    """The names of some formulas as symbols of Z3.

    With `size` the domain is that many named things and quantifiers are written out; without, it
    is any, and they are Z3's own. `axioms` is what must be said about the terms that were used.
    """

    def __init__(self, size: int | None = None) -> None:
        self.things = tuple(z3.Const(f"thing {n}", _THING) for n in range(size or 0))
        self.number = z3.Function("number", _THING, z3.RealSort())
        self.atoms: dict[z3.BoolRef, tuple[str, tuple[z3.ExprRef, ...]]] = {}
        self.terms: dict[z3.ExprRef, tuple[str, tuple[z3.ExprRef, ...]]] = {}
        self.numerals: dict[Num, z3.ExprRef] = {}
        self._predicates: dict[Key, z3.FuncDeclRef] = {}
        self._functions: dict[Key, z3.FuncDeclRef] = {}
        self._instances = 0
        self._fresh = 0

    def formula(self, formula: Formula) -> z3.BoolRef:
        """A closed formula. Raises LimitExceeded where writing it out takes too many instances."""
        return self._formula(formula, {})

    def axioms(self) -> list[z3.BoolRef]:
        """That numbers are what they are and, in a finite domain, that there is nothing else."""
        said = [self.number(thing) == z3.RealVal(str(num)) for num, thing in self.numerals.items()]
        if self.things:
            said.append(z3.Distinct(*self.things))
            every = (*self.terms, *self.numerals.values())
            said += (z3.Or(*(term == thing for thing in self.things)) for term in every)
        return said

    def _formula(self, formula: Formula, bound: Mapping[str, z3.ExprRef]) -> z3.BoolRef:
        match formula:
            case Predication(name, args):
                return self._atom(name, tuple(self._term(arg, bound) for arg in args))
            case Comparison(relation, left, right):
                self._count()
                return self._compared(relation, self._term(left, bound), self._term(right, bound))
            case Negation(inner):
                return z3.Not(self._formula(inner, bound))
            case Junction(connective, parts):
                return _joined(connective, [self._formula(part, bound) for part in parts])
            case Quantified(quantifier, variable, body):
                return self._quantified(quantifier, variable, body, bound)
            case _:
                assert_never(formula)

    def _quantified(
        self,
        quantifier: Quantifier,
        variable: str,
        body: Formula,
        bound: Mapping[str, z3.ExprRef],
    ) -> z3.BoolRef:
        universal = quantifier is Quantifier.ALL
        if self.things:
            cases = [self._formula(body, {**bound, variable: thing}) for thing in self.things]
            return z3.And(*cases) if universal else z3.Or(*cases)
        self._fresh += 1
        any_thing = z3.Const(f"x {self._fresh}", _THING)
        inner = self._formula(body, {**bound, variable: any_thing})
        return z3.ForAll(any_thing, inner) if universal else z3.Exists(any_thing, inner)

    def _compared(self, relation: Relation, left: z3.ExprRef, right: z3.ExprRef) -> z3.BoolRef:
        if relation in (Relation.EQ, Relation.NE):
            return _ORDER[relation](left, right)
        return _ORDER[relation](self.number(left), self.number(right))

    def _atom(self, name: str, args: tuple[z3.ExprRef, ...]) -> z3.BoolRef:
        self._count()
        key = (name, len(args))
        if key not in self._predicates:
            sorts = (*(_THING for _ in args), z3.BoolSort())
            self._predicates[key] = z3.Function(f"p {len(self._predicates)}", *sorts)
        atom = self._predicates[key](*args)
        self.atoms[atom] = (name, args)
        return atom

    def _term(self, term: Term, bound: Mapping[str, z3.ExprRef]) -> z3.ExprRef:
        match term:
            case Var(name):
                return bound[name]
            case Const(name):
                return self._applied(name, ())
            case Num():
                return self.numerals.setdefault(term, z3.Const(f"n {len(self.numerals)}", _THING))
            case Apply(name, args):
                return self._applied(name, tuple(self._term(arg, bound) for arg in args))
            case _:
                assert_never(term)

    def _applied(self, name: str, args: tuple[z3.ExprRef, ...]) -> z3.ExprRef:
        key = (name, len(args))
        if key not in self._functions:
            sorts = (*(_THING for _ in args), _THING)
            self._functions[key] = z3.Function(f"f {len(self._functions)}", *sorts)
        term = self._functions[key](*args)
        self.terms[term] = (name, args)
        return term

    def _count(self) -> None:
        self._instances += 1
        if self._instances > MAX_INSTANCES:
            raise LimitExceeded("instances of formulas", self._instances, MAX_INSTANCES)


def _joined(connective: Connective, parts: list[z3.BoolRef]) -> z3.BoolRef:
    match connective:
        case Connective.AND:
            return z3.And(*parts)
        case Connective.OR:
            return z3.Or(*parts)
        case Connective.XOR:
            return reduce(z3.Xor, parts)
        case Connective.IFF:
            return reduce(operator.eq, parts)
        case Connective.IMPLIES:
            return z3.Implies(*parts)
        case _:
            assert_never(connective)
