"""Decision tables against brute force: every row asked at every point of a grid of values.

The oracle reads no cell. Each random cell is made together with a Python function that says which
values it lets through; the points are all bounds, what lies between them, and what lies outside.
"""

from __future__ import annotations

import os
import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from madetables import NUMBER, POLICIES, Made, made
from preceptor.check.tables import Analysis, analyse
from preceptor.check.tables.analysis import MAX_GAPS
from preceptor.logic import Atom, Const, Num, Theory
from preceptor.rulebase import RuleBase
from preceptor.syntax import parse_atom
from preceptor.tables import read_dmn, rules_of, signature_of
from preceptor.tables.dimension import Dimension
from preceptor.tables.moments import DateTime, Duration, Months, Time

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "1"))


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
