"""The rules of all relations over one graph: what they conclude for any query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.firing import Theory
from preceptor.learn.completion.reach import Graph
from preceptor.learn.completion.reading import Reader
from preceptor.learn.scores import ScoredRule
from preceptor.learn.triples import Part, Split
from preceptor.logic import InputError
from preceptor.syntax import show_rule

Ints = NDArray[np.int64]


class Ensemble:
    """Scored rules by the relation that they conclude, over the given parts of a split.

    Worth keeping between evaluations. Raises InputError for a rule whose head is no relation of
    the split.
    """

    def __init__(
        self, split: Split, scored: Sequence[ScoredRule], parts: Sequence[Part] = ("train",)
    ) -> None:
        self.split = split
        self.scored = tuple(scored)
        self.graph_split = split if tuple(parts) == ("train",) else _joined(split, parts)
        self.graph = Graph(self.graph_split)
        self._reader = Reader(self.graph_split)
        self._numbers: defaultdict[int, list[int]] = defaultdict(list)
        for number, (rule, _) in enumerate(self.scored):
            relation = None if rule.head is None else split.relation(rule.head.name)
            if relation is None:
                raise InputError(f"{show_rule(rule)} concludes no relation of {split.name}")
            self._numbers[relation].append(number)
        self._theories: dict[int, Theory] = {}

    @property
    def relations(self) -> tuple[int, ...]:
        """The relations that rules conclude, in order."""
        return tuple(sorted(self._numbers))

    def theory(self, relation: int) -> Theory:
        """The rules that conclude a relation; none is a theory too."""
        if relation not in self._theories:
            numbers = self._numbers.get(relation, [])
            scored = [self.scored[n] for n in numbers]
            made = Theory(relation, scored, numbers, self._reader, self.graph)
            self._theories[relation] = made
        return self._theories[relation]

    @cached_property
    def frequency(self) -> Ints:
        """How many triples of train mention each entity; one with itself, twice."""
        ends = self.split.train[:, [0, 2]].ravel()
        return np.bincount(ends, minlength=len(self.split.entities))


def _joined(split: Split, parts: Sequence[Part]) -> Split:
    triples = np.concatenate([split.part(part) for part in parts])
    _, first = np.unique(triples, axis=0, return_index=True)
    return replace(split, train=triples[np.sort(first)])
