"""What rules about one entity conclude, `head(X, c)` and `head(c, Y)`: found from their ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.reach import Graph, backward, holds, simple_paths, steps_of
from preceptor.learn.paths import Path

Ints = NDArray[np.int64]


def is_quick(path: Path) -> bool:
    """Whether `concluded` knows the shape: one or two steps to an entity, or one to any."""
    return (
        not path.is_closed and not path.guards and len(path.steps) <= (1 if path.end is None else 2)
    )


def concluded(graph: Graph, paths: Sequence[Path]) -> tuple[Ints, Ints, Ints]:
    """Head and tail of each pair that quick paths conclude, and the place of its path."""
    lefts = np.array([-1 if path.left is None else path.left for path in paths], np.int64)
    rights = np.array([-1 if path.right is None else path.right for path in paths], np.int64)
    fixed = np.maximum(lefts, rights)
    chains = steps_of(paths)
    ends = np.array([-1 if path.end is None else path.end for path in paths], np.int64)
    ended, loose = np.flatnonzero(ends >= 0), np.flatnonzero(ends < 0)
    item, start, _ = simple_paths(graph, ends[ended], backward(chains[ended]), fixed[ended])
    other, begins = _with_any(graph, chains[loose, 0], fixed[loose])
    place = np.append(ended[item], loose[other])
    free = np.append(start, begins)
    left, right = lefts[place], rights[place]
    return np.where(left < 0, free, left), np.where(right < 0, free, right), place


def _with_any(graph: Graph, step: Ints, fixed: Ints) -> tuple[Ints, Ints]:
    """Chain and start for one step from a start to any entity, neither being the fixed one."""
    degree = np.diff(graph.table.indptr).reshape(graph.steps, graph.size)
    kinds, which = np.unique(step, return_inverse=True)
    known = [np.flatnonzero(degree[kind]) for kind in kinds.tolist()]
    parts = [known[w] for w in which.tolist()]
    chain = np.repeat(np.arange(len(step)), [len(part) for part in parts])
    start = np.concatenate([np.zeros(0, np.int64), *parts])
    row = step[chain] * graph.size + start
    others = degree.ravel()[row] - holds(graph.table, row, fixed[chain])
    kept = (start != fixed[chain]) & (others > 0)
    return chain[kept], start[kept]
