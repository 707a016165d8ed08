"""The commands on runs: parse, distil, ask, explain, on a small domain of its own."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from preceptor.cli import main
from preceptor.cli.console import Console
from preceptor.cli.progress import PATIENCE_S, Bar
from preceptor.distil import Event, Run
from preceptor.student import Hybrid

SETTINGS = """\
name = "family"
description = "A small family."
about = "family relations."
goals = ["grandparent/2"]

[sorts.person]

[predicates.parent]
args = ["person", "person"]
role = "both"
text = "{0} is a parent of {1}"

[predicates.child]
args = ["person", "person"]
role = "both"
text = "{0} is a child of {1}"

[predicates.grandparent]
args = ["person", "person"]
role = "both"
text = "{0} is a grandparent of {1}"

[[topics]]
names = ["grandparent"]
prompt = "Write every rule that concludes {name}(X, Y)."

[[topics]]
names = ["words"]
reader = "english"
prompt = "Say it in words."
"""

REPLY = """\
Here are the rules:

1. grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
parent(X, Y) :- child(Y, X)
child(X, Y) :- parent(Y, X).
grandparent(X, Z) :- parent(X Y).
big(X) :- parent(X, Y).
"""
ENGLISH = "If X is the parent of Y and Y is the parent of Z, then X is the grandparent of Z."


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("domains") / "family"
    (folder / "facts").mkdir(parents=True)
    (folder / "domain.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "facts" / "family.pl").write_text(
        "parent(ann, bob). parent(bob, cid). child(dee, bob).\n", encoding="utf-8"
    )
    replies = folder.parent / "replies.jsonl"
    with replies.open("w", encoding="utf-8") as file:
        for topic, text in (("grandparent", REPLY), ("words", ENGLISH)):
            record = {"id": f"family/{topic}", "sample": 0, "response": text}
            file.write(f"{json.dumps(record)}\n")
    assert main(["import", str(folder), str(replies), "-q"]) == 0
    return folder


@pytest.fixture(scope="module")
def finished(family: Path) -> Path:
    out = family.parent / "run"
    assert main(["distil", str(family), "--out", str(out), "-q"]) == 0
    return out


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command line in this process: its exit code, stdout and stderr."""
    capsys.readouterr()

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


def test_parse_accounts_for_every_line(run: Any, family: Path) -> None:
    reply = family.parent / "reply.txt"
    reply.write_text(REPLY, encoding="utf-8")
    code, out, _ = run("parse", str(reply), "--domain", str(family), "--json")
    document = json.loads(out)
    assert code == 1
    assert document["schema"] == "preceptor/parse/1"
    totals = document["totals"]
    assert (
        totals["lines"]
        == 7
        == sum(totals[kind] for kind in ("blank", "comment", "prose", "statement_lines"))
    )
    assert totals["statements"] == 5 == totals["read"] + totals["repaired"] + totals["rejected"]
    keys = {"reply", "line", "column", "status", "code", "operators", "before", "after"}
    assert all(keys <= set(statement) for statement in document["statements"])
    used = {usage["predicate"]: usage["bodies"] for usage in document["vocabulary"]}
    assert used["parent/2"] == 4  # two of grandparent, one of child, one of big
    (rejected,) = [s for s in document["statements"] if s["status"] == "rejected"]
    assert (rejected["line"], rejected["code"]) == (6, "P101")


def test_parse_shows_each_statement_and_the_totals(run: Any, family: Path) -> None:
    reply = family.parent / "reply.txt"
    reply.write_text(REPLY, encoding="utf-8")
    _, out, _ = run("parse", str(reply))
    assert f"{reply}:5:1: read: child(X, Y) :- parent(Y, X)." in out
    assert f"{reply}:6:1: rejected P101: 6:" in out
    assert "  before: grandparent(X, Z) :- parent(X Y)." in out
    totals, statements, blank, *table = out.splitlines()[-8:]
    assert totals.startswith("7 lines: ")
    assert statements.startswith("5 statements: ")
    assert not blank
    assert table == [
        "predicate      heads bodies facts",
        "big/1              1      0     0",
        "child/2            1      1     0",
        "grandparent/2      1      0     0",
        "parent/2           1      4     0",
    ]
    quiet = run("parse", str(reply), "-q")[1]
    assert ": read: " not in quiet
    assert "rejected P101" in quiet


