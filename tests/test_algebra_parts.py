"""The parts of a verdict against plain mpmath; products expanded by hand and perturbed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identity_oracle import NoValue, agree, holds, points, value
from preceptor.check.algebra.derivative import NoDerivative, derive, without_derivatives
from preceptor.check.algebra.evaluation import Evaluator
from preceptor.check.algebra.intervals import Undefined, Unsure, iv
from preceptor.check.algebra.points import Sample, sample
from preceptor.check.algebra.polynomial import Polynomial, number, quotient, variable
from preceptor.check.algebra.proof import prove
from preceptor.check.algebra.requirements import requirements
from preceptor.check.algebra.solver import Outcome
from preceptor.check.algebra.symbolic import is_zero
from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    FUNCTIONS,
    Application,
    Comparison,
    Constant,
    Expression,
    Identity,
    Operation,
    free,
    negative,
)
from preceptor.syntax.identity import parse_identity
from preceptor.syntax.identity_show import show_expression, show_identity

A, B, N, X, Y, Z = (Var(name) for name in "ABNXYZ")


def read(text: str) -> Expression:
    return parse_identity(f"{text} = 0.").left


def _expressions(functions: list[str]) -> st.SearchStrategy[Expression]:
    numbers = st.one_of(st.integers(-4, 4).map(Num), st.just(Num(Fraction(1, 2))))
    leaves = st.one_of(st.sampled_from([X, Y]), numbers, st.just(Constant.PI))
    exponents = st.sampled_from([Num(2), Num(3), Num(-1), Num(Fraction(1, 2)), X])

    def extend(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        calls = st.sampled_from(functions).flatmap(
            lambda name: st.tuples(*[inner] * FUNCTIONS[name]).map(
                lambda args: Application(name, args)
            )
        )
        powers = st.builds(Operation, st.just("^"), inner, exponents)
        arithmetic = st.builds(Operation, st.sampled_from("+-*/"), inner, inner)
        return st.one_of(inner.map(negative), arithmetic, calls, powers)

    return st.recursive(leaves, extend, max_leaves=6)


_REAL = sorted(set(FUNCTIONS) - {"factorial", "binomial", "gcd"})
_SMOOTH = sorted(set(_REAL) - {"floor", "ceiling", "mod", "sign", "max", "min"})
_POINTS = st.fixed_dictionaries({v: st.fractions(-6, 6, max_denominator=8) for v in (X, Y)})


@settings(max_examples=400, deadline=None)
@given(_expressions(_REAL), _POINTS)
def test_bounds_hold_the_value(expression: Expression, at: dict[Var, Fraction]) -> None:
    iv.prec = 200
    try:
        found = Evaluator(at, frozenset()).value(expression)
    except Undefined:
        with pytest.raises(NoValue):
            value(expression, at)
        return
    except Unsure:
        return
    try:
        expected = value(expression, at)
    except NoValue:
        pytest.fail(f"{show_expression(expression)} has no value, but was {found}")
    low, high = (found, found) if isinstance(found, Fraction) else (found.a, found.b)
    slack = mpmath.mpf(10) ** -40 * max(1, abs(expected))
    assert _decimal(low) - slack <= expected <= _decimal(high) + slack


def _decimal(bound: Any) -> Any:
    if isinstance(bound, Fraction):
        return mpmath.mpf(bound.numerator) / bound.denominator
    return mpmath.mpf(bound.mid) if hasattr(bound, "mid") else mpmath.mpf(bound)


@settings(max_examples=300, deadline=None)
@given(_expressions(_REAL), _POINTS)
def test_requirements_give_a_value(expression: Expression, at: dict[Var, Fraction]) -> None:
    """Where every requirement holds there is a value; where one surely fails there is none."""
    try:
        held = [
            any(holds(condition, at) for condition in requirement.any_of)
            for requirement in requirements(expression, frozenset())
        ]
    except NoValue:
        held = [False]
    if all(held):
        value(expression, at)


@settings(max_examples=200, deadline=None)
@given(
    _expressions(sorted(set(_REAL) - {"floor", "ceiling", "mod", "sign", "max", "min"})), _POINTS
)
def test_derivatives_are_limits(expression: Expression, at: dict[Var, Fraction]) -> None:
    try:
        derived = value(derive(expression, X), at)
        step = Fraction(1, 10**20)
        near = [value(expression, {**at, X: at[X] + k * step}) for k in (-1, 1)]
    except (NoValue, NoDerivative):
        return
    limit = (near[1] - near[0]) / (2 * mpmath.mpf(10) ** -20)
    scale = max(1, abs(derived), abs(near[0]))
    if scale < 10**8:
        assert abs(limit - derived) < mpmath.mpf(10) ** -6 * scale


_POLYNOMIALS = st.dictionaries(
    st.dictionaries(st.integers(1, 3), st.integers(1, 3), max_size=3).map(
        lambda powers: tuple(sorted(powers.items()))
    ),
    st.fractions(-5, 5, max_denominator=4).filter(bool),
    max_size=4,
).map(Polynomial)  # fmt: skip


def _at(p: Polynomial, values: Mapping[int, Fraction]) -> Fraction:
    return sum(
        (
            a * reduce(lambda x, f: x * values[f[0]] ** f[1], m, Fraction(1))
            for m, a in p.terms.items()
        ),
        Fraction(0),
    )


@given(_POLYNOMIALS, _POLYNOMIALS, st.lists(st.fractions(-3, 3), min_size=3, max_size=3))
def test_polynomials_are_what_their_values_say(
    p: Polynomial, q: Polynomial, numbers: list[Fraction]
) -> None:
    values = dict(enumerate(numbers, 1))
    one, other = _at(p, values), _at(q, values)
    assert _at(p + q, values) == one + other
    assert _at(p - q, values) == one - other
    assert _at(p * q, values) == one * other
    assert _at(p**3, values) == one**3
    rules = {1: (2, q)} if not q.holds(1) and not q.holds(2) else {1: (2, number(2))}
    reduced = p.reduced(rules)
    assert all(dict(m).get(1, 0) < 2 for m in reduced.terms)
    if q.terms:
        ratio = quotient(p, q)
        if other:
            assert _at(ratio.above, values) == one / other * _at(ratio.below, values)
        assert quotient(p * q, q) == quotient(p, number(1)) or len(q.terms) > 1


def test_a_rule_rewrites_every_power() -> None:
    x, y = variable(1), variable(2)
    p = (x**5 + y * x**2).reduced({1: (2, y + number(1))})  # x^2 is y + 1
    assert p == x * (y + number(1)) ** 2 + y * (y + number(1))


# ---------------------------------------------------------------- random identities


Expanded = dict[tuple[int, ...], Fraction]  # exponents of A, B, X, Y to coefficients
_NAMES = (A, B, X, Y)


@st.composite
def _factored(draw: st.DrawFn) -> tuple[Expression, Expanded]:
    """A product of sums of terms, and its expansion by the distributive law."""
    expression: Expression | None = None
    expanded: Expanded = {(0, 0, 0, 0): Fraction(1)}
    for _ in range(draw(st.integers(1, 3))):
        terms = draw(
            st.lists(
                st.tuples(
                    st.tuples(*[st.integers(0, 2)] * 4),
                    st.integers(-4, 4).filter(bool).map(Fraction),
                ),
                min_size=1,
                max_size=3,
            )
        )
        factor = reduce(lambda p, q: Operation("+", p, q), (_term(e, c) for e, c in terms))
        expression = factor if expression is None else Operation("*", expression, factor)
        product: Expanded = {}
        for e, c in expanded.items():
            for f, d in terms:
                key = tuple(i + j for i, j in zip(e, f, strict=True))
                product[key] = product.get(key, Fraction(0)) + c * d
        expanded = product
    assert expression is not None
    return expression, expanded


def _term(exponents: tuple[int, ...], coefficient: Fraction) -> Expression:
    term: Expression = Num(coefficient)
    for name, exponent in zip(_NAMES, exponents, strict=True):
        for _ in range(exponent):
            term = Operation("*", term, name)
    return term


def _written(expanded: Expanded) -> Expression:
    terms = [_term(e, c) for e, c in sorted(expanded.items()) if c]
    return reduce(lambda p, q: Operation("+", p, q), terms) if terms else Num(0)


@settings(max_examples=60, deadline=None)
@given(_factored())
def test_expanded_products_are_proved(case: tuple[Expression, Expanded]) -> None:
    factored, expanded = case
    identity = Identity(factored, _written(expanded))
    assert prove(identity).outcome is Outcome.UNSAT
    assert is_zero(identity)
    found = sample(identity, frozenset(), "seed")
    assert found == Sample(50 if identity.variables else 1)


@settings(max_examples=25, deadline=None)
@given(_factored(), st.integers(0, 10_000), st.sampled_from([1, -1, Fraction(1, 7)]))
def test_a_perturbed_expansion_is_refuted(
    case: tuple[Expression, Expanded], chosen: int, by: Fraction
) -> None:
    factored, expanded = case
    keys = sorted(expanded)
    key = keys[chosen % len(keys)]
    wrong = {**expanded, key: expanded[key] + by}
    identity = Identity(factored, _written(wrong))
    assert prove(identity).outcome is not Outcome.UNSAT
    assert not is_zero(identity)
    difference = sample(identity, frozenset(), "seed").difference
    assert difference is not None
    at = {v: dict(difference.point).get(v, Fraction(0)) for v in _NAMES}
    total = sum(
        (c * reduce(lambda x, f: x * at[f[0]] ** f[1], zip(_NAMES, e, strict=True), Fraction(1))
         for e, c in ((e, c) for e, c in expanded.items())),
        Fraction(0),
    )  # fmt: skip
    off = reduce(lambda x, f: x * at[f[0]] ** f[1], zip(_NAMES, key, strict=True), Fraction(by))
    assert str(total) == difference.left
    assert str(total + off) == difference.right


@settings(max_examples=50, deadline=None)
@given(_expressions(_REAL), _expressions(_REAL))
def test_what_z3_finds_equal_is_equal(left: Expression, right: Expression) -> None:
    """Random sides are seldom equal; where Z3 says so, no point may say otherwise."""
    identity = Identity(left, right)
    proof = prove(identity)
    if proof.outcome is not Outcome.UNSAT or proof.hidden:
        return
    guarded = Identity(left, right, proof.missing)
    plain = Identity(without_derivatives(left), without_derivatives(right), proof.missing)
    assert sample(plain, frozenset(), show_identity(identity), 20).difference is None
    for at, _ in zip(points(guarded, frozenset(), 1), range(50), strict=False):
        try:
            inside = all(holds(condition, at) for condition in guarded.conditions)
            assert not inside or agree(guarded, at), show_identity(guarded)
        except NoValue:
            continue


def test_free_variables_of_requirements_are_those_of_the_identity() -> None:
    found = list(requirements(read("sum(1/(K - X), K, 1, N)"), frozenset({N})))
    said = {v for r in found for c in r.any_of if isinstance(c, Comparison) for v in free(c.left)}
    assert said == {N, Var("K")}
