"""Sets of subjects: those from which a step leads to one entity, and those from which it leads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.learn.mining.cycles import Ints, Links, spread
from preceptor.learn.triples import Index


class Subjects:
    """For each step and entity the subjects from which it leads there, loops left out.

    Sets with fewer than `least` members are left out as well. Set `k`, `step(X, entity)`, belongs
    to `steps[k]` (as in Links) and `entities[k]`; `members` is sets x entities.
    """

    def __init__(self, index: Index, links: Links, least: int) -> None:
        size = index.entities
        each = np.repeat(np.arange(len(links.keys)), np.diff(links.first))
        codes = links.steps * size + links.ends[each]
        known, place, counts = np.unique(codes, return_inverse=True, return_counts=True)
        kept = counts >= least
        inside = kept[place]
        cells = (np.cumsum(kept) - 1)[place[inside]], links.starts[each][inside]
        self.members = _counts(cells, (int(kept.sum()), size))
        self.sizes = counts[kept]
        self.codes = known[kept]
        self.steps, self.entities = np.divmod(self.codes, size)
        self.size = size

    def __len__(self) -> int:
        return len(self.codes)

    def of(self, number: int) -> NDArray[np.int32]:
        """The members of a set, sorted."""
        first, last = self.members.indptr[number : number + 2]
        return np.asarray(self.members.indices[first:last])

    def numbers(self, steps: Ints, entities: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """The numbers of sets, and which of them there are."""
        wanted = steps * self.size + entities
        found = np.minimum(np.searchsorted(self.codes, wanted), max(len(self) - 1, 0))
        return found, self.codes[found] == wanted if len(self) else np.zeros(len(wanted), bool)


class Leavers:
    """For each step the subjects from which it leads somewhere: `step(X, A)`.

    With an entity kept from A, those fall out whom the step leads nowhere else. `has` is entities
    x steps; `alone` counts for each entity and step whom it leads to that entity alone.
    """

    def __init__(self, links: Links, sets: Subjects) -> None:
        shape = links.size, links.base
        each = np.repeat(np.arange(len(links.keys)), np.diff(links.first))
        subjects = links.starts[each]
        codes = subjects * links.base + links.steps
        known, place, counts = np.unique(codes, return_inverse=True, return_counts=True)
        self.has = _counts((known // links.base, known % links.base), shape)
        self._by_step = csr_array(self.has.T)
        self.numbers = np.asarray(self.has.sum(axis=0)).ravel()
        sole = counts[place] == 1
        link, step = each[sole], links.steps[sole]
        self.alone = _counts((links.ends[link], step), shape)
        self._subjects, self._codes = links.starts[link], step * links.size + links.ends[link]
        order = np.lexsort((self._subjects, self._codes))
        self._subjects, self._codes = self._subjects[order], self._codes[order]
        labels, place = spread(links.first[link], links.first[link + 1] - links.first[link])
        number, there = sets.numbers(links.steps[labels], links.ends[link[place]])
        self.lost = _counts((number[there], step[place[there]]), (len(sets), links.base))
        self._size = links.size

    def meetings(self, sets: Subjects, rows: slice) -> NDArray[np.int64]:
        """How many of each set a step leads on from, to another entity than the set's; dense."""
        met = sets.members[rows] @ self.has - self.lost[rows]
        return np.asarray(met.toarray(), np.int64)

    def predictions(self, entities: Ints) -> NDArray[np.int64]:
        """For each entity and step: who is led elsewhere, the entity itself apart; dense."""
        fewer = (self.has + self.alone)[entities].toarray()
        return np.asarray(self.numbers - fewer, np.int64)

    def having(self, step: int) -> NDArray[np.int32]:
        """Those whom the step leads somewhere."""
        first, last = self._by_step.indptr[step : step + 2]
        return np.asarray(self._by_step.indices[first:last])

    def leaves(self, entity: int, step: int) -> bool:
        """Whether the step leads somewhere from the entity."""
        return bool(self.has[entity, step])

    def to(self, entity: int, step: int) -> Ints:
        """Those whom the step leads to the entity alone."""
        code = step * self._size + entity
        first, last = np.searchsorted(self._codes, [code, code + 1])
        return np.asarray(self._subjects[first:last])


def _counts(cells: tuple[Ints, Ints], shape: tuple[int, int]) -> csr_array:
    """How often each cell is named."""
    made = csr_array((np.ones(len(cells[0]), np.int32), cells), shape=shape)
    made.sum_duplicates()
    return made
