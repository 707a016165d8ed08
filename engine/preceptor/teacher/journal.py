"""The journal: every reply of a live teacher, on disk before it is used.

Several processes may share one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

from preceptor.logic import Code, Fault, InputError, Origin
from preceptor.teacher.claims import Claims
from preceptor.teacher.database import connect, guarded, transaction
from preceptor.teacher.kept import Damaged, Kept, reply_text, restored, seal
from preceptor.teacher.request import Reply, Request
from preceptor.teacher.scribe import Scribe

_FIND = """
SELECT key, request, reply, hash, origin FROM replies WHERE key = ? ORDER BY turn DESC LIMIT 1"""
_LATEST = """
SELECT key, request, reply, hash, origin FROM replies AS r
WHERE turn = (SELECT max(turn) FROM replies WHERE key = r.key) ORDER BY key"""
_SUPERSEDED = "turn < (SELECT max(turn) FROM replies AS l WHERE l.key = replies.key)"


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
            self._scribe = Scribe(path)
            self._reader = connect(path)
        self._reading = threading.Lock()
        self._claims = Claims(path.with_name(f"{path.name}.lock"))

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the last to do so leaves no -wal beside it."""
        self._scribe.close()
        self._reader.close()
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
        self._scribe.put(row)
        return Kept(request.canonical, reply, origin)

    def claim(self, key: str) -> AbstractContextManager[None]:
        """Nobody else, in this process or another, asks for this reply meanwhile."""
        return self._claims.hold(key)

    def __iter__(self) -> Iterator[Kept | Fault]:
        """The latest reply to each request, by key, or the fault of one that is damaged."""
        with self._guarded(), closing(connect(self.path)) as connection:
            for row in connection.execute(_LATEST):
                yield self._restored(row)

    def verify(self) -> tuple[Fault, ...]:
        """What is damaged: pages of the file, and replies whose hashes do not hold."""
        with self._guarded():
            pages = [said for (said,) in self._reader.execute("PRAGMA integrity_check")]
            rows = "SELECT key, request, reply, hash, origin FROM replies ORDER BY key, turn"
            with closing(connect(self.path)) as connection:
                found = [self._restored(row) for row in connection.execute(rows)]
        broken = [] if pages == ["ok"] else [self._fault(said) for said in pages]
        return (*broken, *(fault for fault in found if isinstance(fault, Fault)))

    def of(self, origin: str) -> Iterator[Kept]:
        """All replies that were asked for a run, those among them that are damaged left out."""
        rows = "SELECT key, request, reply, hash, origin FROM replies WHERE origin = ?"
        with self._guarded(), closing(connect(self.path)) as connection:
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
        with self._guarded(), closing(connect(self.path)) as connection:
            rows = "SELECT key, request, reply, hash, origin, turn FROM replies"
            for *row, turn in connection.execute(rows):
                if isinstance(self._restored(tuple(row)), Fault):
                    damaged.append((row[0], turn))
            with transaction(connection):
                before_all = connection.total_changes
                connection.executemany("DELETE FROM replies WHERE key = ? AND turn = ?", damaged)
                connection.execute(f"DELETE FROM replies WHERE {_SUPERSEDED}")
                connection.execute("DELETE FROM replies WHERE date < ?", (before,))
                gone = connection.total_changes - before_all
            connection.execute("VACUUM")
        return gone

    def _restored(self, row: tuple[str, ...]) -> Kept | Fault:
        try:
            return restored(*row)
        except (Damaged, AttributeError, TypeError) as error:
            return self._fault(f"the reply {str(row[0])[:12]} is damaged: {error}")

    def _fault(self, message: str) -> Fault:
        hint = "it is not used; `preceptor journal prune` takes it out"
        return Fault(Origin(str(self.path), 0, 0), message, Code.MALFORMED, hint=hint)

    def _guarded(self) -> AbstractContextManager[None]:
        return guarded(self.path)
