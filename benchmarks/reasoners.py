"""Reasoners that benchmarks/reason.py compares: each takes a workload and gives its tuples.

A reasoner gets the workload in the form that suits it best (columns in memory, CSV files or
program text, made before its time begins) and must hand back every derived relation in Python.
The import of its library is part of its time.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from workloads import Columns, Workload

from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Compare, Const, Not, Num, Predicate, Var
from preceptor.reason.plan import Part, StratumPlan, Variant, plan
from preceptor.syntax import parse_theory

Counts = dict[str, int]
Prepared = Callable[[], Counts]  # what is timed


class Unfit(Exception):
    """The workload is nothing for this reasoner."""


# ------------------------------------------------------------------------------ ours


def ours(using: str) -> Callable[[Workload, Path], Prepared]:
    """The bulk engine from text and columns to columns; `using` names its kernels."""

    def prepare(work: Workload, folder: Path) -> Prepared:
        def run() -> Counts:
            from preceptor.reason import bulk

            graph = compile(parse_theory(work.rules))
            facts = {Predicate(name, len(cs)): cs for name, cs in work.facts.items()}
            made = bulk.materialise(graph, facts, using=using)
            columns = {p: made.relation(p) for p in graph.derived}
            return {p.name: len(cs[0]) for p, cs in columns.items()}

        return run

    return prepare


def ours_duckdb(work: Workload, folder: Path) -> Prepared:
    """The SQL engine in DuckDB on one thread, from text and columns to columns."""

    def run() -> Counts:
        from preceptor.reason import sql

        graph = compile(parse_theory(work.rules))
        facts = {Predicate(name, len(cs)): cs for name, cs in work.facts.items()}
        made = sql.materialise(graph, facts, threads=1)
        columns = {p: made.relation(p) for p in graph.derived}
        return {p.name: len(cs[0]) for p, cs in columns.items()}

    return run


# ------------------------------------------------------------------------------ text


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language writes what the workloads say."""

    absent: str
    different: str
    variable: str = ""
    end: str = ".\n"

    def rule(self, head: Atom, body: Sequence[object]) -> str:
        return f"{self.atom(head)} :- {', '.join(map(self._literal, body))}{self.end}"

    def atom(self, atom: Atom) -> str:
        return f"{atom.name}({', '.join(map(self._term, atom.args))})"

    def _literal(self, literal: object) -> str:
        match literal:
            case Atom():
                return self.atom(literal)
            case Not(atom):
                return self.absent.format(self.atom(atom))
            case Compare(op, left, right):
                sign = self.different if op.value == "\\=" else op.value
                return f"{self._term(left)} {sign} {self._term(right)}"
        raise Unfit(str(literal))

    def _term(self, term: object) -> str:
        if not isinstance(term, Var):
            return str(term)
        if term.name.startswith("_"):
            return "_"
        return self.variable + term.name


def _rules(work: Workload) -> RuleGraph:
    return compile(parse_theory(work.rules))


def _rule_lines(graph: RuleGraph, notation: Notation) -> Iterator[str]:
    for planned in sorted(graph.rules, key=lambda p: str(p.rule.head)):
        assert planned.rule.head is not None
        yield notation.rule(planned.rule.head, planned.rule.body)


def _fact_lines(facts: Mapping[str, Columns]) -> Iterator[str]:
    for name, columns in facts.items():
        for row in zip(*(column.tolist() for column in columns), strict=True):
            yield f"{name}({','.join(map(str, row))}).\n"


def swi(work: Workload, folder: Path) -> Prepared:
    """SWI-Prolog with every derived predicate tabled; tuples come back as text."""
    graph = _rules(work)
    program = folder / "program.pl"
    heads = [f"{p.name}({','.join('ABCD'[: p.arity])})" for p in graph.derived]
    is_named = any(column.dtype.kind == "U" for cs in work.facts.values() for column in cs)
    mark = "~w" if is_named else "~d"
    with program.open("w", encoding="utf-8") as file:
        file.write(":- style_check(-discontiguous).\n:- style_check(-singleton).\n")
        file.writelines(f":- table {p.name}/{p.arity}.\n" for p in graph.derived)
        file.writelines(_fact_lines(work.facts))
        file.writelines(_rule_lines(graph, Notation("tnot({})", "\\==")))
        file.write("".join(_untabled(graph, work)))
        for head, p in zip(heads, graph.derived, strict=True):
            row = f"format('{' '.join([mark] * p.arity)}~n', [{','.join('ABCD'[: p.arity])}])"
            file.write(f"out({p.name}) :- forall({head}, {row}), format('.~n').\n")
    text = program.read_text()
    for name in work.facts:  # \+ for what is not tabled
        text = re.sub(rf"tnot\(({name}\([^)]*\))\)", r"\\+ \1", text)
    program.write_text(text)
    goal = ",".join(f"out({p.name})" for p in graph.derived)
    words = ["swipl", "--stack-limit=4g", "--table-space=8g", "-q", "-g", goal, "-t", "halt"]

    def run() -> Counts:
        done = subprocess.run([*words, str(program)], capture_output=True, check=False)
        if done.returncode or done.stderr:
            raise Unfit(done.stderr.decode()[:200])
        parts = done.stdout.split(b".\n")
        counts = {}
        for p, part in zip(graph.derived, parts, strict=False):
            rows = np.array(part.split(), None if is_named else np.int64).reshape(-1, p.arity)
            counts[p.name] = len(rows)
        return counts

    return run


