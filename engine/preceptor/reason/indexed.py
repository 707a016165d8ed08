"""Indexed: what the bulk engine found, read as the small engine's model is.

Rows stay columns of integers. Where a question reads a relation by some of its arguments, these
columns are sorted once, and a look-up is a search in them: so a goal is answered by index, and a
proof is found backwards. The height of an atom is the round that found it. A rule whose premises
were all found before that round concludes it from them, so a proof that goes down by rounds ends;
among atoms that define each other it is as low as any.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Const, InputError, LimitExceeded, Predicate
from preceptor.reason.bulk import Materialisation, materialise
from preceptor.reason.bulk.columns import Column
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.relation import Rows
from preceptor.reason.materialise import NO_TIME_LIMIT, Limits
from preceptor.reason.model import Model
from preceptor.reason.program import backward
from preceptor.reason.relations import Entry, Positions, Reading, Store
from preceptor.reason.symbols import Row, Symbols
from preceptor.syntax import rule_id


def in_bulk(graph: RuleGraph, facts: Iterable[Atom], limits: Limits = NO_TIME_LIMIT) -> Model:
    """The whole model, found in bulk; incomplete where a limit was hit.

    Raises InputError for a rule with a weight: a round tells nothing of the surest proof.
    """
    for planned in graph.rules:
        if not planned.rule.is_hard:
            what = f"the engine bulk answers without weights, and {rule_id(planned.rule)} has one"
            raise InputError(what, "ask the engine python")
    try:
        return indexed(materialise(graph, facts, limits))
    except LimitExceeded as limit:
        if not isinstance(limit.partial, Materialisation):
            raise
        return indexed(limit.partial)


def indexed(made: Materialisation) -> Model:
    """The model that a bulk run found, certain wherever it holds: weights played no part."""
    store = IndexedStore(made)
    return IndexedModel(made.graph, Stated(made.graph, store), store, made.rounds, made.complete)


class IndexedModel(Model):
    """A model whose facts are looked up, never listed where that can be helped."""

    store: IndexedStore

    @property
    def given(self) -> Container[Atom]:
        return self.facts

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        return tuple(sorted({*self.graph.predicates, *self.store.predicates}))


class IndexedStore(Store):
    """The relations of a bulk result over its symbols."""

    __slots__ = ("_found", "_read")

    least_heights = False

    def __init__(self, made: Materialisation) -> None:
        super().__init__(made.symbols)
        self._found = made.relations
        self._read: dict[Predicate, IndexedRelation] = {}

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        return tuple(self._found)

    def source(self, predicate: Predicate) -> IndexedRelation:
        known = self._read.get(predicate)
        if known is None:
            rows = self._found.get(predicate)
            known = self._read[predicate] = IndexedRelation(rows, self.symbols)
        return known

    def rows(self, predicate: Predicate) -> Mapping[Row, tuple[int, int]]:
        return self.source(predicate).rows

    def holds_any(self, predicate: Predicate) -> bool:
        relation = self._found.get(predicate)
        return relation is not None and relation.size > 0

    def label(self, atom: Atom) -> int | None:
        found = self.source(atom.predicate).find(self.symbols.row(atom))
        return None if found is None else sum(found)


class IndexedRelation:
    """One predicate's rows, with a sorted index for each way in which they are read."""

    def __init__(self, relation: Rows | None, symbols: Symbols) -> None:
        self._relation = relation
        self._symbols = symbols
        self._columns: Sequence[Column] = () if relation is None else relation.columns
        self._indexes: dict[Positions, _Sorted] = {}

    @cached_property
    def rows(self) -> dict[Row, tuple[int, int]]:
        """All rows as symbols, with cost and round."""
        return {row: (cost, height) for row, cost, height in self._entries(self._all)}

    def reading(self, positions: Positions) -> Reading:
        """How rows are looked up by what they have at the positions."""

        def read(key: object, default: Sequence[Entry] = ()) -> Sequence[Entry]:
            row = key if isinstance(key, tuple) else (key,)
            return self._look_up(positions, row) or default

        return read

    def find(self, row: Row) -> tuple[int, int] | None:
        """The cost and the round of a row; None where it does not hold."""
        for _, cost, height in self._look_up(tuple(range(len(row))), row):
            return cost, height
        return None

    def _look_up(self, positions: Positions, row: Row) -> list[Entry]:
        if self._relation is None:
            return []
        key: list[int] = []
        for position, symbol in zip(positions, row, strict=True):
            held = self._held(self._columns[position], symbol)
            if held is None:
                return []
            key.append(held)
        index = self._indexes.get(positions)
        if index is None:
            columns = [self._column(position) for position in positions]
            index = self._indexes[positions] = _Sorted(columns, self._relation.size)
        found = index.find(key)
        return self._entries(found) if len(found) else []

    def _entries(self, chosen: Ints) -> list[Entry]:
        """Rows by their places, as symbols."""
        if self._relation is None:
            return []
        rounds = list(map(self._relation.round, chosen.tolist()))
        columns = [self._symbols_of(i, self._column(i)[chosen]) for i in range(len(self._columns))]
        rows = zip(*columns, strict=True) if columns else [()] * len(rounds)
        return [(row, 0, height) for row, height in zip(rows, rounds, strict=True)]

    def _column(self, position: int) -> Ints:
        known = self._held_columns.get(position)
        if known is None:
            assert self._relation is not None
            known = self._held_columns[position] = self._relation.column(position)
        return known

    @cached_property
    def _held_columns(self) -> dict[int, Ints]:
        return {}

    @property
    def _all(self) -> Ints:
        return np.arange(0 if self._relation is None else self._relation.size)

    def _symbols_of(self, position: int, held: Ints) -> list[int]:
        column = self._columns[position]
        values: list[int] = held.tolist()
        if column.is_symbolic:
            return values
        scale, symbol = column.scale or 1, self._symbols.symbol
        if scale == 1:
            return [symbol(value) for value in values]
        return [symbol(Fraction(value, scale)) for value in values]

    def _held(self, column: Column, symbol: int) -> int | None:
        """What the column holds for a symbol; None where it holds no such thing."""
        if column.is_symbolic:
            return symbol
        value = self._symbols.values[symbol]
        return None if isinstance(value, Const) else column.held(value)


class _Sorted:
    """The places of rows in the order of some columns, the first column first."""

    def __init__(self, columns: Sequence[Ints], size: int) -> None:
        self._order = np.lexsort(columns[::-1]) if columns else np.arange(size)
        self._columns = [column[self._order] for column in columns]

    def find(self, key: Sequence[int]) -> Ints:
        """The places of the rows that have the key."""
        first, last = 0, len(self._order)
        for column, value in zip(self._columns, key, strict=True):
            part = column[first:last]
            first, last = (
                first + int(part.searchsorted(value)),
                first + int(part.searchsorted(value, "right")),
            )
        return self._order[first:last]


class Stated(Collection[Atom]):
    """The facts of the database under a bulk result: what no round found and no rule states."""

    def __init__(self, graph: RuleGraph, store: IndexedStore) -> None:
        self._theory = backward(graph).facts
        self._store = store

    def __contains__(self, atom: object) -> bool:
        return isinstance(atom, Atom) and self._store.label(atom) == 0 and atom not in self._theory

    def __iter__(self) -> Iterator[Atom]:
        symbols = self._store.symbols
        for predicate in self._store.predicates:
            for row, (_, height) in self._store.rows(predicate).items():
                atom = Atom(predicate.name, symbols.args(row), predicate.negated)
                if not height and atom not in self._theory:
                    yield atom

    def __len__(self) -> int:
        return sum(1 for _ in self)
