"""What is asked of a graph: the head or the tail of each triple of a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.triples import PARTS, Part, Split

Ints = NDArray[np.int64]


class Direction(StrEnum):
    """Which end of a triple is asked for."""

    TAIL = "tail"
    HEAD = "head"


BOTH = (Direction.TAIL, Direction.HEAD)


class Query(NamedTuple):
    """`relation(entity, ?)`, or where the head is asked for `relation(?, entity)`; numbers."""

    relation: int
    entity: int
    direction: Direction = Direction.TAIL


class Batch(NamedTuple):
    """The queries of one relation in one direction: a row for each distinct entity.

    `row[i]` of the rows is asked with the answer `gold[i]`; `place[i]` is its triple in the part.
    """

    relation: int
    direction: Direction
    entities: Ints
    row: Ints
    gold: Ints
    place: Ints


def batches(
    split: Split, part: Part, directions: Sequence[Direction] = BOTH, rows: int = 512
) -> Iterator[Batch]:
    """The queries of a part by relation and direction, at most `rows` entities at a time."""
    triples = split.part(part).astype(np.int64)
    for relation in np.unique(triples[:, 1]).tolist():
        place = np.flatnonzero(triples[:, 1] == relation)
        for direction in directions:
            known, asked = _ends(triples[place], direction)
            entities, row = np.unique(known, return_inverse=True)
            for begin in range(0, len(entities), rows):
                here = np.flatnonzero((row >= begin) & (row < begin + rows))
                some = entities[begin : begin + rows]
                yield Batch(relation, direction, some, row[here] - begin, asked[here], place[here])


def known_answers(split: Split, batch: Batch, parts: Sequence[Part] = PARTS) -> Ints:
    """What is known to answer a batch's rows, as sorted codes `row * entities + answer`."""
    triples = np.concatenate([split.index(part).of(batch.relation) for part in parts])
    known, asked = _ends(triples.astype(np.int64), batch.direction)
    at = np.searchsorted(batch.entities, known)
    at[at == len(batch.entities)] = 0
    ours = batch.entities[at] == known if len(batch.entities) else np.zeros(len(known), bool)
    return np.unique(at[ours] * len(split.entities) + asked[ours])


def _ends(triples: Ints, direction: Direction) -> tuple[Ints, Ints]:
    """The entity that a query gives and the one it asks for."""
    head, tail = triples[:, 0], triples[:, 2]
    return (head, tail) if direction is Direction.TAIL else (tail, head)
