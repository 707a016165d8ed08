"""The scribe of a journal: one thread that writes what many put, and syncs once for all of them."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from preceptor.teacher.database import connect, guarded, set_up, transaction

_INSERT = """
INSERT INTO replies SELECT ?1, 1 + coalesce(max(turn), 0), ?2, ?3, ?4, ?5, ?6
FROM replies WHERE key = ?1"""
_GATHER_S = 0.005  # where many write, a commit waits so long for more: syncs cost as much as asking

Row = tuple[str, str, str, str, str, str]  # key, request, reply, hash, origin, date


class _Waiting:
    """A reply on its way to the disk: who put it waits at the lock until it is written."""

    __slots__ = ("error", "row", "written")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.error: Exception | None = None
        self.written = threading.Lock()
        self.written.acquire()


class Scribe:
    """Writes into the journal at a path, which is made where there is none.

    Its thread begins with the first reply. Raises InputError for a file that is no journal.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = connect(path)
        try:
            set_up(self._connection, path)
        except BaseException:
            self._connection.close()
            raise
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def put(self, row: Row) -> None:
        """Writes a reply behind those that are known for its key; it is on disk on return."""
        mine = _Waiting(row)
        self._queue.put(mine)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, daemon=True)
                self._thread.start()
        mine.written.acquire()
        if mine.error is not None:
            raise mine.error

    def close(self) -> None:
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join()
        self._connection.close()

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
                with guarded(self._path), transaction(self._connection):
                    self._connection.executemany(_INSERT, [each.row for each in due])
            except Exception as caught:  # raised where each was put
                error = caught
            for each in due:
                each.error = error
                each.written.release()
