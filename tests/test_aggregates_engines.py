"""Aggregates in every engine: random programs, and numbers of any size, against the oracle.

PRECEPTOR_SEEDS=N compares the programs of N seeds (40 by default) from PRECEPTOR_FIRST (0) on.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from random import Random

import pytest

import grown
from oracle import perfect_model
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom
from preceptor.prolog import Worker
from preceptor.reason import bulk, materialise, sql
from preceptor.reason.sql.duck import DuckSession
from preceptor.syntax import parse_atom, parse_theory
from test_agreement import (
    KERNELS,
    UNBOUNDED,
    Facts,
    all_certified,
    asked,
    duck,
    in_clingo,
    in_prolog,
    once,
)

__all__ = ["duck"]  # a fixture

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "40"))
FIRST = int(os.environ.get("PRECEPTOR_FIRST", "0"))
PARTS = 2


@pytest.mark.parametrize("part", range(PARTS))
def test_engines_agree_with_the_oracle(part: int, duck: DuckSession | None, prolog: Worker) -> None:
    counts: Counter[str] = Counter()
    seeds = range(FIRST + part, FIRST + SEEDS, PARTS)
    for seed in seeds:
        made = grown.grown(seed, integers=seed % 2 == 0, aggregates=True)
        counts.update(grown.kinds_used(made))
        theory, facts = grown.renamed(made, seed) if seed % 3 == 0 else made
        graph, where = compile(theory), f"seed {seed}"
        model = materialise(graph, facts)
        expected = set(perfect_model(theory.rules, facts))
        assert {atom for atom, _ in model} == expected, where
        in_bulk(graph, facts, expected, duck, where)
        asked(graph, facts, expected, Random(seed), where)
        derived = in_prolog(graph, facts, expected, prolog, where)
        counts["in clingo"] += in_clingo(graph, facts, derived, where)
        all_certified(theory, facts, model, derived, where)
    print(f"{len(seeds)} programs, {seeds}: {dict(counts)}")
    assert min(counts[kind] for kind in ("count", "sum", "min", "max")) >= len(seeds) // 10
    assert counts["in clingo"] >= len(seeds) // 8


def in_bulk(
    graph: RuleGraph, facts: Facts, expected: set[Atom], duck: DuckSession | None, where: str
) -> None:
    for name in KERNELS:
        assert once(bulk.materialise(graph, facts, UNBOUNDED, using=name)) == expected, where
    if duck is not None:
        tabled = sql.materialise(graph, facts, UNBOUNDED, open_=lambda _: duck)
        assert once(tabled) == expected, f"{where}, DuckDB"


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        ("s(T) :- T = sum { N : n(N) }.", "n(9223372036854775807) n(9223372036854775806)"),
        ("s(K, T) :- k(K), T = sum { N, I : n(K, I, N) }.",
         "k(a) k(b) n(a, x, 4611686018427387904) n(a, y, 4611686018427387904) n(b, x, -1)"),
        ("s(T) :- T = sum { N : n(N) }. m(T) :- T = min { N : n(N) }.", "n(1r3) n(0.1) n(5)"),
        ("s(T) :- T = max { N : n(N) }. c(T) :- T = count { N : n(N) }.", "n(a) n(0.1) n(5)"),
        ("s(T) :- T = max { N : n(N) }.", "n(1r999999937) n(1r999999929)"),
        ("r(X, N) :- n(X), N = count { Y : n(Y) }. q(M) :- M = sum { N, X : r(X, N) }, M > 3.",
         "n(a) n(b) n(1) n(2)"),
        ("c(N) :- N = count { N2 : n(X, N2) }. c(X) :- n(X, _).", "n(a, 2) n(b, 3)"),
    ],
)  # fmt: skip
def test_numbers_of_any_size(rules: str, facts: str, duck: DuckSession | None) -> None:
    theory, given = parse_theory(rules), tuple(map(parse_atom, re.split(r"(?<=\)) ", facts)))
    expected = set(perfect_model(theory.rules, given))
    assert {atom for atom, _ in materialise(compile(theory), given)} == expected
    in_bulk(compile(theory), given, expected, duck, rules)
