"""Cells: text of a teacher as a cell of a table in Markdown."""

from __future__ import annotations

from preceptor.logic import visible

_SHOWN = 160  # characters


def code_cell(text: str) -> str:
    """A rule as code in a table cell: one line, no pipe or backquote that would end it."""
    line = visible(" ".join(text.split()))
    line = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."
    return f"`{line.replace('|', '&#124;').replace('`', '´')}`"
