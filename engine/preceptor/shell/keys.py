"""One key: whether the person wants the next answer, read without waiting for Enter.

Not by the line editor, which repaints the line that the answer stands on.
"""

from __future__ import annotations

import os
import sys

_NEXT = {";", " ", "n", "r", "\t"}  # the keys that SWI-Prolog takes for "another answer"
_STOP = {".", "\r", "\n", "c", "a", "\x04"}


def read_choice() -> str:
    """Waits for a key that means "next" (`;`) or "stop" (`.`); other keys are passed over.

    Raises KeyboardInterrupt for Ctrl-C.
    """
    while True:
        key = _windows_key() if sys.platform == "win32" else _unix_key()
        if key in _NEXT:
            return ";"
        if key in _STOP:
            return "."


def _unix_key() -> str:
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)  # Ctrl-C stays a signal
        key = os.read(terminal, 1).decode("latin-1")
        if key == "\x1b":  # an arrow, or the like: its other bytes are no keys of their own
            termios.tcflush(terminal, termios.TCIFLUSH)
        return key or "."  # the terminal is gone
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _windows_key() -> str:
    import msvcrt

    key = str(msvcrt.getwch())  # type: ignore[attr-defined]  # Windows alone has it
    if key == "\x03":
        raise KeyboardInterrupt
    return key
