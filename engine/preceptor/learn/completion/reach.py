"""Where chains of relations lead from many starts at once: one sparse product a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.learn.paths import Path
from preceptor.learn.triples import Split

Ints = NDArray[np.int64]

LONGEST = 3  # steps of a chain without a repeated entity that are counted by exclusion
_MAX_STATES = 50_000  # chains followed at once


class Graph:
    """The train triples of a split as one matrix: row `step * size + entity` holds its neighbours.

    Step 2r is relation r from head to tail, step 2r + 1 from tail to head. `loops` keeps triples
    of an entity with itself, which no chain of distinct entities can use.
    """

    def __init__(self, split: Split, *, loops: bool = False) -> None:
        triples = split.train
        if not loops:
            triples = triples[triples[:, 0] != triples[:, 2]]
        head, relation, tail = triples.T.astype(np.int64)
        self._split = split
        self.size = len(split.entities)
        self.steps = 2 * len(split.relations)
        rows = np.concatenate(
            [2 * relation * self.size + head, (2 * relation + 1) * self.size + tail]
        )
        columns = np.concatenate([tail, head])
        shape = (self.steps * self.size, self.size)
        self.table = csr_array((np.ones(len(rows), np.int32), (rows, columns)), shape=shape)
        self.table.sort_indices()

    @cached_property
    def with_loops(self) -> Graph:
        """The same with the triples of entities with themselves."""
        return Graph(self._split, loops=True)

    def from_starts(self, step: Ints, start: Ints) -> csr_array:
        """A row a chain: its start's neighbours by one step."""
        return self.table[step * self.size + start]

    def onward(self, frontier: csr_array, step: Ints) -> csr_array:
        """Every row's entities taken one step on, counted by the ways to get there."""
        shift = np.repeat(step * self.size, np.diff(frontier.indptr))
        shape = (frontier.shape[0], self.table.shape[0])
        moved = csr_array((frontier.data, frontier.indices + shift, frontier.indptr), shape=shape)
        return moved @ self.table


def steps_of(paths: Sequence[Path | None]) -> Ints:
    """The steps of paths as numbers, a row each, filled up with -1."""
    longest = max((len(path.steps) for path in paths if path), default=1)
    found = np.full((len(paths), longest), -1, np.int64)
    for i, path in enumerate(paths):
        assert path is not None
        for j, step in enumerate(path.steps):
            found[i, j] = 2 * step.relation + step.inverse
    return found


def backward(chains: Ints) -> Ints:
    """The chains walked from their ends."""
    lengths = (chains >= 0).sum(axis=1)
    back = np.full_like(chains, -1)
    for length in range(1, chains.shape[1] + 1):
        rows = lengths == length
        back[rows, :length] = chains[rows, :length][:, ::-1] ^ 1
    return back


def walks(graph: Graph, starts: Ints, chains: Ints) -> tuple[Ints, Ints, Ints]:
    """Row, end and number of ways of each walk: row i begins at `starts[i]` and takes `chains[i]`.

    Entities may repeat. Chains are (n, longest) arrays of steps, filled up with -1.
    """
    return _chunked(graph, starts, chains, np.full(len(starts), -1), simple=False)


def simple_paths(
    graph: Graph, starts: Ints, chains: Ints, banned: Ints | None = None
) -> tuple[Ints, Ints, Ints]:
    """As `walks`, no entity twice on the way and none of them `banned[i]`.

    Chains of three steps know no banned entities. The graph must be one without loops.
    """
    nothing = np.full(len(starts), -1)
    return _chunked(graph, starts, chains, nothing if banned is None else banned, simple=True)


