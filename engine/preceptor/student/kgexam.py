"""Exams: the queries of a part of a knowledge graph, and what scores of all entities reach there.

The protocol is the strict one of `learn.completion`: head and tail of every triple are asked for,
other known answers are left out, equal scores share their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from preceptor.learn.completion import Direction, Query
from preceptor.learn.triples import PARTS, Part, Split

CELLS = 1 << 22  # scores that are held at once

Scorer = Callable[[slice], Tensor]  # rows of the exam -> (rows, entities)


class Outcome(NamedTuple):
    """The mean reciprocal rank; of each query the best candidate's probability, and whether it is
    the right answer and no other is as good; and the mean -log of the right one's probability.
    """

    mrr: float
    confidences: list[float]
    right: list[bool]
    loss: float


class Exam:
    """Each triple of a part asked twice: `queries` (n, 3) holds what is given, the relation (or,
    past the last one, its inverse) and the answer.
    """

    def __init__(self, split: Split, part: Part) -> None:
        self.size, self.relations = len(split.entities), len(split.relations)
        self.queries = both_ways(split, part)
        known = torch.cat([both_ways(split, each) for each in PARTS])
        self._known = torch.unique(self._key(known) * self.size + known[:, 2])  # sorted

    def _key(self, queries: Tensor) -> Tensor:
        return queries[:, 1] * self.size + queries[:, 0]

    def asked(self) -> Sequence[Query]:
        """The queries as `learn.completion` writes them."""
        return [
            Query(r - self.relations, given, Direction.HEAD)
            if r >= self.relations
            else Query(r, given, Direction.TAIL)
            for given, r, _ in self.queries.tolist()
        ]

    def chunks(self) -> Iterator[slice]:
        """The rows, in pieces whose scores fit into CELLS."""
        step = max(1, CELLS // self.size)
        for first in range(0, len(self.queries), step):
            yield slice(first, min(first + step, len(self.queries)))

    def others(self, rows: slice) -> Tensor:
        """(rows, entities) True for what answers a query too but is not the answer asked for."""
        some = self.queries[rows]
        keys = self._key(some) * self.size
        first = torch.searchsorted(self._known, keys)  # (rows,)
        count = torch.searchsorted(self._known, keys + self.size) - first
        row = torch.repeat_interleave(torch.arange(len(some)), count)
        before = torch.cumsum(count, 0) - count
        at = torch.arange(len(row)) - before[row] + first[row]
        found = torch.zeros(len(some), self.size, dtype=torch.bool)
        found[row, self._known[at] % self.size] = True
        found[torch.arange(len(some)), some[:, 2]] = False
        return found

    def reciprocal_ranks(self, scores: Tensor, rows: slice) -> Tensor:
        """(rows,) 1 / rank of the answers; `others` must have been taken out as -inf."""
        own = scores.gather(1, self.queries[rows, 2:])  # (rows, 1)
        better, equal = (scores > own).sum(1), (scores == own).sum(1) - 1
        return 1 / (1 + better + equal.double() / 2)

    def mrr(self, scorer: Scorer) -> float:
        """The mean reciprocal rank; 0 for a part without triples."""
        total = 0.0
        for rows in self.chunks():
            scores = scorer(rows).masked_fill(self.others(rows), -torch.inf)
            total += self.reciprocal_ranks(scores, rows).sum().item()
        return total / max(1, len(self.queries))

    def outcome(self, scorer: Scorer, temperature: float = 1.0) -> Outcome:
        """What scores reach as logarithms of odds, each divided by the temperature."""
        mrr, loss = 0.0, 0.0
        confidences: list[float] = []
        right: list[bool] = []
        for rows in self.chunks():
            scores = scorer(rows).masked_fill(self.others(rows), -torch.inf)
            ranks = self.reciprocal_ranks(scores, rows)
            logs = torch.log_softmax(scores.double() / temperature, 1)
            mrr += ranks.sum().item()
            loss -= logs.gather(1, self.queries[rows, 2:]).sum().item()
            confidences += logs.amax(1).exp().tolist()
            right += (ranks == 1).tolist()
        count = max(1, len(self.queries))
        return Outcome(mrr / count, confidences, right, loss / count)


def both_ways(split: Split, part: Part) -> Tensor:
    """(2 n, 3) the triples of a part, then the same as triples of the inverse relations."""
    triples = torch.from_numpy(split.part(part)).long()
    head, relation, tail = triples.T
    turned = torch.stack((tail, relation + len(split.relations), head), 1)
    return torch.cat((triples, turned))
