"""Waking: which clauses look at which atoms, and in what order they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from preceptor.check.clause import Clause
from preceptor.check.numbering import Key, Numbering
from preceptor.check.readers import Readers

Active = Callable[[Clause], bool]
Place = tuple[int, int]  # when a clause is looked at: its predicate's rank, its stratum there


class Waking:
    """The clauses by the predicates that they read; `place` says when one is to be looked at."""

    def __init__(self, numbering: Numbering, place: Callable[[Clause], Place]) -> None:
        self.numbering = numbering
        self._place = place
        self._places: dict[Clause, Place] = {}
        self.unprompted: dict[Clause, None] = {}  # those that read no atom
        self._readers: dict[int, Readers] = {}

    def add(self, clause: Clause) -> None:
        for predicate in clause.reads:
            readers = self._readers.get(predicate)
            if readers is None:
                readers = self._readers[predicate] = Readers(self.numbering, predicate)
            readers.add(clause)
        if not clause.reads:
            self.unprompted[clause] = None
        self._places.clear()

    def remove(self, clause: Clause) -> None:
        for predicate in dict.fromkeys(clause.reads):
            self._readers[predicate].remove(clause)
        self.unprompted.pop(clause, None)
        self._places.clear()

    def place(self, clause: Clause) -> Place:
        found = self._places.get(clause)
        if found is None:
            found = self._places[clause] = self._place(clause)
        return found

    def readers(self, predicate: int) -> Iterable[Clause]:
        return self._readers.get(predicate, ())

    def woken(self, key: Key) -> Iterable[Clause]:
        """The clauses that an atom may be a premise of."""
        readers = self._readers.get(key[0])
        return () if readers is None else readers.of(key)

    def may_be_read(self, keys: Iterable[Key]) -> bool:
        """Whether some clause reads the predicate of one of the atoms."""
        return any(self._readers.get(predicate) for predicate, _ in keys)

    def may_lead(self, keys: Iterable[Key], active: Active, to: Set[int]) -> bool:
        """Whether some predicate of `to` may follow from the facts, by predicates alone."""
        if self.unprompted:
            return True
        held = {predicate for predicate, _ in keys}
        waiting = list(held)
        while waiting and held.isdisjoint(to):
            readers = self._readers.get(waiting.pop())
            for (head, reads), clauses in () if readers is None else readers.kinds.items():
                if head not in held and held.issuperset(reads) and any(map(active, clauses)):
                    held.add(head)
                    waiting.append(head)
        return not held.isdisjoint(to)
