"""The best proofs of a weighted closure, written by hand: DuckDB's USING KEY, SWI-Prolog's table of
maxima. Their edges come with their weights; ours get them by rules."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
from workloads import WEIGHTED_EDGE, Workload

from reasoners.prepared import WEIGHT, Counts, Prepared, Unfit

_KEYED = """
WITH RECURSIVE w(a, b, p) USING KEY (a, b) AS (
  SELECT a, b, max(p) FROM e GROUP BY ALL
  UNION
  SELECT n.a, n.b, n.p
  FROM (SELECT w.a AS a, e.b AS b, max(w.p * e.p) AS p FROM w JOIN e ON w.b = e.a GROUP BY ALL) n
  LEFT JOIN recurring.w o ON o.a = n.a AND o.b = n.b
  WHERE o.p IS NULL OR n.p > o.p + 1e-12
) SELECT * FROM w"""

_TABLED = """
:- table p(_, _, max).
p(X, Y, W) :- e(X, Y, W).
p(X, Z, W) :- p(X, Y, U), e(Y, Z, V), W is U * V.
"""


def _edges(work: Workload) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From, to and weight of each edge."""
    parts = [(n.removeprefix(WEIGHTED_EDGE), cs) for n, cs in work.facts.items()]
    if any(not number.isdigit() for number, _ in parts):
        raise Unfit("a closure with weights is asked for")
    weights = [np.full(len(columns[0]), int(number) / 100) for number, columns in parts]
    one, other = (np.concatenate([columns[i] for _, columns in parts]) for i in range(2))
    return one, other, np.concatenate(weights)


def _counts(edges: int, paths: int, total: float) -> Counts:
    return {"reach": paths, "edge": edges, WEIGHT: total}


def duckdb_key(work: Workload, folder: Path) -> Prepared:
    one, other, weights = _edges(work)
    given = {"a": one.astype(np.int32), "b": other.astype(np.int32), "p": weights}

    def run() -> Counts:
        import duckdb

        connection = duckdb.connect()
        connection.execute("SET threads = 1; SET enable_progress_bar = false")
        connection.register("given", given)
        connection.execute("CREATE TABLE e AS SELECT * FROM given")
        found = connection.execute(_KEYED).fetchnumpy()
        edges = connection.execute("SELECT * FROM e").fetchnumpy()
        total = float(found["p"].sum() + edges["p"].sum())
        return _counts(len(edges["p"]), len(found["p"]), total)

    return run


def swi_max(work: Workload, folder: Path) -> Prepared:
    one, other, weights = _edges(work)
    program = folder / "program.pl"
    rows = zip(one.tolist(), other.tolist(), weights.tolist(), strict=True)
    facts = "".join(f"e({a}, {b}, {w}).\n" for a, b, w in rows)
    program.write_text(f"{_TABLED}{facts}", encoding="utf-8")
    goal = "forall(p(X, Y, W), format('~d ~d ~w~n', [X, Y, W]))"
    words = ["swipl", "--stack-limit=4g", "--table-space=8g", "-q", "-g", goal, "-t", "halt"]

    def run() -> Counts:
        done = subprocess.run([*words, str(program)], capture_output=True, check=False)
        if done.returncode or done.stderr:
            raise Unfit(done.stderr.decode()[:200])
        found = np.array(done.stdout.split(), np.float64).reshape(-1, 3)
        return _counts(len(one), len(found), float(found[:, 2].sum() + weights.sum()))

    return run