def _chunked(
    graph: Graph, starts: Ints, chains: Ints, banned: Ints, *, simple: bool
) -> tuple[Ints, Ints, Ints]:
    found = [(_NONE, _NONE, _NONE)]
    for begin in range(0, len(starts), _MAX_STATES):
        part = slice(begin, begin + _MAX_STATES)
        for rows, frontier in _followed(graph, starts[part], chains[part], banned[part], simple):
            row = np.repeat(rows + begin, np.diff(frontier.indptr))
            found.append((row, frontier.indices.astype(np.int64), frontier.data.astype(np.int64)))
    rows, ends, ways = (np.concatenate(column) for column in zip(*found, strict=True))
    return rows, ends, ways


_NONE = np.zeros(0, np.int64)


def _followed(
    graph: Graph, starts: Ints, chains: Ints, banned: Ints, simple: bool
) -> Iterator[tuple[Ints, csr_array]]:
    """The chains of each length with their ends; chains that begin alike are followed together."""
    lengths = (chains >= 0).sum(axis=1)
    state, first = _alike(starts, chains[:, 0], banned)
    frontier = graph.from_starts(chains[first, 0], starts[first])
    if simple:
        frontier = _without(frontier, starts[first], banned[first])
    ended = np.flatnonzero(lengths == 1)
    yield ended, frontier[state[ended]]
    for taken in range(1, chains.shape[1]):
        longer = np.flatnonzero(lengths > taken)
        if not len(longer):
            return
        parents = state[longer]
        state[longer], first = _alike(parents, chains[longer, taken])
        chosen = longer[first]
        frontier = graph.onward(frontier[parents[first]], chains[chosen, taken])
        if simple and taken == 2:
            frontier = frontier - _turned(graph, starts[chosen], chains[chosen])
        if simple:
            frontier = _without(frontier, starts[chosen], banned[chosen])
        ended = np.flatnonzero(lengths == taken + 1)
        yield ended, frontier[state[ended]]


def _alike(*columns: Ints) -> tuple[Ints, Ints]:
    """The number of each row among the distinct rows, and a first row for each of those."""
    key = columns[0]
    for column in columns[1:]:
        key = key * (column.max() + 2) + column + 1
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    return number, first


def _without(frontier: csr_array, starts: Ints, banned: Ints) -> csr_array:
    """The frontier without what each chain may not visit, and without what no way leads to."""
    counts = np.diff(frontier.indptr)
    ends = frontier.indices
    keep = (ends != np.repeat(starts, counts)) & (ends != np.repeat(banned, counts))
    keep &= frontier.data > 0
    row = np.repeat(np.arange(len(counts)), counts)[keep]
    indptr = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(counts)))])
    return csr_array((frontier.data[keep], ends[keep], indptr), shape=frontier.shape)


def _turned(graph: Graph, starts: Ints, chains: Ints) -> csr_array:
    """How many walks of three steps come back to their second entity, by way of a fourth.

    x to y, y to b, b to y, where b is not x: the walks that a count of ways must lose.
    """
    there = graph.from_starts(chains[:, 0], starts)
    counts = np.diff(there.indptr)
    row = np.repeat(np.arange(len(starts)), counts)
    turn = there.indices.astype(np.int64)
    out, back = chains[row, 1], chains[row, 2] ^ 1  # the third step from its end
    table, size = graph.table, graph.size
    pairs, which = np.unique((out * graph.steps + back) * size + turn, return_inverse=True)
    legs, at = pairs // size, pairs % size
    met = table[legs // graph.steps * size + at].multiply(table[legs % graph.steps * size + at])
    ways = np.asarray(met.sum(axis=1)).ravel()[which]
    by_start = holds(table, out * size + turn, starts[row])
    by_start &= holds(table, back * size + turn, starts[row])
    data = (ways - by_start).astype(np.int32)
    return csr_array((data, there.indices, there.indptr), shape=there.shape)


def holds(table: csr_array, rows: Ints, columns: Ints) -> NDArray[np.bool_]:
    """Which cells of a matrix are set."""
    if not len(rows):
        return np.zeros(0, bool)
    return np.asarray(table[rows, columns]).ravel() > 0
