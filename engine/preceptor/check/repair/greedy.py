"""Greedy: a hitting set that is good, soon; and how much any hitting set must cost at least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction


def greedy(sets: Sequence[frozenset[int]], costs: Mapping[int, int]) -> frozenset[int]:
    """Takes what hits most sets for its cost until all are hit, then leaves out what is spare.

    At most H(k) times the optimum, k being how many sets one element hits (Chvátal 1979).
    """
    left = list(sets)
    chosen: list[int] = []
    while left:
        counts: dict[int, int] = {}
        for one in left:
            for element in one:
                counts[element] = counts.get(element, 0) + 1
        best = min(counts, key=lambda e: (Fraction(costs[e], counts[e]), e))
        chosen.append(best)
        left = [one for one in left if best not in one]
    kept = set(chosen)
    for element in sorted(chosen, key=lambda e: -costs[e]):
        if all(kept & one != {element} for one in sets):
            kept.discard(element)
    return frozenset(kept)


def packing_bound(sets: Sequence[frozenset[int]], costs: Mapping[int, int]) -> int:
    """A lower bound: each set, in turn, pays what all of its elements can still take.

    No element is paid more than it costs, so that this is a dual solution (Bar-Yehuda, Even 1981).
    """
    spare = dict(costs)
    paid = 0
    for one in sorted(sets, key=lambda one: (len(one), sorted(one))):
        share = min(spare[element] for element in one)
        paid += share
        for element in one:
            spare[element] -= share
    return paid
