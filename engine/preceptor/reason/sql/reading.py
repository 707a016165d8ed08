"""Reading: files of facts onto the stage, by statements that look at whole columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from preceptor.domain import misfit
from preceptor.domain.facts import MAX_WORD, TRIPLES, sorts_of, term_of
from preceptor.domain.tables import Cell
from preceptor.logic import (
    NO_SIGNATURE,
    Const,
    InputError,
    Num,
    Predicate,
    Signature,
    Sort,
    SortKind,
    Term,
)
from preceptor.reason.bulk.columns import SYMBOLIC, Column, Span, fits, span_of
from preceptor.reason.bulk.tables import (
    DELIMITERS,
    declared,
    declared_columns,
    header_of,
    read_each,
)
from preceptor.reason.sql.blocks import read_blocks
from preceptor.reason.sql.coding import translated
from preceptor.reason.sql.duck import DuckSession
from preceptor.reason.sql.session import Refused
from preceptor.reason.sql.staging import Stage, StagedColumn, StagedTable
from preceptor.reason.sql.tables import Odd, Raw, literal, look, read_raw

_WHOLE = "-?(0|[1-9][0-9]*)"
_INTEGERS = frozenset(f"{sign}{size}" for sign in ("", "U") for size in
                      ("TINYINT", "SMALLINT", "INTEGER", "BIGINT"))  # fmt: skip
_RAW = "raw"  # the table of the file that is being read

Sorts = Sequence[Sort | None]
Read = Callable[[Any, Sort | None], Term]  # the term of a distinct value


def stage(
    session: DuckSession,
    paths: Iterable[str | Path],
    signature: Signature = NO_SIGNATURE,
    header: bool = False,
) -> Stage:
    """The facts of files and folders, as `bulk.read_tables` reads them. Raises as that does."""
    made = Stage(session)
    read_each(paths, _Reader(made, signature, header).read)
    return made


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes of a column's distinct values: their table, what they need, how many there are,
    and which of them are numbers."""

    table: str
    span: Span | None
    size: int
    numbers: list[int]

    @property
    def column(self) -> StagedColumn:
        return StagedColumn(True, self.span, self.size)


