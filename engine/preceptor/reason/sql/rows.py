"""Relations that a session holds, fetched when they are looked at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from preceptor.logic import InputError
from preceptor.reason.bulk.columns import Column
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.sets import Mask
from preceptor.reason.sql.emit import ROUND, arguments
from preceptor.reason.sql.session import Session


class SqlRelation:
    """The rows of one predicate in a table; `counted` says whether it has their rounds."""

    def __init__(
        self, session: Session, table: str, columns: Sequence[Column], *, counted: bool
    ) -> None:
        self.columns = columns
        self.table = table
        self.session = session
        self.counted = counted
        self.size = 0
        self.given = 0
        self._fetched: list[Ints] | None = None
        self._known: frozenset[tuple[int, ...]] | None = None

    @property
    def derived(self) -> int:
        """How many rows were added to those given."""
        return self.size - self.given

    def column(self, position: int, first: int = 0, last: int | None = None) -> Ints:
        """What the rows from `first` to before `last` have at a position."""
        return self._all()[position][first : self.size if last is None else last]

    def contains(self, columns: Sequence[Ints], size: int) -> Mask:
        """Which of these rows the relation has."""
        if self._known is None:
            rows = zip(*(c.tolist() for c in self._all()[: len(self.columns)]), strict=True)
            self._known = frozenset(rows) if self.columns else frozenset([()] * self.size)
        asked = zip(*(c.tolist() for c in columns), strict=True) if columns else [()] * size
        return np.array([row in self._known for row in asked], np.bool_)

    def round(self, row: int) -> int:
        """The round that added a row; 0 for a given one. Raises InputError where none was kept."""
        if not self.counted:
            raise InputError("rounds were not kept", "materialise with rounds=True")
        return int(self._all()[-1][row])

    def ordered(self) -> list[Ints]:
        """The columns with the rows sorted."""
        columns = self._all()[: len(self.columns)]
        order = np.lexsort(columns[::-1])
        return [column[order] for column in columns]

    def _all(self) -> list[Ints]:
        if self._fetched is None:
            names = arguments(len(self.columns)) + ((ROUND,) if self.counted else ())
            if not self.size:
                return [np.empty(0, np.int64) for _ in names]
            order = f" ORDER BY {ROUND}" if self.counted else ""
            select = f"SELECT {', '.join(names)} FROM {self.table}{order}"
            self._fetched = self.session.fetch(select)
        return self._fetched
