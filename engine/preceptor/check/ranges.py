"""Ranges: values for a guard problem whose variables meet only numbers, found without a solver.

Each variable has a lowest and a highest value. What this cannot decide is left to Z3, and what
it finds satisfies every comparison, sort, functional pair and nogood of the problem.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain, count, islice, product
from math import ceil, floor, prod

from preceptor.check.comparisons import compared, value
from preceptor.check.guards import Outcome, Problem, fresh
from preceptor.logic import Compare, Const, Num, Op, Sort, SortKind, Term, Var

MIRROR = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE}
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
_TRIES = 40  # values of one variable that are looked at
_WAYS = 16  # to keep all nogoods


Number = int | Fraction
End = tuple[Number | None, bool]  # and whether it is excluded


@dataclass(slots=True)
class Range:
    """The values that a variable may have: numbers between bounds, listed values, or any symbol."""

    numeric: bool = False
    whole: bool = False
    low: Number | None = None
    high: Number | None = None
    above: bool = False  # low itself is excluded
    below: bool = False
    values: tuple[Term, ...] = ()
    without: set[Term] = field(default_factory=set)

    def at_least(self, bound: Number, strict: bool) -> None:
        if self.low is None or (bound, strict) > (self.low, self.above):
            self.low, self.above = bound, strict

    def at_most(self, bound: Number, strict: bool) -> None:
        if self.high is None or (-bound, strict) > (-self.high, self.below):
            self.high, self.below = bound, strict

    def restrict(self, sort: Sort) -> None:
        if sort.kind is not SortKind.SYMBOL:
            self.numeric = True
            self.whole = self.whole or sort.kind is SortKind.INT
        if sort.minimum is not None:
            self.at_least(sort.minimum.value, False)
        if sort.maximum is not None:
            self.at_most(sort.maximum.value, False)
        if sort.values:
            common = tuple(v for v in sort.values if not self.values or v in self.values)
            self.values = common or (Const("\0none"),)

    def is_empty(self) -> bool:
        if self.values:
            return not any(map(self.holds, self.values))
        if not self.numeric or self.low is None or self.high is None:
            return False
        (low, above), (high, below) = self._least(self.low), self._most(self.high)
        return low > high or (low == high and (above or below))

    def satisfies(self, op: Op, number: Number) -> bool | None:
        """Whether every value compares so with the number; None where single values decide."""
        if self.values or self.without or (not self.numeric and op is Op.DIFFERENT):
            return None
        if not self.numeric:
            return False
        low, high = self.ends
        under = high[0] is not None and (high[0] < number or high == (number, True))
        over = low[0] is not None and (low[0] > number or low == (number, True))
        match op:
            case Op.LT:
                return under
            case Op.GT:
                return over
            case Op.LE:
                return under or high == (number, False)
            case Op.GE:
                return over or low == (number, False)
            case Op.EQ | Op.SAME:
                return low == high == (number, False)
            case Op.NE | Op.DIFFERENT:
                return True if under or over else None

    def compares(self, op: Op, other: Range) -> bool | None:
        """Whether all values compare so with all of the other; None where single ones decide."""
        if op is Op.DIFFERENT and self.is_wide and other.is_wide:
            return False
        if self.values or self.without or other.values or other.without:
            return None
        if op in (Op.GT, Op.GE):
            return other.compares(MIRROR[op], self)
        if op not in (Op.LT, Op.LE):
            return None
        if not self.numeric or not other.numeric or self.high is None or other.low is None:
            return False
        (high, below), (low, above) = self._most(self.high), other._least(other.low)
        return high < low or (high == low and (op is Op.LE or below or above))

    @property
    def is_wide(self) -> bool:
        """Whether there is always one more value: any symbol, but none of those in `without`."""
        return not self.numeric and not self.values

    @property
    def ends(self) -> tuple[End, End]:
        """The lower and the upper end; None where there is none."""
        return (
            (None, False) if self.low is None else self._least(self.low),
            (None, False) if self.high is None else self._most(self.high),
        )

    def _least(self, low: Number) -> tuple[Number, bool]:
        """The lower end, and whether it is excluded; of whole numbers it never is."""
        if not self.whole:
            return low, self.above
        return floor(low) + 1 if self.above else ceil(low), False

    def _most(self, high: Number) -> tuple[Number, bool]:
        if not self.whole:
            return high, self.below
        return ceil(high) - 1 if self.below else floor(high), False

    def holds(self, term: Term) -> bool:
        if term in self.without or term == Const("\0none"):
            return False
        if not self.numeric:
            return True
        if not isinstance(term, Num):
            return False
        number = term.value
        if self.whole and number.denominator != 1:
            return False
        if self.low is not None and (number < self.low or (self.above and number == self.low)):
            return False
        return self.high is None or not (number > self.high or (self.below and number == self.high))

    def candidates(self) -> Iterator[Term]:
        """Values to try, the plainest first."""
        if self.values:
            yield from self.values
        elif not self.numeric:
            yield from map(Const, islice(fresh(), _TRIES))
        else:
            yield from (Num(number) for number in islice(self._numbers(), _TRIES))

    def _numbers(self) -> Iterator[Number]:
        low, high = self.low, self.high
        if low is None and high is None:
            yield from count()
        elif high is None:
            assert low is not None
            yield from (floor(low) + n for n in count())
            return
        elif low is None:
            yield from (ceil(high) - n for n in count())
        else:
            yield from (low, high)
            steps = range(floor(low), min(ceil(high), floor(low) + 20) + 1)
            parts = ((low + (high - low) * Fraction(n, 16)) for n in range(1, 16))
            yield from chain(steps, parts)


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
