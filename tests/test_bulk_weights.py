"""Weights in bulk: the cost of every atom's best proof, exactly as the small engine has it.

PRECEPTOR_SEEDS=N compares N random programs (100 by default); which, depends on nothing else.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from random import Random

import numpy as np
import pytest

import grown
import oracle
from derived import KERNELS
from preceptor.cli import main
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Num, Predicate, Rule, Theory
from preceptor.reason import bulk, materialise
from preceptor.reason.bulk import Materialisation, rowmap
from preceptor.reason.costs import cost, split
from preceptor.syntax import parse_atom, parse_theory

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "100"))
WEIGHTS = [Fraction(n, 20) for n in (1, 5, 10, 16, 18, 19)]  # some are products of others
HEIGHT = 1 << 32  # what stands above the height in a label


def weighted(program: grown.Program, chance: Random) -> grown.Program:
    """Half of the facts moved into the theory, and most of what is there given a weight."""
    theory, facts = program
    moved = [fact for fact in facts if chance.random() < 0.5]
    rules = [
        replace(rule, weight=chance.choice(WEIGHTS)) if chance.random() < 0.8 else rule
        for rule in (*theory, *map(Rule, moved))
    ]
    return Theory(tuple(rules)), tuple(fact for fact in facts if fact not in moved)


def costs(made: Materialisation) -> dict[Atom, int]:
    """Every atom with the cost of its best proof."""
    found: dict[Atom, int] = {}
    for predicate in made.predicates:
        known = made.costs.get(predicate)
        for row, atom in enumerate(made.atoms(predicate)):
            assert atom not in found
            found[atom] = 0 if known is None else int(known[row])
    return found


def best_first(graph: RuleGraph, facts: Iterable[Atom]) -> dict[Atom, int]:
    """The same of the small engine, which takes up the best atom at a time."""
    model = materialise(graph, facts)
    return {
        Atom(p.name, model.store.symbols.args(row), p.negated): label // HEIGHT
        for p in model.predicates
        for row, (label, _) in model.rows(p).items()
    }


@pytest.mark.parametrize("part", range(2))
def test_random_programs(part: int) -> None:
    """Costs are the same integers; now and then confidences are those of the oracle, which
    multiplies fractions and shares no code with either engine."""
    used: Counter[str] = Counter()
    single = {cost(weight) // HEIGHT for weight in (*WEIGHTS, Fraction(1))}
    for seed in range(part, SEEDS, 2):
        theory, facts = weighted(grown.grown(seed), Random(seed))
        graph = compile(theory)
        expected = best_first(graph, facts)
        for name in KERNELS:
            chunk = (1, 3, 1000)[seed % 3]
            made = bulk.materialise(graph, facts, weights=True, using=name, chunk=chunk)
            assert costs(made) == expected, f"seed {seed}, {name}, chunk {chunk}"
        if seed % 10 == part:
            truth = oracle.perfect_model(theory, facts)
            for predicate in made.predicates:
                sure = made.confidences(predicate).tolist()
                for atom, confidence in zip(made.atoms(predicate), sure, strict=True):
                    assert confidence == pytest.approx(float(truth[atom][0]), rel=1e-12)
            used["against the oracle"] += 1
        used["weighted"] += any(expected.values())
        used["products"] += not single.issuperset(expected.values())
    print(f"seeds {part}, {part + 2}, ... below {SEEDS}: {dict(used)}")
    assert used["weighted"] >= 0.5 * SEEDS / 2
    assert used["products"] >= 0.2 * SEEDS / 2
    assert used["against the oracle"]


def paths(nodes: int, edges: int, seed: int) -> tuple[RuleGraph, list[Atom]]:
    """The closure of a random graph, both linear and not, whose edges have five weights."""
    chance = Random(seed)
    kinds = "".join(f"0.{w} :: edge(X, Y) :- e{w}(X, Y).\n" for w in (3, 5, 7, 8, 9))
    rules = kinds + "near(X, Y) :- edge(X, Y).\nnear(X, Z) :- near(X, Y), edge(Y, Z).\n"
    rules += "0.9 :: far(X, Y) :- edge(X, Y).\nfar(X, Z) :- far(X, Y), far(Y, Z)."
    facts = [
        Atom(f"e{chance.choice('35789')}", (Num(chance.randrange(nodes)), Num(n % nodes)))
        for n in range(edges)
    ]
    return compile(parse_theory(rules)), facts


@pytest.mark.parametrize("using", KERNELS)
@pytest.mark.parametrize("table", [0, 1 << 26])
def test_proofs_get_better_after_they_were_used(
    using: str, table: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Round by round shorter proofs come before better ones, whatever a round takes up and
    wherever the place of a key is looked up."""
    monkeypatch.setattr(rowmap, "_SMALL_TABLE", table)
    monkeypatch.setattr("preceptor.reason.bulk.weighted._WORTH_A_ROUND", 8)
    graph, facts = paths(25, 80, seed=3)
    expected = best_first(graph, facts)
    for chunk in (7, 1 << 19):
        made = bulk.materialise(graph, facts, weights=True, using=using, chunk=chunk)
        assert costs(made) == expected
    assert len(set(expected.values())) > 50


