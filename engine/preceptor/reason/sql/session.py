"""Sessions: what an engine that speaks SQL is asked to do, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from preceptor.reason.bulk.facts import Ints
from preceptor.reason.sql.dialect import Dialect


class Overflow(Exception):
    """A computed number does not fit in 64 bits."""


class Refused(Exception):
    """A file is not what the statement says of it."""


class Session(Protocol):
    """Tables by name. Every call may raise LimitExceeded, Overflow and KeyboardInterrupt; what a
    statement that fails would have added is not there."""

    dialect: Dialect
    name: str

    def create(self, table: str, columns: Sequence[str], types: Sequence[str]) -> None:
        """Makes an empty table."""

    def load(self, table: str, columns: Sequence[Ints]) -> int:
        """Adds the distinct rows of some arrays; says how many there are."""

    def insert(self, table: str, select: str) -> int:
        """Adds the rows of a SELECT; says how many there are."""

    def fetch(self, select: str) -> list[Ints]:
        """The columns of a SELECT."""

    def settle(self) -> None:
        """The work is done: what is fetched from now on has no limit."""
