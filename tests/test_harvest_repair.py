"""Repair: what a teacher broke is mended by named operators, and by nothing that may be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from people import PEOPLE, mend
from preceptor import harvest
from preceptor.harvest import OPERATORS, RULE_OPERATORS
from preceptor.logic import (
    Code,
)
from preceptor.syntax import parse_rules

GOLDEN = Path(__file__).parent / "golden" / "harvest"


# ---------------------------------------------------------------- the golden reply


def test_the_broken_reply() -> None:
    """Every break is located and its operator named; the table was checked by hand."""
    broken = (GOLDEN / "broken.txt").read_text(encoding="utf-8")
    taken = harvest.read(broken, "t", signature=PEOPLE)
    shown = [
        f"{s.line}:{s.column} {s.status} {' '.join(s.operators) or s.code or '-'}\n"
        f"    {s.after or s.reason}" + (f"\n    {s.reason}" if s.after and s.reason else "")
        for s in taken.statements
    ]
    expected = (GOLDEN / "broken.expected").read_text(encoding="utf-8")
    assert "\n".join((*shown, str(taken.totals), "")) == expected


def test_the_broken_reply_needs_every_operator() -> None:
    broken = (GOLDEN / "broken.txt").read_text(encoding="utf-8")
    spaced = "adult(X)\u00a0:- minor(X).\n- **adult(ann).**\n"
    taken = harvest.read(broken + spaced, "t", signature=PEOPLE)
    used = {name for statement in taken.statements for name in statement.operators}
    assert used == {operator.name for operator in (*OPERATORS, *RULE_OPERATORS)}


def test_what_was_written_stays_in_the_record() -> None:
    statement = mend("  Adlut(X) <- parent(X, Y)  % surely")
    assert statement.operators == ("missing_stop", "neck", "capitalised_predicate", "spelling")
    assert statement.before == "Adlut(X) <- parent(X, Y)  % surely"
    (rule,) = statement.rules
    assert rule.origin is not None
    assert (rule.origin.operators, rule.origin.before) == (statement.operators, statement.before)
    assert (rule.origin.line, rule.origin.column) == (1, 3)


# ---------------------------------------------------------------- one operator at a time

_BODY = "person(X), person(Y)"


@pytest.mark.parametrize(
    ("broken", "meant", "operator"),
    [
        ("adult(ann)", "adult(ann).", "missing_stop"),
        ("12) adult(ann).", "adult(ann).", "numbering"),
        ("* adult(ann).", "adult(ann).", "bullet"),
        ("`adult(ann).`", "adult(ann).", "backticks"),
        ("**adult(ann).**", "adult(ann).", "emphasis"),
        ("**Rule 12:** adult(ann).", "adult(ann).", "label"),
        ("R3: adult(ann).", "adult(ann).", "label"),
        ("adult(X)\u00a0:-\u2009minor(X).", "adult(X) :- minor(X).", "plain_space"),
        ("adult(X) :- \u200bminor(X).", "adult(X) :- minor(X).", "plain_space"),
        ("likes(ann, ‘it's’).", r"likes(ann, 'it\'s').", "plain_quotes"),
        ("likes(ann, „Zoo“).", "likes(ann, 'Zoo').", "plain_quotes"),
        ('likes(ann, "a. b").', "likes(ann, 'a. b').", "plain_quotes"),
        ("adult(X) :- age(X, N), N ≥ 18.", "adult(X) :- age(X, N), N >= 18.", "ascii_signs"),
        (f"twin(X, Y) :- {_BODY}, X ≠ Y.", f"twin(X, Y) :- {_BODY}, X \\= Y.", "ascii_signs"),
        ("adult(X) :- age(X, N), N > −1.", "adult(X) :- age(X, N), N > -1.", "ascii_signs"),
        ("adult(X) <= parent(X, Y).", "adult(X) :- parent(X, Y).", "neck"),
        ("0.9 :: -adult(X) <-- minor(X).", "0.9 :: -adult(X) :- minor(X).", "neck"),
        ("adult(X) <= age(X, N), N =< 9.", "adult(X) :- age(X, N), N =< 9.", "neck"),
        ("adult(X) if minor(X).", "adult(X) :- minor(X).", "neck"),
        ("rainy if adult(ann).", "rainy :- adult(ann).", "neck"),
        ("minor(X) => adult(X).", "adult(X) :- minor(X).", "turned_round"),
        ("If minor(X), then -adult(X).", "-adult(X) :- minor(X).", "turned_round"),
        ("0.5 :: minor(X) --> adult(X). % so", "0.5 :: adult(X) :- minor(X).", "turned_round"),
        ("Not adult(ann).", "-adult(ann).", "negation"),
        ("adult(X) :- grown(X), NOT(minor(X)).", "adult(X) :- grown(X), \\+ minor(X).", "negation"),
        ("adult(X) :- person(X), not -minor(X).", "adult(X) :- person(X), \\+ -minor(X).",
         "negation"),
        ("adult(X) :- grown(X) && parent(X, Y).", "adult(X) :- grown(X), parent(X, Y).",
         "conjunction"),
        ("adult(X) :- grown(X), and parent(X, Y).", "adult(X) :- grown(X), parent(X, Y).",
         "conjunction"),
        ("adult(X) :- grown(X) | parent(X, Y).", "adult(X) :- (grown(X) ; parent(X, Y)).",
         "disjunction"),
        ("twin(X, X) :- age(X, N), N =/= 3.", "twin(X, X) :- age(X, N), N \\= 3.", "comparison"),
        ("adult(X) :- age(X, N), N => 18.", "adult(X) :- age(X, N), N >= 18.", "comparison"),
        ("adult(X) :- X is a person.", "adult(X) :- person(X).", "copula"),
        ("Alex is grown.", "grown(alex).", "copula"),
        ("adult(X) :- age(X, N), M is N - 1, M > 3.", "adult(X) :- age(X, N), M = N - 1, M > 3.",
         "assignment"),
        ("likes(ann, café au lait).", "likes(ann, 'café au lait').", "unquoted_name"),
        ("'Adult'(ann).", "adult(ann).", "declared_name"),
        ("coOccursWith(a, b).", "co_occurs_with(a, b).", "declared_name"),
        ("oldre(ann, bob).", "older(ann, bob).", "spelling"),
        ("co_ocurs_wiht(a, b).", "co_occurs_with(a, b).", "spelling"),
        ("adult(ann, true).", "adult(ann).", "boolean_argument"),
        ("-adult(ann, false).", "adult(ann).", "boolean_argument"),
        ("kind(X) :- adult(X).", "kind(X, true) :- adult(X).", "boolean_argument"),
        ("adult(X) :- -kind(X).", "adult(X) :- kind(X, false).", "boolean_argument"),
        ("older(X, Y) :- age(N, X), age(M, Y), N > M.",
         "older(X, Y) :- age(X, N), age(Y, M), N > M.", "argument_order"),
        ("likes(Ann_Lee, water).", "likes(ann_lee, water).", "proper_noun"),
        ("paints(ann, 'RED').", "paints(ann, red).", "declared_value"),
        ("lonely(X) :- person(X), \\+ likes(X, Y).", "lonely(X) :- person(X), \\+ likes(X, _Y).",
         "existential"),
        ("older(X, ann).", "older(X, ann) :- person(X).", "sort_guard"),
        ("older(X, Y) :- adult(X).", "older(X, Y) :- adult(X), person(Y).", "sort_guard"),
    ],
)  # fmt: skip
def test_one_break_takes_one_operator(broken: str, meant: str, operator: str) -> None:
    statement = mend(broken)
    assert (statement.after, statement.operators) == (meant, (operator,))
    assert statement.status is harvest.Status.REPAIRED


def test_negation_in_a_body_and_in_a_head_that_turns_round() -> None:
    statement = mend("adult(X) & not minor(X) → ¬lonely(X)")
    assert statement.after == "-lonely(X) :- adult(X), \\+ minor(X)."
    assert statement.operators == (
        "missing_stop", "ascii_signs", "turned_round", "negation", "conjunction",
    )  # fmt: skip


def test_each_rule_of_a_disjunction_is_mended() -> None:
    statement = mend("adutl(X) :- grown(X) ; parent(_, Y).")
    assert statement.after == "adult(X) :- (grown(X) ; parent(_, Y), person(X))."
    assert statement.operators == ("spelling", "sort_guard")
    assert {rule.clause for rule in statement.rules} == {parse_rules(statement.after)[0].clause}


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("marrie(ann, bob).", "1:1: marrie/2 is not declared; marrie/2 may be married or marries"),
        ("adlut(ann, bob).", "1:1: adlut/2 is not declared"),
        ("parnet(ann).", "1:1: parnet/1 is not declared"),
        ("other(ann, bob).", "1:1: other/2 is not declared"),
        ("ages(3, 4).", "1:1: ages/2 is not declared"),
        ("age(ann, bob, cid).", "1:1: age has 2 arguments, here 3"),
        ("age(ann, 131).", "1:1: 131 is above the greatest years, 130, in age(ann, 131)"),
        ("paints(ann, green).", "1:1: green is none of red, blue, in paints(ann, green)"),
        ("age(3, 4).", "1:1: 3 is no symbol, as person has it, in age(3, 4)"),
        ("likes(ann, X).", "1:1: no positive goal binds X"),
        ("person(X).", "1:1: no positive goal binds X"),
        ("adult(X) :- age(X, N), M > N.", "1:1: no positive goal binds M"),
        ("adult(X) :- adult(X), likes(X, N), N > 3.", "1:1: N in N > 3 is no number"),
    ],
)  # fmt: skip
def test_a_rule_that_nothing_makes_fit_is_read_as_it_stands(text: str, reason: str) -> None:
    statement = mend(text)
    assert (statement.after, statement.status) == (text, harvest.Status.READ)
    assert statement.reason == reason


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("not flies(ann).", Code.UNDECLARED, "1:1: flies/1 is not declared, after negation"),
        ("age(ann) <- adult(ann).", Code.ARITY, "1:1: age has 2 arguments, here 1, after neck"),
        ("paints(ann, green-blue).", Code.SORT,
         "1:1: 'green-blue' is none of red, blue, in paints(ann, 'green-blue'), "
         "after unquoted_name"),
        ("likes(ann, X) <- adult(ann).", Code.UNSAFE,
         "1:1: no positive goal binds X, after neck"),
        ("marrie(ann, bob) <- adult(ann).", Code.UNDECLARED,
         "1:1: marrie/2 is not declared; marrie/2 may be married or marries, after neck"),
    ],
)  # fmt: skip
def test_what_was_put_in_other_words_must_fit(text: str, code: Code, reason: str) -> None:
    statement = mend(text)
    assert (statement.code, statement.reason) == (code, reason)


def test_a_layout_may_be_mended_where_the_rule_does_not_fit() -> None:
    statement = mend("1. flies(ann)")
    assert (statement.after, statement.operators) == ("flies(ann).", ("numbering", "missing_stop"))
    assert statement.reason == "1:4: flies/1 is not declared"


@pytest.mark.parametrize(
    "text",
    [
        "adult(X) <-> grown(X).",
        "adult(X) <- grown(X) <- minor(X).",
        "adult(X), grown(X) <- minor(X).",
        "adult(X) -> grown(X), minor(X).",
        "adult(X) => N.",
        "grown(X) :- adult(X), minor(X) or lonely(X).",
        "grown(X) :- not (adult(X), minor(X)).",
        "0.9 :: :- adult(X).",
        "adult(X) :- age(X, N + 1).",
        "adult(X) :- [minor(X)].",
        "adult(X) :- minor(X), !.",
        "adult(X) :- parent(X Y).",
        "adult(f(X)).",
    ],
)
def test_what_is_not_clear_is_not_mended(text: str) -> None:
    statement = mend(text)
    assert (statement.code, statement.operators) == (Code.SYNTAX, ())


@pytest.mark.parametrize(
    "line",
    ["Everyone is a person.", "This is a person.", "It is a person.", "X is a person.",
     "Nobody is a person.", "Alex is a zumpus.", "Alex is a person of good will."],
)  # fmt: skip
def test_a_sentence_that_names_nobody_or_nothing_declared_is_prose(line: str) -> None:
    taken = harvest.read(line, "t", reader="rules", signature=PEOPLE)
    assert (taken.statements, taken.totals.prose) == ((), 1)


@pytest.mark.parametrize(
    "text",
    ["likes(ann, 'Not -> this & “that” <= 3').", "adult(ann). % not <- this & that != 'it",
     "likes(ann, and). likes(ann, or). likes(ann, if). likes(ann, is).",
     "not(ann).", "adult(X) :- age(X, N), N<-3."],
)  # fmt: skip
def test_what_can_be_read_is_not_touched(text: str) -> None:
    taken = harvest.read(text, "t", reader="rules")
    assert {statement.status for statement in taken.statements} == {harvest.Status.READ}
    assert taken.rules == parse_rules(text)


def test_no_operator_reaches_into_quotes_or_comments() -> None:
    statement = mend("likes(ann, 'a <- b & not c') <- adult(ann) & % <- & not \u00a0\n minor(ann).")
    assert statement.after == "likes(ann, 'a <- b & not c') :- adult(ann), minor(ann)."
    assert statement.operators == ("neck", "conjunction")
