"""Repairs of policies and theories where the one answer is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from preceptor.check import check
from preceptor.check.repair import Prices, repair, with_repairs
from preceptor.logic import (
    Code,
    Declaration,
    InputError,
    Predicate,
    RepairKind,
    Role,
    Rule,
    Severity,
    Sort,
    Theory,
)
from preceptor.syntax import parse_atom, parse_rules, parse_theory, rule_id, show_rule
from test_check_search import NUMBERS

OF_TWO = replace(
    NUMBERS,
    declarations=(
        *NUMBERS.declarations,
        Declaration(Predicate("b", 2), ("", "number"), Role.INPUT, functional=(0,)),
    ),
)


def best(text: str, **options: object) -> list[str]:
    """What a repair does to a theory, in words, without the ids of the rules."""
    found = repair(parse_theory(text), **options)  # type: ignore[arg-type]
    return [said_plainly(one.before, one.after) for one in found.changed]


def said_plainly(before: Rule, after: Rule | None) -> str:
    return "drop  " + show_rule(before) if after is None else show_rule(after)


def offered(text: str, number: int = 0) -> list[tuple[RepairKind, str]]:
    """What is offered for one of the findings: the rule or constraint as it would be."""
    report = with_repairs(check(parse_theory(text, "t.pl", OF_TWO), with_prolog=False))
    finding = [f for f in report.findings if f.code in (Code.CONFLICT, Code.VIOLATION)][number]
    return [
        (o.kind, show_rule(o.after or o.before))  # type: ignore[arg-type]  # one of the two
        for o in finding.repairs
        if o.kind is not RepairKind.ASK
    ]


def test_an_overlap_of_thresholds() -> None:
    text = "p1(X) :- a(X, N), N >= 2. p2(X) :- a(X, N), N < 3. :- p1(X), p2(X)."
    assert offered(text) == [
        (RepairKind.TIGHTEN, "p1(X) :- a(X, N), N >= 3."),
        (RepairKind.TIGHTEN, "p2(X) :- a(X, N), N < 2."),
        (RepairKind.EXCEPTION, "p1(X) :- a(X, N), N >= 2, \\+ p2(X)."),
        (RepairKind.EXCEPTION, "p2(X) :- a(X, N), N < 3, \\+ p1(X)."),
        (RepairKind.FORBID, ":- a(X, N), N >= 2, N < 3."),
    ]


def test_a_guard_where_there_is_none_on_the_attribute_of_the_other_rule() -> None:
    text = "p1(X) :- e0(X). p2(X) :- a(X, N), N < 3. :- p1(X), p2(X)."
    assert offered(text)[0] == (RepairKind.TIGHTEN, "p1(X) :- e0(X), a(X, N), N >= 3.")


def test_the_law_itself_says_where_to_tighten() -> None:
    assert offered("p1(X) :- e0(X). :- p1(X), a(X, N), N < 2.")[0] == (
        RepairKind.TIGHTEN,
        "p1(X) :- e0(X), a(X, N), N >= 2.",
    )


def test_the_general_rule_gets_the_exception() -> None:
    """The special rule fires only where the general one does: to narrow it would be its end."""
    text = "p1(X) :- e0(X). p2(X) :- e0(X), e1(X). :- p1(X), p2(X)."
    assert offered(text) == [
        (RepairKind.EXCEPTION, "p1(X) :- e0(X), \\+ e1(X)."),
        (RepairKind.EXCEPTION, "p1(X) :- e0(X), \\+ p2(X)."),
    ]
    another = "p2(X) :- e2(X), \\+ e0(X)."  # else nothing would conclude what the law speaks of
    assert (RepairKind.DROP, "p2(X) :- e0(X), e1(X).") in offered(f"{text} {another}")


def test_a_condition_that_counts_for_some_values_is_no_exception() -> None:
    """`\\+ a(X, _)` would end the clash too, and with it the rule for all who have a number."""
    for text in (
        "p1(X) :- e0(X). p2(X) :- a(X, N), N < 3. :- p1(X), p2(X).",
        "p1(X) :- e0(X). :- p1(X), a(X, N), N < 3.",
    ):
        assert offered(text)
        assert not any("\\+ a(" in clause for _, clause in offered(text))


def test_a_bound_gives_way_to_a_closer_one_on_the_same_expression() -> None:
    text = """
    p1(X) :- a(X, N), b(X, M), N >= 1 * M. p2(X) :- a(X, N), b(X, M), N < 2 * M. :- p1(X), p2(X).
    """
    assert offered(text)[0] == (RepairKind.TIGHTEN, "p1(X) :- a(X, N), b(X, M), N >= 2 * M.")


def test_two_inputs_that_exclude_each_other() -> None:
    text = "p1(X) :- e0(X). p2(X) :- e1(X). :- p1(X), p2(X)."
    assert (RepairKind.FORBID, ":- e0(X), e1(X).") in offered(text)


def test_one_rule_for_many_clashes() -> None:
    """One rule is in every core: it is the one that is touched, though each other is cheaper."""
    text = """
    p(X) :- e(X).
    q(X) :- e1(X). q(X) :- e2(X). q(X) :- e3(X).
    :- p(X), q(X)."""
    assert best(text) == ["p(X) :- e(X), \\+ q(X)."]
    scores = {rule_id(rule): 0.3 for rule in parse_rules("q(X) :- e1(X). q(X) :- e2(X).")}
    dear = repair(parse_theory(text), scores=scores)
    assert (dear.cost, dear.lower_bound, dear.optimal) == (1, 1, True)


def test_the_score_decides_and_the_weight_does_not() -> None:
    text = "1.0 :: p(X) :- e(X). q(X) :- f(X). :- p(X), q(X)."
    first, second = (rule_id(rule) for rule in parse_theory(text).definite)
    for cheap, dear in ((first, second), (second, first)):
        found = repair(parse_theory(text), scores={cheap: 0.2, dear: 0.9})
        assert [rule_id(one.before) for one in found.changed] == [cheap]
        assert found.cost == pytest.approx(0.2)


def test_a_dropped_rule_opens_no_law_unseen() -> None:
    """Without its rule q would be absent, and r would then break the second law: r goes too."""
    text = """
    q(X) :- e(X).
    r(X) :- e(X), \\+ q(X).
    :- q(X), e(X).
    :- r(X), e(X)."""
    found = repair(parse_theory(text))
    assert found.rounds > 1
    assert check(found.theory, with_prolog=False).safe
    assert {show_rule(one.before) for one in found.changed} == {
        "q(X) :- e(X).",
        "r(X) :- e(X), \\+ q(X).",
    }


INCOHERENT = "p3(X) :- p2(X), e0(X). p2(X) :- e2(X). :- p2(X), e0(X)."


def test_a_rule_that_only_did_harm_is_no_reason_to_drop_another() -> None:
    """p3 can never fire once p2 keeps the law; p2 is narrowed all the same."""
    assert best(INCOHERENT) == ["p2(X) :- e2(X), \\+ e0(X)."]


def test_no_constraint_is_offered_that_leaves_a_rule_without_a_case() -> None:
    assert offered(INCOHERENT) == offered(INCOHERENT, 1) == []


def test_what_mends_the_proof_shown_must_mend_the_rule_told_of() -> None:
    """Either rule for p2 does the harm alone; with one of them gone the other still does it."""
    text = """
    p2(X) :- \\+ e1(X), a(X, N), N =< 1. p2(X) :- \\+ e1(X), a(X, N), N < 2.
    p1(X) :- a(X, N), N =< 3. :- p1(X), p2(X)."""
    theory = parse_theory(text, "t.pl", OF_TWO)
    report = with_repairs(check(theory, with_prolog=False))
    told = [(f.rules[0], o.before) for f in report.errors for o in f.repairs if o.before]
    dropped = [(subject, rule) for subject, rule in told if rule.head.name == "p2"]  # type: ignore[union-attr]  # no denial
    assert dropped
    assert all(rule_id(rule) == subject for subject, rule in dropped)


def test_facts_at_hand_that_break_a_constraint() -> None:
    text = "p(X) :- e(X). q(X) :- e(X), f(X). :- p(X), q(X)."
    facts = [parse_atom("e(ann)"), parse_atom("f(ann)")]
    found = repair(parse_theory(text), facts=facts)
    after = check(found.theory, facts=facts, with_prolog=False)
    assert [f for f in after.findings if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("is_total", [True, False])
def test_a_repair_leaves_no_case_open_that_was_decided(is_total: bool) -> None:
    """To refund for 20 days alone ends the clash too, and forgets what was not opened."""
    orders = (("days", 2), ("opened", 1), ("refund", 1), ("deny", 1), ("credit", 1))
    declarations = [
        Declaration(
            Predicate(name, arity),
            ("order", "number")[:arity],
            Role.INPUT if name in ("days", "opened") else Role.DERIVED,
            (0,) if arity == 2 else (),
        )
        for name, arity in orders
    ]
    outcomes = tuple(d.predicate for d in declarations[2:])
    signature = replace(
        NUMBERS,
        sorts=(*NUMBERS.sorts, Sort("order")),
        declarations=tuple(declarations),
        total=(outcomes,) if is_total else (),
    )
    kept = "deny(O) :- days(O, N), N > 2, opened(O). credit(O) :- days(O, N), N > 3."
    (refund,) = parse_rules("refund(O) :- days(O, N), N =< 3.")
    theory = Theory((refund, *parse_rules(kept)), signature)
    found = repair(theory, constraints=parse_rules(":- refund(O), deny(O)."))
    narrowed = "N =< 3, \\+ deny(O)" if is_total else "N =< 2"
    assert {*found.theory} == {
        *parse_rules(f"refund(O) :- days(O, N), {narrowed}. {kept}"),
    }


def test_what_another_rule_says_already_is_not_said_twice() -> None:
    kept = "p2(X) :- a(X, N), N > 2. p1(X) :- a(X, N), N =< 2."
    text = f"p2(X) :- a(X, N), N > 1. {kept} :- p2(X), p1(X)."
    protected = [rule_id(rule) for rule in parse_rules("p1(X) :- a(X, N), N =< 2.")]
    found = repair(parse_theory(text, "t.pl", OF_TWO), protected=protected)
    assert found.theory.definite == parse_rules(kept)


def test_variants_of_a_changed_rule_go_with_it() -> None:
    text = "p(X) :- e(X), g(X). p(Y) :- g(Y), e(Y). q(X) :- f(X). :- p(X), q(X)."
    q = next(rule for rule in parse_theory(text) if rule.head and rule.head.name == "q")
    found = repair(parse_theory(text), protected=[rule_id(q)])
    assert len(found.theory) == 3
    assert check(found.theory, with_prolog=False).safe


def test_only_protected_rules_are_left() -> None:
    theory = parse_theory("p(X) :- e(X). q(X) :- f(X). :- p(X), q(X).")
    found = repair(theory, protected=[rule_id(rule) for rule in theory.definite])
    assert (found.changed, len(found.left), found.theory) == ((), 1, theory)
    with pytest.raises(InputError, match="no rule has the id 'r12'"):
        repair(theory, protected=["r12"])


def test_prices() -> None:
    first, second = parse_rules("p(X) :- e(X). q(X) :- f(X).")
    prices = Prices({rule_id(first): 0.5}, frozenset((rule_id(second),)))
    assert (prices.of(first), prices.of(second)) == (0.5, 1.0)
    assert prices.may_touch(first)
    assert not prices.may_touch(second)
