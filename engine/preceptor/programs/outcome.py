"""Outcomes: what became of one recorded program, from its text to the letter of an option.

Every reader of a format has the same face, so that a suite can run any of them: text in, an
`Outcome` out. A bad program is an outcome too, never an exception.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from preceptor.harvest import Status
from preceptor.logic import Code, Proof


@dataclass(frozen=True, slots=True)
class Outcome:
    """One program, read and answered as far as it could be.

    `status`: read as written, repaired by `operators` (in the order they were first used), or
    rejected with `code` and `reason`. `answer` is an option's letter ("A", "B", ...), None where
    the program gives none; then `reason` says why. `contradictory`: what the program states
    derives an atom and its opposite, or has no model. `unsupported` names the first construct
    that the reader knows and cannot answer. `proof` is a proof of the query or of its opposite,
    where the answer has one, and `explanation` the answer's grounds in lines of text. `unread`
    are the lines that were left out of what was answered, each with its place and fault.
    """

    status: Status
    operators: tuple[str, ...] = ()
    code: Code | None = None
    reason: str = ""
    answer: str | None = None
    contradictory: bool = False
    unsupported: str = ""
    proof: Proof | None = None
    explanation: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether the program could be read, with repairs or without."""
        return self.status is not Status.REJECTED

    def after(self, *operators: str) -> Outcome:
        """The outcome of a program to which these repairs were done before."""
        if not operators:
            return self
        status = Status.REPAIRED if self.is_read else self.status
        return replace(self, status=status, operators=(*operators, *self.operators))


class Reader(Protocol):
    """Reads one program of a format and answers its question. Looks at no gold answer."""

    def __call__(
        self,
        text: str,
        question: str | None = None,
        options: Sequence[str] | None = None,
        *,
        without: Collection[str] = (),
    ) -> Outcome:
        """`question` is what the teacher was asked, `options` its choices (`A) True`, ...);
        `without` names repairs that may not be used."""
        ...


def rejected(code: Code, reason: str, unsupported: str = "") -> Outcome:
    """A program that could not be read."""
    return Outcome(Status.REJECTED, code=code, reason=reason, unsupported=unsupported)
