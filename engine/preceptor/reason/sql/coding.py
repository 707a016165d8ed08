"""Coding: values translated once each, by a table that DuckDB joins.

No row is looked at in Python, only each distinct value, a block of them at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from preceptor.reason.sql.duck import DuckSession

BLOCK = 1 << 16  # distinct values that are translated at a time

Translate = Callable[[list[Any]], Sequence[Any]]  # a block of values, with a result for each


def translated(
    session: DuckSession, source: str, cell: str, translate: Translate, type_: str
) -> str:
    """The table (value, code) of the distinct values of a column, with what becomes of each."""
    listed, table = session.new("d"), session.new("m")
    session.execute(
        f"CREATE TABLE {listed} AS SELECT value, row_number() OVER (ORDER BY value) AS n"
        f" FROM (SELECT DISTINCT {cell} AS value FROM {source})"
    )
    (size,) = session.row(f"SELECT count(*) FROM {listed}")
    held = session.row(f"SELECT any_value(typeof(value)) FROM {listed}")[0] or "VARCHAR"
    session.execute(f"CREATE TABLE {table} (value {held}, code {type_})")
    for first in range(1, size + 1, BLOCK):
        block = f"n BETWEEN {first} AND {first + BLOCK - 1}"
        select = f"SELECT value FROM {listed} WHERE {block} ORDER BY n"
        values = session.execute(select, lambda result: result.fetchnumpy())["value"]
        codes = np.array(translate(values.tolist()), object if type_ == "VARCHAR" else np.int64)
        session.append(table, {"value": values, "code": codes})
    session.execute(f"DROP TABLE {listed}")
    session.share()
    return table
