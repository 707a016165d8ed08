"""The coder: columns of a raw table made integers and symbols, by statements on whole columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from preceptor.domain import misfit
from preceptor.logic import Const, Num, Predicate, Sort, Term
from preceptor.reason.bulk.columns import Column, Span, fits, span_of
from preceptor.reason.sql.coding import translated
from preceptor.reason.sql.staging import Stage, StagedColumn, StagedTable
from preceptor.reason.sql.tables import Odd

RAW = "raw"  # the table of the file that is being read

Sorts = Sequence[Sort | None]
Read = Callable[[Any, Sort | None], Term]  # the term of a distinct value


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a column's distinct values: their table, what they need, how many there are,
    and which of them are numbers."""

    table: str
    span: Span | None
    size: int
    numbers: list[int]

    @property
    def column(self) -> StagedColumn:
        return StagedColumn(True, self.span, self.size)


@dataclass(frozen=True, slots=True)
class Coder:
    """Puts raw tables on a stage."""

    stage: Stage

    def keep(
        self,
        predicate: Predicate,
        size: int,
        integers: Sequence[StagedColumn | None],
        sorts: Sorts,
        read: Read,
    ) -> None:
        """Makes the raw table one of integers and symbols. Raises Odd."""
        columns, cells, joins = [], [], []
        for place, (known, sort) in enumerate(zip(integers, sorts, strict=True)):
            cell = f"r.c{place}"
            if known is None:
                codes = self.coded(RAW, f"c{place}", sort, read)
                joins.append(f" JOIN {codes.table} AS k{place} ON k{place}.value = {cell}")
                cell, known = f"k{place}.code", codes.column
            cells.append(f"CAST({cell} AS BIGINT) AS c{place}")
            columns.append(known)
        table = self.stage.session.new("f")
        select = f"SELECT {', '.join(cells)} FROM {RAW} AS r{''.join(joins)}"
        self.stage.session.execute(f"CREATE TABLE {table} AS {select}")
        self.stage.add(predicate, StagedTable(table, size, tuple(columns)))

    def coded(self, source: str, cell: str, sort: Sort | None, read: Read) -> Codes:
        """The symbols of a column's distinct values. Raises Odd for one that does not fit."""
        symbols, needed, numbers, size = self.stage.database.symbols, Column(), list[int](), 0

        def translate(values: list[Any]) -> list[int]:
            nonlocal size
            terms = [read(value, sort) for value in values]
            if sort is not None and any(misfit(term, sort) for term in terms):
                raise Odd
            codes = list(map(symbols.intern, terms))
            for term, code in zip(terms, codes, strict=True):
                if isinstance(term, Num):
                    if not fits(term.value):
                        raise Odd
                    numbers.append(code)
                if not needed.is_symbolic:
                    assert isinstance(term, Const | Num)
                    needed.need(span_of(term))
            size += len(values)
            return codes

        table = translated(self.stage.session, source, cell, translate, "BIGINT")
        span = None if needed.scale is None else Span(needed.scale, needed.low, needed.high)
        return Codes(table, span, size, numbers)
