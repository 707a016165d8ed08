"""Tables: the answers of each call, found when it is first made and then kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from preceptor.logic import Predicate
from preceptor.reason.costs import split
from preceptor.reason.relations import Entry, Positions, Reading, Relation
from preceptor.reason.shapes import Run
from preceptor.reason.symbols import Row

if TYPE_CHECKING:
    from preceptor.reason.demand.store import Asking

Key = Any  # what a call knows: a bare symbol for one position, else a row


@dataclass(frozen=True, slots=True)
class Step:
    """A segment over a store: see `patterns.Segment`."""

    run: Run
    saved: int
    calls: Table | None


class Table:
    """The answers of a predicate's calls that know the arguments at the same positions.

    `done` holds all answers of each call that was made, with their cost and height.
    """

    __slots__ = ("_asking", "_is_row", "done", "known", "predicate", "ways")

    def __init__(self, asking: Asking, predicate: Predicate, known: Positions) -> None:
        self.predicate = predicate
        self.known = known
        self.ways: tuple[tuple[Step, ...], ...] = ()
        self.done: dict[Key, list[Entry]] = {}
        self._asking = asking
        self._is_row = len(known) != 1 or len(known) == predicate.arity

    def get(self, key: Key, default: Sequence[Entry] = ()) -> Sequence[Entry]:
        """The answers of the call that knows the key, found now when they are not there yet."""
        found = self.done.get(key)
        return self._asking.answer(self, key) if found is None else found

    def find(self, row: Row) -> tuple[int, int] | None:
        """The cost and height of the one answer that a call with all arguments can have."""
        for _, cost, height in self.get(row):
            return cost, height
        return None

    def row(self, key: Key) -> Row:
        """The key as a row."""
        row: Row = key if self._is_row else (key,)
        return row

    def key(self, row: Row) -> Key:
        """The row of known arguments as a key."""
        return row if self._is_row else row[0]

    def close(self, key: Key, found: Mapping[Row, int]) -> list[Entry]:
        """Keep all answers of a call, given with their labels."""
        entries = [(row, *split(label)) for row, label in found.items()]
        self.done[key] = entries
        return entries


class Tabled:
    """A predicate that rules define, read like a relation: each way of reading it is a call."""

    __slots__ = ("_asking", "_tables", "predicate")

    def __init__(self, asking: Asking, predicate: Predicate) -> None:
        self.predicate = predicate
        self._asking = asking
        self._tables: dict[Positions, Table] = {}

    def reading(self, positions: Positions) -> Reading:
        """How the calls are made that know the arguments at the positions."""
        return self.table(positions).get

    def table(self, positions: Positions) -> Table:
        """The answers of the calls that know the arguments at the positions."""
        known = self._tables.get(positions)
        if known is None:
            known = self._tables[positions] = Table(self._asking, self.predicate, positions)
            known.ways = self._asking.steps(known)
        return known

    def find(self, row: Row) -> tuple[int, int] | None:
        """The cost and height of a fact; None where it does not hold."""
        return self.table(tuple(range(self.predicate.arity))).find(row)

    @property
    def rows(self) -> dict[Row, tuple[int, int]]:
        """All facts of the predicate."""
        return {row: (cost, height) for row, cost, height in self.table(()).get(())}


def given(base: Relation, table: Table, key: Key) -> Iterator[tuple[Row, int]]:
    """What is given of a call's answers, by the facts and by the theory, with labels."""
    if len(table.known) == table.predicate.arity:
        label = base.rows.get(key)
        if label is not None:
            yield key, sum(label)
        return
    for row, cost, height in base.index(table.known).get(key, ()):
        yield row, cost + height
