"""The entry point: arguments in, exit code out, and never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from preceptor.cli.console import Console, speak_utf8
from preceptor.cli.exits import Exit
from preceptor.cli.parser import parse_arguments
from preceptor.logic import LimitExceeded, PreceptorError


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code (see `Exit`).

    With -v an unexpected exception is raised again, so that its traceback can be reported.
    """
    words = _typed() if argv is None else list(argv)
    speak_utf8()
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # What Python flushes at exit must find an open stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.BROKEN_PIPE
    except KeyboardInterrupt:
        Console().error("interrupted")
        return Exit.INTERRUPTED
    except LimitExceeded as error:
        Console().error(f"preceptor: {error}")
        return Exit.LIMIT
    except PreceptorError as error:
        Console().error(str(error))
        return Exit.INPUT
    except MemoryError:
        Console().error("preceptor: out of memory")
        return Exit.LIMIT
    except Exception as error:
        if "-v" in words or "--verbose" in words:
            raise
        Console().error(
            f"preceptor: internal error: {type(error).__name__}: {error}\n"
            "  hint: run it again with -v and report the traceback with the input that caused it"
        )
        return Exit.INTERNAL


def _typed() -> list[str]:
    """The words that were typed, as UTF-8 whatever the locale says."""
    return [os.fsencode(word).decode("utf-8", "replace") for word in sys.argv[1:]]


def _run(words: list[str]) -> int:
    try:
        options = parse_arguments(words or ["--help"])
    except SystemExit as done:  # --help and --version
        return Exit.OK if words and not done.code else Exit.INPUT
    console = Console(as_json=options.json, quiet=options.quiet, verbose=options.verbose)
    return int(options.run(options, console))
