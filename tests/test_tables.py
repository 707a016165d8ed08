"""Decision tables: golden cases, hit policies, and the ways to load them.

NAME.csv or NAME.dmn in golden/tables is a table, NAME.txt what must be found in it, both written
by hand: `LINES CODE SEVERITY MESSAGE` for each finding in its order, then `witness ATOMS`,
`status ID STATUS`, `consistent` and `safe` as far as the case cares.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import preceptor as pr
from preceptor.check.tables import analyse
from preceptor.cli import main
from preceptor.logic import Code, ParseError
from preceptor.rulebase import RuleBase, read
from preceptor.rulebase.reporting import with_faults
from preceptor.syntax import parse_theory, show_goal, show_theory
from preceptor.tables import read_dmn, read_sheet, rules_of
from preceptor.tables.table import Aggregation, HitPolicy, policy_of

GOLDEN = Path(__file__).parent / "golden" / "tables"
CASES = sorted(path for path in GOLDEN.iterdir() if path.suffix in (".csv", ".dmn"))
FINDING = re.compile(r"(-|[\d,]+) P\d+ (error|warning|note) .+")
WORDS = {True: "true", False: "false", None: "null"}


def test_there_are_cases() -> None:
    assert len(CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_finds_what_the_case_says(case: Path) -> None:
    reading = read([case])
    theory = pr.Theory(reading.rules, reading.signature)
    base = RuleBase(theory, tables=reading.tables, remarks=reading.remarks)
    report = with_faults(base.check(with_prolog=False), reading.faults)
    expected = case.with_suffix(".txt").read_text().splitlines()
    lines = [
        f"{','.join(str(place.line) for place in f.where) or '-'} {f.code} {f.severity} {f.message}"
        for f in report.findings
    ]
    witnesses = {show_goal(finding.witness) for finding in report.findings}
    statuses = {name: str(status) for name, status in report.status}
    for line in expected:
        kind, _, rest = line.partition(" ")
        if kind == "witness":
            lines.append(f"witness {rest if rest in witnesses else sorted(witnesses)}")
        elif kind == "status":
            lines.append(f"status {rest.split()[0]} {statuses.get(rest.split()[0])}")
        elif kind in ("consistent", "safe"):
            lines.append(f"{kind} {WORDS[getattr(report, kind)]}")
    assert lines == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_rules_of_a_table_are_read_back_as_they_are(case: Path) -> None:
    rules = read([case]).rules
    again = parse_theory(show_theory(rules)).rules
    assert again == rules
    assert [rule.clause for rule in again] == [rule.clause for rule in rules]


@pytest.mark.parametrize(
    ("letter", "name", "aggregation"),
    [
        ("U", "UNIQUE", None),
        ("A", "ANY", None),
        ("P", "PRIORITY", None),
        ("F", "FIRST", None),
        ("R", "RULE ORDER", None),
        ("O", "OUTPUT_ORDER", None),
        ("C", "COLLECT", None),
        ("C+", "COLLECT", Aggregation.SUM),
        ("C<", "COLLECT", Aggregation.MIN),
        ("C>", "COLLECT", Aggregation.MAX),
        ("C#", "COLLECT", Aggregation.COUNT),
    ],
)
def test_hit_policies_are_read_by_letter_and_by_name(
    letter: str, name: str, aggregation: Aggregation | None
) -> None:
    policy = HitPolicy[name.replace(" ", "_")]
    assert policy_of(letter) == (policy, aggregation)
    assert policy_of(name) == policy_of(f" {name.lower()} ") == (policy, None)
    assert policy_of(f"{letter}!") is None


def test_a_row_that_is_not_read_leaves_the_others() -> None:
    text = "U,a,out:out\n1,< 1,x\n2,f(a),y\n3,< 2,z\n"
    reading = read_sheet(text, "t.csv")
    (fault,) = reading.faults
    assert (fault.code, fault.origin.line, fault.origin.column) == (Code.UNSUPPORTED, 3, 3)
    assert "the function f() is not read here" in fault.message
    (table,) = reading.tables
    assert [row.number for row in table.rows] == [1, 3]
    assert table.unread == (2,)
    assert rules_of(table) == ()


def test_all_errors_are_told_and_the_other_tables_are_read() -> None:
    table = (
        '<decision name="{}"><decisionTable hitPolicy="{}"><input><inputExpression>'
        "<text>x</text></inputExpression></input><output/><rule><inputEntry><text>{}</text>"
        "</inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>"
    )
    tables = [("a", "UNIQ", "1"), ("b", "FIRST", "g(1)"), ("c", "PRIORITY", "1"), ("d", "ANY", "1")]
    text = "\n".join(table.format(*one) for one in tables)
    root = '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">\n'
    reading = read_dmn(f"{root}{text}</definitions>".encode(), "t.dmn")
    assert [fault.origin.line for fault in reading.faults] == [2, 3, 4]
    assert "did you mean 'UNIQUE'?" in reading.faults[0].hint
    assert [table.title for table in reading.tables] == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE d [<!ENTITY a "b">]><definitions/>', "document type"),
        ("<definitions", "no XML"),
        ("<html/>", "is not the <definitions>"),
        ('<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>', "without a"),
        ("<a>" * 300, "nested too deep"),
        ("", "no XML"),
        ('<?xml version="1.0" encoding="nonsense"?><a/>', "no XML"),
        ('<?xml version="1.0" encoding="shift_jis"?><a/>', "no XML"),
    ],
)
def test_what_is_no_dmn_is_refused(text: str, message: str) -> None:
    (fault,) = read_dmn(text.encode(), "t.dmn").faults
    assert message in fault.message
    assert fault.origin.source == "t.dmn"


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ],
)
def test_every_version_of_dmn_is_read(namespace: str) -> None:
    text = (GOLDEN / "dates.dmn").read_text()
    text = text.replace("http://www.omg.org/spec/DMN/20180521/MODEL/", namespace)
    reading = read_dmn(text.encode(), "t.dmn")
    assert reading.faults == ()
    assert len(reading.tables[0].rows) == 3


def test_what_camunda_adds_is_understood() -> None:
    text = """<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"
        xmlns:c="http://camunda.org/schema/1.0/dmn"><decision id="d" name="Dish"><decisionTable>
        <input label="Guests" c:inputVariable="guestCount"><inputExpression typeRef="integer">
        <text></text></inputExpression></input><output name="dish" typeRef="string"/>
        <rule><inputEntry expressionLanguage="juel"><text>a.b</text></inputEntry>
        <outputEntry><text>"Stew"</text></outputEntry></rule>
        <rule><inputEntry><text>&gt; 8</text></inputEntry>
        <outputEntry><text>"Stew"</text></outputEntry></rule></decisionTable></decision></definitions>"""
    reading = read_dmn(text.encode(), "t.dmn")
    (table,) = reading.tables
    assert table.inputs[0].predicate == "guest_count"
    assert "an expression in juel" in reading.faults[0].message


def test_tables_are_loaded_asked_and_exported(capsys: pytest.CaptureFixture[str]) -> None:
    path = GOLDEN / "first-masked.csv"
    base = pr.load(path).with_facts("age(ann, 7)", "age(bob, 40)")
    assert str(base.query("fare(ann, F)")) == "F = 0."
    assert str(base.query("fare(bob, F)")) == "F = 4."
    assert main(["export", str(path), "--to", "prolog"]) == 0
    assert "fare" in capsys.readouterr().out
    with pytest.raises(ParseError):
        pr.load(GOLDEN / "types.dmn")


def test_a_law_beside_a_table_is_held_against_its_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = tmp_path / "law.pl"
    law.write_text(":- discount(C, D), D > 8, items(C, N), N < 20.\n")
    table = tmp_path / "t.csv"
    table.write_text("U,items,discount:out\n1,< 3,0\n2,[3..16),5\n3,>= 16,10\n")
    document: Any
    assert main(["check", str(table), str(law), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in document["findings"]] == ["P302"]
    assert document["safe"] is False
    assert document["findings"][0]["core"] == ["discount:3"]


def test_two_columns_of_one_input_are_two_conditions() -> None:
    text = "U,age,age,group:out\n1,>= 18,< 65,adult\n2,>= 65,-,senior\n3,< 18,-,minor\n"
    (table,) = read_sheet(text, "t.csv").tables
    base = RuleBase(pr.Theory(rules_of(table))).with_facts("age(ann, 70)", "age(bob, 20)")
    assert str(base.query("group(X, G)")) == "X = ann, G = senior ;\nX = bob, G = adult."
    assert analyse(table).gaps == []
    assert analyse(table).overlaps == []


def test_a_row_of_many_alternatives_gets_predicates_for_them() -> None:
    words = '"a,b,c,d,e"'
    text = f"U,x,y,z,out:out\n1,{words},{words},{words},hit\n"
    (table,) = read_sheet(text, "t.csv").tables
    rules = rules_of(table)
    assert len(rules) == 3 * 5 + 1
    base = RuleBase(pr.Theory(rules)).with_facts("x(c, a)", "y(c, e)", "z(c, b)", "x(d, a)")
    assert str(base.query("out(C, V)")) == "C = c, V = hit."


def test_null_is_an_input_that_is_not_given() -> None:
    text = 'F,score,member,level:out\n1,null,true,unknown\n2,"null, < 10",-,low\n3,>= 10,-,high\n'
    (table,) = read_sheet(text, "t.csv").tables
    facts = ("member(ann, true)", "member(bob, false)", "score(carl, 12)", "member(carl, true)")
    base = RuleBase(pr.Theory(rules_of(table))).with_facts(*facts)
    answers = str(base.query("level(X, L)"))
    assert answers == "X = ann, L = unknown ;\nX = bob, L = low ;\nX = carl, L = high."
