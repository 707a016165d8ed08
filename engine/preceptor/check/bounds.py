"""Bounds: the range of values that one variable may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, count, islice
from math import ceil, floor

from preceptor.check.guards import fresh
from preceptor.logic import Const, Num, Op, Sort, SortKind, Term

MIRROR = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE}
_TRIES = 40  # values of one variable that are looked at

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
