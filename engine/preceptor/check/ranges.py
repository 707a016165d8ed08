"""Ranges: values for a guard problem whose variables meet only numbers, found without a solver.

Each variable has a lowest and a highest value. What this cannot decide is left to Z3, and what
it finds satisfies every comparison, sort, functional pair and nogood of the problem.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from itertools import chain, product
from math import prod

from preceptor.check.bounds import MIRROR, Range
from preceptor.check.comparisons import compared, value
from preceptor.check.guards import Outcome, Problem
from preceptor.logic import Compare, Const, Num, Op, Term, Var

_OPPOSITE = {
    Op.LT: Op.GE,
    Op.GE: Op.LT,
    Op.LE: Op.GT,
    Op.GT: Op.LE,
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
    Op.SAME: Op.DIFFERENT,
    Op.DIFFERENT: Op.SAME,
}
_WAYS = 16  # to keep all nogoods


def outcome(posed: Problem) -> Outcome:
    """Whether some values satisfy the problem, UNDECIDED where Z3 must say."""
    if not posed.comparisons and not posed.functional and not posed.nogoods:
        return Outcome.SATISFIABLE
    found = solve(posed)
    return found if isinstance(found, Outcome) else Outcome.SATISFIABLE


def solve(posed: Problem) -> Mapping[str, Term] | Outcome:
    """Values that satisfy the problem, EMPTY where there are none, UNDECIDED where Z3 must say.

    Of each nogood one comparison after another is made to fail, as long as these ways are few.
    """
    if not posed.nogoods:
        return _solve(posed)
    numeric = {name for name, found in narrowed(posed)[0].items() if found.numeric}
    held = frozenset(posed.comparisons)
    failing = [[_opposite(c, numeric) for c in nogood if c not in held] for nogood in posed.nogoods]
    is_open = prod(map(len, failing)) > _WAYS
    for ways in () if is_open else product(*failing):
        if None in ways:
            is_open = True
            continue
        found = _solve(replace(posed, comparisons=(*posed.comparisons, *filter(None, ways))))
        if not isinstance(found, Outcome):
            return found
        is_open = is_open or found is Outcome.UNDECIDED
    return Outcome.UNDECIDED if is_open else Outcome.EMPTY


def _opposite(comparison: Compare, numeric: Container[str]) -> Compare | None:
    """What holds where the comparison of terms fails; None where it may lack a value or a number.

    Of two terms both always have a value; only numbers are more or less than others.
    """
    op, sides = comparison.op, (comparison.left, comparison.right)
    if any(not isinstance(side, Var | Const | Num) for side in sides):
        return None
    if op in (Op.SAME, Op.DIFFERENT) or all(
        isinstance(side, Num) or (isinstance(side, Var) and side.name in numeric) for side in sides
    ):
        return Compare(_OPPOSITE[op], *sides)
    return None


def _solve(posed: Problem) -> Mapping[str, Term] | Outcome:
    ranges, rest = narrowed(posed)
    if any(found.is_empty() for found in ranges.values()):
        return Outcome.EMPTY
    for comparison in rest:
        if not _is_plain(comparison):
            return Outcome.UNDECIDED
        if isinstance(comparison.left, Var) and comparison.left == comparison.right:
            return Outcome.EMPTY if comparison.op is Op.DIFFERENT else Outcome.UNDECIDED
        is_ground = not any(isinstance(s, Var) for s in (comparison.left, comparison.right))
        if is_ground and compared(comparison, {}) is None:
            return Outcome.EMPTY
    chosen = _choose(ranges, posed)
    return Outcome.UNDECIDED if chosen is None or not _satisfies(chosen, posed) else chosen


def narrowed(posed: Problem) -> tuple[dict[str, Range], list[Compare]]:
    """The range of each variable by its sorts and comparisons, and the comparisons left over."""
    ranges = {name: Range() for name in posed.names}
    for name, sort in posed.sorts:
        ranges[name].restrict(sort)
    return ranges, [c for c in posed.comparisons if not _narrow(c, ranges)]


def _is_plain(comparison: Compare) -> bool:
    sides = (comparison.left, comparison.right)
    return comparison.op in (Op.SAME, Op.DIFFERENT) and all(
        isinstance(side, Var | Const | Num) for side in sides
    )


def _narrow(comparison: Compare, ranges: Mapping[str, Range]) -> bool:
    """Whether the comparison is between a variable and a number, and now part of its range."""
    op, left, right = comparison.op, comparison.left, comparison.right
    if isinstance(left, Num) and isinstance(right, Var):
        op, left, right = MIRROR.get(op, op), right, left
    if not isinstance(left, Var):
        return False
    found = ranges[left.name]
    if op is Op.DIFFERENT and isinstance(right, Const | Num):
        found.without.add(right)
        return True
    if not isinstance(right, Num):
        return False
    bound = right.value
    found.numeric = True
    if op in (Op.GT, Op.GE):
        found.at_least(bound, op is Op.GT)
    elif op in (Op.LT, Op.LE):
        found.at_most(bound, op is Op.LT)
    elif op is Op.NE:
        found.without.add(right)
    else:
        found.at_least(bound, False)
        found.at_most(bound, False)
    return True


def _choose(ranges: Mapping[str, Range], posed: Problem) -> Mapping[str, Term] | None:
    """A value for each variable: all different where that can be, and none of the constants."""
    used: set[Term] = {
        side
        for comparison in chain(posed.comparisons, *posed.nogoods)
        for side in (comparison.left, comparison.right)
        if isinstance(side, Const)
    }
    used |= {
        t
        for pair in posed.functional
        for p in (*pair.keys, *pair.values)
        for t in p
        if isinstance(t, Const)
    }
    used |= set(posed.constants)
    chosen: dict[str, Term] = {}
    for name, found in ranges.items():
        spare: Term | None = None  # a value that another variable has as well
        for term in filter(found.holds, found.candidates()):
            if term not in used:
                chosen[name] = term
                break
            spare = spare or term
        else:
            if spare is None:
                return None
            chosen[name] = spare
        used.add(chosen[name])
    return chosen


def _satisfies(chosen: Mapping[str, Term], posed: Problem) -> bool:
    known = dict(chosen)

    def meets(comparison: Compare) -> bool:
        return compared(comparison, known) is not None

    return (
        all(map(meets, posed.comparisons))
        and not any(all(map(meets, nogood)) for nogood in posed.nogoods)
        and not any(
            all(value(a, known) == value(b, known) for a, b in pair.keys)
            and any(value(a, known) != value(b, known) for a, b in pair.values)
            for pair in posed.functional
        )
    )
