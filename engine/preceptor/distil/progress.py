"""Progress: what a run tells while it works. It prints nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A stage has done `done` of `total` steps (0 of 0 when it cannot tell).

    `note` says what is worth a line: that a stage was finished before, or what could not be read.
    """

    stage: str
    done: int = 0
    total: int = 0
    note: str = ""


Progress = Callable[[Event], None]


def silent(_: Event) -> None:
    """The progress of a run that nobody watches."""
