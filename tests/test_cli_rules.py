"""The commands on rules: query, check, export, and the shell on piped input."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from preceptor.cli import main
from preceptor.formats import FORMATS

GOLDEN = Path(__file__).parent / "golden" / "shell"
FAMILY = str(GOLDEN / "family.pl")


class Bytes(io.TextIOWrapper):
    """A text stream over bytes, as stdin is one."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command line in this process: its exit code, stdout and stderr."""

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


def test_query_prints_bindings_as_prolog_does(run: Any) -> None:
    assert run("query", FAMILY, "-g", "parent(carl, X)") == (0, "X = ann ;\nX = dan.\n", "")
    assert run("query", FAMILY, "-g", "uncle(X, Y).") == (0, "X = dan, Y = bob (0.9).\n", "")
    assert run("query", FAMILY, "-g", "?- father(carl, ann).") == (0, "true.\n", "")


def test_query_without_an_answer_says_which_it_is(run: Any) -> None:
    assert run("query", FAMILY, "-g", "mother(bob, X)") == (1, "unknown.\n", "")
    assert run("query", FAMILY, "-g", "uncle(carl, ann)") == (1, "false.\n", "")
    assert run("query", FAMILY, "-g", "-uncle(carl, ann)") == (0, "true.\n", "")


def test_query_shows_proofs_or_what_was_missing(run: Any) -> None:
    code, out, _ = run("query", FAMILY, "-g", "ancestor(carl, bob)", "--why")
    assert code == 0
    assert out.startswith("ancestor(carl, bob), by r")
    assert "family.pl:5)\n├─ parent(carl, ann), by r" in out
    code, out, _ = run("query", FAMILY, "-g", "uncle(carl, bob)", "--why")
    assert code == 1
    assert out.startswith("unknown.\n0.9 :: uncle(X, Y) :- brother(X, Z), parent(Z, Y).  % r")
    assert "it lacks  brother(carl, ann)" in out


def test_query_limits_the_answers_and_says_so(run: Any) -> None:
    code, out, err = run("query", FAMILY, "-g", "parent(X, Y)", "--limit", "1")
    assert (code, out) == (0, "X = ann, Y = bob.\n")
    assert "--all" in err
    code, out, err = run("query", FAMILY, "-g", "parent(X, Y)", "--all")
    assert (code, out.count("\n"), err) == (0, 3, "")
    assert run("query", FAMILY, "-g", "parent(X, Y)", "--limit", "0")[0] == 2


def test_query_reads_stdin_and_facts_of_several_places(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "likes.csv").write_text("ann,bob\n", encoding="utf-8")
    (tmp_path / "more.pl").write_text("likes(bob, 'New York').\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Bytes("fan(X) :- likes(_, X).\n"))
    facts = ("--facts", str(tmp_path / "likes.csv"), "--facts", str(tmp_path / "more.pl"))
    assert run("query", "-", "-g", "fan(X)", *facts) == (0, "X = 'New York' ;\nX = bob.\n", "")


def test_query_writes_the_fixed_document_and_nothing_else(run: Any) -> None:
    code, out, err = run("query", FAMILY, "-g", "uncle(X, bob)", "--why", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert list(document) == ["schema", "goal", "truth", "answers", "complete"]
    assert document["schema"] == "preceptor/query/1"
    (answer,) = document["answers"]
    assert list(answer) == ["bindings", "confidence", "source", "proof", "forbidden_by"]
    assert list(answer["proof"]) == ["kind", "atom", "rule", "premises"]
    code, out, _ = run("query", FAMILY, "-g", "mother(bob, X)", "--json")
    assert (code, json.loads(out)["answers"]) == (1, [])


def test_query_that_hits_a_limit_gives_what_it_has_and_3(run: Any, tmp_path: Path) -> None:
    rules = tmp_path / "endless.pl"
    rules.write_text("count(0).\ncount(M) :- count(N), M = N + 1.\n", encoding="utf-8")
    code, out, err = run("query", str(rules), "-g", "count(N)", "--max-facts", "40", "--json")
    assert (code, json.loads(out)["complete"]) == (3, False)
    assert "limit" in err
    code, _, _ = run("query", str(rules), "-g", "count(3)", "--timeout", "0.2")
    assert code == 3


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("uncel(X, bob)", "unknown procedure uncel/2\n  hint: did you mean 'uncle'?"),
        ("uncle(X)", "unknown procedure uncle/1\n  hint: there is uncle/2"),
        ("uncle(X bob)", "<goal>:1:9: P101: found 'bob'"),
        ("uncle(X, Y), \\+ mother(Z, Y)", "nothing binds Z"),
        ("", "goal"),
    ],
)
def test_query_refuses_what_is_no_goal(run: Any, goal: str, said: str) -> None:
    code, out, err = run("query", FAMILY, "-g", goal)
    assert (code, out) == (2, "")
    assert said in err


