"""Probability: how likely an answer is when every proof of it counts.

A confidence is that of the best proof; the probability is that of having any proof at all, as
ProbLog computes it. It is exact up to a size, by Shannon's expansion with common factors and
independent parts taken apart; past the size there is a lower bound, from the likeliest proofs
alone, and an upper bound, from taking conclusions of one atom to be independent: positively
correlated events are no likelier together than that (Harris 1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from math import prod
from operator import and_

from preceptor.logic import Atom, LimitExceeded, Literal, map_atom, substituting
from preceptor.reason.lineage import Lineage, Terms, Ways, bits, lineage, minimal
from preceptor.reason.model import Model
from preceptor.reason.solve import solutions

MAX_WAYS = 500  # of one atom
MAX_WORK = 300_000  # ways in all parts of an expansion
FEW_WAYS = (50, 10, 1)  # tried for a lower bound when all are too many
SWEEPS = 100  # of the upper bound


@dataclass(frozen=True, slots=True)
class Probability:
    """A probability, or bounds around it."""

    lower: float
    upper: float

    @property
    def exact(self) -> bool:
        return self.lower == self.upper


def probability(model: Model, goal: Sequence[Literal], *, most: int = MAX_WAYS) -> Probability:
    """The probability that some instance of the goal has a proof.

    It is exact as long as no atom has more than `most` minimal ways to be true. Raises
    LimitExceeded when more rule instances stand behind it than are looked at.
    """
    body = tuple(goal)
    names, found = solutions(model, body)
    atoms = [literal for literal in body if isinstance(literal, Atom)]
    conjunctions: list[tuple[Atom, ...]] = []
    for solution in sorted(found, key=lambda s: s.rank):
        change = substituting(dict(zip(names, solution.terms, strict=True)))
        conjunctions.append(tuple(map_atom(atom, change) for atom in atoms))
    if not conjunctions:
        return Probability(0.0, 0.0)
    traced = lineage(model, chain.from_iterable(conjunctions))
    for ways_each in (most, *FEW_WAYS):
        terms = Terms(traced, ways_each)
        ways = terms.any_of(map(terms.all_of, conjunctions))
        try:
            value = _rounded(Expansion(traced.probabilities).probability(ways))
        except LimitExceeded:
            continue
        if terms.complete:
            return Probability(value, value)
        return Probability(value, max(value, _rounded(_upper(traced, conjunctions))))
    raise AssertionError("one way is always few enough")


class Expansion:
    """The probability of ways, by cases over one choice at a time. Each part is computed once."""

    def __init__(self, probabilities: Sequence[float]) -> None:
        self._probabilities = probabilities
        self._known: dict[Ways, float] = {}
        self._work = 0

    def probability(self, ways: Ways) -> float:
        """Raises LimitExceeded when the parts hold more than MAX_WORK ways."""
        if not ways:
            return 0.0
        if 0 in ways:
            return 1.0
        known = self._known.get(ways)
        if known is None:
            self._work += len(ways)
            if self._work > MAX_WORK:
                raise LimitExceeded("ways in a probability", self._work, MAX_WORK)
            known = self._known[ways] = self._expanded(ways)
        return known

    def _expanded(self, ways: Ways) -> float:
        common = reduce(and_, ways)
        if common:
            rest = frozenset(way & ~common for way in ways)
            factor = prod(self._probabilities[choice] for choice in bits(common))
            return factor * self.probability(rest)
        parts = _independent(ways)
        if len(parts) > 1:
            return 1 - prod(1 - self.probability(part) for part in parts)
        counts = Counter(choice for way in ways for choice in bits(way))
        choice = max(counts, key=lambda c: (counts[c], -c))
        bit, p = 1 << choice, self._probabilities[choice]
        made = frozenset(minimal(way & ~bit for way in ways))
        missed = frozenset(way for way in ways if not way & bit)
        return p * self.probability(made) + (1 - p) * self.probability(missed)


def _independent(ways: Ways) -> list[Ways]:
    """The ways in groups that have no choice in common."""
    groups: list[tuple[int, list[int]]] = []
    for way in sorted(ways):
        touching = [group for group in groups if group[0] & way]
        groups = [group for group in groups if not group[0] & way]
        union = reduce(lambda mask, group: mask | group[0], touching, way)
        groups.append((union, [way, *(w for _, members in touching for w in members)]))
    return [frozenset(members) for _, members in groups]


def _upper(traced: Lineage, conjunctions: Sequence[Sequence[Atom]]) -> float:
    """A bound from above, swept over the steps from certainty down."""
    most = dict.fromkeys(traced.steps, 1.0)
    for _ in range(SWEEPS):
        before = dict(most)
        for atom, steps in traced.steps.items():
            missed = prod(
                1 - (1.0 if step.choice < 0 else traced.probabilities[step.choice])
                * min((most[premise] for premise in step.premises), default=1.0)
                for step in steps
            )  # fmt: skip
            most[atom] = min(most[atom], 1 - missed)
        if most == before:
            break
    return 1 - prod(1 - min((most[a] for a in atoms), default=1.0) for atoms in conjunctions)


def _rounded(value: float) -> float:
    return min(1.0, max(0.0, float(f"{value:.12g}")))
