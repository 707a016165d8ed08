"""Calibration: scores to probabilities that can be believed, and how far to trust them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

FLOOR = 1e-4  # no score counts as less
NEVER = 2.0  # a threshold that no probability reaches
COVERAGES = (0.5, 0.8, 0.9, 0.95, 0.99, 1.0)
TEMPERATURES = tuple(0.05 * 1.15**i for i in range(30))  # .05 to 2.9
SILENCES = tuple(0.001 * 1.2**i for i in range(36))  # .001 to .59


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become probabilities, in two questions.

    *Do the rules speak at all?* Odds of the best score against `silence`, the score at which it
    is even, each to the power 1 / `doubt`. *If so, of which relation?* p ~ score ** (1 /
    `temperature`).
    """

    temperature: float = 1.0
    silence: float = 0.1
    doubt: float = 1.0

    def probabilities(self, scores: Tensor) -> Tensor:
        """(paths, relations) scores -> (paths, relations + 1); the last column is "no rule"."""
        logs = scores.clamp(min=FLOOR).double().log()
        speaks = self.speaks(logs.amax(1, keepdim=True))  # (paths, 1)
        return torch.cat((speaks * self.which(logs), 1 - speaks), 1)

    def which(self, logs: Tensor) -> Tensor:
        """The probability of each relation, given that the rules conclude one."""
        return torch.softmax(logs / self.temperature, -1)

    def speaks(self, best_log: Tensor) -> Tensor:
        """The probability that the rules conclude anything, by the log of the best score."""
        return torch.sigmoid((best_log - math.log(self.silence)) / self.doubt)


UNCALIBRATED = Calibration()


def fit(scores: Tensor, shares: Tensor) -> Calibration:
    """The calibration with the least Brier score on a fixed grid, one question after the other.

    The Brier score (squared error of probabilities) is proper like the likelihood, but a few
    paths that the student gets wholly wrong do not rule it. `shares` (paths, relations + 1) are
    the right classes of each path; several concluded equally surely share 1 between them.
    """
    logs = scores.clamp(min=FLOOR).double().log()
    best = logs.amax(1)  # (paths,)
    spoken = shares[:, :-1].sum(1).double()  # (paths,) 1 where the rules conclude something

    def brier_speaks(pair: tuple[float, float]) -> float:
        return (Calibration(1.0, *pair).speaks(best) - spoken).square().mean().item()

    def brier_which(temperature: float) -> float:
        errors = Calibration(temperature).which(logs) - shares[:, :-1]  # (paths, relations)
        return (errors.square().sum(1) * spoken).mean().item()

    silence, doubt = min(
        ((silence, doubt) for silence in SILENCES for doubt in TEMPERATURES), key=brier_speaks
    )
    return Calibration(min(TEMPERATURES, key=brier_which), silence, doubt)


def expected_calibration_error(
    confidences: Sequence[float], shares: Sequence[float], bins: int = 10
) -> float:
    """ECE (Guo et al. 2017, section 2): the gap between confidence and accuracy per bin of equal
    width (lower, upper], averaged by the number of predictions in it. 0 for no predictions.

    A prediction is right to a share in [0, 1]: a half where it names one of two equal answers.
    """
    gaps = [0.0] * bins
    for confidence, share in zip(confidences, shares, strict=True):
        place = next(i for i in range(bins) if confidence <= (i + 1) / bins or i == bins - 1)
        gaps[place] += confidence - share
    return sum(map(abs, gaps)) / max(1, len(confidences))


def risk_coverage(
    confidences: Sequence[float], right: Sequence[bool]
) -> tuple[tuple[float, float], ...]:
    """(coverage, risk) when only the surest share is answered; risk is the share of errors."""
    order = sorted(range(len(right)), key=lambda i: -confidences[i])
    points = []
    for coverage in COVERAGES if order else ():
        kept = order[: max(1, round(coverage * len(order)))]
        points.append((coverage, sum(not right[i] for i in kept) / len(kept)))
    return tuple(points)


def risk_above(
    threshold: float, confidences: Sequence[float], right: Sequence[bool]
) -> tuple[int, float]:
    """How many predictions reach the threshold, and the share of errors among them."""
    kept = [
        ok for confidence, ok in zip(confidences, right, strict=True) if confidence >= threshold
    ]
    return len(kept), sum(not ok for ok in kept) / max(1, len(kept))


def choose_threshold(
    confidences: Sequence[float], right: Sequence[bool], target_risk: float
) -> float:
    """The lowest threshold, in hundredths, whose risk is within the target; else NEVER.

    None is below a half: what is likelier wrong than right is not said, whatever dev shows.
    """
    for hundredths in range(50, 101):
        threshold = hundredths / 100
        answered, risk = risk_above(threshold, confidences, right)
        if answered and risk <= target_risk:
            return threshold
    return NEVER
