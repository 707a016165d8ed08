"""Runs with a live teacher for tests: their command, and what their ledger says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from preceptor.domain import Domain


def command(domain: Domain, url: str, out: Path, *more: str) -> list[str]:
    return [
        "distil", str(domain.path), "--teacher", f"openai:{url}#m", "--out", str(out),
        "--no-student", "--samples", "20", *more,
    ]  # fmt: skip


def ledger(out: Path) -> dict[str, Any]:
    return json.loads((out / "ledger.json").read_text())
