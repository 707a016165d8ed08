"""Queries equal the oracle on random goals; truth, order, limits and refusals are as stated."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
import programs
import strategies
from preceptor.graph import RuleGraph, compile
from preceptor.logic import (
    Atom,
    Declaration,
    InputError,
    LimitExceeded,
    Literal,
    Predicate,
    Signature,
    Term,
    Theory,
    Truth,
    conclusion,
    confidence,
    occurrences,
)
from preceptor.reason import Limits, Model, certify, demand, materialise, query
from preceptor.syntax import parse_atom, parse_goal, parse_theory, show_term
from programs import Program

FEW = settings(max_examples=80, deadline=None)
Engine = Callable[[RuleGraph, tuple[Atom, ...]], Model]

FAMILY = """
0.9 :: grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
0.8 :: elder(X, Z) :- parent(X, Z).
0.5 :: elder(X, Z) :- elder(X, Y), elder(Y, Z).
-elder(X, X) :- parent(X, _).
-grandparent(bob, X) :- parent(bob, X).
"""
FACTS = (
    "parent(ann, bob)",
    "parent(bob, cid)",
    "parent(cid, dee)",
    "parent(bob, eve)",
    "age(bob, 40)",
)


@pytest.fixture(scope="module")
def family() -> Model:
    return materialise(compile(parse_theory(FAMILY)), list(map(parse_atom, FACTS)))


def rows(model: Model, goal: str, limit: int | None = None) -> list[tuple[str, float]]:
    """Each answer as `X=ann, Y=bob` with its confidence."""
    answers = query(model, parse_goal(goal), limit=limit).answers
    return [
        (", ".join(f"{n}={show_term(t)}" for n, t in answer.bindings), answer.confidence)
        for answer in answers
    ]


@pytest.mark.parametrize("engine", [materialise, demand])
@FEW
@given(programs.dense_programs(), strategies.safe_programs(max_rules=3), st.booleans())
def test_random_goals(engine: Engine, program: Program, other: Program, why: bool) -> None:
    theory, facts = program
    asked = sorted({(p.name, p.arity) for p in compile(other[0]).predicates})
    declared = tuple(Declaration(Predicate(n, arity), ("any",) * arity) for n, arity in asked)
    known = oracle.perfect_model(theory, facts)
    model = engine(compile(Theory(theory.rules, Signature((), declared))), facts)
    for goal in {rule.body: None for rule in other[0] if rule.body}:
        result = query(model, goal, why=why)
        best: dict[tuple[tuple[str, Term], ...], Fraction] = {}
        absent = oracle.absent_from(set(known))
        for bindings, premises in oracle.solutions(goal, set(known), absent):
            shown = tuple((n, bindings[n]) for n in names(goal) if n in bindings)
            weight = math.prod((known[p][0] for p in premises), start=Fraction(1))
            best[shown] = max(weight, best.get(shown, Fraction(0)))
        assert {a.bindings for a in result.answers} == best.keys()
        for answer in result.answers:
            assert math.isclose(answer.confidence, best[answer.bindings], rel_tol=1e-11)
            if why:
                assert len(answer.proof) == len(goal)
                product = math.prod(map(confidence, answer.proof))
                assert math.isclose(answer.confidence, product, rel_tol=1e-9)
                for literal, proof in zip(goal, answer.proof, strict=True):
                    assert type(conclusion(proof)) is type(literal)
                    assert certify(theory, facts, proof) == ()
        assert result.complete
        confidences = [a.confidence for a in result.answers]
        assert confidences == sorted(confidences, reverse=True)
        assert len(goal) == 1 or result.truth is (Truth.TRUE if best else Truth.UNKNOWN)


def names(goal: tuple[Literal, ...]) -> list[str]:
    """The named variables in order of first occurrence, those under `\\+` alone left out."""
    return list(dict.fromkeys(n for lit in goal for n in occurrences(lit) if not n.startswith("_")))


def test_answers_are_ordered_by_confidence_then_bindings(family: Model) -> None:
    assert rows(family, "elder(ann, X)") == [
        ("X=bob", 0.8),
        ("X=cid", 0.32),  # 0.5 * 0.8 * 0.8
        ("X=eve", 0.32),
        ("X=dee", 0.128),  # 0.5 * 0.8 * 0.32
    ]


def test_conjunctions_multiply_and_tests_filter(family: Model) -> None:
    assert rows(family, "elder(X, Y), elder(Y, dee), X \\= bob") == [("X=ann, Y=bob", 0.256),
        ("X=ann, Y=cid", 0.256)]  # fmt: skip
    assert rows(family, "age(X, N), M = N / 3, M > 13") == [("X=bob, N=40, M=40r3", 1.0)]
    assert rows(family, "parent(X, Y), \\+ parent(Y, _)") == [
        ("X=bob, Y=eve", 1.0),
        ("X=cid, Y=dee", 1.0),
    ]


def test_anonymous_variables_are_not_answers(family: Model) -> None:
    assert rows(family, "parent(bob, _)") == [("", 1.0)]
    assert rows(family, "elder(X, _)") == [("X=ann", 0.8), ("X=bob", 0.8), ("X=cid", 0.8)]


def test_what_is_anonymous_takes_its_best_value() -> None:
    theory = parse_theory("0.5 :: seen(X, now) :- t(X). 0.9 :: seen(X, now) :- u(X).")
    facts = list(
        map(parse_atom, ("link(a, one)", "link(a, two)", "link(a, one)", "t(one)", "u(two)"))
    )
    model = materialise(compile(theory), facts)
    (answer,) = query(model, parse_goal("link(X, _Y), seen(_Y, _Z)"), why=True).answers
    assert answer.confidence == 0.9
    assert conclusion(answer.proof[0]) == parse_atom("link(a, two)")


def test_limits_keep_the_best(family: Model) -> None:
    result = query(family, parse_goal("elder(ann, X)"), limit=2)
    assert [a.confidence for a in result.answers] == [0.8, 0.32]
    assert not result.complete
    assert query(family, parse_goal("elder(ann, X)"), limit=4).complete


@pytest.mark.parametrize(
    ("goal", "truth"),
    [
        ("grandparent(ann, cid)", Truth.TRUE),
        ("grandparent(ann, ann)", Truth.UNKNOWN),
        ("grandparent(bob, cid)", Truth.FALSE),
        ("-grandparent(bob, cid)", Truth.TRUE),
        ("-grandparent(ann, cid)", Truth.FALSE),
        ("grandparent(X, dee)", Truth.TRUE),
        ("grandparent(zoe, X)", Truth.UNKNOWN),
        ("elder(ann, bob), elder(bob, ann)", Truth.UNKNOWN),
        ("elder(ann, bob), elder(bob, cid)", Truth.TRUE),
        ("\\+ elder(bob, ann)", Truth.TRUE),
        ("\\+ elder(ann, bob)", Truth.FALSE),
        ("\\+ elder(_, ann)", Truth.TRUE),
        ("3 < 2", Truth.FALSE),
        ("1 / 2 =:= 0.5", Truth.TRUE),
    ],
)
def test_truth(family: Model, goal: str, truth: Truth) -> None:
    assert query(family, parse_goal(goal)).truth is truth


def test_both_is_for_one_instance_that_is_both() -> None:
    theory = parse_theory("flies(X) :- bird(X). -flies(X) :- penguin(X).")
    facts = list(map(parse_atom, ("bird(tim)", "penguin(pia)")))
    apart = materialise(compile(theory), facts)
    assert query(apart, parse_goal("flies(X)")).truth is Truth.TRUE
    assert query(apart, parse_goal("flies(pia)")).truth is Truth.FALSE
    clash = materialise(compile(theory), [*facts, parse_atom("bird(pia)")])
    assert query(clash, parse_goal("flies(pia)")).truth is Truth.BOTH
    assert query(clash, parse_goal("flies(X)")).truth is Truth.BOTH
    assert query(clash, parse_goal("flies(tim)")).truth is Truth.TRUE


@pytest.mark.parametrize(
    ("goal", "message", "hint"),
    [
        ("grandparant(X, Y)", "grandparant/2", "did you mean 'grandparent/2'?"),
        ("parent(X)", "parent/1", "did you mean parent/2?"),
        ("elder(ann, X), \\+ parnet(X, ann)", "parnet/2", "did you mean 'parent/2'?"),
    ],
)
def test_an_unknown_predicate_is_an_error(
    family: Model, goal: str, message: str, hint: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        query(family, parse_goal(goal))
    assert caught.value.hint == hint


@pytest.mark.parametrize("goal", ["\\+ parent(ann, X)", "parent(ann, Y), X < 3", "X = Y"])
def test_an_open_variable_is_an_error(family: Model, goal: str) -> None:
    with pytest.raises(InputError, match="nothing binds X"):
        query(family, parse_goal(goal))


def test_a_predicate_that_is_known_somewhere_is_no_error() -> None:
    signature = Signature((), (Declaration(Predicate("tall", 1), ("person",)),))
    model = materialise(
        compile(Theory(parse_theory("p(X) :- q(X).").rules, signature)), [parse_atom("r(a)")]
    )
    for goal in ("p(X)", "q(X)", "r(b)", "tall(X)", "-q(X)"):
        assert query(model, parse_goal(goal)).truth is Truth.UNKNOWN


def test_a_partial_model_gives_incomplete_results() -> None:
    graph = compile(parse_theory("n(M) :- n(N), M = N + 1."))
    with pytest.raises(LimitExceeded) as caught:
        materialise(graph, [parse_atom("n(0)")], Limits(rounds=3))
    partial = caught.value.partial
    assert isinstance(partial, Model)
    assert not query(partial, parse_goal("n(X)")).complete
