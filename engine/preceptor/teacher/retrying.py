"""Retrying: a failed attempt made again, after as long as the server asks for."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from preceptor.teacher.failures import Failure
from preceptor.teacher.request import Reply, Request
from preceptor.teacher.seam import Capabilities, Teacher, capabilities


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try, in seconds. `most_s` bounds one wait, `total_s` all of them.

    A wait is drawn between none and a bound that doubles each time; a Retry-After is kept to,
    unless it is longer than `most_s`: then there is no further attempt.
    """

    attempts: int = 6
    first_s: float = 0.5
    most_s: float = 120.0
    total_s: float = 600.0


PATIENT = Patience()
ONCE = Patience(attempts=1)


class Retrying:
    """A teacher that is asked again where it failed in passing. `halted` ends the waiting."""

    def __init__(
        self,
        teacher: Teacher,
        patience: Patience = PATIENT,
        *,
        halted: threading.Event | None = None,
        seed: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.teacher = teacher
        self.patience = patience
        self.halted = halted or threading.Event()
        self.clock = clock
        self._chance = random.Random(seed)

    @property
    def capabilities(self) -> Capabilities:
        return capabilities(self.teacher)

    def ask(self, request: Request) -> Reply:
        """The reply of the first attempt that has one, with the number of those before it."""
        started = self.clock()
        waited = 0.0
        lost = 0
        for tried in range(1, self.patience.attempts + 1):
            try:
                reply = self.teacher.ask(request)
            except Failure as failure:
                lost += failure.billed
                wait = self._wait(failure, tried)
                waited += wait
                hopeless = not failure.passing or tried == self.patience.attempts
                if self.patience.attempts == 1:
                    raise
                if hopeless or wait > self.patience.most_s or waited > self.patience.total_s:
                    raise _told(failure, tried, wait) from None
                if self.halted.wait(wait):
                    raise
                continue
            if tried == 1 and reply.seconds:
                return reply
            return replace(
                reply,
                retries=reply.retries + tried - 1,
                lost=reply.lost + lost,
                seconds=self.clock() - started,
            )
        raise AssertionError("unreachable")

    def _wait(self, failure: Failure, tried: int) -> float:
        if failure.wait_s is not None:
            return failure.wait_s
        bound = min(self.patience.most_s, self.patience.first_s * 2 ** (tried - 1))
        return self._chance.uniform(0, bound)


def _told(failure: Failure, tried: int, wait: float) -> Failure:
    """The failure, with the number of attempts and a long wait that the server asked for."""
    if not failure.passing or (tried == 1 and failure.wait_s is None):
        return failure
    asked = f"; the server asks to wait {wait:g} s" if failure.wait_s is not None else ""
    times = "once" if tried == 1 else f"{tried} times"
    return Failure(
        f"{failure} (tried {times}{asked})",
        passing=True,
        billed=failure.billed,
        wait_s=failure.wait_s,
    )
