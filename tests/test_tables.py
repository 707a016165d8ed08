"""Decision tables: golden cases, what FEEL can say that is refused, and the ways to load them.

NAME.csv or NAME.dmn in golden/tables is a table, NAME.txt what must be found in it, both written
by hand: `LINES CODE SEVERITY MESSAGE` for each finding in its order, then `witness ATOMS`,
`status ID STATUS`, `consistent` and `safe` as far as the case cares.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import preceptor as pr
from preceptor.check.tables import analyse
from preceptor.cli import main
from preceptor.logic import Code, Num, ParseError
from preceptor.rulebase import RuleBase, read
from preceptor.rulebase.reporting import with_faults
from preceptor.syntax import parse_theory, show_goal, show_theory
from preceptor.tables import read_dmn, read_sheet, rules_of
from preceptor.tables.feel import unary_tests
from preceptor.tables.moments import DateTime, Duration, Months, Time
from preceptor.tables.table import Aggregation, HitPolicy, policy_of
from preceptor.tables.tokens import Refused
from preceptor.tables.unary import Is
from preceptor.tables.values import Value, say, term

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
    ("cell", "name"),
    [
        ('contains(?, "x")', "the function contains()"),
        ("count(items) > 3", "the function count()"),
        ("Loan Amount", "the name Loan Amount"),
        ("> applicant.age", "the name applicant.age"),
        ("[low..high]", "the name low"),
        ("2 * 3", "arithmetic"),
        ("> 2 ** 3", "arithmetic"),
        ('"a" + "b"', "arithmetic"),
        ("if a then b else c", "a conditional (if)"),
        ("for x in y return x", "an iteration (for)"),
        ("some x in y satisfies x", "a quantifier (some)"),
        ("every x in y satisfies x", "a quantifier (every)"),
        ("function(x) x", "a function definition"),
        ("{a: 1}", "a context ({...})"),
        ("[1, 2]", "a list ([...])"),
        ("years and months duration(a, b)", "the function years and months duration()"),
        ('duration("P1Y2DT3H")', "'P1Y2DT3H', which is no duration"),
        ('time("25:00:00")', "'25:00:00', which is no time"),
        ('time("10:00:00Z")', "a time with a zone"),
        ('@"10:00:00@Europe/Paris"', "a time with a zone"),
        ('date and time("2020-01-01T10:00:00+01:00")', "a time with a zone"),
        ("date and time(day, clock)", "a date with a time that is computed"),
        ('date("2020-02-30")', "'2020-02-30', which is no date"),
        ('date("2020-01-01T10:00:00")', "a date with a time of day"),
        ('< "m"', 'an order on "m"'),
        ("> null", "an order on null"),
        ("date(2020, month, 1)", "a date that is computed"),
    ],
)
def test_feel_that_is_not_read_is_refused_by_name(cell: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        unary_tests(cell)
    assert (refused.value.what, refused.value.is_feel) == (name, True)


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


def test_a_comparison_with_another_input_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        unary_tests("> Loan Amount", inputs=frozenset({"Loan Amount", "age"}))
    assert refused.value.what == "a comparison with the input Loan Amount"
    with pytest.raises(Refused, match="the name Loan Sum"):
        unary_tests("> Loan Sum", inputs=frozenset({"Loan Amount"}))


@pytest.mark.parametrize(
    ("cell", "value", "number", "said"),
    [
        ('time("10:30:00")', Time(Fraction(37800)), 37800, "10:30:00"),
        ('@"00:00:00.25"', Time(Fraction(1, 4)), Fraction(1, 4), "00:00:00.25"),
        ("time(1, 2, 3)", Time(Fraction(3723)), 3723, "01:02:03"),
        ('@"1970-01-02T00:00:01"', DateTime(Fraction(86401)), 86401, "1970-01-02T00:00:01"),
        ('date and time("1969-12-31")', DateTime(Fraction(-86400)), -86400, "1969-12-31T00:00:00"),
        ('duration("P1DT2H3M4.5S")', Duration(Fraction("93784.5")), None, "P1DT2H3M4.5S"),
        ('@"-PT36H"', Duration(Fraction(-129600)), -129600, "-P1DT12H"),
        ('duration("PT0S")', Duration(Fraction(0)), 0, "P0D"),
        ('duration("P1Y6M")', Months(18), 18, "P1Y6M"),
        ('@"-P24M"', Months(-24), -24, "-P2Y"),
    ],
)
def test_moments_are_exact_numbers_of_their_own_types(
    cell: str, value: Value, number: int | Fraction | None, said: str
) -> None:
    assert unary_tests(cell) == Is(value)
    assert say(value) == said
    if number is not None:
        assert term(value) == Num(number)


@pytest.mark.parametrize(
    "cell",
    ["1..5", "[1..5", '[1..@"P1D"]', "not(", "5,", "1 1", '"open', "“a”", "(((", "date('x')", ")"],
)
def test_what_is_no_feel_is_an_error_in_the_cell(cell: str) -> None:
    with pytest.raises(Refused) as refused:
        unary_tests(cell)
    assert refused.value.is_feel is False


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
