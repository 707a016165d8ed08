"""The data itself: exact numbers, equality, signatures, proofs, messages."""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import replace
from fractions import Fraction
from subprocess import run

import pytest
from hypothesis import given, settings

import strategies
from preceptor.logic import (
    NO_SIGNATURE,
    TITLES,
    Absent,
    Arith,
    Atom,
    Code,
    Compare,
    Computed,
    Const,
    Declaration,
    Derived,
    Expr,
    Fault,
    Given,
    InputError,
    LimitExceeded,
    Not,
    Num,
    Op,
    Origin,
    ParseError,
    PreceptorError,
    Predicate,
    Proof,
    Rule,
    Signature,
    Sort,
    TeacherError,
    Theory,
    Unavailable,
    Var,
    children,
    confidence,
    height,
    is_existential,
    is_ground,
    is_slip,
    map_rule,
    nodes,
    occurrences,
    rename,
    substituting,
    variables,
    visible,
)
from preceptor.logic.excerpt import excerpt

X, Y, A, B = Var("X"), Var("Y"), Const("a"), Const("b")
P_X, Q_XY = Atom("p", (X,)), Atom("q", (X, Y))


# ---------------------------------------------------------------- terms and rules


def test_numbers_are_equal_by_value() -> None:
    assert Num(Fraction(4, 2)) == Num(2)
    assert hash(Num(Fraction(4, 2))) == hash(Num(2))
    assert Num(Fraction(1, 2)) != Num(Fraction(1, 3))


def test_a_number_is_not_the_constant_of_its_digits() -> None:
    assert Num(2) != Const("2")


def test_strong_negation_is_a_predicate_of_its_own() -> None:
    negative = Atom("p", (X,), negated=True)
    assert negative.predicate == Predicate("p", 1, negated=True) == P_X.predicate.opposite
    assert str(negative.predicate) == "-p/1"


