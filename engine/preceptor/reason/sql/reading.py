"""Reading: files of facts onto the stage."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from preceptor.domain import misfit
from preceptor.domain.facts import MAX_WORD, TRIPLES
from preceptor.logic import NO_SIGNATURE, Num, Signature, SortKind
from preceptor.reason.bulk.columns import Span
from preceptor.reason.bulk.tables import DELIMITERS, declared, header_of, read_each
from preceptor.reason.sql.blocks import read_blocks
from preceptor.reason.sql.coder import RAW, Coder, Sorts
from preceptor.reason.sql.duck import DuckSession
from preceptor.reason.sql.parquet import read_parquet
from preceptor.reason.sql.staging import Stage, StagedColumn
from preceptor.reason.sql.tables import Odd, Raw, look, read_raw, reading
from preceptor.reason.sql.triples import read_triples

_WHOLE = "-?(0|[1-9][0-9]*)"


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


class _Reader:
    def __init__(self, made: Stage, signature: Signature, header: bool) -> None:
        self._stage = made
        self._session = made.session
        self._coder = Coder(made)
        self._signature = signature
        self._header = header

    def read(self, file: Path) -> None:
        try:
            if file.suffix == ".parquet":
                read_parquet(self._coder, file, self._signature)
                return
            if file.name == TRIPLES:
                read_triples(self._coder, file, self._signature)
                return
            if file.suffix in DELIMITERS:
                self._table(file)
                return
        except Odd:
            pass
        finally:
            self._session.execute(f"DROP TABLE IF EXISTS {RAW}")
        for atoms in read_blocks(file, self._signature, self._header):
            self._stage.database.add_atoms(atoms)
            self._session.budget.look()

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
        read_raw(self._session, Raw(file, delimiter, len(first), skip, is_quoted), RAW)
        (size,) = self._session.row(f"SELECT count(*) FROM {RAW}")
        if size:
            read = reading(delimiter, is_alone=len(first) == 1)
            self._coder.keep(predicate, size, self._integers(sorts), sorts, read)

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
        found = self._session.row(f"SELECT {', '.join(parts)} FROM {RAW}")
        columns: list[StagedColumn | None] = []
        for place, sort in enumerate(sorts):
            is_blank, is_whole, is_long, low, high, distinct = found[6 * place : 6 * place + 6]
            if is_blank:
                raise Odd
            if not is_whole or (sort is not None and (sort.values or sort.kind is SortKind.SYMBOL)):
                columns.append(None)
                continue
            if is_long or low < -MAX_WORD or misfit(Num(low), sort) or misfit(Num(high), sort):
                raise Odd
            columns.append(StagedColumn(False, Span(1, low, high), distinct))
        return columns