def _untabled(graph: RuleGraph, work: Workload) -> Iterator[str]:
    """Declares input relations without a fact."""
    for predicate in graph.inputs:
        if not len(work.facts.get(predicate.name, ((),))[0]):
            yield f":- dynamic {predicate.name}/{predicate.arity}.\n"


def clingo(work: Workload, folder: Path) -> Prepared:
    """clingo's grounder, which evaluates a stratified program on the way."""
    graph = _rules(work)
    lines = [*_fact_lines(work.facts), *_rule_lines(graph, Notation("not {}", "!="))]
    program = "".join(lines).replace("=<", "<=")

    def run() -> Counts:
        import clingo

        control = clingo.Control(["--warn=none"])
        control.add("base", [], program)
        control.ground([("base", [])])
        counts = {}
        for p in graph.derived:
            found = control.symbolic_atoms.by_signature(p.name, p.arity)
            rows = [tuple(a.number if a.type is clingo.SymbolType.Number else a.name
                          for a in atom.symbol.arguments) for atom in found]  # fmt: skip
            counts[p.name] = len(rows)
        return counts

    return run


def nemo(work: Workload, folder: Path) -> Prepared:
    """Nemo from CSV files. Each import is copied by a rule: two rules that read one imported
    predicate with its columns in different orders lose facts in nemo-python 0.10.1."""
    graph = _rules(work)
    lines = []
    for name, columns in work.facts.items():
        path = folder / f"{name}.csv"
        rows = zip(*(column.tolist() for column in columns), strict=True)
        path.write_text("".join(f"{','.join(map(str, row))}\n" for row in rows))
        kinds = ",".join("string" if c.dtype.kind == "U" else "int" for c in columns)
        args = ", ".join(f"?x{i}" for i in range(len(columns)))
        source = f'csv{{resource="{path}", format=({kinds})}}'
        lines.append(f"@import {name}_raw :- {source} .\n{name}({args}) :- {name}_raw({args}) .\n")
    lines += _rule_lines(graph, Notation("~{}", "!=", "?", " .\n"))
    lines += [f"@output {p.name} .\n" for p in graph.derived]
    program = "".join(lines).replace("=<", "<=")

    def run() -> Counts:
        import nmo_python

        engine = nmo_python.NemoEngine(nmo_python.load_string(program))
        engine.reason()
        return {p.name: len(list(engine.result(p.name))) for p in graph.derived}

    return run


# ------------------------------------------------------------------------------ SQL


def duckdb(recursive: bool) -> Callable[[Workload, Path], Prepared]:
    """SQL written by hand after the plan: one WITH RECURSIVE for each recursive predicate, or a
    loop of inserts with the round as a column."""

    def prepare(work: Workload, folder: Path) -> Prepared:
        graph = _rules(work)
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


def _select(variant: Variant, tables: Mapping[Predicate, str], number: int = 0) -> str:
    """The rule's conclusions; round `number` is being computed."""
    sources, where = [], []
    columns: dict[str, str] = {}
    for place, source in enumerate(variant.sources):
        atom = source.atom
        sources.append(f"{tables.get(atom.predicate, f't_{atom.name}')} s{place}")
        if not tables and source.part is not Part.ALL:
            sign = "=" if source.part is Part.NEW else "<"
            where.append(f"s{place}.r {sign} {number - 1}")
        for i, arg in enumerate(atom.args):
            column = f"s{place}.c{i}"
            if not isinstance(arg, Var):
                where.append(f"{column} = {_sql(arg, columns)}")
            elif columns.setdefault(arg.name, column) != column:
                where.append(f"{columns[arg.name]} = {column}")
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
    return f"SELECT DISTINCT {head} FROM {', '.join(sources)}{condition}"


def _sql(term: object, columns: Mapping[str, str]) -> str:
    match term:
        case Var(name):
            return columns[name]
        case Num(value):
            return str(value)
        case Const(name):
            return f"'{name}'"
    raise Unfit(str(term))


