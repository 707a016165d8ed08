"""A model on demand says what the whole model says, and looks at no more than the goal needs."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import oracle
import programs
from preceptor.graph import CompileError, RuleGraph, compile
from preceptor.logic import Atom, LimitExceeded, Term, Theory, Var, map_atom, substituting
from preceptor.reason import Limits, Model, certify, demand, materialise, prove, query, whynot
from preceptor.reason.demand.demand import DEEPEST
from preceptor.syntax import parse_atom, parse_goal, parse_theory
from programs import Program

FEW = settings(max_examples=50, deadline=None)

ANCESTORS = {
    "right": "ancestor(X, Z) :- parent(X, Y), ancestor(Y, Z).",
    "left": "ancestor(X, Z) :- ancestor(X, Y), parent(Y, Z).",
    "both": "ancestor(X, Z) :- ancestor(X, Y), ancestor(Y, Z).",
}


def graph_of(text: str) -> RuleGraph:
    return compile(parse_theory(text))


def atoms(*texts: str) -> list[Atom]:
    return list(map(parse_atom, texts))


def answers(model: Model, goal: str) -> list[tuple[tuple[str, ...], float]]:
    found = query(model, parse_goal(goal)).answers
    return [(tuple(str(term) for _, term in a.bindings), a.confidence) for a in found]


def patterns_of(atom: Atom) -> list[Atom]:
    """The atom with some of its arguments left open, in every way."""
    kept: list[list[Term]] = [[]]
    for i, term in enumerate(atom.args):
        kept = [[*args, choice] for args in kept for choice in (term, Var(f"V{i}"))]
    return [Atom(atom.name, tuple(args), atom.negated) for args in kept]


@FEW
@given(st.one_of(programs.programs(), programs.split_programs()), st.randoms(use_true_random=False))
def test_every_call_is_answered_as_in_the_oracle(program: Program, random: Random) -> None:
    theory, facts = program
    try:
        graph = compile(theory)
    except CompileError:
        reject()  # not stratified
    known = oracle.perfect_model(theory, facts)
    calls = sorted({p for atom in known for p in patterns_of(atom)}, key=str)
    random.shuffle(calls)
    model = demand(graph, facts)
    for call in calls[:20]:
        expected = {a: label for a, label in known.items() if oracle.match(call, a, {}) is not None}
        found = {
            map_atom(call, substituting(dict(answer.bindings))): answer.confidence
            for answer in query(model, (call,)).answers
        }
        assert found.keys() == expected.keys()
        for atom, confidence in found.items():
            assert math.isclose(confidence, expected[atom][0], rel_tol=1e-11)


@FEW
@given(programs.layered_programs())
def test_proofs_are_those_of_the_whole_model(program: Program) -> None:
    theory, facts = program
    graph = compile(theory)
    whole = materialise(graph, facts)
    for atom, _ in whole:
        proof = prove(demand(graph, facts), atom)  # each asked of an empty table
        assert proof == prove(whole, atom)
        assert proof is not None
        assert certify(theory, facts, proof) == ()


@pytest.mark.parametrize("recursion", ANCESTORS)
def test_recursion_of_every_kind_ends_on_cycles(recursion: str) -> None:
    text = "ancestor(X, Y) :- parent(X, Y). " + ANCESTORS[recursion]
    ring = atoms(*(f"parent(n{i}, n{(i + 1) % 5})" for i in range(5)), "parent(other, n0)")
    model = demand(graph_of(text), ring)
    ringed = [((f"n{i}",), 1.0) for i in range(5)]
    assert answers(model, "ancestor(n2, X)") == ringed
    assert answers(model, "ancestor(X, n2)") == [*ringed, (("other",), 1.0)]
    assert answers(model, "ancestor(n2, other)") == []


def test_only_what_the_goal_needs_is_found() -> None:
    text = "ancestor(X, Y) :- parent(X, Y). " + ANCESTORS["right"]
    families = atoms(*(f"parent(p{f}_{i}, p{f}_{i + 1})" for f in range(50) for i in range(10)))
    limits = Limits(facts=11)  # ten ancestors of one person, and that nobody is above them
    model = demand(graph_of(text), families, limits)
    assert len(answers(model, "ancestor(X, p7_10)")) == 10
    with pytest.raises(LimitExceeded) as exceeded:
        materialise(graph_of(text), families, limits)
    assert exceeded.value.kind == "facts"


def test_patience_has_an_end() -> None:
    text = "ancestor(X, Y) :- parent(X, Y). " + ANCESTORS["both"]
    chain = atoms(*(f"parent(n{i}, n{i + 1})" for i in range(30)))
    model = demand(graph_of(text), chain, patience=100)
    assert answers(model, "ancestor(n29, X)") == [(("n30",), 1.0)]
    with pytest.raises(LimitExceeded) as exceeded:
        query(model, parse_goal("ancestor(n0, X)"))
    assert (exceeded.value.kind, exceeded.value.limit) == ("steps", 100)


def test_the_best_proof_counts_however_late_its_call_is_met() -> None:
    model = demand(
        graph_of(
            """
            0.5 :: reach(X, Y) :- edge(X, Y).
            0.9 :: reach(X, Y) :- road(X, Y).
            reach(X, Z) :- reach(X, Y), reach(Y, Z).
            """
        ),
        atoms("edge(a, d)", "road(a, b)", "road(b, c)", "road(c, d)", "edge(d, e)"),
    )
    assert answers(model, "reach(a, d)") == [((), 0.729)]  # 0.9 three times beats 0.5
    assert answers(model, "reach(a, X)")[-1] == (("e",), 0.3645)


def test_numbers_that_are_only_computed_can_be_asked_for() -> None:
    model = demand(graph_of("next(M) :- n(N), M = N + 1."), atoms("n(5)"))
    assert model.holds(parse_atom("next(6)"))
    assert not model.holds(parse_atom("next(7)"))
    assert answers(model, "next(X)") == [(("6",), 1.0)]


def test_recursion_without_an_end_hits_its_limit() -> None:
    graph = graph_of("n(0). n(M) :- n(N), M = N + 1. small(X) :- s(X).")
    model = demand(graph, atoms("s(a)"), Limits(rounds=100))
    assert answers(model, "small(X)") == [(("a",), 1.0)]  # does not look at n
    with pytest.raises(LimitExceeded) as exceeded:
        query(model, parse_goal("n(X)"))
    assert exceeded.value.kind == "rounds"
    assert answers(model, "small(a)") == [((), 1.0)]  # and can be asked again


def test_a_predicate_that_negates_itself_at_another_constant() -> None:
    graph = graph_of(
        """
        level(P, 1) :- low(P).
        level(P, 2) :- item(P), \\+ level(P, 1).
        """
    )
    model = demand(graph, atoms("item(a)", "item(b)", "low(b)"))
    assert answers(model, "level(a, N)") == [(("2",), 1.0)]
    assert answers(model, "level(b, N)") == [(("1",), 1.0)]


@pytest.mark.parametrize("height", [DEEPEST - 2, DEEPEST + 2])
def test_theories_of_many_layers(height: int) -> None:
    rules = "".join(f"p{i + 1}(X) :- p{i}(X), \\+ q{i}(X).\n" for i in range(height))
    model = demand(graph_of(rules), atoms("p0(a)"))
    assert model.holds(parse_atom(f"p{height}(a)"))


def test_a_long_chain_needs_no_deep_stack() -> None:
    text = "ancestor(X, Y) :- parent(X, Y). " + ANCESTORS["right"]
    chain = atoms(*(f"parent(n{i}, n{i + 1})" for i in range(3000)))
    model = demand(graph_of(text), chain)
    assert len(answers(model, "ancestor(X, n3000)")) == 3000


def test_what_is_given_and_derived() -> None:
    graph = graph_of("0.4 :: knows(X, Y) :- met(X, Y). 0.7 :: knows(a, c).")
    model = demand(graph, atoms("knows(a, b)", "met(a, b)", "met(a, c)", "met(a, d)"))
    assert answers(model, "knows(a, X)") == [(("b",), 1.0), (("c",), 0.7), (("d",), 0.4)]


def test_why_not_is_told_on_demand() -> None:
    text = "grandparent(X, Z) :- parent(X, Y), parent(Y, Z)."
    given_facts = atoms("parent(ann, bob)")
    wanted = parse_atom("grandparent(ann, cid)")
    graph = graph_of(text)
    assert whynot(demand(graph, given_facts), wanted) == whynot(
        materialise(graph, given_facts), wanted
    )


def test_a_theory_of_facts_alone() -> None:
    model = demand(compile(Theory()), atoms("p(a)"))
    assert answers(model, "p(X)") == [(("a",), 1.0)]