def test_query_collects_every_syntax_error_before_it_refuses(run: Any) -> None:
    code, out, err = run("query", str(GOLDEN / "broken.pl"), "-g", "likes(X, Y)")
    assert (code, out) == (2, "")
    assert "broken.pl:2:11: P101" in err
    assert "broken.pl:4:41: P101" in err
    code, _, err = run("query", str(GOLDEN / "unsafe.pl"), "-g", "lonely(X)")
    assert code == 2
    assert "unsafe.pl:1:1: error P204" in err


def test_check_names_every_break_with_its_line(run: Any, tmp_path: Path) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text(
        "father(X, Y) :- son(Y, X), male(X).\n"  # fine
        "father(X Y) :- son(Y, X).\n"  # no comma
        "fathr(X, Y) :- son(Y, X).\n"  # undeclared
        "father(X) :- male(X).\n"  # arity
        "mother(X, Y) :- female(X).\n"  # unsafe
        "son(X, Y) :- son(X, Y), male(X).\n"  # says nothing
        "father(A, B) :- male(A), son(B, A).\n"  # a duplicate
        "male(X) :- father(X, _), \\+ husband(X, _).\n"  # a negative cycle with the next
        "husband(X, Y) :- wife(Y, X), male(X).\n",
        encoding="utf-8",
    )
    code, out, _ = run("check", str(rules), "--domain", "kinship")
    assert code == 2
    found = {
        int(line.removeprefix(f"{rules}:").split(":")[0]): line
        for line in out.splitlines()
        if line.startswith(str(rules))
    }
    for line, said in {
        2: "error P101",
        3: "P201",
        4: "error P202",
        5: "error P204",
        6: "P307",
        7: "P303",
        8: "error P205",
    }.items():
        assert said in found[line], f"{line}: {found.get(line)}"
    assert "error" not in found[1]  # a warning: what it could break with others


def test_check_of_sound_rules_is_0_and_of_a_conflict_1(run: Any, tmp_path: Path) -> None:
    code, out, _ = run("check", FAMILY)
    assert code == 0
    assert out.splitlines()[-1].startswith("12 rules: ")
    code, out, _ = run("check", str(GOLDEN / "animals.pl"))
    assert code == 1
    assert "error P305" in out
    assert out.splitlines()[-1].startswith("7 rules: ")


def test_check_is_strict_when_told(run: Any, tmp_path: Path) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("0.9 :: p(X) :- q(X).\n0.8 :: -p(X) :- q(X).\nq(a).\n", encoding="utf-8")
    code, out, _ = run("check", str(rules))
    assert code == 0
    assert "warning P306" in out
    assert run("check", str(rules), "--strict")[0] == 1


def test_check_looks_at_the_facts(run: Any, tmp_path: Path) -> None:
    rules, facts = tmp_path / "rules.pl", tmp_path / "facts.pl"
    rules.write_text(":- father(X, Y), mother(X, Y).\n", encoding="utf-8")
    facts.write_text("father(ann, bob). mother(ann, bob).\n", encoding="utf-8")
    assert run("check", str(rules))[0] == 0
    code, out, _ = run("check", str(rules), "--facts", str(facts), "--json")
    document = json.loads(out)
    assert code == 1
    (finding,) = [f for f in document["findings"] if f["code"] == "P305"]
    assert finding["severity"] == "error"


def test_check_writes_the_fixed_document(run: Any) -> None:
    files = (str(GOLDEN / "broken.pl"), str(GOLDEN / "animals.pl"))
    code, out, err = run("check", *files, "--json")
    document = json.loads(out)
    assert (code, err) == (2, "")
    keys = ["schema", "rules", "consistent", "safe", "bound", "truncated", "status", "findings"]
    assert "cpu_s" in document
    assert set(keys) <= set(document)
    assert document["schema"] == "preceptor/check/1"
    assert document["consistent"] is False
    finding_keys = "code severity rules constraint core minimal witness derives replayed decided_by"
    for finding in document["findings"]:
        assert {*finding_keys.split(), "repairs", "where", "message"} <= set(finding)
        for place in finding["where"]:
            assert list(place) == ["file", "line", "column"]
    unread = [f for f in document["findings"] if f["code"] == "P101"]
    assert [f["where"][0]["line"] for f in unread] == [2, 4]


