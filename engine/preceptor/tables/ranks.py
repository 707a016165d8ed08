"""Ranks: which of the rows that apply counts, where only the best one does."""

from __future__ import annotations

from preceptor.tables.table import Aggregation, HitPolicy, Output, Row, Table


def is_summed(table: Table) -> bool:
    """Whether the result is a sum or a count, which no rule of our language computes."""
    return table.aggregation in (Aggregation.SUM, Aggregation.COUNT)


def competes(table: Table) -> bool:
    """Whether of the rows that apply only the best counts."""
    best_value = (Aggregation.MIN, Aggregation.MAX)
    return is_ranked(table) or table.aggregation in best_value


def is_ranked(table: Table) -> bool:
    """Whether rows compete by their rank."""
    return table.policy in (HitPolicy.FIRST, HitPolicy.PRIORITY)


def ranks(table: Table) -> tuple[int, ...]:
    """The rank of each row; of two rows that apply the one with the lower rank counts.

    It is the row's number, but by PRIORITY the place of its outputs, so that rows with equal
    outputs have one rank; where outputs have no order of their own, the earlier row comes first.
    """
    if table.policy is not HitPolicy.PRIORITY:
        return tuple(row.number for row in table.rows)
    first: dict[tuple[Output, ...], int] = {}
    for row in table.rows:
        first.setdefault(row.outputs, row.number)
    keys = [(_priority(table, row), first[row.outputs]) for row in table.rows]
    order = {key: rank for rank, key in enumerate(sorted(set(keys)), 1)}
    return tuple(order[key] for key in keys)


def _priority(table: Table, row: Row) -> tuple[int, ...]:
    """The places of the outputs in their columns' lists; what is not listed comes last."""
    return tuple(
        column.values.index(value) if value in column.values else len(column.values)
        for column, value in zip(table.outputs, row.outputs, strict=True)
        if column.values
    )
