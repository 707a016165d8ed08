"""Repairs that data suggests: a rule that is too wide, held to things of one type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.learn.paths import Guard, Path, Step, path_of, rule_of
from preceptor.learn.scores import PESSIMISM, ScoredRule, known_pairs, pairs
from preceptor.learn.triples import Split
from preceptor.logic import Rule

MOST = 3  # guarded versions of one rule; this and the next were chosen on the valid part of umls
LEAST_SUPPORT = 4
WITH_GUARD = "type-guard"


def guarded(rules: Iterable[ScoredRule], split: Split, most: int = MOST) -> tuple[Rule, ...]:
    """For each closed chain its best versions with a type for X or for Y, `isa(Y, virus)`.

    A version is right at least four times on train, and more often than the rule is; the best
    have the highest confidence. The head's own relation is no type: it would be what is predicted.
    """
    types = _Types(split)
    found: dict[Path, None] = {}
    for scored in rules:
        path = path_of(scored.rule, split)
        if path is not None and path.is_closed and not path.guards:
            found.update(dict.fromkeys(_versions(path, scored.score.confidence, types, most)))
    return tuple(rule_of(path, split) for path in found)


class _Types:
    """All steps to all entities as rows over the entities that they lead from."""

    def __init__(self, split: Split) -> None:
        self.split = split
        count = len(split.entities)
        head, relation, tail = split.train.T.astype(np.int64)
        keys = np.concatenate([2 * relation * count + tail, (2 * relation + 1) * count + head])
        self.keys, rows = np.unique(keys, return_inverse=True)
        shape = (len(self.keys), count)
        ones = np.ones(len(keys), np.int32)
        self.members = csr_array((ones, (rows, np.concatenate([head, tail]))), shape=shape)

    def guard(self, row: int, place: int) -> Guard:
        step, value = divmod(int(self.keys[row]), len(self.split.entities))
        return Guard(place, Step(step // 2, bool(step % 2)), value)

    def are_of(self, relation: int) -> NDArray[np.bool_]:
        """Which rows are steps of a relation."""
        return np.asarray(self.keys // len(self.split.entities) // 2 == relation)


def _versions(path: Path, confidence: float, types: _Types, most: int) -> Iterator[Path]:
    split, count = types.split, len(types.split.entities)
    found = pairs(path, split)
    right = known_pairs(found, split, path.head)
    better: list[tuple[float, int, Guard]] = []
    for place, ends in ((0, found.rows), (len(path.steps), found.columns)):
        supports = types.members @ np.bincount(ends[right], minlength=count)
        predictions = types.members @ np.bincount(ends, minlength=count)
        confidences = supports / (predictions + PESSIMISM)
        wanted = (supports >= LEAST_SUPPORT) & (confidences > confidence)
        wanted &= ~types.are_of(path.head)
        better += (
            (-float(confidences[row]), -int(supports[row]), types.guard(row, place))
            for row in np.flatnonzero(wanted).tolist()
        )
    for _, _, guard in sorted(better)[:most]:
        yield replace(path, guards=(guard,))
