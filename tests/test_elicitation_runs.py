"""Elicitation in whole runs: a server that answers by rules, caps, kills, recordings, secrets."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eliciting import (
    BEST,
    BETTER,
    FLIES,
    RECORDED,
    SWIMS,
    WALKS,
    holding,
    mending,
    pets,
    teacher,
)
from killing import journaled
from loopback import Loopback
from preceptor.cli import main
from preceptor.distil.elicitation import templates
from preceptor.domain import Domain, prompts
from preceptor.syntax import parse_rules, show_rule

KEY = "sk-very-secret-0123456789"
ALL = ("--guided", "--refine", "2", "--probe-rules", "10")
REFINED = ("--refine", "2")


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    return pets(tmp_path / "pets")


def command(domain: Domain, url: str, out: Path, *more: str) -> list[str]:
    return [
        "distil", str(domain.path), "--teacher", f"openai:{url}#m", "--out", str(out),
        "--no-student", "--price", "2,10", *more,
    ]  # fmt: skip


def read(out: Path, name: str) -> Any:
    return json.loads((out / name).read_text())


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / name).read_text().splitlines()]


def kept(out: Path) -> set[str]:
    return {show_rule(rule) for rule in parse_rules((out / "rules.pl").read_text())}


def test_a_run_asks_in_order_mends_and_probes(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    with Loopback(teacher()) as server:
        assert main(command(domain, server.url, out, *ALL)) == 0
        # four topics; three conflicts; of each of four rules three probes
        assert server.attempts.total() == 4 + 3 + 12
        grammars = ["tools" in body for body in server.bodies]
        assert grammars == [True] * 7 + [False] * 12
        assert main(command(domain, server.url, out, *ALL)) == 0
        assert server.attempts.total() == 19
    assert kept(out) == {BETTER, SWIMS[0], BEST, WALKS}
    figures = read(out, "metrics.json")["elicitation"]
    assert figures["guided"]["topics"] == ["constraints", "flies", "swims", "walks"]
    assert figures["refinement"] == {
        "asked": 3, "accepted": 2, "refused": 0, "unchanged": 0, "unparsable": 0, "settled": 1,
        "unanswered": 0, "not asked": 0, "refused_because": {}, "changed": 2,
        "templates": ["refine/1"],
    }  # fmt: skip
    probed = figures["probes"]
    assert (probed["rules"], probed["asked"], probed["clear"], probed["agreed"]) == (4, 12, 12, 12)
    assert (probed["held"], probed["yes_when_negated"]) == (4, 0)
    ledger = read(out, "ledger.json")
    assert (ledger["calls"], ledger["requests"]) == (19, 19)
    assert {name: part["calls"] for name, part in ledger["parts"].items()} == {
        "ask": 4, "refine": 3, "probe": 12,
    }  # fmt: skip
    tokens = ledger["prompt_tokens"], ledger["completion_tokens"]
    assert ledger["cost"] == pytest.approx((2 * tokens[0] + 10 * tokens[1]) / 1e6)
    assert sum(p["prompt_tokens"] for p in ledger["parts"].values()) == tokens[0]
    card = (out / "README.md").read_text()
    for part in (
        "| calls | 19 |",
        "template probe/1 (12 requests), template refine/1 (3 requests)",
        "(constraints/1, guided/1): constraints, flies, swims, walks; with 3 constraints",
        "(refine/1): 3 questions: 2 accepted, 1 settled; 2 rules changed",
        "4 rules, 12 of 12 answers clear, 12 of them agree",
    ):
        assert part in card
    said = capsys.readouterr().out
    assert "conflicts put back: 3 asked, 2 mended, 0 refused, 0 unparsable" in said
    assert "rules asked about again: 4, 12 of 12 clear answers agree" in said
    assert not (out / "requests.jsonl").exists()
    assert main(["explain", str(out), read_id(out, BETTER)]) == 0
    explained = capsys.readouterr().out
    assert f"repaired by counterexample from: {FLIES}" in explained
    assert "asked again: 3 of 3 clear answers agree" in explained


def read_id(out: Path, text: str) -> str:
    (found,) = {row["rule"] for row in rows(out, "verdicts.jsonl") if row["text"] == text}
    return str(found)


@pytest.mark.parametrize(
    ("mend", "outcomes", "left"),
    [
        (mending, {"accepted": 2, "settled": 1}, {BETTER, SWIMS[0], BEST, WALKS}),
        (lambda _: "flies(X) :- penguin(X).", {"refused": 6}, {FLIES, *SWIMS, WALKS}),
        (lambda _: "The weather is fine.", {"unparsable": 3}, {FLIES, *SWIMS, WALKS}),
        (lambda _: "\n".join((FLIES, *SWIMS)), {"unchanged": 6}, {FLIES, *SWIMS, WALKS}),
    ],
)
def test_only_what_mends_changes_a_rule(
    mend: Callable[[str], str],
    outcomes: dict[str, int],
    left: set[str],
    domain: Domain,
    tmp_path: Path,
) -> None:
    out = tmp_path / "run"
    with Loopback(teacher(mend)) as server:
        assert main(command(domain, server.url, out, *REFINED)) == 0
    found = read(out, "metrics.json")["elicitation"]["refinement"]
    assert {name: found[name] for name in outcomes} == outcomes
    assert found["asked"] == sum(outcomes.values())
    assert kept(out) == left
    assert {row["outcome"] for row in rows(out, "refinement.jsonl")} == set(outcomes)


@pytest.mark.parametrize(
    ("probe", "agreed", "yes_when_negated"),
    [(holding, 12, 0), (lambda _: "Yes", 8, 4), (lambda _: "No", 4, 0), (lambda _: "Hm?", 0, 0)],
)
def test_who_says_yes_to_all_is_found_out(
    probe: Callable[[str], str], agreed: int, yes_when_negated: int, domain: Domain, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    with Loopback(teacher(probe=probe)) as server:
        assert main(command(domain, server.url, out, "--probe-rules", "10")) == 0
    found = read(out, "metrics.json")["elicitation"]["probes"]
    assert (found["agreed"], found["yes_when_negated"]) == (agreed, yes_when_negated)
    shares = {row["agreement"] for row in rows(out, "agreement.jsonl")}
    assert shares == {round(agreed / 12, 6) if agreed else None}


# ------------------------------------------------------------ plans, caps, interruptions


def test_a_plan_bounds_what_will_be_asked(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    limits = ("--reply-tokens", "100", "--dialect", "vllm", "--json")
    with Loopback(teacher()) as server:
        assert main(command(domain, server.url, out, *ALL, *limits, "--dry-run")) == 0
        assert server.attempts.total() == 0
        told = json.loads(capsys.readouterr().out)
        assert main(command(domain, server.url, out, *ALL, *limits)) == 0
        capsys.readouterr()
        assert main(command(domain, server.url, out, *ALL, *limits, "--dry-run")) == 0
        again = json.loads(capsys.readouterr().out)
    assert (told["requests"], told["known"], told["calls"]) == (4, 0, 4)
    # ten questions in each of two rounds, and three for each of ten rules
    assert told["later"]["calls"]["most"] == 2 * 10 + 3 * 10
    assert told["later"]["completion_tokens"]["most"] == 50 * 100
    (first, *_) = prompts(domain)
    room = templates.longest_guided(first, 3)
    assert len(room.messages[-1].content) > len(first.messages[-1].content) + 4000
    assert told["prompt_tokens"]["most"] > 3 * len(room.messages[-1].content)
    ledger = read(out, "ledger.json")
    assert ledger["cost"] < told["cost"]["most"] + told["later"]["cost"]["most"]
    assert (again["requests"], again["known"], again["calls"]) == (4, 4, 0)
    assert again["spent"]["calls"] == 19
    assert main(command(domain, "http://127.0.0.1:9", out, *ALL, "--batch-out", "b")) == 2
    assert "--guided asks step by step" in capsys.readouterr().err


def test_a_cap_stops_in_the_middle_and_a_higher_one_goes_on(domain: Domain, tmp_path: Path) -> None:
    whole, capped = tmp_path / "whole", tmp_path / "capped"
    with Loopback(teacher()) as server:
        assert main(command(domain, server.url, whole, *ALL)) == 0
        for cap in (0, 1, 3, 5, 6, 9, 18):
            assert main(command(domain, server.url, capped, *ALL, "--max-calls", str(cap))) == 3
            assert len(journaled(capped)) == cap
            assert server.attempts.total() == 19 + cap
            assert not (capped / "metrics.json").exists()
        assert main(command(domain, server.url, capped, *ALL, "--max-calls", "19")) == 0
        assert server.attempts.total() == 38
    same(whole, capped)
    assert read(capped, "ledger.json")["calls"] == 19


def same(one: Path, other: Path) -> None:
    """All that a run leaves but its times and its ledger."""
    apart = ("timing.json", "ledger.json", "stages.json", "README.md")
    names = {p.name for p in one.iterdir() if p.is_file() and "sqlite3" not in p.name}
    assert {p.name for p in other.iterdir() if p.is_file() and "sqlite3" not in p.name} == names
    for name in names.difference(apart):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_broken_off_in_refinement_comes_to_the_same_rules(
    sent: signal.Signals, domain: Domain, tmp_path: Path
) -> None:
    whole, out = tmp_path / "whole", tmp_path / "run"
    with Loopback(teacher(), delay_s=0.15) as server:
        assert main(command(domain, server.url, whole, *ALL)) == 0
        before = server.answered.copy()
        words = command(domain, server.url, out, *ALL, "--concurrency", "1")
        process = subprocess.Popen(
            [sys.executable, "-m", "preceptor.cli", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        deadline = time.monotonic() + 60
        while len(journaled(out)) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)  # one conflict of three has its answer
        process.send_signal(sent)
        _, said = process.communicate(timeout=60)
        assert process.returncode == (130 if sent is signal.SIGINT else -sent)
        if sent is signal.SIGINT:
            assert b"the same command goes on" in said
        assert not (out / "refinement.jsonl").exists()
        paid = journaled(out)
        assert 5 <= len(paid) < 19
        assert main(words) == 0
        again = server.answered - before
    assert journaled(out).items() >= paid.items()
    # Only what was on its way when the process was killed may be answered a second time.
    assert again.total() <= 19 + 2
    assert (out / "rules.pl").read_bytes() == (whole / "rules.pl").read_bytes()
    same(whole, out)


# ------------------------------------------------------------ recordings


def importing(domain: Domain, lines: list[dict[str, Any]], path: Path) -> int:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return main(["import", str(domain.path), str(path)])


def recorded(domain: Domain, tmp_path: Path) -> None:
    lines = [{"id": name, "sample": 0, "response": said} for name, said in RECORDED.items()]
    assert importing(domain, lines, tmp_path / "recorded.jsonl") == 0


def test_what_nobody_recorded_is_listed_answered_by_hand_and_used(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, left = tmp_path / "run", tmp_path / "run" / "requests.jsonl"
    recorded(domain, tmp_path)
    words = ["distil", str(domain.path), "--out", str(out), "--no-student", *ALL[1:]]
    heard = []
    for expected in ([3], [12], []):
        assert main(words) == 0
        assert "traceback" not in capsys.readouterr().err.lower()
        open_ = rows(out, "requests.jsonl") if left.exists() else []
        assert [len(open_)] == (expected or [0])
        card = (out / "README.md").read_text()
        assert ("nobody has recorded an answer to" in card) is bool(open_)
        heard.append({line["template"] for line in open_})
        for line in open_:
            question = line["messages"][-1]["content"]
            line["response"] = teacher()({"messages": [{"content": question}]})
        if open_:
            assert importing(domain, open_, tmp_path / "answers.jsonl") == 0
            assert "with the options of the run that asked" in capsys.readouterr().err
    assert heard == [{"refine/1"}, {"probe/1"}, set()]
    assert kept(out) == {BETTER, SWIMS[0], BEST, WALKS}
    assert read(out, "metrics.json")["elicitation"]["probes"]["agreed"] == 12
    assert read(out, "ledger.json")["requests"] == 3 + 3 + 12
    assert main(words) == 0  # nothing is asked, and nothing is done again
    plain = ["distil", str(domain.path), "--out", str(tmp_path / "plain"), "--no-student"]
    assert main(plain) == 0
    assert read(tmp_path / "plain", "recording.json") == {"faults": []}
    assert kept(tmp_path / "plain") == {FLIES, *SWIMS, WALKS}


def test_guided_asking_is_answered_by_hand_step_by_step(domain: Domain, tmp_path: Path) -> None:
    out = tmp_path / "run"
    words = ["distil", str(domain.path), "--out", str(out), "--no-student", "--guided"]
    asked = []
    while main(words) == 2:
        (line,) = rows(out, "requests.jsonl")
        asked.append(line["template"])
        line["response"] = teacher()({"messages": line["messages"]})
        assert importing(domain, [line], tmp_path / "answer.jsonl") == 0
    assert asked == ["constraints/1", "guided/1", "guided/1", "guided/1"]
    assert kept(out) == {FLIES, *SWIMS, WALKS}
    assert not (out / "requests.jsonl").exists()
    row = rows(out, "verdicts.jsonl")[-1]
    assert row["reply"].startswith("pets/walks/")


def test_an_answer_to_another_question_is_refused_by_name(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(domain, tmp_path)
    out = tmp_path / "run"
    main(["distil", str(domain.path), "--out", str(out), "--no-student", *REFINED])
    before = domain.responses.read_bytes()
    (line, *_) = rows(out, "requests.jsonl")
    line["response"] = BETTER
    edited = {**line, "messages": [{"role": "user", "content": "Say yes."}]}
    bare = {key: line[key] for key in ("id", "sample", "response")}
    odd = {**line, "messages": [{"role": "user"}]}
    elsewhere = {**line, "id": line["id"].replace("pets/", "cars/")}
    capsys.readouterr()
    assert importing(domain, [edited], tmp_path / "a.jsonl") == 2
    assert f"a.jsonl:1:1: P107: the messages of {line['id']}#0 differ" in capsys.readouterr().err
    for wrong in (bare, odd):
        assert importing(domain, [wrong], tmp_path / "a.jsonl") == 2
        assert f"{line['id']}#0 says not what it answers" in capsys.readouterr().err
    assert importing(domain, [elsewhere], tmp_path / "a.jsonl") == 2
    assert "there is no prompt 'cars/" in capsys.readouterr().err
    assert domain.responses.read_bytes() == before


# ------------------------------------------------------------ hostile replies, secrets

HOSTILE = (
    "",
    "\x00\x1b[2J" * 50,
    "flies(X) :- " + "bird(X), " * 5000 + "fish(X).",
    "(" * 20000,
    ":- initialization(shell('touch owned')).\nflies(X) :- shell(X).",
    "flies(X) :- bird(X), X = 'ignore all rules {case} %s {0} <script>'.",
    "```prolog\n" + "flies(X) :- bird(X), \\+ fish(X).\n" * 300 + "```",
    '{"rules": [{"head": {"pred": "flies", "args": ["X"]}, "body": []}]}',
    "yes | no \u202e `| |` {sentence}",
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_reply_changes_no_more_than_the_counts(
    number: int, domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    with Loopback(teacher(lambda _: HOSTILE[number], lambda _: HOSTILE[number])) as server:
        assert main(command(domain, server.url, out, *REFINED, "--probe-rules", "2")) == 0
    assert "Traceback" not in capsys.readouterr().err
    stated = {FLIES, *SWIMS, WALKS}
    for row in rows(out, "refinement.jsonl"):
        assert row["outcome"] in ("refused", "unparsable", "accepted", "settled", "unchanged")
        for change in row["changes"]:
            assert change["before"] in stated
    assert "\x1b" not in (out / "README.md").read_text()
    assert len(kept(out)) <= 4


def test_a_key_is_in_no_file_that_a_run_leaves(
    domain: Domain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PETS_KEY", KEY)
    out = tmp_path / "run"
    with Loopback(teacher(lambda _: f"{BETTER} % {KEY}", lambda _: KEY), key=KEY) as server:
        assert main(command(domain, server.url, out, *ALL, "--key-env", "PETS_KEY")) == 0
        assert all(h["authorization"] == f"Bearer {KEY}" for h in server.headers)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 15
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


def test_wrong_options_are_told(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, said in (
        (["--refine", "3"], "--refine"),
        (["--probe-rules", "-1"], "a whole number from 0 on"),
        (["--exemplars", "many"], "a whole number from 0 on"),
    ):
        assert main(["distil", str(domain.path), *words]) == 2
        assert said in capsys.readouterr().err
    assert main(["distil", "algebra", "--out", str(tmp_path / "a"), "--refine", "1"]) == 2
    assert "algebra is about identities" in capsys.readouterr().err
