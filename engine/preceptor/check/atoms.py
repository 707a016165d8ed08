"""Atoms: a growing set of ground atoms, by predicate and by one argument, that can forget."""

from __future__ import annotations

from collections.abc import Sequence

from preceptor.check.numbering import Key, Row
from preceptor.check.plan import Pattern, Values

FEW = 4  # rows that are looked through without an index


class Atoms:
    """Rows of each predicate in the order in which they came; the latest can be taken back."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Row]] = {}
        self._by_argument: dict[int, dict[int, dict[int, list[int]]]] = {}

    def add(self, key: Key) -> None:
        predicate, row = key
        listed = self._rows.get(predicate)
        if listed is None:
            listed = self._rows[predicate] = []
        for argument, index in self._by_argument.get(predicate, {}).items():
            index.setdefault(row[argument], []).append(len(listed))
        listed.append(row)

    def take_back(self, key: Key) -> None:
        """Forgets the atom, which must be the latest of its predicate."""
        predicate, row = key
        self._rows[predicate].pop()
        for argument, index in self._by_argument.get(predicate, {}).items():
            index[row[argument]].pop()

    def count(self, predicate: int) -> int:
        return len(self._rows.get(predicate, ()))

    def has_all(self, predicates: Sequence[int]) -> bool:
        """Whether there is an atom of each."""
        return all(map(self._rows.get, predicates))

    def like(self, pattern: Pattern, values: Values, start: int, stop: int) -> Sequence[Row]:
        """The rows from `start` up to `stop` that the pattern admits."""
        listed = self._rows.get(pattern.predicate, [])
        if not pattern.fixed and not pattern.known and not pattern.alike:
            return listed[start:stop]
        wanted = pattern.wanted(values)
        if wanted and stop - start > FEW:
            argument, number = wanted[0]
            found = self._index(pattern.predicate, argument).get(number, ())
            rows: Sequence[Row] = [listed[i] for i in found if start <= i < stop]
        else:
            rows = listed[start:stop]
        return [row for row in rows if pattern.admits(row, wanted)]

    def _index(self, predicate: int, argument: int) -> dict[int, list[int]]:
        indexes = self._by_argument.setdefault(predicate, {})
        index = indexes.get(argument)
        if index is None:
            index = indexes[argument] = {}
            for position, row in enumerate(self._rows.get(predicate, ())):
                index.setdefault(row[argument], []).append(position)
        return index
