"""The stage: facts of files in tables of DuckDB, before it is known how a plan holds its columns.

A column of integers is kept as it is; of any other the distinct cells are made terms, and the
column holds their symbols. So each constant is in memory once, and no row is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from preceptor.logic import Const, Predicate
from preceptor.reason import planner
from preceptor.reason.bulk.columns import Column, Span
from preceptor.reason.bulk.facts import Database
from preceptor.reason.planner import Sizes
from preceptor.reason.sql.coding import translated
from preceptor.reason.sql.duck import DuckSession


@dataclass(frozen=True, slots=True)
class StagedColumn:
    """A column of integers or, where `symbolic`, of symbols; what its values need, and about how
    many different ones there are."""

    symbolic: bool
    span: Span | None
    distinct: int


@dataclass(frozen=True, slots=True)
class StagedTable:
    """Facts of one predicate: the columns c0, c1, ... of `source`."""

    source: str
    size: int
    columns: tuple[StagedColumn, ...]


@dataclass(slots=True)
class Stage:
    """The facts of files: in the session's tables or, where they had to be read cell by cell or
    stand in rule files, in the database, whose symbols are those of all."""

    session: DuckSession
    database: Database = field(default_factory=Database)
    tables: dict[Predicate, list[StagedTable]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.database) + sum(t.size for some in self.tables.values() for t in some)

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        return tuple(dict.fromkeys((*self.database.tables, *self.tables)))

    def add(self, predicate: Predicate, table: StagedTable) -> None:
        self.tables.setdefault(predicate, []).append(table)

    def spans(self) -> dict[Predicate, tuple[Span | None, ...]]:
        """What each position needs for all facts."""
        found = self.database.spans()
        for predicate, tables in self.tables.items():
            known = found.get(predicate, (None,) * predicate.arity)
            found[predicate] = tuple(
                joined((known[place], *(table.columns[place].span for table in tables)))
                for place in range(predicate.arity)
            )
        return found

    def sizes(self) -> Sizes:
        """How much there is, for the planner."""
        known = planner.sizes(self.database)
        rows, values = dict(known.rows), known.values
        for predicate, tables in self.tables.items():
            rows[predicate] = rows.get(predicate, 0.0) + sum(table.size for table in tables)
            values = max([values, *(c.distinct for table in tables for c in table.columns)])
        return Sizes(rows, float(values))

    def select(self, table: StagedTable, columns: Iterable[Column]) -> str:
        """The table's rows as a plan holds them."""
        cells, joins = [], []
        for place, (staged, column) in enumerate(zip(table.columns, columns, strict=True)):
            cell = f"t.c{place}"
            if staged.symbolic is not column.is_symbolic:
                codes = self._codes(table.source, f"c{place}", column)
                joins.append(f" JOIN {codes} AS k{place} ON k{place}.value = {cell}")
                cell = f"k{place}.code"
            elif not column.is_symbolic and column.scale not in (None, 1):
                cell = f"{cell} * CAST({column.scale} AS BIGINT)"
            cells.append(f"{cell} AS c{place}")
        return f"SELECT DISTINCT {', '.join(cells)} FROM {table.source} AS t{''.join(joins)}"

    def _codes(self, source: str, cell: str, column: Column) -> str:
        """Numbers of a column that holds symbols, or symbols of one that holds numbers."""
        symbols = self.database.symbols

        def held(symbol: int) -> int:
            value = symbols.values[symbol]
            assert not isinstance(value, Const)
            found = column.held(value)
            assert found is not None
            return found

        change = symbols.symbol if column.is_symbolic else held
        return translated(
            self.session, source, cell, lambda some: list(map(change, some)), "BIGINT"
        )


def joined(spans: Iterable[Span | None]) -> Span | None:
    """What the values of several spans need."""
    needed = Column()
    for span in spans:
        needed.need(span)
    return None if needed.scale is None else Span(needed.scale, needed.low, needed.high)
