"""What a run with a live teacher refuses, and keeps to itself: options, domains, keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from living import command
from loopback import Loopback
from preceptor import domain as domains
from preceptor.cli import main
from preceptor.domain import Domain

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    return domains.load(domains.init("animals", tmp_path / "animals"))


@pytest.mark.parametrize("fate", ["ok", "401", "400", "500"])
def test_no_file_and_no_message_holds_the_key(
    fate: str,
    domain: Domain,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The server repeats the key in replies and errors; then every file of the run is searched."""
    monkeypatch.setenv("PRECEPTOR_TEST_KEY", KEY)
    said = f"% {KEY}\nflies(X) :- bird(X).\nknows({KEY!r}).\n"
    key = "other" if fate == "401" else KEY
    script = (f"echo-{fate}",) * 40 if fate in ("400", "500") else ()
    with Loopback(lambda _: said, key=key, script=script) as server:
        words = command(
            domain, server.url, tmp_path / "run", "--key-env", "PRECEPTOR_TEST_KEY", "-v"
        )
        code = main([*words, "--concurrency", "2", "--samples", "2", "--retries", "1"])
        assert server.headers
        assert all(h["authorization"] == f"Bearer {KEY}" for h in server.headers)
    assert code == (0 if fate == "ok" else 2)
    captured = capsys.readouterr()
    assert KEY not in captured.out + captured.err
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) > 5
    for file in files:
        assert KEY.encode() not in file.read_bytes(), file
    if fate == "ok":
        assert "[key]" in (tmp_path / "run" / "replies.jsonl").read_text()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--teacher", "openai:https://api.openai.com/v1#m"), "variable OPENAI_API_KEY"),
        (("--teacher", "openai:https://host/v1#m", "--key-env", "NO_KEY"), "variable NO_KEY"),
        (("--teacher", "openai:https://host/v1#m"), "no key for host"),
        (("--teacher", "openai:http://host/v1#m"), "http to host would send"),
        (("--teacher", "openai:http://localhost"), "openai:URL#MODEL is expected"),
        (("--teacher", "opnai:http://localhost#m"), "did you mean 'openai'"),
        (("--max-cost", "1"), "a cap on cost needs prices"),
        (("--price", "cheap"), "are no prices"),
        (("--form", "gbnf"), "openai takes no grammar as gbnf"),
        (("--temperature", "9"), "a number from 0 to 2"),
        (("--journal", "{domain}/domain.toml"), "cannot be used as a journal"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_sent(
    words: tuple[str, ...],
    error: str,
    domain: Domain,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    out = tmp_path / "run"
    more = [word.format(domain=domain.path) for word in words]
    assert main([*command(domain, "http://127.0.0.1:9", out), *more]) == 2
    assert error in capsys.readouterr().err
    assert not out.exists() or os.listdir(out) == []


@pytest.mark.parametrize(
    ("name", "error"), [("policy", "is a group"), ("algebra", "is about identities")]
)
def test_a_live_teacher_is_for_one_domain_of_rules(
    name: str, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["distil", name, "--teacher", "openai:http://localhost#m", "--out", str(tmp_path / "r")]
    assert main(words) == 2
    assert error in capsys.readouterr().err
