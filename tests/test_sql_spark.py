"""Spark says what the engine in memory says, on a handful of programs: a statement takes seconds.

`make soak` sets PRECEPTOR_SPARK where pyspark and Java are installed; else nothing is defined.
"""

from __future__ import annotations

import os

import pytest

import grown
from preceptor.graph import compile
from preceptor.logic import Atom
from preceptor.reason import Limits, bulk, sql
from preceptor.syntax import parse_atom, parse_theory

UNBOUNDED = Limits(facts=10**9, rounds=10**9)

if os.environ.get("PRECEPTOR_SPARK"):
    # The gateway to the JVM warns of sockets that it leaves to the end of the process.
    pytestmark = pytest.mark.filterwarnings("default")

    def rounds(made: bulk.Materialisation) -> dict[Atom, int]:
        return {a: made.round(p, i) for p in made.predicates for i, a in enumerate(made.atoms(p))}

    def test_every_construct_in_spark() -> None:
        """Recursion through two premises, absence, numbers past 64 bits, quotients, odd names."""
        rules = """
        select(X, Y) :- cross(X, Y).
        select(X, Z) :- select(X, Y), select(Y, Z).
        power(0, 1).
        power(N, P) :- power(M, Q), M < 45, N = M + 22, P = Q * 4000000000.
        far :- cross(X, _), \\+ select(X, X).
        half(X, H) :- cross(X, _), H = X / 4.
        inverse(X, I) :- cross(X, _), I = 1 / X.
        """
        facts = [parse_atom(f"cross({x}, {y})") for x, y in ((1, 2), (2, 3), (3, 4), (4, 2))]
        graph = compile(parse_theory(rules))
        made = sql.materialise(graph, facts, UNBOUNDED, rounds=True, open_=sql.open_spark)
        expected = bulk.materialise(graph, facts, UNBOUNDED)
        assert rounds(made) == rounds(expected)

    @pytest.mark.parametrize("seed", range(5))
    def test_random_programs_in_spark(seed: int) -> None:
        theory, facts = grown.renamed(grown.grown(seed), seed)
        graph = compile(theory)
        made = sql.materialise(graph, facts, UNBOUNDED, open_=sql.open_spark)
        assert set(made) == set(bulk.materialise(graph, facts, UNBOUNDED)), f"seed {seed}"
