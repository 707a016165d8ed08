"""DuckDB: a database in memory that spills to disk, held to a budget, open to interruption."""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Mapping, Sequence
from itertools import count
from time import sleep
from types import ModuleType
from typing import Any

import numpy as np

from preceptor.logic import LimitExceeded, Unavailable
from preceptor.reason.bulk.budget import Budget, resident_bytes
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.sql.dialect import DUCKDB
from preceptor.reason.sql.session import Overflow, Refused

SPILL = 8  # times the memory that may be used on disk
_LEAST_BYTES = 32 << 20  # that DuckDB is given
_SHARE = 0.7  # of what memory is left: DuckDB does not count all that it takes,
_ASIDE = 48 << 20  # nor what it takes for itself
_LOOK_S = 0.02


class DuckSession:
    """A connection. Its database and what it spills end with the object."""

    dialect = DUCKDB
    name = "duckdb"

    def __init__(self, budget: Budget, threads: int | None = None) -> None:
        """Raises Unavailable, and LimitExceeded where no memory is left to begin with."""
        self._duckdb = _library()
        self.budget = budget
        folder = tempfile.mkdtemp(prefix="preceptor-")
        self.connection = self._duckdb.connect(config=_settings(budget, threads, folder))
        self._numbers = count()
        self._watch = _Watch(budget, self.connection)
        self._watch.start()
        self._finalizer = weakref.finalize(self, _close, self.connection, self._watch, folder)

    def close(self) -> None:
        self._finalizer()

    def share(self) -> None:
        """Gives DuckDB what memory is left now, as constants have taken some. Raises
        LimitExceeded."""
        (held,) = self.row("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()")
        limit = _memory(self.budget, held or 0)
        if limit is not None:
            self.execute(f"SET memory_limit = '{limit}B'")

    def create(self, table: str, columns: Sequence[str], types: Sequence[str]) -> None:
        typed = ", ".join(f"{c} {t}" for c, t in zip(columns, types, strict=True))
        self.execute(f"CREATE OR REPLACE TABLE {table} ({typed})")

    def load(self, table: str, columns: Sequence[Ints]) -> int:
        given = {f"c{i}": column for i, column in enumerate(columns)}
        self.connection.register("given", given)
        return self.insert(table, "SELECT DISTINCT * FROM given")

    def append(self, table: str, columns: Mapping[str, Any]) -> None:
        """Adds rows as they are: arrays of integers or of texts, None for nothing."""
        self.connection.register("given", dict(columns))
        self.insert(table, "SELECT * FROM given")

    def new(self, kind: str) -> str:
        """A table's name that nothing else has."""
        return f"{kind}_{next(self._numbers)}"

    def row(self, select: str) -> tuple[Any, ...]:
        """The one row of a SELECT."""
        found: tuple[Any, ...] = self.execute(select, lambda result: result.fetchone())
        return found

    def insert(self, table: str, select: str) -> int:
        return int(self.execute(f"INSERT INTO {table} {select}").fetchone()[0])

    def fetch(self, select: str) -> list[Ints]:
        found = self.execute(select, lambda result: result.fetchnumpy())
        return [np.asarray(column, np.int64) for column in found.values()]

    def execute(self, sql: str, result: Any = lambda cursor: cursor) -> Any:
        """Runs one statement under the budget; gives what `result` makes of its cursor."""
        self._watch.begin()
        try:
            return result(self.connection.execute(sql))
        except (self._duckdb.OutOfRangeException, self._duckdb.ConversionException):
            raise Overflow from None
        except (self._duckdb.InvalidInputException, self._duckdb.IOException) as error:
            raise Refused(str(error)) from None
        except self._duckdb.OutOfMemoryException:
            limit = self.budget.limits.bytes or 0
            raise LimitExceeded("bytes", max(limit, resident_bytes()), limit) from None
        except self._duckdb.InterruptException:
            raise self._watch.exceeded or KeyboardInterrupt from None
        except RuntimeError as error:
            if "interrupted" not in str(error):
                raise
            raise KeyboardInterrupt from None  # DuckDB heard the signal and swallowed it
        finally:
            self._watch.end()

    def settle(self) -> None:
        """The work is done: from now on there is no limit."""
        self._watch.stop()
        self.connection.unregister("given")


class _Watch(threading.Thread):
    """Looks at the budget while a statement runs, and interrupts it where that is used up."""

    def __init__(self, budget: Budget, connection: Any) -> None:
        super().__init__(daemon=True)
        self.exceeded: LimitExceeded | None = None
        self._budget = budget
        self._connection = connection
        self._running = threading.Event()
        self._stopped = False

    def run(self) -> None:
        while not self._stopped:
            self._running.wait()
            sleep(_LOOK_S)
            if not self._running.is_set() or self._stopped:
                continue
            try:
                self._budget.look()
            except LimitExceeded as exceeded:
                self.exceeded = exceeded
                self._connection.interrupt()

    def begin(self) -> None:
        self._running.set()

    def end(self) -> None:
        if not self._stopped:
            self._running.clear()

    def stop(self) -> None:
        self._stopped = True
        self._running.set()
        if self.is_alive():
            self.join()


def _library() -> ModuleType:
    try:
        import duckdb
    except ImportError:
        way = "pip install 'preceptor[duckdb]'"
        raise Unavailable("DuckDB", way, "--engine memory") from None
    return duckdb


def _settings(budget: Budget, threads: int | None, folder: str) -> dict[str, str]:
    settings = {
        "temp_directory": folder,
        "preserve_insertion_order": "false",  # which takes memory, and rounds are a column
    }
    if threads is not None:
        settings["threads"] = str(threads)
    limit = _memory(budget)
    if limit is not None and budget.limits.bytes is not None:
        settings["memory_limit"] = f"{limit}B"
        settings["max_temp_directory_size"] = f"{SPILL * budget.limits.bytes}B"
    return settings


def _memory(budget: Budget, held: int = 0) -> int | None:
    """What DuckDB may take, which holds some already; None for no limit. Raises LimitExceeded."""
    if budget.limits.bytes is None:
        return None
    left = int(_SHARE * (budget.limits.bytes - resident_bytes() + held - _ASIDE))
    if left < _LEAST_BYTES:
        budget.look(_LEAST_BYTES)
    return max(left, _LEAST_BYTES)


def _close(connection: Any, watch: _Watch, folder: str) -> None:
    watch.stop()
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)
