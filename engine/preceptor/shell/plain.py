"""The toplevel on plain lines: piped input, and terminals that can do no more."""

from __future__ import annotations

from typing import TextIO

from preceptor.logic import visible
from preceptor.shell.core import ShellCore


def run_piped(core: ShellCore, lines: TextIO, out: TextIO) -> int:
    """Answers all goals of the input without a prompt; returns the exit code."""
    for line in lines:
        _write(out, core.feed(line.rstrip("\n")))
        if core.halted:
            break
    while not core.halted:
        _write(out, core.end())
    return core.outcome.value


def run_lines(core: ShellCore, out: TextIO) -> int:
    """Prompts for lines; `;` and Enter asks for the next answer. Ctrl-C drops what is under way."""
    while not core.halted:
        try:
            _write(out, core.feed(input(core.prompt)))
        except KeyboardInterrupt:
            _write(out, f"\n{core.interrupt()}")
        except EOFError:
            _write(out, f"\n{core.end()}")
    return 0


def _write(out: TextIO, text: str) -> None:
    out.write(visible(text))
    out.flush()
