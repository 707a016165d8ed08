"""What path rules predict on a graph: simple paths, counted by sparse products.

No variable takes another's value or a constant's, so chains may not come back to where they were.
Matrices without loops leave few ways to do so, and these are counted and taken off again:
`A1 A2 A3 - diag(A1 A2) A3 - A1 diag(A2 A3) + A1 ∘ A2ᵀ ∘ A3` holds the simple paths of length three.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.learn.paths import Path, Step
from preceptor.learn.triples import Index, Part, Split

LONGEST = 3  # steps that the products know
BLOCK = 1 << 24  # multiplications of one product at a time, each 4 to 12 bytes of its result
MEMORY = 1 << 29  # bytes of products that are kept

Mask = NDArray[np.bool_]


class Pairs(NamedTuple):
    """Predicted pairs, each once, by row and then by column."""

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]


class Chains:
    """The steps of a graph as matrices without loops, and their products, the latest kept."""

    def __init__(self, index: Index, memory: int = MEMORY) -> None:
        self.index = index
        self.memory = memory
        self._steps: dict[Step, csr_array] = {}
        self._products: OrderedDict[tuple[Step, Step], csr_array] = OrderedDict()
        self._held = 0

    def step(self, step: Step) -> csr_array:
        """The step's pairs, loops left out."""
        if step not in self._steps:
            if step.inverse:
                made = csr_array(self.step(step.back).T)
            else:
                made = self.index.matrix(step.relation).tocoo()
                apart = made.row != made.col
                cells = made.data[apart], (made.row[apart], made.col[apart])
                made = csr_array(cells, shape=made.shape)
            made.sort_indices()
            self._steps[step] = made
        return self._steps[step]

    def product(self, one: Step, other: Step) -> csr_array:
        """How many ways lead over two steps, from each entity to each."""
        key = one, other
        if key in self._products:
            self._products.move_to_end(key)
            return self._products[key]
        made = self.step(one) @ self.step(other)
        self._products[key] = made
        self._held += _bytes(made)
        while self._held > self.memory and self._products:
            self._held -= _bytes(self._products.popitem(last=False)[1])
        return made

    def pairs(self, path: Path) -> Pairs:
        """The pairs that a path of at most LONGEST steps predicts, none by means of itself."""
        if path.uses_head:
            return Pairs(_NONE, _NONE)
        return _closed(self, path) if path.is_closed else _open(self, path)


_CHAINS: WeakKeyDictionary[Split, dict[Part, Chains]] = WeakKeyDictionary()


def chains(split: Split, part: Part = "train") -> Chains:
    """The chains of one part of a split, kept as long as the split is."""
    known = _CHAINS.setdefault(split, {})
    if part not in known:
        known[part] = Chains(split.index(part))
    return known[part]


def _closed(graph: Chains, path: Path) -> Pairs:
    found = list(ends(graph, path))
    rows = np.concatenate([_NONE, *(block.rows for block in found)])
    columns = np.concatenate([_NONE, *(block.columns for block in found)])
    return Pairs(rows, columns[np.lexsort((columns, rows))])


def _open(graph: Chains, path: Path) -> Pairs:
    """The pairs of a chain that begins at the head's one variable."""
    starts = _starts(graph, path)
    if path.right is not None:
        return Pairs(starts, np.full(len(starts), path.right, np.int32))
    assert path.left is not None
    return Pairs(np.full(len(starts), path.left, np.int32), starts)


_NONE = np.zeros(0, np.int32)


def _bytes(matrix: csr_array) -> int:
    return int(matrix.data.nbytes + matrix.indices.nbytes + matrix.indptr.nbytes)


def _masks(graph: Chains, path: Path) -> list[Mask | None]:
    """For each variable of the chain the values that guards and constants leave it; None: all."""
    given = (path.left, path.right, path.end, *(guard.value for guard in path.guards))
    constants = [entity for entity in given if entity is not None]
    if not constants:
        return [None] * (len(path.steps) + 1)
    free = np.ones(graph.index.entities, bool)
    free[constants] = False
    masks: list[Mask] = [free.copy() for _ in range(len(path.steps) + 1)]
    for guard in path.guards:
        reached = np.zeros(graph.index.entities, bool)
        reached[_reaching(graph, guard.step, guard.value)] = True
        masks[guard.place] &= reached
    if path.end is not None:
        masks[-1][:] = False
        masks[-1][path.end] = True
    return list(masks)


