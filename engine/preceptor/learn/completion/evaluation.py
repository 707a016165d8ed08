"""How well rules complete a graph, under a protocol that the figures name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import process_time

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.aggregation import Aggregation, MaxPlus
from preceptor.learn.completion.chatrule import PathSum
from preceptor.learn.completion.ensemble import Ensemble
from preceptor.learn.completion.places import Places, places
from preceptor.learn.completion.protocols import STRICT, Protocol, Ties
from preceptor.learn.completion.queries import Batch, Direction, batches, known_answers
from preceptor.learn.scores import ScoredRule
from preceptor.learn.triples import Part, Split

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over queries: reciprocal rank, and the shares of answers that rank so high.

    `tied` counts queries whose answer has equals, `supported` those whose answer a rule concludes.
    """

    queries: int
    skipped: int
    mrr: float
    hits1: float
    hits3: float
    hits10: float
    tied: int
    supported: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a set of rules reached on a part of a split: under which protocol, and how.

    `ranks` is (queries, 5): relation, number of the triple in its part, 0 for tails and 1 for
    heads, better candidates, tied others; skipped queries are not among them. `seconds` are of
    CPU, for ranking alone.
    """

    split: str
    part: Part
    protocol: Protocol
    aggregation: str
    rules: int
    all: Figures
    by_direction: dict[Direction, Figures]
    by_relation: dict[str, Figures]
    ranks: Ints
    seconds: float

    @property
    def mrr(self) -> float:
        return self.all.mrr

    @property
    def hits1(self) -> float:
        return self.all.hits1

    @property
    def hits3(self) -> float:
        return self.all.hits3

    @property
    def hits10(self) -> float:
        return self.all.hits10

    @property
    def queries(self) -> int:
        """Those counted."""
        return self.all.queries

    @property
    def skipped(self) -> int:
        return self.all.skipped

    def __str__(self) -> str:
        protocol, found = self.protocol, self.all
        return (
            f"{self.split} {self.part}, {protocol.name} ({'+'.join(protocol.directions)}, graph "
            f"{'+'.join(protocol.graph)}, {protocol.ties} ties), {self.aggregation}: "
            f"MRR {found.mrr:.4f}, hits@1 {found.hits1:.4f}, @3 {found.hits3:.4f}, "
            f"@10 {found.hits10:.4f}; {found.queries} queries counted, {found.skipped} skipped, "
            f"{found.tied} with ties"
        )


def evaluate(
    split: Split,
    scored: Sequence[ScoredRule] | Ensemble,
    *,
    protocol: Protocol = STRICT,
    aggregation: Aggregation | None = None,
    part: Part = "test",
) -> Evaluation:
    """The figures of scored rules on a part of a split.

    The aggregation is max-plus, or the protocol's own, where none is given. An Ensemble spares
    grounding the rules again; its graph must be the protocol's.
    """
    if not isinstance(scored, Ensemble):
        scored = Ensemble(split, scored, protocol.graph)
    chosen: Aggregation = aggregation or (PathSum() if protocol.sums else MaxPlus())
    start = process_time()
    tally = _Tally(split, protocol)
    for batch in batches(split, part, protocol.directions):
        if protocol.skip and batch.relation not in scored.relations:
            tally.skip(batch)
        else:
            tally.add(batch, placed(scored, batch, chosen, protocol))
    seconds = process_time() - start
    return tally.evaluation(part, chosen.name, len(scored.scored), seconds)


def placed(
    ensemble: Ensemble, batch: Batch, aggregation: Aggregation, protocol: Protocol
) -> Places:
    """The places of a batch's answers among all entities that do not answer it, too."""
    theory = ensemble.theory(batch.relation)
    found = aggregation.found(theory, batch.direction, batch.entities)
    known = known_answers(ensemble.split, batch)
    frequency = ensemble.frequency if protocol.ties is Ties.FREQUENCY else None
    return places(found, batch, known, frequency, len(ensemble.split.entities))


class _Tally:
    """The places of queries as they come, and their figures."""

    def __init__(self, split: Split, protocol: Protocol) -> None:
        self.split, self.protocol = split, protocol
        self.ranks: list[Ints] = []
        self.measured: list[NDArray[np.float64]] = []
        self.skipped: list[Ints] = []  # relation and direction, a row each

    def add(self, batch: Batch, found: Places) -> None:
        count = len(batch.gold)
        side = int(batch.direction is Direction.HEAD)
        columns = [batch.place, np.full(count, side), found.better, found.tied]
        self.ranks.append(np.stack([np.full(count, batch.relation), *columns], axis=1))
        reciprocal = self.protocol.reciprocal(found)
        self.measured.append(np.stack([reciprocal, found.supported], axis=1))

    def skip(self, batch: Batch) -> None:
        side = int(batch.direction is Direction.HEAD)
        self.skipped.append(np.tile([batch.relation, side], (len(batch.gold), 1)))

    def evaluation(self, part: Part, aggregation: str, rules: int, seconds: float) -> Evaluation:
        ranks = np.concatenate([np.zeros((0, 5), np.int64), *self.ranks])
        measured = np.concatenate([np.zeros((0, 2)), *self.measured])
        skipped = np.concatenate([np.zeros((0, 2), np.int64), *self.skipped])

        def figures(queries: NDArray[np.bool_], left: NDArray[np.bool_]) -> Figures:
            return _figures(measured[queries], ranks[queries, 4], int(left.sum()))

        everything = figures(np.ones(len(ranks), bool), np.ones(len(skipped), bool))
        by_direction = {
            direction: figures(ranks[:, 2] == side, skipped[:, 1] == side)
            for side, direction in enumerate(Direction)
            if direction in self.protocol.directions
        }
        by_relation = {
            self.split.relations[r]: figures(ranks[:, 0] == r, skipped[:, 0] == r)
            for r in sorted({*ranks[:, 0].tolist(), *skipped[:, 0].tolist()})
        }
        return Evaluation(
            self.split.name, part, self.protocol, aggregation, rules, everything, by_direction,
            by_relation, ranks, seconds,
        )  # fmt: skip


def _figures(measured: NDArray[np.float64], tied: Ints, skipped: int) -> Figures:
    if not len(measured):
        return Figures(0, skipped, 0.0, 0.0, 0.0, 0.0, 0, 0)
    reciprocal, supported = measured.T
    hits1, hits3, hits10 = (float((reciprocal * k >= 1).mean()) for k in (1, 3, 10))
    mrr, ties = float(reciprocal.mean()), int((tied > 0).sum())
    counted = len(measured)
    return Figures(counted, skipped, mrr, hits1, hits3, hits10, ties, int(supported.sum()))
