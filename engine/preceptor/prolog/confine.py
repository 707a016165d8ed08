"""Runs a command under limits of the operating system: `python -I -S confine.py LIMITS COMMAND...`.

LIMITS is `name=value,...` of setrlimit: `as=4294967296,cpu=600,core=0,fsize=0`. Standard library
only, imported by nothing: it is a process of its own, which then becomes the command.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys


def main(limits: str, *command: str) -> None:
    for limit in limits.split(","):
        name, _, value = limit.partition("=")
        kind = getattr(resource, f"RLIMIT_{name.upper()}", None)
        if kind is not None:
            with contextlib.suppress(OSError, ValueError):  # a system that lacks this one limit
                resource.setrlimit(kind, (int(value), int(value)))
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
