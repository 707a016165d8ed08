"""The shipped rulesets: each is what its recorded teacher comes to, asked what was recorded."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor import harvest
from preceptor.cli import main
from preceptor.distil import Run, distil
from preceptor.domain import load_facts
from preceptor.graph import compile
from preceptor.logic import InputError, Theory
from preceptor.prolog import Worker
from preceptor.reason import materialise, violations
from preceptor.rooms import RULESETS
from preceptor.rulebase import RuleBase
from preceptor.syntax import parse_rules, rule_id

PUBLISHED = ("rules.pl", "quarantine.pl", "README.md")
ELSEWHERE = {"kinship", "algebra"}  # have tests of their own
NAMES = [name for name in domains.available() if name not in ELSEWHERE]
WITH_FACTS = [name for name in NAMES if domains.load(name).facts.exists()]
AREAS = [name for name in NAMES if name.startswith("policy/")]


def recorded(shared: Path, kind: str, name: str) -> list[dict[str, object]]:
    """The recorded lines of a domain; those of an area lie among those of all policies."""
    group, _, area = name.partition("/")
    text = (shared / "teacher" / kind / f"{group}.jsonl").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    ids = {f"{group}/{area}", f"{group}/{area}-second-author"}
    return [line for line in lines if not area or line["id"] in ids]


@cache
def responses(name: str) -> tuple[dict[str, object], ...]:
    lines = (RULESETS / name / "responses.jsonl").read_text().split("\n")
    return tuple(json.loads(line) for line in lines if line)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_files_are_those_that_distil_makes(
    name: str, prolog: Worker, tmp_path: Path
) -> None:
    copy = tmp_path / "domain"
    shutil.copytree(RULESETS / name, copy)
    published = (*PUBLISHED, "authors.json") if domains.load(name).authors else PUBLISHED
    for file in published:
        (copy / file).unlink()
    run = distil(copy, out=tmp_path / "run", student=False)
    run.publish(domains.load(copy))
    for file in published:
        made, shipped = (copy / file).read_text(), (RULESETS / name / file).read_text()
        assert made == shipped, f"{file}: preceptor distil {name} --publish makes it anew"
    is_whole(run)


def is_whole(run: Run) -> None:
    """No rule twice, none both kept and held, none of the teacher's constraints kept."""
    kept, held = Counter(map(rule_id, run.rules)), Counter(map(rule_id, run.quarantine))
    assert max([*kept.values(), *held.values()]) == 1
    assert not kept.keys() & held.keys()
    assert not any(rule.is_denial for rule in run.rules)
    assert run.metrics["consistent"] is not False


@pytest.mark.parametrize("name", NAMES)
def test_the_prompts_are_the_recorded_ones_byte_for_byte(name: str, shared: Path) -> None:
    asked = [domains.prompt_document(prompt) for prompt in domains.prompts(domains.load(name))]
    wanted = recorded(shared, "prompts", name)
    assert [json.dumps(prompt) for prompt in asked] == [json.dumps(line) for line in wanted]