def test_rules_that_were_not_all_read_are_not_called_consistent(run: Any) -> None:
    _, out, _ = run("check", str(GOLDEN / "broken.pl"), "--json")
    document = json.loads(out)
    assert (document["consistent"], document["safe"]) == (None, None)


@pytest.mark.parametrize("form", FORMATS)
def test_export_writes_each_form(run: Any, tmp_path: Path, form: str) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("0.9 :: ancestor(X, Y) :- parent(X, Y).\n")
    command = ("export", str(rules), "--to", form, "--drop-weights")
    code, shown, err = run(*command)
    assert (code, err) == (0, "")
    assert "ancestor" in shown
    out = tmp_path / "deep" / "file"
    code, nothing, err = run(*command, "--out", str(out))
    assert (code, nothing) == (0, "")
    assert str(out) in err
    assert out.read_text(encoding="utf-8").rstrip("\n") == shown.rstrip("\n")
    document = json.loads(run(*command, "--json")[1])
    assert (document["schema"], document["format"]) == ("preceptor/export/1", form)
    assert document["text"] == out.read_text(encoding="utf-8")


def test_export_writes_nothing_that_would_say_less(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "rules.rls"
    code, shown, err = run("export", FAMILY, "--to", "nemo", "--out", str(out))
    assert (code, shown, out.exists()) == (2, "", False)
    assert re.search(r"family\.pl:6:1: rule r\w+: a weight, which nemo cannot say", err)
    assert "--to problog or anyburl or json; --drop-weights" in err
    code, shown, err = run("export", FAMILY, "--to", "problog", "--json")
    assert (code, shown) == (2, "")
    assert "family.pl:7:1" in err
    assert "strong negation: --to prolog or souffle or nemo or asp or json" in err


def test_export_takes_the_facts_along(run: Any, tmp_path: Path) -> None:
    facts = tmp_path / "father.csv"
    facts.write_text("zoe,'yan\n")
    command = ("export", FAMILY, "--facts", str(facts), "--drop-weights", "--to")
    assert '\np2_father("zoe", "%27yan").\n' in run(*command, "asp")[1]
    assert "\n'p:father'('zoe', '\\'yan').\n" in run(*command, "prolog")[1]
    assert '"args": [{"const": "zoe"}, {"const": "\'yan"}]' in run(*command, "json")[1]


@pytest.mark.skipif(shutil.which("swipl") is None, reason="SWI-Prolog is not installed")
def test_the_exported_program_runs_in_swi_prolog(run: Any, tmp_path: Path) -> None:
    program = tmp_path / "program.pl"
    run("export", FAMILY, "--to", "prolog", "--drop-weights", "--out", str(program))
    goal = "forall('p:ancestor'(carl, X), (write(X), nl)), halt"
    command = ["swipl", "-q", "-f", str(program), "-g", goal]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (sorted(shown.stdout.split()), shown.stderr) == (["ann", "bob", "dan"], "")


def test_the_shell_answers_piped_goals(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("parent(carl, X).\nmother(bob, X).\n"))
    assert run("shell", FAMILY) == (1, "X = ann ;\nX = dan.\nunknown.\n", "")


def test_the_shell_refuses_rules_that_it_cannot_load(run: Any) -> None:
    code, out, err = run("shell", str(GOLDEN / "unsafe.pl"))
    assert (code, out) == (2, "")
    assert "P204" in err


def test_doctor_tries_what_it_finds(run: Any) -> None:
    code, out, _ = run("doctor")
    assert code == 0
    assert "the base works" in out
    assert "FAILED" not in out
    document = json.loads(run("doctor", "--json")[1])
    assert document["schema"] == "preceptor/doctor/1"
    assert document["works"] is True
    names = {part["name"] for part in document["parts"]}
    assert {"python", "lark", "z3-solver", "networkx", "swipl", "pyswip", "torch"} <= names
    assert all(trial["ok"] for trial in document["trials"])


def test_doctor_says_how_to_get_what_is_missing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "preceptor.cli.parts._version", lambda name: None if name == "torch" else "1.0"
    )
    code, out, _ = run("doctor")
    assert code == 0
    assert "missing  torch" in out
    assert "to get torch:  pip install 'preceptor[student]'" in out
    monkeypatch.setattr("preceptor.cli.parts._version", lambda name: None)
    code, out, _ = run("doctor")
    assert code == 1
    assert "the base does not work" in out


