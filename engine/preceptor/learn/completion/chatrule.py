"""ChatRule's ranking (Luo et al. 2023): walks, counted, times the rule's PCA confidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.aggregation import Found, exact, summed
from preceptor.learn.completion.firing import Theory, fire_walks
from preceptor.learn.completion.queries import Direction
from preceptor.learn.completion.reach import backward, steps_of

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PathSum:
    """The sum over rules of PCA confidence times the number of walks, entities repeated or not.

    The confidences are counted anew over walks, on the graph that the rules are applied to, and
    rules that are no closed chains say nothing, as there.
    """

    name: str = "sum of pca * walks"

    def found(self, theory: Theory, direction: Direction, entities: Ints) -> Found:
        """See `Aggregation`."""
        chains, rules = _chains(theory)
        way = chains if direction is Direction.TAIL else backward(chains)
        code, which, count = fire_walks(theory.graph.with_loops, way, entities)
        return summed(code, exact(self.worth(theory))[rules[which]] * count)

    def worth(self, theory: Theory) -> NDArray[np.float64]:
        """The PCA confidence of each rule over walks."""
        if "walks" not in theory.kept:
            theory.kept["walks"] = _confidences(theory)
        return theory.kept["walks"]


def _chains(theory: Theory) -> tuple[Ints, Ints]:
    """The closed chains of a theory, and the rule of each."""
    rules = [i for i, p in enumerate(theory.paths) if p and p.is_closed and not p.guards]
    return steps_of([theory.paths[i] for i in rules]), np.array(rules, np.int64)


def _confidences(theory: Theory) -> NDArray[np.float64]:
    chains, rules = _chains(theory)
    found = np.zeros(len(theory.paths))
    facts = theory.split.index().of(theory.relation).astype(np.int64)
    subjects = np.unique(facts[:, 0])
    if not len(subjects) or not len(rules):
        return found
    size = theory.graph.size
    code, which, _ = fire_walks(theory.graph.with_loops, chains, subjects)
    known = np.searchsorted(subjects, facts[:, 0]) * size + facts[:, 2]
    predictions = np.bincount(which, minlength=len(rules))
    right = np.bincount(which[np.isin(code, known)], minlength=len(rules))
    found[rules] = right / np.maximum(predictions, 1)
    return found
