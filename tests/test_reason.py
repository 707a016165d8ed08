"""Materialisation: the engine equals the oracle in atoms, confidences and heights; limits hold."""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
import programs
from preceptor.graph import compile, negative_cycles
from preceptor.logic import (
    Atom,
    Const,
    InputError,
    LimitExceeded,
    Num,
    Predicate,
    Theory,
    Var,
)
from preceptor.reason import Limits, Model, materialise
from preceptor.reason.costs import UNIT, confidence, cost, split
from preceptor.reason.joins import join
from preceptor.reason.relations import Store
from preceptor.syntax import parse_atom, parse_rules, parse_theory
from programs import Program

FEW = settings(max_examples=100, deadline=None)


def model_of(text: str, facts: str = "") -> Model:
    given_ = [rule.head for rule in parse_rules(facts)]
    return materialise(compile(parse_theory(text)), [fact for fact in given_ if fact is not None])


def assert_equals_oracle(theory: Theory, facts: tuple[Atom, ...]) -> None:
    expected = oracle.perfect_model(theory, facts)
    model = materialise(compile(theory), facts)
    assert {atom for atom, _ in model} == expected.keys()
    for atom, (weight, height) in expected.items():
        label = model.store.label(atom)
        assert label is not None
        assert math.isclose(model.confidence(atom), weight, rel_tol=1e-11)
        assert split(label)[1] == height


@FEW
@given(programs.dense_programs())
def test_programs_of_the_whole_language(program: Program) -> None:
    assert_equals_oracle(*program)


@FEW
@given(programs.layered_programs())
def test_weighted_recursion_and_negation(program: Program) -> None:
    assert_equals_oracle(*program)


@FEW
@given(programs.split_programs())
def test_programs_stratified_by_an_argument(program: Program) -> None:
    theory, facts = program
    if not negative_cycles(theory.rules):
        assert_equals_oracle(theory, facts)


def test_recursion_that_computes() -> None:
    assert_equals_oracle(
        parse_theory(
            """
            0.9 :: reach(Y, N) :- reach(X, M), edge(X, Y, L), N = M + L, N =< 8.
            half(X, H) :- reach(X, N), H = N / 2, H =\\= 2.
            least(X, N) :- reach(X, N), \\+ below(X, N).
            below(X, N) :- reach(X, N), reach(X, M), M < N.
            """
        ),
        tuple(map(parse_atom, ("reach(a, 0)", "edge(a, b, 1)", "edge(b, c, 2)", "edge(c, a, 0)"))),
    )


def test_arithmetic_is_exact_and_fails_where_it_has_no_value() -> None:
    model = model_of(
        """
        third(R) :- n(X), R = X / 3.
        whole(X) :- n(X), R = X / 3, R * 3 =:= X.
        inverse(X, R) :- n(X), R = 1 / X.
        defined(X) :- n(X), 1 / X = 1 / X.
        other(X) :- n(X), X \\= 1 / 0.
        word(X) :- n(X), X + 0 = X.
        less(X) :- n(X), X < 3.
        unlike(X) :- n(X), X \\= 3.
        sum(X) :- n(X), X = 0.1 + 0.2.
        """,
        "n(0). n(1). n(3). n(0.3). n(ann).",
    )
    assert held(model, "third", 1) == {"0", "1/3", "1", "1/10"}
    assert held(model, "whole", 1) == {"0", "1", "3", "3/10"}
    assert held(model, "inverse", 2) == {"1 1", "3 1/3", "3/10 10/3"}
    assert held(model, "defined", 1) == {"1", "3", "3/10"}
    assert held(model, "other", 1) == set()
    assert held(model, "word", 1) == {"0", "1", "3", "3/10"}
    assert held(model, "less", 1) == {"0", "1", "3/10"}
    assert held(model, "unlike", 1) == {"0", "1", "3/10", "ann"}
    assert held(model, "sum", 1) == {"3/10"}


def held(model: Model, name: str, arity: int) -> set[str]:
    return {
        " ".join(map(str, args))
        for args in model.relations.get(Predicate(name, arity), frozenset())
    }


