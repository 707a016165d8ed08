"""Programs of formulas: the strict form, the repairs, and answers held against all small models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.harvest import Status
from preceptor.logic import Code, Const, Num, Var
from preceptor.programs import formula as programs
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
)
from preceptor.programs.formula.grammar import MAX_DEPTH, parse_formula
from preceptor.programs.formula.program import PREMISES, take_apart
from preceptor.programs.formula.show import show_formula
from preceptor.programs.statements import Unread

P, Q, R = (lambda *t, n=name: Predication(n, t) for name in "PQR")
A, B, X, Y = Const("a"), Const("b"), Var("x"), Var("y")


def all_(variable: str, body: Formula) -> Formula:
    return Quantified(Quantifier.ALL, variable, body)


def some(variable: str, body: Formula) -> Formula:
    return Quantified(Quantifier.SOME, variable, body)


def join(connective: Connective, *parts: Formula) -> Formula:
    return Junction(connective, parts)


AND, OR, XOR, IMPLIES, IFF = Connective


# --- the strict form ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("P(a)", P(A)),
        ("Raining", Predication("Raining")),
        ("∀x (P(x) → Q(x))", all_("x", join(IMPLIES, P(X), Q(X)))),
        ("∀x P(x) → Q(a)", join(IMPLIES, all_("x", P(X)), Q(A))),
        ("∃y R(a, y) ∧ P(y)", join(AND, some("y", R(A, Y)), P(Const("y")))),
        ("¬P(a) ∨ Q(a) ∧ P(b)", join(OR, Negation(P(A)), join(AND, Q(A), P(B)))),
        ("P(a) → Q(a) → P(b)", join(IMPLIES, P(A), join(IMPLIES, Q(A), P(B)))),
        ("P(a) ⊕ Q(a) ⊕ P(b)", join(XOR, P(A), Q(A), P(B))),
        ("P(a) ↔ Q(a) ⊕ P(b)", join(IFF, P(A), join(XOR, Q(A), P(B)))),
        ("(P(a) ∧ Q(a)) ∧ P(b)", join(AND, join(AND, P(A), Q(A)), P(B))),
        ("∀x ('x' = x)", all_("x", Comparison(Relation.EQ, Const("x"), X))),
        ("f(a, g(b)) ≥ -2.5", None),
        ("'two words'('It''s')", Predication("two words", (Const("It's"),))),
    ],
)
def test_formulas_are_read_with_their_precedence(text: str, formula: Formula | None) -> None:
    found = parse_formula(text)
    if formula is None:
        args = (A, Apply("g", (B,)))
        assert isinstance(found, Comparison)
        assert found.left == Apply("f", args)
        assert isinstance(found.right, Num)
        assert 2 * found.right.value == -5
    else:
        assert found == formula


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("P(a) ∧", 6, "ends too early"),
        ("P(a) Q(b)", 5, "found 'Q(b)'"),
        ("∀(x) P(x)", 1, "found '(x)'"),
        ("P(a) -> Q(a)", 5, "found '->'"),
        ("x = 1r0", 0, "divides by zero"),
        ("¬" * 100 + "P", 0, f"deeper than {MAX_DEPTH}"),
    ],
)
def test_what_the_grammar_refuses_has_a_place(text: str, offset: int, message: str) -> None:
    with pytest.raises(Unread) as refused:
        parse_formula(text)
    assert refused.value.offset == offset
    assert message in refused.value.message


NAMES = st.sampled_from(["P", "Q", "likes", "well-paid", "it's", "x", "42.3billion", "Ünï", "\\"])
ATOMIC = st.sampled_from([Const("a"), Const("x"), Const("two words"), Num(3), Num(-1)])


def terms(bound: tuple[str, ...]) -> st.SearchStrategy[Any]:
    leaves = st.one_of(ATOMIC, *(st.just(Var(name)) for name in bound))
    inner = st.builds(Apply, NAMES, st.lists(leaves, min_size=1, max_size=2).map(tuple))
    return st.one_of(leaves, inner)


@st.composite
def formulas(draw: st.DrawFn, bound: tuple[str, ...] = (), depth: int = 4) -> Formula:
    """Any closed formula whose variables are `bound` or quantified inside."""
    kind = draw(st.integers(0, 5 if depth else 1))
    term = terms(bound)
    match kind:
        case 0:
            return Predication(draw(NAMES), tuple(draw(st.lists(term, max_size=2))))
        case 1:
            return Comparison(draw(st.sampled_from(Relation)), draw(term), draw(term))
        case 2:
            return Negation(draw(formulas(bound, depth - 1)))
        case 3:
            name = draw(st.sampled_from(["x", "y", "someone"]))
            body = draw(formulas((*bound, name), depth - 1))
            return Quantified(draw(st.sampled_from(Quantifier)), name, body)
        case _:
            connective = draw(st.sampled_from(Connective))
            count = 2 if connective is IMPLIES else draw(st.integers(2, 3))
            return Junction(
                connective, tuple(draw(formulas(bound, depth - 1)) for _ in range(count))
            )


@given(formulas())
def test_printed_formulas_are_read_back_unchanged(formula: Formula) -> None:
    assert parse_formula(show_formula(formula)) == formula


# --- what models write beside the strict form --------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected", "operators"),
    [
        ("forall x: (Cat(x) -> Furry(x))", "∀x (Cat(x) → Furry(x))", "sign quantifier"),
        ("∀x, y (Likes(x, y))", "∀x ∀y Likes(x, y)", "quantifier"),
        ("for all x Cat(x)", "∀x Cat(x)", "sign"),
        (r"\exists x (Cat(x) \land \neg Furry(x))", "∃x (Cat(x) ∧ ¬Furry(x))", "latex"),
        ("!Cat(tom) && (Dog(rex) || ~Dog(tom))", "¬Cat(tom) ∧ (Dog(rex) ∨ ¬Dog(tom))", "sign"),
        ("not Cat(tom) xor Dog(tom)", "¬Cat(tom) ⊕ Dog(tom)", "sign"),
        ("Cat(tom) <=> -Dog(tom)", "Cat(tom) ↔ ¬Dog(tom)", "sign"),
        ("Old(tom) v Old(rex)", "Old(tom) ∨ Old(rex)", "sign"),
        ("2. Cat(tom).", "Cat(tom)", "markup"),
        ("- `Cat(tom)`", "Cat(tom)", "markup"),
        ("∀x [Cat(x) → Furry(x)]", "∀x (Cat(x) → Furry(x))", "bracket"),
        ("∀x (Cat(x) → Furry(x)))", "∀x (Cat(x) → Furry(x))", "parenthesis"),
        ("¬(Cat(tom) ∧ (Old(tom)", "¬(Cat(tom) ∧ Old(tom))", "parenthesis"),
        ("Lives(tom, new york)", "Lives(tom, 'new york')", "name"),
        ("Likes(tom, bread and butter)", "Likes(tom, 'bread and butter')", "name"),
        ("Costs(tom, 3.5million)", "Costs(tom, '3.5million')", "name"),
        ("Well-Fed(tom)", "'Well-Fed'(tom)", "name"),
        ('Titled(book, "War and Peace")', "Titled(book, 'War and Peace')", "quotes"),
        ("Made(set, [cup, {plate}])", None, ""),
        ("Made(set, [cup, plate])", "Made(set, list(cup, plate))", "list"),
        ("tom ∈ cats → rex ∉ cats", "'∈'(tom, cats) → ¬'∈'(rex, cats)", "membership"),
        ("age(tom) >= 3", "age(tom) ≥ 3", "sign"),
    ],
)
def test_repairs_bring_a_line_into_the_strict_form(
    line: str, expected: str | None, operators: str
) -> None:
    (statement,) = take_apart(f"Premises:\n{line} ::: in words").of(PREMISES)
    if expected is None:
        assert statement.fault is not None
        return
    assert statement.said == parse_formula(expected)
    assert statement.operators == tuple(operators.split())


@pytest.mark.parametrize(
    ("line", "expected", "operators"),
    [
        ("Cat(x) → Furry(x)", "∀x (Cat(x) → Furry(x))", "universal_closure"),
        ("Cat(x) ⊕ Dog(x)", "∀x (Cat(x) ⊕ Dog(x))", "universal_closure"),
        ("¬Cat(x)", "∀x ¬Cat(x)", "universal_closure"),
        ("¬(Cat(x) ∧ Dog(x))", "¬∃x (Cat(x) ∧ Dog(x))", "existential_closure"),
        ("In(tom, y) ∧ In(rex, y)", "∃y (In(tom, y) ∧ In(rex, y))", "existential_closure"),
        ("∀x (Cat(x) → Has(x, y))", "∀x (Cat(x) → ∃y Has(x, y))", "existential_closure"),
        ("∀x (Beat(x, y) → Lost(y, x))", "∀x ∀y (Beat(x, y) → Lost(y, x))", "universal_closure"),
        (
            "∀x (Rated(x, y) ∧ y > 9 → Good(x))",
            "∀x (∃y (Rated(x, y) ∧ y > 9) → Good(x))",
            "existential_closure",
        ),
        ("∀x Cat(x) → Furry(x)", "∀x (Cat(x) → Furry(x))", "quantifier_scope"),
        (
            "∀x ∀y Beat(x, y) → Lost(y, x)",
            "∀x ∀y (Beat(x, y) → Lost(y, x))",
            "quantifier_scope",
        ),
        ("Happy ∧ ∃x Cat(x) ∧ Old(x)", "Happy ∧ ∃x (Cat(x) ∧ Old(x))", "quantifier_scope"),
        ("Cat(tom) → Likes(tom, u2b)", "Cat(tom) → Likes(tom, u2b)", ""),
    ],
)
def test_variables_without_a_quantifier_get_one(line: str, expected: str, operators: str) -> None:
    (statement,) = take_apart(f"Premises:\n{line}").of(PREMISES)
    assert statement.said is not None
    assert show_formula(statement.said) == expected
    assert statement.operators == tuple(operators.split())


# --- answers -----------------------------------------------------------------------------------

PROGRAM = """Predicates:
Cat(x) ::: x is a cat.
Furry(x) ::: x is furry.
Premises:
∀x (Cat(x) → Furry(x)) ::: All cats are furry.
Cat(tom) ::: Tom is a cat.
Conclusion:
{} ::: ?
"""


@pytest.mark.parametrize(
    ("conclusion", "answer"),
    [
        ("Furry(tom)", "A"),
        ("¬Furry(tom)", "B"),
        ("Furry(rex)", "C"),
        ("∃x Furry(x)", "A"),
        ("∀x Furry(x)", "C"),
        ("∃x ∀y (Furry(x) → Furry(y))", "A"),  # the drinker's paradox holds in every domain
    ],
)
def test_a_conclusion_is_true_false_or_uncertain(conclusion: str, answer: str) -> None:
    outcome = programs.read_program(PROGRAM.format(conclusion))
    assert (outcome.status, outcome.answer) == (Status.READ, answer)


def test_an_answer_names_the_premises_that_it_needs_and_no_other() -> None:
    outcome = programs.read_program(
        "Premises:\nOld(tom)\nCat(tom)\n∀x (Cat(x) → Furry(x))\nConclusion:\nFurry(tom)"
    )
    assert outcome.explanation == (
        "it follows from",
        "line 3: Cat(tom)",
        "line 4: ∀x (Cat(x) → Furry(x))",
    )


def test_an_uncertain_conclusion_is_shown_true_and_false() -> None:
    outcome = programs.read_program("Premises:\nCat(tom)\nConclusion:\nCat(rex)")
    assert outcome.answer == "C"
    holds, fails = outcome.explanation
    assert holds == "it holds where tom = 1, rex = 1: Cat(1)"
    assert fails in (
        "it fails where tom = 1, rex = 2: Cat(1)",
        "it fails where tom = 2, rex = 1: Cat(2)",
    )


def test_options_may_stand_in_any_order() -> None:
    options = ("(a) Unknown", "(b) No", "(c) Yes")
    assert programs.read_program(PROGRAM.format("Furry(tom)"), None, options).answer == "C"
    assert programs.read_program(PROGRAM.format("Furry(rex)"), None, options).answer == "A"
    two = programs.read_program(PROGRAM.format("Furry(rex)"), None, ("A) True", "B) False"))
    assert (two.answer, two.reason) == (None, "unknown, and no option says so")


def test_one_name_under_several_spellings() -> None:
    text = """Predicates:
