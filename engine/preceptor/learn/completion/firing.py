"""Which rules conclude which candidates: all rules of one relation at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.entities import concluded, is_quick
from preceptor.learn.completion.queries import Direction
from preceptor.learn.completion.reach import (
    LONGEST,
    Graph,
    backward,
    simple_paths,
    steps_of,
    walks,
)
from preceptor.learn.completion.reading import Reader
from preceptor.learn.completion.strength import Measure, ranks, values
from preceptor.learn.paths import Path, Step
from preceptor.learn.scores import ScoredRule, pairs
from preceptor.logic import without_collection

Ints = NDArray[np.int64]


class Fired(NamedTuple):
    """That a rule concludes a candidate of a row: codes `row * entities + candidate`, unordered.

    `rule` counts the rules in their given order.
    """

    code: Ints
    rule: Ints


class Theory:
    """The rules of one relation over the train part of a split, ready to be fired.

    Closed chains are followed from the entities of a query; what rules about one entity conclude
    is found once; all else by `pairs`. `numbers` are those of the rules among all.
    """

    def __init__(
        self,
        relation: int,
        scored: Sequence[ScoredRule],
        numbers: Sequence[int],
        reader: Reader,
        graph: Graph,
    ) -> None:
        self.relation = relation
        self.scored, self.numbers = scored, np.array(numbers, np.int64)
        self.split, self.graph = reader.split, graph
        with without_collection():
            self.paths = [reader.path(rule) for rule, _ in scored]
        told = [(i, path) for i, path in enumerate(self.paths) if path and not _restates(path)]
        self._closed = [i for i, path in told if _is_closed(path)]
        self._about = [i for i, path in told if is_quick(path)]
        self._ranks: dict[Measure, Ints] = {}
        self._shares: dict[Measure, NDArray[np.float64]] = {}
        self.kept: dict[str, NDArray[np.float64]] = {}  # what aggregations work out once

    def ranks(self, by: Measure) -> Ints:
        """The order of the rules by a measure, equal ones alike, the least first."""
        if by not in self._ranks:
            self._ranks[by] = ranks([by.of(each) for each in self.scored])
        return self._ranks[by]

    def shares(self, by: Measure) -> NDArray[np.float64]:
        """A measure of each rule."""
        if by not in self._shares:
            self._shares[by] = values([by.of(each) for each in self.scored])
        return self._shares[by]

    def share_of_rank(self, by: Measure) -> NDArray[np.float64]:
        """The measure that each rank stands for; rank 0 for none."""
        ranked = self.ranks(by)
        found = np.zeros(int(ranked.max(initial=0)) + 1)
        found[ranked] = self.shares(by)
        return found

    def fire(self, direction: Direction, entities: Ints) -> Fired:
        """What the rules conclude for queries about sorted distinct entities, a row each."""
        chains = self._forward if direction is Direction.TAIL else backward(self._forward)
        code, which, _ = _followed(simple_paths, self.graph, chains, entities)
        pair, by = self._fixed
        known, asked = pair if direction is Direction.TAIL else pair[::-1]
        at = np.minimum(np.searchsorted(entities, known), max(len(entities) - 1, 0))
        ours = entities[at] == known
        return Fired(
            np.concatenate([code, at[ours] * self.graph.size + asked[ours]]),
            np.concatenate([np.array(self._closed, np.int64)[which], by[ours]]),
        )

    @cached_property
    def _forward(self) -> Ints:
        return steps_of([self.paths[i] for i in self._closed])

    @cached_property
    def _fixed(self) -> tuple[tuple[Ints, Ints], Ints]:
        """Pairs (head, tail) that do not depend on the query, and the rule of each."""
        about = [path for i in self._about if (path := self.paths[i])]
        heads, tails, place = concluded(self.graph, about)
        found = [(heads, tails, np.array(self._about, np.int64)[place])]
        quick = {*self._closed, *self._about}
        for i, path in enumerate(self.paths):
            if i not in quick and not (path and _restates(path)):
                rows, columns = pairs(path or self.scored[i].rule, self.split)
                ends = rows.astype(np.int64), columns.astype(np.int64)
                found.append((*ends, np.full(len(rows), i)))
        heads, tails, by = (np.concatenate(column) for column in zip(*found, strict=True))
        return (heads, tails), by


def _is_closed(path: Path) -> bool:
    return path.is_closed and not path.guards and len(path.steps) <= LONGEST


def _restates(path: Path) -> bool:
    """Whether the body is the head itself, so that nothing could be concluded but what is known."""
    if path.is_closed:
        return path.steps == (Step(path.head),)
    if path.right is not None:
        return path.steps == (Step(path.head),) and path.end == path.right
    return path.steps == (Step(path.head, True),) and path.end == path.left


def fire_walks(graph: Graph, chains: Ints, entities: Ints) -> tuple[Ints, Ints, Ints]:
    """Code, chain and number of the walks from each entity, a row each; entities may repeat."""
    return _followed(walks, graph, chains, entities)


def _followed(
    ways: Callable[[Graph, Ints, Ints], tuple[Ints, Ints, Ints]],
    graph: Graph,
    chains: Ints,
    entities: Ints,
) -> tuple[Ints, Ints, Ints]:
    starts = np.tile(entities, len(chains))
    item, end, count = ways(graph, starts, np.repeat(chains, len(entities), 0))
    return item % len(entities) * graph.size + end, item // len(entities), count
