"""Triples: a file of head, relation, tail, a table for each relation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from preceptor.domain.facts import sorts_of
from preceptor.logic import Num, Predicate, Signature, Sort
from preceptor.reason.bulk.columns import SYMBOLIC, Column, Span, span_of
from preceptor.reason.sql.coder import RAW, Coder, Sorts
from preceptor.reason.sql.staging import Stage, StagedColumn, StagedTable
from preceptor.reason.sql.tables import Odd, Raw, look, read_raw, reading


def read_triples(coder: Coder, file: Path, signature: Signature) -> None:
    """A table for each relation; those of the same sorts are made together. Raises Odd."""
    session = coder.stage.session
    looked = look(file, "\t")
    if looked is None:
        return
    _, first, skip = looked
    if len(first) != 3:
        raise Odd
    read_raw(session, Raw(file, "\t", 3, skip, False), RAW)
    blank = " OR ".join(f"bool_or(c{i} IS NULL)" for i in range(3))
    if session.row(f"SELECT {blank} FROM {RAW}")[0]:
        raise Odd
    select = f"SELECT DISTINCT c1 FROM {RAW} ORDER BY c1"
    groups: dict[tuple[Sort | None, ...], list[tuple[str, Predicate]]] = {}
    for (relation,) in session.execute(select, lambda result: result.fetchall()):
        predicate = Predicate(signature.relation(relation), 2)
        declaration = signature.declaration(predicate)
        if declaration is None and signature.named(predicate.name):
            raise Odd
        sorts = sorts_of(signature, declaration, 2)
        groups.setdefault(sorts, []).append((relation, predicate))
    for sorts, relations in groups.items():
        _relations(coder, sorts, relations)


def _relations(coder: Coder, sorts: Sorts, relations: Sequence[tuple[str, Predicate]]) -> None:
    session, name = coder.stage.session, coder.stage.session.new
    chosen, numbers, table = name("g"), name("n"), name("f")
    session.execute(f"CREATE TABLE {chosen} (value VARCHAR, n BIGINT)")
    texts = np.array([relation for relation, _ in relations], object)
    session.append(chosen, {"value": texts, "n": np.arange(len(texts))})
    some = f"(SELECT r.*, g.n FROM {RAW} AS r JOIN {chosen} AS g ON g.value = r.c1)"
    read = reading("\t")
    heads = coder.coded(some, "c0", sorts[0], read)
    tails = coder.coded(some, "c2", sorts[1], read)
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
            span = _span(coder.stage, source, f"c{place}") if are_numbers else Span(SYMBOLIC)
            columns.append(StagedColumn(True, span, distinct))
        coder.stage.add(relations[n][1], StagedTable(source, size, tuple(columns)))


def _span(stage: Stage, source: str, cell: str) -> Span | None:
    """What the numbers need for which symbols stand."""
    needed, terms = Column(), stage.database.symbols.terms
    select = f"SELECT DISTINCT {cell} AS c0 FROM {source}"
    for symbol in stage.session.fetch(select)[0].tolist():
        term = terms[symbol]
        assert isinstance(term, Num)
        needed.need(span_of(term))
    return None if needed.scale is None else Span(needed.scale, needed.low, needed.high)
