"""The short way through a clause agrees with the grammar, is quick, and no text makes it slow."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import strategies
from preceptor.logic import Code, ParseError, Rule, Theory
from preceptor.syntax import (
    Piece,
    parse_goal,
    parse_rules,
    parse_theory,
    pieces,
    read_rules,
    show_theory,
)
from preceptor.syntax.marks import misplaced_marks
from preceptor.syntax.parse import parse_piece
from preceptor.syntax.plain import plain


def by_grammar(text: str) -> tuple[Rule, ...] | None:
    try:
        return parse_piece(Piece(text, 1, 1, stopped=True), "t", "item")
    except ParseError:
        return None


def same(one: tuple[Rule, ...] | None, other: tuple[Rule, ...] | None) -> bool:
    """Equal in what equality of rules leaves out, too."""
    return one == other and [r.clause for r in one or ()] == [r.clause for r in other or ()]


# ---------------------------------------------------------------- agreement

_TOKENS = (
    "p", "q(X)", "q(X, a)", "-r(_, Y)", "\\+ s(_)", "'it''s'", "'a, b'(X)", "'x\\x41\\'", "'", ".",
    ":-", "::", "0.9", "0", "1.5", "1r3", "1r0", ",", ", ", ";", "(", ")", " ", "\n", "X", "_",
    "_1", "Y", "=", "=<", ">=", "\\=", "=\\=", "+", "-", "*", "/", "7", "-3", "a", "?-", "\\+",
    "X > 3", "X = Y * (2 - Z)", "% @id n\n", "p :- q(X), ", "0.5 :: ",
)  # fmt: skip


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(_TOKENS), max_size=12).map("".join))
@example("p :- q(X),")
@example(":: p")
@example("p ::- q")
@example("0.9 :: :- p")
@example(":- ")
@example("p :- (q ; r)")
@example("p(X,y, _Z ) :- q( aB ,_), r(A b), s(,), t(X ,\tY)")
@example("p(_, _1) :- q(_)")
@example("0.9 :: -p(X) :- X = -Y, \\+ -q(_)")
def test_what_is_cut_is_what_the_grammar_reads(text: str) -> None:
    for piece in pieces(f"{text}."):
        cut = plain(piece.text)
        if cut is not None and not tuple(misplaced_marks(piece, "t")):
            assert same(cut, by_grammar(piece.text))


@settings(max_examples=200, deadline=None)
@given(strategies.theories())
def test_every_theory_is_read_alike(theory: Theory) -> None:
    for piece in pieces(show_theory(theory)):
        cut = plain(piece.text)
        assert cut is None or same(cut, by_grammar(piece.text))


@pytest.mark.parametrize(
    "text",
    [
        "p.",
        "-p(X, 'New York', 3, -0.5).",
        "0.9 :: p(X, Y) :- q(X, Z), \\+ r(Z, _), X \\= Y.",
        ":- p(X), \\+ -q(X).",
        "% @id law:1\nadult(P) :- age(P, N), N >= 18, M = (N + 1) * 2.",
        "p('a, (b)', X) :-\n    q(X),\n\tr(X) .",
    ],
)
def test_the_usual_clause_is_cut(text: str) -> None:
    cut = plain(text)
    assert cut is not None
    assert same(cut, by_grammar(text))


def test_places_and_names_are_those_of_the_grammar() -> None:
    text = "  % @id one\n 0.9 :: p(X) :-\n  q(X). p(a).\n% why\n\t% @id two\n\n:- p(b)."
    rules = parse_rules(text)
    assert [rule.name for rule in rules] == ["one", None, "two"]
    assert [
        (o.line, o.column, o.end_line, o.end_column) for rule in rules if (o := rule.origin)
    ] == [(2, 2, 3, 8), (3, 9, 3, 14), (7, 1, 7, 9)]


# ---------------------------------------------------------------- speed


def clauses(number: int, seed: int = 0) -> str:
    """Clauses as a distilled rule base has them."""
    rng = random.Random(seed)
    relations = [f"relation_{i}" for i in range(20)]
    lines = []
    for _ in range(number):
        head, one, two = (rng.choice(relations) for _ in range(3))
        weight = "" if rng.random() < 0.5 else f"0.{rng.randint(1, 99):02} :: "
        test = rng.choice(["", ", X \\= Y", f", age(X, N), N >= {rng.randint(1, 99)}"])
        lines.append(f"{weight}{head}(X, Y) :- {one}(X, Z), {two}(Z, Y){test}.\n")
    return "".join(lines)


NO_TIME = 5.0  # CPU seconds: ten times what these texts take, far below what a square of them would


def cpu_s(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def test_ten_thousand_clauses_take_a_cpu_second_at_most() -> None:
    text = clauses(10_000)
    assert len(parse_theory(text)) == 10_000
    assert min(cpu_s(lambda: parse_theory(text)) for _ in range(3)) < 1.0


def test_distinct_facts_take_no_longer() -> None:
    text = "".join(f"parent(person_{i}, person_{i + 1}).\n" for i in range(10_000))
    assert min(cpu_s(lambda: parse_theory(text)) for _ in range(3)) < 1.0


def test_many_repeated_ids_take_no_longer() -> None:
    text = "".join(f"% @id same\np(a{i}).\n" for i in range(10_000))
    assert cpu_s(lambda: read_rules(text, "t")) < 5.0


def test_time_grows_as_the_text() -> None:
    short, long = clauses(2_000, 1), clauses(16_000, 2)
    one = min(cpu_s(lambda: parse_theory(short)) for _ in range(3))
    eight = min(cpu_s(lambda: parse_theory(long)) for _ in range(2))
    assert eight < 8 * one * 3


# ---------------------------------------------------------------- hostile text

DEEP, LONG = 100_000, 64 * 1024


@pytest.mark.parametrize(
    "text",
    [
        "p :- " + "(" * DEEP + "q" + ")" * DEEP + ".",
        "p :- X = " + "(" * DEEP + "1" + ")" * DEEP + ".",
        "p :- X = " + "(1 + " * DEEP + "1" + ")" * DEEP + ".",
        "p :- X = " + "1 + " * DEEP + "1.",
        "p :- X = " + "-(" * DEEP + "1" + ")" * DEEP + ".",
        "p" + "(f" * DEEP + ")" * DEEP + ".",
        "p :- " + "\\+ " * DEEP + "q.",
        "p :- " + "q, " * DEEP + "q.",
        "p :- " + "q ; " * DEEP + "q.",
        "p(" + "X, " * DEEP + "X).",
        "p(" + "_, " * DEEP + "_).",
        "p('" + "a" * LONG + "').",
        "p :- X = '" + "''" * LONG + "'.",
        "0." + "9" * LONG + " :: p.",
        "% @id " + "n" * LONG + "\np.",
        "p(a" + " " * LONG + ").",
    ],
    ids=lambda text: text[:14],
)
def test_a_clause_past_the_limit_is_named_so_in_no_time(text: str) -> None:
    def read() -> None:
        with pytest.raises(ParseError) as error:
            parse_rules(text)
        assert {fault.code for fault in error.value.faults} == {Code.LIMIT}

    assert cpu_s(read) < NO_TIME
    if not text.startswith(("%", "0")):
        goal = text.partition(":- ")[2] or text

        def ask() -> None:
            with pytest.raises(ParseError) as error:
                parse_goal(goal)
            assert error.value.faults[0].code is Code.LIMIT

        assert cpu_s(ask) < NO_TIME


@pytest.mark.parametrize(
    "text",
    [
        "p :- " + "q, " * 20_000 + "q.",
        "p :- " + ", ".join(f"q(X{i}, _)" for i in range(4_000)) + ".",
        "p(" + "_, " * 20_000 + "X).",
        "p :- X = " + "'a" + "''" * 30_000 + "'.",
        "p :- " + "q(" * 15_000 + ")" * 15_000 + ".",
        "p :- X = " + "(" * 30_000 + "1" + ")" * 30_000 + ".",
        "p :- " + "q " * 20_000 + ".",
        "p" + " :- " * 15_000 + "q.",
        "p" + " :: " * 15_000 + "q.",
        "p :- " + "(q), " * 12_000 + "q.",
        "p :- " + " \n" * 30_000 + ", q.",
    ],
    ids=lambda text: text[:14],
)
def test_a_clause_below_the_limit_takes_no_time(text: str) -> None:
    assert len(text) <= LONG
    assert cpu_s(lambda: by_grammar(text)) < NO_TIME
    assert cpu_s(lambda: plain(text)) < NO_TIME
