"""The judge: verdicts in order, with their reasons."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from judging import judged, kept, said, shape
from preceptor.check import check, encoding, guards, judge, low_median, report_of
from preceptor.graph import CompileError
from preceptor.logic import (
    NO_SIGNATURE,
    Code,
    Declaration,
    Dropped,
    Origin,
    Predicate,
    Repaired,
    Severity,
    Signature,
    Sort,
    Undecided,
)
from preceptor.syntax import parse_atom, parse_rules, rule_id

CANDIDATES = r"""
    uncle(X, Y) :- brother(X, Z), parent(Z, Y).
    uncle(X, Y) :- brother(X, _), parent(Z, Y), Y > W.
    uncle(A, B) :- parent(C, B), brother(A, C).
    :- uncle(X, X).
    uncle(X, Y) :- uncle(X, Y), male(X).
    uncle(X, Y) :- parent(X, Y), N = 3, N > 4.
    % @id alone
    0.5 :: alone(X) :- person(X), \+ crowd(X).
    % @id crowd
    0.6 :: crowd(X) :- person(X), \+ alone(X).
"""


def test_each_candidate_gets_its_verdict_in_order() -> None:
    judgement = judged(CANDIDATES, scores={"alone": 0.9, "crowd": 0.2})
    assert list(map(shape, judgement.verdicts)) == [
        ("Kept",),
        ("Dropped", "P204"),
        ("Dropped", "P303"),
        ("Quarantined", "P308"),
        ("Dropped", "P307"),
        ("Dropped", "P301"),
        ("Kept",),
        ("Quarantined", "P205"),
    ]
    assert kept(judgement) == [
        "uncle(X, Y) :- brother(X, Z), parent(Z, Y).",
        r"0.5 :: alone(X) :- person(X), \+ crowd(X).",
    ]
    assert {finding for v in judgement.verdicts for finding in v.findings} == {*judgement.findings}


def test_the_score_and_not_the_weight_decides_what_goes() -> None:
    judgement = judged(CANDIDATES, scores={"alone": 0.1, "crowd": 0.2})
    assert [shape(v)[0] for v in judgement.verdicts[-2:]] == ["Quarantined", "Kept"]


def test_without_scores_the_share_of_samples_decides() -> None:
    alone = parse_rules(r"% @id z-alone" "\n" r"alone(X) :- person(X), \+ crowd(X).", "t#0")
    crowd = parse_rules(r"% @id a-crowd" "\n" r"crowd(X) :- person(X), \+ alone(X).", "t#1")
    (again,) = (replace(rule, origin=Origin("u#2", 1, 1)) for rule in crowd)
    judgement = judge((*alone, *crowd, again), NO_SIGNATURE, with_prolog=False)
    assert [shape(v)[0] for v in judgement.verdicts] == ["Quarantined", "Kept", "Dropped"]
    (again,) = (replace(rule, origin=Origin("u#1", 1, 1)) for rule in crowd)  # the same sample
    judgement = judge((*alone, *crowd, again), NO_SIGNATURE, with_prolog=False)
    assert [shape(v)[0] for v in judgement.verdicts] == ["Kept", "Quarantined", "Dropped"]


def test_variants_are_kept_once_with_the_low_median_of_their_weights() -> None:
    judgement = judged("""
        0.9 :: p(X) :- q(X, Y).
        0.7 :: p(A) :- q(A, B).
        p(X) :- q(X, Z).
        0.8 :: p(X) :- q(X, W).
        p(X) :- r(X).
    """)
    assert kept(judgement) == ["0.8 :: p(X) :- q(X, Y).", "p(X) :- r(X)."]
    first, *others, last = judgement.verdicts
    assert shape(first) == ("Kept", "P304")
    assert shape(last) == ("Kept",)
    merged = rule_id(judgement.theory.rules[0])
    assert all(merged in v.findings[0].rules and merged in v.findings[0].message for v in others)
    (clash,) = [f for f in judgement.findings if f.code is Code.WEIGHT_CLASH]
    assert clash.severity is Severity.NOTE
    assert len(clash.rules) == len(clash.where) == 4
    assert "0.7, 0.8, 0.9, 1" in clash.message


@pytest.mark.parametrize(
    ("weights", "median"), [("9", "9"), ("19", "1"), ("951", "5"), ("2288", "2"), ("8282", "2")]
)
def test_low_median(weights: str, median: str) -> None:
    assert low_median(Fraction(int(w), 10) for w in weights) == Fraction(int(median), 10)


def test_a_repaired_candidate_that_stays_is_repaired() -> None:
    (rule,) = parse_rules("p(X) :- q(X).")
    origin = Origin("t#0", 1, 1, operators=("full stop",), before="p(X) :- q(X)")
    judgement = judge([replace(rule, origin=origin)], NO_SIGNATURE, with_prolog=False)
    (verdict,) = judgement.verdicts
    assert isinstance(verdict, Repaired)


def test_of_rules_that_never_fire_apart_the_lower_score_is_set_aside() -> None:
    text = """
        % @id yes
        p(X) :- a(X).
        % @id no
        -p(X) :- a(X), b(X).
        % @id other
        -p(X) :- c(X).
    """
    for scores, gone in (({"yes": 0.9, "no": 0.1}, "no"), ({"yes": 0.1, "no": 0.9}, "yes")):
        judgement = judged(text, scores={**scores, "other": 1.0})
        aside = [v.rule.name for v in judgement.verdicts if shape(v)[0] == "Quarantined"]
        assert aside == [gone]
        assert judgement.incoherent == ("no",)
    assert said(judgement, Code.CONFLICT)[0].startswith("whenever it fires")


CLASHING = """
    fine(X) :- a(X), \\+ b(X).
    0.5 :: fine(X) :- c(X).
    broken(X) :- a(X).
    broken(X) :- a(X), c(X).
    worse(X) :- broken(X).
    -fine(X) :- b(X), c(X).
    d(X) :- a(X), \\+ e(X).
    e(X) :- a(X), \\+ d(X).
    :- a(X), b(X).
