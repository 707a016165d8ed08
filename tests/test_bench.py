"""`preceptor bench`: what is counted, on small files written here, sound and broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from preceptor.bench.logic_programs import run
from preceptor.bench.records import read_records
from preceptor.cli import main
from preceptor.logic import InputError

TWO = ["A) True", "B) False"]
PROGRAM = """\
Predicates:
Cat($x, bool)
Small($x, bool)
Facts:
Cat(Tom, True)
Rules:
Cat($x, True) >>> Small($x, True)
Query:
Small(Tom, True)
"""


def record(name: str, program: str | None = PROGRAM, answer: str = "A", **more: Any) -> Any:
    programs = [] if program is None else [program]
    return {
        "id": name,
        "context": "Every cat is small. Tom is a cat.",
        "question": "Is the following statement true or false? Tom is small.",
        "answer": answer,
        "options": TWO,
        "raw_logic_programs": programs,
        **more,
    }


def write(folder: Path, name: str, value: object) -> Path:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return path


FIVE = [
    record("strict"),
    record("repaired", PROGRAM.replace(", True)", ")")),
    record("wrong", answer="B"),
    record("broken", PROGRAM.replace(">>>", "((")),
    record("none", None),
]


def test_the_document_counts_every_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "b.json", FIVE)
    write(tmp_path, "a.json", [record("one")])
    write(tmp_path, "notes.txt", "no programs")
    failures = tmp_path / "out" / "wrong.jsonl"
    words = ["bench", "logic-programs", "--dir", str(tmp_path), "--failures", str(failures)]
    assert main([*words, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "preceptor/bench/1"
    assert document["suite"] == "logic-programs"
    first, second = document["files"]
    assert (first["file"], first["programs"], first["accuracy_all"]) == ("a.json", 1, 1.0)
    assert first["halves"] == [None, 1.0]
    assert second["kind"] == "logic-program"
    counts = ("programs", "as_written", "after_repair", "repaired", "contradictory")
    assert [second[name] for name in counts] == [5, 2, 3, 1, 0]
    assert second["operators"] == {"missing_truth": 1}
    assert second["rejected"] == {"P101": 1, "P107": 1}
    assert second["accuracy_all"] == 0.4
    assert second["accuracy_read"] == 0.6667
    assert second["halves"] == [1.0, 0.0]
    assert second["cpu_s"] >= 0
    lines = [json.loads(line) for line in failures.read_text().splitlines()]
    assert [(line["file"], line["id"]) for line in lines] == [
        ("b.json", "wrong"), ("b.json", "broken"), ("b.json", "none"),
    ]  # fmt: skip
    assert lines[0]["answer"] == "A"
    assert lines[0]["explanation"][-1] == "small(tom), line 7: small(X) :- cat(X)."
    assert lines[1]["unread"][0].startswith("program:7:")
    assert lines[2]["reason"] == "no program was recorded"


def test_without_json_the_same_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "b.json", FIVE)
    assert main(["bench", "logic-programs", "--dir", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "b.json: 5 programs (logic-program)" in shown
    assert "read as written 2, after repair 3, rejected 2; contradictory 0" in shown
    assert "repaired by missing_truth 1" in shown
    assert "right 0.400 of all, 0.667 of those read, 0.667 of the 3 answered; halves" in shown
    assert "; halves 1.000 and 0.000, 1.000 apart (standard error 0.000; repairs may be" in shown


def test_halves_are_told_apart_where_they_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = record("one")
    path = write(tmp_path, "c.json", [right, {**right, "answer": "B"}] * 8 + [right] * 16)
    assert main(["bench", "logic-programs", "--dir", str(path)]) == 0
    # 8 of 16, and 16 of 16: the error of the difference is sqrt(.5 * .5 / 16 + 0) = .125
    wanted = "halves 0.500 and 1.000, 0.500 apart (standard error 0.125; no program is repaired)"
    assert wanted in capsys.readouterr().out
    write(tmp_path, "c.json", [right] * 4)
    assert main(["bench", "logic-programs", "--dir", str(path)]) == 0
    assert "halves 1.000 and 1.000; " in capsys.readouterr().out


def test_a_repair_can_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "b.json", FIVE)
    words = ["bench", "logic-programs", "--dir", str(path), "--json"]
    assert main([*words, "--without", "missing_truth"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["after_repair"], file["operators"]) == (2, {})
    assert main([*words, "--without", "missing_trouth"]) == 2
    assert "missing_truth" in capsys.readouterr().err


def test_what_is_wrong_with_a_record_is_said_and_the_rest_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = record("lacking")
    del lacking["question"]
    write(tmp_path, "a.json", '[{"id": "x",\n "context"')
    write(tmp_path, "b.json", "[]")
    write(tmp_path, "c.json", {"id": "x"})
    write(
        tmp_path,
        "d.json",
        [
            record("sound"),
            lacking,
            record("typed", answer=3),  # type: ignore[arg-type]
            record("empty", answer=" "),
            record("chosen", options=[]),
            record("listed", raw_logic_programs=[["text"]]),
            "text",
            None,
        ],
    )
    write(tmp_path, "e.json", [record("prose", "Nothing at all.")])
    (tmp_path / "f.json").write_bytes(b"[\xff]")
    write(tmp_path, "g.json", "[" * 100_000)
    assert main(["bench", "logic-programs", "--dir", str(tmp_path), "--json"]) == 2
    captured = capsys.readouterr()
    files = {file["file"]: file for file in json.loads(captured.out)["files"]}
    assert {name: file["programs"] for name, file in files.items()} == {
        "a.json": 0, "b.json": 0, "c.json": 0, "d.json": 1, "e.json": 0, "f.json": 0, "g.json": 0,
    }  # fmt: skip
    assert files["d.json"]["accuracy_all"] == 1.0
    assert files["b.json"]["accuracy_all"] is None
    for said in (
        "a.json:2:11: not JSON: Expecting ':' delimiter",
        "b.json: the list is empty",
        "c.json: found an object, expected a list of records",
        "d.json: record 2 (lacking): the field 'question' is missing",
        "d.json: record 3 (typed): 'answer' is a number, expected a text",
        "d.json: record 4 (empty): 'answer' is empty",
        "d.json: record 5 (chosen): 'options' is empty",
        "d.json: record 6 (listed): 'raw_logic_programs' is a list, expected a list of texts",
        "d.json: record 7: found a text, expected an object",
        "d.json: record 8: found null, expected an object",
        "e.json: its programs are of no known format",
        "f.json:1:2: P103: byte 0xff is not UTF-8",
        "g.json: nested too deeply",
    ):
        assert said in captured.err


def test_one_program_alone_and_keys_more_or_fewer_make_a_record(tmp_path: Path) -> None:
    fewer = {"id": "fewer", "question": "Tom is small.", "answer": "A", "more": {"key": [1]}}
    write(
        tmp_path,
        "a.json",
        [
            {**fewer, "raw_logic_programs": PROGRAM},
            {**fewer, "raw_logic_programs": [PROGRAM, "another sample"]},
            {**fewer, "raw_logic_programs": None},
            {**fewer, "raw_logic_programs": PROGRAM[: len(PROGRAM) // 2]},
        ],
    )
    (report,) = run(tmp_path)
    assert report.faults == ()
    assert [result.outcome.answer for result in report.results] == ["A", "A", None, None]
    assert all(result.outcome.reason for result in report.results[2:])


def test_the_kind_is_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    write(tmp_path, "FOLIO_dev.json", [*FIVE, record("prose", "I do not know.")])
    (report,) = run(tmp_path)
    assert report.kind is not None
    assert report.kind.name == "logic-program"
    assert report.results[-1].outcome.reason == "no query could be read"
    assert len(report.results) == 6


def test_gold_answers_decide_nothing_but_the_score(tmp_path: Path) -> None:
    turned = [{**one, "answer": "B" if one["answer"] == "A" else "A"} for one in FIVE]
    write(tmp_path, "a.json", FIVE)
    write(tmp_path, "b.json", turned)
    one, other = run(tmp_path)
    assert [r.outcome for r in one.results] == [r.outcome for r in other.results]
    assert sum(r.is_right for r in one.results) == 2


def test_bench_alone_lists_the_suites(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench"]) == 0
    assert capsys.readouterr().out.startswith("logic-programs  ")
    assert main(["bench", "--json"]) == 0
    (suite, *_) = json.loads(capsys.readouterr().out)["suites"]
    assert suite["name"] == "logic-programs"


def test_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "logic-programms"]) == 2
    assert "did you mean 'logic-programs'?" in capsys.readouterr().err
    assert main(["bench", "logic-programs"]) == 2
    assert "--dir is missing" in capsys.readouterr().err
    assert main(["bench", "logic-programs", "--dir", str(tmp_path / "no")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    with pytest.raises(InputError, match=r"holds no \.json file"):
        run(tmp_path)
    assert read_records(tmp_path / "no.json")[1]
