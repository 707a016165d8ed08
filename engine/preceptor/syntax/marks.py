"""`% @id NAME` marks: one names the clause that begins on a line below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preceptor.logic import Fault
from preceptor.syntax.faults import fault_at
from preceptor.syntax.split import Piece, marks

_WELL_FORMED = re.compile(r"%[ \t]*@id[ \t]+[A-Za-z0-9_][A-Za-z0-9_.:/-]*")  # as rules.lark
_HINT = "write  % @id NAME  on the line before the clause; NAME holds letters, digits and _ . : / -"


def misplaced_marks(piece: Piece, source: str) -> Iterator[Fault]:
    """A fault for each mark that is malformed or names no clause."""
    clause, found = piece.clause_offset, tuple(marks(piece))
    for number, (offset, text) in enumerate(found, 1):
        if not _WELL_FORMED.fullmatch(text):
            message = "an @id needs exactly one name"
        elif offset > clause:
            message = "an @id inside a clause"
        elif clause >= len(piece.text):
            message = "an @id without a clause"
        elif piece.line_at(offset)[: piece.place(offset)[1] - 1].strip():
            message = "an @id behind a clause"
        elif number < len(found) and found[number][0] < clause:
            message = "an @id without a clause: another follows"
        else:
            continue
        yield fault_at(piece, offset, source, message, hint=_HINT)
