"""Repair: what a teacher broke is mended by named operators, and by nothing that may be wrong."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strategies
from preceptor import harvest
from preceptor.harvest import OPERATORS, RULE_OPERATORS, Statement
from preceptor.harvest.characters import plain_quotes
from preceptor.harvest.notation import COPULA
from preceptor.harvest.spelling import closest, distance, same_letters
from preceptor.harvest.tokens import tokens
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Code,
    Const,
    Declaration,
    Not,
    Num,
    Predicate,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
)
from preceptor.syntax import canonical, parse_rules, show_rule

GOLDEN = Path(__file__).parent / "golden" / "harvest"

_SORTS = (
    Sort("person", domain="person"),
    Sort("years", SortKind.INT, Num(0), Num(130)),
    Sort("colour", values=(Const("red"), Const("blue"))),
    Sort("truth", values=(Const("true"), Const("false"))),
    Sort("thing"),
)
_PREDICATES = {
    "person": ("person",),
    "adult": ("person",),
    "minor": ("person",),
    "grown": ("person",),
    "grows": ("thing",),
    "lonely": ("person",),
    "parent": ("person", "person"),
    "stranger": ("person", "person"),
    "twin": ("person", "person"),
    "older": ("person", "person"),
    "marries": ("person", "person"),
    "married": ("person", "person"),
    "age": ("person", "years"),
    "likes": ("person", "thing"),
    "paints": ("person", "colour"),
    "kind": ("person", "truth"),
    "co_occurs_with": ("thing", "thing"),
    "rainy": (),
}
PEOPLE = Signature(
    _SORTS, tuple(Declaration(Predicate(n, len(s)), s) for n, s in _PREDICATES.items())
)


def mend(text: str, signature: Signature = PEOPLE) -> Statement:
    (statement,) = harvest.read(text, "t", reader="rules", signature=signature).statements
    return statement


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


# ---------------------------------------------------------------- spelling


def slow_distance(one: str, other: str) -> int:
    """Optimal string alignment by its recurrence alone."""
    if not one or not other:
        return len(one) + len(other)
    costs = [
        slow_distance(one[1:], other) + 1,
        slow_distance(one, other[1:]) + 1,
        slow_distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 < len(other) and one[0] == other[1] and one[1] == other[0]:
        costs.append(slow_distance(one[2:], other[2:]) + 1)
    return min(costs)


@settings(max_examples=200, deadline=None)
@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 5))
def test_distance_is_that_of_the_recurrence(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(slow_distance(one, other), limit + 1)


def test_the_letters_of_a_name() -> None:
    known = ("co_occurs_with", "Affects", "naive", "r1", "r11")
    assert same_letters("Co-occurs with", known) == ("co_occurs_with",)
    assert same_letters("affects", known) == ("Affects",)
    assert same_letters("naïve", known) == ("naive",)
    assert same_letters("affect", known) == ()
    assert same_letters("_", ("_", "__")) == ()


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("fahter", ("father", "mother"), ("father",)),
        ("sons", ("son", "sun"), ("son",)),
        ("sn", ("son",), ()),  # too short to tell
        ("other", ("mother",), ()),  # another first letter
        ("parnets", ("parent",), ()),  # two slips in seven letters
        ("granddauhgterr", ("granddaughter",), ("granddaughter",)),
        ("rule12", ("rule1", "rule2", "rule13"), ()),  # digits are no slips
        ("marrie", ("married", "marries"), ("married", "marries")),
    ],
)
def test_the_closest_names(word: str, known: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert closest(word, known) == expected


# ---------------------------------------------------------------- any rule, broken in any way


# What undoes nothing that a rule of plain names can say; each makes text that cannot be read.
BREAKS = {
    "missing_stop": lambda text: text.removesuffix("."),
    "numbering": lambda text: f"3. {text}",
    "bullet": lambda text: f"* {text}",
    "backticks": lambda text: f"`{text}`",
    "emphasis": lambda text: f"**{text}**",
    "label": lambda text: f"Rule 3: {text}",
    "plain_space": lambda text: text.replace(" ", "\u00a0"),
    "ascii_signs": lambda text: text.replace(">=", "≥").replace("=<", "≤").replace(" - ", " − "),
    "neck": lambda text: text.replace(" :- ", " <- "),
    "negation": lambda text: text.replace("\\+ ", "not "),
    "conjunction": lambda text: text.replace("), ", ") & "),
    "comparison": lambda text: text.replace("\\= ", "!= ").replace("=< ", "<= "),
    "assignment": lambda text: text.replace(" = ", " is "),
}  # fmt: skip


@st.composite
def broken_rules(draw: st.DrawFn) -> tuple[Rule, str, str]:
    """A safe rule with its text after up to three breaks, and those breaks' names."""
    theory, _ = draw(strategies.safe_programs(max_rules=1))
    rule = draw(st.sampled_from(theory.rules))
    text = show_rule(rule)
    names = draw(st.lists(st.sampled_from(sorted(BREAKS)), min_size=1, max_size=3, unique=True))
    assume(len(set(names) & {"numbering", "bullet"}) < 2)
    chosen = [name for name in BREAKS if name in names]
    for name in chosen[::-1]:
        text = BREAKS[name](text)
    return rule, text, " ".join(chosen)