class _Reader:
    def __init__(self, made: Stage, signature: Signature, header: bool) -> None:
        self._stage = made
        self._session = made.session
        self._signature = signature
        self._header = header

    def read(self, file: Path) -> None:
        try:
            if file.suffix == ".parquet":
                self._parquet(file)
                return
            if file.name == TRIPLES:
                self._triples(file)
                return
            if file.suffix in DELIMITERS:
                self._table(file)
                return
        except Odd:
            pass
        finally:
            self._session.execute(f"DROP TABLE IF EXISTS {_RAW}")
        for atoms in read_blocks(file, self._signature, self._header):
            self._stage.database.add_atoms(atoms)
            self._session.budget.look()

    # ---------------------------------------------------------------- texts

    def _table(self, file: Path) -> None:
        """Raises Odd."""
        delimiter = DELIMITERS[file.suffix]
        looked = look(file, delimiter)
        if looked is None:
            return
        is_quoted, first, skip = looked
        known = declared(file, len(first), self._signature)
        if known is None:
            raise Odd
        predicate, sorts = known
        if self._header or tuple(c.text for c in first) == header_of(predicate, self._signature):
            skip += 1
        read_raw(self._session, Raw(file, delimiter, len(first), skip, is_quoted), _RAW)
        (size,) = self._session.row(f"SELECT count(*) FROM {_RAW}")
        if size:
            reading = _reading(delimiter, is_alone=len(first) == 1)
            self._keep(predicate, size, self._integers(sorts), sorts, reading)

    def _integers(self, sorts: Sorts) -> list[StagedColumn | None]:
        """The columns of integers, None for any other. Raises Odd for an empty cell, and for a
        number that is too long or does not fit its sort."""
        parts = []
        for place in range(len(sorts)):
            cell, number = f"c{place}", f"TRY_CAST(c{place} AS BIGINT)"
            parts += [
                f"bool_or({cell} IS NULL)",
                f"bool_and(regexp_full_match({cell}, '{_WHOLE}'))",
                f"bool_or({number} IS NULL)",
                f"min({number})",
                f"max({number})",
                f"approx_count_distinct({cell})",
            ]
        found = self._session.row(f"SELECT {', '.join(parts)} FROM {_RAW}")
        columns: list[StagedColumn | None] = []
        for place, sort in enumerate(sorts):
            is_blank, is_whole, is_long, low, high, distinct = found[6 * place : 6 * place + 6]
            if is_blank:
                raise Odd
            if not is_whole or (sort is not None and (sort.values or _is_symbol(sort))):
                columns.append(None)
                continue
            if is_long or low < -MAX_WORD or misfit(Num(low), sort) or misfit(Num(high), sort):
                raise Odd
            columns.append(StagedColumn(False, Span(1, low, high), distinct))
        return columns

    def _keep(
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
                codes = self._coded(_RAW, f"c{place}", sort, read)
                joins.append(f" JOIN {codes.table} AS k{place} ON k{place}.value = {cell}")
                cell, known = f"k{place}.code", codes.column
            cells.append(f"CAST({cell} AS BIGINT) AS c{place}")
            columns.append(known)
        table = self._session.new("f")
        select = f"SELECT {', '.join(cells)} FROM {_RAW} AS r{''.join(joins)}"
        self._session.execute(f"CREATE TABLE {table} AS {select}")
        self._stage.add(predicate, StagedTable(table, size, tuple(columns)))

    def _coded(self, source: str, cell: str, sort: Sort | None, read: Read) -> _Codes:
        """The symbols of a column's distinct values. Raises Odd for one that does not fit."""
        symbols, needed, numbers, size = self._stage.database.symbols, Column(), list[int](), 0

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

        table = translated(self._session, source, cell, translate, "BIGINT")
        span = None if needed.scale is None else Span(needed.scale, needed.low, needed.high)
        return _Codes(table, span, size, numbers)

    # ---------------------------------------------------------------- triples

    def _triples(self, file: Path) -> None:
        """A table for each relation; those of the same sorts are made together. Raises Odd."""
        looked = look(file, "\t")
        if looked is None:
            return
        _, first, skip = looked
        if len(first) != 3:
            raise Odd
        read_raw(self._session, Raw(file, "\t", 3, skip, False), _RAW)
        blank = " OR ".join(f"bool_or(c{i} IS NULL)" for i in range(3))
        if self._session.row(f"SELECT {blank} FROM {_RAW}")[0]:
            raise Odd
        select = f"SELECT DISTINCT c1 FROM {_RAW} ORDER BY c1"
        groups: dict[tuple[Sort | None, ...], list[tuple[str, Predicate]]] = {}
        for (relation,) in self._session.execute(select, lambda result: result.fetchall()):
            predicate = Predicate(self._signature.relation(relation), 2)
            declaration = self._signature.declaration(predicate)
            if declaration is None and self._signature.named(predicate.name):
                raise Odd
            sorts = sorts_of(self._signature, declaration, 2)
            groups.setdefault(sorts, []).append((relation, predicate))
        for sorts, relations in groups.items():
            self._relations(sorts, relations)

    def _relations(self, sorts: Sorts, relations: Sequence[tuple[str, Predicate]]) -> None:
        session, name = self._session, self._session.new
        chosen, numbers, table = name("g"), name("n"), name("f")
        session.execute(f"CREATE TABLE {chosen} (value VARCHAR, n BIGINT)")
        texts = np.array([relation for relation, _ in relations], object)
        session.append(chosen, {"value": texts, "n": np.arange(len(texts))})
        some = f"(SELECT r.*, g.n FROM {_RAW} AS r JOIN {chosen} AS g ON g.value = r.c1)"
        reading = _reading("\t", is_alone=False)
        heads = self._coded(some, "c0", sorts[0], reading)
        tails = self._coded(some, "c2", sorts[1], reading)
        session.execute(
            f"CREATE TABLE {table} AS SELECT s.n, h.code AS c0, t.code AS c1 FROM {some} AS s"
            f" JOIN {heads.table} AS h ON h.value = s.c0 JOIN {tails.table} AS t ON t.value = s.c2"
        )
        session.execute(f"CREATE TABLE {numbers} (code BIGINT)")
        known = np.unique(np.array([*heads.numbers, *tails.numbers], np.int64))
        session.append(numbers, {"code": known})
        parts = ", ".join(
            f"approx_count_distinct(c{i}), bool_and(c{i} IN (FROM {numbers}))" for i in range(2)
        )
        select = f"SELECT n, count(*), {parts} FROM {table} GROUP BY n ORDER BY n"
        for n, size, *found in session.execute(select, lambda result: result.fetchall()):
            source = f"(SELECT c0, c1 FROM {table} WHERE n = {n})"
            columns = []
            for place in range(2):
                distinct, are_numbers = found[2 * place : 2 * place + 2]
                span = self._span(source, f"c{place}") if are_numbers else Span(SYMBOLIC)
                columns.append(StagedColumn(True, span, distinct))
            self._stage.add(relations[n][1], StagedTable(source, size, tuple(columns)))

    def _span(self, source: str, cell: str) -> Span | None:
        """What the numbers need for which symbols stand."""
        needed, terms = Column(), self._stage.database.symbols.terms
        select = f"SELECT DISTINCT {cell} AS c0 FROM {source}"
        for symbol in self._session.fetch(select)[0].tolist():
            term = terms[symbol]
            assert isinstance(term, Num)
            needed.need(span_of(term))
        return None if needed.scale is None else Span(needed.scale, needed.low, needed.high)

    # ---------------------------------------------------------------- Parquet

    def _parquet(self, file: Path) -> None:
        """Columns by place: integers and texts, as they stand in the file."""
        source = f"read_parquet({literal(file)}, hive_partitioning = false)"
        try:
            described = self._session.execute(
                f"DESCRIBE SELECT * FROM {source}", lambda result: result.fetchall()
            )
        except Refused as refused:
            said = str(refused).splitlines()[0]
            raise InputError(f"{file}: cannot be read as Parquet: {said}") from None
        predicate, sorts = declared_columns(file, len(described), self._signature)
        names = ", ".join(f"c{place}" for place in range(len(described)))
        source = f"(SELECT * FROM {source} AS t({names}))"
        for place, (name, type_, *_) in enumerate(described):
            self._look_at(file, source, place, name, type_, sorts[place])
        cells = ", ".join(
            f"CAST(c{place} AS {'BIGINT' if type_ in _INTEGERS else 'VARCHAR'}) AS c{place}"
            for place, (_, type_, *_) in enumerate(described)
        )
        self._session.execute(f"CREATE TABLE {_RAW} AS SELECT {cells} FROM {source}")
        (size,) = self._session.row(f"SELECT count(*) FROM {_RAW}")
        integers = [
            self._numbers(place) if type_ in _INTEGERS else None
            for place, (_, type_, *_) in enumerate(described)
        ]
        if size:
            self._keep(predicate, size, integers, sorts, lambda text, _: Const(text))

    def _look_at(
        self, file: Path, source: str, place: int, name: str, type_: str, sort: Sort | None
    ) -> None:
        """Raises InputError for a column of nulls, of another type, of what does not fit."""
        where = f"{file}: column {name}"
        if type_ not in _INTEGERS and type_ != "VARCHAR":
            hint = "facts are integers or texts; write decimals as texts in a .csv file"
            raise InputError(f"{where} holds {type_}", hint)
        cell = f"c{place}"
        low, high, nulls = self._session.row(
            f"SELECT min({cell}), max({cell}), count(*) - count({cell}) FROM {source}"
        )
        if nulls:
            row = self._row(file, f"{cell} IS NULL", place)
            raise InputError(f"{where}, row {row}: a null, but a fact has all its arguments")
        if low is None:
            return
        if type_ in _INTEGERS and not fits(high):
            row = self._row(file, f"{cell} = {high}", place)
            hint = "numbers of facts in bulk lie between -2^63 and 2^63"
            raise InputError(f"{where}, row {row}: {high} does not fit in 64 bits", hint)
        if sort is None:
            return
        some: Iterable[Any] = (low, high)
        if sort.values or type_ == "VARCHAR":
            select = f"SELECT DISTINCT {cell} FROM {source} ORDER BY {cell}"
            found = self._session.execute(select, lambda result: result.fetchall())
            some = (value for (value,) in found)
        for value in some:
            complaint = misfit(Const(value) if isinstance(value, str) else Num(value), sort)
            if complaint:
                raise InputError(f"{where}: {complaint}")

    def _row(self, file: Path, condition: str, place: int) -> int:
        """The first row that meets a condition on the column at a place."""
        names = ", ".join(f"c{i}" for i in range(place + 1))
        source = f"read_parquet({literal(file)}, hive_partitioning = false)"
        (row,) = self._session.row(
            f"SELECT min(n) FROM (SELECT {names}, row_number() OVER () AS n"
            f" FROM {source} AS t({names})) WHERE {condition}"
        )
        return int(row)

    def _numbers(self, place: int) -> StagedColumn:
        cell = f"c{place}"
        low, high, distinct = self._session.row(
            f"SELECT min({cell}), max({cell}), approx_count_distinct({cell}) FROM {_RAW}"
        )
        return StagedColumn(False, None if low is None else Span(1, low, high), distinct)


def _is_symbol(sort: Sort) -> bool:
    return sort.kind is SortKind.SYMBOL


def _reading(delimiter: str, *, is_alone: bool) -> Read:
    """How a distinct cell is read; a cell of blanks that is a whole row is none."""

    def read(text: str, sort: Sort | None) -> Term:
        if is_alone and text.isspace():
            raise Odd
        if text.startswith('"') and delimiter == ",":
            return term_of(Cell(text[1:-1].replace('""', '"'), 0, 0, quoted=True), sort)
        return term_of(Cell(text, 0, 0), sort)

    return read
