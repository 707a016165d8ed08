"""Answers that a constraint forbids are marked with it, in words and in the document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from preceptor.cli import main
from preceptor.rulebase import RuleBase
from preceptor.syntax import parse_atom, parse_rules, parse_theory

RULES = "0.5 :: aunt(X, Y) :- near(X, Y). 0.4 :: aunt(X, Y) :- near(Y, X)."
CONSTRAINTS = """
% @id women
:- aunt(X, _), male(X).
% @id one
:- aunt(X, Z), aunt(Y, Z), X \\= Y.
% @id known
:- aunt(X, _), \\+ seen(X).
"""


def base(*facts: str) -> RuleBase:
    constraints = parse_rules(CONSTRAINTS)
    atoms = tuple(map(parse_atom, facts))
    return RuleBase(parse_theory(RULES), constraints=constraints, facts=atoms)


def test_an_answer_that_breaks_a_constraint_names_it() -> None:
    answers = base("near(ann, bob)", "male(bob)").query("aunt(X, Y)")
    assert str(answers) == "X = ann, Y = bob (0.5) ;\nX = bob, Y = ann (0.4), forbidden by women."


def test_a_constraint_over_two_answers_forbids_neither() -> None:
    answers = base("near(ann, cid)", "near(eve, cid)").query("aunt(X, cid)")
    assert answers.forbidden == (None, None)


def test_a_fact_given_is_part_of_what_an_answer_meets() -> None:
    answers = base("aunt(eve, cid)", "near(ann, cid)").query("aunt(X, cid)")
    assert answers.forbidden == (None, "one")


def test_what_the_facts_break_already_is_no_fault_of_the_answer() -> None:
    answers = base("aunt(bob, cid)", "male(bob)", "near(bob, dan)").query("aunt(bob, dan)")
    assert answers.forbidden == (None,)


def test_a_conjunction_is_forbidden_by_any_of_its_atoms() -> None:
    answers = base("near(ann, bob)", "male(bob)").query("near(X, Y), aunt(Y, X)")
    assert answers.forbidden == ("women",)


def test_the_document_says_who_forbids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "domain.toml").write_text(
        '[predicates.aunt]\nargs = ["who", "who"]\n[predicates.near]\nargs = ["who", "who"]\n'
        '[predicates.male]\nargs = ["who"]\n[predicates.seen]\nargs = ["who"]\n[sorts.who]\n'
        'type = "symbol"\n'
    )
    (tmp_path / "constraints.pl").write_text(CONSTRAINTS)
    (tmp_path / "rules.pl").write_text(RULES)
    (tmp_path / "facts.pl").write_text("near(ann, bob). male(bob).")
    files = [str(tmp_path / "rules.pl"), "--facts", str(tmp_path / "facts.pl")]
    assert main(["query", *files, "-g", "aunt(X, Y)", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [answer["forbidden_by"] for answer in document["answers"]] == [None, "women"]
