"""Relations: the facts of each predicate with their labels, indexed by argument positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, ClassVar, Protocol

from preceptor.logic import Atom, Predicate
from preceptor.reason.costs import split
from preceptor.reason.symbols import Row, Symbols

Positions = tuple[int, ...]
Entry = tuple[Row, int, int]  # a fact with the cost and the height of its best proof
Reading = Callable[..., Sequence[Entry]]  # of a key, and what to give where there is none
Index = dict[Any, list[Entry]]  # by the symbol at one position, or the row of several


class Source(Protocol):
    """What joins read a predicate's facts from."""

    @property
    def rows(self) -> Mapping[Row, tuple[int, int]]: ...

    def reading(self, positions: Positions, /) -> Reading: ...

    def find(self, row: Row, /) -> tuple[int, int] | None: ...


class Relation:
    """The final facts of one predicate. Indices are built when first asked for and then kept up."""

    __slots__ = ("_indices", "find", "rows")

    def __init__(self) -> None:
        self.rows: dict[Row, tuple[int, int]] = {}
        self.find = self.rows.get
        self._indices: dict[Positions, tuple[Callable[[Row], Any], Index]] = {}

    def add(self, row: Row, label: int) -> None:
        cost, height = split(label)
        self.rows[row] = (cost, height)
        for key, index in self._indices.values():
            index.setdefault(key(row), []).append((row, cost, height))

    def remove(self, row: Row) -> None:
        cost, height = self.rows.pop(row)
        for key, index in self._indices.values():
            index[key(row)].remove((row, cost, height))

    def copy(self) -> Relation:
        """The same facts, to be added to apart."""
        made = Relation()
        made.rows.update(self.rows)
        return made

    def index(self, positions: Positions) -> Index:
        """The facts by their symbols at the positions: a bare symbol for one, else a row."""
        known = self._indices.get(positions)
        if known is None:
            key: Callable[[Row], Any] = itemgetter(*positions) if positions else lambda _: ()
            index: Index = {}
            for row, (cost, height) in self.rows.items():
                index.setdefault(key(row), []).append((row, cost, height))
            known = self._indices[positions] = key, index
        return known[1]

    def reading(self, positions: Positions) -> Reading:
        """How the index is read."""
        return self.index(positions).get


class Store:
    """All relations over one table of symbols."""

    __slots__ = ("relations", "symbols")

    least_heights: ClassVar[bool] = True  # whether no certain atom has a proof lower than it says

    def __init__(self, symbols: Symbols | None = None) -> None:
        self.symbols = Symbols() if symbols is None else symbols
        self.relations: dict[Predicate, Relation] = {}

    def relation(self, predicate: Predicate) -> Relation:
        """The predicate's relation, empty when nothing was said of it."""
        known = self.relations.get(predicate)
        if known is None:
            known = self.relations[predicate] = Relation()
        return known

    def source(self, predicate: Predicate) -> Source:
        """What joins read of the predicate."""
        return self.relation(predicate)

    def rows(self, predicate: Predicate) -> Mapping[Row, tuple[int, int]]:
        """The predicate's facts, with cost and height."""
        relation = self.relations.get(predicate)
        return {} if relation is None else relation.rows

    def holds_any(self, predicate: Predicate) -> bool:
        """Whether the predicate has any fact."""
        relation = self.relations.get(predicate)
        return relation is not None and bool(relation.rows)

    def label(self, atom: Atom) -> int | None:
        """The label of a ground atom; None for one that does not hold."""
        relation = self.relations.get(atom.predicate)
        if relation is None:
            return None
        found = relation.rows.get(tuple(map(self.symbols.find, atom.args)))
        return None if found is None else sum(found)
