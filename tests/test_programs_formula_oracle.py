"""Answers to formulas held against every interpretation of a small domain, one by one."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.logic import Const, Num, Truth, Var
from preceptor.programs.formula.consistent import strongly
from preceptor.programs.formula.entailment import Verdict, decide
from preceptor.programs.formula.finding import Found, Refuted, find
from preceptor.programs.formula.formulas import (
    Apply,
    Comparison,
    Connective,
    Formula,
    Junction,
    Negation,
    Predication,
    Quantified,
    Quantifier,
    Relation,
    negated,
)
from preceptor.programs.formula.models import Model

P, Q, R = (lambda *t, n=name: Predication(n, t) for name in "PQR")
A, B = Const("a"), Const("b")
AND, OR, XOR, IMPLIES, IFF = Connective

Interpretation = dict[str, Any]


def truth(formula: Formula, world: Interpretation, bound: dict[str, int]) -> bool:
    """The definition of truth, written down as it stands in textbooks."""

    def value(term: Any) -> int:
        if isinstance(term, Var):
            return bound[term.name]
        if isinstance(term, Const):
            return int(world[term.name])
        return int(world[term.name][tuple(value(arg) for arg in term.args)])

    if isinstance(formula, Predication):
        return tuple(value(arg) for arg in formula.args) in world[formula.name]
    if isinstance(formula, Comparison):
        same = value(formula.left) == value(formula.right)
        return same if formula.relation is Relation.EQ else not same
    if isinstance(formula, Negation):
        return not truth(formula.inner, world, bound)
    if isinstance(formula, Quantified):
        cases = [
            truth(formula.body, world, {**bound, formula.variable: thing})
            for thing in world["domain"]
        ]
        return False not in cases if formula.quantifier is Quantifier.ALL else True in cases
    left, *rest = [truth(part, world, bound) for part in formula.parts]
    for right in rest:
        left = {
            AND: left and right,
            OR: left or right,
            XOR: left != right,
            IFF: left == right,
            IMPLIES: (not left) or right,
        }[formula.connective]
    return left


def subsets(items: list[Any]) -> list[set[Any]]:
    return [{x for x, kept in zip(items, keep, strict=True) if kept} for keep in
            product((False, True), repeat=len(items))]  # fmt: skip


def worlds(size: int) -> list[Interpretation]:
    """All interpretations of P/1, R/2, a, b and f/1 on so many things."""
    domain = list(range(size))
    ones, twos = [(n,) for n in domain], list(product(domain, repeat=2))
    return [
        {"domain": domain, "P": p, "R": r, "a": a, "b": b, "f": dict(zip(ones, f, strict=True))}
        for p in subsets(ones)
        for r in subsets(twos)
        for a in domain
        for b in domain
        for f in product(domain, repeat=size)
    ]


SMALL = [*worlds(1), *worlds(2)]


@st.composite
def questions(draw: st.DrawFn, bound: tuple[str, ...] = (), depth: int = 3) -> Formula:
    """Formulas of the oracle's small language."""
    term = st.sampled_from([A, B, Apply("f", (A,)), *map(Var, bound)])
    match draw(st.integers(0, 6 if depth else 2)):
        case 0:
            return P(draw(term))
        case 1:
            return R(draw(term), draw(term))
        case 2:
            return Comparison(
                draw(st.sampled_from([Relation.EQ, Relation.NE])), draw(term), draw(term)
            )
        case 3:
            return Negation(draw(questions(bound, depth - 1)))
        case 4 | 5:
            name = ("x", "y", "z")[len(bound) % 3]
            body = draw(questions((*bound, name), depth - 1))
            return Quantified(draw(st.sampled_from(Quantifier)), name, body)
        case _:
            parts = draw(st.tuples(questions(bound, depth - 1), questions(bound, depth - 1)))
            return Junction(draw(st.sampled_from(Connective)), parts)


def as_world(model: Model) -> Interpretation:
    things = range(model.size)
    return {
        "domain": list(things),
        **{n: {args for name, args in model.relations if name == n} for n in "PQR"},
        **{n: model.functions.get((n, ()), 0) for n in "ab"},
        "f": {(n,): model.functions.get(("f", (n,)), 0) for n in things},
    }


@settings(max_examples=150, deadline=None)
@given(st.lists(questions(), min_size=1, max_size=3), questions())
def test_answers_hold_in_all_small_models(premises: list[Formula], conclusion: Formula) -> None:
    held_against_all_models(decide(premises, conclusion), premises, conclusion, SMALL)