WellPaid(x) ::: well paid
NegativeReviews(x) ::: bad press
Premises:
∀x (wellpaid(x) → NegativeReview(x))
Well_Paid(bestActor)
Conclusion:
NegativeReviews(best_actor)"""
    outcome = programs.read_program(text)
    assert outcome.answer == "A"
    assert outcome.operators == ("case", "spelling")


def test_predicates_of_several_arities_are_different() -> None:
    outcome = programs.read_program("Premises:\nSuits(tom)\nConclusion:\nSuits(tom, rex)")
    assert (outcome.answer, outcome.operators) == ("C", ("arity",))


def test_numbers_are_compared_as_numbers() -> None:
    text = "Premises:\nRated(inn, 9.5)\n∀x ∀y (Rated(x, y) ∧ y > 9 → Good(x))\nConclusion:\n{}"
    assert programs.read_program(text.format("Good(inn)")).answer == "A"
    assert programs.read_program(text.format("9.5 = 19r2")).answer == "A"
    assert programs.read_program(text.format("9.5 ≤ 9")).answer == "B"
    assert programs.read_program(text.format("Rated(inn, 8)")).answer == "C"


def test_contradictory_premises_are_flagged_and_asked_part_by_part() -> None:
    text = "Premises:\nCat(tom)\n¬Cat(tom)\nOld(tom)\nConclusion:\n{}"
    old, cat = (
        programs.read_program(text.format("Old(tom)")),
        programs.read_program(text.format("Cat(tom)")),
    )
    assert (old.contradictory, old.answer) == (True, "A")
    assert (cat.contradictory, cat.answer) == (True, "C")
    assert old.explanation[0] == "these contradict each other"
    assert old.explanation[1:] == ("line 2: Cat(tom)", "line 3: ¬Cat(tom)")


def test_an_unread_premise_leaves_what_the_others_entail() -> None:
    text = "Premises:\nCat(tom)\nCat(( → \nConclusion:\n{}"
    entailed, open_ = (
        programs.read_program(text.format("Cat(tom)")),
        programs.read_program(text.format("Cat(rex)")),
    )
    assert (entailed.status, entailed.answer) == (Status.REPAIRED, "A")
    assert entailed.unread[0].startswith("program:3:5: P101")
    assert (open_.status, open_.code, open_.answer) == (Status.REJECTED, Code.SYNTAX, None)


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("", Code.MALFORMED, "no conclusion"),
        ("I cannot help with that.", Code.MALFORMED, "no conclusion"),
        ("Premises:\nCat(tom)", Code.MALFORMED, "no conclusion"),
        ("Conclusion:\nTom is a cat.", Code.SYNTAX, "program:2:5"),
        ("Conclusion:\nLikes(tom, ∃y Cat(y))", Code.SYNTAX, "program:2:12"),
        ("Conclusion:\nCat(tom\x07)", Code.CHARACTER, "U+0007"),
        ("Conclusion:\n" + "¬" * 200 + "Cat(tom)", Code.LIMIT, "nested deeper"),
        ("Conclusion:\n" + "Cat(tom) ∧ " * 2000, Code.LIMIT, "the limit is"),
    ],
)
def test_a_program_that_cannot_be_read_says_why(text: str, code: Code, reason: str) -> None:
    outcome = programs.read_program(text)
    assert (outcome.status, outcome.code, outcome.answer) == (Status.REJECTED, code, None)
    assert reason in outcome.reason


def test_what_no_finite_model_and_no_proof_decides_is_not_called_uncertain() -> None:
    """Strict order without end: true in infinite domains alone, and Z3 cannot say so."""
    text = """Premises:
