"""The worker: what it refuses, what its limits stop, and that it is there again afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from preceptor.logic import Const, LimitExceeded, Unavailable
from preceptor.prolog import Confinement, PrologError, Worker, installed, status, swipl
from preceptor.prolog.worker import Row


def values(worker: Worker, goal: str, timeout_s: float = 20.0) -> tuple[Row, ...]:
    """The rows of a program with one answer clause that runs a goal binding X."""
    return worker.run(f"answer(0, [X]) :- {goal}. viol(_, _) :- fail.\n", timeout_s)


def text(worker: Worker, goal: str) -> str:
    (row,) = values(worker, goal)
    (value,) = row.values
    assert isinstance(value, Const)
    return value.name


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("answer(0, [X]).", "Singleton"),
        ("answer(0, [a]", "Syntax error"),
        ("answer(0, [a]). p(b). answer(1, [b]).", "not together"),
        (":- nonsense.", "nonsense"),
        ("append(a, b, c). :- fail.", "failed"),
        ("answer(0, [a]) :- missing.", "missing"),
    ],
)
def test_anything_said_while_loading_or_running_is_an_error(
    prolog: Worker, program: str, said: str
) -> None:
    with pytest.raises(PrologError, match=said):
        prolog.run(f"{program}\n", 20.0)


def test_programs_do_not_see_one_another(prolog: Worker) -> None:
    program = ":- dynamic answer/2, viol/2, p/1.\n{}answer(0, [X]) :- p(X).\n"
    assert prolog.run(program.format("p(a).\n"), 20.0) == (Row("answer", 0, (Const("a"),)),)
    assert prolog.run(program.format(""), 20.0) == ()


def test_the_deadline_ends_a_run_and_the_next_one_starts_anew(prolog: Worker) -> None:
    with pytest.raises(LimitExceeded, match="seconds"):
        values(prolog, "repeat, X = a, fail", 0.5)
    assert values(prolog, "X = b") == (Row("answer", 0, (Const("b"),)),)


@pytest.mark.parametrize("goal", ["halt", "halt(0)", "X = a, shell('kill -9 $PPID')"])
def test_a_process_that_ends_early_is_an_error(prolog: Worker, goal: str) -> None:
    with pytest.raises((PrologError, LimitExceeded)):
        values(prolog, goal, 3.0)
    assert values(prolog, "X = b") == (Row("answer", 0, (Const("b"),)),)


def test_a_process_that_died_unseen_is_replaced(needs_swipl: None) -> None:
    with Worker() as worker:
        values(worker, "X = a")
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        assert values(worker, "X = b") == (Row("answer", 0, (Const("b"),)),)


def test_a_reply_to_another_request_is_an_error(prolog: Worker) -> None:
    with pytest.raises(PrologError, match="in place of"):
        values(prolog, r"X = a, format('0 end 0~n')")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits")
def test_memory_is_limited(needs_swipl: None) -> None:
    small = Confinement(memory_bytes=1 << 30, stack_bytes=64 << 20)
    with Worker(small) as worker:
        with pytest.raises(PrologError, match="stack"):
            values(worker, "length(X, 50000000)")
        with pytest.raises(PrologError):
            values(worker, "Y is 2 ** (2 ** 36), X is Y mod 7")
        with pytest.raises(PrologError):
            values(worker, "between(1, inf, I), assertz(kept(I, I, I, I)), fail, X = a")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits")
def test_nothing_is_written_and_nobodys_home_is_read(prolog: Worker, tmp_path: Path) -> None:
    target = tmp_path / "written"
    with pytest.raises((PrologError, LimitExceeded)):
        values(prolog, f"open('{target}', write, S), write(S, hello), close(S), X = a", 5.0)
    assert not target.exists() or target.read_bytes() == b""
    assert text(prolog, "getenv('HOME', X)") == "/nonexistent"
    assert values(prolog, "getenv('PRECEPTOR_SHARED', X)") == ()


def test_without_swipl_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed.shutil, "which", lambda _: None)
    with pytest.raises(Unavailable, match=r"install SWI-Prolog .* no second engine"):
        Worker()
    missing = {part.name for part in status() if not part.found}
    assert {"swipl", "libswipl"} <= missing


@pytest.mark.parametrize(
    ("manager", "command"), [("apt-get", "apt-get install"), ("brew", "brew install")]
)
def test_the_command_fits_the_system(
    monkeypatch: pytest.MonkeyPatch, manager: str, command: str
) -> None:
    monkeypatch.setattr(installed.shutil, "which", lambda name: "/bin" if name == manager else None)
    assert command in installed.command()


def test_what_is_installed_is_found(prolog: Worker) -> None:
    found = swipl()
    assert found is not None
    assert found.version.count(".") == 2
    parts = {part.name: part for part in status()}
    assert parts["swipl"].path == found.path
    assert all(part.gives and part.command for part in parts.values())
