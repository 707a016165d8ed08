"""The format of a text, told by its content: a table of formats and of what only they show."""

from __future__ import annotations

from collections.abc import Callable

from preceptor.syntax.chatrule import ARROW

NOT_TOLD = "auto"

_LOOKED_AT = 64 * 1024  # characters

Cells = list[str]


def _any_row(shows: Callable[[Cells], bool]) -> Callable[[str], bool]:
    """Whether a line of a text, cut at its tabs, shows it."""
    return lambda text: any(shows(line.split("\t")) for line in text[:_LOOKED_AT].split("\n"))


def _amie(cells: Cells) -> bool:
    return cells[:2] == ["Rule", "Head Coverage"] or (len(cells) > 4 and " => ?" in cells[0])


def _chatrule(cells: Cells) -> bool:
    return len(cells) == 5 and ARROW in cells[4]


def _anyburl(cells: Cells) -> bool:
    return len(cells) == 4 and cells[0].isdigit() and cells[1].isdigit() and ") <=" in cells[3]


FORMATS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("amie", _any_row(_amie)),
    ("chatrule", _any_row(_chatrule)),
    ("anyburl", _any_row(_anyburl)),
)


def guess(text: str) -> str:
    """The name of the first format that the text shows; NOT_TOLD where it shows none of them."""
    return next((name for name, shows in FORMATS if shows(text)), NOT_TOLD)
