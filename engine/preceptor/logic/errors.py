"""The errors that a caller can mend. Anything else that is raised is a bug.

PreceptorError
├── InputError          a text, file, flag or name that cannot be used (exit code 2)
│   └── ParseError      with one or more Faults, each with its place
├── LimitExceeded       a budget was hit; partial results may be attached (exit code 3)
├── TeacherError        no reply for a request
└── Unavailable         an optional part is not installed; says the one command that gets it
"""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.logic.excerpt import excerpt
from preceptor.logic.findings import Code
from preceptor.logic.rules import Origin


class PreceptorError(Exception):
    """Root of the tree: `except PreceptorError` catches all that we raise on purpose."""


class InputError(PreceptorError):
    """What was given cannot be used. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  hint: {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a text: its place, the line with a caret, what was expected, a hint."""

    origin: Origin
    message: str
    code: Code = Code.SYNTAX
    line_text: str = ""
    expected: tuple[str, ...] = ()
    hint: str = ""

    def __str__(self) -> str:
        lines = [f"{self.origin}: {self.code}: {self.message}"]
        if self.line_text:
            shown = excerpt(self.line_text, self.origin.column)
            lines += [f"  {line}" for line in shown.split("\n")]
        if self.expected:
            lines.append(f"  expected: {', '.join(self.expected)}")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class ParseError(InputError):
    """A text that the grammar refuses; all its faults are collected, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class LimitExceeded(PreceptorError):
    """A budget was used up: `kind` names it, `used` and `limit` are in its unit.

    `partial` is what was done by then, where the one who raises it says so.
    """

    partial: object = None

    def __init__(self, kind: str, used: float, limit: float) -> None:
        super().__init__(f"the limit on {kind} was hit: {used:g} of {limit:g}")
        self.kind = kind
        self.used = used
        self.limit = limit


class TeacherError(PreceptorError):
    """The teacher gave no usable reply to a request."""


class Unavailable(PreceptorError):
    """A part that is not installed was asked for."""

    def __init__(self, part: str, command: str, without: str = "") -> None:
        without = f" Without it: {without}." if without else ""
        super().__init__(f"{part} is not installed. To get it: {command}.{without}")
        self.part = part
        self.command = command
