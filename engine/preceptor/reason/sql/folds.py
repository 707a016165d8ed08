"""Folds as SQL: the relation of an aggregate by GROUP BY over distinct tuples.

Where a value may be no number, or a sum past 64 bits, the tuples are fetched and folded outside.
"""

from __future__ import annotations

from preceptor.logic import Fold
from preceptor.reason.folding import Folding
from preceptor.reason.sql.emit import Emitter, Impossible

_WORDS = {Fold.MIN: "min", Fold.MAX: "max", Fold.SUM: "sum"}


def tuples(folding: Folding, emitter: Emitter) -> str | None:
    """The tuples with their groups, as t0, t1, ..., each once where that matters; None where there
    can be none."""
    try:
        where = [
            f"c{place} = {emitter.constant(term, emitter.columns.position(folding.over, place))}"
            for place, term in folding.fixed
        ]
    except Impossible:
        return None
    where += [f"c{one} = c{other}" for one, other in folding.same]
    cells = ", ".join(f"c{place} AS t{i}" for i, place in enumerate(folding.cells)) or "1 AS t0"
    conditions = f" WHERE {' AND '.join(where)}" if where else ""
    distinct = "DISTINCT " if folding.hides else ""
    return f"SELECT {distinct}{cells} FROM {emitter.table(folding.over)}{conditions}"


def grouped(folding: Folding, emitter: Emitter, rows: str) -> str | None:
    """The rows of the aggregate's relation, from `tuples`; None where SQL cannot compute them."""
    value = _value(folding, emitter)
    if value is None:
        return None
    types = emitter.types(folding.made)
    keys = [f"q.t{i}" for i in range(len(folding.groups))]
    cells = ", ".join(
        f"CAST({cell} AS {type_}) AS c{i}"
        for i, (cell, type_) in enumerate(zip((*keys, value), types, strict=True))
    )
    by = f"GROUP BY {', '.join(keys)}" if keys else "HAVING count(*) > 0"
    return f"SELECT {cells} FROM ({rows}) AS q {by}"


def _value(folding: Folding, emitter: Emitter) -> str | None:
    target = emitter.columns.total(folding)
    if target.is_symbolic:
        return None
    if folding.how is Fold.COUNT:
        return f"count(*) * {target.scale or 1}"
    if not isinstance(folding.first, int):
        return None
    source = emitter.columns.position(folding.over, folding.first)
    if source.is_symbolic:
        return None
    cell = f"CAST(q.t{folding.cells.index(folding.first)} AS BIGINT)"
    return f"{_WORDS[folding.how]}({cell}) * {(target.scale or 1) // (source.scale or 1)}"
