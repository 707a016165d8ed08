"""Wording: sets of cells and rows as a reader of the table would say them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preceptor.tables.dimension import NULL, Dimension, bits, stretches
from preceptor.tables.table import Output, Row, Table, Unread
from preceptor.tables.unary import Span
from preceptor.tables.values import Kind, say


def say_cells(dimension: Dimension, mask: int) -> str:
    """A set of cells: `in [2, 3)`, `>= 18`, `in {"gold", "silver"}`, `= null`."""
    said = list(_said(dimension, mask & ~NULL))
    if mask & NULL:
        said.append("= null")
    return " or ".join(said) or "in no way"


def _said(dimension: Dimension, mask: int) -> Iterator[str]:
    if dimension.kind.is_ordered:
        for first, last in stretches(mask >> 1):
            yield say_span(Span(dimension.spans[first].low, dimension.spans[last].high))
        return
    named = [say(dimension.samples[bit - 1]) for bit in bits(mask)]
    has_other = dimension.kind is Kind.TEXT and not dimension.declared
    if has_other and mask >> len(dimension.samples) & 1:
        rest = [say(s) for i, s in enumerate(dimension.samples[:-1], 1) if not mask >> i & 1]
        yield f"not in {{{', '.join(rest)}}}" if rest else "= anything"
    elif len(named) == 1:
        yield f"= {named[0]}"
    elif named:
        yield f"in {{{', '.join(named)}}}"


def say_span(span: Span) -> str:
    low, high = span.low, span.high
    if low is None and high is None:
        return "= anything"
    if high is None:
        return f"{'>=' if low.closed else '>'} {say(low.value)}"  # type: ignore[union-attr]
    if low is None:
        return f"{'<=' if high.closed else '<'} {say(high.value)}"
    if low.value == high.value:
        return f"= {say(low.value)}"
    opening, closing = "[" if low.closed else "(", "]" if high.closed else ")"
    return f"in {opening}{say(low.value)}, {say(high.value)}{closing}"


def say_box(dimensions: Sequence[Dimension], box: Sequence[int]) -> str:
    """A box of cells, what it leaves free unsaid."""
    said = [
        f"{dimension.predicate} {say_cells(dimension, mask)}"
        for dimension, mask in zip(dimensions, box, strict=True)
        if mask != dimension.whole
    ]
    return ", ".join(said) or "anything"


def say_output(value: Output) -> str:
    if isinstance(value, Unread):
        return value.text
    return "null" if value is None else say(value)


def say_row(table: Table, row: Row) -> str:
    """`row 3: [3..16], "gold" gives discount = 10`."""
    cells = ", ".join(cell or "-" for cell in row.cells)
    outputs = ", ".join(
        f"{column.text} = {say_output(value)}"
        for column, value in zip(table.outputs, row.outputs, strict=True)
    )
    return f"row {row.number}: {cells or 'always'} gives {outputs}"
