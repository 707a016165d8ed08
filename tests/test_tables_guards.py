"""Inputs compared with each other, against every row asked at every point of a fine grid."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import pytest

from preceptor.check.tables import analyse
from preceptor.logic import Atom, Code, Const, Num, Theory
from preceptor.rulebase import RuleBase
from preceptor.tables import read_sheet, rules_of, signature_of

ORDERS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
QUARTERS = [Fraction(n, 4) for n in range(-4, 25)]  # finer than the bounds, which are whole

Point = tuple[Fraction, Fraction]
Row = list[tuple[int, str, Fraction | None]]  # input, sign, value; None for the other input


def cell(chance: random.Random, place: int) -> Row:
    """What one cell asks for: comparisons, all of which must hold."""
    asked: Row = []
    if chance.random() < 0.6:
        asked.append((place, chance.choice([*ORDERS]), Fraction(chance.randint(0, 5))))
    if chance.random() < 0.5:
        asked.append((place, chance.choice([*ORDERS]), None))
    chance.shuffle(asked)
    return asked


def said(asked: Row, other: str) -> str:
    tests = (f"? {sign} {other if value is None else value}" for _, sign, value in asked)
    return " and ".join(tests) or "-"


def applies(row: Row, point: Point) -> bool:
    return all(
        ORDERS[sign](point[place], point[1 - place] if value is None else value)
        for place, sign, value in row
    )


def sheet(rows: list[tuple[Row, Row]], policy: str) -> str:
    lines = [
        f"{n},{said(one, 'debt')},{said(other, 'net pay')},{n}"
        for n, (one, other) in enumerate(rows, 1)
    ]
    return "\n".join([f"{policy},net pay,debt,out:out", *lines, ""])


@pytest.mark.parametrize("policy", ["U", "F"])
def test_rows_that_compare_inputs_are_judged_as_brute_force_does(policy: str) -> None:
    points = [(a, b) for a in QUARTERS for b in QUARTERS]
    overlaps = empties = 0
    for seed in range(25):
        chance = random.Random(seed)
        cells = [(cell(chance, 0), cell(chance, 1)) for _ in range(4)]
        rows = [one + other for one, other in cells]
        reading = read_sheet(sheet(cells, policy), "made.csv")
        assert reading.faults == ()
        (table,) = reading.tables
        found = analyse(table)
        hits = [{index for index, row in enumerate(rows) if applies(row, at)} for at in points]
        empty = set(range(len(rows))) - set().union(*hits)
        assert set(found.empty) == empty, sheet(cells, policy)
        meeting = {pair for near in hits for pair in combinations(sorted(near), 2)}
        if policy == "U":
            told = {(pair.one, pair.other): pair.case for pair in found.overlaps}
            assert set(told) == meeting, sheet(cells, policy)
            for pair, case in told.items():
                if case:  # the facts of a case in which both apply
                    at = {atom.name: atom.args[1].value for atom in case}  # type: ignore[union-attr]
                    point = (Fraction(at.get("net_pay", 0)), Fraction(at.get("debt", 0)))
                    assert all(applies(rows[index], point) for index in pair)
        else:
            masked = {one.row for one in found.masked}
            never_first = {
                i
                for i in range(len(rows))
                if i not in empty and all(min(h) < i for h in hits if i in h)
            }
            assert masked <= never_first, sheet(cells, policy)
        assert_answers(table, rows, chance.sample(points, 30), first=policy == "F")
        overlaps, empties = overlaps + len(meeting), empties + len(empty)
    assert overlaps > 30
    assert empties > 3


def assert_answers(table: object, rows: list[Row], points: list[Point], first: bool) -> None:
    """The rules conclude for each case the outputs of the rows that apply."""
    rules = rules_of(table)  # type: ignore[arg-type]
    facts = [
        Atom(name, (Const(f"case{n}"), Num(value)))
        for n, point in enumerate(points)
        for name, value in zip(("net_pay", "debt"), point, strict=True)
    ]
    base = RuleBase(Theory(rules, signature_of([table], rules))).with_facts(*facts)  # type: ignore[list-item]
    got = {
        (str(dict(a.bindings)["C"]), str(dict(a.bindings)["V"])) for a in base.query("out(C, V)")
    }
    wanted = set()
    for n, point in enumerate(points):
        hits = [index for index, row in enumerate(rows, 1) if applies(row, point)]
        wanted |= {(f"case{n}", str(index)) for index in (hits[:1] if first else hits)}
    assert got == wanted


@pytest.mark.parametrize(
    ("cell", "code", "message"),
    [
        ("> b or < 3", Code.UNSUPPORTED, "a comparison with the input b inside or"),
        ("not(> b)", Code.UNSUPPORTED, "a comparison with the input b inside or"),
        ("[b..5]", Code.UNSUPPORTED, "a comparison with the input b"),
        ("> b + 1", Code.UNSUPPORTED, "arithmetic"),
        ("> city", Code.SORT, "a number is compared with city, text"),
        ("> c", Code.UNSUPPORTED, "the name c"),
    ],
)
def test_what_cannot_be_said_of_two_inputs_is_refused_by_name(
    cell: str, code: Code, message: str
) -> None:
    reading = read_sheet(f'U,a,b,city,out:out\n1,{cell},1,"""x""",1\n2,1,-,-,2\n', "t.csv")
    (fault,) = reading.faults
    assert (fault.code, fault.origin.line, fault.origin.column) == (code, 2, 3)
    assert message in fault.message
    assert reading.tables[0].unread == (1,)
