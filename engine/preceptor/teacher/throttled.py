"""Throttled: a teacher that is asked no faster than so many requests and tokens a minute."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from preceptor.teacher.budget import about, at_most, taken
from preceptor.teacher.failures import Failure
from preceptor.teacher.request import Reply, Request
from preceptor.teacher.seam import Capabilities, Teacher, capabilities

_MINUTE_S = 60.0


class Throttled:
    """In no minute are there more than `rpm` requests, or requests of more than `tpm` tokens.

    A request counts as the most that it may take until its reply says what it took; one that may
    take more than `tpm` goes alone. None is no limit.
    """

    def __init__(
        self,
        teacher: Teacher,
        *,
        rpm: int | None = None,
        tpm: int | None = None,
        halted: threading.Event | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.teacher = teacher
        self.rpm = rpm
        self.tpm = tpm
        self.halted = halted or threading.Event()
        self.clock = clock
        self._made: deque[list[float]] = deque()  # [when, tokens] of each in the last minute
        self._lock = threading.Lock()

    @property
    def capabilities(self) -> Capabilities:
        return capabilities(self.teacher)

    def ask(self, request: Request) -> Reply:
        bounded = request.max_tokens is not None
        most = at_most(request).usage.total if bounded else about(request)
        mine = self._enter(float(most))
        reply = self.teacher.ask(request)
        with self._lock:
            mine[1] = float(taken(request, reply).usage.total)
        return reply

    def _enter(self, tokens: float) -> list[float]:
        """Waits for its turn, and takes it."""
        while True:
            with self._lock:
                wait = self._wait(tokens)
                if wait <= 0:
                    mine = [self.clock(), tokens]
                    self._made.append(mine)
                    return mine
            if self.halted.wait(wait):
                raise Failure("the run ended before it was asked")

    def _wait(self, tokens: float) -> float:
        """Seconds until the oldest that is in the way is a minute old."""
        now = self.clock()
        while self._made and self._made[0][0] <= now - _MINUTE_S:
            self._made.popleft()
        if self.rpm is not None and len(self._made) >= self.rpm:
            return self._made[0][0] + _MINUTE_S - now
        if self.tpm is not None and self._made:
            within = sum(entry[1] for entry in self._made)
            if within + tokens > self.tpm:
                return self._made[0][0] + _MINUTE_S - now
        return 0.0
