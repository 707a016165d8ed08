"""What a check is told to expect, what it leaves open, and how a domain declares constraints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from preceptor.check import check, encoding, guards
from preceptor.cli import main
from preceptor.domain.settings import Settings
from preceptor.domain.vocabulary import read_vocabulary
from preceptor.graph import compile
from preceptor.logic import NO_SIGNATURE, Code, ParseError, Severity, Signature, Theory
from preceptor.reason import materialise, violations
from preceptor.syntax import parse_rules, parse_theory, rule_id, show_rule

RULES = """\
grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
:- parent(X, X).
"""


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.pl").write_text(RULES)
    (tmp_path / "facts.pl").write_text("parent(ann, bob). parent(bob, carl).\n")
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["check", "rules.pl", "--facts", "facts.pl", "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_met_expectations_are_no_findings(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (family / "expect.pl").write_text("grandparent(ann, carl).\n:- grandparent(carl, ann).\n")
    code, document = ran(capsys, "--expect", "expect.pl")
    assert code == 0
    assert document["findings"] == []


def test_unmet_expectations_are_errors_with_what_was_near_and_the_proof(
    family: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "% @id hoped\ngrandparent(ann, bob).\n:- grandparent(ann, carl).\n"
    (family / "expect.pl").write_text(text)
    code, document = ran(capsys, "--expect", "expect.pl")
    assert code == 1
    missing, forbidden = document["findings"]
    assert (missing["code"], missing["severity"]) == ("P317", "error")
    assert missing["where"][0] == {"file": "expect.pl", "line": 2, "column": 1}
    assert "grandparent(ann, bob) is expected and does not follow" in missing["message"]
    one_short = ("lacks  parent(ann, ann)", "lacks  parent(bob, bob)")
    assert any(near in missing["message"] for near in one_short)
    assert forbidden["where"][0]["line"] == 3
    assert forbidden["witness"] == ["parent(ann, bob)", "parent(bob, carl)"]
    (rule,) = forbidden["rules"]
    assert forbidden["derives"] == [f"grandparent(ann, carl) by {rule}"]


@pytest.mark.parametrize(
    ("clause", "column"),
    [
        ("grandparent(ann, X).", 1),
        ("  likes(ann, bob) :- parent(ann, bob).", 3),
        (":- \\+ grandparent(ann, bob).", 1),
        ("0.5 :: grandparent(ann, carl).", 1),
    ],
)
def test_what_is_no_expectation_is_refused_by_place(
    family: Path, clause: str, column: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (family / "expect.pl").write_text(clause + "\n")
    assert main(["check", "rules.pl", "--expect", "expect.pl"]) == 2
    shown = capsys.readouterr().err
    assert f"expect.pl:1:{column}: P101: no expectation" in shown
    assert "say  fact." in shown


# ---------------------------------------------------------------- what is left open


@pytest.fixture
def tired_z3(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Z3 with a limit of one step."""
    guards._decided.cache_clear()
    monkeypatch.setattr(encoding, "RESOURCES", 1)
    yield
    guards._decided.cache_clear()


HARD = "X * X * X + Y * Y * Y + Z * Z * Z =:= 114"


