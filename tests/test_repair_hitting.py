"""Hitting sets against all subsets, tried one by one."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from itertools import chain, combinations
from time import process_time

import pytest

from preceptor.check.repair.greedy import greedy, packing_bound
from preceptor.check.repair.hitting import components, hitting, reduced
from preceptor.check.repair.optimum import by_rc2, by_z3

SEEDS = range(int(os.environ.get("PRECEPTOR_SEEDS", "60")))
Sets = list[frozenset[int]]


def hypergraph(chance: random.Random) -> tuple[Sets, dict[int, int]]:
    """Up to nine sets over up to eight elements; costs repeat, so that there are ties."""
    elements = range(chance.randint(1, 8))
    sets = [
        frozenset(chance.choices(elements, k=chance.randint(1, 4)))
        for _ in range(chance.randint(0, 9))
    ]
    return sets, {element: chance.choice([1, 1, 2, 3, 7]) for element in elements}


def cheapest(sets: Sets, costs: dict[int, int]) -> int:
    """The least cost of a subset that hits all sets, by trying every subset."""
    subsets = chain.from_iterable(combinations(costs, size) for size in range(len(costs) + 1))
    return min(
        sum(costs[element] for element in subset)
        for subset in subsets
        if all(one & set(subset) for one in sets)
    )


@pytest.mark.parametrize("solve", [by_z3, by_rc2])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_subset_is_cheaper(seed: int, solve: Callable[..., object]) -> None:
    sets, costs = hypergraph(random.Random(seed))
    found = hitting(sets, costs, solve=solve)  # type: ignore[arg-type]  # one of the two
    assert all(one & found.chosen for one in sets)
    assert found.cost == sum(costs[element] for element in found.chosen) == cheapest(sets, costs)
    assert found.optimal


@pytest.mark.parametrize("solve", [by_z3, by_rc2])
@pytest.mark.parametrize("seed", SEEDS[:20])
def test_the_solvers_are_exact_by_themselves(seed: int, solve: Callable[..., object]) -> None:
    """Small problems seldom survive the reductions, so each solver is asked without them."""
    sets, costs = hypergraph(random.Random(seed))
    if sets:
        chosen, bound = solve(sets, costs, 5.0)  # type: ignore[misc]  # one of the two
        assert all(one & chosen for one in sets)
        assert bound == sum(costs[element] for element in chosen) == cheapest(sets, costs)


@pytest.mark.parametrize("seed", SEEDS)
def test_greedy_is_above_and_the_bound_below(seed: int) -> None:
    sets, costs = hypergraph(random.Random(seed))
    chosen = greedy(sets, costs)
    assert all(one & chosen for one in sets)
    assert all(any(one & chosen == {spare} for one in sets) for spare in chosen)
    optimum = cheapest(sets, costs)
    assert packing_bound(sets, costs) <= optimum <= sum(costs[element] for element in chosen)


@pytest.mark.parametrize("seed", SEEDS)
def test_reductions_lose_no_optimum(seed: int) -> None:
    sets, costs = hypergraph(random.Random(seed))
    forced, left = reduced(sets, costs)
    rest = [one for one in left if not one & forced]
    assert rest == list(left)
    assert sum(costs[e] for e in forced) + cheapest(rest, costs) == cheapest(sets, costs)
    apart = list(components(left))
    assert sorted(map(sorted, chain.from_iterable(apart))) == sorted(map(sorted, left))
    for one, other in combinations(apart, 2):
        assert not frozenset().union(*one) & frozenset().union(*other)


def test_a_limit_leaves_a_choice_and_says_that_it_may_not_be_the_cheapest() -> None:
    def nothing(sets: object, costs: object, seconds: float) -> tuple[None, int]:
        return None, 0

    ring = [frozenset((n, (n + 1) % 5)) for n in range(5)]
    costs = dict.fromkeys(range(5), 1)
    found = hitting(ring, costs, solve=nothing)
    assert (found.cost, found.optimal) == (3, False)
    assert found.bound <= 3
    assert hitting(ring, costs).optimal


@pytest.mark.parametrize("dearest", [1, 100])
def test_three_hundred_cores_that_overlap(dearest: int) -> None:
    """1,000 rules, 300 cores of 2 to 5 rules: optimal in a second, and Z3 alone is flagged."""
    chance = random.Random(1)
    cores = [frozenset(chance.sample(range(1000), chance.randint(2, 5))) for _ in range(300)]
    costs = {rule: chance.randint(1, dearest) for rule in range(1000)}
    began = process_time()
    found = hitting(cores, costs, solve=by_rc2)
    assert found.optimal
    assert process_time() - began < 2  # CPU seconds; about 0.1 on an idle machine
    flagged = hitting(cores, costs, seconds=0.2, solve=by_z3)
    assert flagged.bound <= found.cost <= flagged.cost
    assert flagged.optimal is (flagged.cost == flagged.bound)