def test_numbers_are_equal_by_value_and_never_equal_to_symbols() -> None:
    model = model_of("same(X) :- p(X), q(X).", "p(2). p('2'). p(0.5). q(4r2). q(1r2). q(two).")
    assert held(model, "same", 1) == {"2", "1/2"}


def test_existentials_under_negation() -> None:
    model = model_of(
        """
        leaf(X) :- node(X), \\+ edge(X, _).
        calm(X) :- node(X), \\+ edge(_X, _X).
        lone :- \\+ edge(_, _).
        """,
        "node(a). node(b). edge(a, b). edge(b, b).",
    )
    assert held(model, "leaf", 1) == set()
    assert held(model, "calm", 1) == set()
    assert not model.holds(Atom("lone"))
    assert held(
        model_of("calm(X) :- node(X), \\+ edge(_X, _X).", "node(a). edge(a, b)."), "calm", 1
    )


def test_negation_looks_at_derivations_not_at_confidence() -> None:
    model = model_of("0.01 :: p(X) :- q(X). r(X) :- q(X), \\+ p(X).", "q(a).")
    assert model.confidence(parse_atom("p(a)")) == 0.01
    assert not model.holds(parse_atom("r(a)"))


def test_a_derivation_can_better_a_weighted_fact_and_never_a_given_one() -> None:
    text = "0.5 :: p(a). 0.8 :: p(X) :- q(X). 0.9 :: q(X) :- p(X)."
    assert model_of(text, "q(a).").confidence(parse_atom("p(a)")) == 0.8
    assert model_of(text).confidence(parse_atom("q(a)")) == 0.45
    assert model_of(text, "p(a).").confidence(parse_atom("p(a)")) == 1.0


def test_confidences_are_decimal_where_the_weights_are() -> None:
    model = model_of(
        "0.9 :: b(X) :- a(X). 0.8 :: c(X) :- b(X). 0.95 :: d(X) :- b(X), c(X). e(X) :- d(X).",
        "a(x).",
    )
    # 0.9; 0.9 * 0.8; 0.95 * 0.9 * 0.72
    assert [model.confidence(parse_atom(f"{p}(x)")) for p in "bcde"] == [0.9, 0.72, 0.6156, 0.6156]
    assert model.confidence(parse_atom("e(y)")) == 0.0


def test_a_confidence_too_small_for_a_float_still_holds() -> None:
    model = model_of("0.001 :: n(M) :- n(N), N < 400, M = N + 1.", "n(0).")
    assert model.holds(parse_atom("n(400)"))
    assert model.confidence(parse_atom("n(400)")) == 0.0  # 10^-1200
    assert model.confidence(parse_atom("n(100)")) == pytest.approx(1e-300)


def test_a_body_of_many_literals() -> None:
    variables = [f"X{n}" for n in range(30)]
    body = ", ".join(f"edge({a}, {b})" for a, b in pairwise(variables))
    model = model_of(f"0.5 :: path(X0, X29) :- {body}, X0 \\= X29.", "edge(a, b). edge(b, a).")
    assert held(model, "path", 2) == {"a b", "b a"}
    assert model.confidence(parse_atom("path(a, b)")) == 0.5


def test_a_chain_of_a_thousand() -> None:
    facts = [Atom("edge", (Num(n), Num(n + 1))) for n in range(1000)]
    theory = parse_theory("reach(Y) :- edge(0, Y). reach(Y) :- reach(X), edge(X, Y).")
    model = materialise(compile(theory), facts)
    assert model.rounds == 1000
    assert len(model.atoms(Predicate("reach", 1))) == 1000


def test_what_a_model_tells() -> None:
    model = model_of("0.5 :: q(X) :- p(X). r(X) :- s(X).", "p(b). p(2). p(a). p(0.5). t(z).")
    assert [str(atom) for atom, _ in model.atoms(Predicate("p", 1))] == [
        "p(1/2)",
        "p(2)",
        "p(a)",
        "p(b)",
    ]
    assert model.atoms(Predicate("q", 1))[0] == (Atom("q", (Num(Fraction(1, 2)),)), 0.5)
    assert model.relations[Predicate("r", 1)] == frozenset()
    assert model.relations[Predicate("t", 1)] == {(Const("z"),)}
    assert list(map(str, model.relations)) == ["p/1", "q/1", "r/1", "s/1", "t/1"]
    assert (model.complete, model.rounds, len(model)) == (True, 1, 9)


