"""Runs that are killed: a process that distils, again and again, and is killed at random moments.

Run as a script it needs no more than one import for any number of runs: it forks each run, prints
what the run had acknowledged when it was killed, and goes on until the run is finished.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from preceptor.distil import distil
from preceptor.distil.folder import JOURNAL
from preceptor.teacher import OpenAICompatible, Style

SAMPLES = 40
PARALLEL = 4


def answer(body: dict[str, Any]) -> str:
    """Rules of the domain that `preceptor init animals` makes, others for each sample."""
    number = body["seed"]
    guard = ", \\+ penguin(X)" if number % 3 else ""
    return f"0.{10 + number} :: flies(X) :- bird(X){guard}.\n"


def live(url: str, domain: str, out: Path, acknowledged: int | None = None) -> None:
    """One run against a server; the number of replies that it uses goes to a pipe, one by one."""

    def tell(event: Any) -> None:
        if event.stage == "ask" and event.done and acknowledged is not None:
            os.write(acknowledged, b".")

    teacher = OpenAICompatible(url, "m", parallel=PARALLEL)
    style = Style("m", 0.7, seed=0, max_tokens=64)
    distil(
        domain, out=out, teacher=teacher, samples=SAMPLES, style=style, student=False, progress=tell
    )
    teacher.close()


def journaled(out: Path) -> dict[str, str]:
    """The text of each reply in a journal, read by no code of ours."""
    path = out / JOURNAL
    if not path.exists():
        return {}
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT key, reply FROM replies").fetchall()
    except sqlite3.OperationalError:  # killed before there was a table
        return {}
    finally:
        connection.close()
    return {key: json.loads(reply)["text"] for key, reply in rows}


def kill(url: str, domain: str, folder: Path, points: int, seed: int) -> None:
    """Prints a line for each kill, and `whole` for each run that came to its end: first of all one
    that nobody kills."""
    chance = random.Random(seed)
    number = kills = 0
    live(url, domain, folder / "unbroken")  # which also imports all that the forks need
    print(json.dumps({"out": str(folder / "unbroken"), "whole": True}), flush=True)
    while kills < points:
        out = folder / f"run{number}"
        used = _killed_at(
            lambda pipe: live(url, domain, out, pipe),  # noqa: B023 (called at once, in a fork)
            len(journaled(out)) + chance.randint(0, 5),
            chance.uniform(0, 0.3 if chance.random() < 0.1 else 0.02),
        )
        if used is None:
            number += 1
            print(json.dumps({"out": str(out), "whole": True}), flush=True)
        else:
            kills += 1
            told = {"out": str(out), "acknowledged": used, "known": journaled(out)}
            print(json.dumps(told), flush=True)
            sys.stdin.readline()  # the other side has counted what the server has seen
    live(url, domain, folder / f"run{number}")
    print(json.dumps({"out": str(folder / f"run{number}"), "whole": True}), flush=True)


def _killed_at(work: Callable[[int], None], used: int, later_s: float) -> int | None:
    """How many replies the work had used when it was killed: so many or more, and a while later.

    None where it came to its end before.
    """
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        try:
            work(write)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(write)
    seen = 0
    while seen < used and (told := os.read(read, 4096)):
        seen += len(told)
    time.sleep(later_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while told := os.read(read, 4096):
        seen += len(told)
    os.close(read)
    if os.WIFSIGNALED(status):
        return seen
    assert status == 0, "a run failed of itself"
    return None


if __name__ == "__main__":
    kill(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
