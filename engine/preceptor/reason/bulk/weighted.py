"""Relations whose rows have a cost: that of the best proof known of each.

A row that is new or costs less than before is fresh: what it leads to is not known at that cost.
Costs only fall and not below 0, so taking up fresh rows comes to an end. The cheap ones first, and
most are taken up at their final cost (Meyer and Sanders 2003, "Delta-stepping: a parallelizable
shortest path algorithm"; one cost at a time, it is what the small engine does).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from preceptor.logic import Predicate
from preceptor.reason.bulk.columns import Column
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.layout import Coded, Room
from preceptor.reason.bulk.relation import Relation
from preceptor.reason.bulk.rowmap import RowMap
from preceptor.reason.bulk.sets import Kernels, Mask, Reserve

_WORTH_A_ROUND = 1 << 15  # rows: fewer are taken up all together
_SHARE = 2  # else one in so many of them, the cheapest


class WeightedRelation(Relation):
    """A relation with a cost for each row, and the rows that wait to be taken up."""

    costs: Ints

    def __init__(
        self, columns: Sequence[Column], room: Room, kernels: Kernels, reserve: Reserve
    ) -> None:
        super().__init__(columns, room, kernels, reserve)
        self.costs = np.empty(len(self._held), np.int64)
        self._fresh: Mask = np.zeros(len(self._held), np.bool_)
        self._places: RowMap | None = None

    @property
    def nbytes(self) -> int:
        places = 0 if self._places is None else self._places.nbytes
        return super().nbytes + self.costs.nbytes + self._fresh.nbytes + places

    @property
    def fresh(self) -> Ints:
        """The rows that wait."""
        return np.flatnonzero(self._fresh[: self.size])

    def take(self, rows: Ints) -> None:
        """Rows that wait no longer."""
        self._fresh[rows] = False

    def load(self, tables: Sequence[tuple[Sequence[Ints], int]], costs: Sequence[int] = ()) -> None:
        """The first rows, each table at its cost, 0 where none is said."""
        for place, (columns, size) in enumerate(tables):
            cost = costs[place] if costs else 0
            self.improve(columns, size, np.full(size, cost, np.int64))
        self.given = self.size

    def improve(self, columns: Sequence[Ints], size: int, costs: Ints) -> int:
        """Takes in rows at costs, in which some may occur twice; says how many are new."""
        keys = self.layout.pack(columns, size)
        self._make_room(self.size + size)
        new = self._rowmap().settle(keys, costs, self.costs, self._fresh, self._kernels)
        self._append(new)
        return len(new)

    def contains(self, columns: Sequence[Ints], size: int) -> Mask:
        """Which of these rows the relation has."""
        keys = self.layout.find(columns, size)
        if not isinstance(self.layout, Coded):
            return self._rowmap().find(keys) >= 0
        known = keys >= 0
        return known & (self._rowmap().find(np.where(known, keys, 0)) >= 0)

    def _rowmap(self) -> RowMap:
        if self._places is None:
            self._places = RowMap(self.layout.bits, self.keys, self.reserve)
        return self._places

    def _make_room(self, size: int) -> None:
        if size > len(self.costs):
            self.reserve(18 * size)
            costs, fresh = np.empty(2 * size, np.int64), np.zeros(2 * size, np.bool_)
            costs[: self.size] = self.costs[: self.size]
            fresh[: self.size] = self._fresh[: self.size]
            self.costs, self._fresh = costs, fresh


def cheapest(relations: Mapping[Predicate, WeightedRelation]) -> dict[Predicate, Ints]:
    """Takes up the rows for the next round: the cheaper ones of those that wait, whatever their
    predicate."""
    waiting = {p: rows for p, relation in relations.items() if len(rows := relation.fresh)}
    total = sum(map(len, waiting.values()))
    if total > _WORTH_A_ROUND:
        costs = {p: relations[p].costs[rows] for p, rows in waiting.items()}
        place = total // _SHARE
        most = np.partition(np.concatenate([*costs.values()]), place)[place]
        waiting = {p: rows[costs[p] <= most] for p, rows in waiting.items()}
    for predicate, rows in waiting.items():
        relations[predicate].take(rows)
    return {predicate: rows for predicate, rows in waiting.items() if len(rows)}
