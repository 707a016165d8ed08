"""The toplevel without a terminal: golden transcripts, and the modes of the core.

A transcript is a pair of files in golden/shell: NAME.in is fed line by line, NAME.out is what a
person would then see. PRECEPTOR_UPDATE=1 rewrites them; the difference is for a person to review.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from preceptor.rulebase import RuleBase
from preceptor.shell import Outcome, ShellCore

GOLDEN = Path(__file__).parent / "golden" / "shell"
SCRIPTS = sorted(GOLDEN.glob("*.in"))


def transcript(core: ShellCore, lines: list[str]) -> str:
    """What the screen shows: each prompt with the line typed, and what was written after it.

    The key that asks for the next answer is not echoed.
    """
    shown = []
    for line in lines:
        if core.halted:
            break
        waiting = core.waits and line in (";", "", ".")
        shown.append(core.feed(line) if waiting else f"{core.prompt}{line}\n{core.feed(line)}")
    return "".join(shown)


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= 7


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_golden_transcript(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    core = ShellCore(RuleBase())
    shown = transcript(core, script.read_text(encoding="utf-8").splitlines())
    assert core.halted
    expected = script.with_suffix(".out")
    if os.environ.get("PRECEPTOR_UPDATE"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")