@pytest.mark.parametrize("name", NAMES)
def test_the_replies_are_the_recorded_ones_verbatim(name: str, shared: Path) -> None:
    said = {(line["id"], line["sample"]): line["response"] for line in responses(name)}
    wanted = recorded(shared, "responses", name)
    assert said == {(line["id"], line["sample"]): line["response"] for line in wanted}
    assert len(responses(name)) == len(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_the_totals_on_a_card_are_those_of_the_replies(name: str) -> None:
    domain = domains.load(name)
    card = (RULESETS / name / "README.md").read_text()
    shown = {row[0]: int(row[1]) for row in re.findall(r"^\| ([a-z ]+) \| (\d+) \|", card, re.M)}
    assert shown["replies"] == len(responses(name))
    texts = [str(line["response"]) for line in responses(name)]
    assert shown["lines"] == sum(text.count("\n") + (text[-1:] != "\n") for text in texts)
    kinds = ("blank lines", "comment lines", "prose lines", "statement lines")
    assert shown["lines"] == sum(shown[kind] for kind in kinds)
    assert shown["blank lines"] == sum(not s.strip() for t in texts for s in t.splitlines())
    status: Counter[str] = Counter()
    for line in responses(name):
        topic = domain.topic(str(line["id"]).rpartition("/")[2])
        taken = harvest.read(
            str(line["response"]),
            "reply",
            reader="auto" if topic is None else topic.reader,
            signature=domain.signature,
        )
        status.update(statement.status.value for statement in taken.statements)
    assert {word: shown[word] for word in ("read", "repaired", "rejected")} == {
        word: status[word] for word in ("read", "repaired", "rejected")
    }
    assert shown["statements"] == status.total()
    assert shown["rejected"] <= 0.03 * shown["statements"]
    fates = ("accepted", "quarantined", "dropped", "undecided")
    assert shown["candidates"] == sum(shown[fate] for fate in fates)
    rules = parse_rules((RULESETS / name / "rules.pl").read_text(), "rules.pl")
    assert len(rules) == shown["accepted"]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_says_who_taught_it_and_under_which_licence(name: str) -> None:
    card = (RULESETS / name / "README.md").read_text()
    for part in (
        "- teacher: a large language model",
        "- date: 2026-11-24",
        "- licence: MIT",
        "Each (domain, sample) pair was written in one sitting with one context",
        "No temperature was set.",
        "Nobody checked or corrected the content",
        f"Made by `preceptor distil {name}`, strategy direct, seed 0.",
    ):
        assert part in card


@pytest.mark.parametrize("name", WITH_FACTS)
def test_the_example_keeps_the_constraints_and_is_answered(name: str) -> None:
    domain = domains.load(name)
    facts = load_facts(domain.facts, domain.signature)
    laws = compile(Theory(domain.constraints, domain.signature))
    assert violations(materialise(laws, facts)) == ()
    example = next(domain.facts.iterdir()).read_text()
    asked = re.search(r'preceptor query (\S+) -g "(.+)"', example)
    assert asked is not None
    assert asked[1] == name
    assert RuleBase.load(name).query(asked[2])


@pytest.mark.parametrize(
    ("name", "goal", "expected"),
    [
        ("policy/personal-loan", "approve(X)", ["ann"]),
        ("policy/personal-loan", "decline(X)", ["ben", "cleo"]),
        ("policy/emergency-triage", "level(X, 1)", ["lou"]),
        ("policy/drug-dosing-paracetamol", "must_not_take(X)", ["otto"]),
        ("policy/data-access", "read(X, payroll)", ["vera"]),
        ("policy/shipping", "refuse(X)", ["piano", "solvent"]),
        ("policy/irrigation", "alarm(X)", ["glasshouse"]),
        ("policy/building-permit", "refuse(X)", ["mill", "tower"]),
        ("animals", "-can(X, fly)", ["audrey", "moby", "pingu", "rex"]),
        ("wn18rr", "similar_to(arboreous, X)", ["wooded"]),
    ],
)
def test_rulesets_conclude_what_their_replies_say(
    name: str, goal: str, expected: list[str]
) -> None:
    answers = RuleBase.load(name).query(goal)
    assert sorted(str(dict(answer.bindings)["X"]) for answer in answers) == expected


def test_the_surer_sentiment_of_each_review_is_right() -> None:
    base = RuleBase.load("sentiment")

    def surest(goal: str) -> float:
        return max((answer.confidence for answer in base.query(goal)), default=0.0)

    for review, praised in (("r1", True), ("r2", False)):
        assert (surest(f"positive({review})") > surest(f"negative({review})")) is praised


def test_triples_of_the_networks_reach_the_rules(tmp_path: Path) -> None:
    (tmp_path / "triples.tsv").write_text("Virus\tCo-occurs_with\tBacterium\nA\tIsa\tB\n")
    domain = domains.load("umls")
    facts = load_facts(tmp_path, domain.signature)
    assert [str(fact.predicate) for fact in facts] == ["co_occurs_with/2", "isa/2"]
    relations = [d.relation for d in domain.signature.declarations]
    assert len(set(relations)) == 46
    control = domains.load("umls-anonymous").signature
    assert {d.relation for d in control.declarations} == set(relations)


def test_a_group_names_its_domains_and_a_path_out_of_it_leads_nowhere() -> None:
    assert len(AREAS) == 12
    with pytest.raises(InputError, match=r"policy is a group of domains\n.*policy/refund"):
        domains.load("policy")
    assert domains.find("policy/refund") == RULESETS / "policy" / "refund"
    for name in ("policy/../kinship", "../rulesets/kinship", "policy/refnd", "policy//refund"):
        with pytest.raises(InputError, match="there is no domain"):
            domains.load(name)


def test_every_command_takes_the_name_of_a_domain_in_a_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "policy/refund"
    (tmp_path / "reply.txt").write_text("refund(O) :- Defective(O).\n")
    assert main(["parse", "reply.txt", "--domain", name]) == 0
    assert "refund(O) :- defective(O)." in capsys.readouterr().out
    assert main(["prompts", name, "--out", "p.jsonl"]) == 0
    assert main(["query", name, "-g", "refund(kettle)", "--why"]) == 0
    assert main(["check", name]) in (0, 1)
    capsys.readouterr()
    assert main(["distil", name, "--no-student"]) == 0
    shown = capsys.readouterr().out
    assert "student: none (not asked for)" in shown
    run = Run(tmp_path / "runs" / "policy" / "refund")
    assert main(["explain", "runs/policy/refund", run.verdicts[0]["rule"]]) == 0
    assert main(["query", "policy", "-g", "refund(X)"]) == 2
    assert "policy/data-access" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("wn18rr", "a path has no one answer"),
        ("policy/refund", "no goal is a relation between two members of one sort"),
    ],
)
def test_a_run_that_can_have_no_student_says_why(name: str, reason: str, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    run = distil(name, out=tmp_path / "run")
    said = run.metrics["student"]["skipped"]
    assert reason in said
    assert f"student: none ({said})" in (run.path / "README.md").read_text()
    with pytest.raises(InputError, match="has no student"):
        _ = run.student


def test_the_readme_counts_the_rules_that_are_there() -> None:
    readme = RULESETS.parent / "README.md"
    if not readme.exists():
        pytest.skip("there is no README")  # a wheel has the rulesets, not the page that counts them
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) \| (\d+) \|", readme.read_text(), re.M)
    assert {name for name, _, _ in rows} == {n for n in NAMES if n not in AREAS}
    for name, replies, rules in rows:
        assert int(replies) == len(responses(name))
        text = (RULESETS / name / "rules.pl").read_text()
        assert int(rules) == len(parse_rules(text, "rules.pl"))
