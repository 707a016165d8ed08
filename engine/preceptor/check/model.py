"""Models: the atoms that hold on a database, each with how it was first concluded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from preceptor.check.atoms import Atoms
from preceptor.check.clause import Clause
from preceptor.check.numbering import FALSE_KEY, Key, Numbering, Row
from preceptor.logic import Atom, Rule


@dataclass(frozen=True, slots=True)
class Derivation:
    """How an atom was first concluded: by the rule, from the atoms of its body in order."""

    rule: Rule
    premises: tuple[Atom, ...]


Step = tuple[Clause, tuple[Row, ...]]  # the premises in the order of the plan
Steps = Mapping[Key, Step | None]  # None for an atom that the database gives


class Ground:
    """Atoms that hold whatever the database, and the denials that they break by themselves.

    They are closed under the clauses that are `within`.
    """

    def __init__(self, steps: Steps | None = None, atoms: Atoms | None = None) -> None:
        self.steps: Steps = {} if steps is None else steps
        self.atoms = Atoms() if atoms is None else atoms
        self.within: frozenset[Clause] = frozenset()
        self.broken: dict[Clause, Step] = {}
        self._keys: dict[int, list[Key]] = {}
        for key in self.steps:
            self._keys.setdefault(key[0], []).append(key)
        self.counts = {predicate: len(keys) for predicate, keys in self._keys.items()}

    def keys_of(self, predicate: int) -> Sequence[Key]:
        return self._keys.get(predicate, ())


class Model(Mapping[Atom, Derivation | None]):
    """The atoms that hold, and None or the derivation of each. `below` holds what always does.

    FALSE is among them where a denial is broken.
    """

    def __init__(self, numbering: Numbering, own: Steps, below: Ground) -> None:
        self._numbering, self._own, self._below = numbering, own, below

    @property
    def is_broken(self) -> bool:
        return FALSE_KEY in self._own

    @property
    def size(self) -> int:
        """How many atoms hold beside those that always do."""
        return len(self._own)

    def has(self, key: Key) -> bool:
        return key in self._own or key in self._below.steps

    def keys_of(self, predicate: int) -> Iterator[Key]:
        yield from (key for key in self._own if key[0] == predicate)
        yield from self._below.keys_of(predicate)

    def of(self, pattern: Atom) -> Iterator[Atom]:
        """The atoms of the pattern's predicate."""
        return map(self._numbering.atom, self.keys_of(self._numbering.predicate(pattern)))

    def __getitem__(self, atom: Atom) -> Derivation | None:
        key = self._numbering.key(atom)
        step = self._own[key] if key in self._own else self._below.steps[key]
        if step is None:
            return None
        clause, rows = step
        found = zip(clause.reads, (rows[i] for i in clause.plan.order), strict=True)
        return Derivation(clause.rule, tuple(map(self._numbering.atom, found)))

    def __contains__(self, atom: object) -> bool:
        return isinstance(atom, Atom) and self.has(self._numbering.key(atom))

    def __iter__(self) -> Iterator[Atom]:
        for key in (*self._own, *self._below.steps):
            yield self._numbering.atom(key)

    def __len__(self) -> int:
        return len(self._own) + len(self._below.steps)
