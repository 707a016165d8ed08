"""DuckDB says what the engine in memory says, round by round where they are kept; no name of a
rule gets into a statement; limits hold.

PRECEPTOR_SEEDS=N compares N random programs (16 by default; test_agreement compares more).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fractions import Fraction
from importlib.util import find_spec
from random import Random

import numpy as np
import pytest

import grown
from preceptor.graph import compile
from preceptor.logic import Atom, Const, InputError, LimitExceeded, Num, Predicate, Unavailable
from preceptor.reason import Limits, bulk, sql
from preceptor.reason.bulk import Materialisation
from preceptor.reason.bulk.budget import Budget, resident_bytes
from preceptor.reason.sql.duck import DuckSession
from preceptor.syntax import parse_atom, parse_theory

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "16"))
UNBOUNDED = Limits(facts=10**9, rounds=10**9)

pytestmark = pytest.mark.skipif(find_spec("duckdb") is None, reason="duckdb is not installed")


@pytest.fixture(scope="module")
def duck() -> Iterator[DuckSession]:
    """One database for all small programs: to open one costs more than to run one."""
    session = DuckSession(Budget(UNBOUNDED), threads=1)
    yield session
    session.close()


def rounds(made: Materialisation) -> dict[Atom, int]:
    return {a: made.round(p, i) for p in made.predicates for i, a in enumerate(made.atoms(p))}


def agrees(duck: DuckSession, text: str, facts: str = "") -> Materialisation:
    """What DuckDB makes of a program, with and without rounds: as the engine in memory."""
    graph = compile(parse_theory(text))
    atoms = [parse_atom(fact.strip(". ")) for fact in facts.split(". ") if fact.strip(". ")]
    expected = bulk.materialise(graph, atoms, UNBOUNDED, using="numpy")
    made = sql.materialise(graph, atoms, UNBOUNDED, open_=lambda _: duck)
    assert sorted(map(str, made)) == sorted(map(str, expected))
    kept = sql.materialise(graph, atoms, UNBOUNDED, rounds=True, open_=lambda _: duck)
    assert rounds(kept) == rounds(expected)
    return kept


def shown(made: Materialisation, name: str, arity: int) -> set[str]:
    return {" ".join(map(str, atom.args)) for atom in made.atoms(Predicate(name, arity))}


def test_random_programs(duck: DuckSession) -> None:
    derives = 0
    for seed in range(SEEDS):
        theory, facts = grown.grown(seed)
        graph = compile(theory)
        expected = bulk.materialise(graph, facts, UNBOUNDED, using="numpy")
        keeps = seed % 2 == 0
        made = sql.materialise(graph, facts, UNBOUNDED, rounds=keeps, open_=lambda _: duck)
        found = list(made)
        assert len(found) == len(set(found)), f"seed {seed}"
        assert set(found) == set(expected), f"seed {seed}"
        assert (made.derived, made.complete) == (expected.derived, True), f"seed {seed}"
        if keeps:
            assert rounds(made) == rounds(expected), f"seed {seed}"
        derives += expected.derived > 0
    print(f"{SEEDS} programs, {derives} of which derive something")
    assert derives >= 0.6 * SEEDS


@pytest.mark.parametrize("keeps", [False, True])
def test_a_larger_graph(duck: DuckSession, keeps: bool) -> None:
    """Linear and non-linear recursion, two predicates in turn, absence above them."""
    graph = compile(
        parse_theory(
            """
            linear(X, Y) :- edge(X, Y).
            linear(X, Z) :- linear(X, Y), edge(Y, Z).
            both(X, Y) :- edge(X, Y).
            both(X, Z) :- both(X, Y), both(Y, Z).
            odd(X, Y) :- edge(X, Y).
            odd(X, Z) :- even(X, Y), edge(Y, Z).
            even(X, Z) :- odd(X, Y), edge(Y, Z).
            apart(X, Y) :- edge(X, _), edge(_, Y), \\+ linear(X, Y), X =\\= Y.
            """
        )
    )
    chance = Random(3)
    edges = {(chance.randrange(120), chance.randrange(120)) for _ in range(150)}
    facts = {Predicate("edge", 2): list(np.array(sorted(edges)).T)}
    made = sql.materialise(graph, facts, UNBOUNDED, rounds=keeps, open_=lambda _: duck)
    expected = bulk.materialise(graph, facts, UNBOUNDED, using="numpy")
    assert set(made) == set(expected)
    assert made.counts[Predicate("linear", 2)] > 1000
    if keeps:
        assert rounds(made) == rounds(expected)
        assert made.rounds == expected.rounds


def test_names_are_never_written(duck: DuckSession) -> None:
    made = agrees(
        duck,
        """
        select(X) :- cross(X, Y), 'a b'(Y), \\+ 'table"; DROP TABLE p_0; --'(X).
        -from(X) :- select(X), \\+ where.
        'p_0'(X) :- -from(X), group(X, 'O''Brien').
        join :- select('x"y').
        union(X, 'order by') :- join, select(X).
        """,
        """cross(a, b). cross('x"y', b). cross(c, d). 'a b'(b). group('x"y', 'O''Brien')""",
    )
    assert shown(made, "select", 1) == {"a", 'x"y'}
    assert shown(made, "p_0", 1) == {'x"y'}
    assert shown(made, "union", 2) == {"a order by", 'x"y order by'}


def test_absence_of_every_kind(duck: DuckSession) -> None:
    made = agrees(
        duck,
        """
        lonely(X) :- n(X), \\+ e(X, _).
        loopless(X) :- n(X), \\+ e(_Y, _Y).
        bare(X) :- n(X), \\+ e(7, 7).
        free(X) :- n(X), \\+ e(X, X), \\+ never.
        level(P, 1) :- n(P), P > 1.
        level(P, 2) :- n(P), \\+ level(P, 1).
        level(P, 3) :- level(P, 2), \\+ level(P, 4).
        """,
        "n(1). n(2). n(3). e(1, 2). e(2, 2). level(9, 1)",
    )
    assert shown(made, "lonely", 1) == {"3"}
    assert shown(made, "loopless", 1) == set()
    assert shown(made, "bare", 1) == {"1", "2", "3"}
    assert shown(made, "free", 1) == {"1", "3"}
    assert shown(made, "level", 2) == {"9 1", "2 1", "3 1", "1 2", "1 3"}


def test_numbers_are_exact(duck: DuckSession) -> None:
    made = agrees(
        duck,
        """
        third(R) :- n(X), R = X / 3.
        inverse(X, R) :- n(X), R = 1 / X.
        none(X) :- n(X), X \\= 1 / 0.
        word(X) :- n(X), X + 0 = X.
        less(X) :- n(X), X < 3.
        unlike(X) :- n(X), X \\= 3.
        product(P) :- n(X), n(Y), P = X * Y, P > 0.5.
        always(X) :- n(X), 1 < 2, a = a, 2 + 2 = 4.
        never(X) :- n(X), a \\= a.
        """,
        "n(0). n(1). n(3). n(0.3). n(ann)",
    )
    assert shown(made, "third", 1) == {"0", "1/3", "1", "1/10"}
    assert shown(made, "inverse", 2) == {"1 1", "3 1/3", "3/10 10/3"}
    assert shown(made, "none", 1) == set()
    assert shown(made, "word", 1) == {"0", "1", "3", "3/10"}
    assert shown(made, "less", 1) == {"0", "1", "3/10"}
    assert shown(made, "unlike", 1) == {"0", "1", "3/10", "ann"}
    assert shown(made, "product", 1) == {"1", "3", "9", "9/10"}
    assert shown(made, "always", 1) == {"0", "1", "3", "3/10", "ann"}
    assert shown(made, "never", 1) == set()


def test_what_overflows_is_computed_anew(duck: DuckSession) -> None:
    made = agrees(
        duck,
        """
        power(0, 1).
        power(N, P) :- power(M, Q), M < 45, N = M + 1, P = Q * 3.
        large(N) :- power(N, P), P * P > 1000000000000000000000000000000.
        next(Y) :- big(X), Y = X + 1.
        most(X) :- big(X), X * 4 > 1.5.
        """,
        f"big({2**63 - 1}). big(0)",
    )
    assert shown(made, "power", 2) == {f"{n} {3**n}" for n in range(46)}
    assert shown(made, "large", 1) == {str(n) for n in range(46) if 9**n > 10**30}
    assert shown(made, "next", 1) == {"1", str(2**63)}
    assert shown(made, "most", 1) == {str(2**63 - 1)}


def test_sums_of_sums_stay_short(duck: DuckSession) -> None:
    """Each variable is twice the one before: in one piece that were a million million terms."""
    body = ", ".join(f"X{i + 1} = X{i} + X{i}" for i in range(40))
    made = agrees(duck, f"top(X40) :- n(X0), {body}.", "n(1). n(3)")
    assert shown(made, "top", 1) == {str(2**40), str(3 * 2**40)}


def test_columns_of_every_kind(duck: DuckSession) -> None:
    graph = compile(parse_theory("p(X, N) :- q(X, N), N > 1.25. r(X) :- p(X, _), \\+ s(X)."))
    facts = {
        Predicate("q", 2): [["a", "b", "New York"], [Fraction(1), Fraction(3, 2), Fraction(9, 4)]],
        Predicate("s", 1): [[Const("b")]],
    }
    made = sql.materialise(graph, facts, UNBOUNDED, open_=lambda _: duck)
    names, numbers = made.relation(Predicate("p", 2))
    found = sorted(zip(names.tolist(), numbers.tolist(), strict=True))
    assert found == [("New York", Fraction(9, 4)), ("b", Fraction(3, 2))]
    assert shown(made, "r", 1) == {"New York"}
    assert made.holds(Atom("p", (Const("b"), Num(Fraction(3, 2)))))
    assert not made.holds(parse_atom("p(b, 3)"))
    assert not made.holds(parse_atom("p(nobody, 3)"))


def test_rounds_that_were_not_kept(duck: DuckSession) -> None:
    graph = compile(parse_theory("p(X) :- q(X)."))
    made = sql.materialise(graph, [parse_atom("q(a)")], open_=lambda _: duck)
    with pytest.raises(InputError, match="rounds were not kept"):
        made.round(Predicate("p", 1), 0)


def test_without_duckdb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(Unavailable, match="preceptor\\[duckdb\\]"):
        sql.materialise(compile(parse_theory("p(X) :- q(X).")))


# ------------------------------------------------------------------ limits


@pytest.mark.parametrize(
    ("text", "kind", "limits"),
    [
        ("n(0). n(Y) :- n(X), Y = X + 1.", "rounds", Limits(10**9, 50)),
        ("n(0). n(Y) :- n(X), Y = X + 1.", "facts", Limits(50, 10**9)),
        ("n(0). n(Y) :- n(X), Y = X + 1.", "seconds", Limits(10**9, 10**9, 0.3)),
        ("n(1). n(Y) :- n(X), Y = X * X + 1.", "bits of a number", Limits(10**9, 10**9)),
    ],
)
def test_what_has_no_end_meets_a_limit(text: str, kind: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as caught:
        sql.materialise(compile(parse_theory(text)), (), limits, threads=1)
    assert caught.value.kind == kind
    partial = caught.value.partial
    assert isinstance(partial, Materialisation)
    assert not partial.complete
    assert partial.holds(parse_atom("n(1)"))


_REACH = "r(X, Y) :- e(X, Y). r(X, Z) :- r(X, Y), e(Y, Z)."


def _ring(size: int) -> dict[Predicate, list[np.ndarray]]:
    return {Predicate("e", 2): [np.arange(size), (np.arange(size) + 1) % size]}


@pytest.mark.parametrize("rules", [_REACH, "r(X, Y) :- e(X, _), e(_, Y)."])
def test_facts_are_counted_inside_of_one_query(rules: str) -> None:
    """A million pairs of a ring of a thousand; five thousand facts are allowed."""
    with pytest.raises(LimitExceeded) as caught:
        sql.materialise(compile(parse_theory(rules)), _ring(1000), Limits(5000, 10**9), threads=1)
    assert caught.value.kind == "facts"
    assert caught.value.used == 5001
    assert len(caught.value.partial) == 5001  # type: ignore[arg-type]


def test_a_statement_is_interrupted_in_time() -> None:
    """Ten thousand million sums are one statement."""
    values = {Predicate("d", 1): [np.arange(100)]}
    body = ", ".join(f"d(X{i})" for i in range(5))
    graph = compile(parse_theory(f"s(S) :- {body}, S = X0 + X1 + X2 + X3 + X4."))
    with pytest.raises(LimitExceeded) as caught:
        sql.materialise(graph, values, Limits(10**9, 10**9, 0.4), threads=1)
    assert caught.value.kind == "seconds"
    assert 0.4 < caught.value.used < 5


_TRIPLES = "triple(X, Y, Z) :- d(X), d(Y), d(Z)."


@pytest.mark.parametrize(("left", "is_enough"), [(60, False), (240, True)])
def test_what_does_not_fit_in_memory_is_spilled(left: int, is_enough: bool) -> None:
    """Six million rows, each once, take more than DuckDB is given of 240 MB."""
    values = {Predicate("d", 1): [np.arange(180)]}
    allowed = resident_bytes() + (left << 20)
    limits = Limits(10**9, 10**9, None, allowed)
    graph = compile(parse_theory(_TRIPLES))
    if is_enough:
        made = sql.materialise(graph, values, limits, threads=1)
        assert made.counts[Predicate("triple", 3)] == 180**3
    else:
        with pytest.raises(LimitExceeded) as caught:
            sql.materialise(graph, values, limits, threads=1)
        assert caught.value.kind == "bytes"
    assert resident_bytes() < 1.5 * allowed
