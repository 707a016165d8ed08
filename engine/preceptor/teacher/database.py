"""The database of a journal: an SQLite file in WAL mode, synced at each commit."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from preceptor.logic import InputError

_APPLICATION = 0x70726563  # "prec": says whose SQLite file it is
_VERSION = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS replies (
    key TEXT NOT NULL, turn INTEGER NOT NULL, request TEXT NOT NULL, reply TEXT NOT NULL,
    hash TEXT NOT NULL, origin TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (key, turn)
) WITHOUT ROWID"""
_POLL_S = 0.02
_BUSY_S = 60.0


def connect(path: Path) -> sqlite3.Connection:
    """A connection that several threads may use, one at a time."""
    made = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_BUSY_S)
    made.execute("PRAGMA synchronous = FULL")
    return made


def set_up(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the table in a new file, again while another process is making it.

    Raises InputError for a file that is somebody else's.
    """
    until = time.monotonic() + _BUSY_S
    while True:
        try:
            return _set_up(connection, path)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_POLL_S)


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    def pragma(name: str) -> Any:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and pragma("application_id") != _APPLICATION:
        raise InputError(f"{path} is a database, and no journal", "name another file")
    if tables and pragma("user_version") != _VERSION:
        version = pragma("user_version")
        raise InputError(f"{path} is a journal of version {version}, not {_VERSION}")
    if not tables:
        pragma("journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute(_TABLE)
        connection.execute("COMMIT")


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """What goes wrong inside with the file is an InputError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        hint = "move it away; what it held is asked anew, or brought back from an export"
        raise InputError(f"{path} cannot be used as a journal: {error}", hint) from None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
