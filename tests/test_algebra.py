"""Verdicts on identities: worked cases, and what the worker does when an answer does not come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from identity_oracle import NoValue, agree, holds, value
from preceptor.check.algebra import Evidence, Judgement, Verdict, Worker, document, judge
from preceptor.check.algebra.proof import prove
from preceptor.check.algebra.solver import Outcome
from preceptor.check.algebra.sorts import integers
from preceptor.logic import Var
from preceptor.logic.identity import (
    Expression,
)
from preceptor.syntax.identity import parse_identity
from preceptor.syntax.identity_show import show_conditions

A, B, N, X, Y, Z = (Var(name) for name in "ABNXYZ")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


def read(text: str) -> Expression:
    return parse_identity(f"{text} = 0.").left


@pytest.mark.parametrize(
    "text",
    [
        "(A + B)^2 = A^2 + 2*A*B + B^2.",
        "1/(1/A) = A | A \\= 0.",
        "sqrt(X^2) = abs(X).",
        "abs(X + Y) = abs(X) + abs(Y) | X*Y >= 0.",
        "max(X, Y) + min(X, Y) = X + Y.",
        "sin(X)^2 + cos(X)^2 = 1.",
        "cos(3*X) = 4*cos(X)^3 - 3*cos(X).",
        "sin(X + pi/2) = cos(X).",
        "exp(X + Y) = exp(X)*exp(Y).",
        "log(X*Y) = log(X) + log(Y) | X > 0, Y > 0.",
        "X^A*X^B = X^(A + B) | X > 0.",
        "4^X = 2^(2*X).",
        "cosh(X)^2 - sinh(X)^2 = 1.",
        "(A + B*I)*(A - B*I) = A^2 + B^2.",
        "e^(I*pi) + 1 = 0.",
        "diff(X^X, X) = X^X*(log(X) + 1) | X > 0.",
        "factorial(N + 1) = (N + 1)*factorial(N) | N >= 0.",
        "binomial(N, K) = binomial(N, N - K) | 0 =< K, K =< N.",
        "sum(K^3, K, 1, N) = (N*(N + 1)/2)^2 | N >= 0.",
        "sum(X^K, K, 0, N) = (1 - X^(N + 1))/(1 - X) | X \\= 1, N >= 0.",
        "product(K, K, 1, N) = factorial(N) | N >= 0.",
        "X^0 = 1.",  # the power is an integer: the empty product
        "3 = 3.",
    ],
)
def test_proved(text: str, worker: Worker) -> None:
    judgement = judge(parse_identity(text), worker)
    assert judgement.verdict is Verdict.PROVED
    assert judgement.evidence == tuple(Evidence)
    assert judgement.is_kept
    assert (judgement.where, judgement.difference, judgement.gap) == ((), None, None)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("(X^2 - Y^2)/(X - Y) = X + Y.", "X \\= Y"),
        ("X/X = 1.", "X \\= 0"),
        ("1/(X*(X + 1)) = 1/X - 1/(X + 1).", "X \\= 0, X \\= -1"),
        ("tan(X) = sin(X)/cos(X).", "cos(X) \\= 0"),
        ("log(X*Y) = log(X) + log(Y).", "X > 0, Y > 0"),
        ("exp(log(X)) = X.", "X > 0"),
        ("log(X^2) = 2*log(X).", "X > 0"),
        ("sqrt(X)^2 = X.", "X >= 0"),
        ("sqrt(X*Y) = sqrt(X)*sqrt(Y).", "X >= 0, Y >= 0"),
        ("sqrt(X - 1)*sqrt(X + 1) = sqrt(X^2 - 1).", "X >= 1"),
        ("factorial(N) = N*factorial(N - 1).", "N >= 1"),
        ("sum(K, K, 1, N) = N*(N + 1)/2.", "N >= 0"),
        ("diff(abs(X), X) = X/abs(X).", "X \\= 0"),
        ("diff(sqrt(X), X) = 1/(2*sqrt(X)).", "X > 0"),
        ("X^A*X^B = X^(A + B).", "X > 0"),
        ("X^(-N) = 1/X^N | integer(N).", "X \\= 0"),
    ],
)
def test_holds_where_both_sides_have_values(text: str, where: str, worker: Worker) -> None:
    judgement = judge(parse_identity(text), worker)
    assert (judgement.verdict, show_conditions(judgement.where)) == (Verdict.HOLDS_WHERE, where)
    assert judgement.difference is None
    assert judge(judgement.guarded, worker).verdict is Verdict.PROVED
    if judgement.gap is not None:
        side = {"left": judgement.identity.left, "right": judgement.identity.right}
        with pytest.raises(NoValue):
            value(side[judgement.gap.side], dict(judgement.gap.point), integers(judgement.identity))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("sqrt(X^2) = X.", "X >= 0"),
        ("abs(X) = -X.", "X =< 0"),
        ("abs(X + Y) = abs(X) + abs(Y).", "X*Y >= 0"),
        ("max(X, Y) = X.", "X >= Y"),
        ("sqrt((X - 1)^2) = X - 1.", "X >= 1"),
    ],
)
def test_a_false_identity_may_hold_under_a_sign(text: str, where: str, worker: Worker) -> None:
    judgement = judge(parse_identity(text), worker)
    assert (judgement.verdict, show_conditions(judgement.where)) == (Verdict.HOLDS_WHERE, where)
    assert judge(judgement.guarded, worker).verdict is Verdict.PROVED
    check_refutation(judgement)


@pytest.mark.parametrize(
    "text",
    [
        "(A + B)^2 = A^2 + B^2.",
        "1 = 2.",
        "I*I = 1.",
        "sin(2*X) = 2*sin(X).",
        "sin(pi*N) = 0.",
        "log(X + Y) = log(X) + log(Y) | X > 0, Y > 0.",
        "X*(Y + Z) = X*Y + Z.",
        "sqrt(X^2 + Y^2) = X + Y | X > 0, Y > 0.",
        "factorial(2*N) = 2*factorial(N) | N >= 2.",
        "binomial(N, K) = binomial(N, K + 1) | 0 =< K, K < N.",
        "sum(K, K, 1, N) = N^2 | N >= 1.",
        "diff(sin(X), X) = -cos(X).",
        "floor(X) = X.",
        "exp(I*X) = cos(X) - I*sin(X).",
        "X^2 = X | X > 1.",
        "X^5 - X = 0 | X > 1/2.",
    ],
)
def test_refuted(text: str, worker: Worker) -> None:
    judgement = judge(parse_identity(text), worker)
    assert judgement.verdict is Verdict.REFUTED
    assert not judgement.is_kept
    check_refutation(judgement)


def check_refutation(judgement: Judgement) -> None:
    """The point lies inside the conditions, both sides exist there, and they differ."""
    assert judgement.difference is not None
    identity, at = judgement.identity, dict(judgement.difference.point)
    assert all(holds(condition, at) for condition in identity.conditions)
    assert all(at[v].denominator == 1 for v in integers(identity))
    assert not agree(identity, at, integers(identity))


@pytest.mark.parametrize(
    ("text", "evidence", "kept"),
    [
        ("sum(binomial(N, K), K, 0, N) = 2^N | N >= 0.", {Evidence.SYMPY, Evidence.POINTS}, True),
        ("X = Y | X >= Y, X =< Y.", {Evidence.Z3, Evidence.POINTS}, True),
        ("mod(N, 2)^2 = mod(N, 2) | integer(N).", {Evidence.POINTS}, False),
        ("diff(floor(X), X) = 0.", set(), False),
    ],
)
def test_not_proved(text: str, evidence: set[Evidence], kept: bool, worker: Worker) -> None:
    judgement = judge(parse_identity(text), worker)
    assert judgement.verdict is Verdict.NOT_PROVED
    assert (set(judgement.evidence), judgement.is_kept) == (evidence, kept)


@pytest.mark.parametrize("text", ["log(-1) = 0.", "X = X + 1 | X > 1, X < 0.", "sqrt(-1) = 5."])
def test_nothing_is_proved_of_no_point(text: str, worker: Worker) -> None:
    judgement = judge(parse_identity(text), worker)
    assert judgement.verdict is Verdict.NOT_PROVED
    assert "no point inside the conditions" in judgement.reason
    assert not judgement.is_kept


def test_a_term_without_a_value_is_no_proof(worker: Worker) -> None:
    judgement = judge(parse_identity("sum(0/(K - 3), K, 1, N) = 0 | N >= 1."), worker)
    assert judgement.verdict is Verdict.NOT_PROVED
    assert judgement.reason == "a term of a sum may have no value"


@pytest.mark.parametrize(
    "text",
    [
        "X^(M + N) = 0 | X^M = 0, M + N >= 0, integer(M), integer(N).",  # X = 0, M = 1, N = -1
        "X^(N + 1) = 0 | X = 0, N + 1 >= 0, integer(N).",  # N = -1
    ],
)
def test_a_power_of_zero_is_not_split(text: str) -> None:
    assert prove(parse_identity(text)).outcome is not Outcome.UNSAT


def test_the_document(worker: Worker) -> None:
    found = document([judge(parse_identity("sqrt(X^2) = X.", "f"), worker)])
    assert found["schema"] == "preceptor/identities/1"
    assert found["counts"] == {"proved": 0, "holds where": 1, "refuted": 0, "not proved": 0}
    (row,) = found["identities"]
    assert row["guarded"] == "sqrt(X^2) = X | X >= 0."
    assert (row["point"], row["left"], row["right"]) == ({"X": "-1"}, "1", "-1")
    assert (row["source"], row["line"], row["column"]) == ("f", 1, 1)


# ---------------------------------------------------------------- the worker


def test_a_late_answer_is_none_and_the_next_comes() -> None:
    identity = parse_identity("X + X = 2*X.")
    with Worker(deadline_s=0.01) as worker:
        assert "no answer" in worker.ask("prove", identity)["failed"]
        assert judge(identity, worker).verdict is Verdict.NOT_PROVED
        worker.deadline_s = 60
        assert judge(identity, worker).verdict is Verdict.PROVED


def test_a_process_that_dies_is_replaced() -> None:
    identity = parse_identity("X + X = 2*X.")
    with Worker() as worker:
        assert worker.ask("prove", identity)["outcome"] == "unsat"
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        assert worker.ask("simplify", identity) == {"zero": True}


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9^9 = 1.",
        "factorial(factorial(30)) = 1.",
        "X^99999999 = X^99999999 + 1.",
        "sum(K, K, 1, 9999999999) = 1.",
        "exp(exp(exp(exp(9)))) = 1.",
        "(X + Y + Z)^60 = (X + Y + Z)^59.",
        "binomial(10^50, 10^49) = 1.",
    ],
)
def test_large_numbers_end(text: str) -> None:
    with Worker(deadline_s=4) as worker:
        assert judge(parse_identity(text), worker).verdict in (Verdict.NOT_PROVED, Verdict.REFUTED)
