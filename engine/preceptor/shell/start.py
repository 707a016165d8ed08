"""Starting the toplevel: with the best face that the input and the output allow."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from preceptor.rulebase import RuleBase
from preceptor.shell.core import ShellCore
from preceptor.shell.plain import run_lines, run_piped

MAX_PIPED_ANSWERS = 1000


def run(base: RuleBase, *, banner: str = "", limit: int = MAX_PIPED_ANSWERS) -> int:
    """Runs a toplevel on stdin and stdout; returns the exit code.

    Piped input gets no prompt and all answers up to `limit`; its exit code is 1 when a goal had
    no answer and 2 when one could not be read. A terminal gets prompt_toolkit's line editor where
    it is installed and the terminal can show it.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        core = ShellCore(base, interactive=False, limit=limit)
        return run_piped(core, sys.stdin, sys.stdout)
    if banner:
        sys.stdout.write(f"{banner}\n")
    core = ShellCore(base)
    if os.environ.get("TERM", "dumb") == "dumb" or find_spec("prompt_toolkit") is None:
        return run_lines(core, sys.stdout)
    from preceptor.shell.terminal import run_terminal

    return run_terminal(core, sys.stdout)
