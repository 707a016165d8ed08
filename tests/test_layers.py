"""The architecture holds: rooms import only rooms below them, heavy libraries stay in theirs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 kept, 0 broken" in done.stdout


def test_every_module_says_what_it_is() -> None:
    modules = [p for p in (ROOT / "engine").rglob("*.py") if p.read_text().strip()]
    assert len(modules) > 50
    silent = [str(p.relative_to(ROOT)) for p in modules if not p.read_text().startswith('"""')]
    assert silent == []
