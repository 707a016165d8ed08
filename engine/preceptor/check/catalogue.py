"""Catalogues: clauses by the constants of some of their atoms, such as their heads.

The rows of a decision table conclude or read one predicate under a constant each: of a thousand
clauses for `hit(Case, 7)` one is like it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from preceptor.check.clause import Clause
from preceptor.logic import Atom, Term, Var

FEW = 16  # clauses that are not looked at more closely

_Index = dict[Term | None, dict[Clause, None]]  # by the constant; under None those with a variable


class Catalogue:
    """Clauses in the order in which they came, by the atoms of each that `atoms` gives.

    These are of one predicate. Most have few clauses, so none costs more than it has to.
    """

    __slots__ = ("_atoms", "_by_argument", "_next", "_place")

    def __init__(self, atoms: Callable[[Clause], Iterable[Atom]]) -> None:
        self._atoms = atoms
        self._place: dict[Clause, int] = {}
        self._next = 0
        self._by_argument: dict[int, _Index] | None = None  # made when it is first asked for

    def __iter__(self) -> Iterator[Clause]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)

    @property
    def all(self) -> Collection[Clause]:
        return self._place.keys()

    def add(self, clause: Clause) -> None:
        self._place[clause] = self._next
        self._next += 1
        for argument, index in (self._by_argument or {}).items():
            self._enter(clause, argument, index)

    def remove(self, clause: Clause) -> None:
        del self._place[clause]
        for argument, index in (self._by_argument or {}).items():
            for key in self._keys(clause, argument):
                del index[key][clause]

    def like(self, args: Sequence[Term]) -> Collection[Clause]:
        """The clauses with an atom that may have these arguments, or rather more than those."""
        if len(self._place) <= FEW:
            return self.all
        best: tuple[Collection[Clause], Collection[Clause]] | None = None
        for argument, term in enumerate(args):
            if not isinstance(term, Var):
                index = self._index(argument)
                found = index.get(term, {}).keys(), index.get(None, {}).keys()
                if best is None or sum(map(len, found)) < sum(map(len, best)):
                    best = found
        if best is None:
            return self.all
        same, open_ = best
        return sorted((*same, *open_), key=self._place.__getitem__) if open_ else same

    def _index(self, argument: int) -> _Index:
        if self._by_argument is None:
            self._by_argument = {}
        index = self._by_argument.get(argument)
        if index is None:
            index = self._by_argument[argument] = {}
            for clause in self._place:
                self._enter(clause, argument, index)
        return index

    def _enter(self, clause: Clause, argument: int, index: _Index) -> None:
        for key in self._keys(clause, argument):
            index.setdefault(key, {})[clause] = None

    def _keys(self, clause: Clause, argument: int) -> Collection[Term | None]:
        terms = {atom.args[argument]: None for atom in self._atoms(clause)}
        return (None,) if any(isinstance(term, Var) for term in terms) else terms.keys()
