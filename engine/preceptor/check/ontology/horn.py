"""Derivations as Horn clauses: which sets of axioms suffice for a goal, and which do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from preceptor.check.ontology.completion import Fact, Inference


class Derivations:
    """The inferences that can have a part in deriving a goal; `axioms` are those they use.

    Unit propagation with a trail, so that an axiom can be tried and taken back (Dowling and
    Gallier 1984).
    """

    def __init__(self, inferences: Iterable[Inference], goal: Fact) -> None:
        self._goal = goal
        self._missing: list[int] = []
        self._conclusions: list[Fact] = []
        self._waiting: dict[Fact | int, list[int]] = defaultdict(list)
        self._known: set[Fact | int] = set()
        axioms: set[int] = set()
        ready: list[Fact | int] = []
        for inference in _cone(inferences, goal):
            needed: set[Fact | int] = set(inference.premises)
            if inference.axiom is not None:
                needed.add(inference.axiom)
                axioms.add(inference.axiom)
            for literal in needed:
                self._waiting[literal].append(len(self._missing))
            self._missing.append(len(needed))
            self._conclusions.append(inference.conclusion)
            if not needed:
                ready.append(inference.conclusion)
        self.axioms = tuple(sorted(axioms))
        self._assume(*ready)

    def derives(self, axioms: Iterable[int]) -> bool:
        """Whether these axioms suffice for the goal."""
        trail = self._assume(*axioms)
        found = self._goal in self._known
        self._retract(trail)
        return found

    def grown(self, axioms: Iterable[int]) -> frozenset[int]:
        """A largest set of axioms around these, which do not suffice, that does not either."""
        kept = set(axioms)
        trail = self._assume(*kept)
        for axiom in self.axioms:
            if axiom in kept:
                continue
            step = self._assume(axiom)
            if self._goal in self._known:
                self._retract(step)
            else:
                kept.add(axiom)
                trail += step
        self._retract(trail)
        return frozenset(kept)

    def _assume(self, *literals: Fact | int) -> list[Fact | int]:
        """Takes these as given with all that follows; returns what is new, to be retracted."""
        trail: list[Fact | int] = []
        agenda = list(literals)
        while agenda:
            literal = agenda.pop()
            if literal in self._known:
                continue
            self._known.add(literal)
            trail.append(literal)
            for number in self._waiting[literal]:
                self._missing[number] -= 1
                if self._missing[number] == 0:
                    agenda.append(self._conclusions[number])
        return trail

    def _retract(self, trail: list[Fact | int]) -> None:
        self._known.difference_update(trail)
        for literal in trail:
            for number in self._waiting[literal]:
                self._missing[number] += 1


def _cone(inferences: Iterable[Inference], goal: Fact) -> list[Inference]:
    """The inferences that the goal can be traced back to, each once."""
    by_conclusion: dict[Fact, dict[Inference, None]] = defaultdict(dict)
    for inference in inferences:
        if inference.conclusion not in inference.premises:
            by_conclusion[inference.conclusion].setdefault(inference)
    found: list[Inference] = []
    agenda, seen = [goal], {goal}
    while agenda:
        for inference in by_conclusion[agenda.pop()]:
            found.append(inference)
            new = [premise for premise in inference.premises if premise not in seen]
            seen.update(new)
            agenda += new
    return found