@settings(max_examples=300, deadline=None)
@given(broken_rules())
def test_a_broken_rule_is_recovered(broken: tuple[Rule, str, str]) -> None:
    rule, text, names = broken
    statements = harvest.read(text, "t", reader="rules").statements
    assert [canonical(r) for s in statements for r in s.rules] == [canonical(rule)], names
    assert set(statements[0].operators) <= set(names.split())


_SIGNATURES = {"node": 1, "edge": 2, "size": 2} | {
    f"{name}{i}": arity for i in range(3) for name, arity in (("p", 1), ("q", 2), ("v", 2))
}
PROGRAMS = Signature(
    (Sort("s"), Sort("n", SortKind.DECIMAL)),
    tuple(
        Declaration(Predicate(name, arity), tuple("sn" if name[0] in "sv" else "ss")[:arity])
        for name, arity in _SIGNATURES.items()
    ),
)


@settings(max_examples=100, deadline=None)
@given(strategies.safe_programs(), st.sampled_from([NO_SIGNATURE, PROGRAMS]))
def test_no_operator_fires_on_what_reads_and_fits(
    program: tuple[Theory, object], signature: Signature
) -> None:
    theory, _ = program
    text = "\n".join(map(show_rule, theory.rules))
    taken = harvest.read(text, "t", reader="rules", signature=signature)
    assert taken.rules == theory.rules
    assert all(not s.operators and not s.reason for s in taken.statements)


@settings(max_examples=60, deadline=None)
@given(strategies.theories())
def test_no_operator_fires_without_a_signature_on_what_reads(theory: Theory) -> None:
    text = "\n".join(["```", *(show_rule(replace(r, name=None)) for r in theory.rules), "```"])
    assume("@id" not in text)
    taken = harvest.read(text, "t", reader="rules")
    assert not any(statement.operators for statement in taken.statements)


@settings(max_examples=100, deadline=None)
@given(strategies.safe_programs(max_rules=1), st.data())
def test_a_declared_name_is_recovered_from_its_letters(
    program: tuple[Theory, object], data: st.DataObject
) -> None:
    """Capitals and underscores in the names of predicates tell nothing apart."""
    theory, _ = program
    rule = data.draw(st.sampled_from(theory.rules))

    def renamed(atom: Atom) -> Atom:
        return replace(atom, name=data.draw(st.sampled_from([atom.name.upper(), f"{atom.name}_"])))

    head = None if rule.head is None else renamed(rule.head)
    body = tuple(
        Not(renamed(lit.atom)) if isinstance(lit, Not)
        else renamed(lit) if isinstance(lit, Atom)
        else lit
        for lit in rule.body
    )  # fmt: skip
    statement = mend(show_rule(replace(rule, head=head, body=body)), PROGRAMS)
    assert (statement.rules, statement.operators) == ((rule,), ("declared_name",))


# ---------------------------------------------------------------- hostile text

_UNITS = (
    "(", "p(", "p(a, ", "'", "''", "'\\", "\\x1", "\\x1\\", "/*a", "*/", '"', "“", "‘a", "a", "A ",
    "a-", ". ", "a.", "1. ", "0.9 :: ", ":-", ": ", "**a", "` ", "\u00a0", "→", "∧ ", "not ",
    "not(", "~", "\\+ ", "and ", "if ", "p(a) -> ", "is a ", "Ab is a ", "p(New York, ", "é",
    "(a)", "p(a) ", "Rule 1: ", "p(X) :- q(X), ",
)  # fmt: skip
_SIZE = 100_000


@pytest.mark.parametrize("unit", _UNITS)
@pytest.mark.parametrize("before", ["", "p(X) :- ", "p('"])
def test_a_long_line_of_anything_is_read_in_linear_time(unit: str, before: str) -> None:
    text = before + unit * (_SIZE // len(unit))
    start = time.process_time()
    harvest.read(text, "t", reader="rules", signature=PEOPLE)
    assert time.process_time() - start < 3.0


@pytest.mark.parametrize("unit", _UNITS)
def test_every_operator_takes_linear_time(unit: str) -> None:
    for change, size in (
        *((change, _SIZE) for change in (tokens, plain_quotes, COPULA.fullmatch)),
        *((operator.change, _SIZE // 10) for operator in OPERATORS),
    ):
        start = time.process_time()
        change("p(X) " + unit * (size // len(unit)))
        assert time.process_time() - start < 2.0, change


def test_long_rules_that_do_not_fit_cost_little() -> None:
    text = f"adlut(X) :- {', '.join(f'age(N{n}, X)' for n in range(2000))}."
    start = time.process_time()
    assert mend(text).rules
    assert time.process_time() - start < 3.0