def held_against_all_models(
    verdict: Verdict,
    premises: list[Formula],
    conclusion: Formula,
    every: list[Interpretation],
) -> None:
    models = [w for w in every if all(truth(p, w, {}) for p in premises)]
    found = {truth(conclusion, world, {}) for world in models}
    match verdict.truth:
        case Truth.TRUE:
            assert found <= {True}
        case Truth.FALSE:
            assert found <= {False}
        case Truth.BOTH:
            assert not models
            assert isinstance(find([premises[n] for n in verdict.used]), Refuted)
        case Truth.UNKNOWN:
            assert verdict.holding is not None
            assert verdict.failing is not None
            for model, expected in ((verdict.holding, True), (verdict.failing, False)):
                world = as_world(model)
                assert all(truth(p, world, {}) for p in premises)
                assert truth(conclusion, world, {}) is expected
        case None:
            assert found < {True, False}  # what small models settle is never left open
    if len(found) == 2:
        assert verdict.truth is Truth.UNKNOWN


@st.composite
def monadic(draw: st.DrawFn, bound: tuple[str, ...] = (), depth: int = 3) -> Formula:
    """Formulas with two predicates of one argument, no constants and no equality."""
    kinds = [1, 2, 3] if depth else []
    match draw(st.sampled_from([*([0] if bound else [2]), *kinds])):
        case 0:
            return draw(st.sampled_from([P, Q]))(Var(draw(st.sampled_from(bound))))
        case 1:
            return Negation(draw(monadic(bound, depth - 1)))
        case 2:
            name = ("x", "y", "z", "w", "v")[len(bound) % 5]
            body = draw(monadic((*bound, name), max(depth - 1, 0)))
            return Quantified(draw(st.sampled_from(Quantifier)), name, body)
        case _:
            parts = draw(st.tuples(monadic(bound, depth - 1), monadic(bound, depth - 1)))
            return Junction(draw(st.sampled_from(Connective)), parts)


MONADIC = [
    {"domain": list(range(size)), "P": p, "Q": q}
    for size in (1, 2, 3, 4)
    for p in subsets([(n,) for n in range(size)])
    for q in subsets([(n,) for n in range(size)])
]


@settings(max_examples=100, deadline=None)
@given(st.lists(monadic(), min_size=1, max_size=3), monadic())
def test_monadic_logic_is_decided_exactly(premises: list[Formula], conclusion: Formula) -> None:
    """With k predicates of one argument, 2^k things are enough (Löwenheim 1915)."""
    models = [w for w in MONADIC if all(truth(p, w, {}) for p in premises)]
    found = {truth(conclusion, world, {}) for world in models}
    expected = {
        (): Truth.BOTH,
        (True,): Truth.TRUE,
        (False,): Truth.FALSE,
        (False, True): Truth.UNKNOWN,
    }
    assert decide(premises, conclusion).truth is expected[tuple(sorted(found))]


@settings(max_examples=40, deadline=None)
@given(st.lists(monadic(depth=1), min_size=1, max_size=4), monadic(depth=1))
def test_largest_consistent_parts_agree_with_all_subsets(
    premises: list[Formula], conclusion: Formula
) -> None:
    def satisfied(part: tuple[int, ...], *more: Formula) -> bool:
        stated = (*(premises[n] for n in part), *more)
        return any(all(truth(p, world, {}) for p in stated) for world in MONADIC)

    places = range(len(premises))
    subsets_ = [tuple(sorted(part)) for part in subsets(list(places))]
    consistent = [part for part in subsets_ if satisfied(part)]
    largest = [p for p in consistent if not any(set(p) < set(q) for q in consistent)]
    always = all(not satisfied(part, negated(conclusion)) for part in largest)
    never = all(not satisfied(part, conclusion) for part in largest)
    expected = Truth.TRUE if always else Truth.FALSE if never else Truth.UNKNOWN
    assert strongly(premises, conclusion) is expected


def test_a_model_of_comparisons_is_evaluated_before_it_is_told() -> None:
    high = Comparison(Relation.GT, Const("a"), Num(9))
    low = Comparison(Relation.LT, Const("a"), Num(10))
    found = find([high, low])
    assert isinstance(found, Found)
    assert found.model is not None
    assert 9 < found.model.numbers[found.model.functions["a", ()]] < 10
    assert isinstance(find([high, Negation(high), low]), Refuted)
