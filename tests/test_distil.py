"""Direct distillation: what is kept and why, the same bytes however often a run is broken off."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.distil import Event, Run, distil
from preceptor.distil.rulefile import rule_file
from preceptor.distil.undone import undone_sections
from preceptor.distil.votes import Votes
from preceptor.domain import Domain
from preceptor.logic import Code, InputError, Origin, Rule, TeacherError
from preceptor.syntax import parse_rules, rule_id
from preceptor.teacher import Reply, Request

REPLIES = {
    0: "flies(X) :- bird(X), \\+ penguin(X).\n0.9 :: flies(X) :- bird(X).\n",
    1: (
        "% from memory\nflies(Y) :- \\+ penguin(Y), bird(Y).\n0.8 :: flies(A) :- bird(A).\n"
        ":- flies(X), penguin(X).\n"
    ),
}
STAGES = ("ask", "harvest", "wishes", "check", "graph", "student", "card")


@pytest.fixture(scope="module")
def domain(tmp_path_factory: pytest.TempPathFactory) -> Domain:
    """The new domain of `init`, with two recorded replies to its one prompt."""
    folder = domains.init("animals", tmp_path_factory.mktemp("d") / "animals")
    (prompt,) = domains.prompts(domains.load(folder))
    records = [
        {"id": prompt.id, "sample": n, "key": Request(prompt.messages, n).key, "response": text}
        for n, text in REPLIES.items()
    ]
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    (folder / "responses.jsonl").write_text(text)
    return domains.load(folder)


@pytest.fixture(scope="module")
def run(domain: Domain, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return distil(domain, out=tmp_path_factory.mktemp("run"))


def contents(path: Path) -> dict[str, bytes]:
    """All files of a run but the one that holds times."""
    files = (p for p in path.rglob("*") if p.is_file() and p.name != "timing.json")
    return {str(p.relative_to(path)): p.read_bytes() for p in files}


def test_every_candidate_is_kept_or_dropped_for_a_reason(run: Run) -> None:
    assert [(row["stated"], row["verdict"]) for row in run.verdicts] == [
        ("flies(X) :- bird(X), \\+ penguin(X).", "kept"),
        ("0.9 :: flies(X) :- bird(X).", "kept"),
        ("flies(Y) :- \\+ penguin(Y), bird(Y).", "dropped"),
        ("0.8 :: flies(A) :- bird(A).", "dropped"),
        (":- flies(X), penguin(X).", "quarantined"),
    ]
    assert run.metrics["counts"] == {
        "replies": 2,
        "unreadable": 0,
        "statements": 5,
        "rejected": {},
        "candidates": 5,
        "accepted": 2,
        "repaired": 0,
        "quarantined": 1,
        "quarantined_by": {"P308": 1},
        "dropped": {"P303": 2},
        "undecided": 0,
    }
    assert all(row["findings"] for row in run.verdicts if row["verdict"] != "kept")


def test_rules_are_written_to_be_read_again(run: Run) -> None:
    expected = parse_rules(
        "flies(X) :- bird(X), \\+ penguin(X).\n0.8 :: flies(X) :- bird(X)."  # the low median
    )
    assert run.rules.rules == expected
    assert run.quarantine == parse_rules(":- flies(X), penguin(X).")
    assert run.constraints == parse_rules(":- flies(X), penguin(X).")
    assert run.graph.theory.rules == (*expected, *run.constraints)


def test_a_rule_is_explained_by_all_who_said_it(run: Run) -> None:
    weighted = run.rules.rules[1]
    story = run.explain(rule_id(weighted))
    assert (story.text, story.verdict, story.score) == ("0.8 :: flies(X) :- bird(X).", "kept", 1.0)
    assert [(s.reply, s.line, s.text, s.verdict) for s in story.statements] == [
        ("animals/flies#0", 2, "0.9 :: flies(X) :- bird(X).", "kept"),
        ("animals/flies#1", 3, "0.8 :: flies(A) :- bird(A).", "dropped"),
    ]
    assert Code.WEIGHT_CLASH in [finding["code"] for finding in story.findings]
    assert run.explain(rule_id(weighted)[:6]) == story
    with pytest.raises(InputError, match="no rule 'nonsense'"):
        run.explain("nonsense")


def test_a_run_says_who_taught_it_and_what_was_dropped(run: Run) -> None:
    card = (run.path / "README.md").read_text()
    for part in ("| P303 | says the same as another rule | dropped | 2 |", "strategy direct"):
        assert part in card


def test_a_card_names_what_was_not_asked_for(run: Run) -> None:
    card = (run.path / "README.md").read_text()
    section = card.partition("## Not done\n\n")[2].partition("\n\n")[0]
    assert [line.split(":")[0] for line in section.splitlines()] == [
        "- likelihood",
        "- paraphrase",
        "- refinement",
    ]
    assert undone_sections({"probes": {}, "refinement": {}}, has_critic=True) == []
    (section,) = undone_sections({"probes": {}}, has_critic=True)
    assert section.splitlines()[2:] == [
        "- refinement: no conflict was put back to the teacher (`--refine`)"
    ]


def test_a_run_without_a_student_says_why(run: Run) -> None:
    assert "no goal is a relation" in run.metrics["student"]["skipped"]
    with pytest.raises(InputError, match="has no student"):
        _ = run.student


def test_the_same_settings_give_the_same_bytes(run: Run, domain: Domain, tmp_path: Path) -> None:
    again = distil(domain, out=tmp_path / "again")
    assert contents(again.path) == contents(run.path)


def test_a_finished_run_does_nothing_again(run: Run, domain: Domain) -> None:
    events: list[Event] = []
    distil(domain, out=run.path, progress=events.append)
    assert [(event.stage, event.note) for event in events] == [
        (stage, "done before") for stage in STAGES
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_a_run_broken_off_goes_on_to_the_same_bytes(
    stage: str, run: Run, domain: Domain, tmp_path: Path
) -> None:
    def stop(event: Event) -> None:
        if event.stage == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        distil(domain, out=tmp_path / "run", progress=stop)
    with pytest.raises(InputError, match=r"broken off\n.*preceptor distil animals --out"):
        Run(tmp_path / "run")
    assert contents(distil(domain, out=tmp_path / "run").path) == contents(run.path)


KILLED = """
import os, sys
from preceptor.distil import distil

