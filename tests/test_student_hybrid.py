"""The hybrid: who decides, and what it says when nobody can."""

from __future__ import annotations

import pytest

from preceptor.graph import compile
from preceptor.logic import Atom, Const, Derived, InputError, Source, Theory, Truth
from preceptor.reason import Model, materialise
from preceptor.student import NEVER, DecidedBy, Decision, Hybrid
from preceptor.syntax import parse_goal, parse_rules
from student_family import family, trained

FACTS = """
    father(al, bob). mother(eve, bob). father(bob, cid). male(cid). mother(dot, cid).
    father(stranger, other). male(hermit). friend(al, dot).
"""


def model(text: str = FACTS) -> Model:
    return materialise(family(), [rule.head for rule in parse_rules(text) if rule.head])


def ask(goal: str, threshold: float | None = 0.9) -> Decision:
    return Hybrid(trained().student, threshold).ask(parse_goal(goal), model())


def names(decision: Decision) -> list[str]:
    return [str(term) for answer in decision.result.answers for _, term in answer.bindings]


def test_the_student_answers_a_ground_goal_that_it_is_sure_of() -> None:
    decision = ask("grandfather(al, cid)")
    assert decision.decided_by is DecidedBy.STUDENT
    (answer,) = decision.result.answers
    assert decision.result.truth is Truth.TRUE
    assert answer.source is Source.STUDENT
    assert answer.confidence >= 0.9
    assert answer.proof == ()
    assert "sure" in decision.reason


@pytest.mark.parametrize(
    ("goal", "answers"),
    [
        ("grandfather(X, cid)", ["al"]),
        ("grandmother(Who, cid)", ["eve"]),
        ("grandfather(al, X)", ["cid"]),
        ("father(bob, X)", ["cid"]),
        ("mother(X, cid)", ["dot"]),
    ],
)
def test_the_student_weighs_everyone_for_an_open_goal(goal: str, answers: list[str]) -> None:
    decision = ask(goal)
    assert decision.decided_by is DecidedBy.STUDENT
    assert names(decision) == answers
    variable = "Who" if "Who" in goal else "X"
    assert all(a.bindings[0][0] == variable for a in decision.result.answers)


@pytest.mark.parametrize(
    ("goal", "reason"),
    [
        ("grandfather(al, cid), male(al)", "single relations"),
        ("male(al)", "single relations"),
        (r"\+ grandfather(al, cid)", "single relations"),
        ("grandfather(X, Y)", "one of the two by name"),
        ("friend(al, cid)", "never learned friend/2"),
        ("grandfather(nobody, cid)", "no path"),
        ("grandfather(al, other)", "no path"),
        ("grandfather(X, nobody)", "no fact of a known relation speaks of nobody"),
        ("grandfather(X, hermit)", "no fact of a known relation speaks of hermit"),
        ("ancestor(X, cid)", "finds nobody"),
        ("grandmother(al, cid)", "the student says grandfather"),
    ],
)
def test_the_student_leaves_the_rest_to_the_rules(goal: str, reason: str) -> None:
    decision = ask(goal)
    assert decision.decided_by is not DecidedBy.STUDENT
    assert reason in decision.reason
    assert all(answer.source is Source.RULES for answer in decision.result.answers)


def test_a_predicate_that_nobody_knows_is_an_error_of_the_goal() -> None:
    with pytest.raises(InputError, match="grandfathr/2"):
        ask("grandfathr(al, cid)")


def test_below_the_threshold_the_rules_answer_alike() -> None:
    decision = ask("grandfather(X, cid)", threshold=NEVER)
    assert decision.decided_by is DecidedBy.RULES
    assert names(decision) == ["al"]
    assert "not sure enough" in decision.reason
    assert [a.source for a in decision.result.answers] == [Source.RULES]


def test_where_neither_knows_nobody_decides() -> None:
    decision = ask("spouse(al, other)")
    assert decision.decided_by is DecidedBy.NONE
    assert decision.result.truth is Truth.UNKNOWN
    assert not decision.result.answers
    assert "the rules conclude nothing either" in decision.reason


def test_the_threshold_is_the_students_own_unless_given() -> None:
    student = trained().student
    assert Hybrid(student).least == student.threshold
    assert Hybrid(student, 0.75).least == 0.75


def test_why_is_always_answered_by_the_rules() -> None:
    result = Hybrid(trained().student, 0.0).why(parse_goal("grandfather(al, cid)"), model())
    (answer,) = result.answers
    assert answer.source is Source.RULES
    (proof,) = answer.proof
    assert isinstance(proof, Derived)
    assert proof.atom == Atom("grandfather", (Const("al"), Const("cid")))


def test_traits_that_exclude_one_another_are_settled_by_the_surest() -> None:
    # the facts say that kim is a man; a rule would also have her a woman
    weak = parse_rules("0.7 :: female(X) :- child(Y, X).")
    theory = Theory((*family().theory.rules, *weak))
    given = [r.head for r in parse_rules("child(bob, kim). male(kim). father(bob, cid).") if r.head]
    asked = materialise(compile(theory), given)
    assert asked.holds(Atom("female", (Const("kim"),)))
    decision = Hybrid(trained().student, 0.9).ask(parse_goal("grandfather(kim, cid)"), asked)
    assert decision.decided_by is DecidedBy.STUDENT


def test_an_unlikely_trait_is_not_taken_for_one() -> None:
    theory = Theory((*family().theory.rules, *parse_rules("0.2 :: male(X) :- child(Y, X).")))
    given = [r.head for r in parse_rules("child(bob, kim). father(bob, cid).") if r.head]
    asked = materialise(compile(theory), given)
    decision = Hybrid(trained().student, 0.9).ask(parse_goal("grandfather(kim, cid)"), asked)
    assert decision.decided_by is DecidedBy.RULES
    assert decision.result.answers[0].confidence == pytest.approx(0.2)
    assert "no rule speaks of them" in decision.reason


def test_facts_of_the_rule_base_count_as_given() -> None:
    stated = parse_rules("father(al, bob). father(bob, cid).")
    asked = materialise(compile(Theory((*family().theory.rules, *stated))), [])
    decision = Hybrid(trained().student, 0.9).ask(parse_goal("grandfather(al, cid)"), asked)
    assert decision.decided_by is DecidedBy.STUDENT
