"""Parquet: columns by place, integers and texts, as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from preceptor.domain import misfit
from preceptor.logic import Const, InputError, Num, Signature, Sort
from preceptor.reason.bulk.columns import Span, fits
from preceptor.reason.bulk.tables import declared_columns
from preceptor.reason.sql.coder import RAW, Coder
from preceptor.reason.sql.duck import DuckSession
from preceptor.reason.sql.session import Refused
from preceptor.reason.sql.staging import StagedColumn
from preceptor.reason.sql.tables import literal

_INTEGERS = frozenset(f"{sign}{size}" for sign in ("", "U") for size in
                      ("TINYINT", "SMALLINT", "INTEGER", "BIGINT"))  # fmt: skip


def read_parquet(coder: Coder, file: Path, signature: Signature) -> None:
    """Columns by place: integers and texts, as they stand in the file."""
    session = coder.stage.session
    source = f"read_parquet({literal(file)}, hive_partitioning = false)"
    try:
        described = session.execute(
            f"DESCRIBE SELECT * FROM {source}", lambda result: result.fetchall()
        )
    except Refused as refused:
        said = str(refused).splitlines()[0]
        raise InputError(f"{file}: cannot be read as Parquet: {said}") from None
    predicate, sorts = declared_columns(file, len(described), signature)
    names = ", ".join(f"c{place}" for place in range(len(described)))
    source = f"(SELECT * FROM {source} AS t({names}))"
    for place, (name, type_, *_) in enumerate(described):
        _look_at(session, file, source, place, name, type_, sorts[place])
    cells = ", ".join(
        f"CAST(c{place} AS {'BIGINT' if type_ in _INTEGERS else 'VARCHAR'}) AS c{place}"
        for place, (_, type_, *_) in enumerate(described)
    )
    session.execute(f"CREATE TABLE {RAW} AS SELECT {cells} FROM {source}")
    (size,) = session.row(f"SELECT count(*) FROM {RAW}")
    integers = [
        _numbers(session, place) if type_ in _INTEGERS else None
        for place, (_, type_, *_) in enumerate(described)
    ]
    if size:
        coder.keep(predicate, size, integers, sorts, lambda text, _: Const(text))


def _look_at(
    session: DuckSession,
    file: Path,
    source: str,
    place: int,
    name: str,
    type_: str,
    sort: Sort | None,
) -> None:
    """Raises InputError for a column of nulls, of another type, of what does not fit."""
    where = f"{file}: column {name}"
    if type_ not in _INTEGERS and type_ != "VARCHAR":
        hint = "facts are integers or texts; write decimals as texts in a .csv file"
        raise InputError(f"{where} holds {type_}", hint)
    cell = f"c{place}"
    low, high, nulls = session.row(
        f"SELECT min({cell}), max({cell}), count(*) - count({cell}) FROM {source}"
    )
    if nulls:
        row = _row(session, file, f"{cell} IS NULL", place)
        raise InputError(f"{where}, row {row}: a null, but a fact has all its arguments")
    if low is None:
        return
    if type_ in _INTEGERS and not fits(high):
        row = _row(session, file, f"{cell} = {high}", place)
        hint = "numbers of facts in bulk lie between -2^63 and 2^63"
        raise InputError(f"{where}, row {row}: {high} does not fit in 64 bits", hint)
    if sort is None:
        return
    some: Iterable[Any] = (low, high)
    if sort.values or type_ == "VARCHAR":
        select = f"SELECT DISTINCT {cell} FROM {source} ORDER BY {cell}"
        found = session.execute(select, lambda result: result.fetchall())
        some = (value for (value,) in found)
    for value in some:
        complaint = misfit(Const(value) if isinstance(value, str) else Num(value), sort)
        if complaint:
            raise InputError(f"{where}: {complaint}")


def _row(session: DuckSession, file: Path, condition: str, place: int) -> int:
    """The first row that meets a condition on the column at a place."""
    names = ", ".join(f"c{i}" for i in range(place + 1))
    source = f"read_parquet({literal(file)}, hive_partitioning = false)"
    (row,) = session.row(
        f"SELECT min(n) FROM (SELECT {names}, row_number() OVER () AS n"
        f" FROM {source} AS t({names})) WHERE {condition}"
    )
    return int(row)


def _numbers(session: DuckSession, place: int) -> StagedColumn:
    cell = f"c{place}"
    low, high, distinct = session.row(
        f"SELECT min({cell}), max({cell}), approx_count_distinct({cell}) FROM {RAW}"
    )
    return StagedColumn(False, None if low is None else Span(1, low, high), distinct)
