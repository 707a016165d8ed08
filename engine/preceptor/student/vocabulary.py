"""Vocabulary: the relations over one sort, the traits of its members, and a number for each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from preceptor.logic import Atom, Term

Kind = tuple[str, ...]  # the traits of an entity (`("male",)`), sorted; nothing known: ()


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One edge of a path: `relation(here, there)`, or `relation(there, here)` when not forward."""

    relation: str
    forward: bool = True

    @property
    def turned(self) -> Step:
        """The same edge walked the other way."""
        return Step(self.relation, not self.forward)

    def atom(self, here: Term, there: Term) -> Atom:
        """The fact that the step stands for."""
        return Atom(self.relation, (here, there) if self.forward else (there, here))

    def __str__(self) -> str:
        return self.relation if self.forward else f"{self.relation}^-1"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a student can speak of.

    A *symbol* is a step's number: 2i for relation i forward, 2i + 1 for it backward. `kinds`
    are the sets of traits that an entity may have; `implied` holds, per relation, the traits
    that it gives its first and its second argument (`father(X, Y)` makes X male).
    """

    relations: tuple[str, ...]
    traits: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ((),)
    implied: tuple[tuple[Kind, Kind], ...] = ()

    @property
    def symbols(self) -> tuple[Step, ...]:
        """All steps, in the order of their numbers."""
        return tuple(Step(name, forward) for name in self.relations for forward in (True, False))

    def symbol(self, step: Step) -> int:
        """The step's number. Raises ValueError for a relation that is not in the vocabulary."""
        return 2 * self.relations.index(step.relation) + (not step.forward)

    def kind(self, traits: Collection[str]) -> int:
        """The number of the largest kind within `traits`; the first of the largest."""
        inside = [i for i, kind in enumerate(self.kinds) if set(kind) <= set(traits)]
        return max(inside, key=lambda i: (len(self.kinds[i]), -i))

    def ends(self, step: Step) -> tuple[Kind, Kind]:
        """The traits that a step implies of the entities before and after it."""
        if not self.implied:
            return ((), ())
        first, second = self.implied[self.relations.index(step.relation)]
        return (first, second) if step.forward else (second, first)