def kill(event):
    if (event.stage, event.done) == (sys.argv[3], int(sys.argv[4])):
        os.kill(os.getpid(), int(sys.argv[5]))

distil(sys.argv[1], out=sys.argv[2], progress=kill)
"""


@pytest.mark.parametrize(
    ("stage", "done", "number"),
    [("ask", 1, signal.SIGKILL), ("check", 0, signal.SIGINT), ("graph", 0, signal.SIGKILL)],
)
def test_a_killed_process_leaves_a_run_that_goes_on(
    stage: str, done: int, number: int, run: Run, domain: Domain, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    command = [sys.executable, "-c", KILLED, domain.path, out, stage, str(done), str(int(number))]
    killed = subprocess.run(command, capture_output=True, check=False)
    assert killed.returncode != 0
    assert (out / "config.json").exists()
    assert not (out / "metrics.json").exists()
    assert contents(distil(domain, out=out).path) == contents(run.path)


def test_a_folder_of_another_run_is_refused(run: Run, domain: Domain) -> None:
    before = contents(run.path)
    with pytest.raises(InputError, match="a run of other settings: seed 0, not 1"):
        distil(domain, out=run.path, seed=1)
    assert contents(run.path) == before


def test_an_edit_of_the_domain_redoes_what_depends_on_it(tmp_path: Path) -> None:
    folder = domains.init("animals", tmp_path / "animals")
    teacher = Scripted("flies(X) :- bird(X).\n")
    distil(folder, out=tmp_path / "run", teacher=teacher, samples=2)
    edited = ":- flies(X), bird(X), penguin(X).\n"
    (folder / "constraints.pl").write_text(edited)
    run = distil(folder, out=tmp_path / "run", teacher=teacher, samples=2)
    assert run.constraints == parse_rules(edited)
    assert run.graph.theory.denials == run.constraints
    assert teacher.asked == 2


def test_a_run_broken_off_while_it_is_redone_is_no_finished_run(tmp_path: Path) -> None:
    folder = domains.init("animals", tmp_path / "animals")
    teacher = Scripted("flies(X) :- bird(X).\n")
    distil(folder, out=tmp_path / "run", teacher=teacher)
    (folder / "constraints.pl").write_text("")

    def stop(event: Event) -> None:
        if event.stage == "graph":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        distil(folder, out=tmp_path / "run", teacher=teacher, progress=stop)
    with pytest.raises(InputError, match="broken off"):
        Run(tmp_path / "run")


class Scripted:
    """Gives one text to every request, and counts them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = 0

    def ask(self, request: Request) -> Reply:
        self.asked += 1
        return Reply(self.text, request.key)


