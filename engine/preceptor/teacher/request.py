"""Requests and replies: what a teacher is asked, what it answers, and the key that joins them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Protocol

SCHEMA = 1  # of the key: a change of what determines an answer is a new number

Messages = tuple[tuple[str, str], ...]  # (role, content) pairs, in order


@dataclass(frozen=True)
class Request:
    """All that determines a reply. `sample` tells repeated askings of one prompt apart.

    What a recording does not know is None; a key covers it as null.
    """

    messages: Messages
    sample: int = 0
    model: str | None = None
    temperature: float | None = None
    seed: int | None = None
    grammar: str | None = None

    @cached_property
    def key(self) -> str:
        """SHA-256, in hexadecimal, of the canonical JSON of the request and its schema."""
        document = {**asdict(self), "schema": SCHEMA, "messages": [*map(list, self.messages)]}
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reply:
    """A teacher's answer, verbatim; `id` names the prompt that it answers, where that is known."""

    text: str
    key: str
    id: str = ""
    sample: int = 0
    model: str | None = None


class Teacher(Protocol):
    """Whoever answers requests. Raises TeacherError where there is no usable reply."""

    def ask(self, request: Request) -> Reply: ...
