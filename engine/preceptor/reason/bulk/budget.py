"""Budgets: what one run may use, and what it has used."""

from __future__ import annotations

import resource
import sys
from time import monotonic

from preceptor.logic import LimitExceeded
from preceptor.reason.materialise import Limits

_LOOK_S = 0.01  # between two looks at the clock and at the memory
_LOOK_ROWS = 1 << 16  # of candidates after which there is a look in any case
_LOOK_BYTES = 1 << 20  # less than that is taken without a look
_CHUNK_BYTES = 200  # that a row of a chunk takes, generously: some ten words, twice over


class Budget:
    """Counts against limits. Memory is that of the whole process."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.facts = 0
        self.rounds = 0
        self.candidates = 0
        self._began = monotonic()
        self._looked = self._began
        self._rows = 0

    def restart(self) -> None:
        """Facts and rounds are counted anew; time goes on."""
        self.facts = self.rounds = 0

    def spend(self, facts: int, candidates: int) -> None:
        """Counts new facts, and the rows that were tried for them. Raises LimitExceeded."""
        self.facts += facts
        if self.facts > self.limits.facts:
            raise LimitExceeded("facts", self.facts, self.limits.facts)
        self.candidates += candidates
        self._rows += candidates
        if self._rows > _LOOK_ROWS or monotonic() - self._looked > _LOOK_S:
            self.look()

    def next_round(self) -> None:
        """Raises LimitExceeded."""
        if self.rounds >= self.limits.rounds:
            raise LimitExceeded("rounds", self.rounds + 1, self.limits.rounds)
        self.rounds += 1
        self.spend(0, 0)

    def reserve(self, bytes: int) -> None:
        """Asks for so much memory before it is taken. Raises LimitExceeded."""
        if bytes > _LOOK_BYTES:
            self.look(bytes)

    def look(self, more: int = 0) -> None:
        """Holds time and memory, with so many bytes to come, against their limits."""
        self._rows = 0
        self._looked = monotonic()
        limits = self.limits
        if limits.seconds is not None and (used := self._looked - self._began) > limits.seconds:
            raise LimitExceeded("seconds", used, limits.seconds)
        if limits.bytes is not None and (taken := resident_bytes() + more) > limits.bytes:
            raise LimitExceeded("bytes", taken, limits.bytes)


def resident_bytes() -> int:
    """The memory that this process has now; where the system does not say, the most it had."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except OSError:
        return peak_bytes()


def peak_bytes() -> int:
    """The most memory that this process has had at once."""
    try:  # what getrusage says a forked process has inherited from the one that started it
        with open("/proc/self/status", "rb") as file:
            return next(1024 * int(line.split()[1]) for line in file if line.startswith(b"VmHWM"))
    except (OSError, StopIteration):
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def chunk_rows(limits: Limits, most: int) -> int:
    """How many rows to join at a time, so that some chunks fit in a tenth of the memory."""
    if limits.bytes is None:
        return most
    return max(1024, min(most, limits.bytes // (10 * _CHUNK_BYTES)))
