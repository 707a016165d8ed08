"""The seam: what a teacher must be able to do, and what it may say that it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from preceptor.teacher.request import Reply, Request

Form = Literal["lark", "gbnf", "json-schema"]  # a notation in which a grammar is sent


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a teacher can do beyond answering one request after another.

    `forms` are the notations of a grammar that it is held to, the best first: none where it can
    only be asked kindly. `seeded`: a seed fixes its replies. `parallel`: how many requests it
    takes at once.
    """

    model: str | None = None
    forms: tuple[Form, ...] = ()
    seeded: bool = False
    parallel: int = 1


@runtime_checkable
class Teacher(Protocol):
    """Whoever answers requests. Raises TeacherError where there is no usable reply.

    `capabilities` may be missing: then it has none (see `capabilities`).
    """

    def ask(self, request: Request) -> Reply: ...


@runtime_checkable
class Scorer(Protocol):
    """A teacher that tells how likely it finds a text."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """The log-likelihood, in nats, of each pair's second text as what follows the first."""
        ...


def capabilities(teacher: Teacher) -> Capabilities:
    """What the teacher says it can do in `teacher.capabilities`; nothing where it says nothing."""
    said = getattr(teacher, "capabilities", None)
    return said if isinstance(said, Capabilities) else Capabilities()
