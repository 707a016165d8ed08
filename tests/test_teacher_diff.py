"""`preceptor teacher diff`: what two teachers say otherwise, from runs, journals and recordings."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from loopback import Loopback
from preceptor import domain as domains
from preceptor.cli import main
from preceptor.distil.answers import read_answers
from preceptor.distil.drift import drift
from preceptor.domain import Domain
from preceptor.teacher import Journal, Reply, Request

BEFORE = """\
0.9 :: flies(X) :- bird(X).
0.7 :: flies(X) :- penguin(X).
flies(X) :- bird(X), \\+ penguin(X).
"""
OPPOSITE = "-flies(X) :- bird(X), \\+ penguin(X)."
AFTER = f"""\
0.8 :: flies(Y) :- bird(Y).
{OPPOSITE}
flies(X) :- \\+ penguin(X), bird(X).
"""


def recording(path: Path, replies: Mapping[tuple[str, int], str]) -> str:
    lines = [
        json.dumps({"id": name, "sample": sample, "response": text})
        for (name, sample), text in replies.items()
    ]
    path.write_text("\n".join(lines))
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(["teacher", "diff", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    return domains.load(domains.init("animals", tmp_path / "animals"))


def test_rules_weights_verdicts_and_prompts_that_differ_are_told(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = recording(
        tmp_path / "a.jsonl", {("animals/flies", 0): BEFORE, ("animals/flies", 1): "", ("x", 0): ""}
    )
    other = recording(
        tmp_path / "b.jsonl", {("animals/flies", 1): OPPOSITE, ("animals/flies", 0): AFTER}
    )
    code, found = told(capsys, one, other, "--domain", str(domain.path))
    assert code == 1
    assert found["schema"] == "preceptor/teacherdiff/1"
    assert (found["domain"], found["same"]) == ("animals", False)
    assert (found["a"]["kind"], found["a"]["replies"], found["b"]["replies"]) == ("recording", 3, 2)
    assert found["prompts"] == {"common": 2, "same_text": 0, "only_a": ["x#0"], "only_b": []}
    assert found["rules"] == {"same": 2}
    (lost,), (gained,) = found["lost"], found["gained"]
    assert (lost["text"], lost["verdict"]) == ("0.7 :: flies(X) :- penguin(X).", "kept")
    assert gained["text"] == OPPOSITE
    (weight,) = found["weights"]
    assert (weight["before"], weight["after"]) == ("0.9", "0.8")
    # Beside its opposite not both can stand, and that one is stated twice.
    (verdict,) = found["verdicts"]
    assert verdict["text"] == "flies(X) :- \\+ penguin(X), bird(X)."
    assert (verdict["before"], verdict["after"]) == ("kept", "quarantined")
    assert verdict["because"]
    assert main(["teacher", "diff", one, other, "--domain", str(domain.path)]) == 1
    shown = capsys.readouterr().out
    for part in (
        "by A alone                    1  x#0",
        "  - kept        0.7 :: flies(X) :- penguin(X).",
        "  0.9 to 0.8  0.8 :: flies(",
        "  kept to quarantined  flies(X) :- ",
    ):
        assert part in shown


def test_sets_of_rules_are_compared_as_sets(tmp_path: Path) -> None:
    """Against a comparison of dictionaries: facts about letters, each with a weight."""
    chance = random.Random(6)
    for _ in range(6):
        said: list[dict[str, str]] = []
        sides = []
        for name in "ab":
            stated = {
                f"p({chance.choice('klm')}, {number})": chance.choice(("0.2", "0.5", "0.75"))
                for number in range(8)
                if chance.random() < 0.6
            }
            lines = [f"{weight} :: {fact}." for fact, weight in stated.items()]
            chance.shuffle(lines)
            half = len(lines) // 2
            texts = "\n".join(lines[:half]), "\n".join(lines[half:])
            replies = {("p", sample): text for sample, text in enumerate(texts)}
            path = recording(tmp_path / f"{name}.jsonl", replies)
            sides.append(read_answers(path))
            said.append(stated)
        found = drift(*sides)
        before, after = said
        assert {one.text for one in found.lost} == {
            f"{before[fact]} :: {fact}." for fact in before.keys() - after.keys()
        }
        assert {one.text for one in found.gained} == {
            f"{after[fact]} :: {fact}." for fact in after.keys() - before.keys()
        }
        both = before.keys() & after.keys()
        assert found.same == len(both)
        assert {(a.weight, b.weight, b.text) for a, b in found.weights} == {
            (before[fact], after[fact], f"{after[fact]} :: {fact}.")
            for fact in both
            if before[fact] != after[fact]
        }
        assert found.verdicts == ()
        assert found.is_none is (before == after)


def test_a_run_its_journal_and_its_export_say_the_same(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, export = tmp_path / "run", tmp_path / "export.jsonl"
    words = ["distil", str(domain.path), "--out", str(out), "--no-student", "--samples", "3"]
    with Loopback(lambda body: f"0.{body['seed'] + 5} :: flies(X) :- bird(X).\n") as server:
        assert main([*words, "--teacher", f"openai:{server.url}#m"]) == 0
    assert main(["journal", "export", str(out), "--out", str(export)]) == 0
    journal = out / "journal.sqlite3"
    named = ("--domain", str(domain.path))
    for one, other in ((out, journal), (journal, export), (export, out), (out, out)):
        code, found = told(capsys, str(one), str(other), *named)
        assert (code, found["same"], found["prompts"]["common"]) == (0, True, 3)
        assert found["rules"] == {"same": 1}
    assert found["a"]["models"] == ["m-0613"]
    # Elsewhere the prompts of the run are known by its journal.
    moved = tmp_path / "moved.sqlite3"
    shutil.copy(journal, moved)
    assert told(capsys, str(out), str(moved))[1]["prompts"]["common"] == 3


def asked(journal: Journal, model: str, text: str, sample: int = 0) -> None:
    request = Request((("user", "what flies?"),), sample, model)
    journal.put(request, Reply(text, request.key, sample=sample, model=model, date="2026-05-01"))


def test_two_models_in_one_journal_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "both.sqlite3"
    with Journal(path) as journal:
        asked(journal, "small", "flies(X) :- bird(X).\n")
        asked(journal, "large", "flies(X) :- bird(X).\nflies(X) :- bat(X).\n")
    code, found = told(capsys, f"{path}#small", f"{path}#large")
    assert code == 1
    assert [one["text"] for one in found["gained"]] == ["flies(X) :- bat(X)."]
    assert (found["lost"], found["domain"]) == ([], None)
    assert (found["a"]["models"], found["b"]["dates"]) == (["small"], ["2026-05-01"])
    assert main(["teacher", "diff", str(path), str(path)]) == 2
    errors = capsys.readouterr().err
    assert "two replies to one prompt, of large and small" in errors
    assert f"say whose are meant: {path}#large" in errors
    assert main(["teacher", "diff", f"{path}#smal", str(path)]) == 2
    assert "has no replies of smal\n  hint: it has those of large, small" in capsys.readouterr().err


def test_what_is_damaged_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    recording(path, {("p", 0): "p(a).", ("p", 1): "p(b)."})
    whole = recording(tmp_path / "b.jsonl", {("p", 0): "p(a).", ("p", 1): "p(b)."})
    path.write_text(path.read_text().replace('"response": "p(b)."', '"response": 7'))
    assert main(["teacher", "diff", str(path), whole]) == 1
    captured = capsys.readouterr()
    assert "a.jsonl:2:1: " in captured.err
    assert "by B alone                    1  p#1" in captured.out


@pytest.mark.parametrize(
    ("one", "other", "error"),
    [
        ("none.jsonl", "good.jsonl", "there is no {folder}/none.jsonl"),
        ("good.jsonl", "", "{folder} is no run folder"),
        ("good.jsonl", "empty.jsonl", "empty.jsonl holds no replies"),
        ("good.jsonl", "rules.pl", "rules.pl:1:1: "),
        ("good.jsonl", "other.jsonl", "no prompt was answered by both"),
        ("good.jsonl#m", "other.jsonl", "a recording is of one teacher"),
        ("good.jsonl", "database.sqlite3", "is a database, and no journal"),
    ],
)
def test_what_cannot_be_compared_says_why(
    one: str, other: str, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recording(tmp_path / "good.jsonl", {("p", 0): "p(a)."})
    recording(tmp_path / "other.jsonl", {("q", 0): "p(a)."})
    (tmp_path / "empty.jsonl").write_text("")
    (tmp_path / "rules.pl").write_text("p(a).\n")
    import sqlite3

    connection = sqlite3.connect(tmp_path / "database.sqlite3")
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    assert main(["teacher", "diff", str(tmp_path / one), str(tmp_path / other)]) == 2
    captured = capsys.readouterr()
    assert error.format(folder=tmp_path) in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_identities_and_wrong_words_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = recording(tmp_path / "good.jsonl", {("p", 0): "p(a)."})
    assert main(["teacher", "diff", good, good, "--domain", "algebra"]) == 2
    assert "algebra is about identities" in capsys.readouterr().err
    assert main(["teacher", "dif", good, good]) == 2
    assert "did you mean 'diff'" in capsys.readouterr().err
