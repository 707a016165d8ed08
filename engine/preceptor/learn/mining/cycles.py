"""Which chains close over the triples of a relation: the supports of all closed paths at once.

The triples are followed, not the bodies: of all chains of relations only those are met that lead
from a triple's head to its tail, so a body without support costs nothing. Entities that several
relations link are walked over once, and the relations of each link put in afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.triples import Index

Ints = NDArray[np.int64]
CHUNK = 1 << 20  # walks that are looked at together

_SIEVE = 1 << 26  # bytes that say of most pairs of entities that nothing links them


class Bodies(NamedTuple):
    """Chains by their code (each step a digit to the base of all steps) with their supports."""

    codes: Ints
    supports: Ints


class Links:
    """The linked pairs of entities of a graph, no loops, with the steps of each.

    Step `2 r` is relation r and `2 r + 1` its inverse. A link is a pair (from, to) that some
    step holds of; links are sorted and numbered.
    """

    def __init__(self, index: Index) -> None:
        self.size = index.entities
        self.base = 2 * index.relations
        head, relation, tail = (column.astype(np.int64) for column in index.triples.T)
        apart = head != tail
        head, relation, tail = head[apart], relation[apart], tail[apart]
        keys = np.concatenate([head * self.size + tail, tail * self.size + head])
        steps = np.concatenate([2 * relation, 2 * relation + 1])
        order = np.lexsort((steps, keys))
        self.steps = steps[order]
        self.keys, self.first = np.unique(keys[order], return_index=True)
        self.first = np.append(self.first, len(keys))
        self.starts, self.ends = np.divmod(self.keys, self.size)
        self.out = np.searchsorted(self.starts, np.arange(self.size + 1))
        self.degrees = np.diff(self.out)

    @cached_property
    def _sieve(self) -> NDArray[np.bool_]:
        found = np.zeros(min(_SIEVE, self.size**2), bool)
        found[self.keys % len(found)] = True
        return found

    @cached_property
    def onward(self) -> Ints:
        """How many links go out from where an entity's links lead."""
        total = np.concatenate([[0], np.cumsum(self.degrees[self.ends])])
        return np.asarray(total[self.out[1:]] - total[self.out[:-1]])

    def between(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The places of the pairs that are links, and their links."""
        keys = start * self.size + end
        likely = np.flatnonzero(self._sieve[keys % len(self._sieve)])
        wanted = keys[likely]
        found = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        right = self.keys[found] == wanted
        return likely[right], found[right]

    def leave(self, entities: Ints) -> tuple[Ints, Ints]:
        """The links that go out from each of the entities, and the place of the one in question."""
        return spread(self.out[entities], self.degrees[entities])

    def labelled(self, codes: Ints, links: Ints) -> tuple[Ints, Ints]:
        """Codes with each step of their link behind them, and the place of the one in question."""
        steps, place = spread(self.first[links], self.first[links + 1] - self.first[links])
        return codes[place] * self.base + self.steps[steps], place


def spread(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """All numbers of the ranges [start, start + count), and the place of each one's range."""
    place = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return np.arange(len(place)) - before[place] + starts[place], place


def supports(
    links: Links, triples: NDArray[np.int32], length: int, tick: Callable[[], None]
) -> Bodies:
    """The bodies of a length that hold of some of the triples, and of how many.

    `tick` is called after each piece of work, to stop it by raising.
    """
    apart = triples[:, 0] != triples[:, 2]
    start, end = (triples[apart][:, side].astype(np.int64) for side in (0, 2))
    work = {1: links.degrees, 2: links.degrees, 3: links.onward}[length][start]
    found = [np.zeros((2, 0), np.int64)]
    for chunk in _chunks(work):
        found.append(_counted(links, start[chunk], end[chunk], length))
        if len(found) > 64:
            found = [_sum(found)]
        tick()
    return Bodies(*_sum(found))


def _chunks(work: Ints) -> Iterator[slice]:
    total = np.cumsum(work)
    start = 0
    while start < len(work):
        before = total[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(total, before + CHUNK, side="right")))
        yield slice(start, stop)
        start = stop


def _counted(links: Links, start: Ints, end: Ints, length: int) -> Ints:
    """Codes and supports over some pairs, each pair and body counted once."""
    codes, place = _WALKS[length](links, start, end)
    room = links.base**length
    distinct = np.unique(place * room + codes)
    return np.stack(np.unique(distinct % room, return_counts=True))


def _sum(parts: list[Ints]) -> Ints:
    codes, supports = np.concatenate(parts, axis=1)
    distinct, place = np.unique(codes, return_inverse=True)
    total = np.zeros(len(distinct), np.int64)
    np.add.at(total, place, supports)
    return np.stack([distinct, total])


def _one(links: Links, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    place, link = links.between(start, end)
    codes, at = links.labelled(np.zeros(len(link), np.int64), link)
    return codes, place[at]


def _two(links: Links, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    first, place = links.leave(start)
    hit, second = links.between(links.ends[first], end[place])
    return _label(links, place[hit], first[hit], second)


def _three(links: Links, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    first, place = links.leave(start)
    kept = links.ends[first] != end[place]
    first, place = first[kept], place[kept]
    second, at = links.leave(links.ends[first])
    kept = links.ends[second] != start[place[at]]
    second, at = second[kept], at[kept]
    hit, third = links.between(links.ends[second], end[place[at]])
    return _label(links, place[at[hit]], first[at[hit]], second[hit], third)


def _label(links: Links, place: Ints, *walk: Ints) -> tuple[Ints, Ints]:
    """The codes of walks over links, and the pair of each."""
    codes = np.zeros(len(place), np.int64)
    at = np.arange(len(place))
    for link in walk:
        codes, onto = links.labelled(codes, link[at])
        at = at[onto]
    return codes, place[at]


_WALKS = {1: _one, 2: _two, 3: _three}