def test_import_brings_in_what_it_can_and_names_the_rest(run: Any, tmp_path: Path) -> None:
    zoo = tmp_path / "zoo"
    run("init", "zoo", str(zoo))
    replies = tmp_path / "replies.jsonl"
    good = {"id": "zoo/flies", "sample": 0, "response": "flies(X) :- bird(X)."}
    replies.write_text(
        f'{json.dumps(good)}\n{json.dumps({**good, "id": "zoo/fles"})}\n{{"id": "zoo/fl\n',
        encoding="utf-8",
    )
    code, out, err = run("import", str(zoo), str(replies))
    assert code == 2
    assert "1 added, 0 replaced, 0 the same, 2 refused" in out
    assert "replies.jsonl:2:1" in err
    assert "'zoo/flies'" in err
    assert "replies.jsonl:3:" in err
    replies.write_text(json.dumps(good), encoding="utf-8")
    code, out, _ = run("import", str(zoo), str(replies), "--json")
    document = json.loads(out)
    assert (code, document["schema"], document["same"]) == (0, "preceptor/import/1", 1)
    replies.write_text(json.dumps({**good, "response": "other."}), encoding="utf-8")
    assert run("import", str(zoo), str(replies))[0] == 2
    assert run("import", str(zoo), str(replies), "--overwrite")[0] == 0


def test_import_loses_no_line_of_a_damaged_recording(run: Any, tmp_path: Path) -> None:
    zoo = tmp_path / "zoo"
    run("init", "zoo", str(zoo))
    (zoo / "responses.jsonl").write_text('{"id": "zoo/flies", "sam\n', encoding="utf-8")
    replies = tmp_path / "replies.jsonl"
    good = {"id": "zoo/flies", "sample": 0, "response": "flies(X) :- bird(X)."}
    replies.write_text(json.dumps(good), encoding="utf-8")
    assert run("import", str(zoo), str(replies))[0] == 2
    assert (zoo / "responses.jsonl").read_text(encoding="utf-8") == '{"id": "zoo/flies", "sam\n'


@pytest.mark.parametrize("engine", ["auto", "python", "bulk", "swi"])
def test_query_asks_the_engine_that_is_named(
    run: Any, engine: str, tmp_path: Path, needs_swipl: None
) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z). e(b, c). e(a, b).\n")
    words = ("query", str(rules), "-g", "p(X, c)", "--engine", engine)
    assert run(*words) == (0, "X = a ;\nX = b.\n", "")
    code, out, err = run(*words, "--stream")
    assert (code, sorted(out.splitlines()), err) == (0, ["X = a.", "X = b."], "")
    code, out, err = run(*words, "--why")
    if engine == "swi":
        assert (code, out) == (2, "")
        assert "the engine swi cannot answer this" in err
    else:
        assert code == 0
        assert out.count("by r") == 4 + 2  # p and the facts of the file, each by a clause


def test_query_streams_answers_alone(run: Any) -> None:
    code, out, err = run("query", FAMILY, "-g", "parent(X, Y)", "--stream", "--json")
    assert (code, out) == (2, "")
    assert "--stream" in err


def test_what_stands_against_a_goal_is_told_in_words_and_in_the_document(
    run: Any, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text(
        "social(X) :- person(X), member(X), \\+ lonely(X).\n"
        "lonely(X) :- person(X), \\+ child(X).\nchild(X) :- parent(_, X).\nperson(cy).\n"
    )
    code, out, _ = run("query", str(rules), "-g", "social(cy)", "--why")
    assert code == 1
    assert "with X = cy it lacks  member(cy), and  lonely(cy)  stands against it" in out
    _, out, _ = run("query", str(rules), "-g", "social(cy)", "--why", "--json")
    (miss,) = json.loads(out)["missing"]
    assert miss["bindings"] == {"X": "cy"}
    assert miss["literals"] == ["member(cy)", "\\+ lonely(cy)"]
    assert re.fullmatch("r[0-9a-f]{10}", miss["rule"])


def test_an_answer_whose_opposite_is_derived_is_marked(run: Any, tmp_path: Path) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("flies(X) :- bird(X).\n-flies(X) :- penguin(X).\nbird(a). penguin(a).\n")
    code, out, err = run("query", str(rules), "-g", "flies(a)")
    assert (code, out) == (0, "true.\n")
    assert "both true and false" in err


def test_a_goal_is_not_told_to_end_with_a_full_stop(run: Any) -> None:
    code, _, err = run("query", FAMILY, "-g", "parent(a")
    assert code == 2
    assert "full stop" not in err
