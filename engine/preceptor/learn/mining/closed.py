"""Closed path rules of one length, all of them, with exact scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.chains import Chains, ends
from preceptor.learn.mining.budget import Meter
from preceptor.learn.mining.cycles import Ints, Links, supports
from preceptor.learn.paths import Path, Step
from preceptor.learn.scores import Score
from preceptor.learn.triples import Index


class Candidates(NamedTuple):
    """Rules with enough support, by the body that both directions share, a rule a row."""

    bodies: Ints
    codes: Ints
    heads: Ints
    supports: Ints


def mine_closed(
    graph: Chains,
    links: Links,
    length: int,
    least: Callable[[int], int],
    meter: Meter,
) -> Iterator[tuple[Path, Score]]:
    """Every closed path of `length` steps whose support is at least `least(head)`.

    A body's predictions are counted once for all heads, and for the body read backwards. Raises
    LimitExceeded where the meter does; what has been given by then is whole and exact.
    """
    index = graph.index
    found = _candidates(index, links, length, least, meter)
    known = [np.unique(index.of(relation)[:, 0]) for relation in range(index.relations)]
    firsts = np.flatnonzero(np.diff(found.bodies, prepend=-1))
    groups = np.append(firsts, len(found.bodies))
    for number, (start, stop) in enumerate(pairwise(groups)):
        meter.tell(f"closed paths of length {length}", number, len(firsts))
        body = int(found.bodies[start])
        reached = reach(graph, steps_of(body, length, links.base))
        for row in range(start, stop):
            code, head = int(found.codes[row]), int(found.heads[row])
            starts = reached.starts if code == body else reached.stops
            score = Score(
                support=int(found.supports[row]),
                predictions=reached.number,
                head_size=len(index.of(head)),
                body_heads=int(starts[known[head]].sum()),
            )
            yield Path(head, steps_of(code, length, links.base)), score


def _candidates(
    index: Index, links: Links, length: int, least: Callable[[int], int], meter: Meter
) -> Candidates:
    parts = [np.zeros((4, 0), np.int64)]
    for head in range(index.relations):
        meter.tell(f"triples under paths of length {length}", head, index.relations)
        codes, counts = supports(links, index.of(head), length, meter.look)
        kept = counts >= least(head)
        if length == 1:
            kept &= codes != 2 * head  # the head itself
        codes, counts = codes[kept], counts[kept]
        back = backwards(codes, length, links.base)
        heads = np.full(len(codes), head)
        parts.append(np.stack([np.minimum(codes, back), codes, heads, counts]))
    found = np.concatenate(parts, axis=1)
    return Candidates(*found[:, np.lexsort((found[2], found[1], found[0]))])


def backwards(codes: Ints, length: int, base: int) -> Ints:
    """The codes of the same bodies read from their end."""
    turned = np.zeros_like(codes)
    for _ in range(length):
        turned = turned * base + (codes % base ^ 1)
        codes = codes // base
    return turned


def steps_of(code: int, length: int, base: int) -> tuple[Step, ...]:
    """The steps of a body's code."""
    digits = [code // base**place % base for place in reversed(range(length))]
    return tuple(Step(digit // 2, bool(digit % 2)) for digit in digits)


class Reached(NamedTuple):
    """How many pairs a body has, from each start and to each stop."""

    number: int
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]


def reach(graph: Chains, steps: tuple[Step, ...]) -> Reached:
    """The numbers of a body's pairs, counted block after block."""
    size = graph.index.entities
    starts, stops = np.zeros(size, np.int64), np.zeros(size, np.int64)
    for block in ends(graph, Path(0, steps)):
        starts += np.bincount(block.rows, minlength=size)
        stops += np.bincount(block.columns, minlength=size)
    return Reached(int(starts.sum()), starts, stops)
