"""README.md and engine/ARCHITECTURE.md run: their examples print what they say."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "engine/ARCHITECTURE.md")


def _blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / document).read_text(), re.DOTALL)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_its_python_runs(document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = "\n".join(_blocks(document, "python"))
    session = doctest.DocTestParser().get_doctest(text, {}, document, document, 0)
    assert session.examples, f"{document} shows no python example"
    assert doctest.DocTestRunner().run(session).failed == 0


@pytest.mark.parametrize("document", DOCUMENTS)
def test_its_commands_print_what_it_says(document: str) -> None:
    """A console block is `$ command` lines, each followed by its exact output."""
    shown = [
        part
        for block in _blocks(document, "console")
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]
    ]
    assert shown, f"{document} shows no command"
    for part in shown:
        command, _, expected = part.partition("\n")
        words = shlex.split(command)
        assert words[0] == "preceptor"
        done = subprocess.run(
            [sys.executable, "-m", "preceptor.cli", *words[1:]],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.stdout.rstrip() == expected.rstrip(), done.stderr
