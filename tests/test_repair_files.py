"""`preceptor check --repair`: what is written, printed and refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from preceptor.cli import main
from preceptor.logic import Rule
from preceptor.rulebase import load
from preceptor.rulebase.rewriting import rewritten
from preceptor.syntax import parse_rules, rule_id

GOLDEN = Path(__file__).parent / "golden" / "repair" / "loans"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command line in this process: its exit code, stdout and stderr."""

    def command(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


@pytest.fixture
def loans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the golden domain; what is printed names files from beside it."""
    shutil.copytree(GOLDEN, tmp_path / "loans")
    monkeypatch.chdir(tmp_path)
    return Path("loans/rules.pl")


def test_the_text_around_a_change_stays_as_it_was_written(run: Any, loans: Path) -> None:
    code, out, _ = run("check", loans, "--repair", "mended.pl")
    assert Path("mended.pl").read_text() == (GOLDEN / "mended.txt").read_text()
    assert out == (GOLDEN / "printed.txt").read_text()
    assert code == 1  # the body that can never hold is an error, and no repair is asked to mend it
    assert loans.read_text() == (GOLDEN / "rules.pl").read_text()


EXPECTED = """approve(ann).
decline(ann).
approve(bob).
:- approve(eve).
:- approve(ann).
approve(eve).
"""


def test_expectations_are_held_against_the_repaired_rules(run: Any, loans: Path) -> None:
    """Ann, at 620, is both approved and declined before, and declined alone after."""
    Path("facts.pl").write_text("score(ann, 620). score(bob, 700). score(eve, 500).")
    Path("expect.pl").write_text(EXPECTED)
    words = ("check", "loans/overlap.pl", "--facts", "facts.pl", "--expect", "expect.pl")
    code, out, _ = run(*words, "--repair", "mended.pl")
    assert code == 1
    lines = out.splitlines()
    at = lines.index("mended.pl: 4 of 6 expectations are met; no longer: 1, only now: 1")
    assert lines[at + 1].startswith("expect.pl:1:1: error P317: approve(ann) is expected")
    assert lines[at + 3] == "expect.pl:5:1: met now; before:  approve(ann) is forbidden and follows"
    _, out, _ = run(*words, "--repair", "again.pl", "--json")
    told = json.loads(out)["repair"]["expectations"]
    places = {
        name: [finding["where"][0]["line"] for finding in told[name]]
        for name in ("lost", "gained", "missed")
    }
    assert places == {"lost": [1], "gained": [5], "missed": [6]}
    assert told["number"] == 6


def test_a_case_is_put_in_the_words_of_the_domain(run: Any, loans: Path) -> None:
    code, _, err = run("check", loans, "-v", "--suggest", 0)
    assert code == 1
    assert err == (GOLDEN / "asked.txt").read_text()


def test_the_document_has_the_repair_and_what_was_offered(run: Any, loans: Path) -> None:
    code, out, _ = run("check", loans, "--json", "--repair", "mended.pl", "--protect", "generous")
    document = json.loads(out)
    assert code == 1
    repair = document["repair"]
    assert (repair["optimal"], repair["cost"], repair["lower_bound"]) == (True, 2, 2)
    assert (repair["out"], repair["safe"], repair["left"]) == ("mended.pl", True, [])
    for changed in repair["changed"]:
        assert list(changed) == ["rule", "before", "after", "cost", "cores", "text"]
        assert changed["rule"] != "generous"
    conflicts = [f for f in document["findings"] if f["code"] == "P302"]
    offered = conflicts[0]["repairs"]
    kinds = ["tighten", "exception", "forbid", "ask", "drop"]
    assert [o["kind"] for o in offered] == kinds
    assert all(o["verified"] for o in offered)
    assert all(o["rule"] != "generous" for o in offered)
    assert offered[0]["before"] == "decline(A) :- score(A, S), S < 650."
    assert offered[0]["after"] == "decline(A) :- score(A, S), S < 600."
    assert conflicts[0]["ask"] == offered[3]["text"]


def test_no_file_is_changed_in_place_or_replaced_unasked(run: Any, loans: Path) -> None:
    before = loans.read_text()
    code, _, err = run("check", loans, "--repair", "loans/../loans/rules.pl", "--force")
    assert (code, loans.read_text()) == (2, before)
    assert "never changed in place" in err
    Path("there.pl").write_text("kept(me).\n")
    code, _, err = run("check", loans, "--repair", "there.pl")
    assert (code, Path("there.pl").read_text()) == (2, "kept(me).\n")
    assert "there.pl exists already" in err
    assert run("check", loans, "--repair", "loans")[0] == 2
    assert run("check", loans, "--repair", "there.pl", "--force")[0] == 1
    assert Path("there.pl").read_text() == (GOLDEN / "mended.txt").read_text()


def test_what_cannot_be_repaired_is_refused(run: Any, loans: Path) -> None:
    Path("broken.pl").write_text("p(X) :- .\n")
    code, _, err = run("check", "broken.pl", "--repair", "out.pl")
    assert (code, Path("out.pl").exists()) == (2, False)
    assert "cannot be read" in err
    code, _, err = run("check", loans, "--repair", "out.pl", "--protect", "genrous")
    assert (code, Path("out.pl").exists()) == (2, False)
    assert "did you mean 'generous'?" in err


def test_nothing_to_repair(run: Any, tmp_path: Path) -> None:
    fine, out = tmp_path / "fine.pl", tmp_path / "out.pl"
    fine.write_text("% all is well\nq(X) :- e(X).\n")
    code, printed, _ = run("check", fine, "--repair", out)
    assert (code, out.read_text()) == (0, fine.read_text())
    assert "nothing to repair" in printed


def test_several_files_become_one(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.pl").write_text("p(X) :- e(X). % mine\n")
    (tmp_path / "b.pl").write_text("q(X) :- f(X).\n:- p(X), q(X).\n")
    out = tmp_path / "out.pl"
    code, _, _ = run("check", tmp_path / "a.pl", tmp_path / "b.pl", "--repair", out)
    assert code == 0
    assert "% mine\n" in out.read_text()
    assert load(out).check(with_prolog=False).safe


def test_from_python(loans: Path) -> None:
    base = load(loans)
    found = base.repair(protected=["generous"])
    assert found.optimal
    assert "generous" in {rule_id(rule) for rule in found.theory}


# ------------------------------------------------------------ the text itself

DROPPED = {
    "a. b. c.\n": "a. c.\n",
    "a.\n% @id x\nb.\nc.\n": "a.\nc.\n",
    "a.\n  % @id x\n  b.   \nc.\n": "a.\nc.\n",
    "% one\na.\nb.\n": "% one\na.\n",
    "b.": "",
    "a. b.\nc.\n": "a.\nc.\n",
    "b.\n  c.\n": "  c.\n",
    "a.\n\nb. % why\nc.\n": "a.\n\n% why\nc.\n",
}


@pytest.mark.parametrize("text", DROPPED)
def test_a_dropped_clause_goes_with_its_mark(text: str) -> None:
    rules = parse_rules(text, "f.pl")
    pairs = [(rule, None if rule.head and rule.head.name == "b" else rule) for rule in rules]
    assert rewritten(text, "f.pl", pairs) == DROPPED[text]


def test_alternatives_are_printed_as_one_clause() -> None:
    text = "p(X) :- e(X), (f(X) ; g(X) ; h(X)).  % three\n"
    first, *others = parse_rules(text, "f.pl")
    pairs: list[tuple[Rule, Rule | None]] = [(first, None), *((rule, rule) for rule in others)]
    expected = "p(X) :- (e(X), g(X) ; e(X), h(X)).  % three\n"
    assert rewritten(text, "f.pl", pairs) == expected
    assert rewritten(text, "other.pl", pairs) == text
