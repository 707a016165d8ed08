"""Facts that are missing: enough by the oracle, and as few as a person would find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

import oracle
import preceptor as pr
import programs
from preceptor.cli import main
from preceptor.graph import compile
from preceptor.logic import Atom, Const, is_ground
from preceptor.reason import abduce, demand, materialise
from preceptor.syntax import parse_atom, parse_theory, show_atom, show_literal
from programs import Program

RULES = """
grandfather(X, Z) :- father(X, Y), parent(Y, Z).
parent(X, Y) :- father(X, Y).
parent(X, Y) :- mother(X, Y).
adult(P) :- age(P, N), N >= 18.
drives(P) :- adult(P), licence(P), \\+ banned(P).
banned(P) :- fined(P), \\+ paid(P).
"""
FACTS = ("father(ann, bob)", "mother(bob, cid)", "age(ann, 30)", "age(kit, 12)", "fined(cid)",
         "age(cid, 40)", "licence(cid)")  # fmt: skip


def lacks(atom: str) -> list[tuple[list[str], list[str]]]:
    model = materialise(compile(parse_theory(RULES)), list(map(parse_atom, FACTS)))
    return [
        ([*map(show_atom, lack.facts)], [*map(show_literal, lack.where)])
        for lack in abduce(model, parse_atom(atom))
    ]


def test_sets_worked_out_by_hand() -> None:
    assert lacks("drives(ann)") == [(["licence(ann)"], [])]
    assert lacks("grandfather(ann, zoe)") == [
        (["father(bob, zoe)"], []),
        (["mother(bob, zoe)"], []),
    ]
    assert lacks("drives(kit)") == [(["age(kit, N)", "licence(kit)"], ["N >= 18"])]
    assert lacks("grandfather(ann, cid)") == []  # it holds
    assert lacks("licence(zoe)") == [(["licence(zoe)"], [])]
    # what is negated is taken as it stands: paying is not found, as it would have to undo a rule
    assert lacks("drives(cid)") == []


@settings(max_examples=8, deadline=None)
@given(programs.layered_programs())
def test_each_set_is_missing_and_enough(program: Program) -> None:
    theory, facts = program
    graph = compile(theory)
    names = sorted({term for fact in facts for term in fact.args}, key=str)[:2]
    names += [Const("y"), Const("z")]  # one may have to differ from another
    model = materialise(graph, facts)
    pairs = [(a, b) for a in names for b in names]
    for atom in [Atom(p.name, pair) for p in graph.derived for pair in pairs if p.arity == 2][:2]:
        found = abduce(model, atom)
        assert abduce(demand(graph, facts), atom) == found
        assert not (found and model.holds(atom))
        assert len({len(lack.facts) for lack in found}) <= 1
        for lack in found:
            assert {fact.predicate for fact in lack.facts} <= set(graph.inputs)
            if all(map(is_ground, lack.facts)):
                assert not set(lack.facts) & set(facts)
                assert atom in oracle.perfect_model(theory, [*facts, *lack.facts])


def test_it_is_told_where_a_goal_has_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text(RULES + "".join(f"{fact}.\n" for fact in FACTS))
    told = str(pr.load(rules).why("drives(kit)"))
    assert "it would hold with  age(kit, N), licence(kit)  where  N >= 18" in told
    assert main(["query", str(rules), "-g", "drives(kit)", "--why", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["lacks"] == [
        {"facts": ["age(kit, N)", "licence(kit)"], "where": ["N >= 18"]}
    ]
