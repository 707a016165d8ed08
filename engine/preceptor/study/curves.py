"""How figures grow: with the number of rules, and with the time that mining gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import process_time
from typing import NamedTuple

from preceptor.learn.completion import evaluate
from preceptor.study.arms import Arm, Weights
from preceptor.study.study import Study, mined

_STEPS = (1, 3)  # sizes are these times the powers of ten
_SHARES = (0.1, 0.2, 0.4, 0.7)  # of the CPU seconds that the whole mining took


class Point(NamedTuple):
    """So many rules reach that mean reciprocal rank after so many CPU seconds in all."""

    rules: int
    cpu_s: float
    mrr: float


def curves(study: Study) -> dict[str, tuple[Point, ...]]:
    """Of each arm with exact scores, its surest rules in growing numbers; the mined ones also as
    they are found in a part of the time."""
    found = {
        result.arm.name: tuple(_by_size(study, result.arm))
        for result in study.results
        if result.arm.weights is Weights.EXACT and result.arm.rules
    }
    if study.mined is not None and study.mined.rules:
        found["mined, stopped early"] = tuple(_by_time(study))
    return found


def _by_size(study: Study, arm: Arm) -> Iterator[Point]:
    surest = sorted(arm.rules, key=lambda scored: -scored.score.confidence)
    for size in _sizes(len(surest)):
        yield _point(study, Arm(arm.name, arm.weights, tuple(surest[:size]), arm.cpu_s))


def _by_time(study: Study) -> Iterator[Point]:
    assert study.mined is not None
    plan = study.plan
    for share in _SHARES:
        found = mined(study.split, replace(plan, seconds=share * study.mined.cpu_s))
        yield _point(study, Arm("mined", Weights.EXACT, found.rules, found.cpu_s))


def _point(study: Study, arm: Arm) -> Point:
    began = process_time()
    mrr = evaluate(study.split, arm.rules, protocol=study.plan.protocol).mrr
    return Point(len(arm.rules), arm.cpu_s + process_time() - began, mrr)


def _sizes(most: int) -> list[int]:
    """1, 3, 10, 30, ... and the whole."""
    tens = (step * 10**power for power in range(len(str(most))) for step in _STEPS)
    return [*(size for size in tens if size < most), most]
