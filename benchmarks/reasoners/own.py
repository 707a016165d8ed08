"""Our engines, from text and columns to columns, the import of all of ours included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workloads import Workload

from reasoners.prepared import WEIGHT, Counts, Prepared


def ours(using: str = "auto", *, weights: bool = False) -> Callable[[Workload, Path], Prepared]:
    """The bulk engine; `using` names its kernels. With `weights` it weighs proofs."""

    def prepare(work: Workload, folder: Path) -> Prepared:
        def run() -> Counts:
            from preceptor.reason import bulk

            graph, facts = _loaded(work)
            made = bulk.materialise(graph, facts, using=using, weights=weights)
            counts = _counts(graph, made)
            if weights:
                counts[WEIGHT] = sum(float(made.confidences(p).sum()) for p in graph.derived)
            return counts

        return run

    return prepare


def ours_duckdb(work: Workload, folder: Path) -> Prepared:
    """The SQL engine in DuckDB on one thread."""

    def run() -> Counts:
        from preceptor.reason import sql

        graph, facts = _loaded(work)
        return _counts(graph, sql.materialise(graph, facts, threads=1))

    return run


def _loaded(work: Workload) -> tuple[Any, Any]:
    from preceptor.graph import compile
    from preceptor.logic import Predicate
    from preceptor.syntax import parse_theory

    graph = compile(parse_theory(work.rules))
    return graph, {Predicate(name, len(columns)): columns for name, columns in work.facts.items()}


def _counts(graph: Any, made: Any) -> Counts:
    columns = {p: made.relation(p) for p in graph.derived}
    return {p.name: len(found[0]) for p, found in columns.items()}
