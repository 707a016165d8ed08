"""The kinship rule base is what its recorded teacher comes to, and every rule of it has a story."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.distil import Run, distil
from preceptor.domain import Domain, load_facts
from preceptor.graph import compile
from preceptor.logic import Theory
from preceptor.prolog import Worker
from preceptor.reason import materialise, violations
from preceptor.syntax import parse_atom, parse_rules, rule_id


@pytest.fixture(scope="module")
def run(prolog: Worker, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run without a student. It asks for SWI-Prolog, whose agreement is part of the card."""
    return distil("kinship", out=tmp_path_factory.mktemp("run") / "kinship", student=False)


@pytest.fixture(scope="module")
def kinship() -> Domain:
    return domains.load("kinship")


def test_the_shipped_files_are_those_that_distil_makes(
    run: Run, kinship: Domain, tmp_path: Path
) -> None:
    copy = tmp_path / "kinship"
    shutil.copytree(kinship.path, copy)
    run.publish(domains.load(copy))
    for name in ("rules.pl", "quarantine.pl", "README.md"):
        made, shipped = (copy / name).read_text(), (kinship.path / name).read_text()
        assert made == shipped, f"{name}: preceptor distil kinship --publish makes it anew"


def test_every_line_and_candidate_is_accounted_for(run: Run) -> None:
    totals, counts = run.metrics["harvest"], run.metrics["counts"]
    parts = ("blank", "comment", "prose", "statement_lines")
    assert totals["lines"] == sum(totals[part] for part in parts)
    assert totals["statements"] == totals["read"] + totals["repaired"] + totals["rejected"]
    assert totals["rejected"] == sum(counts["rejected"].values())
    assert totals["read"] + totals["repaired"] >= 0.97 * totals["statements"]
    replies = [record.text.split("\n") for record in run.replies]
    lines = sum(len(reply) - (reply[-1] == "") for reply in replies)
    assert (len(replies), totals["lines"]) == (92, lines)
    assert counts["candidates"] == (
        counts["accepted"]
        + counts["quarantined"]
        + sum(counts["dropped"].values())
        + counts["undecided"]
    )


def test_every_kept_rule_is_explained_by_a_line_of_a_reply(run: Run) -> None:
    replies = {f"{record.id}#{record.sample}": record.text for record in run.replies}
    kept = list(run.rules)
    assert len(kept) == run.metrics["counts"]["accepted"]
    assert len({rule_id(rule) for rule in kept}) == len(kept)
    for rule in kept[::20]:
        story = run.explain(rule_id(rule))
        assert story.verdict in ("kept", "repaired")
        assert 0 < story.score <= 1
        for statement in story.statements:
            line = replies[statement.reply].split("\n")[statement.line - 1]
            said = "".join(statement.text.split())
            assert (
                said.rstrip(".") in "".join(line.split())
                or statement.operators
                or ("plain-english" in statement.reply)
            )


def test_what_is_quarantined_is_in_no_rule_base(run: Run) -> None:
    kept = {rule_id(rule) for rule in run.rules}
    held = {rule_id(rule) for rule in run.quarantine}
    assert held
    assert not kept & held
    assert not any(rule.is_denial for rule in run.rules)


def test_the_example_family_keeps_the_constraints(kinship: Domain) -> None:
    facts = load_facts(kinship.facts, kinship.signature)
    people = {term for atom in facts for term in atom.args}
    gendered = [atom for atom in facts if atom.name in ("male", "female")]
    assert len(people) == len(gendered) == 14
    graph = compile(Theory(kinship.constraints, kinship.signature))
    assert violations(materialise(graph, facts)) == ()


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("female(walter).", "one-gender"),
        ("father(oscar, bob).", "one-father"),
        ("mother(alice, bob).", "one-mother"),
        ("uncle(bob, bob).", None),
        ("son(walter, george).", None),
        ("wife(frank, alice).", None),
    ],
)
def test_each_kind_of_constraint_can_be_broken(
    broken: str, constraint: str | None, kinship: Domain
) -> None:
    facts = load_facts(kinship.facts, kinship.signature)
    graph = compile(Theory(kinship.constraints, kinship.signature))
    found = violations(materialise(graph, (*facts, parse_atom(broken))))
    assert found
    assert constraint in {violation.denial.name for violation in found}


def test_the_rules_conclude_what_the_family_is(kinship: Domain) -> None:
    rules = parse_rules(kinship.rules.read_text(), "rules.pl")
    facts = load_facts(kinship.facts, kinship.signature)
    model = materialise(compile(Theory(rules, kinship.signature)), facts)
    for true in (
        "grandfather(walter, bob)",
        "grandfather(oscar, bob)",
        "grandmother(edith, emma)",
        "uncle(bob, ivy)",
        "aunt(alice, clara)",
        "niece(ivy, bob)",
        "brother(jack, ivy)",
        "father_in_law(oscar, george)",
        "son_in_law(henry, helen)",
        "granddaughter(ivy, george)",
    ):
        assert model.confidence(parse_atom(true)) >= 0.9, true