def test_parse_reads_recordings_each_reply_as_its_topic_says(run: Any, family: Path) -> None:
    recording = str(family / "responses.jsonl")
    _, out, _ = run("parse", recording, "--domain", str(family), "--json")
    statements = json.loads(out)["statements"]
    (said,) = [s for s in statements if s["reply"] == "family/words#0"]
    assert said["after"] == "grandparent(X, Z) :- parent(X, Y), parent(Y, Z)."
    assert {s["reply"] for s in statements} == {"family/words#0", "family/grandparent#0"}


def test_parse_reads_stdin_in_the_format_that_is_told(
    run: Any, family: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(ENGLISH.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    words = ("parse", "-", "--format", "english", "--domain", str(family))
    code, out, _ = run(*words)
    assert code == 0
    assert "<stdin>:1:1: read: grandparent(X, Z) :- parent(X, Y), parent(Y, Z)." in out


def test_parse_names_bad_lines_of_a_recording_and_reads_the_rest(run: Any, tmp_path: Path) -> None:
    recording = tmp_path / "replies.jsonl"
    good = {"id": "x/y", "sample": 0, "response": "p(a)."}
    recording.write_text(f'{json.dumps(good)}\n{{"id": "x/y", "sam\n', encoding="utf-8")
    code, out, err = run("parse", str(recording))
    assert code == 2
    assert "x/y#0:1:1: read: p(a)." in out
    assert "replies.jsonl:2:" in err


def test_what_a_reply_says_cannot_drive_the_terminal(run: Any, tmp_path: Path) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text("p(a) \x1b[2J\x1b]0;owned\x07 :- .\n\u202ep(b).\n", encoding="utf-8")
    _, out, err = run("parse", str(reply))
    assert not set(out + err) & {"\x1b", "\x07", "\u202e"}


def test_distil_sums_up_what_was_kept_and_why_the_rest_was_not(run: Any, family: Path) -> None:
    out = family.parent / "summed"
    code, shown, err = run("distil", str(family), "--out", str(out), "--no-student")
    assert (code, err) == (0, "")
    lines = [line.split() for line in shown.splitlines()]
    assert ["replies", "2"] in lines
    assert ["statements", "6"] in lines
    assert ["rules", "kept", "3"] in [line[:3] for line in lines]
    assert ["P101", "1", "not", "in", "the", "rule", "language"] in lines
    assert ["P201", "1"] in [line[:2] for line in lines]
    assert ["P303", "1"] in [line[:2] for line in lines]
    assert "student: none" in shown
    assert f"preceptor ask {out}" in shown
    document = json.loads(
        run("distil", str(family), "--out", str(out), "--no-student", "--json")[1]
    )
    assert document == json.loads((out / "metrics.json").read_text(encoding="utf-8"))
    keys = {"schema", "domain", "strategy", "seed", "counts", "consistent", "safe", "student"}
    assert keys <= set(document)
    counts = {"replies", "statements", "accepted", "repaired", "quarantined", "dropped"}
    assert counts <= set(document["counts"])


def test_distil_publishes_when_told(run: Any, family: Path, tmp_path: Path) -> None:
    run("distil", str(family), "--out", str(tmp_path / "run"), "--no-student", "--publish")
    published = (family / "rules.pl").read_text(encoding="utf-8")
    assert published == (tmp_path / "run" / "rules.pl").read_text(encoding="utf-8")
    goal = ("query", str(family), "-g", "grandparent(X, dee)", "--why")
    code, out, _ = run(*goal)
    assert code == 0
    assert "ann is a grandparent of dee, by r" in out
    assert "└─ dee is a child of bob, given" in out


def test_distil_refuses_a_folder_of_other_settings(run: Any, family: Path, finished: Path) -> None:
    code, _, err = run("distil", str(family), "--out", str(finished), "--seed", "7")
    assert code == 2
    assert "seed" in err


def test_distil_interrupted_says_how_it_goes_on(
    run: Any, family: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("preceptor.cli.distil.distil", interrupted)
    code, out, err = run("distil", str(family), "--out", str(tmp_path / "run"))
    assert (code, out) == (130, "")
    assert f"goes on with {tmp_path / 'run'}" in err


def test_ask_says_who_decided(
    run: Any, family: Path, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = ("--facts", str(family / "facts"))
    goal = ("ask", str(finished), "grandparent(ann, cid)", *facts)
    sure = Hybrid(Run(finished).student, threshold=0.0)
    never = Hybrid(Run(finished).student, threshold=2.0)
    monkeypatch.setattr(Run, "hybrid", never)
    code, out, _ = run(*goal)
    assert code == 0
    assert out.startswith("true.\n% decided by rules: ")
    monkeypatch.setattr(Run, "hybrid", sure)
    code, out, _ = run(*goal, "--json")
    document = json.loads(out)
    assert (code, document["schema"]) == (0, "preceptor/query/1")
    assert document["decided_by"] == document["answers"][0]["source"] == "student"
    assert document["answers"][0]["proof"] is None
    code, out, _ = run(*goal, "--why")
    assert "ann is a grandparent of cid, by r" in out
    assert "├─ ann is a parent of bob, given" in out
    assert "% decided by student" in out
    code, out, _ = run("ask", str(finished), "grandparent(cid, ann)", *facts)
    assert (code, out.splitlines()[0]) == (1, "unknown.")
    assert "% decided by none" in out


def test_ask_without_a_student_asks_the_rules(run: Any, family: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run("distil", str(family), "--out", str(out), "--no-student")
    words = ("ask", str(out), "grandparent(ann, X)", "--facts", str(family / "facts"))
    code, shown, _ = run(*words)
    assert code == 0
    assert shown.startswith("X = cid ;\nX = dee.\n% decided by rules: ")
    assert "no student" in shown


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("grandparnt(ann, X)", "did you mean 'grandparent'"),
        ("grandparent(ann X)", "P101"),
    ],
)
def test_ask_refuses_what_is_no_goal(run: Any, finished: Path, goal: str, said: str) -> None:
    code, out, err = run("ask", str(finished), goal)
    assert (code, out) == (2, "")
    assert said in err


def test_explain_tells_the_story_of_a_rule(run: Any, finished: Path) -> None:
    rules = json.loads(run("explain", str(finished), _kept(finished), "--json")[1])
    assert rules["schema"] == "preceptor/explain/1"
    assert {"rule", "text", "verdict", "score", "findings", "statements"} <= set(rules)
    code, out, _ = run("explain", str(finished), _kept(finished)[:6])
    assert code == 0
    assert out.startswith("grandparent(X, Z) :- parent(X, Y), parent(Y, Z).\n  id: r")
    assert "family/grandparent#0:3:" in out
    assert "  >   3  1. grandparent(X, Z) :- parent(X, Y), parent(Y, Z)." in out
    assert "family/words#0:1:1" in out


def test_explain_names_what_is_no_rule_and_what_is_no_run(
    run: Any, finished: Path, tmp_path: Path
) -> None:
    code, _, err = run("explain", str(finished), "nothing")
    assert code == 2
    assert "no rule 'nothing'" in err
    code, _, err = run("explain", str(tmp_path), "r1")
    assert code == 2
    assert "no run folder" in err


def _kept(finished: Path) -> str:
    """The id of the rule for grandparents."""
    rows = map(json.loads, (finished / "verdicts.jsonl").read_text(encoding="utf-8").splitlines())
    return next(str(row["rule"]) for row in rows if row["text"].startswith("grandparent"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_for_a_person_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    bar = Bar(Console(), clock=lambda: now[0])
    bar(Event("harvest", 1, 4))
    assert screen.getvalue() == ""
    now[0] = PATIENCE_S + 0.1
    bar(Event("harvest", 2, 4))
    assert "harvest" in screen.getvalue()
    assert f"[{'#' * 15}{'-' * 15}] 2/4" in screen.getvalue()
    bar.close()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_no_bar_is_drawn_into_a_file_or_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    for screen, quiet in ((io.StringIO(), False), (Terminal(), True)):
        monkeypatch.setattr(sys, "stderr", screen)
        bar = Bar(Console(quiet=quiet), clock=lambda: PATIENCE_S)
        bar.started = -1.0
        bar(Event("train", 1, 2))
        assert screen.getvalue() == ""