@pytest.mark.parametrize("weight", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_a_weight_lies_in_the_half_open_unit_interval(weight: Fraction) -> None:
    with pytest.raises(ValueError, match="weight"):
        Rule(P_X, (), weight)


def test_a_denial_carries_no_weight() -> None:
    with pytest.raises(ValueError, match="denial"):
        Rule(None, (P_X,), Fraction(1, 2))


def test_rules_are_equal_wherever_they_were_written() -> None:
    rule = Rule(P_X, (Q_XY,))
    assert rule == replace(rule, origin=Origin("f", 3, 1), clause="r1")
    assert rule != replace(rule, name="one")
    assert rule != replace(rule, weight=Fraction(1, 2))


def test_a_rule_is_looked_up_in_another_process_too() -> None:
    """Hashes of text differ from process to process, so none may travel with a rule."""
    stated = Rule(Atom("p", (Var("X"),)), (Atom("q", (Var("X"),)),), Fraction(1, 2), "one")
    hash(stated)
    code = (
        f"import pickle; rule = pickle.loads({pickle.dumps(stated)!r}); assert rule in {{rule: 1}}"
    )
    code += "; from dataclasses import replace; assert replace(rule) in {rule: 1}"
    run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": "7"})


def test_kinds_of_rules() -> None:
    fact, rule, denial = Rule(P_X), Rule(P_X, (Q_XY,), Fraction(1, 2)), Rule(None, (P_X,))
    assert [r.is_fact for r in (fact, rule, denial)] == [True, False, False]
    assert [r.is_denial for r in (fact, rule, denial)] == [False, False, True]
    assert [r.is_hard for r in (fact, rule, denial)] == [True, False, True]


def test_theories_sort_their_rules() -> None:
    fact, rule, denial = Rule(P_X), Rule(P_X, (Q_XY,)), Rule(None, (P_X,))
    theory = Theory((fact, denial)).plus([rule])
    assert list(theory) == [fact, denial, rule]
    assert len(theory) == 3
    assert theory.denials == (denial,)
    assert theory.definite == (fact, rule)
    assert theory.defining(Predicate("p", 1)) == (fact, rule)
    assert theory.defining(Predicate("p", 2)) == ()


# ---------------------------------------------------------------- variables


def test_variables_come_in_printed_order() -> None:
    body = (Compare(Op.LT, Arith("+", Y, Var("Z")), Num(3)), Not(Atom("r", (X, Var("_W")))))
    rule = Rule(Q_XY, body)
    assert tuple(occurrences(rule)) == ("X", "Y", "Y", "Z", "X", "_W")
    assert variables(rule) == ("X", "Y", "Z", "_W")
    assert [is_existential(name) for name in variables(rule)] == [False, False, False, True]


def test_renaming_and_substituting() -> None:
    rule = Rule(P_X, (Q_XY, Compare(Op.SAME, Y, Arith("+", X, Num(1)))))
    swapped = rename(rule, {"X": "Y", "Y": "X"})
    assert swapped == Rule(
        Atom("p", (Y,)), (Atom("q", (Y, X)), Compare(Op.SAME, X, Arith("+", Y, Num(1))))
    )
    ground = map_rule(rule, substituting({"X": A, "Y": B}))
    assert ground.body[0] == Atom("q", (A, B))
    assert is_ground(ground)
    assert not is_ground(rule)


@settings(max_examples=50, deadline=None)
@given(strategies.rules())
def test_renaming_there_and_back(rule: Rule) -> None:
    there = {name: f"{name}_renamed" for name in variables(rule)}
    back = {new: old for old, new in there.items()}
    assert rename(rename(rule, there), back) == rule


@settings(max_examples=20, deadline=None)
@given(strategies.deep_expressions())
def test_deep_expressions_need_no_recursion_limit(deep: Expr) -> None:
    assert variables(deep) == ("X",)


# ---------------------------------------------------------------- signatures


def test_signatures() -> None:
    age = Declaration(Predicate("age", 2), ("person", "years"))
    signature = Signature((Sort("years"),), (age,))
    assert signature.declaration(Predicate("age", 2, negated=True)) == age
    assert signature.declaration(Predicate("age", 3)) is None
    assert signature.named("age") == (age,)
    assert signature.sort("years") == Sort("years")
    assert signature.sort("person") is None
    assert bool(signature)
    assert not bool(NO_SIGNATURE)


# ---------------------------------------------------------------- proofs


def _chain(length: int) -> Proof:
    proof: Proof = Given(P_X)
    for _ in range(length):
        proof = Derived(P_X, Rule(P_X, (P_X,), Fraction(99, 100)), (proof,))
    return proof


def test_measures_of_a_proof() -> None:
    weighted = Given(P_X, Rule(P_X, (), Fraction(1, 4)))
    inner = Derived(P_X, Rule(P_X, (P_X,), Fraction(1, 2)), (weighted,))
    proof = Derived(
        Q_XY,
        Rule(Q_XY, (P_X, Not(P_X), Compare(Op.LT, Num(1), Num(2)))),
        (inner, Absent(P_X), Computed(Compare(Op.LT, Num(1), Num(2)))),
    )
    assert height(proof) == 2
    assert confidence(proof) == 0.125
    assert children(Absent(P_X)) == ()
    assert list(nodes(proof)) == [proof, inner, weighted, *proof.premises[1:]]


def test_proofs_may_be_deep() -> None:
    proof = _chain(5000)
    assert height(proof) == 5000
    assert confidence(proof) == pytest.approx(0.99**5000)


def test_a_shared_premise_counts_each_time_in_the_confidence() -> None:
    half = Given(P_X, Rule(P_X, (), Fraction(1, 2)))
    both = Derived(Q_XY, Rule(Q_XY, (P_X, P_X)), (half, half))
    assert confidence(both) == 0.25
    assert height(both) == 1


# ---------------------------------------------------------------- messages


def test_all_that_we_raise_is_a_preceptor_error() -> None:
    raised = (
        InputError("no such file", "look again"),
        ParseError((Fault(Origin("f", 1, 2), "found ')'"),)),
        LimitExceeded("facts", 11, 10),
        TeacherError("nothing"),
        Unavailable("torch", "pip install preceptor[student]", "the rules answer"),
    )
    assert all(isinstance(error, PreceptorError) for error in raised)
    assert [str(error) for error in raised] == [
        "no such file\n  hint: look again",
        "f:1:2: P101: found ')'",
        "the limit on facts was hit: 11 of 10",
        "nothing",
        "torch is not installed. To get it: pip install preceptor[student]. "
        "Without it: the rules answer.",
    ]


def test_every_code_has_a_title() -> None:
    assert set(TITLES) == set(Code)
    assert len({code.value for code in Code}) == len(Code)


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("p(a b).", 5, "p(a b).\n    ^"),
        ("\tp(a\tb).", 6, "\tp(a\tb).\n\t   \t^"),
        ("p(日本 b)", 6, "p(日本 b)\n       ^"),  # each ideograph is two cells wide
        ("p(e\u0301 b)", 6, "p(e\u0301 b)\n    ^"),  # the accent takes none
        ("p(\x1b[2J b)", 8, "p(\\x1b[2J b)\n          ^"),
        ("ab", 9, "ab\n  ^"),
        ("", 1, "\n^"),
    ],
)
def test_the_caret_stands_under_its_column(line: str, column: int, shown: str) -> None:
    assert excerpt(line, column) == shown


def test_a_long_line_is_shown_around_its_column() -> None:
    line = "a" * 500 + "!" + "b" * 500
    text, caret = excerpt(line, 501).split("\n")
    assert text == "..." + "a" * 72 + "!" + "b" * 39 + "..."
    assert text[len(caret) - 1] == "!"


def test_what_could_drive_a_terminal_is_made_visible() -> None:
    assert visible("a\x1b[2J\u202eb\ud800\n\tc") == "a\\x1b[2J\\u202eb\\ud800\n\tc"


def test_a_slip_of_the_pen_is_one_letter_or_two_in_the_wrong_order() -> None:
    for word in ("parnt", "parrent", "parenz", "paernt", "parents"):
        assert is_slip(word, "parent"), word
        assert is_slip("parent", word), word
    for word, other in [
        ("parent", "parent"), ("son", "sun"), ("child1", "child2"), ("child", "child2"),
        ("father", "mother"), ("male", "female"), ("parent", "tnerap"), ("wife", "wives"),
    ]:  # fmt: skip
        assert not is_slip(word, other), (word, other)