def test_what_z3_gives_up_on_is_unknown_and_ends_with_3(
    tired_z3: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.pl"
    file.write_text(f"p(X) :- n(X, Y, Z), {HARD}.\n:- p(X), q(X).\n")
    assert main(["check", str(file), "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert document["consistent"] is None
    assert document["safe"] is None
    assert [f["code"] for f in document["findings"] if f["severity"] == "warning"] == ["P402"]


def test_a_law_that_z3_gives_up_on_leaves_the_verdict_unknown(tired_z3: None) -> None:
    theory = parse_theory(f"p(X, Y, Z) :- n(X, Y, Z). :- p(X, Y, Z), {HARD}.")
    report = check(theory, with_prolog=False)
    assert report.safe is None
    (finding,) = report.undecided
    assert finding.severity is Severity.WARNING
    assert "unknown: Z3 gave up" in finding.message


def test_an_error_decides_the_outcome_whatever_z3_leaves_open(
    tired_z3: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.pl"
    file.write_text(f"p(X) :- n(X, Y, Z), {HARD}.\nq(X) :- r(Y).\n")
    assert main(["check", str(file)]) == 1
    capsys.readouterr()


def test_without_swi_prolog_a_gap_is_told_and_not_replayed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    theory = Theory(parse_rules("yes(X) :- size(X, N), N > 5."), SIZES)
    report = check(theory)
    (gap,) = (f for f in report.findings if f.code is Code.GAP)
    assert gap.replayed is None
    assert Code.NOT_CHECKED in {f.code for f in report.findings}


def test_swi_prolog_replays_a_gap(needs_swipl: None) -> None:
    theory = Theory(parse_rules("yes(X) :- size(X, N), N > 5."), SIZES)
    (gap,) = (f for f in check(theory).findings if f.code is Code.GAP)
    assert gap.replayed is True
    assert gap.constraint == "total:yes/1"


# ---------------------------------------------------------------- declarations


def signature(text: str) -> Signature:
    settings = Settings("domain.toml", text)
    table = settings.read()
    found = read_vocabulary(table).signature
    table.close()
    settings.settled()
    return found


PREDICATES = """
[predicates.yes]
args = ["thing"]
total = true
[predicates.no]
args = ["thing"]
[predicates.near]
args = ["thing", "thing"]
[predicates.size]
args = ["thing", "int"]
role = "input"
functional = [0]
"""
SIZES = signature(PREDICATES)


def test_groups_and_relations_are_read_and_forbid() -> None:
    text = PREDICATES.replace('"thing", "thing"]', '"thing", "thing"]\nasymmetric = true')
    found = signature('exclusive = [["yes", "no/1"]]\ntotal = [["yes", "no"]]\n' + text)
    assert [[str(p) for p in group] for group in found.total] == [["yes/1"], ["yes/1", "no/1"]]
    denials = compile(Theory((), found)).denials
    assert [(rule_id(d.rule), show_rule(d.rule).splitlines()[-1]) for d in denials[1:]] == [
        ("asymmetric:near/2", ":- near(V1, V2), near(V2, V1)."),
        ("exclusive:yes/1,no/1", ":- yes(V1), no(V1)."),
    ]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ('exclusive = [["yes", "noo"]]', "exclusive: no predicate 'noo' is declared"),
        ('exclusive = [["yes"]]', "exclusive: yes alone excludes nothing"),
        ('disjoint = [["yes", "near"]]', "yes and near differ in the sorts of their arguments"),
        ('total = [["yes", "yes"]]', "total: a predicate twice in ['yes', 'yes']"),
        ("total = [[]]", "total: a group needs predicates"),
        ('total = ["yes"]', "total: expected a list of lists of texts"),
        ('totals = [["yes"]]', "unknown key 'totals'"),
    ],
)
def test_a_wrong_group_is_named(head: str, message: str) -> None:
    with pytest.raises(ParseError, match=r"domain\.toml:1:1") as caught:
        signature(head + "\n" + PREDICATES)
    assert message in str(caught.value)


def test_a_relation_between_two_sorts_is_neither_asymmetric_nor_irreflexive() -> None:
    for key in ("asymmetric", "irreflexive"):
        text = PREDICATES.replace("functional = [0]", f"functional = [0]\n{key} = true")
        with pytest.raises(ParseError, match=f"{key}: only a predicate of two arguments"):
            signature(text)


def test_a_computed_value_outside_its_sort_breaks_the_declaration_on_facts() -> None:
    text = '[sorts.small]\ntype = "int"\nmax = 9\n' + PREDICATES.replace('"int"', '"small"')
    rules = parse_rules("size(X, M) :- near(X, Y), size(Y, N), M = N + 5. near(a, b). size(b, 5).")
    found = violations(materialise(compile(Theory(rules, signature(text))), ()))
    assert [rule_id(v.denial) for v in found] == ["range:size/2"]
    assert violations(materialise(compile(Theory(rules, NO_SIGNATURE)), ())) == ()
