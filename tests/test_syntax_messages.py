"""Every broken text of tests/golden/syntax gets just the messages beside it.

A case is NAME.pl with NAME.txt: the clauses that are read all the same, then the faults.
PRECEPTOR_UPDATE_GOLDEN=1 rewrites the .txt files; read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from preceptor.syntax import read_rules, show_theory

CASES = sorted((Path(__file__).parent / "golden" / "syntax").glob("*.pl"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 17


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_messages(case: Path) -> None:
    rules, faults = read_rules(case.read_bytes().decode(), case.name)
    found = "\n".join([show_theory(rules), *map(str, faults)]) + "\n"
    expected = case.with_suffix(".txt")
    if os.environ.get("PRECEPTOR_UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert faults
