"""Hitting sets: the cheapest choice of elements that has one in each of some sets.

What every solver needs first is done here: reductions that lose no optimum (Weihe 1998), then
one problem for each connected component. A component is solved exactly within a time limit, by
RC2 where python-sat is installed and else by Z3; past the limit the greedy choice stands, with
a proven lower bound beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from preceptor.check.repair.greedy import greedy, packing_bound
from preceptor.check.repair.optimum import Solver, solver

Sets = Sequence[frozenset[int]]
Costs = Mapping[int, int]

SECONDS = 1.0  # of one component


@dataclass(frozen=True, slots=True)
class Hitting:
    """A hitting set and its cost. No hitting set costs less than `bound`."""

    chosen: frozenset[int]
    cost: int
    bound: int

    @property
    def optimal(self) -> bool:
        return self.cost == self.bound


def hitting(
    sets: Iterable[frozenset[int]],
    costs: Costs,
    seconds: float = SECONDS,
    solve: Solver | None = None,
) -> Hitting:
    """A least-cost hitting set of sets that are not empty; costs are at least 1.

    `seconds` is for each component; `solve` is chosen by what is installed.
    """
    solve = solve or solver()
    forced, left = reduced(sets, costs)
    chosen, bound = set(forced), sum(costs[element] for element in forced)
    for component in components(left):
        found = _component(component, costs, seconds, solve)
        chosen |= found.chosen
        bound += found.bound
    return Hitting(frozenset(chosen), sum(costs[element] for element in chosen), bound)


def _component(sets: Sets, costs: Costs, seconds: float, solve: Solver) -> Hitting:
    """The best of what the solver and the greedy choice found, with the better bound."""
    quick = greedy(sets, costs)
    least = packing_bound(sets, costs)
    cost = sum(costs[element] for element in quick)
    if cost == least:
        return Hitting(quick, cost, least)
    exact, proved = solve(sets, costs, seconds)
    best = min((quick, exact or quick), key=lambda found: sum(costs[e] for e in found))
    return Hitting(best, sum(costs[element] for element in best), max(least, proved))


def reduced(sets: Iterable[frozenset[int]], costs: Costs) -> tuple[frozenset[int], Sets]:
    """Elements that some optimum has, and the sets that are then left to hit.

    A set that holds another is hit with it; the only element of a set is taken; an element goes
    where another, no dearer, is in all of its sets.
    """
    left = set(sets)
    forced: set[int] = set()
    while True:
        single = {next(iter(one)) for one in left if len(one) == 1}
        forced |= single
        left = {one for one in left if one.isdisjoint(single)}
        smaller = _without(_minimal(left), costs)
        if smaller == left and not single:
            return frozenset(forced), sorted(left, key=sorted)
        left = smaller


def _minimal(sets: set[frozenset[int]]) -> set[frozenset[int]]:
    """The sets that hold no other."""
    places = _places(sets)
    return {
        one
        for one in sets
        if not any(other < one for other in set().union(*(places[element] for element in one)))
    }


def _without(sets: set[frozenset[int]], costs: Costs) -> set[frozenset[int]]:
    """The sets without the elements that another one, no dearer, can stand for."""
    places = _places(sets)
    gone: set[int] = set()
    for element in sorted(places):
        own = places[element]
        rivals = set.intersection(*map(set, own)) - gone - {element}
        if any(
            costs[rival] < costs[element]
            or (
                costs[rival] == costs[element]
                and (len(places[rival]) > len(own) or rival < element)
            )
            for rival in rivals
        ):
            gone.add(element)
    return {one - gone for one in sets} if gone else sets


def components(sets: Sets) -> Iterator[Sets]:
    """The sets by connected component: two are connected where they share an element."""
    places = _places(sets)
    seen: set[frozenset[int]] = set()
    for start in sets:
        if start in seen:
            continue
        seen.add(start)
        found, waiting = [], [start]
        while waiting:
            one = waiting.pop()
            found.append(one)
            for other in (other for element in one for other in places[element]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        yield found


def _places(sets: Iterable[frozenset[int]]) -> dict[int, list[frozenset[int]]]:
    """The sets that hold each element."""
    places: dict[int, list[frozenset[int]]] = {}
    for one in sets:
        for element in one:
            places.setdefault(element, []).append(one)
    return places
