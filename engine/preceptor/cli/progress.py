"""Progress on stderr: a bar where a person watches and it takes a while, else a line a stage."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from preceptor.cli.console import Console
from preceptor.distil import Event

PATIENCE_S = 2.0  # what takes no longer needs no bar
_WIDTH = 30


class Bar:
    """The progress of a run. `clock` gives seconds; tests turn it by hand."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self.console = console
        self.clock = clock
        self.started = clock()
        self.stage = ""
        self.drawn = False
        self.watched = sys.stderr.isatty() and not console.quiet

    def __call__(self, event: Event) -> None:
        if event.stage != self.stage or event.note:
            self.stage = event.stage
            self.close()
            self.console.detail(f"{event.stage}{': ' + event.note if event.note else ''}")
        if self.watched and event.total and self.clock() - self.started > PATIENCE_S:
            self._draw(event)

    def close(self) -> None:
        """Takes the bar off the screen."""
        if self.drawn:
            sys.stderr.write("\r\x1b[K")
            self.drawn = False

    def _draw(self, event: Event) -> None:
        full = _WIDTH * event.done // event.total
        bar = "#" * full + "-" * (_WIDTH - full)
        shown = f"{event.done}/{event.total}  {event.remark}".rstrip()
        sys.stderr.write(f"\r{event.stage:<10} [{bar}] {shown}\x1b[K")
        sys.stderr.flush()
        self.drawn = True