def test_an_edited_prompt_misses_and_leaves_its_request(domain: Domain, tmp_path: Path) -> None:
    settings = domain.settings.read_text().replace("every rule", "each rule")
    (tmp_path / "domain.toml").write_text(settings)
    (tmp_path / "responses.jsonl").write_bytes(domain.responses.read_bytes())
    with pytest.raises(TeacherError, match="text changed since the reply animals/flies#0"):
        distil(tmp_path, out=tmp_path / "run")
    assert (tmp_path / "run" / "requests.jsonl").read_text().count("\n") == 2


def test_a_hostile_reply_changes_nothing_but_the_counts(domain: Domain, tmp_path: Path) -> None:
    text = f"flies(X) :- bird(X).\n{'[' * 5_000_000}\n\x00\x1b[2J:- shell(x).\n\ud800\n"
    teacher = Scripted(text)
    run = distil(domain.path, out=tmp_path / "run", teacher=teacher, student=False)
    assert [str(rule) for rule in run.rules] == ["flies(X) :- bird(X)."]
    assert b"\x1b" not in (run.path / "README.md").read_bytes()
    assert run.metrics["student"] == {"skipped": "not asked for"}
    totals = run.metrics["harvest"]
    lines = sum(totals[part] for part in ("blank", "comment", "prose", "statement_lines"))
    assert totals["lines"] == lines
    statements = sum(totals[part] for part in ("read", "repaired", "rejected"))
    assert totals["statements"] == statements


def test_published_files_take_the_place_of_none_but_their_own(run: Run, tmp_path: Path) -> None:
    domain = domains.load(domains.init("animals", tmp_path / "animals"))
    run.publish(domain)
    run.publish(domain)
    assert parse_rules(domain.rules.read_text()) == run.rules.rules
    assert "## Student" not in (domain.path / "README.md").read_text()
    (domain.path / "README.md").write_text("My notes.\n")
    domain.rules.unlink()
    with pytest.raises(InputError, match=r"README\.md was not made by preceptor distil"):
        run.publish(domain)
    assert not domain.rules.exists()


def test_an_unknown_strategy_names_those_there_are(domain: Domain, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no strategy 'drect'\n.*did you mean 'direct'"):
        distil(domain, out=tmp_path, strategy="drect")
    with pytest.raises(InputError, match="is no run folder"):
        Run(tmp_path)


def stated(text: str, sample: int) -> Rule:
    (rule,) = parse_rules(text)
    return Rule(rule.head, rule.body, rule.weight, origin=Origin(f"d/t#{sample}", 1, 1))


def test_votes_count_the_samples_that_state_a_rule() -> None:
    often = [
        stated("p(X) :- q(X), r(X).", 0),
        stated("p(Y) :- r(Y), q(Y).", 0),  # the same sample again
        stated("0.7 :: p(X) :- q(X), r(X).", 3),
    ]
    once = stated("p(X) :- q(X).", 1)
    votes = Votes.count([*often, once])
    assert [votes.score(rule) for rule in often] == [2 / 3] * 3
    assert votes.score(once) == 1 / 3
    assert votes.score(stated("p(X) :- s(X).", 0)) == 0


def test_a_rule_file_does_not_depend_on_the_order_of_its_rules() -> None:
    domain = domains.load("kinship")
    rules = parse_rules(
        "0.5 :: son(X, Y) :- wife(X, Y).\nson(X, Y) :- p(X, Z), q(Z, Y).\nfather(a, b).\n"
        "son(X, Y) :- daughter(X, Y).\nother(X) :- male(X).\n-son(X, Y) :- wife(X, Y).\n"
    )
    text = rule_file(domain, rules)
    assert text == rule_file(domain, rules[::-1])
    assert [str(rule) for rule in parse_rules(text)] == [
        "father(a, b).",
        "son(X, Y) :- daughter(X, Y).",
        "son(X, Y) :- p(X, Z), q(Z, Y).",
        "0.5 :: son(X, Y) :- wife(X, Y).",
        "-son(X, Y) :- wife(X, Y).",
        "other(X) :- male(X).",
    ]
    assert {rule_id(rule) for rule in parse_rules(text)} == {rule_id(rule) for rule in rules}
