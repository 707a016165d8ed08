"""How sure a rule is of what it concludes, as exact fractions and their order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.scores import PESSIMISM, ScoredRule

Ints = NDArray[np.int64]
Share = tuple[int, int]  # numerator and denominator


class Measure(StrEnum):
    """How sure a rule is of its conclusions: by its score on data, or as its author states it."""

    CONFIDENCE = "confidence"
    PCA = "pca"
    STATED = "stated"

    def of(self, scored: ScoredRule) -> Share:
        """The share of the rule's conclusions that are right."""
        match self:
            case Measure.CONFIDENCE:
                return scored.score.support, scored.score.predictions + PESSIMISM
            case Measure.PCA:
                return scored.score.support, max(scored.score.body_heads, 1)
            case Measure.STATED:
                return scored.rule.weight.as_integer_ratio()


def ranks(shares: Sequence[Share]) -> Ints:
    """The place of each fraction among the distinct ones, from 1 for the least; exact."""
    shift = 2 * max((below.bit_length() for _, below in shares), default=0)
    scaled = [(above << shift) // below for above, below in shares]  # distinct where they are
    place = {value: rank for rank, value in enumerate(sorted(set(scaled)), 1)}
    return np.array([place[value] for value in scaled], np.int64)


def values(shares: Sequence[Share]) -> NDArray[np.float64]:
    """The fractions as numbers."""
    return np.array([above / below for above, below in shares], np.float64)
