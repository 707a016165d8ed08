"""Ranking and fitted weights, against figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from preceptor.graph import compile
from preceptor.learn import Aggregation, Example, competing, fit_weights, rank, records, share
from preceptor.logic import Atom, Const, Predicate, Theory
from preceptor.reason import materialise, support
from preceptor.syntax import parse_atom, parse_rules

RULES = parse_rules(
    """
    0.5 :: father(X, Y) :- grandfather(X, Z), child(Z, Y).
    0.5 :: inlaw(X, Y) :- grandfather(X, Z), child(Z, Y).
    0.5 :: father(X, Y) :- child(Z, Y), grandfather(X, Z), male(X).
    0.2 :: uncle(X, Y) :- grandfather(X, _), child(_, Y).
    """
)
FACTS = tuple(map(parse_atom, ("grandfather(g, c)", "child(c, p)", "male(g)")))
G, P = Const("g"), Const("p")
ASKED = competing((Predicate("father", 2), Predicate("inlaw", 2), Predicate("uncle", 2)), (G, P))


def ranked(by: Aggregation) -> list[tuple[str, float]]:
    model = materialise(compile(Theory(RULES)), FACTS)
    return [(r.atom.name, round(r.score, 6)) for r in rank(model, ASKED, by)]


def test_confidence_ties_where_two_rules_are_as_sure() -> None:
    assert ranked(Aggregation.CONFIDENCE) == [("father", 0.5), ("inlaw", 0.5), ("uncle", 0.2)]


def test_support_breaks_the_tie_by_the_number_of_rules() -> None:
    assert ranked(Aggregation.SUPPORTED) == [
        ("father", 0.50002),
        ("inlaw", 0.50001),
        ("uncle", 0.20001),
    ]


def test_noisy_or_and_sum_join_the_evidence() -> None:
    assert ranked(Aggregation.NOISY_OR) == [("father", 0.75), ("inlaw", 0.5), ("uncle", 0.2)]
    assert ranked(Aggregation.SUM) == [("father", 1.0), ("inlaw", 0.5), ("uncle", 0.2)]


def test_a_tie_shares_the_hit() -> None:
    model = materialise(compile(Theory(RULES)), FACTS)
    ranking = rank(model, ASKED, Aggregation.CONFIDENCE)
    assert [share(ranking, gold) for gold in ASKED] == [0.5, 0.5, 0.0]


def test_support_names_each_rule_with_its_best_instance() -> None:
    model = materialise(compile(Theory(RULES)), (*FACTS, parse_atom("grandfather(g, d)")))
    found = support(model, Atom("father", (G, P)))
    assert [(s.rule.rule, s.confidence) for s in found] == [(RULES[0], 0.5), (RULES[2], 0.5)]
    assert support(model, Atom("father", (P, G))) == ()


def test_a_record_counts_what_a_rule_said_and_whether_it_was_right() -> None:
    golds = (ASKED[0], ASKED[0], ASKED[1])
    examples = [Example(FACTS, ASKED, gold) for gold in golds]
    found = records(compile(Theory(RULES)), examples)
    assert [(r.spoke, r.right) for r in found] == [(3, 2), (3, 1), (3, 2), (3, 0)]


def test_a_weight_is_the_mean_of_the_record_and_the_prior() -> None:
    examples = [Example(FACTS, ASKED, gold) for gold in (ASKED[0], ASKED[0], ASKED[1])]
    fitted = fit_weights(Theory(RULES), examples, prior=Fraction(1), rounds=1)
    # (2 + 0.5) / 4, (1 + 0.5) / 4, (2 + 0.5) / 4, (0 + 0.2) / 4
    assert [float(rule.weight) for rule in fitted] == [0.625, 0.375, 0.625, 0.05]


def test_a_rule_that_never_spoke_keeps_its_weight() -> None:
    theory = Theory(parse_rules("0.9 :: father(X, Y) :- stepfather(X, Y)."))
    fitted = fit_weights(theory, [Example(FACTS, ASKED, ASKED[0])])
    assert fitted == theory


def test_premises_are_the_best_of_what_competes() -> None:
    theory = Theory(
        parse_rules(
            """
            0.9 :: a(X, Y) :- step(X, Y).
            0.3 :: b(X, Y) :- step(X, Y).
            0.5 :: a(X, Z) :- a(X, Y), step(Y, Z).
            0.5 :: b(X, Z) :- b(X, Y), step(Y, Z).
            """
        )
    )
    facts = tuple(map(parse_atom, ("step(x, y)", "step(y, z)")))
    asked = competing((Predicate("a", 2), Predicate("b", 2)), (Const("x"), Const("z")))
    found = records(compile(theory), [Example(facts, asked, asked[0])])
    # b(x, y) loses to a(x, y) and is no premise, so the last rule never speaks.
    assert [(r.spoke, r.right) for r in found] == [(0, 0), (0, 0), (1, 1), (0, 0)]


@pytest.mark.parametrize("rounds", [0, 1, 3])
def test_weights_stay_within_bounds(rounds: int) -> None:
    examples = [Example(FACTS, ASKED, ASKED[2])] * 5000
    for rule in fit_weights(Theory(RULES), examples, rounds=rounds):
        assert 0 < rule.weight <= 1
