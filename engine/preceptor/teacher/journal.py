"""The journal: every reply of a live teacher, on disk before it is used.

An SQLite file in WAL mode, synced at each commit, that several processes may share. Replies that
arrive together are written together. While one process asks, another that wants the same reply
waits for it: the claim is a lock of the operating system, which ends with the process.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from preceptor.logic import Code, Fault, InputError, Origin
from preceptor.teacher.kept import Damaged, Kept, reply_text, restored, seal
from preceptor.teacher.request import Reply, Request

try:
    import fcntl
except ImportError:  # on Windows, where two processes may ask the same thing at once
    fcntl = None  # type: ignore[assignment]

_APPLICATION = 0x70726563  # "prec": says whose SQLite file it is
_VERSION = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS replies (
    key TEXT NOT NULL, turn INTEGER NOT NULL, request TEXT NOT NULL, reply TEXT NOT NULL,
    hash TEXT NOT NULL, origin TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (key, turn)
) WITHOUT ROWID"""
_INSERT = """
INSERT INTO replies SELECT ?1, 1 + coalesce(max(turn), 0), ?2, ?3, ?4, ?5, ?6
FROM replies WHERE key = ?1"""
_FIND = """
SELECT key, request, reply, hash, origin FROM replies WHERE key = ? ORDER BY turn DESC LIMIT 1"""
_LATEST = """
SELECT key, request, reply, hash, origin FROM replies AS r
WHERE turn = (SELECT max(turn) FROM replies WHERE key = r.key) ORDER BY key"""
_SUPERSEDED = "turn < (SELECT max(turn) FROM replies AS l WHERE l.key = replies.key)"
_POLL_S = 0.02
_BUSY_S = 60.0

Row = tuple[str, str, str, str, str, str]


@dataclass(slots=True)
class _Waiting:
    """A reply on its way to the disk."""

    row: Row
    written: bool = False


@dataclass(slots=True)
class _Claim:
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0


