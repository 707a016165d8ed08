"""The bulk engine says what the small engine and the oracle say, by any kernels, in chunks of any
size; its limits hold. What other engines say is in test_agreement.

PRECEPTOR_SEEDS=N compares N random programs (300 by default); which, depends on nothing else.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from random import Random

import numpy as np
import pytest

import grown
import oracle
from preceptor.graph import compile
from preceptor.logic import (
    Atom,
    Const,
    InputError,
    LimitExceeded,
    Num,
    Predicate,
    Theory,
    Unavailable,
)
from preceptor.reason import Limits, bulk, materialise
from preceptor.reason.bulk import Materialisation
from preceptor.reason.bulk.columns import Column, Precision
from preceptor.reason.bulk.layout import Coded, Packed, Room, layout
from preceptor.reason.bulk.sets import KeySet, kernels
from preceptor.reason.plan import Part, plan
from preceptor.syntax import parse_atom, parse_theory

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "300"))
KERNELS = ("numpy", "numba") if bulk.has_numba() else ("numpy",)
UNBOUNDED = Limits(facts=10**9, rounds=10**9)


def every(made: Iterable[Atom]) -> set[Atom]:
    """The atoms as a set; none may come twice."""
    atoms = list(made)
    assert len(atoms) == len(set(atoms))
    return set(atoms)


def small(theory: Theory, facts: Iterable[Atom]) -> set[Atom]:
    return {atom for atom, _ in materialise(compile(theory), facts)}


def derive(text: str, facts: str = "", **options: object) -> Materialisation:
    atoms = [parse_atom(fact.strip(". ")) for fact in facts.split(". ") if fact.strip(". ")]
    return bulk.materialise(compile(parse_theory(text)), atoms, **options)  # type: ignore[arg-type]


def shown(made: Materialisation, name: str, arity: int) -> set[str]:
    atoms = made.atoms(Predicate(name, arity))
    return {" ".join(map(str, atom.args)) for atom in atoms}


# ------------------------------------------------------------------ random programs


@pytest.mark.parametrize("part", range(4))
def test_random_programs(part: int) -> None:
    """All kernels and several sizes of chunk agree with the small engine; now and then with the
    oracle, which shares no code with either."""
    used: Counter[str] = Counter()
    seeds = range(part, SEEDS, 4)
    for seed in seeds:
        theory, facts = grown.grown(seed)
        graph = compile(theory)
        expected = small(theory, facts)
        if seed % 20 == part:
            assert expected == set(oracle.perfect_model(theory, facts)), f"seed {seed}"
        for name in KERNELS:
            chunk = (1, 3, 1000)[seed % 3]
            made = bulk.materialise(graph, facts, UNBOUNDED, using=name, chunk=chunk)
            assert every(made) == expected, f"seed {seed}, {name}, chunk {chunk}"
            assert made.complete
        used.update(grown.kinds_used((theory, facts)))
        given = {*facts, *(rule.head for rule in theory if rule.is_fact)}
        used["derives"] += len(expected) > len(given)
    print(f"seeds {seeds}: {dict(used)}")
    assert used["derives"] >= 0.6 * len(seeds)
    wanted = ("negation above derived", "arithmetic", "constant", "repeated variable", "recursion")
    for kind in (*wanted, "strong negation", "arity 0", "arity 4"):
        assert used[kind], kind


@pytest.mark.parametrize("using", KERNELS)
@pytest.mark.parametrize("chunk", [2, 1 << 19])
def test_larger_graphs(using: str, chunk: int) -> None:
    """Runs are merged, maps take over, joins are cut up: some thousand facts reach all of it."""
    rules = """
    reach(X, Y) :- edge(X, Y).
    reach(X, Z) :- reach(X, Y), reach(Y, Z).
    apart(X, Y) :- node(X), node(Y), \\+ reach(X, Y), X \\= Y.
    hub(X) :- edge(X, Y), edge(X, Z), Y < Z, \\+ edge(Z, _).
    loop(X) :- reach(X, X).
    """
    chance = Random(7)
    nodes = 25 if chunk == 2 else 60
    edges = {(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(nodes)}
    facts = [Atom("edge", (Num(a), Num(b))) for a, b in sorted(edges)]
    facts += [Atom("node", (Num(n),)) for n in range(nodes)]
    made = derive(rules, using=using, chunk=chunk)
    assert not len(made)
    graph = compile(parse_theory(rules))
    made = bulk.materialise(graph, facts, using=using, chunk=chunk)
    model = materialise(graph, facts)
    assert every(made) == {atom for atom, _ in model}
    assert made.derived == len(model) - len(facts)


@pytest.mark.parametrize("using", KERNELS)
@pytest.mark.parametrize("chunk", [1, 1000])
def test_joins_on_several_positions(using: str, chunk: int) -> None:
    rules = """
    p(X, Z) :- t(X, Y, Z, _), t(Y, X, _, Z).
    q(X, Z) :- t(X, Y, Z, W), t(Y, X, W, V), \\+ t(X, Y, V, _), \\+ t(_A, _A, Z, X).
    r(X, Y, Z) :- t(X, Y, Z, _).
    r(X, Y, W) :- r(X, Y, Z), r(X, Z, W), t(Y, X, _, _).
    s(X) :- r(X, Y, Z), r(Y, X, Z), r(X, Y, 1).
    u(X, Y) :- t(X, X, Y, Y).
    """
    derived: Counter[str] = Counter()
    for seed in range(6):
        chance = Random(seed)
        rows = {tuple(chance.randrange(5) for _ in range(4)) for _ in range(60 + 20 * seed)}
        facts = [Atom("t", tuple(map(Num, row))) for row in sorted(rows)]
        graph = compile(parse_theory(rules))
        made = bulk.materialise(graph, facts, using=using, chunk=chunk)
        assert every(made) == {atom for atom, _ in materialise(graph, facts)}
        derived.update({str(predicate): count for predicate, count in made.counts.items()})
    assert all(derived[name] for name in ("p/2", "q/2", "r/3", "s/1", "u/2"))


def test_old_and_new_premises_meet_in_both_orders() -> None:
    """Each number follows from the last, which is new, and the one before, which is old."""
    for first, second in ((0, 1), (1, 0)):
        steps = ". ".join(f"step({n + first}, {n + second}, {n + 2})" for n in range(20))
        made = derive("n(Z) :- n(X), n(Y), step(X, Y, Z).", f"n(0). n(1). {steps}", chunk=2)
        assert shown(made, "n", 1) == {str(n) for n in range(22)}
        assert made.rounds == 21


# ------------------------------------------------------------------ numbers


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


# ------------------------------------------------------------------ parts of the engine


@pytest.mark.parametrize("using", KERNELS)
@pytest.mark.parametrize("bits", [8, 40])
def test_a_set_of_keys(using: str, bits: int) -> None:
    """Against a Python set; few bits make a map, many make sorted runs."""
    chance = np.random.default_rng(bits)
    known: set[int] = set()
    keys = KeySet(bits, np.empty(0, np.int64), kernels(using), lambda _: None)
    for round_ in range(40):
        low = 1 << min(bits, 3 + round_ % 20)
        tried = chance.integers(0, low, int(chance.integers(0, 300)))
        new = keys.add(tried)
        assert sorted(new.tolist()) == sorted(set(tried.tolist()) - known)
        known |= set(tried.tolist())
        asked = chance.integers(0, low, 50)
        assert keys.contains(asked).tolist() == [key in known for key in asked.tolist()]


@pytest.mark.parametrize(("spans", "kind"), [((9, 9, 9), Packed), ((60, 9, 3, 40), Coded)])
def test_a_layout_gives_back_what_it_packs(spans: tuple[int, ...], kind: type) -> None:
    chance = np.random.default_rng(1)
    columns = [Column(1, False, -(1 << b), 1 << b) for b in spans]
    made = layout(columns, Room(0))
    assert isinstance(made, kind)
    rows = [chance.integers(-(1 << b), (1 << b) + 1, 100) for b in spans]
    keys = made.pack(rows, 100)
    assert len(set(keys.tolist())) == len(set(zip(*(row.tolist() for row in rows), strict=True)))
    for position, row in enumerate(rows):
        assert made.unpack(keys, position).tolist() == row.tolist()
    assert made.find(rows, 100).tolist() == keys.tolist()
    if kind is Coded:
        other = [rows[0][::-1].copy(), *rows[1:]]
        assert -1 in made.find(other, 100).tolist()


def test_an_open_column_takes_the_bits_that_are_left() -> None:
    columns = [Column(1, False, 0, 1000), Column(1, True, 0, 5), Column(0)]
    packed = layout(columns, Room(1 << 20))
    assert isinstance(packed, Packed)
    assert packed.bits == 63
    assert isinstance(layout(columns, Room(1 << 20, Precision.WIDE)), Coded)


def test_a_fact_keeps_the_round_that_found_it() -> None:
    made = derive("r(X, Y) :- e(X, Y). r(X, Z) :- r(X, Y), e(Y, Z).", "e(1, 2). e(2, 3). e(3, 4)")
    predicate = Predicate("r", 2)
    found = {
        tuple(int(str(arg)) for arg in atom.args): made.round(predicate, row)
        for row, atom in enumerate(made.atoms(predicate))
    }
    assert found == {(1, 2): 1, (2, 3): 1, (3, 4): 1, (1, 3): 2, (2, 4): 2, (1, 4): 3}
    assert [made.round(Predicate("e", 2), row) for row in range(3)] == [0, 0, 0]


def test_a_plan_reads_each_new_premise_once() -> None:
    """A rule with two recursive premises has two variants: new with all, old with new."""
    made = plan(compile(parse_theory("t(X, Z) :- t(X, Y), t(Y, Z), e(X). t(X, Y) :- s(X, Y).")))
    (stratum,) = [s for s in made.strata if s.is_recursive]
    parts = [[source.part for source in variant.sources] for variant in stratum.delta]
    assert parts == [[Part.NEW, Part.ALL, Part.ALL], [Part.OLD, Part.NEW, Part.ALL]]
    assert not stratum.is_linear


def test_columns_of_every_kind() -> None:
    graph = compile(parse_theory("p(X, N) :- q(X, N), N > 1. r(X) :- p(X, _), \\+ s(X)."))
    facts = {
        Predicate("q", 2): [["a", "b", "New York"], np.array([1, 2, 3], np.int32)],
        Predicate("s", 1): [[Const("b")]],
    }
    made = bulk.materialise(graph, facts)
    names, numbers = made.relation(Predicate("p", 2))
    assert sorted(zip(names.tolist(), numbers.tolist(), strict=True)) == [("New York", 3), ("b", 2)]
    assert shown(made, "r", 1) == {"New York"}
    assert made.holds(parse_atom("p(b, 2)"))
    assert not made.holds(parse_atom("p(b, 3)"))
    assert not made.holds(parse_atom("p(nobody, 3)"))


@pytest.mark.parametrize(
    "columns",
    [[[1, 2]], [[1], [1, 2]], [[1.5], [2]], [np.array([1.5]), np.array([1])],
     [np.array([2**64 - 1], np.uint64), np.array([1])]],
)  # fmt: skip
def test_columns_that_are_none(columns: list[object]) -> None:
    with pytest.raises(InputError):
        bulk.Database.of({Predicate("q", 2): columns})


def test_numbers_that_no_column_has_room_for_do_not_hold() -> None:
    made = derive("n(Y) :- m(X), Y = X + 1.", "m(1)")
    assert made.holds(parse_atom("n(2)"))
    assert not made.holds(parse_atom(f"n({2**50})"))
    assert not made.holds(parse_atom("n(ann)"))
    assert not made.holds(parse_atom("m(2)"))


def test_a_database_is_left_as_it_was() -> None:
    database = bulk.Database.of([parse_atom("e(1)")])
    graph = compile(parse_theory("e(2). p(X) :- e(X)."))
    assert len(bulk.materialise(graph, database)) == 4
    assert len(bulk.materialise(compile(parse_theory("p(X) :- e(X).")), database)) == 2


def test_kernels_by_name() -> None:
    with pytest.raises(InputError, match="there are numpy and numba"):
        kernels("fortran")


def test_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("preceptor.reason.bulk.sets.find_spec", lambda name: None)
    assert not bulk.has_numba()
    with pytest.raises(Unavailable, match="preceptor\\[fast\\]"):
        kernels("numba")


# ------------------------------------------------------------------ limits

_PAIRS = "d(X) :- n(X). pair(X, Y) :- d(X), d(Y)."


def _numbers(count: int) -> dict[Predicate, list[np.ndarray]]:
    return {Predicate("n", 1): [np.arange(count)]}


@pytest.mark.parametrize(
    ("text", "kind", "limits"),
    [
        ("n(0). n(Y) :- n(X), Y = X + 1.", "rounds", Limits(10**9, 50)),
        ("n(0). n(Y) :- n(X), Y = X + 1.", "facts", Limits(50, 10**9)),
        ("n(0). n(Y) :- n(X), Y = X + 1.", "seconds", Limits(10**9, 10**9, 0.1)),
        ("n(1). n(Y) :- n(X), Y = X * X + 1.", "bits of a number", Limits(10**9, 10**9)),
    ],
)
def test_what_has_no_end_meets_a_limit(text: str, kind: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as caught:
        bulk.materialise(compile(parse_theory(text)), (), limits)
    assert caught.value.kind == kind
    partial = caught.value.partial
    assert isinstance(partial, Materialisation)
    assert not partial.complete
    assert partial.holds(parse_atom("n(1)"))


@pytest.mark.parametrize("using", KERNELS)
def test_facts_are_counted_chunk_by_chunk(using: str) -> None:
    """A million pairs are never made where a thousand are allowed."""
    graph = compile(parse_theory(_PAIRS))
    with pytest.raises(LimitExceeded) as caught:
        bulk.materialise(graph, _numbers(1000), Limits(facts=5000), using=using, chunk=500)
    assert caught.value.kind == "facts"
    assert caught.value.used <= 5500
    assert len(caught.value.partial) <= 5500  # type: ignore[arg-type]


def test_memory_is_asked_for_before_it_is_taken() -> None:
    from preceptor.reason.bulk.budget import resident_bytes

    graph = compile(parse_theory(_PAIRS))
    allowed = resident_bytes() + (24 << 20)
    with pytest.raises(LimitExceeded) as caught:
        bulk.materialise(graph, _numbers(10_000), Limits(10**9, 10**9, None, allowed))
    assert caught.value.kind == "bytes"
    assert resident_bytes() < 1.2 * allowed
