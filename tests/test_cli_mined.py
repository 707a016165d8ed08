"""`preceptor parse` on rule files of miners: told apart, every line in `preceptor/parse/1`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from preceptor.cli import main
from preceptor.harvest import mined

ANYBURL = """\
# made by a miner
40\t30\t0.75\tspeaks(X,Y) <= lives(X,A), language(A,Y)

40\t30\t1.75\tspeaks(X,Y) <= lives(X,A)
40\t30\tspeaks(X,Y) <= lives(X,A)
5\t5\t1.0\tspeaks(X,en) <=\x20
"""
CHATRULE = "28.0\t0.25\t0.35\t0.5\tp <-- q, inv_r\n0.0\t0.0\t0.0\t0.0\tp <-- q\n"
AMIE = """\
Loading files...
Rule\tHead Coverage\tStd Confidence\tPCA Confidence\tPositive Examples\tBody size
?a  r  ?b   => ?a  h  ?b\t0.1\t0.5\t0.6\t8\t16
?a  r  ?b   => ?a  h\t0.1\t0.5\t0.6\t8\t16
"""


def parse(text: str, folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict:
    file = folder / "rules.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["parse", str(file), "--json", *options]) == 1
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("form", ["auto", "anyburl"])
def test_every_line_is_accounted_for(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = parse(ANYBURL, tmp_path, capsys, "--format", form)
    assert document["totals"] == {
        "lines": 6, "blank": 1, "comment": 1, "prose": 0, "statement_lines": 4,
        "statements": 4, "read": 2, "repaired": 0, "rejected": 2,
    }  # fmt: skip
    said = [(s["line"], s["status"], s["code"], s["after"]) for s in document["statements"]]
    assert said == [
        (2, "read", None, "0.75 :: speaks(X, Y) :- lives(X, A), language(A, Y)."),
        (4, "rejected", "P107", ""),
        (5, "rejected", "P107", ""),
        (6, "read", None, "speaks(X, en)."),
    ]
    assert document["statements"][1]["before"] == "40\t30\t1.75\tspeaks(X,Y) <= lives(X,A)"
    assert document["statements"][1]["reason"].startswith("4:7: expected a share from 0 to 1")


@pytest.mark.parametrize(
    ("text", "form", "after"),
    [
        (CHATRULE, "chatrule", "0.35 :: p(X, Y) :- q(X, A), r(Y, A)."),
        (AMIE, "amie", "0.5 :: h(A, B) :- r(A, B)."),
    ],
)
def test_the_other_tables(
    text: str, form: str, after: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = parse(text, tmp_path, capsys, "--format", form)
    assert parse(text, tmp_path, capsys) == told
    assert [s["after"] for s in told["statements"]] == [after, ""]
    assert told["totals"]["rejected"] == 1


def test_lines_behind_too_many_faults_are_one_rejection() -> None:
    totals = mined.account("8\t4\t0.5\tnonsense\n" * 1500, "f", "anyburl").totals
    assert (totals.lines, totals.statement_lines, totals.statements) == (1500, 1500, 1001)
    assert totals.rejected == 1001
