"""Closed paths that hold of a type better than of all: `head(X, Y) :- chain, type(X, c)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.chains import Chains
from preceptor.learn.paths import Guard, Path, Step
from preceptor.learn.scores import PESSIMISM, Score, known_pairs, score
from preceptor.learn.triples import Split


def guarded(
    graph: Chains, split: Split, path: Path, known: Score, types: Sequence[int], least: int
) -> Iterator[tuple[Path, Score]]:
    """The path with a type for X or for Y, wherever that makes it more confident.

    `types` are relations; `type(X, c)` is tried for every c that enough of the right predictions
    leave, then scored exactly, as X and Y and all between them may not be c either.
    """
    found = graph.pairs(path)
    right = known_pairs(found, split, path.head)
    ends = (0, found.rows), (len(path.steps), found.columns)
    for (place, column), relation in product(ends, types):
        step = Step(relation)
        support = _by_type(graph, step, column[right])
        most = support / (support + PESSIMISM)  # if no prediction were wrong
        for entity in np.flatnonzero((support >= least) & (most > known.confidence)).tolist():
            narrower = replace(path, guards=(Guard(place, step, entity),))
            (better,) = score([narrower], split)
            assert better is not None, "a path has a score"
            if better.support >= least and better.confidence > known.confidence:
                yield narrower, better


def _by_type(graph: Chains, step: Step, entities: NDArray[np.int32]) -> NDArray[np.int64]:
    """How many of the entities, each as often as it is named, the step leads to each type."""
    times = np.bincount(entities, minlength=graph.index.entities)
    return np.asarray(graph.step(step.back) @ times, np.int64)
