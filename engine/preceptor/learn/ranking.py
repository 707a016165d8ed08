"""Ranking: the candidate conclusions of a model in order, and what decides that order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import prod

from preceptor.logic import Atom
from preceptor.reason import Model, support

TIE = 1e-9  # scores closer than this are equal


class Aggregation(StrEnum):
    """How the evidence for one candidate becomes one score.

    CONFIDENCE is the best proof's; SUPPORTED breaks its ties by the number of rules that
    conclude the candidate; NOISY_OR and SUM join what those rules say.
    """

    CONFIDENCE = "confidence"
    SUPPORTED = "supported"
    NOISY_OR = "noisy-or"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score; equal scores are ties."""

    atom: Atom
    score: float


def rank(
    model: Model, candidates: Iterable[Atom], by: Aggregation = Aggregation.CONFIDENCE
) -> tuple[Ranked, ...]:
    """The candidates that the model holds, best first, ties in the order of their print."""
    held = [atom for atom in candidates if model.holds(atom)]
    scored = [Ranked(atom, _SCORES[by](model, atom)) for atom in held]
    return tuple(sorted(scored, key=lambda ranked: (-ranked.score, str(ranked.atom))))


def share(ranking: tuple[Ranked, ...], gold: Atom) -> float:
    """What the gold candidate gets of a hit at one: 1, or 1/n when n candidates tie for best."""
    best = [r.atom for r in ranking if r.score >= ranking[0].score - TIE]
    return 1 / len(best) if gold in best else 0.0


def _evidence(model: Model, atom: Atom) -> list[float]:
    """The confidences of the rules that conclude the atom; that of a given fact by itself."""
    return [s.confidence for s in support(model, atom)] or [model.confidence(atom)]


def _supported(model: Model, atom: Atom) -> float:
    return model.confidence(atom) + 1e-5 * len(_evidence(model, atom))


def _noisy_or(model: Model, atom: Atom) -> float:
    """1 - the product of (1 - c); a sure rule is held just below 1, so that two beat one."""
    return 1 - prod(1 - min(c, 0.999) for c in _evidence(model, atom))


_SCORES: dict[Aggregation, Callable[[Model, Atom], float]] = {
    Aggregation.CONFIDENCE: lambda model, atom: model.confidence(atom),
    Aggregation.SUPPORTED: _supported,
    Aggregation.NOISY_OR: _noisy_or,
    Aggregation.SUM: lambda model, atom: sum(_evidence(model, atom)),
}
