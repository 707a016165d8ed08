"""Probabilities equal a count over all worlds and ProbLog's; past a size they are bounds."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, reject, settings

import oracle
import preceptor as pr
import programs
import tools
from preceptor.cli import main
from preceptor.formats import export
from preceptor.graph import compile
from preceptor.logic import Atom, Theory
from preceptor.reason import demand, materialise, probability
from preceptor.syntax import parse_atom, parse_goal, parse_theory
from programs import Program

FEW = settings(max_examples=60, deadline=None)
MOST_CHOICES = 9


def by_worlds(theory: Theory, facts: tuple[Atom, ...]) -> dict[Atom, float]:
    """Every subset of the weighted instances is a world; what follows in it is as likely as it.

    What `\\+` says is settled in the full model, whatever the weights.
    """
    known = set(oracle.perfect_model(theory, facts))
    absent = oracle.absent_from(known)
    ground = [
        (rule.weight, head, premises)
        for rule in theory.definite
        for head, premises in oracle.instances(rule, known, absent)
    ]
    certain = [(head, premises) for weight, head, premises in ground if weight == 1]
    choices = [instance for instance in ground if instance[0] < 1]
    if len(choices) > MOST_CHOICES:
        reject()
    found: dict[Atom, float] = {}
    for made in itertools.product((False, True), repeat=len(choices)):
        chosen = [
            (head, premises) for (_, head, premises), m in zip(choices, made, strict=True) if m
        ]
        likely = math.prod(
            float(weight if m else 1 - weight)
            for (weight, _, _), m in zip(choices, made, strict=True)
        )
        holds = set(facts)
        while new := {h for h, body in (*certain, *chosen) if set(body) <= holds} - holds:
            holds |= new
        for atom in holds:
            found[atom] = found.get(atom, 0.0) + likely
    return found


@FEW
@given(programs.layered_programs())
def test_as_in_a_count_over_all_worlds(program: Program) -> None:
    theory, facts = program
    expected = by_worlds(theory, facts)
    graph = compile(theory)
    for model in (materialise(graph, facts), demand(graph, facts)):
        for atom, likely in expected.items():
            found = probability(model, (atom,))
            assert found.exact
            assert math.isclose(found.lower, likely, rel_tol=1e-9)
            assert found.lower >= model.confidence(atom) - 1e-12


@settings(max_examples=15, deadline=None)
@given(programs.layered_programs())
def test_as_in_problog(program: Program) -> None:
    theory, facts = program
    model = materialise(compile(theory), facts)
    for atom, likely in tools.run_problog(export(theory, facts, "problog")).items():
        if not atom.negated:
            assert math.isclose(probability(model, (atom,)).lower, likely, abs_tol=1e-9)


ROADS = """
0.5 :: road(X, Y) :- plan(X, Y).
reach(X, Y) :- road(X, Y).
reach(X, Z) :- reach(X, Y), road(Y, Z).
0.9 :: wet(X) :- place(X).
"""


def test_values_worked_out_by_hand() -> None:
    facts = [parse_atom(f) for f in ("plan(a, b)", "plan(b, c)", "plan(a, c)", "plan(c, c)",
                                     "place(b)", "place(c)")]  # fmt: skip
    model = materialise(compile(parse_theory(ROADS)), facts)

    def likely(goal: str) -> float:
        found = probability(model, parse_goal(goal))
        assert found.exact
        return found.lower

    assert likely("reach(a, c)") == 0.625  # 1 - (1 - 0.5 * 0.5) * (1 - 0.5)
    assert likely("reach(a, _)") == 0.75  # one of two roads out of a
    assert likely("reach(a, b), wet(b)") == 0.45
    assert likely("wet(X)") == 0.99  # 1 - 0.1 * 0.1
    assert likely("reach(b, a)") == 0.0
    assert likely("place(b)") == 1.0
    # the road from a to b is one choice in both: 0.5 * P(b to c or a to c)
    assert likely("reach(a, b), reach(a, c)") == 0.375


def grid(side: int) -> list[Atom]:
    """Plans for roads to the right and downwards."""
    cells = itertools.product(range(side), repeat=2)
    return [
        parse_atom(f"plan(c{x}_{y}, c{x + dx}_{y + dy})")
        for x, y in cells
        for dx, dy in ((0, 1), (1, 0))
        if x + dx < side and y + dy < side
    ]


def test_bounds_hold_where_the_ways_are_too_many() -> None:
    model = materialise(compile(parse_theory(ROADS)), grid(4))
    goal = parse_goal("reach(c0_0, c3_3)")
    exact = probability(model, goal)
    assert exact.exact
    bounds = probability(model, goal, most=5)
    assert bounds.lower < exact.lower < bounds.upper
    assert bounds.lower >= model.confidence(parse_atom("reach(c0_0, c3_3)"))


def test_a_graph_that_is_too_large_gets_bounds_in_time() -> None:
    model = demand(compile(parse_theory(ROADS)), grid(7))  # 924 ways across
    found = probability(model, parse_goal("reach(c0_0, c6_6)"))
    assert 0 < found.lower <= found.upper < 1
    assert not found.exact


def test_the_rule_base_and_the_command_tell_probabilities(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        return main(list(arguments)), capsys.readouterr().out

    rules = tmp_path / "rules.pl"
    rules.write_text("0.9 :: p(X) :- q(X). 0.5 :: p(X) :- r(X). q(a). r(a). r(b).")
    base = pr.load(rules)
    assert base.probability("p(a)").lower == 0.95
    assert base.probability("p(X)").lower == 0.975  # 1 - 0.1 * 0.5 * 0.5
    code, out = run("query", str(rules), "-g", "p(X)", "--probability")
    assert code == 0
    assert out == "X = a (0.9), probability 0.95 ;\nX = b (0.5), probability 0.5.\n"
    code, out = run("query", str(rules), "-g", "p(a)", "--probability", "--json")
    assert json.loads(out)["answers"][0]["probability"] == {"lower": 0.95, "upper": 0.95}
    assert run("query", str(rules), "-g", "p(c)", "--probability")[0] == 1
