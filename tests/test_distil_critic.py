"""Runs with a critic, and with a question for what is missing: what their files and cards say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loopback import Loopback
from preceptor import domain as domains
from preceptor.cli import main
from preceptor.distil import distil
from preceptor.distil.likelihoods import Critic
from preceptor.domain import Domain
from preceptor.logic import TeacherError
from preceptor.syntax import rule_id
from probing import Oracle, rule

PROBE = """\
[[questions]]
holds = ["flies(X) :- bird(X)."]
fails = ["swims(X) :- bird(X).", "sings(X) :- bird(X)."]
[[questions]]
holds = ["swims(X) :- penguin(X)."]
fails = ["flies(X) :- penguin(X).", "sings(X) :- penguin(X)."]
"""
MORE = """
[predicates.swims]
args = ["animal"]
role = "derived"
text = "{0} swims"
[predicates.sings]
args = ["animal"]
role = "derived"
text = "{0} sings"
"""
SAID = """\
flies(X) :- bird(X).
swims(X) :- bird(X), penguin(X).
sings(X) :- bird(X), happy(X).
"""
# Of rules with one body; the sentences differ in what follows "then X ".
LIKELY = {"flies": -1.0, "swims": -2.0, "sings": -3.0}


class Knowing:
    """Finds an end of a sentence as likely as its last word is; of penguins, swimming."""

    def score(self, pairs: Any) -> tuple[float, ...]:
        def one(before: str, after: str) -> float:
            word = after.split()[-1]
            swims = "penguin" in before and "bird" not in before and word == "swims"
            return 0.0 if swims else LIKELY[word]

        return tuple(one(*pair) for pair in pairs)


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    made = domains.load(domains.init("animals", tmp_path / "animals"))
    made.settings.write_text(made.settings.read_text() + MORE)
    (made.path / "probes").mkdir(exist_ok=True)
    (made.path / domains.PROBE).write_text(PROBE)
    (made.path / "responses.jsonl").write_text(
        json.dumps({"id": "animals/flies", "sample": 0, "response": SAID})
    )
    return domains.load(made.path)


def imported(domain: Domain) -> Domain:
    """With the key of the prompt that the reply answers."""
    replies = domain.path / "given.jsonl"
    domain.responses.rename(replies)
    assert main(["import", str(domain.path), str(replies)]) == 0
    return domain


def test_a_critic_tells_of_each_rule_and_decides_nothing(domain: Domain, tmp_path: Path) -> None:
    imported(domain)
    plain = distil(domain, out=tmp_path / "plain", student=False)
    run = distil(domain, out=tmp_path / "run", student=False, critic=Critic("knowing", Knowing()))
    for name in ("rules.pl", "verdicts.jsonl", "replies.jsonl"):
        assert (run.path / name).read_bytes() == (plain.path / name).read_bytes()
    assert not (plain.path / "likelihood.json").exists()
    found = json.loads((run.path / "likelihood.json").read_text())
    assert (found["model"], found["measured"]) == ("knowing", True)
    assert found["probe"]["auc"] == 7.5 / 8  # of -1, 0 over -2, -3, -1, -3: one tie
    assert found["left_out"] == 0
    told = {one["text"]: one for one in found["rules"]}
    assert set(told) == {"flies(X) :- bird(X).", "swims(X) :- bird(X), penguin(X)."}
    flies, swims = told["flies(X) :- bird(X)."], told["swims(X) :- bird(X), penguin(X)."]
    assert flies == {
        "rule": rule_id(rule("flies(X) :- bird(X).")),
        "text": "flies(X) :- bird(X).",
        "score": -1.0,
        "place": 1,
        "of": 3,
        "rival": "swims(X) :- bird(X).",
        "margin": 1.0,
    }
    assert (swims["score"], swims["place"], swims["margin"]) == (-2.0, 2, -1.0)
    card = (run.path / "README.md").read_text()
    assert "knowing finds 1 of 2 rules likelier than any other conclusion" in card
    assert "by chance it were 0.7" in card
    assert "| `swims(X) :- bird(X), penguin(X).` | -2.00 | 2 of 3 | `flies(X) :-" in card


def test_a_critic_that_may_be_guessing_measures_nothing(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(domain)
    run = distil(domain, out=tmp_path / "run", student=False, critic=Critic("fool", Oracle({})))
    found = json.loads((run.path / "likelihood.json").read_text())
    assert found["measured"] is False
    assert "rules" not in found
    card = (run.path / "README.md").read_text()
    assert "## Likelihood\n\nnot measured: fool: it may be guessing here: 0." in card
    (domain.path / domains.PROBE).unlink()
    other = distil(domain, out=tmp_path / "no", student=False, critic=Critic("fool", Oracle({})))
    assert "not measured: fool: animals has no statements" in (other.path / "README.md").read_text()
    # Of a rule that was not measured, explain says nothing.
    capsys.readouterr()
    flies = rule_id(rule("flies(X) :- bird(X)."))
    assert main(["explain", str(run.path), flies]) == 0
    assert "likelihood" not in capsys.readouterr().out


def test_of_rules_of_another_form_a_critic_says_nothing(domain: Domain, tmp_path: Path) -> None:
    facts = '[[questions]]\nholds = ["flies(owl)."]\nfails = ["flies(cow)."]\n'
    (domain.path / domains.PROBE).write_text(facts)

    class Ornithologist:
        def score(self, pairs: Any) -> tuple[float, ...]:
            return tuple(float("wl" in "".join(pair).lower()) for pair in pairs)

    run = distil(
        imported(domain), out=tmp_path / "r", student=False, critic=Critic("o", Ornithologist())
    )
    found = json.loads((run.path / "likelihood.json").read_text())
    assert (found["measured"], found["rules"], found["left_out"]) == (True, [], 2)
    card = (run.path / "README.md").read_text()
    assert "## Likelihood\n\nnot measured: no rule has the form of the domain's labelled" in card


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--critic", "gguf:none.gguf"), "none.gguf"),
        (("--critic", "teacher"), "the teacher of this run tells no likelihoods"),
        (("--critic", "openai:x"), "gguf:FILE, hf:DIR or teacher is expected"),
    ],
)
def test_what_cannot_be_a_critic_is_refused(
    words: tuple[str, ...],
    error: str,
    domain: Domain,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "run"
    assert main(["distil", str(domain.path), "--out", str(out), *words]) == 2
    assert error in capsys.readouterr().err
    assert not out.exists()


# Wishes -----------------------------------------------------------------------------------------


def test_what_replies_use_beyond_the_words_is_on_the_card(domain: Domain, tmp_path: Path) -> None:
    run = distil(imported(domain), out=tmp_path / "run", student=False)
    found = json.loads((run.path / "wishes.json").read_text())
    assert (found["answers"], found["open"]) == (0, False)
    (happy,) = found["wishes"]
    assert (happy["predicate"], happy["uses"], happy["args"]) == ("happy/1", 1, ["animal"])
    assert happy["replies"] == ["animals/flies#0"]
    card = (run.path / "README.md").read_text()
    assert "| `happy/1` | 1 | 0 | 1 |  | `sings(X) :- bird(X), happy(X).` |" in card
    assert '[predicates.happy]\nargs = ["animal"]\nrole = "input"\ntext = "{0} is happy"\n' in card


def test_a_question_that_nobody_recorded_is_left_open(domain: Domain, tmp_path: Path) -> None:
    out = tmp_path / "run"
    distil(imported(domain), out=out, student=False, wishes=True)
    (line,) = (out / "requests.jsonl").read_text().splitlines()
    asked = json.loads(line)
    assert "Which predicates are missing" in asked["messages"][1]["content"]
    answer = tmp_path / "answer.jsonl"
    answer.write_text(json.dumps({**asked, "response": "moults(X): X loses its feathers"}))
    assert main(["import", str(domain.path), str(answer)]) == 0
    distil(domains.load(domain.path), out=out, student=False, wishes=True)
    assert not (out / "requests.jsonl").exists()
    found = json.loads((out / "wishes.json").read_text())
    assert [wish["predicate"] for wish in found["wishes"]] == ["happy/1", "moults/1"]
    assert found["wishes"][1]["text"] == "{0} loses its feathers"


def test_a_live_teacher_is_asked_once_without_a_lock(
    domain: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def say(body: Any) -> str:
        is_wish = "Which predicates are missing" in body["messages"][1]["content"]
        return "eats(X, Y): X eats Y\n" if is_wish else SAID

    out = tmp_path / "run"
    words = ["distil", str(domain.path), "--out", str(out), "--no-student", "--wishes"]
    words += ["--samples", "2"]
    with Loopback(say) as server:
        live = [*words, "--teacher", f"openai:{server.url}#m"]
        assert main([*live, "--dry-run", "--json"]) == 0
        planned = json.loads(capsys.readouterr().out)
        assert (planned["calls"], planned["later"]["calls"]) == (2, {"most": 1})
        assert server.attempts.total() == 0
        assert main(live) == 0
        assert server.attempts.total() == 3
        assert main(live) == 0
        assert server.attempts.total() == 3
    locked = ["tools" in body for body in server.bodies]
    assert sorted(locked) == [False, True, True]
    shown = capsys.readouterr().out
    assert f"used or asked for: happy/1, eats/2 ({out / 'wishes.json'})" in shown
    ledger = json.loads((out / "ledger.json").read_text())
    assert ledger["calls"] == 3


def test_a_live_teacher_who_does_not_answer_leaves_the_run_to_go_on(
    domain: Domain, tmp_path: Path
) -> None:
    class Silent:
        def ask(self, request: Any) -> Any:
            raise TeacherError("no")

    with pytest.raises(TeacherError):
        distil(domain, out=tmp_path / "run", teacher=Silent(), wishes=True, student=False)
