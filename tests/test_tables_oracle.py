"""Decision tables against brute force: every row asked at every point of a grid of values.

The oracle reads no cell. Each random cell is made together with a Python function that says which
values it lets through; the points are all bounds, what lies between them, and what lies outside.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from preceptor.check.tables import Analysis, analyse
from preceptor.check.tables.analysis import MAX_GAPS
from preceptor.logic import Atom, Const, Num, Theory
from preceptor.rulebase import RuleBase
from preceptor.syntax import parse_atom
from preceptor.tables import read_dmn, rules_of, signature_of
from preceptor.tables.dimension import Dimension
from preceptor.tables.moments import DateTime, Duration, Months, Time

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "1"))
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


def analysis(table: Made) -> Analysis:
    reading = read_dmn(table.xml(), "made.dmn")
    assert reading.faults == ()
    return analyse(reading.tables[0])


def scaled(value: Any) -> Any:
    """A sample or an end of a cell on the scale of the points."""
    match value:
        case date():
            return Fraction((value - date(2020, 1, 3)).days)
        case Time(seconds) | DateTime(seconds):
            return seconds / 3600 - 2
        case Duration(seconds):
            return seconds / 86400
        case Months(months):
            return Fraction(months)
        case _:
            return value


def value_at(found: Analysis, point: tuple[int, ...]) -> tuple[Any, ...]:
    samples = (d.sample(bit) for d, bit in zip(found.grid.dimensions, point, strict=True))
    return tuple(map(scaled, samples))


def cell_of(dimension: Dimension, value: Any) -> int:
    """The bit of the cell that a value lies in, by the ends of the cells."""
    if not dimension.kind.is_ordered:
        known = dimension.samples.index(value) if value in dimension.samples else -1
        return known + 1 if known >= 0 else len(dimension.samples)
    for bit, span in enumerate(dimension.spans, 1):
        low, high = span.low, span.high
        least, most = (None if end is None else scaled(end.value) for end in (low, high))
        above = low is None or (value >= least if low.closed else value > least)
        below = high is None or (value <= most if high.closed else value < most)
        if above and below:
            return bit
    raise AssertionError(f"{value} lies in no cell")


@pytest.mark.parametrize("policy", POLICIES)
def test_verdicts_are_those_of_brute_force(policy: str) -> None:
    kinds_of_finding = [0, 0, 0, 0]
    for seed in range(45 * SEEDS):
        table = made(seed, policy)
        found = analysis(table)
        assert len(found.gaps) == MAX_GAPS or not found.is_cut
        points = {point: table.hits(point) for point in table.points()}
        hit = {index for hits in points.values() for index in hits}
        assert set(found.empty) == set(range(len(table.rows))) - hit
        meeting = {(i, j) for hits in points.values() for i in hits for j in hits if i < j}
        told = {(pair.one, pair.other) for pair in (*found.overlaps, *found.duplicates)}
        differing = {(i, j) for i, j in meeting if table.outputs[i] != table.outputs[j]}
        if policy == "UNIQUE":
            assert told == meeting
        elif policy == "ANY":
            assert {pair for pair in told if pair in differing} == differing
        for pair in (*found.overlaps, *found.duplicates, *found.subsumed):
            assert {pair.one, pair.other} <= set(table.hits(value_at(found, pair.point)))
        masked = {
            index
            for index in hit
            if all(
                any(table.comes_before(other, index) for other in hits)
                for hits in points.values()
                if index in hits
            )
        }
        assert {one.row for one in found.masked} == masked
        for one in found.masked:
            assert all(table.comes_before(other, one.row) for other in one.by)
            assert all(set(one.by) & set(hits) for hits in points.values() if one.row in hits)
        if table.default is None:
            assert_gaps(found, points)
        counts = (len(found.empty), len(told), len(masked), len(found.gaps))
        kinds_of_finding = [a + b for a, b in zip(kinds_of_finding, counts, strict=True)]
    assert min(kinds_of_finding[0], kinds_of_finding[1], kinds_of_finding[3]) > 0
    assert bool(kinds_of_finding[2]) is (policy in ("FIRST", "PRIORITY", "MIN", "MAX"))


def assert_gaps(found: Analysis, points: dict[tuple[Any, ...], list[int]]) -> None:
    """The boxes told hold the points that no row has, all of them unless some are left untold."""
    dimensions = found.grid.dimensions
    for point, hits in points.items():
        cells = [cell_of(d, value) for d, value in zip(dimensions, point, strict=True)]
        inside = [
            all(mask >> bit & 1 for mask, bit in zip(gap.box, cells, strict=True))
            for gap in found.gaps
        ]
        assert not (any(inside) and hits), point
        assert any(inside) or hits or found.is_cut, point


@pytest.mark.parametrize("policy", POLICIES)
def test_rules_answer_as_the_rows_do(policy: str) -> None:
    answered = 0
    for seed in range(1000, 1000 + 12 * SEEDS):
        table = made(seed, policy)
        rng = random.Random(seed)
        points = rng.sample(table.points(), min(25, len(table.points())))
        for index in range(0, len(points), 5):  # and some inputs that are not given
            spared = rng.randrange(len(table.kinds))
            points[index] = tuple(None if n == spared else v for n, v in enumerate(points[index]))
        (read,) = read_dmn(table.xml(), "made.dmn").tables
        rules = rules_of(read)
        base = RuleBase(Theory(rules, signature_of([read], rules))).with_facts(
            *facts(table.kinds, points)
        )
        got: dict[str, set[int]] = {f"case{n}": set() for n in range(len(points))}
        for answer in base.query("out(C, V)"):
            bindings = dict(answer.bindings)
            case, value = bindings["C"], bindings["V"]
            assert isinstance(case, Const)
            assert isinstance(value, Num)
            got[case.name].add(int(value.value))
        wanted = {f"case{n}": table.result(point) for n, point in enumerate(points)}
        assert got == wanted, table.xml().decode()
        answered += sum(map(bool, wanted.values()))
    assert answered > 50


def facts(kinds: list[str], points: list[tuple[Any, ...]]) -> list[Atom]:
    found: list[Atom] = []
    for n, point in enumerate(points):
        for place, value in enumerate(point):
            if value is None:
                continue
            if isinstance(value, bool | str):
                shown = str(value).lower()
            else:
                shown = f"{float(NUMBER.get(kinds[place], Fraction)(value)):f}"
            found.append(parse_atom(f"in{place}(case{n}, {shown})"))
    return found
