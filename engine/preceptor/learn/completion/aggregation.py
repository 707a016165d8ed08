"""From the rules that conclude a candidate to its place among the others, in exact integers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.firing import Fired, Theory
from preceptor.learn.completion.queries import Direction
from preceptor.learn.completion.strength import Measure

Ints = NDArray[np.int64]

_UNIT = 1 << 32  # what a natural logarithm of 1 is held as
_SUREST = 1 - 2.0**-30  # a confidence of 1 would outweigh everything
_FIGURE = np.dtype(">u4")  # compared as bytes: the greatest byte first


class Found(NamedTuple):
    """The candidates that rules conclude, by code; greater values are better, none at all is 0.

    `strength` is what a value means: a confidence, or a sum of weights. Candidates of equal value
    are told apart by their bytes `keys[bounds[i]:bounds[i + 1]]`, of which the greater is better,
    where there are keys.
    """

    codes: Ints
    values: Ints
    strength: NDArray[np.float64]
    keys: bytes = b""
    bounds: Ints | None = None

    def key(self, i: int) -> bytes:
        """What tells a candidate from others of its value."""
        return b"" if self.bounds is None else self.keys[self.bounds[i] : self.bounds[i + 1]]


class Aggregation(Protocol):
    """A way to join what rules say of one candidate."""

    @property
    def name(self) -> str:
        """How reports call it."""

    def found(self, theory: Theory, direction: Direction, entities: Ints) -> Found:
        """The candidates that a relation's rules conclude, a row for each entity given."""

    def worth(self, theory: Theory) -> NDArray[np.float64]:
        """What each rule is worth by itself: the order in which an answer's rules are shown."""


@dataclass(frozen=True, slots=True)
class MaxPlus:
    """The surest rule decides, then the next surest, and so on (Meilicke et al. 2019).

    Where one candidate's rules are the beginning of another's, the other is better. Rules of
    equal confidence are equal, and candidates of equal sequences are tied.
    """

    by: Measure = Measure.CONFIDENCE

    @property
    def name(self) -> str:
        return "max-plus" if self.by is Measure.CONFIDENCE else f"max-plus of {self.by}"

    def found(self, theory: Theory, direction: Direction, entities: Ints) -> Found:
        """See `Aggregation`; a value is the rank of the surest rule."""
        codes, ranks = _surest_first(theory.fire(direction, entities), theory.ranks(self.by))
        first, _ = _runs(codes)
        bounds = np.append(first, len(codes)) * _FIGURE.itemsize
        keys = ranks.astype(_FIGURE).tobytes()
        sure = theory.share_of_rank(self.by)[ranks[first]]
        return Found(codes[first], ranks[first], sure, keys, bounds)

    def worth(self, theory: Theory) -> NDArray[np.float64]:
        """See `Aggregation`."""
        return theory.shares(self.by)


@dataclass(frozen=True, slots=True)
class NoisyOr:
    """1 - the product of (1 - c) over the `top` surest rules; over all where that is None."""

    top: int | None = 5
    by: Measure = Measure.CONFIDENCE

    @property
    def name(self) -> str:
        return "noisy-or" if self.top is None else f"noisy-or top {self.top}"

    def found(self, theory: Theory, direction: Direction, entities: Ints) -> Found:
        """See `Aggregation`; a value is -log of the product, in parts that make its sum exact."""
        ranks = theory.ranks(self.by)
        costs = exact(-np.log1p(-np.minimum(theory.share_of_rank(self.by), _SUREST)))
        codes, ranks = _surest_first(theory.fire(direction, entities), ranks)
        first, place = _runs(codes)
        said = costs[ranks]
        if self.top is not None:
            said[place >= self.top] = 0
        total = _sums(said, first)
        return Found(codes[first], total, -np.expm1(-total / _UNIT))

    def worth(self, theory: Theory) -> NDArray[np.float64]:
        """See `Aggregation`."""
        return theory.shares(self.by)


def summed(codes: Ints, worth: Ints) -> Found:
    """The candidates of unordered codes, each with the sum of what its entries are worth."""
    order = np.argsort(codes, kind="stable")
    first, _ = _runs(codes[order])
    return valued(codes[order][first], _sums(worth[order], first))


def valued(codes: Ints, values: Ints) -> Found:
    """Candidates with values in the parts that `exact` makes."""
    return Found(codes, values, values / _UNIT)


def exact(weights: NDArray[np.float64]) -> Ints:
    """Weights in parts that make their sums exact, whatever the order."""
    return np.rint(weights * _UNIT).astype(np.int64)


def _surest_first(fired: Fired, ranks: Ints) -> tuple[Ints, Ints]:
    """Codes, and the ranks of the rules that conclude them: by code, the greatest rank first."""
    most = int(ranks.max(initial=0)) + 1
    mixed = np.sort(fired.code * most + (most - 1 - ranks[fired.rule]))
    return mixed // most, most - 1 - mixed % most


def _runs(codes: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal sorted codes begins, and the place of every code in its run."""
    begins = np.ones(len(codes), bool)
    begins[1:] = codes[1:] != codes[:-1]
    first = np.flatnonzero(begins)
    return first, np.arange(len(codes)) - np.repeat(first, np.diff(np.append(first, len(codes))))


def _sums(values: Ints, first: Ints) -> Ints:
    return np.add.reduceat(values, first) if len(first) else np.zeros(0, np.int64)
