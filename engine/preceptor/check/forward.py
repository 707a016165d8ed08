"""Forward: the perfect model of a database of a few facts, with one derivation of each atom.

The engine of `reason` is made for many facts and plans every rule; here the facts are few and the
rules many, so only rules all of whose predicates have an atom at hand are looked at, in the order
of their places. What the hard facts among the rules come to by themselves is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from preceptor.check.clause import Clause
from preceptor.check.model import Ground, Model
from preceptor.check.numbering import Key, Numbering
from preceptor.check.run import Run
from preceptor.check.waking import Active, Place, Waking
from preceptor.logic import Atom, LimitExceeded

MAX_ATOMS = 2_000  # of one model, beside its facts: arithmetic in a recursive rule may never end
MAX_GROUND = 200_000  # of what the hard facts come to


class Forward(Waking):
    """Clauses that make the models of databases."""

    def __init__(self, numbering: Numbering, place: Callable[[Clause], Place]) -> None:
        super().__init__(numbering, place)
        self._ground: Ground | None = None

    def add(self, clause: Clause) -> None:
        super().add(clause)
        self._ground = None

    def remove(self, clause: Clause) -> None:
        super().remove(clause)
        self._ground = None

    def model(
        self,
        facts: Iterable[Atom],
        active: Active,
        absence: Model | None = None,
        *,
        all_hard: bool = False,
        hasty: bool = False,
    ) -> Model:
        """The perfect model of the facts under the active clauses; see `model_of`."""
        keys = dict.fromkeys(map(self.numbering.key, facts))
        return self.model_of(keys, active, absence, all_hard=all_hard, hasty=hasty)

    def model_of(
        self,
        keys: dict[Key, None],
        active: Active,
        absence: Model | None = None,
        *,
        all_hard: bool = False,
        hasty: bool = False,
    ) -> Model:
        """The perfect model of facts under the active clauses. Raises LimitExceeded.

        `all_hard` promises that every hard rule is active. A hasty model ends as soon as a denial
        is broken. With `absence`, what `\\+` asks is whether an atom is in that model instead.
        """
        ground = self._hard_ground() if all_hard else Ground()
        if not (self.unprompted or ground.counts or self.may_be_read(keys)):
            return Model(self.numbering, keys, ground)
        run = Run(self, ground, active, absence, hasty)
        try:
            run.close(keys, MAX_ATOMS + len(self.unprompted))
        finally:
            run.take_back()
        return Model(self.numbering, run.own, ground)

    def _hard_ground(self) -> Ground:
        """What hard facts come to by rules without `\\+`; nothing where that has no end."""
        if self._ground is None:
            self._ground = Ground()
            if any(clause.is_hard and not clause.is_denial for clause in self.unprompted):
                self._ground = self._grounded()
        return self._ground

    def _grounded(self) -> Ground:
        run = Run(self, Ground(), _is_monotone, None, hasty=False)
        try:
            run.close((), MAX_GROUND)
        except LimitExceeded:
            return Ground()
        ground = Ground(run.own, run.atoms)
        near = (c for p in ground.counts for c in self.readers(p))
        every = frozenset((*self.unprompted, *near))
        ground.within = frozenset(filter(_is_monotone, every))
        for clause in (clause for clause in every if clause.is_monotone_denial):
            everything = [(0, ground.atoms.count(predicate)) for predicate in clause.reads]
            for _, rows in run.solutions(clause, everything)[:1]:
                ground.broken[clause] = (clause, rows)
        return ground


def _is_monotone(clause: Clause) -> bool:
    return clause.is_hard and clause.is_monotone and not clause.is_denial
