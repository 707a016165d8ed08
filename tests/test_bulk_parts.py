"""Parts of the bulk engine: sets of keys, layouts, plans, columns as they are given."""

from __future__ import annotations

import numpy as np
import pytest

from derived import KERNELS, derive, shown
from preceptor.graph import compile
from preceptor.logic import Const, InputError, Predicate, Unavailable
from preceptor.reason import bulk
from preceptor.reason.bulk.columns import Column, Precision
from preceptor.reason.bulk.layout import Coded, Packed, Room, layout
from preceptor.reason.bulk.sets import KeySet, kernels
from preceptor.reason.plan import Part, plan
from preceptor.syntax import parse_atom, parse_theory


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
