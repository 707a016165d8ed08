"""Training: what a training run may choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, int, int], None]  # stage, done, total


@dataclass(frozen=True, slots=True)
class Training:
    """Which paths the rules are asked about, the shape of the net, and how it is fitted.

    `longer` holds (length, paths); of them `random_share` takes its steps at random, which seldom
    compose. `target_risk` is the share of errors that dev may show above the threshold.
    """

    pairs: int = 6000  # two-step paths, at most
    longer: tuple[tuple[int, int], ...] = ((3, 400), (4, 400), (5, 240), (6, 160))
    random_share: float = 0.25
    width: int = 32
    hidden: int = 128
    beam: int = 4  # symbols kept per span of the chart
    epochs: int = 200  # at most
    look: int = 10  # epochs between two looks at dev
    patience: int = 6  # looks without progress before it stops
    batch: int = 128
    learning_rate: float = 1e-2
    target_risk: float = 0.02
