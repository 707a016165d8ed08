"""Random decision tables, each cell made together with what it lets through.

The points are all bounds, what lies between them and what lies outside, on one scale for every
kind of values.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

POLICIES = ("UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "MIN", "MAX")
WORDS = ("a", "b", "c")
HALVES = [Fraction(n, 2) for n in range(-1, 10)]
WHOLE = [Fraction(n) for n in range(-1, 6)]
POINTS: dict[str, list[Any]] = {
    "number": list(HALVES),
    "integer": WHOLE,
    "date": WHOLE,
    "time": list(HALVES),
    "dateTime": list(HALVES),
    "dayTimeDuration": list(HALVES),
    "yearMonthDuration": WHOLE,
    "string": [*WORDS, "other"],
    "boolean": [True, False],
}
LIMITED = '"a", "b", "c"'

# Each ordered kind on the one scale of the points: a point as FEEL writes it, and in our language.
FEEL: dict[str, Callable[[Fraction], str]] = {
    "number": str,
    "integer": str,
    "date": lambda n: f'date("2020-01-0{n + 3}")',
    "time": lambda n: f'time("{int(n + 2):02}:00:00")',
    "dateTime": lambda n: f'date and time("1970-01-01T{int(n + 2):02}:00:00")',
    "dayTimeDuration": lambda n: f'duration("P{n}D")',
    "yearMonthDuration": lambda n: f'duration("P{n}M")',
}
NUMBER: dict[str, Callable[[Fraction], Fraction]] = {
    "date": lambda n: 20200103 + n,
    "time": lambda n: 3600 * (n + 2),
    "dateTime": lambda n: 3600 * (n + 2),
    "dayTimeDuration": lambda n: 86400 * n,
}

Test = Callable[[Any], bool]


@dataclass
class Made:
    """A random table: what its cells let through, and the same as DMN."""

    policy: str
    kinds: list[str]
    declared: list[bool]
    rows: list[list[tuple[str, Test]]]
    outputs: list[int]
    default: int | None

    def points(self) -> list[tuple[Any, ...]]:
        axes = []
        for kind, declared in zip(self.kinds, self.declared, strict=True):
            known = POINTS[kind]
            if declared:
                known = [v for v in known if v in WORDS or (not isinstance(v, str) and 0 <= v <= 4)]
            axes.append(known)
        return list(product(*axes))

    def hits(self, point: tuple[Any, ...]) -> list[int]:
        return [
            index
            for index, row in enumerate(self.rows)
            if all(test(value) for (_, test), value in zip(row, point, strict=True))
        ]

    def result(self, point: tuple[Any, ...]) -> set[int]:
        """The outputs at a point, by the hit policies of DMN 1.5, section 8.2.8."""
        if all(value is None for value in point):
            return set()  # then there is no such case
        found = [self.outputs[index] for index in self.hits(point)]
        if not found:
            return set() if self.default is None else {self.default}
        if self.policy == "FIRST":
            return {found[0]}
        if self.policy in ("PRIORITY", "MAX"):  # the values are listed from 3 down to 0
            return {max(found)}
        return {min(found)} if self.policy == "MIN" else set(found)

    def comes_before(self, one: int, other: int) -> bool:
        if self.policy == "FIRST":
            return one < other
        if self.policy == "MIN":
            return self.outputs[one] < self.outputs[other]
        return self.policy in ("PRIORITY", "MAX") and self.outputs[one] > self.outputs[other]

    def xml(self) -> bytes:
        columns = "".join(
            f'<input><inputExpression typeRef="{kind}"><text>in{n}</text></inputExpression>'
            f"{_allowed(kind) if declared else ''}</input>"
            for n, (kind, declared) in enumerate(zip(self.kinds, self.declared, strict=True))
        )
        rows = "".join(
            "<rule>"
            + "".join(f"<inputEntry><text>{_escaped(text)}</text></inputEntry>" for text, _ in row)
            + f"<outputEntry><text>{output}</text></outputEntry></rule>"
            for row, output in zip(self.rows, self.outputs, strict=True)
        )
        is_best = self.policy in ("MIN", "MAX")
        hit = f'COLLECT" aggregation="{self.policy}' if is_best else self.policy
        default = (
            ""
            if self.default is None
            else f"<defaultOutputEntry><text>{self.default}</text></defaultOutputEntry>"
        )
        values = "<outputValues><text>3, 2, 1, 0, 9</text></outputValues>"
        return (
            '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">'
            f'<decision name="out"><decisionTable hitPolicy="{hit}">{columns}'
            f"<output>{values}{default}</output>{rows}</decisionTable></decision></definitions>"
        ).encode()


def _allowed(kind: str) -> str:
    least, most = Fraction(0), Fraction(4)
    text = LIMITED if kind == "string" else f"[{FEEL[kind](least)}..{FEEL[kind](most)}]"
    return f"<inputValues><text>{text}</text></inputValues>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def made(seed: int, policy: str) -> Made:
    rng = random.Random(f"{seed} {policy}")
    kinds = [rng.choice(list(POINTS)) for _ in range(rng.randint(1, 3))]
    declared = [kind != "boolean" and rng.random() < 0.5 for kind in kinds]
    count = rng.randint(1, 6)
    rows = [[cell(rng, kind) for kind in kinds] for _ in range(count)]
    outputs = [rng.randrange(4) for _ in range(count)]
    default = 9 if rng.random() < 0.3 else None
    return Made(policy, kinds, declared, rows, outputs, default)


def cell(rng: random.Random, kind: str) -> tuple[str, Test]:
    """A cell and what it lets through. None is an input that is not given, which `-` alone does."""
    if rng.random() < 0.25:
        return "-", lambda _: True
    if kind == "boolean":
        wanted = rng.random() < 0.5
        return str(wanted).lower(), lambda value: value is wanted
    if kind == "string":
        words = rng.sample(WORDS, rng.randint(1, 2))
        listed = ", ".join(f'"{word}"' for word in words)
        if rng.random() < 0.3:
            return f"not({listed})", lambda value: value is not None and value not in words
        return listed, lambda value: value in words
    return ordered(rng, FEEL[kind])


def ordered(rng: random.Random, said: Callable[[Fraction], str]) -> tuple[str, Test]:
    low, high = Fraction(rng.randint(0, 4)), Fraction(rng.randint(0, 4))
    if rng.random() < 0.75:
        low, high = min(low, high), max(low, high)
    from_, to = said(low), said(high)
    form = rng.randrange(7)
    if form == 0:
        return f"< {to}", lambda v: v is not None and v < high
    if form == 1:
        return f">= {from_}", lambda v: v is not None and v >= low
    if form == 2:
        return f"{from_}, {to}", lambda v: v in (low, high)
    if form == 3:
        return f"not([{from_}..{to}])", lambda v: v is not None and not low <= v <= high
    if form == 4:
        return f"? > {from_} and ? <= {to}", lambda v: v is not None and low < v <= high
    opening, closing = rng.choice("[(]"), rng.choice("])[")
    least_in, most_in = opening == "[", closing == "]"

    def inside(value: Any) -> bool:
        if value is None:
            return False
        above = value >= low if least_in else value > low
        return bool(above and (value <= high if most_in else value < high))

    return f"{opening}{from_}..{to}{closing}", inside