def test_facts_must_be_ground() -> None:
    with pytest.raises(InputError, match="X"):
        materialise(compile(parse_theory("p(a).")), [Atom("p", (Var("X"),))])


ENDLESS = "n(M) :- n(N), M = N + 1. even(N) :- n(N), H = N / 2, n(H)."


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        (Limits(facts=50), "facts"),
        (Limits(rounds=20), "rounds"),
        (Limits(seconds=0.05), "seconds"),
    ],
)
def test_recursion_without_end_stops_at_each_limit(limits: Limits, kind: str) -> None:
    graph = compile(parse_theory(ENDLESS))
    with pytest.raises(LimitExceeded) as caught:
        materialise(graph, [parse_atom("n(0)")], limits)
    assert caught.value.kind == kind
    partial = caught.value.partial
    assert isinstance(partial, Model)
    assert not partial.complete
    assert partial.holds(parse_atom("n(3)"))
    assert partial.rounds <= 20 or kind != "rounds"


def test_a_product_without_end_stops_in_time() -> None:
    graph = compile(parse_theory("0.5 :: pair(A, B, C) :- n(A), n(B), n(C), A + B =:= 0 - C - 1."))
    facts = [Atom("n", (Num(n),)) for n in range(2000)]
    with pytest.raises(LimitExceeded):
        materialise(graph, facts, Limits(seconds=0.1))


def test_numbers_that_square_for_ever() -> None:
    with pytest.raises(LimitExceeded, match="bits of a number"):
        model_of("n(M) :- n(N), M = N * N.", "n(3).")


def test_an_interrupt_leaves_the_graph_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = compile(parse_theory(ENDLESS))
    clock = iter([0.0] * 100)

    def interrupted() -> float:
        try:
            return next(clock)
        except StopIteration:
            raise KeyboardInterrupt from None

    module = sys.modules["preceptor.reason.materialise"]
    monkeypatch.setattr(module, "monotonic", interrupted)
    with pytest.raises(KeyboardInterrupt):
        materialise(graph, [parse_atom("n(0)")], Limits(seconds=1.0))
    monkeypatch.undo()
    assert len(materialise(graph, [])) == 0
    with pytest.raises(LimitExceeded):
        materialise(graph, [parse_atom("n(0)")], Limits(facts=10))


def test_the_order_of_facts_does_not_matter() -> None:
    graph = compile(
        parse_theory("0.9 :: p(X, Z) :- p(X, Y), p(Y, Z). \n 0.5 :: p(X, Y) :- p(Y, X).")
    )
    facts = [Atom("p", (Num(n), Num(n * 7 % 5))) for n in range(5)]
    assert list(materialise(graph, facts)) == list(materialise(graph, facts[::-1]))


@FEW
@given(st.lists(st.fractions(0, 1, max_denominator=50).filter(bool), min_size=1, max_size=6))
def test_costs_add_as_weights_multiply(weights: list[Fraction]) -> None:
    product = math.prod(weights, start=Fraction(1))
    total = sum(map(cost, weights))
    assert total == cost(product)
    assert confidence(total) == pytest.approx(float(product), rel=1e-11)


@FEW
@given(st.fractions(0, 1, max_denominator=10**9).filter(bool))
def test_a_weight_below_one_always_costs_something(weight: Fraction) -> None:
    assert (cost(weight) > 0) == (weight < 1)
    assert cost(Fraction(1, 2)) >> 32 == round(math.log(2) * UNIT)


def test_joins_started_by_a_row_check_its_constants_and_repeats() -> None:
    store = Store()
    symbols = store.symbols
    store.relation(Predicate("q", 2)).add(symbols.row(parse_atom("q(a, b)")), 0)
    x, y, a = Var("X"), Var("Y"), Const("a")
    run = join([Atom("q", (x, y))], (x, a, x), (y, x)).over(store)
    starts = ["t(a, a, a)", "t(a, b, a)", "t(a, a, b)", "t(b, a, b)"]
    found = [list(run(symbols.row(parse_atom(start)), 0, 0)) for start in starts]
    assert found == [[(symbols.row(parse_atom("r(b, a)")), 0)], [], [], []]
