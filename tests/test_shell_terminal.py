"""The toplevel through a pseudo-terminal: keys, history, Ctrl-C; with and without a line editor."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

GOLDEN = Path(__file__).parent / "golden" / "shell"
SETTLED_S = 0.4  # a key that comes before its reader is built would be read as text

Start = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts toplevels in the golden folder, with a history of their own, and ends them."""
    begun: list[pexpect.spawn[str]] = []

    def begin(*arguments: str, term: str = "xterm") -> pexpect.spawn[str]:
        environment = {
            **os.environ,
            "TERM": term,
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PRECEPTOR_HISTORY": str(tmp_path / "state" / "history"),
        }
        child = pexpect.spawn(
            sys.executable,
            ["-m", "preceptor.cli", "shell", *arguments],
            cwd=GOLDEN,
            env=environment,  # type: ignore[arg-type]  # the stubs want os.environ itself
            dimensions=(40, 160),
            encoding="utf-8",
            timeout=20,
        )
        begun.append(child)
        return child

    yield begin
    for child in begun:
        child.close(force=True)


def prompted(child: pexpect.spawn[str]) -> None:
    child.expect(r"\?-")
    time.sleep(SETTLED_S)


def test_consult_ask_for_the_next_and_why(start: Start) -> None:
    child = start()
    child.expect("help. for help")
    prompted(child)
    child.send("[family].\r")
    child.expect("family.pl: 12 clauses")
    prompted(child)
    child.send("parent(carl, X).\r")
    child.expect("X = ann ")
    time.sleep(SETTLED_S)
    child.send(";")
    child.expect("X = dan\\.")
    prompted(child)
    child.send("why.\r")
    child.expect("parent\\(carl, dan\\), by r[0-9a-f]+ \\(family.pl:2\\)")
    child.expect("└─ father\\(carl, dan\\), by")
    prompted(child)
    child.send("halt.\r")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_enter_stops_at_an_answer_and_the_session_goes_on(start: Start) -> None:
    child = start("family.pl")
    prompted(child)
    child.send("parent(X, Y).\r")
    child.expect("Y = bob ")
    time.sleep(SETTLED_S)
    child.send("\r")
    child.expect("\\.")
    prompted(child)
    child.send("uncle(X, Y).\r")
    child.expect("\\(0.9\\)\\.")


def test_ctrl_c_drops_the_input_and_ctrl_d_ends(start: Start) -> None:
    child = start("family.pl")
    prompted(child)
    child.send("parent(nobody, ")
    time.sleep(SETTLED_S)
    child.sendintr()
    child.expect("interrupted")
    prompted(child)
    child.send("mother(ann, X).\r")
    child.expect("X = bob")
    prompted(child)
    child.sendeof()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_ctrl_c_aborts_a_goal_that_has_no_end(start: Start, tmp_path: Path) -> None:
    rules = tmp_path / "endless.pl"
    rules.write_text("count(0).\ncount(M) :- count(N), M = N + 1.\nstill(here).\n")
    child = start(str(rules))
    prompted(child)
    child.send("count(5).\r")
    time.sleep(1.0)
    child.sendintr()
    child.expect("interrupted")
    prompted(child)
    child.send("listing(still).\r")
    child.expect("still\\(here\\)")


def test_a_goal_over_several_lines_a_typo_and_its_history(start: Start) -> None:
    child = start("family.pl")
    prompted(child)
    child.send("mother(ann,\r")
    child.expect("\\|")
    child.send("X).\r")
    child.expect("X = bob")
    prompted(child)
    child.send("mother(ann X).\r")
    child.expect("found 'X'")
    child.expect("\\^")
    prompted(child)
    child.send("\x1b[A")  # the failed line is still there: up, and mended
    time.sleep(SETTLED_S)
    child.send("\x1b[D" * 4 + ",\r")
    child.expect("X = bob")


def test_tab_completes_predicates_commands_and_files(start: Start) -> None:
    child = start("family.pl")
    prompted(child)
    child.send("anc\t")
    time.sleep(SETTLED_S)
    child.send("carl, bob).\r")
    child.expect("true\\.")
    prompted(child)
    child.send("[anim\t")
    time.sleep(SETTLED_S)
    child.send("].\r")
    child.expect("animals.pl: 7 clauses")


def test_a_dumb_terminal_gets_plain_lines(start: Start) -> None:
    child = start("family.pl", term="dumb")
    child.expect(r"\?- ")
    child.sendline("parent(carl, X).")
    child.expect("X = ann ")
    child.sendline(";")
    child.expect("X = dan\\.")
    child.expect(r"\?- ")
    child.sendline("mother(ann,")
    child.expect(re.escape("|    "))
    child.sendline("X).")
    child.expect("X = bob\\.")
    child.sendintr()
    child.expect("interrupted")
    child.sendline("halt.")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is what draws the screen")
def test_an_answer_stays_on_the_screen_when_the_next_is_asked_for(tmp_path: Path) -> None:
    """What is on the screen in the end, with all repainting done: a byte stream cannot tell."""

    def tmux(*words: str) -> str:
        command = ["tmux", "-S", str(tmp_path / "socket"), "-f", os.devnull, *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def wait_for(text: str) -> str:
        for _ in range(100):
            screen = tmux("capture-pane", "-p")
            if text in screen:
                return screen
            time.sleep(0.1)
        pytest.fail(f"{text!r} never came:\n{screen}")

    shell = f"cd {GOLDEN}; PRECEPTOR_HISTORY={tmp_path / 'history'} "
    shell += f"{sys.executable} -m preceptor.cli shell family.pl"
    tmux("new-session", "-d", "-x", "80", "-y", "24", shell)
    try:
        wait_for("?-")
        tmux("send-keys", "parent(carl, X).", "Enter")
        wait_for("X = ann")
        time.sleep(SETTLED_S)
        tmux("send-keys", "-l", "n")  # tmux keeps ; for itself
        screen = wait_for("X = dan.\n?-")
    finally:
        tmux("kill-server")
    assert "X = ann ;\nX = dan." in screen
