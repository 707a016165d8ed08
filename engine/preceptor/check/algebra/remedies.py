"""Remedies: conditions that a false identity may lack, the weaker ones first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from preceptor.check.algebra.derivative import ZERO, times
from preceptor.check.algebra.requirements import not_negative
from preceptor.check.algebra.sorts import Integers, is_real
from preceptor.logic.identity import (
    Application,
    Comparison,
    Condition,
    Expression,
    Identity,
    Kind,
    Membership,
    Operation,
    Relation,
    free,
    within,
)

MAX_REMEDIES = 80
_OPPOSITE = {Relation.GE: Relation.LE, Relation.LE: Relation.GE}

Remedy = tuple[Condition, ...]


def remedies(identity: Identity, whole: Integers) -> Iterator[Remedy]:
    """Sign conditions on what stands under roots and moduli, then on variables, then that a
    variable is an integer, then signs of two variables at once."""
    seen: set[Remedy] = set()
    for remedy in _all(identity, whole):
        if remedy not in seen and not set(remedy) <= set(identity.conditions):
            seen.add(remedy)
            yield remedy
        if len(seen) >= MAX_REMEDIES:
            return


def _all(identity: Identity, whole: Integers) -> Iterator[Remedy]:
    variables = identity.variables
    inner = tuple(dict.fromkeys(e for e in _telling(identity) if set(free(e)) <= set(variables)))
    for expression in (*variables, *inner):
        positive = not_negative(expression)
        yield (positive,)
        yield (replace(positive, relation=_OPPOSITE[positive.relation]),)
    for one, other in combinations(variables, 2):
        for relation in (Relation.GE, Relation.LE):
            yield (Comparison(relation, times(one, other), ZERO),)
            yield (Comparison(relation, one, other),)
    for variable in variables:
        if variable not in whole:
            yield (Membership(Kind.INTEGER, variable),)
        for relation in (Relation.GT, Relation.LT, Relation.NE):
            yield (Comparison(relation, variable, ZERO),)
    for one, other in combinations(variables, 2):
        for relation in (Relation.GE, Relation.GT, Relation.LE):
            yield (Comparison(relation, one, ZERO), Comparison(relation, other, ZERO))


def _telling(identity: Identity) -> Iterator[Expression]:
    """What is taken the modulus of, or squared under a root."""
    for side in (identity.left, identity.right):
        for part in within(side):
            match part:
                case Application("sqrt", (Operation("^", base, _),)) if is_real(base):
                    yield base
                case Application("abs", (argument,)) if is_real(argument):
                    yield argument