# ------------------------------------------------------------------------------ polars


def polars(work: Workload, folder: Path) -> Prepared:
    """A semi-naive loop of joins over data frames, lazily composed a rule at a time."""
    graph = _rules(work)
    made = plan(graph)

    def run() -> Counts:
        import polars as pl

        frames: dict[str, Any] = {
            name: pl.DataFrame({f"c{i}": _plain(column) for i, column in enumerate(columns)})
            for name, columns in work.facts.items()
        }
        kind = next(iter(next(iter(frames.values())).schema.values()))
        for p in graph.derived:
            frames[p.name] = pl.DataFrame(schema={f"c{i}": kind for i in range(p.arity)})
        for stratum in made.strata:
            _frame_loop(pl, frames, stratum)
        return {p.name: len([c.to_numpy() for c in frames[p.name]].pop()) for p in graph.derived}

    return run


def _plain(column: np.ndarray[Any, Any]) -> Any:
    return column.astype(np.int32) if column.dtype.kind == "i" else column.tolist()


def _frame_loop(pl: Any, frames: dict[str, Any], stratum: StratumPlan) -> None:
    old = {p.name: frames[p.name] for p in stratum.adds}
    new: dict[str, Any] = {}
    for p in stratum.adds:
        variants = [v for v in stratum.whole if v.head.predicate == p]
        parts = [_frame(pl, v, frames, {}, {}) for v in variants]
        new[p.name] = pl.concat(parts).unique().collect()
    frames.update(new)
    while stratum.delta and any(len(frame) for frame in new.values()):
        found = {}
        for p in stratum.adds:
            variants = [v for v in stratum.delta if v.head.predicate == p]
            if variants:
                parts = [_frame(pl, v, frames, old, new) for v in variants]
                known = frames[p.name].lazy()
                everything = pl.concat(parts).unique()
                found[p.name] = everything.join(known, on=frames[p.name].columns, how="anti")
        old = {p.name: frames[p.name] for p in stratum.adds}
        new = {name: frame.collect() for name, frame in found.items()}
        for name, frame in new.items():
            frames[name] = frames[name].vstack(frame)


def _frame(pl: Any, variant: Variant, frames: Any, old: Any, new: Any) -> Any:
    joined: Any = None
    for source in variant.sources:
        tables = {Part.ALL: frames, Part.OLD: old, Part.NEW: new}[source.part]
        frame = _renamed(pl, source.atom, tables[source.atom.name].lazy())
        if joined is None:
            joined = frame
            continue
        on = [c for c in frame.collect_schema().names() if c in joined.collect_schema().names()]
        joined = joined.join(frame, on=on) if on else joined.join(frame, how="cross")
    for test in variant.tests:
        left, right = _expression(pl, test.left), _expression(pl, test.right)
        signs = {"\\=": "ne", "<": "lt", "=<": "le", ">": "gt", ">=": "ge", "=": "eq"}
        joined = joined.filter(getattr(left, signs[test.op.value])(right))
    for atom in variant.absent:
        frame = _renamed(pl, atom, frames[atom.name].lazy())
        on = [a.name for a in atom.args if isinstance(a, Var) and a.name not in variant.local]
        joined = joined.join(frame, on=on, how="anti")
    head = [_expression(pl, a).alias(f"c{i}") for i, a in enumerate(variant.head.args)]
    return joined.select(head)


def _renamed(pl: Any, atom: Atom, frame: Any) -> Any:
    chosen: dict[str, int] = {}
    for i, arg in enumerate(atom.args):
        if not isinstance(arg, Var):
            frame = frame.filter(pl.col(f"c{i}") == _value(arg))
        elif arg.name in chosen:
            frame = frame.filter(pl.col(f"c{i}") == pl.col(f"c{chosen[arg.name]}"))
        else:
            chosen[arg.name] = i
    return frame.select([pl.col(f"c{i}").alias(name) for name, i in chosen.items()])


def _expression(pl: Any, term: object) -> Any:
    return pl.col(term.name) if isinstance(term, Var) else pl.lit(_value(term))


def _value(term: object) -> object:
    match term:
        case Num(value):
            return value
        case Const(name):
            return name
    raise Unfit(str(term))


REASONERS: dict[str, Callable[[Workload, Path], Prepared]] = {
    "ours": ours("auto"),
    "ours-numba": ours("numba"),
    "ours-numpy": ours("numpy"),
    "ours-duckdb": ours_duckdb,
    "duckdb-cte": duckdb(True),
    "duckdb-delta": duckdb(False),
    "polars": polars,
    "nemo": nemo,
    "clingo": clingo,
    "swi": swi,
}
