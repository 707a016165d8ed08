"""DuckDB by SQL written by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from workloads import Columns, Workload

from preceptor.logic import Const, Num, Predicate, Var
from preceptor.reason.folding import Folding
from preceptor.reason.plan import Part, StratumPlan, Variant, plan
from reasoners.prepared import Counts, Prepared, Unfit, rules_of


def duckdb(recursive: bool) -> Callable[[Workload, Path], Prepared]:
    """SQL written by hand after the plan: one WITH RECURSIVE for each recursive predicate, or a
    loop of inserts with the round as a column."""

    def prepare(work: Workload, folder: Path) -> Prepared:
        graph = rules_of(work)
        made = plan(graph)
        if recursive and any(not s.is_linear or len(s.adds) > 1 for s in made.strata):
            raise Unfit("recursion that is not linear")
        facts = {name: tuple(map(_narrow, columns)) for name, columns in work.facts.items()}

        def run() -> Counts:
            import duckdb

            connection = duckdb.connect()
            connection.execute("SET threads = 1; SET enable_progress_bar = false")
            for name, columns in facts.items():
                connection.register("given", {f"c{i}": c for i, c in enumerate(columns)})
                connection.execute(f"CREATE TABLE t_{name} AS SELECT *, 0 AS r FROM given")
            for stratum in made.strata:
                for folding in stratum.foldings:
                    connection.execute(_grouped(folding))
                if recursive:
                    connection.execute(_with_recursive(stratum))
                else:
                    _delta_loop(connection, stratum, facts)
            counts = {}
            for p in graph.derived:
                found = connection.execute(f"SELECT {_names(p)} FROM t_{p.name}").fetchnumpy()
                counts[p.name] = len(found["c0"])
            return counts

        return run

    return prepare


def _narrow(column: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return column.astype(np.int32) if column.dtype.kind == "i" else column.astype(object)


def _names(predicate: Predicate) -> str:
    return ", ".join(f"c{i}" for i in range(predicate.arity))


def _with_recursive(stratum: StratumPlan) -> str:
    (predicate,) = stratum.adds
    base = [v for v in stratum.whole if predicate not in v.reads]
    start = " UNION ".join(_select(v, {}) for v in base)
    names = _names(predicate)
    if not stratum.delta:
        return f"CREATE TABLE t_{predicate.name} AS SELECT *, 0 AS r FROM ({start})"
    step = " UNION ALL ".join(_select(v, {predicate: "w"}) for v in stratum.delta)
    return (
        f"CREATE TABLE t_{predicate.name} AS WITH RECURSIVE w({names}) AS "
        f"(({start}) UNION ({step})) SELECT {names}, 0 AS r FROM w"
    )


def _delta_loop(connection: Any, stratum: StratumPlan, facts: Mapping[str, Columns]) -> None:
    for predicate in stratum.adds:
        variants = [v for v in stratum.whole if v.head.predicate == predicate]
        variants = [v for v in variants if not set(v.reads) & set(stratum.adds)]
        if variants:
            start = " UNION ".join(_select(v, {}) for v in variants)
            create = f"CREATE TABLE t_{predicate.name} AS SELECT *, 0 AS r FROM ({start})"
        else:
            columns = "".join(f"c{i} INTEGER, " for i in range(predicate.arity))
            create = f"CREATE TABLE t_{predicate.name} ({columns}r INTEGER)"
        connection.execute(create)
    number, grew = 0, bool(stratum.delta)
    while grew:
        number += 1
        grew = False
        fresh = []
        for predicate in stratum.adds:
            variants = [v for v in stratum.delta if v.head.predicate == predicate]
            if variants:
                found = " UNION ".join(_select(v, {}, number) for v in variants)
                same = " AND ".join(f"n.c{i} = o.c{i}" for i in range(predicate.arity))
                connection.execute(
                    f"CREATE OR REPLACE TEMP TABLE n_{predicate.name} AS SELECT n.* FROM ({found})"
                    f" n ANTI JOIN t_{predicate.name} o ON {same}"
                )
                fresh.append(predicate)
        for predicate in fresh:
            insert = f"INSERT INTO t_{predicate.name} SELECT *, {number} FROM n_{predicate.name}"
            grew = connection.execute(insert).fetchone()[0] > 0 or grew


def _grouped(folding: Folding) -> str:
    """The relation of an aggregate over what is named by itself."""
    cells = ", ".join(f"c{place}" for place in folding.cells)
    groups = ", ".join(f"c{place}" for place in folding.groups)
    value = {"count": "count(*)"}.get(folding.how, f"{folding.how}(c{folding.first})")
    keys = "".join(f"c{place} AS c{i}, " for i, place in enumerate(folding.groups))
    by = f" GROUP BY {groups}" if groups else " HAVING count(*) > 0"
    rows = f"SELECT DISTINCT {cells} FROM t_{folding.over.name}"
    return (
        f"CREATE TABLE {_table(folding.made)} AS SELECT {keys}{value} AS c{len(folding.groups)}"
        f" FROM ({rows}){by}"
    )


def _table(predicate: Predicate) -> str:
    return f"t_{predicate.name}".replace("\0", "fold")


def _select(variant: Variant, tables: Mapping[Predicate, str], number: int = 0) -> str:
    """The rule's conclusions; round `number` is being computed."""
    sources, where = [], []
    columns: dict[str, str] = {}
    for place, source in enumerate(variant.sources):
        atom = source.atom
        sources.append(f"{tables.get(atom.predicate, _table(atom.predicate))} s{place}")
        if not tables and source.part is not Part.ALL:
            sign = "=" if source.part is Part.NEW else "<"
            where.append(f"s{place}.r {sign} {number - 1}")
        for i, arg in enumerate(atom.args):
            column = f"s{place}.c{i}"
            if not isinstance(arg, Var):
                where.append(f"{column} = {_sql(arg, columns)}")
            elif columns.setdefault(arg.name, column) != column:
                where.append(f"{columns[arg.name]} = {column}")
    for name, expr in variant.computed:
        columns[name] = _sql(expr, columns)
    for test in variant.tests:
        sign = {"\\=": "<>", "=<": "<="}.get(test.op.value, test.op.value)
        where.append(f"{_sql(test.left, columns)} {sign} {_sql(test.right, columns)}")
    for atom in variant.absent:
        held = [
            f"a.c{i} = {_sql(arg, columns)}"
            for i, arg in enumerate(atom.args)
            if not (isinstance(arg, Var) and arg.name in variant.local)
        ]
        where.append(
            f"NOT EXISTS (SELECT 1 FROM t_{atom.name} a WHERE {' AND '.join(held or ['true'])})"
        )
    head = ", ".join(f"{_sql(a, columns)} AS c{i}" for i, a in enumerate(variant.head.args))
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    from_ = f" FROM {', '.join(sources)}" if sources else ""
    return f"SELECT DISTINCT {head}{from_}{condition}"


def _sql(term: object, columns: Mapping[str, str]) -> str:
    match term:
        case Var(name):
            return columns[name]
        case Num(value):
            return str(value)
        case Const(name):
            return f"'{name}'"
    raise Unfit(str(term))
