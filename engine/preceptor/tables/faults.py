"""Faults: what is wrong with cells, rows and hit policies of a table, in words."""

from __future__ import annotations

from collections.abc import Iterator

from preceptor.logic import Code, Fault, did_you_mean
from preceptor.tables.draft import Cell
from preceptor.tables.table import HitPolicy, InputColumn, Table, Unread
from preceptor.tables.tokens import Refused
from preceptor.tables.values import Kind, Value, kind_of, say


def misfit(cell: Cell, value: Value, column: InputColumn, number: int) -> Fault:
    """A value is not of its column's kind."""
    message = (
        f"row {number}, input {column.text}: {say(value)} is {_a(kind_of(value))} "
        f"in a column of kind {column.kind}"
    )
    return Fault(cell.origin, message, Code.SORT)


def unlike(cell: Cell, one: InputColumn, other: InputColumn, number: int) -> Fault:
    """Two inputs are compared that have no order in common."""
    message = (
        f"row {number}, input {one.text}: {_a(one.kind)} is compared with {other.text}, "
        f"{_a(other.kind)}"
    )
    hint = "inputs are compared that are numbers, or both dates, times or durations"
    return Fault(cell.origin, message, Code.SORT, hint=hint)


def _a(kind: Kind) -> str:
    return f"{'an' if kind is Kind.INTEGER else 'a'} {kind}".replace("a text", "text")


def refusal(cell: Cell, refused: Refused, where: str) -> Fault:
    """What stands in a cell and is not read there."""
    shown = " ".join(cell.text.split())
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    said = f"{refused.what} is not read here" if refused.is_feel else f"found {refused.what}"
    code = Code.UNSUPPORTED if refused.is_feel else Code.SYNTAX
    return Fault(cell.origin, f"{where}: {said}:  {shown}", code, hint=refused.hint)


def policy_faults(table: Table) -> Iterator[Fault]:
    """What a hit policy needs and the table lacks, and outputs that are none of its values."""
    if table.policy is HitPolicy.PRIORITY and not any(c.values for c in table.outputs):
        message = f"{table.title} decides by PRIORITY but states no order of its output values"
        hint = "list the output values, the most important first (outputValues)"
        yield Fault(table.origin, message, Code.MALFORMED, hint=hint)
    if table.aggregation is not None and len(table.outputs) != 1:
        message = f"{table.title} aggregates {len(table.outputs)} outputs; it may have one"
        yield Fault(table.origin, message, Code.MALFORMED)
    for index, column in enumerate(table.outputs):
        for row in table.rows:
            value = row.outputs[index]
            if value is None or isinstance(value, Unread):
                continue
            where = f"row {row.number} of {table.title}: {say(value)}"
            if column.values and value not in column.values:
                message = f"{where} is none of the output values of {column.text}"
                hint = did_you_mean(say(value), map(say, column.values))
                yield Fault(row.origin, message, Code.SORT, hint=hint)
            elif not column.kind.holds(value):
                message = f"{where} is {_a(kind_of(value))} in a column of kind {column.kind}"
                yield Fault(row.origin, message, Code.SORT)