class Journal:
    """The journal at a path, made where there is none unless `create` is False.

    Raises InputError for a file that is no journal, or is damaged. Safe to use from many threads.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self.faults: list[Fault] = []
        if not create and not path.is_file():
            raise InputError(f"{path}: there is no journal", "preceptor distil --teacher makes one")
        with self._guarded():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._connect()
            _patiently(self._set_up)
            self._reader = self._connect()
        self._reading = threading.Lock()
        self._committing = threading.Lock()
        self._queueing = threading.Lock()
        self._queue: list[_Waiting] = []
        self._claims: dict[str, _Claim] = {}
        self._claiming = threading.Lock()
        self._lock_file: IO[bytes] | None = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the last to do so leaves no -wal beside it."""
        self._reader.close()
        self._writer.close()
        if self._lock_file is not None:
            self._lock_file.close()

    def find(self, key: str) -> Kept | None:
        """The latest reply to a request. One that is damaged is told in `faults`, and not used."""
        with self._guarded(), self._reading:
            row = self._reader.execute(_FIND, (key,)).fetchone()
        if row is None:
            return None
        kept = self._restored(row)
        if isinstance(kept, Fault):
            if kept not in self.faults:
                self.faults.append(kept)
            return None
        return kept

    def put(self, request: Request, reply: Reply, origin: str = "") -> Kept:
        """Writes a reply, after what is known for the request; when this returns it is on disk."""
        said = reply_text(reply)
        row = (request.key, request.canonical, said, seal(request.key, said), origin, reply.date)
        mine = _Waiting(row)
        with self._queueing:
            self._queue.append(mine)
        with self._committing:  # who comes first writes for all who wait
            if not mine.written:
                self._write()
        return Kept(request.canonical, reply, origin)

    @contextmanager
    def claim(self, key: str) -> Iterator[None]:
        """Nobody else, in this process or another, asks for this reply meanwhile."""
        with self._claiming:
            claim = self._claims.setdefault(key, _Claim())
            claim.users += 1
        try:
            with claim.lock:
                offset = int(key[:15], 16)
                self._lock(offset)
                try:
                    yield
                finally:
                    self._unlock(offset)
        finally:
            with self._claiming:
                claim.users -= 1
                if not claim.users:
                    del self._claims[key]

    def __iter__(self) -> Iterator[Kept | Fault]:
        """The latest reply to each request, by key, or the fault of one that is damaged."""
        with self._guarded():
            for row in self._connect().execute(_LATEST):
                yield self._restored(row)

    def verify(self) -> tuple[Fault, ...]:
        """What is damaged: pages of the file, and replies whose hashes do not hold."""
        with self._guarded():
            pages = [said for (said,) in self._reader.execute("PRAGMA integrity_check")]
            rows = "SELECT key, request, reply, hash, origin FROM replies ORDER BY key, turn"
            found = [self._restored(row) for row in self._connect().execute(rows)]
        broken = [] if pages == ["ok"] else [self._fault(said) for said in pages]
        return (*broken, *(fault for fault in found if isinstance(fault, Fault)))

    def of(self, origin: str) -> Iterator[Kept]:
        """All replies that were asked for a run, those among them that are damaged left out."""
        rows = "SELECT key, request, reply, hash, origin FROM replies WHERE origin = ?"
        with self._guarded():
            for row in self._connect().execute(rows, (origin,)):
                kept = self._restored(row)
                if isinstance(kept, Kept):
                    yield kept

    def counts(self) -> dict[str, int]:
        """How many replies there are, and how many that a later one has taken the place of."""
        with self._guarded():
            count = f"SELECT count(*), coalesce(sum({_SUPERSEDED}), 0) FROM replies"
            replies, superseded = self._reader.execute(count).fetchone()
        return {"replies": replies - superseded, "superseded": superseded}

    def prune(self, before: str = "") -> int:
        """Takes out superseded and damaged replies, and those dated before a day (YYYY-MM-DD)."""
        damaged = []
        with self._guarded():
            rows = "SELECT key, request, reply, hash, origin, turn FROM replies"
            for *row, turn in self._connect().execute(rows):
                if isinstance(self._restored(tuple(row)), Fault):
                    damaged.append((row[0], turn))
            with self._transaction():
                gone = self._writer.executemany(
                    "DELETE FROM replies WHERE key = ? AND turn = ?", damaged
                ).rowcount
                gone = max(gone, 0)
                gone += self._writer.execute(f"DELETE FROM replies WHERE {_SUPERSEDED}").rowcount
                gone += self._writer.execute(
                    "DELETE FROM replies WHERE date < ?", (before,)
                ).rowcount
            self._writer.execute("VACUUM")
        return gone

    def _write(self) -> None:
        """Commits all that wait. Called under the lock of committing."""
        with self._queueing:
            waiting, self._queue = self._queue, []
        with self._guarded(), self._transaction():
            self._writer.executemany(_INSERT, [each.row for each in waiting])
        for each in waiting:
            each.written = True

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._writer.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._writer.execute("ROLLBACK")
            raise
        self._writer.execute("COMMIT")

    def _connect(self) -> sqlite3.Connection:
        made = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=_BUSY_S
        )
        made.execute("PRAGMA synchronous = FULL")
        return made

    def _set_up(self) -> None:
        """The table, in a new file. Raises InputError for a file that is somebody else's."""

        def pragma(name: str) -> Any:
            return self._writer.execute(f"PRAGMA {name}").fetchone()[0]

        tables = self._writer.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and pragma("application_id") != _APPLICATION:
            raise InputError(f"{self.path} is a database, and no journal", "name another file")
        if tables and pragma("user_version") != _VERSION:
            version = pragma("user_version")
            raise InputError(f"{self.path} is a journal of version {version}, not {_VERSION}")
        if not tables:
            pragma("journal_mode = WAL")
            self._writer.execute("BEGIN IMMEDIATE")
            self._writer.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._writer.execute(f"PRAGMA user_version = {_VERSION}")
            self._writer.execute(_TABLE)
            self._writer.execute("COMMIT")

    def _restored(self, row: tuple[str, ...]) -> Kept | Fault:
        try:
            return restored(*row)
        except (Damaged, AttributeError, TypeError) as error:
            return self._fault(f"the reply {str(row[0])[:12]} is damaged: {error}")

    def _fault(self, message: str) -> Fault:
        hint = "it is not used; `preceptor journal prune` takes it out"
        return Fault(Origin(str(self.path), 0, 0), message, Code.MALFORMED, hint=hint)

    def _lock(self, offset: int) -> None:
        """Waits until no other process holds this byte of the lock file."""
        while fcntl is not None:
            try:
                fcntl.lockf(self._locks(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
                return
            except OSError:
                time.sleep(_POLL_S)

    def _unlock(self, offset: int) -> None:
        if fcntl is not None:
            fcntl.lockf(self._locks(), fcntl.LOCK_UN, 1, offset)

    def _locks(self) -> IO[bytes]:
        with self._claiming:
            if self._lock_file is None:
                path = self.path.with_name(f"{self.path.name}.lock")
                self._lock_file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")
            return self._lock_file

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            hint = "move it away; what it held is asked anew, or brought back from an export"
            raise InputError(f"{self.path} cannot be used as a journal: {error}", hint) from None
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror or error}") from None


def _patiently(work: Callable[[], None]) -> None:
    """Does it, again while another process is in its way at the moment of making the file."""
    until = time.monotonic() + _BUSY_S
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_POLL_S)
