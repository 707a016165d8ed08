"""Progress: what a run tells while it works. It prints nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    """A stage has done `done` of `total` steps (0 of 0 when it cannot tell).

    `note` says what is worth a line: that a stage was finished before, or what could not be read.
    `remark` is what to show beside the steps: what they cost so far.
    """

    stage: str
    done: int = 0
    total: int = 0
    note: str = ""
    remark: str = field(default="", compare=False)


Progress = Callable[[Event], None]


def silent(_: Event) -> None:
    """The progress of a run that nobody watches."""
