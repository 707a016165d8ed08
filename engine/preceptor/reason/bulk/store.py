"""The store: what a run reads from and adds to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from preceptor.logic import Predicate
from preceptor.reason.bulk.budget import Budget
from preceptor.reason.bulk.columns import Columns
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.relation import Index, Relation
from preceptor.reason.bulk.sets import Kernels
from preceptor.reason.bulk.steps import Pattern
from preceptor.reason.plan import Part
from preceptor.reason.symbols import Symbols


@dataclass(slots=True)
class Store:
    """The relations, what is known of their columns, and how to compute with them.

    `before` and `now` are, for each predicate that the stratum adds to, its sizes when the last
    round and when this one began. Where its rows have costs, `taken` are the rows that are new to
    this round instead, and all rows count as old.
    """

    relations: Mapping[Predicate, Relation]
    columns: Columns
    symbols: Symbols
    kernels: Kernels
    budget: Budget
    chunk: int
    before: dict[Predicate, int]
    now: dict[Predicate, int]
    taken: dict[Predicate, Ints] = field(default_factory=dict)

    def rows(self, predicate: Predicate, part: Part) -> tuple[int, int]:
        """Which rows a part has: from the first to before the second."""
        match part:
            case Part.ALL:
                return 0, self.end(predicate)
            case Part.OLD:
                return 0, self.before[predicate]
            case Part.NEW:
                return self.before[predicate], self.now[predicate]

    def has_any(self, predicate: Predicate, part: Part) -> bool:
        if part is Part.NEW and self.taken:
            return predicate in self.taken
        first, last = self.rows(predicate, part)
        return first < last

    def end(self, predicate: Predicate) -> int:
        return self.now.get(predicate, self.relations[predicate].size)

    def index(self, pattern: Pattern) -> Index:
        relation = self.relations[pattern.predicate]
        return relation.index(pattern.positions, self.end(pattern.predicate))
