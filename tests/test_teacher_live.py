"""`preceptor distil` with a live teacher: plan, cap, ledger, faults, grammar, Ctrl-C, bar."""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from killing import answer, journaled
from living import command, ledger
from loopback import Loopback
from preceptor import domain as domains
from preceptor.cli import main
from preceptor.domain import Domain
from preceptor.logic import Role
from preceptor.syntax import parse_rules
from preceptor.teacher import json_form, lock


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    return domains.load(domains.init("animals", tmp_path / "animals"))


def test_a_plan_tells_the_cost_and_sends_nothing(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    limits = ("--price", "2,10", "--reply-tokens", "100", "--max-cost", "0.01")
    with Loopback(answer) as server:
        assert main(command(domain, server.url, out, *limits, "--dry-run", "--json")) == 0
        assert server.attempts.total() == 0
    assert not out.exists()
    told = json.loads(capsys.readouterr().out)
    (prompt,) = domains.prompts(domain)
    size = sum(len(message.content.encode()) for message in prompt.messages)
    grammar = lock(domain.signature)
    sent = max(len(grammar.lark), len(json.dumps(grammar.json_schema)))
    most = 20 * (size + 16 * 3 + sent)  # a byte is a token at most; a frame around each message
    assert told == {
        "schema": "preceptor/plan/1",
        "requests": 20,
        "known": 0,
        "calls": 20,
        "prompt_tokens": {
            "about": 20 * sum(len(m.content.encode()) // 4 + 4 for m in prompt.messages),
            "most": most,
        },
        "completion_tokens": {"most": 2000},
        "cost": {"most": pytest.approx((most * 2 + 2000 * 10) / 1e6), "spent": 0.0},
        "spent": {"calls": 0, "prompt_tokens": 0, "completion_tokens": 0},
        "passes": "cost",
    }
    plain = command(domain, "http://127.0.0.1:9", out, "--dry-run", "--dialect", "ollama")
    assert main(plain) == 0
    shown = capsys.readouterr().out
    assert "not known: no --price" in shown
    assert f"{most - 20 * sent:>9}  at most" in shown


def test_faults_cost_retries_and_change_no_rule(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    price = ("--price", "2,10", "--licence", "CC0")
    with Loopback(answer) as server:
        assert main(command(domain, server.url, tmp_path / "calm", *price)) == 0
        assert all("tools" in body for body in server.bodies)
        assert sorted(body["seed"] for body in server.bodies) == [*range(20)]
    faults = {"429": 0.1, "500": 0.1, "reset": 0.1, "truncated": 0.05, "malformed": 0.05}
    with Loopback(answer, faults=faults, seed=2) as server:
        assert main(command(domain, server.url, tmp_path / "rough", *price)) == 0
        failed = server.fates.total() - server.fates["ok"]
        unsure = failed - server.fates["429"] - server.fates["500"]
    assert failed > 5
    for name in ("rules.pl", "replies.jsonl", "verdicts.jsonl"):
        assert (tmp_path / "calm" / name).read_bytes() == (tmp_path / "rough" / name).read_bytes()
    assert (tmp_path / "calm" / "rules.pl").read_text().count("flies(X)") > 1
    calm, rough = ledger(tmp_path / "calm"), ledger(tmp_path / "rough")
    assert (calm["retries"], rough["retries"]) == (0, failed)
    assert (calm["calls"], rough["calls"], rough["cached"]) == (20, 20, 0)
    (prompt,) = domains.prompts(domain)
    said = 20 * sum(len(message.content.split()) for message in prompt.messages)
    replies = [json.loads(line)["response"] for line in open_lines(tmp_path / "calm")]
    written = sum(len(text.split()) for text in replies)
    assert (calm["prompt_tokens"], calm["completion_tokens"]) == (said, written)
    assert calm["cost"] == pytest.approx((2 * said + 10 * written) / 1e6)
    assert calm["models"] == ["m-0613"]
    assert (calm["unsure"]["calls"], rough["unsure"]["calls"]) == (0, unsure)
    assert unsure > 0
    card = (tmp_path / "rough" / "README.md").read_text()
    for part in (
        "- answered as: m-0613",
        "- licence of what it writes: CC0",
        "- held to the domain's words by: a grammar (lark) (20 replies)",
        f"| retries | {failed} |",
        f"| perhaps billed too | {unsure} |",
        "| calls | 20 |",
        f"| cost | {calm['cost']:.6f} (at 2 and 10 a million tokens in and out) |",
    ):
        assert part in card
    told = f"teacher: 20 calls, 0 cached, {failed} retries, {said + written} tokens, cost "
    assert told in capsys.readouterr().out


def open_lines(out: Path) -> list[str]:
    return (out / "replies.jsonl").read_text().splitlines()


@pytest.mark.parametrize(
    ("cap", "raised"),
    [
        (("--max-calls", "7"), ("--max-calls", "20")),
        (("--max-cost", "0.0045", "--price", "1,1"), ("--max-cost", "1", "--price", "1,1")),
        (("--max-tokens", "4500"), ("--max-tokens", "1000000")),
    ],
)
def test_a_cap_stops_a_run_that_goes_on_under_a_higher_one(
    cap: tuple[str, ...],
    raised: tuple[str, ...],
    domain: Domain,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "run"
    with Loopback(answer) as server:
        cap = (*cap, "--dialect", "vllm")  # which counts no grammar as part of a prompt
        raised = (*raised, "--dialect", "vllm")
        assert main(command(domain, server.url, out, *cap)) == 3
        errors = capsys.readouterr().err
        assert "the limit on c" in errors or "the limit on tokens" in errors
        assert f"with a higher cap {out} goes on" in errors
        made = server.attempts.total()
        assert 0 < made < 20
        assert ledger(out)["calls"] == made == len(journaled(out))
        assert not (out / "rules.pl").exists()
        assert main(command(domain, server.url, out, *cap)) == 3  # what was spent still counts
        assert server.attempts.total() == made
        assert main(command(domain, server.url, out, *raised)) == 0
        assert server.attempts.total() == 20
    assert (ledger(out)["calls"], ledger(out)["cached"]) == (20, 0)


def test_of_a_reply_that_broke_off_only_whole_lines_are_read(
    domain: Domain, tmp_path: Path
) -> None:
    cut = "flies(X) :- bird(X), \\+ penguin(X).\nflies(X) :- bird(X)"
    with Loopback(lambda _: cut, finish="length") as server:
        assert main(command(domain, server.url, tmp_path / "run")) == 0
    rules = (tmp_path / "run" / "rules.pl").read_text()
    assert "penguin(X)" in rules
    assert "flies(X) :- bird(X)." not in rules
    assert set(journaled(tmp_path / "run").values()) == {cut}  # all of it is kept
    card = (tmp_path / "run" / "README.md").read_text()
    assert "- replies that broke off: 20; only their whole lines are read" in card


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--dialect", "ollama"), "a JSON schema (20 replies)"),
        (("--dialect", "llamacpp"), "a grammar (gbnf) (20 replies)"),
        (("--form", "none"), "the prompt only (20 replies)"),
    ],
)
def test_the_card_says_what_held_the_teacher(
    options: tuple[str, ...], said: str, domain: Domain, tmp_path: Path
) -> None:
    (rule,) = parse_rules("flies(X) :- bird(X).")
    form = json.dumps({"rules": [json_form(rule)]})
    with Loopback(
        lambda body: form if "response_format" in body else "flies(X) :- bird(X).\n"
    ) as s:
        assert main(command(domain, s.url, tmp_path / "run", *options)) == 0
    assert f"- held to the domain's words by: {said}" in (tmp_path / "run/README.md").read_text()
    assert "flies(X) :- bird(X)." in (tmp_path / "run" / "rules.pl").read_text()


def test_no_grammar_of_rules_goes_with_a_prompt_for_sentences(
    domain: Domain, tmp_path: Path
) -> None:
    assert domain.signature.declarations[2].role is Role.DERIVED
    settings = domain.settings.read_text()
    extra = '[[topics]]\nname = "words"\nreader = "english"\nprompt = "Say it in words."\n'
    domain.settings.write_text(f"{settings}\n{extra}")
    with Loopback(answer) as server:
        assert main(command(domains.load(domain.path), server.url, tmp_path / "run")) == 0
    sentences = [b for b in server.bodies if "Say it in words." in b["messages"][1]["content"]]
    assert len(sentences) == 20
    assert all(("tools" in body) is (body not in sentences) for body in server.bodies)


def test_ctrl_c_keeps_every_reply_that_was_sent(domain: Domain, tmp_path: Path) -> None:
    out = tmp_path / "run"
    with Loopback(answer, delay_s=0.15) as server:
        words = command(domain, server.url, out, "--concurrency", "4")
        process = subprocess.Popen(
            [sys.executable, "-m", "preceptor.cli", *words], stderr=subprocess.PIPE, text=True
        )
        until = time.monotonic() + 60
        while server.answered.total() < 5 and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 130
        assert f"interrupted; the same command goes on with {out}" in errors
        made = server.attempts.total()
        assert made < 20
        assert set(journaled(out)) == set(server.answered)
        assert main(words) == 0
        assert server.attempts.total() == 20


def test_the_bar_shows_what_it_cost_so_far(
    domain: Domain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("preceptor.cli.progress.PATIENCE_S", -1.0)
    with Loopback(answer) as server:
        assert main(command(domain, server.url, tmp_path / "run", "--price", "2,10")) == 0
    costs = re.findall(r"(\d+)/20  (\d+) calls, (\d+) tokens, cost ([\d.]+)", screen.getvalue())
    assert [(int(done), int(calls)) for done, calls, _, _ in costs] == [
        (n, n) for n in range(1, 21)
    ]
    assert float(costs[-1][3]) == pytest.approx(ledger(tmp_path / "run")["cost"], abs=5e-5)
