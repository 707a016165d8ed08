"""The planner: memory or DuckDB, by what a run is expected to find, and why.

Expectations are those of a query optimiser: values are spread evenly and independently, so a join
on a position of d values keeps one pair in d. Recursion is followed round by round on these
numbers alone, until rounds add nothing or too many have passed. They are rough: a family tree
looks like a random graph to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np

from preceptor.logic import Predicate, Var
from preceptor.reason.bulk.facts import Database, Ints
from preceptor.reason.materialise import Limits
from preceptor.reason.plan import Plan, StratumPlan, Variant

FEW_ROUNDS = 50  # a statement costs DuckDB milliseconds, whatever it adds
MANY_RULES = 1_000
LARGE = 5_000_000  # atoms from which on several threads are worth a statement
THREADS = 4  # with fewer, memory is quicker at any size that fits
ROW_BYTES = 40  # of a row in memory with its set and its indexes
_SAMPLE = 1 << 16  # values of a column that are looked at


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine, why, and what was expected: atoms, rounds (`deep` if more), rules."""

    engine: str
    reasons: tuple[str, ...]
    atoms: int
    rounds: int
    rules: int

    @property
    def is_deep(self) -> bool:
        return self.rounds >= FEW_ROUNDS


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many facts there are of each predicate, and how many values an argument may have."""

    rows: Mapping[Predicate, float]
    values: float


def sizes(database: Database) -> Sizes:
    """The sizes of tables in memory, the values by a sample."""
    tables = database.tables.items()
    cells = (c.values for _, some in tables for table in some for c in table.columns)
    values = max(map(_distinct, cells), default=1.0)
    return Sizes({p: float(sum(table.size for table in some)) for p, some in tables}, values)


def choose(plan: Plan, facts: Sizes, limits: Limits, threads: int) -> Choice:
    """The engine for these facts. Rows past the memory go to DuckDB, and so does much
    work of few rounds where it has the threads; all else stays in memory."""
    expected = _Expectation(plan, facts)
    atoms, rounds = expected.atoms, expected.rounds
    rules = sum(1 for _ in plan.variants)
    bytes_ = atoms * ROW_BYTES
    size = f"{_about(atoms)} atoms are expected, {_about(bytes_ / 2**20)} MiB of memory"
    reasons = [f"about {size}"]
    is_deep, is_many = rounds >= FEW_ROUNDS, rules > MANY_RULES
    too_much = limits.bytes is not None and bytes_ > limits.bytes
    if is_deep:
        reasons.append(f"recursion is deep: {FEW_ROUNDS} rounds or more")
    if is_many:
        reasons.append(f"{rules} rules are as many statements a round")
    if is_deep or is_many:
        engine = "memory"
    elif too_much:
        reasons.append("that is more than the limit on bytes, and DuckDB spills to disk")
        engine = "duckdb"
    elif atoms > LARGE and threads >= THREADS:
        reasons.append(f"DuckDB has {threads} threads for them, and {rounds} rounds are few")
        engine = "duckdb"
    else:
        reasons.append("memory is quicker for what fits in it")
        engine = "memory"
    return Choice(engine, tuple(reasons), atoms, rounds, rules)


@dataclass(slots=True)
class _Expectation:
    """What a plan is expected to find from these facts."""

    plan: Plan
    facts: Sizes
    rounds: int = 0
    _rows: dict[Predicate, float] = field(default_factory=dict)
    _values: float = 1.0  # that an argument may have

    def __post_init__(self) -> None:
        self._rows |= self.facts.rows
        self._values = max(self._values, self.facts.values)
        for atom in self.plan.facts:
            self._rows[atom.predicate] = self._rows.get(atom.predicate, 0.0) + 1
            self._values = max(self._values, self._rows[atom.predicate])
        for stratum in self.plan.strata:
            self._stratum(stratum)

    @property
    def atoms(self) -> int:
        return int(min(1e18, sum(self._rows.values())))

    def _stratum(self, stratum: StratumPlan) -> None:
        for folding in stratum.foldings:
            self._rows[folding.made] = self._rows.get(folding.over, 0.0)
        new = self._round(stratum.whole, stratum.adds, {})
        rounds = 1
        while stratum.is_recursive and sum(new.values()) >= 1 and rounds < FEW_ROUNDS:
            new = self._round(stratum.delta, stratum.adds, new)
            rounds += 1
        self.rounds = max(self.rounds, rounds)

    def _round(
        self,
        variants: Sequence[Variant],
        adds: Sequence[Predicate],
        new: Mapping[Predicate, float],
    ) -> dict[Predicate, float]:
        """What a round adds: of the rows found, those that are not there yet."""
        found = dict.fromkeys(adds, 0.0)
        for variant in variants:
            found[variant.head.predicate] += self._joined(variant, new)
        for predicate, rows in found.items():
            most, known = self._values**predicate.arity, self._rows.get(predicate, 0.0)
            found[predicate] = min(rows, most) * max(0.0, 1 - known / most)
            self._rows[predicate] = known + found[predicate]
        return found

    def _joined(self, variant: Variant, new: Mapping[Predicate, float]) -> float:
        rows, bound = 1.0, set[str]()
        for source in variant.sources:
            atom, part = source.atom, source.part.value
            size = self._rows.get(atom.predicate, 0.0)
            rows *= new.get(atom.predicate, size) if part == "new" else size
            fixed = [not isinstance(a, Var) or a.name in bound for a in atom.args]
            spread = max(1.0, min(size, self._values))
            rows /= min(max(1.0, size), prod([spread] * sum(fixed)))
            bound.update(a.name for a in atom.args if isinstance(a, Var))
        return rows


def _about(number: float) -> str:
    """A number to two digits, as people write it."""
    return f"{float(f'{number:.2g}'):,.{0 if number >= 10 else 1}f}".removesuffix(".0")


def _distinct(values: Ints) -> float:
    """About how many different values there are: where most of a sample differ, as many of all."""
    sample = values[:: max(1, len(values) // _SAMPLE)]
    found = len(np.unique(sample))
    return found * len(values) / len(sample) if found > len(sample) / 2 else float(found)
