"""Which engine is chosen and why; DuckDB behind the command."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from preceptor.cli import main
from preceptor.graph import compile
from preceptor.logic import LimitExceeded, Predicate
from preceptor.reason import Limits, planner, sql
from preceptor.reason.bulk import Database
from preceptor.reason.bulk.budget import Budget, resident_bytes
from preceptor.reason.plan import plan
from preceptor.syntax import parse_theory

_CLOSURE = "r(X, Y) :- e(X, Y). r(X, Z) :- r(X, Y), e(Y, Z)."
_PAIRS = "pair(X, Y) :- d(X), d(Y)."


def chosen(
    rules: str, facts: dict[Predicate, list[np.ndarray]], threads: int = 1, bytes_: int = 4 << 30
) -> planner.Choice:
    made = plan(compile(parse_theory(rules)))
    return planner.choose(made, planner.sizes(Database.of(facts)), Limits(bytes=bytes_), threads)


def graph(nodes: int, edges: int) -> dict[Predicate, list[np.ndarray]]:
    chance = np.random.default_rng(1)
    return {Predicate("e", 2): list(chance.integers(0, nodes, (2, edges)))}


def numbers(count: int) -> dict[Predicate, list[np.ndarray]]:
    return {Predicate("d", 1): [np.arange(count)]}


def test_a_chain_is_deep_and_stays_in_memory() -> None:
    edges = {Predicate("e", 2): [np.arange(5000), np.arange(1, 5001)]}
    choice = chosen(_CLOSURE, edges, threads=64, bytes_=1 << 20)
    assert (choice.engine, choice.is_deep) == ("memory", True)
    assert any("deep" in reason for reason in choice.reasons)


def test_a_random_closure_is_shallow() -> None:
    """Four edges a node: within a dozen rounds nearly all of 4000 x 4000 pairs."""
    choice = chosen(_CLOSURE, graph(4000, 16000), threads=8)
    assert (choice.engine, choice.is_deep) == ("duckdb", False)
    assert 1.2e7 < choice.atoms < 1.7e7
    assert choice.reasons[0].startswith("about 1")
    assert choice.reasons[0].endswith("000,000 atoms are expected, 590 MiB of memory")
    assert choice.reasons[1].startswith("DuckDB has 8 threads for them, and ")
    assert chosen(_CLOSURE, graph(4000, 16000), threads=2).engine == "memory"


def test_what_memory_does_not_hold_goes_to_duckdb() -> None:
    assert chosen(_PAIRS, numbers(1000)).engine == "memory"
    choice = chosen(_PAIRS, numbers(1000), bytes_=20 << 20)
    assert choice.engine == "duckdb"
    assert choice.atoms == 1_001_000
    assert any("limit on bytes" in reason for reason in choice.reasons)


def test_many_rules_stay_in_memory() -> None:
    rules = " ".join(f"p{i}(X, Y) :- d(X), d(Y)." for i in range(1001))
    assert chosen(rules, numbers(1000), threads=64).engine == "memory"


def _files(folder: Path) -> Path:
    (folder / "rules.pl").write_text(
        "select(X, Z) :- cross(X, Y), cross(Y, Z).\nadult(X) :- age(X, N), N >= 18.\n"
        "'a b'(X) :- select(X, _), \\+ 'größe'(X), \\+ '関係'(X, X).\n"
        "'order by'(X) :- 'a b'(X), adult(X). table :- 'order by'(_).\n",
        encoding="utf-8",
    )
    (folder / "facts").mkdir()
    (folder / "facts" / "cross.csv").write_text("ann,bob\nbob,carl\n")
    (folder / "facts" / "age.csv").write_text("ann,70\nbob,17.5\n")
    return folder / "rules.pl"


def run(rules: Path, *words: str) -> int:
    return main(["materialise", str(rules), "--facts", str(rules.parent / "facts"), *words])


def test_the_choice_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = _files(tmp_path)
    assert run(rules, "--explain", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["engine"] == "memory"
    assert document["plan"]["expected"]["rules"] == 5
    assert "memory is quicker for what fits in it" in document["plan"]["reasons"]
    assert run(rules, "--explain") == 0
    assert capsys.readouterr().out.startswith("engine: memory\n  about ")
    assert run(rules, "--json") == 0
    assert "plan" not in json.loads(capsys.readouterr().out)


if find_spec("duckdb") is not None:
    import duckdb

    @pytest.mark.parametrize("form", ["csv", "auto"])
    def test_duckdb_writes_what_memory_writes(
        tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
    ) -> None:
        rules = _files(tmp_path)
        written = {}
        for engine in ("memory", "duckdb"):
            out = tmp_path / engine
            words = ("--engine", engine, "--threads", "1", "--format", form)
            assert run(rules, "--out", str(out), *words, "--json") == 0
            document = json.loads(capsys.readouterr().out)
            assert document["engine"] == document["kernels" if engine == "duckdb" else "engine"]
            assert document["derived"] == 5
            written[engine] = {path.name: _rows(path) for path in out.iterdir()}
        assert written["memory"] == written["duckdb"]
        assert len(written["memory"]) == 9
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "duckdb", "facts", "memory", "rules.pl"
        ]  # fmt: skip

    def _rows(path: Path) -> list[str]:
        """The rows of a file, sorted."""
        if path.suffix != ".parquet":
            return sorted(path.read_text(encoding="utf-8").splitlines())
        return sorted(map(str, duckdb.read_parquet(str(path)).fetchall()))

    def test_files_too_large_for_memory_go_to_duckdb(
        tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rules = _files(tmp_path)
        monkeypatch.setattr("preceptor.cli.given.READ_BYTES", 1 << 40)
        assert run(rules, "--explain", "--json", "--threads", "1") == 0
        document = json.loads(capsys.readouterr().out)
        assert (document["engine"], document["derived"]) == ("duckdb", 5)
        assert "too many to read into the memory" in document["plan"]["reasons"][0]
        assert document["plan"]["expected"]["rules"] == 5

    def test_constants_count_against_the_memory(tmp_path: Path) -> None:
        """A hundred thousand names of a thousand letters, before there is any relation."""
        (tmp_path / "name.csv").write_text("".join(f"{i:x<1000}\n" for i in range(100_000)))
        allowed = resident_bytes() + (110 << 20)
        session = sql.DuckSession(Budget(Limits(bytes=allowed)), threads=1)
        try:
            with pytest.raises(LimitExceeded) as caught:
                sql.stage(session, [tmp_path])
        finally:
            session.close()
        assert caught.value.kind == "bytes"
        assert resident_bytes() < 1.5 * allowed

    def test_a_ragged_row_is_named_whatever_the_engine(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rules = _files(tmp_path)
        (tmp_path / "facts" / "cross.csv").write_text("ann,bob\nbob\n")
        assert run(rules, "--engine", "duckdb") == 2
        assert "cross.csv:2:1" in capsys.readouterr().err

    def test_ctrl_c_ends_a_statement(tmp_path: Path) -> None:
        digits = "".join(f"d({i}). " for i in range(10))
        body = ", ".join(f"d(X{i})" for i in range(10))
        total = " + ".join(f"X{i}" for i in range(10))
        (tmp_path / "sums.pl").write_text(f"{digits}\ns(S) :- {body}, S = {total}.\n")
        out = tmp_path / "out"
        words = ["materialise", str(tmp_path / "sums.pl"), "--out", str(out), "--engine", "duckdb"]
        process = subprocess.Popen(
            [sys.executable, "-m", "preceptor.cli", *words, "-v", "--threads", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        assert process.stderr.readline() == "0 facts read, 11 rules compiled\n"
        time.sleep(1.5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        said, complaint = process.communicate(timeout=30)
        assert (process.returncode, said) == (130, ""), complaint
        assert complaint.strip() == "interrupted"
        assert [path.name for path in tmp_path.iterdir()] == ["sums.pl"]