def test_weights_play_no_part_unless_asked_for() -> None:
    graph, facts = paths(10, 20, seed=1)
    made = bulk.materialise(graph, facts)
    assert not made.weighted
    assert not made.costs
    assert set(made) == set(best_first(graph, facts))
    assert made.confidences(Predicate("near", 2)).tolist() == [1.0] * len(
        list(made.atoms(Predicate("near", 2)))
    )


def test_what_is_given_is_certain_whatever_the_theory_says_of_it() -> None:
    graph = compile(parse_theory("0.5 :: p(a). 0.25 :: p(b). 0.5 :: p(X) :- q(X). r(X) :- p(X)."))
    made = bulk.materialise(graph, [parse_atom("p(a)"), parse_atom("q(b)")], weights=True)
    half = cost(Fraction(1, 2)) // HEIGHT
    found = {str(atom): units for atom, units in costs(made).items()}
    assert found == {"p(a)": 0, "p(b)": half, "q(b)": 0, "r(a)": 0, "r(b)": half}
    assert made.derived == 2


def test_negation_does_not_look_at_weights() -> None:
    graph = compile(parse_theory("0.001 :: p(a). n(X) :- m(X), \\+ p(X)."))
    made = bulk.materialise(graph, [parse_atom("m(a)"), parse_atom("m(b)")], weights=True)
    assert {str(atom) for atom in made.atoms(Predicate("n", 1))} == {"n(b)"}


def test_what_no_float_tells_from_nothing_still_holds() -> None:
    """Costs stop growing past a confidence of e^-2048: the atoms are there, at confidence 0."""
    graph = compile(parse_theory("0.000001 :: n(Y) :- n(X), X < 400, Y = X + 1."))
    made = bulk.materialise(graph, [parse_atom("n(0)")], weights=True)
    sure = made.confidences(Predicate("n", 1))
    assert len(sure) == 401
    small, _ = split(cost(Fraction(1, 10**6)))
    exact = [n * small // HEIGHT for n in range(401)]
    assert costs(made) == {Atom("n", (Num(n),)): min(exact[n], 1 << 61) for n in range(401)}
    assert sure[1] == pytest.approx(1e-6, rel=1e-12)
    assert np.count_nonzero(sure) < 401


@pytest.mark.parametrize("using", KERNELS)
def test_rows_wider_than_a_word(using: str) -> None:
    """Six computed arguments leave no room in one word: keys are numbers of pairs."""
    head = ", ".join(f"S{i}" for i in range(6))
    body = ", ".join(f"S{i} = X * {10**i} + Y" for i in range(6))
    rules = f"0.5 :: n(4). 0.9 :: wide({head}) :- n(X), n(Y), {body}."
    rules += f" 0.5 :: again(X) :- wide({head}), X = S5 - S0."
    rules += " both(X) :- again(X), \\+ wide(X, X, X, X, X, X)."
    facts = [parse_atom("n(3)"), parse_atom("n(-700000)"), parse_atom("n(123456789)")]
    graph = compile(parse_theory(rules))
    made = bulk.materialise(graph, facts, weights=True, using=using)
    assert costs(made) == best_first(graph, facts)


_SHIFTS = """
0.9 :: tired(X) :- shift(X, N), N > 8.
0.5 :: away(X) :- tired(X).
0.2 :: away(ann).
0.5 :: alarm :- away(X), \\+ shift(X, 1).
"""


@pytest.fixture
def shifts(tmp_path: Path) -> Path:
    (tmp_path / "rules.pl").write_text(_SHIFTS)
    (tmp_path / "shift.csv").write_text("bob,9\nann,12\ncarl,1\n")
    return tmp_path


def weigh(folder: Path, *words: str) -> int:
    command = ("materialise", str(folder / "rules.pl"), "--facts", str(folder / "shift.csv"))
    return main([*command, "--confidence", *words])


def test_the_last_column_is_the_confidence(shifts: Path) -> None:
    out = shifts / "out"
    assert weigh(shifts, "--out", str(out), "--format", "csv", "-q") == 0
    assert {file.name: sorted(file.read_text().split()) for file in out.iterdir()} == {
        "alarm.csv": ["0.225"],
        "away.csv": ["ann,0.45", "bob,0.45"],
        "shift.csv": ["ann,12,1.0", "bob,9,1.0", "carl,1,1.0"],
        "tired.csv": ["ann,0.9", "bob,0.9"],
    }


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed")
def test_the_last_column_of_parquet_is_the_confidence(shifts: Path) -> None:
    from pyarrow import parquet

    out = shifts / "out"
    assert weigh(shifts, "--out", str(out), "--format", "parquet", "-q") == 0
    rows = parquet.read_table(out / "away.parquet").to_pylist()
    assert sorted(rows, key=str) == [
        {"c0": "ann", "confidence": 0.45},
        {"c0": "bob", "confidence": 0.45},
    ]
    assert parquet.read_table(out / "alarm.parquet").to_pylist() == [{"confidence": 0.225}]


@pytest.mark.parametrize("words", [("--engine", "duckdb"), ("--shards", "2")])
def test_what_does_not_weigh_is_refused(
    shifts: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert weigh(shifts, *words) == 2
    assert "proofs are weighed in" in capsys.readouterr().err
