"""Judging: whether a condition holds in every, in some or in no solution of constraints."""

from __future__ import annotations

from enum import StrEnum

import z3

from preceptor.programs.constraints.encoding import Encoding
from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.world import World

TIMEOUT_MS = 3_000
RESOURCES = 20_000_000  # Z3's own count of steps: the same on every machine, unlike time


class Standing(StrEnum):
    """How a condition stands to the solutions of the constraints."""

    ALWAYS = "holds in every solution"
    SOMETIMES = "holds in some solutions"
    NEVER = "holds in no solution"
    UNDECIDED = "was not decided"


class Judge:
    """The constraints on a world in a solver, and conditions held against them.

    Raises Unsupported for what cannot be encoded, LimitExceeded for what is too much.
    """

    def __init__(self, world: World) -> None:
        self._encoding = Encoding(world)
        self._conditions: list[z3.BoolRef] = []
        self._ranges = 0  # how many of the encoding's the solver knows
        self._solver = _solver()

    def assume(self, constraint: Expression) -> None:
        """One constraint more."""
        condition = self._encoding.condition(constraint)
        self._conditions.append(condition)
        self._solver.add(condition)

    def is_consistent(self) -> bool | None:
        """Whether the constraints have a solution; None where that was not decided."""
        return self._satisfiable()

    def conflict(self) -> tuple[int, ...]:
        """The constraints, by position, that have no solution together; without any of them the
        others have one. Of no use where all have one."""
        core = list(range(len(self._conditions)))
        for one in tuple(core):
            rest = [n for n in core if n != one]
            solver = _solver()
            solver.add(*(self._conditions[n] for n in rest), *self._encoding.ranges)
            if solver.check() == z3.unsat:
                core = rest
        return tuple(core)

    def standing(self, condition: Expression) -> Standing:
        """How a condition stands; of constraints without a solution it is `NEVER`."""
        encoded = self._encoding.condition(condition)
        possible = self._satisfiable(encoded)
        if possible is False:
            return Standing.NEVER
        avoidable = self._satisfiable(z3.Not(encoded))
        if possible is None or avoidable is None:
            return Standing.UNDECIDED
        return Standing.SOMETIMES if avoidable else Standing.ALWAYS

    def _satisfiable(self, *conditions: z3.BoolRef) -> bool | None:
        self._solver.add(*self._encoding.ranges[self._ranges :])
        self._ranges = len(self._encoding.ranges)
        found = self._solver.check(*conditions)
        return None if found == z3.unknown else bool(found == z3.sat)


def _solver() -> z3.Solver:
    solver = z3.Solver()
    solver.set(timeout=TIMEOUT_MS, rlimit=RESOURCES, random_seed=0)
    return solver
