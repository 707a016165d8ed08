"""Steps: a variant of a rule as what is done one after the other.

Each step takes a batch, columns by variable, and leaves a batch of the rows that go on. A step
names the variables that are still wanted behind it (`keep`); all others are let go. Steps are named
tuples, as there are some of each rule and those are made fastest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from preceptor.logic import Compare, Expr, Predicate
from preceptor.reason.bulk.columns import Column
from preceptor.reason.plan import Part, Variant

Names = frozenset[str]
Value = str | int  # a variable, or what a column holds for a constant


class Pattern(NamedTuple):
    """What an atom asks of a row: `fixed` positions have values that are known, `outputs` give
    variables theirs, and each pair of `same` positions has one value."""

    predicate: Predicate
    fixed: tuple[tuple[int, Value], ...]
    outputs: tuple[tuple[int, str], ...]
    same: tuple[tuple[int, int], ...]

    @property
    def positions(self) -> tuple[int, ...]:
        return tuple(position for position, _ in self.fixed)


class Scan(NamedTuple):
    """Start from the rows of a part of a relation."""

    pattern: Pattern
    part: Part
    keep: Names


class Join(NamedTuple):
    """Pair each row of the batch with the rows that agree with it, found by index."""

    pattern: Pattern
    part: Part
    keep: Names


class Has(NamedTuple):
    """Keep the rows that some row agrees with, or with `negated` those that none does."""

    pattern: Pattern
    negated: bool
    keep: Names


class Test(NamedTuple):
    """Keep the rows in which the comparison holds."""

    compare: Compare
    keep: Names


class Compute(NamedTuple):
    """Bind a variable to the value of an expression; rows in which it has none are dropped."""

    name: str
    expr: Expr
    column: Column
    keep: Names


Step = Scan | Join | Has | Test | Compute


@dataclass(frozen=True, slots=True)
class Steps:
    """A variant arranged: its steps, then the row of the head that each way through them makes.

    Where `head` is None a constant makes the rule impossible over these columns.
    """

    variant: Variant
    steps: tuple[Step, ...]
    head: tuple[Value, ...] | None