∀x ¬Before(x, x)
∀x ∀y ∀z (Before(x, y) ∧ Before(y, z) → Before(x, z))
∀x ∃y Before(x, y)
Conclusion:
∃x ∀y ¬Before(y, x)"""
    outcome = programs.read_program(text)
    assert outcome.answer is None
    assert outcome.code is Code.UNDECIDED
    assert "Z3 gave up" in outcome.reason


def test_every_line_is_accounted_for() -> None:
    text = "Here you go:\n\nPremises:\nCat(tom)\n!Cat(rex)\nP((\n```\nConclusion: Cat(rex)"
    found = programs.account(text, "reply")
    totals = found.totals
    assert (totals.lines, totals.blank, totals.comment, totals.prose) == (8, 1, 2, 1)
    assert totals.statement_lines == 4
    assert (totals.read, totals.repaired, totals.rejected) == (2, 1, 1)
    assert [s.after for s in found.statements] == ["Cat(tom)", "¬Cat(rex)", "", "Cat(rex)"]
    assert found.statements[3].column == 13


@pytest.mark.parametrize("shape", ["(", "¬", "P(", "∀x ", "[", "{", "'", '"', "a-", "x ∈ ", "- "])
def test_hostile_lines_end_in_linear_time(shape: str) -> None:
    line = shape * (7000 // len(shape))
    outcome = programs.read_program(f"Premises:\n{line}\nConclusion:\nCat(tom)")
    assert outcome.answer is None or outcome.answer == "C"


# --- recorded programs -------------------------------------------------------------------------


@pytest.mark.parametrize("teacher", ["gpt-3.5-turbo", "text-davinci-003"])
def test_recorded_programs_are_read_and_decided(shared: Path, teacher: str) -> None:
    recorded = json.loads(
        (shared / "data/logic_programs" / f"FOLIO_dev_{teacher}.json").read_text("utf-8")
    )
    outcomes = [
        programs.read_program(item["raw_logic_programs"][0], item["question"], item["options"])
        for item in recorded
    ]
    right = sum(o.answer == item["answer"] for o, item in zip(outcomes, recorded, strict=True))
    assert sum(o.answer is not None for o in outcomes) >= 0.97 * len(recorded)
    assert all(o.answer or o.reason for o in outcomes)
    assert right >= 0.56 * len(recorded)
