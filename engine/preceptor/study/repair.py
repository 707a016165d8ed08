"""Repairs that data suggests: rules held to things of one type, and read from other atoms."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from time import process_time

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.learn.completion.turning import turned
from preceptor.learn.paths import Guard, Path, Step, path_of, rule_of
from preceptor.learn.scores import PESSIMISM, ScoredRule, known_pairs, pairs
from preceptor.learn.triples import Split
from preceptor.logic import Rule
from preceptor.study.arms import scored
from preceptor.study.taught import said

MOST = 3  # guarded versions of one rule; this and the next were chosen on the valid part of umls
LEAST_SUPPORT = 4
LEAST_SHARE = 50  # a type holds at least one of so many entities: a few neighbours are none


def guarded(rules: Iterable[ScoredRule], split: Split, most: int = MOST) -> tuple[Rule, ...]:
    """For each closed chain its best versions with a type for X or for Y, `isa(Y, virus)`.

    A version is right at least four times on train, and more often than the rule is; the best
    have the highest confidence. The head's own relation is no type: it would be what is predicted.
    """
    types = _Types(split)
    found: dict[Path, None] = {}
    for rule, its in rules:
        path = path_of(rule, split)
        if path is not None and path.is_closed and not path.guards:
            found.update(dict.fromkeys(_versions(path, its.confidence, types, most)))
    return tuple(rule_of(path, split) for path in found)


def repaired(rules: Sequence[ScoredRule], split: Split) -> tuple[tuple[ScoredRule, ...], float]:
    """The rules, turned (`completion.turning`) and held to types as well; each once, and the CPU
    seconds that it took."""
    began = process_time()
    around = turned([each.rule for each in rules], split)
    narrow, _ = scored(guarded([*rules, *around], split), split)
    found: dict[Hashable, ScoredRule] = {}
    for each in (*rules, *around, *narrow):
        found.setdefault(said(each.rule, split), each)
    return tuple(found.values()), process_time() - began


class _Types:
    """Steps to entities that many take, as rows over the entities that they lead from."""

    def __init__(self, split: Split) -> None:
        self.split = split
        count = len(split.entities)
        head, relation, tail = split.train.T.astype(np.int64)
        keys = np.concatenate([2 * relation * count + tail, (2 * relation + 1) * count + head])
        keys, rows, sizes = np.unique(keys, return_inverse=True, return_counts=True)
        shape = (len(keys), count)
        ones = np.ones(len(rows), np.int32)
        members = csr_array((ones, (rows, np.concatenate([head, tail]))), shape=shape)
        large = sizes * LEAST_SHARE >= count
        self.keys, self.members = keys[large], members[large]

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
