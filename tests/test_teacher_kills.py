"""Killed at any moment: no reply that was acknowledged is lost, and none is asked for twice.

`PRECEPTOR_KILLS=1000` (in `make soak`) kills that often.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from killing import PARALLEL, SAMPLES, answer, journaled
from loopback import Loopback
from preceptor import domain as domains

KILLS = int(os.environ.get("PRECEPTOR_KILLS", "20"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed runs are forked")
def test_a_killed_run_loses_and_repeats_nothing(tmp_path: Path) -> None:
    domain = str(domains.init("animals", tmp_path / "animals"))
    with Loopback(answer, delay_s=0.01, keep=False) as server:
        unbroken, *runs = _killed(server, domain, tmp_path)
    rules = (unbroken.out / "rules.pl").read_bytes()
    texts = journaled(unbroken.out)
    assert rules.count(b"flies(X)") > 1
    assert len(texts) == SAMPLES
    assert unbroken.again == unbroken.kills == 0
    for run in runs:
        assert (run.out / "rules.pl").read_bytes() == rules
        assert journaled(run.out) == texts
    again = sum(run.again for run in runs)
    assert sum(run.kills for run in runs) == KILLS
    # Under way when a process was killed: no more than it asked at once.
    assert again <= KILLS * PARALLEL
    print(f"{KILLS} kills, {len(runs)} runs: 0 replies lost, 0 asked twice once acknowledged;")
    answered = sum(run.answered for run in runs)
    print(f"{again} under way when killed were sent again, under the idempotency key of the first")
    print(f"time; {answered} of them were so answered twice, the first time to nobody")


@dataclass(frozen=True)
class Told:
    """A run that came to its end: how often it was killed, how many requests it sent again, and how
    many of these the server had answered before."""

    out: Path
    kills: int
    again: int
    answered: int


def _killed(server: Loopback, domain: str, folder: Path) -> list[Told]:
    """What each run came to; that nothing is lost or asked twice is asserted on the way."""
    command = [sys.executable, str(Path(__file__).with_name("killing.py"))]
    command += [server.url, domain, str(folder), str(KILLS), "7"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    runs: list[Told] = []
    kills, before, answered = 0, server.attempts.copy(), server.answered.copy()
    paid: dict[str, int] = {}  # attempts at each request when it was found in the journal
    texts: dict[str, str] = {}
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        for line in process.stdout:
            told = json.loads(line)
            made = server.attempts - before
            assert all(made[key] == count for key, count in paid.items())
            if "whole" in told:
                again = made.total() - SAMPLES
                twice = (server.answered - answered).total() - SAMPLES
                runs.append(Told(Path(told["out"]), kills, again, twice))
                kills, before, answered = 0, server.attempts.copy(), server.answered.copy()
                paid, texts = {}, {}
                continue
            kills += 1
            known = told["known"]
            assert told["acknowledged"] <= len(known)
            assert texts.items() <= known.items()  # what was there once stays
            texts = known
            paid |= {key: made[key] for key in known.keys() - paid.keys()}
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0
    return runs
