"""Fixtures that every test file may use."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from preceptor.logic import Unavailable
from preceptor.prolog import Worker, swipl
from preceptor.teacher import GgufTeacher, open_local

# Where the tests run in the background of a shell, SIGINT is ignored and processes inherit that;
# tests that send Ctrl-C to a process need it to be heard.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """The same cases in every run; `--hypothesis-seed`, as `make soak` gives it, draws others."""
    settings.register_profile("same", derandomize=True)
    if config.getoption("--hypothesis-seed") is None:
        settings.load_profile("same")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public data that some tests want; CI sets PRECEPTOR_SHARED."""
    folder = os.environ.get("PRECEPTOR_SHARED")
    if not folder:
        pytest.skip("PRECEPTOR_SHARED is not set")  # data with licences of its own: not shipped
    path = Path(folder).resolve()
    if not path.is_dir():
        pytest.fail(f"PRECEPTOR_SHARED={folder} is not a folder")
    return path


def _required(part: str) -> bool:
    return part in os.environ.get("PRECEPTOR_REQUIRE", "").split(",")


@pytest.fixture(scope="session")
def needs_swipl() -> None:
    """Without SWI-Prolog a test is skipped; CI sets PRECEPTOR_REQUIRE, and there it fails."""
    if swipl() is None:
        if _required("swipl"):
            pytest.fail("PRECEPTOR_REQUIRE=swipl, but there is no swipl on the path")
        pytest.skip("swipl is not installed")  # all but what compares with it works without it


@pytest.fixture(scope="session")
def prolog(needs_swipl: None) -> Iterator[Worker]:
    """SWI-Prolog, started once."""
    with Worker() as worker:
        yield worker


@pytest.fixture(scope="session")
def smollm2() -> Iterator[GgufTeacher]:
    """The small real model, loaded once; what `needs_swipl` says holds for it too."""
    try:
        teacher = open_local("gguf:smollm2")
    except Unavailable as missing:
        if _required("smollm2"):
            pytest.fail(f"PRECEPTOR_REQUIRE=smollm2, but {missing}")
        pytest.skip(str(missing))  # its package may be out of reach; all else works without it
    assert isinstance(teacher, GgufTeacher)
    yield teacher
    teacher.close()
