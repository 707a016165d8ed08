"""A model that is brought up to date equals a fresh one: facts, confidences, heights, proofs."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import programs
from preceptor.graph import CompileError, RuleGraph, compile
from preceptor.logic import Atom, InputError, LimitExceeded, Rule, Theory
from preceptor.reason import Limits, Model, demand, materialise, prove, update
from preceptor.syntax import parse_atom, parse_rules, parse_theory
from programs import Program

FEW = settings(max_examples=80, deadline=None)


def content(model: Model) -> dict[Atom, tuple[int, int]]:
    """Every atom with the cost and height of its best proof."""
    symbols = model.store.symbols
    return {
        Atom(predicate.name, symbols.args(row), predicate.negated): label
        for predicate in model.predicates
        for row, label in model.rows(predicate).items()
    }


def assert_as_fresh(model: Model, graph: RuleGraph, facts: set[Atom]) -> None:
    fresh = materialise(graph, model.facts)
    assert set(model.facts) == facts
    assert content(model) == content(fresh)
    assert model.rounds == fresh.rounds
    for atom, _ in fresh:
        assert prove(model, atom) == prove(fresh, atom)  # the indices are up to date too


@FEW
@given(
    st.one_of(programs.programs(), programs.split_programs()),
    programs.programs(),
    st.randoms(use_true_random=False),
)
def test_facts_come_and_go(program: Program, other: Program, random: Random) -> None:
    theory, facts = program
    try:
        graph = compile(theory)
    except CompileError:
        reject()
    pool = [*facts, *(fact for fact in other[1] if fact not in facts)]
    held = set(facts)
    model = materialise(graph, facts)
    for _ in range(4):
        chosen = random.sample(pool, min(len(pool), random.randint(1, 3)))
        add = [fact for fact in chosen if random.random() < 0.6]
        remove = [fact for fact in chosen if fact not in add]
        model = update(model, add=add, remove=remove)
        held = held - set(remove) | set(add)
        assert_as_fresh(model, graph, held)


@FEW
@given(programs.programs(), st.randoms(use_true_random=False))
def test_rules_come_and_go(program: Program, random: Random) -> None:
    theory, facts = program
    rules: list[Rule] = []
    model = materialise(compile(Theory()), facts)
    pool = list(theory.rules)
    for _ in range(6):
        rule = random.choice(pool)
        changed = [r for r in rules if r != rule] if rule in rules else [*rules, rule]
        try:
            graph = compile(Theory(tuple(changed)))
        except CompileError:
            continue
        rules = changed
        model = update(model, graph=graph)
        assert_as_fresh(model, graph, set(facts))


CHAIN = "reach(X, Y) :- edge(X, Y). reach(X, Z) :- reach(X, Y), edge(Y, Z)."


def edges(first: int, last: int) -> list[Atom]:
    return [parse_atom(f"edge(n{i}, n{i + 1})") for i in range(first, last)]


def test_what_a_change_does_not_touch_is_shared() -> None:
    graph = compile(parse_theory(CHAIN + " big(X) :- size(X, N), N > 3."))
    model = materialise(graph, [*edges(0, 10), parse_atom("size(a, 5)")])
    later = update(model, add=[parse_atom("size(b, 9)")])
    by_name = {p.name: p for p in model.predicates}
    assert later.rows(by_name["reach"]) is model.rows(by_name["reach"])
    assert later.rows(by_name["big"]) is not model.rows(by_name["big"])
    assert len(model.rows(by_name["big"])) == 1  # the old model is as it was
    assert len(later.rows(by_name["big"])) == 2


def test_a_surer_rule_makes_what_rests_on_it_surer() -> None:
    facts = edges(0, 3)
    rules = "0.5 :: step(X, Y) :- edge(X, Y). path(X, Z) :- step(X, Y), step(Y, Z)."
    model = materialise(compile(parse_theory(rules)), facts)
    path = parse_atom("path(n0, n2)")
    assert model.confidence(path) == 0.25
    surer = parse_rules("0.9 :: step(n0, n1) :- edge(n0, n1).")
    theory = Theory((*parse_rules(rules), *surer))
    later = update(model, graph=compile(theory))
    assert later.confidence(path) == 0.45
    back = update(later, graph=model.graph)
    assert content(back) == content(model)


def test_a_fact_that_is_given_after_it_was_derived() -> None:
    graph = compile(parse_theory("0.5 :: p(X) :- q(X). r(X) :- p(X)."))
    model = materialise(graph, [parse_atom("q(a)")])
    later = update(model, add=[parse_atom("p(a)")])
    assert later.confidence(parse_atom("r(a)")) == 1.0
    assert update(later, remove=[parse_atom("p(a)")]).confidence(parse_atom("r(a)")) == 0.5


def test_limits_hold_and_a_cut_model_is_refused() -> None:
    graph = compile(parse_theory(CHAIN))
    model = materialise(graph, edges(0, 5))
    with pytest.raises(LimitExceeded) as exceeded:
        update(model, add=edges(5, 50), limits=Limits(facts=60))
    partial = exceeded.value.partial
    assert isinstance(partial, Model)
    with pytest.raises(InputError, match="cut short"):
        update(partial, add=edges(50, 51))
    with pytest.raises(InputError, match="on demand"):
        update(demand(graph, edges(0, 5)), add=edges(5, 6))


def test_weights_of_half_are_exact() -> None:
    """Adding and taking away leaves no trace, in exact costs."""
    theory = parse_theory("1r3 :: p(X) :- q(X). 1r3 :: p(X) :- r(X).")
    assert {rule.weight for rule in theory} == {Fraction(1, 3)}
    model = materialise(compile(theory), [parse_atom("q(a)")])
    there = update(model, add=[parse_atom("r(a)")])
    assert content(update(there, remove=[parse_atom("r(a)")])) == content(model)
