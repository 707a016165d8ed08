"""Safety and evaluation orders: every order can be followed, and what is unsafe is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import strategies
from preceptor.graph import body_order, unbound
from preceptor.logic import Atom, Compare, Not, Op, Rule, Theory, Var, occurrences, variables
from preceptor.syntax import parse_rules

FEW = settings(max_examples=100, deadline=None)


def rule(text: str) -> Rule:
    (parsed,) = parse_rules(text)
    return parsed


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("p(X).", ("X",)),
        ("p(X, Z) :- q(Y).", ("X", "Z")),
        ("p(X) :- q(X), \\+ r(X, Y).", ("Y",)),
        ("p(X) :- q(X), \\+ r(X, _).", ()),
        ("p(X) :- q(X), \\+ r(X, _Y), \\+ s(_Y).", ("_Y",)),
        ("p(_X) :- q(a), \\+ r(_X).", ("_X",)),
        ("p(X) :- q(X), \\+ r(_Y, _Y).", ()),
        ("p(Y) :- q(X), Y = X + 1.", ()),
        ("p(Y) :- q(X), X + 1 = Y.", ()),
        ("p(Z) :- Z = Y * 2, Y = X + 1, q(X).", ()),
        ("p(X) :- X = Y, Y = X.", ("X", "Y")),
        ("p(X) :- X = X.", ("X",)),
        ("p(X) :- q(X), Y < X.", ("Y",)),
        ("p(X) :- X =:= 3.", ("X",)),
        ("p(X) :- q(X), X + Y = 3.", ("Y",)),
        (":- p(X), \\+ q(Y).", ("Y",)),
        ("p :- \\+ q.", ()),
    ],
)
def test_unbound_variables(text: str, free: tuple[str, ...]) -> None:
    assert unbound(rule(text)) == free


@pytest.mark.parametrize(
    ("text", "bound", "order"),
    [
        # a test as soon as its variables are known, a shared variable before a new one
        ("p(X, Z) :- q(X, Y), r(W, Z), s(Y, W), Y > 1.", "", (0, 3, 2, 1)),
        ("p(X) :- \\+ r(X), q(X).", "", (1, 0)),
        ("p(X) :- q(X, Y), r(a).", "", (1, 0)),
        ("p(X) :- Z = Y + 1, r(Z), q(X, Y).", "", (1, 2, 0)),
        ("p(X) :- Z = Y + 1, r(X, Z, W), q(X, Y).", "", (2, 0, 1)),
        ("p(X, Y) :- q(X, Z), r(Z, Y).", "Y", (1, 0)),
        ("p(X, Y) :- q(X, Z), r(Z, Y), s(X, Y).", "XY", (2, 0, 1)),
        ("p(X) :- 1 < 2, q(X).", "", (0, 1)),
    ],
)
def test_body_order(text: str, bound: str, order: tuple[int, ...]) -> None:
    assert body_order(rule(text), frozenset(bound)) == order


def test_a_position_can_be_put_first() -> None:
    assert body_order(rule("p(X) :- q(X, Y), r(Y, Z), \\+ s(Z)."), first=1) == (1, 2, 0)


def test_no_order_of_an_unsafe_body() -> None:
    with pytest.raises(ValueError, match="no safe order"):
        body_order(rule("p(X) :- q(X), \\+ r(Y)."))


@FEW
@given(strategies.safe_programs(denials=True))
def test_orders_of_safe_rules_can_be_followed(program: tuple[Theory, tuple[Atom, ...]]) -> None:
    theory, _ = program
    for rule_ in theory:
        assert unbound(rule_) == ()
        order = body_order(rule_)
        assert sorted(order) == list(range(len(rule_.body)))
        assert_evaluable(rule_, order)


@FEW
@given(strategies.rules(named=False))
def test_a_rule_is_safe_when_some_order_binds_its_head(rule_: Rule) -> None:
    try:
        order = body_order(rule_)
    except ValueError:
        assert unbound(rule_)
        return
    bound = assert_evaluable(rule_, order)
    if rule_.head is not None:
        assert (set(variables(rule_.head)) <= bound) == (not unbound(rule_))


def assert_evaluable(rule_: Rule, order: tuple[int, ...]) -> set[str]:
    """Follow the order: what a test or a negation needs is bound by then. Returns what is bound."""
    bound: set[str] = set()
    for position in order:
        literal = rule_.body[position]
        names = set(occurrences(literal))
        others = [lit for i, lit in enumerate(rule_.body) if i != position]
        elsewhere = {n for lit in others for n in occurrences(lit)}
        match literal:
            case Atom():
                bound |= names
            case Not():
                assert all(n.startswith("_") and n not in elsewhere for n in names - bound)
            case Compare(op, left, right):
                missing = names - bound
                if missing:
                    (name,) = missing
                    assert op is Op.SAME
                    sides = [(left, right), (right, left)]
                    assert any(a == Var(name) and name not in occurrences(b) for a, b in sides)
                    bound.add(name)
    return bound
