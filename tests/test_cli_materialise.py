"""`preceptor materialise`: documents, files, exit codes, interruption."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from preceptor.cli import main

RULES = "grandfather(X, Z) :- father(X, Y), father(Y, Z).\nadult(X) :- age(X, N), N >= 18.\n"
BOMB = (
    "d(0). d(1). d(2). d(3). d(4). d(5). d(6). d(7). d(8). d(9).\n"
    "n(A, B, C, D, E, F, G, H) :- d(A), d(B), d(C), d(D), d(E), d(F), d(G), d(H).\n"
)
SUMS = (
    "d(0). d(1). d(2). d(3). d(4). d(5). d(6). d(7). d(8). d(9).\n"
    "s(S) :- d(A), d(B), d(C), d(D), d(E), d(F), d(G), d(H), d(I), d(J),\n"
    "    S = A + B + C + D + E + F + G + H + I + J.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.pl").write_text(RULES)
    facts = tmp_path / "facts"
    facts.mkdir()
    (facts / "father.csv").write_text("ann,bob\nbob,carl\n")
    (facts / "age.csv").write_text("ann,70\nbob,17.5\n")
    return tmp_path


def run(folder: Path, *words: str, rules: str = "rules.pl") -> int:
    return main(["materialise", str(folder / rules), *words])


def test_the_document_and_the_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "out"
    words = ("--facts", str(folder / "facts"), "--out", str(out), "--format", "csv", "--json")
    assert run(folder, *words) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "preceptor/materialise/1"
    assert document["engine"] == "memory"
    assert document["relations"] == {
        "adult/1": 1, "age/2": 2, "father/2": 2, "grandfather/2": 1
    }  # fmt: skip
    assert (document["derived"], document["complete"]) == (2, True)
    assert document["rounds"] == 2
    assert document["cpu_s"] > 0
    assert document["peak_bytes"] > 10**7
    assert (out / "grandfather.csv").read_text() == "ann,carl\n"
    assert (out / "adult.csv").read_text() == "ann\n"
    assert sorted(path.name for path in out.iterdir()) == [
        "adult.csv", "age.csv", "father.csv", "grandfather.csv"
    ]  # fmt: skip


def test_a_domain_brings_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["materialise", "kinship"]) == 0
    assert "grandfather/2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("facts/father.csv", "ann,bob\nbob\n", "father.csv:2:1"),
        ("facts/father.csv", "ann,bob,carl\n", "the facts are of father/3"),
        ("facts/age.csv", f"ann,{2**63}\n", "age.csv:1:5"),
        ("facts/age.txt", "ann,1\n", "no file of facts has this ending"),
        ("facts/age.parquet", "ann,1\n", "Parquet"),
        ("rules.pl", "p(X) :- q(Y).\n", "nothing binds X"),
        ("rules.pl", "p(X) :- q(X), \\+ p(X).\n", "negation through recursion"),
        ("rules.pl", "p(X) :- q(X), ann < X.\n", "P203"),
        ("rules.pl", "p(X) :- q(X\n", "rules.pl:1"),
    ],
)
def test_bad_input(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, text: str, said: str
) -> None:
    (folder / file).write_text(text)
    out = folder / "out"
    assert run(folder, "--facts", str(folder / "facts"), "--out", str(out)) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_type_clash_with_the_signature(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "domain.toml").write_text(
        'name = "ages"\n[sorts.person]\n[sorts.years]\ntype = "int"\n'
        '[predicates.age]\nargs = ["person", "years"]\n'
        '[predicates.father]\nargs = ["person", "person"]\n'
    )
    assert run(folder, "--facts", str(folder / "facts")) == 2
    assert "17.5 is no int" in capsys.readouterr().err
    (folder / "rules.pl").write_text("p(N) :- age(_, N), father(N, _).\n")
    assert run(folder) == 2
    assert "P203" in capsys.readouterr().err


@pytest.mark.parametrize(("engine", "module"), [("duckdb", "duckdb"), ("spark", "pyspark.sql")])
def test_engines_that_are_not_installed(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
    module: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run(folder, "--engine", engine) == 2
    assert f"preceptor[{engine}]" in capsys.readouterr().err


def test_spark_without_java(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of pyspark nothing is needed before there is a Java to run it in."""
    spark, errors = ModuleType("pyspark.sql"), ModuleType("pyspark.errors")
    spark.SparkSession = SimpleNamespace(getActiveSession=lambda: None)  # type: ignore[attr-defined]
    errors.PySparkException = OSError  # type: ignore[attr-defined]
    for module in (ModuleType("pyspark"), spark, errors):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert run(folder, "--engine", "spark") == 2
    assert "Java 17 or newer on the path" in capsys.readouterr().err


def test_an_engine_that_there_is_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--engine", "quantum") == 2
    assert "quantum" in capsys.readouterr().err


def test_facts_that_no_rule_reads_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "facts" / "fathr.csv").write_text("a,b\n")
    assert run(folder, "--facts", str(folder / "facts")) == 0
    assert "did you mean 'father'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "kind"), [("--max-facts=100000", "facts"), ("--max-bytes=300M", "bytes")]
)
def test_a_bomb_meets_a_limit(
    folder: Path, capfd: pytest.CaptureFixture[str], word: str, kind: str
) -> None:
    (folder / "bomb.pl").write_text(BOMB)
    out = folder / "out"
    words = ["materialise", str(folder / "bomb.pl"), "--out", str(out), "--json", word]
    done = _preceptor(words)
    said, complaint = done.communicate(timeout=120)
    assert done.returncode == 3, complaint
    document = json.loads(said)
    assert document["complete"] is False
    assert f"the limit on {kind} was hit" in complaint
    assert not out.exists()
    if kind == "bytes":
        assert document["peak_bytes"] < 1.5 * (300 << 20)


def test_a_bomb_of_few_facts_meets_the_clock(folder: Path) -> None:
    """Ten thousand million candidates, and hardly a fact."""
    (folder / "sums.pl").write_text(SUMS)
    assert run(folder, "--timeout", "0.5", rules="sums.pl") == 3


def test_ctrl_c_ends_it_and_leaves_nothing(folder: Path) -> None:
    (folder / "sums.pl").write_text(SUMS)
    out = folder / "out"
    process = _preceptor(["materialise", str(folder / "sums.pl"), "--out", str(out), "-v"])
    assert process.stderr is not None
    assert process.stderr.readline() == "0 facts read, 11 rules compiled\n"
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    said, complaint = process.communicate(timeout=30)
    assert process.returncode == 130, complaint
    assert complaint.strip() == "interrupted"
    assert not said
    assert sorted(path.name for path in folder.iterdir()) == ["facts", "rules.pl", "sums.pl"]


def _preceptor(words: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "preceptor.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