def _reaching(graph: Chains, step: Step, entity: int) -> NDArray[np.int32]:
    """The entities that a step leads from to the given one, sorted."""
    back = graph.step(step.back)
    return np.asarray(back.indices[back.indptr[entity] : back.indptr[entity + 1]])


def _masked(graph: Chains, path: Path) -> list[csr_array]:
    """The matrix of each step, cut down to what its two ends may be."""
    masks = _masks(graph, path)
    found = [graph.step(step) for step in path.steps]
    for i, mask in enumerate(masks):
        if mask is not None and i:
            found[i - 1] = _columns_by(found[i - 1], mask)
        elif mask is not None:
            found[0] = _rows_by(found[0], mask)
    return found


def _rows_by(matrix: csr_array, factors: NDArray[np.generic]) -> csr_array:
    each = np.repeat(factors.astype(np.int32), np.diff(matrix.indptr))
    return csr_array((matrix.data * each, matrix.indices, matrix.indptr), shape=matrix.shape)


def _columns_by(matrix: csr_array, factors: NDArray[np.generic]) -> csr_array:
    each = factors.astype(np.int32)[matrix.indices]
    return csr_array((matrix.data * each, matrix.indices, matrix.indptr), shape=matrix.shape)


def ends(graph: Chains, path: Path) -> Iterator[Pairs]:
    """The ends of a path's simple paths, block after block of rows, in each row in no order."""
    steps = _masked(graph, path)
    if len(steps) == 1:
        yield _pairs(steps[0], 0)
        return
    left = steps[0]
    if len(steps) == 3:
        is_plain = path.is_closed and not path.guards
        left = graph.product(path.steps[0], path.steps[1]) if is_plain else left @ steps[1]
    for rows in slices(left, steps[-1]):
        block = left[rows] @ steps[-1]
        if len(steps) == 3:
            block = block - _returning(left[rows], steps, rows)
        yield _pairs(block, rows.start)


def _pairs(block: csr_array, start: int) -> Pairs:
    """The pairs of two entities where the block, whose first row is `start`, is not zero."""
    cells = block.tocoo()
    rows = cells.row + np.int32(start)
    found = (cells.data > 0) & (rows != cells.col)
    return Pairs(rows[found], cells.col[found])


def _returning(product: csr_array, steps: Sequence[csr_array], rows: slice) -> csr_array:
    """How many ways over three steps come back to their first place or stay at their last."""
    one, two, three = steps
    home = product.diagonal(rows.start)  # back after two steps
    away = np.asarray(two.multiply(three.T).sum(axis=1)).ravel()  # there and back, from the end
    both = one[rows].multiply(two.T.tocsr()[rows]).multiply(three[rows])
    return _rows_by(three[rows], home) + _columns_by(one[rows], away) - csr_array(both)


def slices(left: csr_array, right: csr_array) -> Iterator[slice]:
    """Ranges of rows, each of at most BLOCK multiplications where it is more than one row."""
    fan = np.diff(right.indptr)
    work = np.concatenate([[0], np.cumsum(fan[left.indices], dtype=np.int64)])[left.indptr]
    start, count = 0, left.shape[0]
    while start < count:
        stop = int(np.searchsorted(work, work[start] + BLOCK, side="right")) - 1
        stop = min(max(stop, start + 1), count)
        if work[stop] > work[start]:
            yield slice(start, stop)
        start = stop


def _starts(graph: Chains, path: Path) -> NDArray[np.int32]:
    """The entities from which a simple path leads on as the chain says, sorted."""
    if len(path.steps) == 1 and path.end is not None and not path.guards:
        found = _reaching(graph, path.steps[0], path.end)
        return np.asarray(found[(found != path.left) & (found != path.right)])
    steps = _masked(graph, path)
    begun = np.zeros(graph.index.entities, bool)
    if len(steps) == 1:
        begun = steps[0].sum(axis=1) > 0
    elif len(steps) == 2:
        onward = steps[0] @ steps[1].sum(axis=1)
        begun = onward - steps[0].multiply(steps[1].T).sum(axis=1) > 0
    else:
        for block in ends(graph, path):
            begun[block.rows] = True
    return np.flatnonzero(begun).astype(np.int32)
