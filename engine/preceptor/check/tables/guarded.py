"""Guarded rows: inputs compared with each other, which no grid of cells can say.

Such rows meet where their cells do and their comparisons hold together, which Z3 decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from preceptor.check.comparisons import ground
from preceptor.check.guards import Outcome, decide, problem, values
from preceptor.logic import Atom, Const, Literal, Signature
from preceptor.tables import Grid, Row, Table, signature_of
from preceptor.tables.conditions import CASE, Axis, Body
from preceptor.tables.dimension import NULL
from preceptor.tables.grid import Box
from preceptor.tables.rules import comparisons

MAX_WAYS = 64  # to take one stretch of values of each input

Case = tuple[Atom, ...]


def is_guarded(table: Table) -> bool:
    return any(row.guards for row in table.rows)


class Guarded:
    """Looks for cases of a table in boxes of its grid."""

    def __init__(self, table: Table, grid: Grid) -> None:
        self._table = table
        self._axes = [Axis(dimension, n) for n, dimension in enumerate(grid.dimensions, 1)]
        self._signature: Signature = signature_of([table], ())

    def case(self, box: Box, rows: Iterable[Row]) -> Case | Outcome:
        """The facts of a case in the box in which the comparisons of all the rows hold; none are
        shown where the rows compare nothing.
        """
        guards = tuple(lit for row in rows for lit in comparisons(self._table, row, self._axes))
        if not guards:
            return ()
        is_open = False
        ways = product(*map(_alternatives, self._axes, box))
        for parts in islice(ways, MAX_WAYS):
            body = (*(literal for part in parts for literal in part), *guards)
            posed = problem(body, self._signature)
            found = decide(posed)
            chosen = values(posed) if found is Outcome.SATISFIABLE else None
            if chosen is not None:
                return tuple(dict.fromkeys(_facts(body, {**dict(chosen), CASE.name: _CASE})))
            is_open = is_open or found is not Outcome.EMPTY
        return Outcome.UNDECIDED if is_open or next(ways, None) is not None else Outcome.EMPTY


_CASE = Const("case")


def _alternatives(axis: Axis, mask: int) -> list[Body]:
    """What the input must be; not given only where it may be nothing else."""
    return list(axis.alternatives(mask & ~NULL or mask))


def _facts(body: Iterable[Literal], known: dict[str, object]) -> Iterator[Atom]:
    for literal in body:
        if isinstance(literal, Atom):
            yield ground(literal, known)  # type: ignore[arg-type]
