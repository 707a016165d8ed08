"""Writing: relations that DuckDB holds, as files that it writes itself, row by row on its side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from preceptor.logic import Const, InputError, Predicate
from preceptor.reason.bulk.arithmetic import decode
from preceptor.reason.bulk.columns import Column
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.bulk.writing import cell_of
from preceptor.reason.bulk.writing import write_relations as write
from preceptor.reason.sql.coding import BLOCK, translated
from preceptor.reason.sql.duck import DuckSession
from preceptor.reason.sql.rows import SqlRelation
from preceptor.reason.sql.session import Refused
from preceptor.reason.sql.tables import literal

_CSV = "FORMAT csv, HEADER false, QUOTE '', ESCAPE ''"  # cells bring their quotes


def write_relations(made: Materialisation, folder: Path, form: str = "auto") -> tuple[Path, ...]:
    """Writes every relation as `bulk.write_relations` does, Parquet unless `form` says csv; the
    rows are in order of what stands in them."""
    return write(made, folder, "csv" if form == "csv" else "parquet", _Writer(made).put)


class _Writer:
    def __init__(self, made: Materialisation) -> None:
        self._made = made
        self._texts = ""  # the table of all symbols' texts, once it is made

    def put(self, predicate: Predicate, path: Path, as_parquet: bool) -> Path:
        """Writes the rows of a relation that has arguments; gives the file."""
        relation = self._made.relations[predicate]
        assert isinstance(relation, SqlRelation)
        session = relation.session
        assert isinstance(session, DuckSession)
        as_parquet = as_parquet and all(
            self._fits_parquet(session, relation.table, place, column)
            for place, column in enumerate(relation.columns)
        )
        cells, joins, order = [], [], []
        for place, column in enumerate(relation.columns):
            cell = f"t.c{place}"
            if column.scale in (None, 1):
                cells.append(f"CAST({cell} AS BIGINT) AS c{place}")
                order.append(cell)
                continue
            texts, text = self._table(session, relation.table, place, column, as_parquet)
            joins.append(f" JOIN {texts} AS k{place} ON k{place}.value = {cell}")
            cells.append(f"k{place}.{text} AS c{place}")
            order.append(f"k{place}.{text}")
        path = path.with_name(f"{path.name}.{'parquet' if as_parquet else 'csv'}")
        options = "FORMAT parquet" if as_parquet else _CSV
        select = (
            f"SELECT {', '.join(cells)} FROM {relation.table} AS t{''.join(joins)}"
            f" ORDER BY {', '.join(order)}"
        )
        try:
            session.execute(f"COPY ({select}) TO {literal(path)} ({options})")
        except Refused as refused:
            said = str(refused).splitlines()[0]
            raise InputError(f"{path}: cannot be written: {said}") from None
        return path

    def _fits_parquet(self, session: DuckSession, table: str, place: int, column: Column) -> bool:
        """Whether all are integers or all are names."""
        if column.scale in (None, 1):
            return True
        if not column.is_symbolic:
            return False
        texts = self._symbols(session)
        found = session.row(
            f"SELECT count(*) FROM {table} AS t JOIN {texts} AS k ON k.value = t.c{place}"
            " WHERE k.name IS NULL"
        )
        return bool(found == (0,))

    def _table(
        self, session: DuckSession, table: str, place: int, column: Column, as_parquet: bool
    ) -> tuple[str, str]:
        """The table with the texts of a column's values, and the column that has them."""
        if column.is_symbolic:
            return self._symbols(session), "name" if as_parquet else "code"
        symbols = self._made.symbols

        def texts(values: list[Any]) -> list[str]:
            return list(map(cell_of, decode(np.array(values, np.int64), column, symbols)))

        return translated(session, table, f"c{place}", texts, "VARCHAR"), "code"

    def _symbols(self, session: DuckSession) -> str:
        """The table of each symbol's cell and, of those that are names, their names."""
        if not self._texts:
            self._texts = session.new("t")
            session.execute(
                f"CREATE TABLE {self._texts} (value BIGINT, name VARCHAR, code VARCHAR)"
            )
            values = self._made.symbols.values
            for first in range(0, len(values), BLOCK):
                block = values[first : first + BLOCK]
                names = [value.name if isinstance(value, Const) else None for value in block]
                texts = {"name": names, "code": list(map(cell_of, block))}
                arrays = {key: np.array(cells, object) for key, cells in texts.items()}
                numbers = np.arange(first, first + len(block))
                session.append(self._texts, {"value": numbers, **arrays})
        return self._texts
