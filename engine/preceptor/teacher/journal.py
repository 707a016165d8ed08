"""The journal: every reply of a live teacher, on disk before it is used.

An SQLite file in WAL mode, synced at each commit, that several processes may share. One thread
writes, and what arrives while it does is written together next.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from preceptor.logic import Code, Fault, InputError, Origin
from preceptor.teacher.claims import Claims
from preceptor.teacher.kept import Damaged, Kept, reply_text, restored, seal
from preceptor.teacher.request import Reply, Request

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
_GATHER_S = 0.005  # where many write, a commit waits so long for more: syncs cost as much as asking

Row = tuple[str, str, str, str, str, str]


class _Waiting:
    """A reply on its way to the disk: who put it waits at the lock until it is written."""

    __slots__ = ("error", "row", "written")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.error: Exception | None = None
        self.written = threading.Lock()
        self.written.acquire()


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
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._scribe: threading.Thread | None = None
        self._starting = threading.Lock()
        self._claims = Claims(path.with_name(f"{path.name}.lock"))

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the last to do so leaves no -wal beside it."""
        with self._starting:
            scribe, self._scribe = self._scribe, None
        if scribe is not None:
            self._queue.put(None)
            scribe.join()
        self._reader.close()
        self._writer.close()
        self._claims.close()

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
        self._queue.put(mine)
        self._begin_writing()
        mine.written.acquire()
        if mine.error is not None:
            raise mine.error
        return Kept(request.canonical, reply, origin)

    def claim(self, key: str) -> AbstractContextManager[None]:
        """Nobody else, in this process or another, asks for this reply meanwhile."""
        return self._claims.hold(key)

    def __iter__(self) -> Iterator[Kept | Fault]:
        """The latest reply to each request, by key, or the fault of one that is damaged."""
        with self._guarded(), closing(self._connect()) as connection:
            for row in connection.execute(_LATEST):
                yield self._restored(row)

    def verify(self) -> tuple[Fault, ...]:
        """What is damaged: pages of the file, and replies whose hashes do not hold."""
        with self._guarded():
            pages = [said for (said,) in self._reader.execute("PRAGMA integrity_check")]
            rows = "SELECT key, request, reply, hash, origin FROM replies ORDER BY key, turn"
            with closing(self._connect()) as connection:
                found = [self._restored(row) for row in connection.execute(rows)]
        broken = [] if pages == ["ok"] else [self._fault(said) for said in pages]
        return (*broken, *(fault for fault in found if isinstance(fault, Fault)))

    def of(self, origin: str) -> Iterator[Kept]:
        """All replies that were asked for a run, those among them that are damaged left out."""
        rows = "SELECT key, request, reply, hash, origin FROM replies WHERE origin = ?"
        with self._guarded(), closing(self._connect()) as connection:
            for row in connection.execute(rows, (origin,)):
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
        with self._guarded(), closing(self._connect()) as connection:
            rows = "SELECT key, request, reply, hash, origin, turn FROM replies"
            for *row, turn in connection.execute(rows):
                if isinstance(self._restored(tuple(row)), Fault):
                    damaged.append((row[0], turn))
            with _transaction(connection):
                before_all = connection.total_changes
                connection.executemany("DELETE FROM replies WHERE key = ? AND turn = ?", damaged)
                connection.execute(f"DELETE FROM replies WHERE {_SUPERSEDED}")
                connection.execute("DELETE FROM replies WHERE date < ?", (before,))
                gone = connection.total_changes - before_all
            connection.execute("VACUUM")
        return gone

    def _begin_writing(self) -> None:
        with self._starting:
            if self._scribe is None:
                self._scribe = threading.Thread(target=self._write, daemon=True)
                self._scribe.start()

    def _write(self) -> None:
        """Commits what waits, all that has come meanwhile at once, until it is told to end."""
        ends = False
        waiting: list[_Waiting | None] = []
        while not ends:
            busy = len(waiting) > 1
            waiting = [self._queue.get()]
            if busy and waiting != [None]:
                time.sleep(_GATHER_S)
            with suppress(Empty):
                while True:
                    waiting.append(self._queue.get_nowait())
            ends = None in waiting
            due = [each for each in waiting if each is not None]
            error: Exception | None = None
            try:
                with self._guarded(), _transaction(self._writer):
                    self._writer.executemany(_INSERT, [each.row for each in due])
            except Exception as caught:  # raised where each was put
                error = caught
            for each in due:
                each.error = error
                each.written.release()

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

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            hint = "move it away; what it held is asked anew, or brought back from an export"
            raise InputError(f"{self.path} cannot be used as a journal: {error}", hint) from None
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror or error}") from None


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


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
