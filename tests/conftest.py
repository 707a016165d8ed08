"""Fixtures that every test file may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public data that some tests want; CI sets PRECEPTOR_SHARED."""
    folder = os.environ.get("PRECEPTOR_SHARED")
    if not folder:
        pytest.skip("PRECEPTOR_SHARED is not set: this test reads data that is not shipped")
    path = Path(folder).resolve()
    if not path.is_dir():
        pytest.fail(f"PRECEPTOR_SHARED={folder} is not a folder")
    return path
