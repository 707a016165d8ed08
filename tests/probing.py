"""A scorer for tests of probes, and rules from their text."""

from __future__ import annotations

import random
from collections.abc import Sequence

from preceptor.logic import Rule
from preceptor.syntax import parse_rules
from preceptor.teacher import Capabilities


class Oracle:
    """Scores a sentence's own part by a table, else by chance; and remembers what it was asked."""

    def __init__(self, known: dict[str, float], seed: int = 0) -> None:
        self.known = known
        self.chance = random.Random(seed)
        self.asked: list[tuple[str, str]] = []
        self.capabilities = Capabilities("an oracle")

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        self.asked += pairs
        return tuple(
            self.known.get(after.strip(), self.chance.uniform(-9, -5)) for _, after in pairs
        )


def rule(text: str) -> Rule:
    return parse_rules(text)[0]
