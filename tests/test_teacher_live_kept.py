"""What a live teacher said, kept: journals that runs share, exports, batches."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from killing import answer
from living import command, ledger
from loopback import Loopback
from preceptor import domain as domains
from preceptor.cli import main
from preceptor.domain import Domain
from preceptor.teacher import lock


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    return domains.load(domains.init("animals", tmp_path / "animals"))


def test_one_journal_serves_several_runs(domain: Domain, tmp_path: Path) -> None:
    shared = ("--journal", str(tmp_path / "shared.sqlite3"))
    with Loopback(answer) as server:
        for name in ("one", "two"):
            assert main(command(domain, server.url, tmp_path / name, *shared)) == 0
        assert server.attempts.total() == 20
        assert (ledger(tmp_path / "two")["calls"], ledger(tmp_path / "two")["cached"]) == (0, 20)
        again = (*shared, "--record", "record")
        assert main(command(domain, server.url, tmp_path / "three", *again)) == 2
        assert server.attempts.total() == 20
        fresh = (*shared, "--record", "refresh")
        assert main(command(domain, server.url, tmp_path / "four", *fresh)) == 0
        assert server.attempts.total() == 40
    assert not (tmp_path / "one" / "journal.sqlite3").exists()


def test_an_export_replays_without_a_server(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Loopback(answer) as server:
        assert main(command(domain, server.url, tmp_path / "run")) == 0
        url = server.url
    export = tmp_path / "export.jsonl"
    assert main(["journal", "export", str(tmp_path / "run"), "--out", str(export)]) == 0
    replay = ("--record", "replay", "--journal", str(export))
    assert main(command(domain, url, tmp_path / "again", *replay)) == 0
    assert (tmp_path / "again" / "rules.pl").read_bytes() == (
        tmp_path / "run" / "rules.pl"
    ).read_bytes()
    assert main(["journal", "verify", str(export)]) == 0
    capsys.readouterr()
    lines = export.read_text().splitlines()
    export.write_text("\n".join([lines[0].replace("flies", "swims", 1), *lines[1:]]))
    assert main(["journal", "verify", str(export)]) == 1
    assert "export.jsonl:1:1" in capsys.readouterr().err
    assert main(command(domain, url, tmp_path / "third", *replay)) == 2
    errors = capsys.readouterr().err
    assert "export.jsonl:1:1" in errors
    assert "1 of 20 requests have no reply" in errors
    refused = ("--journal", str(export))
    assert main(command(domain, url, tmp_path / "fourth", *refused)) == 2
    assert "can only be replayed" in capsys.readouterr().err


def test_the_journal_is_told_of(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    with Loopback(answer) as server:
        main(command(domain, server.url, out))
    capsys.readouterr()
    assert main(["journal", "stats", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["replies"], told["models"], told["damaged"]) == (20, {"m-0613": 20}, [])
    assert told["prompt_tokens"] == ledger(out)["prompt_tokens"]
    assert main(["journal", "prune", str(out), "--before", "2999-01-01"]) == 0
    assert "pruned             20" in capsys.readouterr().out
    assert main(["journal", "verify", str(tmp_path)]) == 2
    assert main(["journal", "export", str(out)]) == 2
    assert main(["journal", "prune", str(out), "--before", "soon"]) == 2


def test_a_batch_is_written_and_its_output_taken(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, asked, done = tmp_path / "run", tmp_path / "batch.jsonl", tmp_path / "output.jsonl"
    nowhere = "http://127.0.0.1:9/v1"
    assert main(command(domain, nowhere, out, "--batch-out", str(asked))) == 0
    assert not out.exists()
    lines = [json.loads(line) for line in asked.read_text().splitlines()]
    assert len({line["custom_id"] for line in lines}) == 20
    assert {(line["method"], line["url"]) for line in lines} == {("POST", "/v1/chat/completions")}
    grammar = lines[0]["body"]["tools"][0]["custom"]["format"]["grammar"]["definition"]
    assert grammar == lock(domain.signature).lark
    done.write_text("".join(f"{json.dumps(batched(line))}\n" for line in reversed(lines)))
    capsys.readouterr()
    assert main(command(domain, nowhere, out, "--batch-in", str(done), "--record", "replay")) == 2
    errors = capsys.readouterr().err
    assert "18 replies taken, 2 lines refused" in errors
    assert re.search(r"output.jsonl:19:1: \w+: the batch has no reply: expired", errors)
    assert re.search(r"output.jsonl:20:1: \w+: the batch has no reply: 429 slow", errors)
    assert "2 of 20 requests have no reply" in errors
    with Loopback(answer) as server:
        # Keys know no address: the run goes on with a server, and asks what the batch left.
        assert main(command(domain, server.url, out)) == 0
        assert server.attempts.total() == 2
    assert ledger(out)["calls"] == 20


def batched(line: dict[str, Any]) -> dict[str, Any]:
    """A line of a batch's output, as OpenAI writes it; the first two samples failed."""
    number = line["body"]["seed"]
    custom = {"name": "rules", "input": answer(line["body"])}
    message = {"content": None, "tool_calls": [{"type": "custom", "custom": custom}]}
    body = {"model": "m-1", "choices": [{"message": message, "finish_reason": "stop"}]}
    response = {"status_code": 200, "request_id": "r", "body": body}
    error = None
    if number == 0:
        response = {"status_code": 429, "request_id": "r", "body": {"error": {"message": "slow"}}}
    if number == 1:
        response, error = None, {"code": "batch_expired", "message": "expired"}  # type: ignore[assignment]
    return {"id": "b", "custom_id": line["custom_id"], "response": response, "error": error}
