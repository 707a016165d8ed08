"""Costs in bulk: what `reason.costs` makes of one weight, in columns of machine integers.

They are the same integers, added up in the same units, so the best proof's cost is exact. Only past
CAP they are all alike: what costs so much has a confidence below e^-2048, which no float tells
from 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from preceptor.logic import Predicate
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.costs import HEIGHT_BITS, UNIT, cost
from preceptor.reason.plan import Plan

COST = ""  # the column of a batch that holds costs: no variable has this name
CAP = 1 << 61  # two such costs can be added in a word


def units(weight: Fraction) -> int:
    """The cost of a weight in (0, 1]."""
    return min(CAP, cost(weight) >> HEIGHT_BITS)


def plus(one: Ints, other: Ints | int) -> Ints:
    """Sums of costs."""
    total: Ints = np.minimum(one + other, CAP)
    return total


def confidences(costs: Ints) -> NDArray[np.float64]:
    """The products of weights that costs stand for, right to twelve digits."""
    products: NDArray[np.float64] = np.exp(costs * (-1.0 / UNIT))
    return products


def costly(plan: Plan, stated: Iterable[Predicate]) -> frozenset[Predicate]:
    """The predicates whose atoms may cost something: those of weighted facts (`stated`), and what
    is concluded by a weighted rule or from such a predicate."""
    found = set(stated)
    for stratum in plan.strata:
        while not found.issuperset(stratum.adds):
            pays = [
                variant
                for variant in stratum.whole
                if variant.rule.rule.weight != 1 or _meets(variant.reads, found)
            ]
            before = len(found)
            found.update(variant.head.predicate for variant in pays)
            if len(found) == before:
                break
    return frozenset(found)


def _meets(some: Iterable[Predicate], others: Collection[Predicate]) -> bool:
    return any(predicate in others for predicate in some)
