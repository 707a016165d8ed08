"""What is asked, over which graph, and what a tie counts: the customs under which figures stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.places import Places
from preceptor.learn.completion.queries import BOTH, Direction
from preceptor.learn.triples import Part


class Ties(StrEnum):
    """The rank of an answer among candidates that are as good as it is.

    `frequency` puts the entities first that more triples of train mention, and takes the mean of
    the rest.
    """

    AVERAGE = "average"
    PESSIMISTIC = "pessimistic"
    OPTIMISTIC = "optimistic"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a set of rules is examined.

    `graph` is what rules are applied to. `skip` leaves out the queries of relations that no rule
    concludes. Past rank `cut` an answer counts nothing, and neither does one that no rule
    concludes. `sums` ranks by ChatRule's sum unless another aggregation is asked for.
    """

    name: str
    directions: tuple[Direction, ...] = BOTH
    graph: tuple[Part, ...] = ("train",)
    ties: Ties = Ties.AVERAGE
    skip: bool = False
    cut: int | None = None
    sums: bool = False

    def reciprocal(self, places: Places) -> NDArray[np.float64]:
        """1 / rank of each answer; 0 where it counts nothing."""
        rank = 1.0 + places.better
        match self.ties:
            case Ties.AVERAGE:
                rank += places.tied / 2
            case Ties.PESSIMISTIC:
                rank += places.tied
            case Ties.OPTIMISTIC:
                pass
            case Ties.FREQUENCY:
                rank += places.ahead + places.level / 2
        if self.cut is None:
            return 1 / rank
        return np.where(places.supported & (rank <= self.cut), 1 / rank, 0.0)


STRICT = Protocol("strict")
CHATRULE = Protocol(
    "chatrule",
    directions=(Direction.TAIL,),
    graph=("train", "valid"),
    ties=Ties.PESSIMISTIC,
    skip=True,
    sums=True,
)
PYCLAUSE = Protocol("pyclause", ties=Ties.FREQUENCY, cut=100)
OPTIMISTIC = Protocol(
    "optimistic",
    directions=(Direction.TAIL,),
    graph=("train", "valid"),
    ties=Ties.OPTIMISTIC,
    sums=True,
)
PROTOCOLS = {each.name: each for each in (STRICT, CHATRULE, PYCLAUSE, OPTIMISTIC)}
