"""Numbers in bulk: exact, however they are held, and whatever room they turn out to need."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from derived import KERNELS, derive, shown
from preceptor.graph import compile
from preceptor.logic import Predicate
from preceptor.reason import bulk
from preceptor.reason.bulk.layout import Coded
from preceptor.syntax import parse_atom, parse_theory


@pytest.mark.parametrize("using", KERNELS)
def test_arithmetic_is_exact_and_fails_where_it_has_no_value(using: str) -> None:
    made = derive(
        """
        third(R) :- n(X), R = X / 3.
        inverse(X, R) :- n(X), R = 1 / X.
        other(X) :- n(X), X \\= 1 / 0.
        word(X) :- n(X), X + 0 = X.
        less(X) :- n(X), X < 3.
        unlike(X) :- n(X), X \\= 3.
        sum(X) :- n(X), X = 0.1 + 0.2.
        product(P) :- n(X), n(Y), P = X * Y, P > 0.5.
        """,
        "n(0). n(1). n(3). n(0.3). n(ann)",
        using=using,
    )
    assert shown(made, "third", 1) == {"0", "1/3", "1", "1/10"}
    assert shown(made, "inverse", 2) == {"1 1", "3 1/3", "3/10 10/3"}
    assert shown(made, "other", 1) == set()
    assert shown(made, "word", 1) == {"0", "1", "3", "3/10"}
    assert shown(made, "less", 1) == {"0", "1", "3/10"}
    assert shown(made, "unlike", 1) == {"0", "1", "3/10", "ann"}
    assert shown(made, "sum", 1) == {"3/10"}
    assert shown(made, "product", 1) == {"1", "3", "9", "9/10"}


def test_decimals_are_held_as_scaled_integers() -> None:
    made = derive("total(X, T) :- price(X, P), T = P * 1.25.", "price(a, 0.1). price(b, 3)")
    (_, column) = made.relations[Predicate("total", 2)].columns
    assert column.scale == 40  # a tenth times a quarter
    assert shown(made, "total", 2) == {"a 1/8", "b 15/4"}
    values = made.relation(Predicate("total", 2))[1]
    assert sorted(values.tolist()) == [Fraction(1, 8), Fraction(15, 4)]


@pytest.mark.parametrize("using", KERNELS)
def test_numbers_past_64_bits_stay_exact(using: str) -> None:
    made = derive(
        """
        power(0, 1).
        power(N, P) :- power(M, Q), M < 90, N = M + 1, P = Q * 3.
        large(N) :- power(N, P), P * P > 1000000000000000000000000000000.
        """,
        using=using,
    )
    expected = {f"{n} {3**n}" for n in range(91)}
    assert shown(made, "power", 2) == expected
    assert shown(made, "large", 1) == {str(n) for n in range(91) if 9**n > 10**30}


def test_wide_numbers_are_numbered() -> None:
    """Six computed arguments leave ten bits each: the run begins anew with 64 bits for each."""
    head = ", ".join(f"S{i}" for i in range(6))
    body = ", ".join(f"S{i} = X * {10**i} + Y" for i in range(6))
    made = derive(f"wide({head}) :- n(X), n(Y), {body}. again(X) :- wide({head}), X = S5 - S0.",
                  "n(3). n(-700000). n(123456789)")  # fmt: skip
    numbers = (3, -700000, 123456789)
    rows = {" ".join(str(x * 10**i + y) for i in range(6)) for x in numbers for y in numbers}
    assert shown(made, "wide", 6) == rows
    assert shown(made, "again", 1) == {str(99999 * x) for x in numbers}
    assert isinstance(made.relations[Predicate("wide", 6)].layout, Coded)


def test_numbers_past_the_bits_they_were_packed_in() -> None:
    """Forty bits at first; two numbers that are equal in those are told apart."""
    made = derive("far(Y, X) :- n(X), Y = X * 1048576 * 1048576.", "n(0). n(1). n(2)")
    assert shown(made, "far", 2) == {f"{n * 2**40} {n}" for n in range(3)}


def test_extreme_integers_in_columns() -> None:
    extreme = np.array([2**63 - 1, -(2**63) + 1, 0])
    graph = compile(parse_theory("both(X, Y) :- n(X), n(Y), X < Y. next(Y) :- n(X), Y = X + 1."))
    made = bulk.materialise(graph, {Predicate("n", 1): [extreme]})
    assert made.counts[Predicate("both", 2)] == 3
    assert shown(made, "next", 1) == {str(2**63), str(-(2**63) + 2), "1"}


def test_numbers_that_no_column_has_room_for_do_not_hold() -> None:
    made = derive("n(Y) :- m(X), Y = X + 1.", "m(1)")
    assert made.holds(parse_atom("n(2)"))
    assert not made.holds(parse_atom(f"n({2**50})"))
    assert not made.holds(parse_atom("n(ann)"))
    assert not made.holds(parse_atom("m(2)"))
