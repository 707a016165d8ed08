"""Claims: who asks for a reply, so that nobody else does, in this process or another.

A claim is held among threads by a lock of its own, and among processes by a lock of the operating
system on one byte of a file: it ends with its process, however that ends. The locks of the system
are a process's, so a file is to be opened once in a process.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # on Windows, where two processes may ask the same thing at once
    fcntl = None  # type: ignore[assignment]

_POLL_S = 0.02


@dataclass(slots=True)
class _Claim:
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0


class Claims:
    """The claims of a file, which is made when the first is held. Safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._claims: dict[str, _Claim] = {}
        self._guard = threading.Lock()
        self._file: IO[bytes] | None = None

    @contextmanager
    def hold(self, key: str) -> Iterator[None]:
        """Waits until nobody else holds the key, a hexadecimal number, and holds it."""
        with self._guard:
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
            with self._guard:
                claim.users -= 1
                if not claim.users:
                    del self._claims[key]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _lock(self, offset: int) -> None:
        """Waits until no other process holds this byte."""
        while fcntl is not None:
            try:
                fcntl.lockf(self._opened(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
                return
            except BlockingIOError:
                time.sleep(_POLL_S)

    def _unlock(self, offset: int) -> None:
        if fcntl is not None:
            fcntl.lockf(self._opened(), fcntl.LOCK_UN, 1, offset)

    def _opened(self) -> IO[bytes]:
        with self._guard:
            if self._file is None:
                found = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
                self._file = os.fdopen(found, "r+b")
            return self._file
