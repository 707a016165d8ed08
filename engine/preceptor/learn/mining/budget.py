"""What mining may use, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import NamedTuple

from preceptor.learn.chains import MEMORY
from preceptor.logic import LimitExceeded
from preceptor.reason.bulk.budget import resident_bytes


@dataclass(frozen=True, slots=True)
class Budget:
    """CPU seconds and bytes of the process; None: no limit. `products` are kept in memory."""

    cpu_s: float | None = None
    bytes: int | None = None
    products: int = MEMORY


class Progress(NamedTuple):
    """What a run does now, how much of that is done, and how many rules it has found."""

    stage: str
    done: int
    of: int
    rules: int


Watch = Callable[[Progress], None]


class Meter:
    """Holds a run against its budget, and tells of its progress."""

    def __init__(self, budget: Budget, watch: Watch | None) -> None:
        self._budget = budget
        self._watch = watch
        self._began = process_time()
        self.rules = 0

    @property
    def cpu_s(self) -> float:
        return process_time() - self._began

    def look(self) -> None:
        """Raises LimitExceeded."""
        limit = self._budget
        if limit.cpu_s is not None and (used := self.cpu_s) > limit.cpu_s:
            raise LimitExceeded("CPU seconds", used, limit.cpu_s)
        if limit.bytes is not None and (taken := resident_bytes()) > limit.bytes:
            raise LimitExceeded("bytes", taken, limit.bytes)

    def tell(self, stage: str, done: int, of: int) -> None:
        """Looks as well. Raises LimitExceeded."""
        if self._watch is not None:
            self._watch(Progress(stage, done, of, self.rules))
        self.look()
