"""Points: exact values for the variables, at which both sides are worked out and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from random import Random

from preceptor.check.algebra import intervals
from preceptor.check.algebra.evaluation import Evaluator, Point
from preceptor.check.algebra.intervals import Undefined, Unsure, Value, iv
from preceptor.check.algebra.sorts import Integers
from preceptor.logic import Var
from preceptor.logic.identity import Condition, Identity

WANTED = 50  # points that agree
MAX_TRIED = 4000
_PRECISIONS = (80, 240, 800)  # bits; the next where the one before cannot tell
_CLOSE = 2.0**-60  # bounds that meet and are relatively narrower agree

_SIMPLE = tuple(map(Fraction, ("0", "1", "-1", "2", "1/2", "-2", "3", "-1/2", "1/3", "5/2")))


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Difference:
    """A point inside the conditions where both sides exist and differ, with decimals of them."""

    point: tuple[tuple[Var, Fraction], ...]
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A point inside the conditions where a side has no value."""

    point: tuple[tuple[Var, Fraction], ...]
    side: Side


@dataclass(frozen=True, slots=True)
class Sample:
    """What a search came to: how many points agree, the first that does not, the first gap."""

    agreeing: int
    difference: Difference | None = None
    gap: Gap | None = None


def compare_at(identity: Identity, whole: Integers, point: Point) -> Difference | Gap | bool | None:
    """At one point: the difference or gap; True where the sides agree; None where that cannot
    be told, and False where a condition does not surely hold. The sides hold no `diff`."""
    for precision in _PRECISIONS:
        iv.prec = precision
        try:
            evaluator = Evaluator(point, whole)
            if not _inside(evaluator, identity.conditions):
                return False
            sides = _sides(evaluator, identity)
            if isinstance(sides, Side):
                return Gap(tuple(point.items()), sides)
            left, right = sides
            if intervals.differ(left, right):
                if not evaluator.sure:
                    return None
                return Difference(tuple(point.items()), _shown(left), _shown(right))
            apart = intervals.width(intervals.subtract(left, right))
            if apart <= _CLOSE * max(1.0, intervals.size(left)):
                return True
        except Unsure:
            continue
    return None


def _inside(evaluator: Evaluator, conditions: Sequence[Condition]) -> bool:
    try:
        return all(evaluator.holds(condition) for condition in conditions)
    except Undefined:
        return False


def _sides(evaluator: Evaluator, identity: Identity) -> tuple[Value, Value] | Side:
    try:
        left = evaluator.value(identity.left)
    except Undefined:
        return Side.LEFT
    try:
        return left, evaluator.value(identity.right)
    except Undefined:
        return Side.RIGHT


def sample(identity: Identity, whole: Integers, seed: str, wanted: int = WANTED) -> Sample:
    """Compares at simple points, then at random ones, until `wanted` agree or one does not.

    The same seed gives the same points. An identity without variables has one point.
    """
    agreeing, gap = 0, None
    wanted = wanted if identity.variables else 1
    seen: set[tuple[Fraction, ...]] = set()
    for point in islice(candidates(identity.variables, whole, seed), MAX_TRIED):
        values = tuple(point.values())
        if values in seen:
            continue
        seen.add(values)
        found = compare_at(identity, whole, point)
        if isinstance(found, Difference):
            return Sample(agreeing, found, gap)
        if isinstance(found, Gap):
            gap = gap or found
        agreeing += found is True
        if agreeing >= wanted:
            break
    return Sample(agreeing, None, gap)


def candidates(variables: tuple[Var, ...], whole: Integers, seed: str) -> Iterator[Point]:
    """Endlessly many points: small numbers first, then random fractions and integers."""
    for value in _SIMPLE:
        if all(variable not in whole or value.denominator == 1 for variable in variables):
            yield dict.fromkeys(variables, value)
    chance = Random(seed)
    while True:
        wide = chance.random() < 0.3
        yield {v: _chosen(chance, v in whole, wide) for v in variables}


def _chosen(chance: Random, is_whole: bool, wide: bool) -> Fraction:
    if is_whole:
        return Fraction(chance.randint(-30, 90) if wide else chance.randint(-3, 9))
    if chance.random() < 0.25:
        return chance.choice(_SIMPLE)
    bound = 60 if wide else 12
    return Fraction(chance.randint(-bound, bound), chance.randint(1, 12))


def _shown(value: Value) -> str:
    """An exact number, or decimals of one."""
    if isinstance(value, Fraction):
        return str(value)
    if intervals.is_complex(value):
        return f"{_decimals(value.real)} + {_decimals(value.imag)}*I"
    return _decimals(value)


def _decimals(bounds: Value) -> str:
    return f"{float(bounds.mid):.10g}"
