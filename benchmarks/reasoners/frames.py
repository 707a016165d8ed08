"""Polars by a loop written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from workloads import Workload

from preceptor.logic import Atom, Const, Num, Var
from preceptor.reason.plan import Part, StratumPlan, Variant, plan
from reasoners.prepared import Counts, Prepared, Unfit, rules_of


def polars(work: Workload, folder: Path) -> Prepared:
    """A semi-naive loop of joins over data frames, lazily composed a rule at a time."""
    graph = rules_of(work)
    made = plan(graph)
    if any(made.foldings):
        raise Unfit("aggregates")

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