"""


@pytest.mark.parametrize("facts", [[], ["a(x)"], ["c(x)", "b(x)"]])
@pytest.mark.parametrize("constraints", ["", ":- broken(X), a(X).", ":- worse(X), c(X)."])
def test_the_report_of_a_judgement_is_that_of_a_check_of_what_it_keeps(
    constraints: str, facts: list[str]
) -> None:
    laws, given = parse_rules(constraints, "constraints.pl"), tuple(map(parse_atom, facts))
    judgement = judged(CLASHING, constraints, facts)
    found = report_of(judgement, constraints=laws, facts=given).document()
    theory = judgement.theory
    wanted = check(theory, constraints=laws, facts=given, with_prolog=False, cores=1).document()
    assert {**found, "cpu_s": 0} == {**wanted, "cpu_s": 0}
    assert found["consistent"] is not False


def test_rules_are_set_aside_until_none_is_incoherent() -> None:
    text = """
        % @id a
        p(X) :- a(X).
        % @id b
        q(X) :- a(X).
        % @id c
        -p(X) :- a(X).
        % @id d
        -q(X) :- q(X).
    """
    judgement = judged(text, scores={"a": 1.0, "b": 0.5, "c": 0.4, "d": 0.3})
    assert [rule.name for rule in judgement.theory] == ["a", "b"]
    assert report_of(judgement).consistent is True


def test_of_equal_scores_the_incoherent_rule_goes_and_not_what_it_needs() -> None:
    text = """
        % @id a_premise
        sent(X) :- weight(X).
        % @id b_general
        post(X) :- sent(X).
        % @id z_exception
        -post(X) :- sent(X), heavy(X).
    """
    judgement = judged(text)
    assert [rule.name for rule in judgement.theory] == ["a_premise", "b_general"]


def test_constraints_may_define_what_only_they_read() -> None:
    constraints = "parent(X, Y) :- father(X, Y). parent(X, Y) :- mother(X, Y). :- parent(X, X)."
    judgement = judged("father(X, Y) :- son(Y, X).", constraints, ["son(a, a)"])
    (finding,) = [f for f in judgement.findings if f.code is Code.VIOLATION]
    assert str(finding.witness[0]) == "son(a, a)"
    assert finding.derives[-1].startswith("parent(a, a) by ")
    (possible,) = judged("father(X, Y) :- son(Y, X).", constraints, ["son(a, b)"]).findings
    assert (possible.code, possible.severity) == (Code.CONFLICT, Severity.WARNING)
    assert list(map(str, possible.witness)) == ["son(a, a)"]


def test_unsafe_constraints_are_the_callers_fault() -> None:
    with pytest.raises(CompileError, match="P204"):
        judged("p(X) :- q(X).", r":- p(X), \+ q(Y).")


def test_a_violation_that_needs_a_weight_is_a_tension_ranked_by_confidence() -> None:
    judgement = judged(
        """
        0.9 :: male(X) :- father(X, _).
        0.5 :: old(X) :- father(X, _).
        female(X) :- mother(X, _).
        """,
        ":- old(X), young(X).  :- male(X), female(X).  :- father(X, X).",
        ["father(kim, ann)", "mother(kim, bob)", "young(kim)", "father(joe, joe)"],
    )
    first, *tensions = (f for f in judgement.findings if f.code in (Code.VIOLATION, Code.TENSION))
    assert first.code is Code.VIOLATION
    assert "father(X, X)" in first.message
    assert [f.severity for f in (first, *tensions)] == ["error", "warning", "warning"]
    assert [f.message.rpartition(" ")[2] for f in tensions] == ["0.9", "0.5"]
    assert len(judgement.theory) == 3


def test_negation_over_a_weighted_rule_is_judged_without_it() -> None:
    """Hard rules alone: nothing is known to fly, so everything walks; the weight takes it away."""
    judgement = judged(
        r"0.9 :: flies(X) :- bird(X). walks(X) :- bird(X), \+ flies(X).",
        ":- walks(X), tiny(X).",
        ["bird(tweety)", "tiny(tweety)"],
    )
    assert said(judgement, Code.VIOLATION)
    assert not said(judgement, Code.TENSION)


def test_what_z3_gives_up_on_is_undecided_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    guards._decided.cache_clear()
    monkeypatch.setattr(encoding, "RESOURCES", 1)
    judgement = judged("p(X) :- n(X, Y, Z), X*X*X + Y*Y*Y + Z*Z*Z = 114.")
    assert isinstance(judgement.verdicts[0], Undecided)
    assert len(judgement.theory) == 0
    assert shape(judgement.verdicts[0]) == ("Undecided", "P402")
    guards._decided.cache_clear()


def test_a_signature_drops_what_it_does_not_allow() -> None:
    signature = Signature((Sort("person"),), (Declaration(Predicate("p", 1), ("person",)),))
    rules = parse_rules("p(X) :- q(X). p(X, Y) :- p(X), p(Y). p(3). p(ann).")
    judgement = judge(rules, signature, with_prolog=False)
    assert list(map(shape, judgement.verdicts)) == [
        ("Dropped", "P201"),
        ("Dropped", "P202"),
        ("Dropped", "P203"),
        ("Kept",),
    ]
    assert all(isinstance(v, Dropped) and v.findings[0].where for v in judgement.verdicts[:3])


# ---------------------------------------------------------------- the second engine
