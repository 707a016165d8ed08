"""The parser: what it reads, where it says things stand, and what no text may do to it."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lark import Lark
from lark.exceptions import UnexpectedInput

import strategies
from preceptor.logic import (
    Arith,
    Atom,
    Code,
    Compare,
    Const,
    InputError,
    Not,
    Num,
    Op,
    ParseError,
    Rule,
    Theory,
    Var,
)
from preceptor.rooms import GRAMMARS
from preceptor.syntax import (
    Piece,
    parse_atom,
    parse_goal,
    parse_rules,
    pieces,
    read_piece,
    read_rules,
    rule_id,
    show_rule,
    show_theory,
)

X, Y = Var("X"), Var("Y")


def faults_of(text: str) -> list[tuple[int, int, Code]]:
    return [(f.origin.line, f.origin.column, f.code) for f in read_rules(text, "t")[1]]


# ---------------------------------------------------------------- what it reads


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("p.", Rule(Atom("p"))),
        ("-p(X).", Rule(Atom("p", (X,), negated=True))),
        ("'it''s'('\\x41\\\\n').", Rule(Atom("it's", (Const("A\n"),)))),
        ("p(-3, 0.35, 1r3, 4r2).", Rule(Atom("p", (Num(-3), Num(Fraction(7, 20)),
                                                    Num(Fraction(1, 3)), Num(2))))),
        ("0.9::p:-q.", Rule(Atom("p"), (Atom("q"),), Fraction(9, 10))),
        (":- \\+ -p(X), q(X).", Rule(None, (Not(Atom("p", (X,), True)), Atom("q", (X,))))),
        ("p :- X = -Y * 2 + 1.", Rule(Atom("p"), (Compare(Op.SAME, X, Arith("+", Arith("*",
            Arith("-", Num(0), Y), Num(2)), Num(1))),))),
        ("p :- X - 1 - 2 =\\= 3 / (4 - Y).", Rule(Atom("p"), (Compare(Op.NE,
            Arith("-", Arith("-", X, Num(1)), Num(2)), Arith("/", Num(3),
            Arith("-", Num(4), Y))),))),
        ("% @id one\np(a). % no mark", Rule(Atom("p", (Const("a"),)), name="one")),
        ("p(_, X, _) :- q(_1).", Rule(Atom("p", (Var("_2"), X, Var("_3"))),
                                      (Atom("q", (Var("_1"),)),))),
    ],
)  # fmt: skip
def test_reads(text: str, rule: Rule) -> None:
    assert parse_rules(text) == (rule,)


def test_a_disjunction_unfolds_in_order_and_shares_its_id() -> None:
    rules = parse_rules("p(X) :- (a(X) ; b(X)), (c(X) ; d(X)).")
    bodies = ["".join(lit.name for lit in rule.body) for rule in rules]  # type: ignore[union-attr]
    assert bodies == ["ac", "ad", "bc", "bd"]
    assert len({rule_id(rule) for rule in rules}) == 1
    assert parse_rules("% @id twice\np :- a ; b.")[1].name == "twice"


def test_an_id_survives_renaming_and_moving_but_not_a_change() -> None:
    one, other, different = parse_rules("p(X) :- q(X, Y).\n\n  p(A) :- q(A, B).\np(X) :- q(Y, X).")
    assert rule_id(one) == rule_id(other) != rule_id(different)


def test_places_are_those_of_an_editor() -> None:
    text = "\ufeffp(a). q(b).\r\n\r\n  % @id n\r\n\tr(c) :-\r\n s(d).\rt(e)."
    places = [
        (r.origin.line, r.origin.column, r.origin.end_line, r.origin.end_column)
        for r in parse_rules(text)
        if r.origin
    ]
    assert places == [(1, 1, 1, 6), (1, 7, 1, 12), (4, 2, 5, 7), (6, 1, 6, 6)]


def test_a_broken_clause_hides_no_other() -> None:
    rules, faults = read_rules("q(X) :- r(X)\ns(X) :- t(X).\nu(a) v.\nw(a).", "t")
    assert [show_rule(rule) for rule in rules] == ["s(X) :- t(X).", "w(a)."]
    assert [(f.origin.line, f.origin.column, f.expected) for f in faults] == [
        (1, 13, ("'.'",)),
        (3, 6, ("'.'", "':-'")),
    ]


def test_a_piece_is_placed_in_its_text() -> None:
    second = list(pieces("p(a).\n  q(b) :- r(b)."))[1]
    (rule,) = read_piece(second, "t")
    assert str(rule.origin) == "t:2:3"
    with pytest.raises(ParseError) as error:
        read_piece(Piece("q(b c).", 7, 3, stopped=True), "t")
    assert str(error.value).split("\n")[:3] == [
        "t:7:7: P101: found 'c'",
        "    q(b c).",
        "        ^",
    ]


# ---------------------------------------------------------------- goals


def test_goals_with_and_without_trimmings() -> None:
    goal = (Atom("p", (X,)), Not(Atom("q", (X,))))
    for text in ("p(X), \\+ q(X)", " ?- p(X), \\+ q(X). ", "p(X), \\+ q(X) . % why"):
        assert parse_goal(text) == goal
    assert parse_atom("-p(X).") == Atom("p", (X,), negated=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "p(X",
            "<goal>:1:4: P101: found the end of the clause\n  p(X\n     ^\n  expected: ')', ','",
        ),
        ("  p(a b)", "<goal>:1:7: P101: found 'b'\n    p(a b)\n        ^\n"),
        (
            "p(X). q(Y).",
            "<goal>:1:7: P101: text behind the goal\n  p(X). q(Y).\n        ^\n  hint: one",
        ),
        ("p(X) q(Y)", "<goal>:1:6: P101: found 'q'\n"),
        ("p(X) :- q(X)", "<goal>:1:6: P101: found ':-'\n"),
        ("p ; q", "<goal>:1:1: P101: a goal is a conjunction\n"),
        ("p(\0)", "<goal>:1:3: P103: a control character, U+0000\n  p(\\x00)\n    ^"),
    ],
)
def test_a_broken_goal_shows_its_own_text(text: str, message: str) -> None:
    with pytest.raises(ParseError) as error:
        parse_goal(text)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("text", ["", "  ", ".", "?-", "% nothing"])
def test_an_empty_goal_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError):
        parse_goal(text)


@pytest.mark.parametrize("text", ["p, q", "\\+ p", "X = 3"])
def test_not_a_single_atom(text: str) -> None:
    with pytest.raises(ParseError, match="not a single atom"):
        parse_atom(text)


# ---------------------------------------------------------------- hostile text

MEGA = 1_000_000


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("(" * 5 * MEGA, (1, 1, Code.LIMIT)),
        ("[](){}" * MEGA, (1, 1, Code.LIMIT)),
        ("p(" * MEGA, (1, 1, Code.LIMIT)),
        ("p(X) :- " + "(" * 10**5 + "q" + ")" * 10**5 + ".", (1, 1, Code.LIMIT)),
        ("p(X) :- " + "(" * 30_000 + "q.", (1, 30_010, Code.SYNTAX)),
        ("p(X) :- X > " + "(" * 5000 + "1" + " + 1)" * 5000 + ".", (1, 1, Code.LIMIT)),
        ("p(" + "a, " * 30_000 + "a).", (1, 1, Code.LIMIT)),
        ("'" + "\\'" * MEGA, (1, 1, Code.LIMIT)),
        ("/* " * MEGA, (1, 1, Code.LIMIT)),
        ("p(a" + "." * MEGA, (1, 1, Code.LIMIT)),
        ("p(" + "9" * 50_000 + ").", (1, 3, Code.LIMIT)),
        ("p :- " + " ; ".join("a" * 65) + ".", (1, 1, Code.LIMIT)),
        ("\0" * 5 * MEGA, (1, 1, Code.CHARACTER)),
        ("p(\ud800).", (1, 3, Code.CHARACTER)),
        ("p('\u202e').", (1, 4, Code.CHARACTER)),
    ],
    ids=lambda value: value[:12].replace("\0", "NUL") if isinstance(value, str) else None,
)
def test_hostile_text_is_one_fault_in_no_time(text: str, place: tuple[int, int, Code]) -> None:
    start = time.process_time()
    good = "good(a).\n"
    assert faults_of(good + text) == [(place[0] + 1, *place[1:])]
    assert read_rules(good + text, "t")[0] == parse_rules(good)
    assert time.process_time() - start < 2.0  # two readings, under a second each


def test_a_text_of_nothing_but_faults_is_given_up() -> None:
    start = time.process_time()
    faults = faults_of("(.\n" * MEGA)
    assert faults[-1] == (1001, 1, Code.LIMIT)
    assert len(faults) == 1001
    assert time.process_time() - start < 1.0


def test_parentheses_may_nest_where_nothing_is_built() -> None:
    deep = "(" * 20_000, ")" * 20_000
    assert parse_rules(f"p :- {deep[0]}q{deep[1]}.") == parse_rules("p :- q.")


def test_a_long_line_is_no_fault_in_itself() -> None:
    assert len(parse_rules("p(a). " * 20_000)) == 20_000


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    rules, faults = read_rules(text, "t")
    assert all(f.origin.line >= 1 and f.origin.column >= 1 and str(f) for f in faults)
    assert parse_rules(show_theory(rules)) == rules


# -------------------------------------------- the splitter and the grammar cut alike

_TOKENS = (
    "p", "q(X)", "'a.b'", "'x''y'", "'\\x41\\'", "'", ".", ". ", ".\n", ".%", "%", "\n", " ", "/*",
    "*/", ":-", ",", ";", "(", ")", "0.5", "1r2", "::", "X", "=", "\\+", "-", "\\", "\u00a0", "/",
    "?-", "'\\", "*", "b.c", "3.", "p.\n", "q(a) :- p.\n",
)  # fmt: skip


_WHOLE = Lark.open(str(GRAMMARS / "rules.lark"), parser="lalr", maybe_placeholders=True)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(_TOKENS), max_size=14).map("".join))
@example("p('\\x41\\'). q('b.c').")
@example("p(a).\u00a0q(b).")
@example("p. /* . */ q.\n% . r.\ns.")
def test_clauses_end_where_the_grammar_ends_them(text: str) -> None:
    try:
        clauses = len(_WHOLE.parse(text).children)
    except UnexpectedInput:
        clauses = None
    faults = read_rules(text, "t")[1]
    by_grammar = any(
        f.code is Code.SYNTAX and f.message.startswith(("found", "the full")) for f in faults
    )
    assert (clauses is None) == by_grammar
    if clauses is not None and not faults:
        assert clauses == len(list(pieces(text)))


@settings(max_examples=30, deadline=None)
@given(strategies.theories(), st.sampled_from(["% a. b\n", "/* . */", "\n\n", "\t", "%%. \n"]))
def test_comments_between_clauses_change_nothing(theory: Theory, noise: str) -> None:
    text = "".join(f"{noise}{piece.text}\n{noise}" for piece in pieces(show_theory(theory)))
    assert parse_rules(f"\n{text}".replace("\t%", "\n%").replace("/% @", "/\n% @")) == theory.rules
