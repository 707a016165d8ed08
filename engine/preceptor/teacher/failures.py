"""Failures: why there is no reply, whether to ask again, and whether it may have cost something."""

from __future__ import annotations

from preceptor.logic import TeacherError


class Failure(TeacherError):
    """One attempt that gave no reply.

    `passing`: another attempt may do; `wait_s` is how long the server asks to wait before it.
    `billed`: the server may have made a reply all the same, and count it.
    """

    def __init__(
        self,
        message: str,
        *,
        passing: bool = False,
        billed: bool = False,
        wait_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.passing = passing
        self.billed = billed
        self.wait_s = wait_s


class NotHeld(Failure):
    """The server does not know the form of grammar that it was sent."""
