"""Rules about one entity: `head(X, c) :- body(X, d)` and `head(X, c) :- body(X, A)`.

Heads and bodies are sets of subjects alike, so the supports of all rules are the sizes of their
meetings: a sparse product of all sets with all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from preceptor.learn.mining.budget import Meter
from preceptor.learn.mining.cycles import Ints, Links
from preceptor.learn.mining.subjects import Leavers, Subjects
from preceptor.learn.paths import Path, Step
from preceptor.learn.scores import PESSIMISM, Score
from preceptor.learn.triples import Index

BLOCK = 1 << 22  # meetings that are counted together


class Wanted(NamedTuple):
    """Which rules are kept: of each head with its constant the `most` best."""

    support: int
    confidence: float
    most: int


class Rules(NamedTuple):
    """Rules as columns. A body is a set of subjects, or a step where `ends` says -1."""

    heads: Ints
    steps: Ints
    ends: Ints
    supports: Ints
    predictions: Ints

    def take(self, places: Ints) -> Rules:
        return Rules(*(column[places] for column in self))


def mine_constants(
    index: Index, links: Links, wanted: Wanted, meter: Meter
) -> Iterator[tuple[Path, Score]]:
    """Every rule about one entity that is wanted, exactly scored. Raises LimitExceeded where the
    meter does."""
    sets = Subjects(index, links, wanted.support)
    if not len(sets):
        return
    leavers = Leavers(links, sets)
    counting = _Subject(index, sets, leavers)
    by_entity = csr_array(sets.members.T)
    for rows in _blocks(sets, by_entity):
        meter.tell("rules about one entity", rows.start, len(sets))
        fixed, loose = _fixed(sets, by_entity, rows), _loose(sets, leavers, rows)
        every = Rules(*(np.concatenate(columns) for columns in zip(fixed, loose, strict=True)))
        yield from counting.scored(_best(every, wanted))


def _blocks(sets: Subjects, by_entity: csr_array) -> Iterator[slice]:
    fan = np.diff(by_entity.indptr)
    work = np.cumsum(fan[sets.members.indices], dtype=np.int64)
    at = np.concatenate([[0], work])[sets.members.indptr]
    start = 0
    while start < len(sets):
        stop = int(np.searchsorted(at, at[start] + BLOCK, side="right")) - 1
        stop = min(max(stop, start + 1), len(sets))
        yield slice(start, stop)
        start = stop


def _fixed(sets: Subjects, by_entity: csr_array, rows: slice) -> Rules:
    """All `head(X, c) :- body(X, d)` of some heads; X is neither c nor d."""
    met = sets.members[rows] @ by_entity
    itself = by_entity[sets.entities[rows]]  # where c is in the body's set, and is left out
    both = (2 * met + itself).tocoo()
    heads, bodies = both.row.astype(np.int64) + rows.start, both.col.astype(np.int64)
    kept = (both.data > 1) & (heads != bodies)  # a head is no rule for itself
    heads, bodies, data = heads[kept], bodies[kept], both.data[kept].astype(np.int64)
    predictions = sets.sizes[bodies] - data % 2
    return Rules(heads, sets.steps[bodies], sets.entities[bodies], data // 2, predictions)


def _loose(sets: Subjects, leavers: Leavers, rows: slice) -> Rules:
    """All `head(X, c) :- body(X, A)` of some heads; A is not c either."""
    met = leavers.meetings(sets, rows)
    row, steps = np.nonzero(met)
    heads = row + rows.start
    predictions = leavers.predictions(sets.entities[rows])[row, steps]
    return Rules(heads, steps, np.full(len(heads), -1), met[row, steps], predictions)


def _best(every: Rules, wanted: Wanted) -> Rules:
    """The rules that are good enough, of each head the best first."""
    confidence = every.supports / (every.predictions + PESSIMISM)
    enough = (every.supports >= wanted.support) & (confidence >= wanted.confidence)
    kept, confidence = every.take(np.flatnonzero(enough)), confidence[enough]
    order = np.lexsort((kept.ends, kept.steps, -kept.supports, -confidence, kept.heads))
    kept = kept.take(order)
    firsts = np.searchsorted(kept.heads, kept.heads)
    return kept.take(np.flatnonzero(np.arange(len(firsts)) - firsts < wanted.most))


class _Subject:
    """Counts of how many predictions are about a subject that the head's relation knows."""

    def __init__(self, index: Index, sets: Subjects, leavers: Leavers) -> None:
        self._index, self._sets, self._leavers = index, sets, leavers
        self._known = np.zeros((index.relations, index.entities), bool)
        self._known[index.triples[:, 1], index.triples[:, 0]] = True

    def scored(self, rules: Rules) -> Iterator[tuple[Path, Score]]:
        sets = self._sets
        for head, step, end, support, predictions in zip(*rules, strict=True):
            relation, inverse = divmod(int(sets.steps[head]), 2)
            entity = int(sets.entities[head])
            path = Path(
                relation,
                (Step(int(step) // 2, bool(step % 2)),),
                left=entity if inverse else None,
                right=None if inverse else entity,
                end=None if end < 0 else int(end),
            )
            # an inverse head has one subject, which it knows: the support is about it
            about = predictions if inverse else self._about(relation, entity, int(step), int(end))
            size = len(self._index.of(relation))
            yield path, Score(int(support), int(predictions), size, int(about))

    def _about(self, relation: int, entity: int, step: int, end: int) -> int:
        known, sets = self._known[relation], self._sets
        if end < 0:
            subjects = self._leavers.having(step)
            kept = int(known[subjects].sum()) - int(known[self._leavers.to(entity, step)].sum())
            return kept - int(known[entity] and self._leavers.leaves(entity, step))
        number, _ = sets.numbers(np.array([step]), np.array([end]))
        subjects = sets.of(int(number[0]))
        return int(known[subjects].sum()) - int(known[entity] and entity in subjects)
