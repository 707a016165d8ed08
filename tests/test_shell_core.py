"""The toplevel without a terminal: golden transcripts, and the modes of the core.

A transcript is a pair of files in golden/shell: NAME.in is fed line by line, NAME.out is what a
person would then see. PRECEPTOR_UPDATE=1 rewrites them; the difference is for a person to review.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.rulebase import RuleBase
from preceptor.rulebase.wording import MAX_RULES
from preceptor.shell import Outcome, ShellCore
from preceptor.shell.completion import completions
from preceptor.shell.plain import run_piped
from preceptor.syntax import parse_theory

GOLDEN = Path(__file__).parent / "golden" / "shell"
SCRIPTS = sorted(GOLDEN.glob("*.in"))


def transcript(core: ShellCore, lines: list[str]) -> str:
    """What the screen shows: each prompt with the line typed, and what was written after it.

    The key that asks for the next answer is not echoed.
    """
    shown = []
    for line in lines:
        if core.halted:
            break
        waiting = core.waits and line in (";", "", ".")
        shown.append(core.feed(line) if waiting else f"{core.prompt}{line}\n{core.feed(line)}")
    return "".join(shown)


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= 7


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_golden_transcript(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    core = ShellCore(RuleBase())
    shown = transcript(core, script.read_text(encoding="utf-8").splitlines())
    assert core.halted
    expected = script.with_suffix(".out")
    if os.environ.get("PRECEPTOR_UPDATE"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


@pytest.fixture
def family(monkeypatch: pytest.MonkeyPatch) -> RuleBase:
    monkeypatch.chdir(GOLDEN)
    return RuleBase.load("family.pl")


def test_answers_wait_one_by_one(family: RuleBase) -> None:
    core = ShellCore(family)
    assert core.prompt == "?- "
    assert core.feed("parent(carl, X).") == "X = ann "
    assert (core.waits, core.prompt) == (True, "")
    assert core.feed(";") == ";\nX = dan.\n"
    assert (core.waits, core.prompt) == (False, "?- ")


def test_a_new_goal_may_be_typed_while_answers_wait(family: RuleBase) -> None:
    core = ShellCore(family)
    core.feed("parent(carl, X).")
    assert core.feed("mother(ann, X).") == ".\nX = bob.\n"


def test_goals_behind_one_that_waits_are_answered_after_it(family: RuleBase) -> None:
    core = ShellCore(family)
    assert core.feed("parent(carl, X). mother(ann, X). uncle(X, Y).") == "X = ann "
    assert core.feed(".") == ".\nX = bob.\nX = dan,\nY = bob (0.9).\n"


def test_a_clause_is_read_up_to_its_full_stop(family: RuleBase) -> None:
    core = ShellCore(family)
    assert core.feed("mother(ann,") == ""
    assert core.prompt == "|    "
    assert core.feed("") == ""
    assert core.feed("X)") == ""
    assert core.feed(".") == "X = bob.\n"


def test_an_interrupt_drops_what_is_under_way_and_nothing_else(family: RuleBase) -> None:
    core = ShellCore(family)
    core.feed("mother(ann,")
    assert core.interrupt() == "% interrupted\n"
    assert core.prompt == "?- "
    core.feed("parent(carl, X). uncle(X, Y).")
    assert core.interrupt() == "\n% interrupted\n"
    assert not core.waits
    core.feed("[user].")
    core.feed("lost(ann).")
    core.interrupt()
    assert core.feed("mother(ann, X).") == "X = bob.\n"
    assert "unknown procedure lost/1" in core.feed("lost(X).")


def test_the_end_of_input_ends_the_clauses_first_and_then_the_session(family: RuleBase) -> None:
    core = ShellCore(family)
    core.feed("[user].")
    core.feed("friend(ann, eve).")
    assert core.end() == "true.\n"
    assert not core.halted
    assert core.feed("friend(X, eve).") == "X = ann.\n"
    assert core.end() == ""
    assert core.halted


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ([], Outcome.ANSWERED),
        (["mother(ann, X)."], Outcome.ANSWERED),
        (["mother(ann, X).", "mother(bob, X)."], Outcome.UNANSWERED),
        (["mother(bob, X).", "mothr(ann, X).", "mother(ann, X)."], Outcome.FAILED),
        (["mother(ann X)."], Outcome.FAILED),
        (["retract(mother(eve, bob))."], Outcome.UNANSWERED),
        (["[broken]."], Outcome.FAILED),
        (["mother(ann, X)"], Outcome.FAILED),
        (["halt.", "mothr(ann, X)."], Outcome.ANSWERED),
    ],
)
def test_piped_input_ends_with_the_worst_outcome(
    family: RuleBase, lines: list[str], outcome: Outcome
) -> None:
    core, out = ShellCore(family, interactive=False), io.StringIO()
    assert run_piped(core, io.StringIO("".join(f"{line}\n" for line in lines)), out) == (
        outcome.value
    )


def test_piped_goals_get_all_answers_up_to_the_limit_and_no_prompt(family: RuleBase) -> None:
    out = io.StringIO()
    run_piped(ShellCore(family, interactive=False), io.StringIO("parent(X, Y).\nwhy.\n"), out)
    assert out.getvalue().startswith("X = ann,\nY = bob ;\nX = carl,\nY = ann ;\nX = carl,\n")
    assert "?-" not in out.getvalue()
    out = io.StringIO()
    run_piped(ShellCore(family, interactive=False, limit=2), io.StringIO("parent(X, Y)."), out)
    assert out.getvalue() == "X = ann,\nY = bob ;\nX = carl,\nY = ann.\n% and 1 more answers\n"


def test_what_a_file_says_cannot_drive_the_terminal(tmp_path: Path) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("p('\\x1b\\]0;owned\\x7\\').\n", encoding="utf-8")
    core, out = ShellCore(RuleBase.load(rules), interactive=False), io.StringIO()
    run_piped(core, io.StringIO("p(X).\nlisting.\np('\x1b[2J').\n"), out)
    assert not set(out.getvalue()) & set(map(chr, (*range(9), *range(11, 32), 127)))


def test_a_refused_clause_changes_nothing(family: RuleBase) -> None:
    core = ShellCore(family)
    before = core.session
    for clause in ("bad(X) :- \\+ father(X, _)", "bad(X) :- father(X, _), \\+ bad(X)"):
        assert "error P20" in core.feed(f"assertz(({clause})).")
        assert core.session.base is before.base


def test_a_fact_must_fit_its_declaration() -> None:
    core = ShellCore(RuleBase(parse_theory("", signature=domains.load("kinship").signature)))
    assert "father/2" in core.feed("assertz(father(ann)).")
    assert "7 is no symbol" in core.feed("assertz(father(ann, 7)).")
    assert core.feed("assertz(father(carl, ann)).") == "true.\n"
    assert core.feed("father(X, ann).") == "X = carl.\n"


def test_check_names_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    core = ShellCore(RuleBase.load("animals.pl"))
    shown = core.feed("check.")
    assert "animals.pl:6:1: error P305" in shown
    assert shown.splitlines()[-1].startswith("7 rules: ")
    assert core.outcome is Outcome.UNANSWERED


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("anc", {("ancestor(", 3)}),
        ("parent(X, Y), -unc", {("uncle(", 3)}),
        ("list", {("listing(", 4), ("listing.", 4)}),
        ("consult('fam", {("family.pl", 3)}),
        ("[../shell/ani", {("../shell/animals.pl", 12)}),
        ("zzz", set()),
        ("", set()),
    ],
)
def test_completion(family: RuleBase, before: str, words: set[tuple[str, int]]) -> None:
    assert set(completions(ShellCore(family), before)) == words


def test_a_domain_is_consulted_with_its_facts(tmp_path: Path) -> None:
    zoo = domains.init("zoo", tmp_path / "zoo")
    (zoo / "rules.pl").write_text("0.9 :: flies(X) :- bird(X), \\+ penguin(X).\n", "utf-8")
    core = ShellCore(RuleBase())
    assert core.feed(f"['{zoo}'].").endswith("rules.pl: 1 clauses, 3 facts\ntrue.\n")
    assert core.feed("flies(X).") == "X = tweety (0.9).\n"
    assert core.feed("why.").startswith("true (0.9).\ntweety flies, by r")
    core.feed(f"['{zoo}'].")
    assert len(core.session.base.theory) == 1
    assert len(core.session.base.facts) == 3


def test_whynot_counts_the_rules_that_it_does_not_show() -> None:
    rules = "".join(f"p(X) :- q{i}(X).\n" for i in range(MAX_RULES + 3))
    core = ShellCore(RuleBase(parse_theory(f"{rules}q0(a).")))
    shown = core.feed("whynot(p(b)).").splitlines()
    assert "... and 3 more rules" in shown
    assert shown[-1].startswith("it would hold with  q")
    assert sum("it lacks" in line for line in shown) == MAX_RULES
