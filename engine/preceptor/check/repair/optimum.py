"""Optimum: exact hitting sets, by RC2 of python-sat or by Z3, within a time limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from threading import Timer

Sets = Sequence[frozenset[int]]
# The best hitting set that was found, None for none, and what any must cost at least.
Solved = tuple[frozenset[int] | None, int]
Solver = Callable[[Sets, Mapping[int, int], float], Solved]


def solver() -> Solver:
    """RC2 where the extra `sat` is installed, else Z3."""
    return by_rc2 if find_spec("pysat") is not None else by_z3


def by_z3(sets: Sets, costs: Mapping[int, int], seconds: float) -> Solved:
    """Weighted MaxSAT by z3.Optimize; after the limit the best bounds that it came to."""
    import z3

    context = z3.Context()
    optimize = z3.Optimize(ctx=context)
    optimize.set("timeout", max(1, round(seconds * 1000)))
    elements = sorted(frozenset().union(*sets))
    flags = {element: z3.Bool(f"e{element}", context) for element in elements}
    for one in sets:
        optimize.add(z3.Or([flags[element] for element in sorted(one)]))
    for element in elements:
        objective = optimize.add_soft(z3.Not(flags[element]), costs[element])
    if optimize.check() == z3.sat:
        model = optimize.model()
        chosen = frozenset(e for e in elements if z3.is_true(model.eval(flags[e])))
        return chosen, sum(costs[element] for element in chosen)
    lower = optimize.lower(objective)
    return None, int(lower.as_long()) if z3.is_int_value(lower) else 0


def by_rc2(sets: Sets, costs: Mapping[int, int], seconds: float) -> Solved:
    """Weighted MaxSAT by RC2 with stratification (Ignatiev, Morgado, Marques-Silva 2019)."""
    from pysat.examples.rc2 import RC2Stratified
    from pysat.formula import WCNF

    elements = sorted(frozenset().union(*sets))
    number = {element: place for place, element in enumerate(elements, 1)}
    formula = WCNF()
    for one in sets:
        formula.append([number[element] for element in sorted(one)])
    for element in elements:
        formula.append([-number[element]], weight=costs[element])
    rc2 = RC2Stratified(formula, adapt=True, exhaust=True, minz=True)
    clock = Timer(seconds, rc2.interrupt)
    clock.daemon = True
    clock.start()
    try:
        model = rc2.compute(expect_interrupt=True)
    finally:
        clock.cancel()
        clock.join()
    if model is None:
        # What it has paid so far is a lower bound: each core costs at least its least weight.
        return None, int(rc2.cost)
    chosen = frozenset(elements[v - 1] for v in model if 0 < v <= len(elements))
    return chosen, sum(costs[element] for element in chosen)
