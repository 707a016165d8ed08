"""Requests and replies: what a teacher is asked, what it answers, and the key that joins them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from preceptor.teacher.lock import Grammar

SCHEMA = 1  # of the key: a change of what determines an answer is a new number

DIGITS = 12
_DERIVED = re.compile(rf"/[0-9a-f]{{{DIGITS}}}$")

Messages = tuple[tuple[str, str], ...]  # (role, content) pairs, in order


@dataclass(frozen=True)
class Request:
    """All that determines a reply. `sample` tells repeated askings of one prompt apart.

    `grammar` holds the reply to rules; a text is one in Lark's notation. `max_tokens` bounds the
    reply. What a recording does not know is None. `template` names what rendered the messages, and
    its version; it determines nothing that they do not, and is no part of the key.
    """

    messages: Messages
    sample: int = 0
    model: str | None = None
    temperature: float | None = None
    seed: int | None = None
    grammar: Grammar | str | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    stop: tuple[str, ...] | None = None
    template: str = field(default="", compare=False)

    @cached_property
    def document(self) -> dict[str, Any]:
        """What the key covers: the grammar by its hash. Never a URL, nor a key to a server.

        What came later than the first recordings (top_p and on) is there only where it is set, so
        that their keys stay.
        """
        later = {"top_p": self.top_p, "max_tokens": self.max_tokens, "stop": self.stop}
        lark = self.grammar.lark if isinstance(self.grammar, Grammar) else self.grammar
        return {
            "schema": SCHEMA,
            "messages": [*map(list, self.messages)],
            "sample": self.sample,
            "model": self.model,
            "temperature": self.temperature,
            "seed": self.seed,
            "grammar": None if lark is None else hashlib.sha256(lark.encode()).hexdigest(),
            **{name: value for name, value in later.items() if value is not None},
        }

    @cached_property
    def canonical(self) -> str:
        """The document as canonical JSON."""
        return canonical(self.document)

    @cached_property
    def key(self) -> str:
        """SHA-256, in hexadecimal, of the canonical JSON of the request and its schema."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Style:
    """How all prompts of a run are put to a teacher. Each sample has a seed of its own."""

    model: str | None = None
    temperature: float | None = None
    seed: int | None = None
    grammar: Grammar | str | None = None
    top_p: float | None = None
    max_tokens: int | None = None

    def document(self) -> dict[str, Any]:
        """What is set, the grammar by its hash."""
        shown = self.request((), 0).document
        return {
            name: value
            for name, value in shown.items()
            if value is not None and name not in ("schema", "messages", "sample")
        }

    def request(self, messages: Messages, sample: int) -> Request:
        return Request(
            messages,
            sample,
            self.model,
            self.temperature,
            None if self.seed is None else self.seed + sample,
            self.grammar,
            self.top_p,
            self.max_tokens,
        )


def derived_id(place: str, messages: Messages) -> str:
    """The id of a question that came up in a run: `animals/refine/` and a hash of its messages."""
    return f"{place}/{Request(messages).key[:DIGITS]}"


def is_derived(name: str) -> bool:
    """Whether the id is of such a question."""
    return _DERIVED.search(name) is not None


class Finish(StrEnum):
    """Why a reply ended."""

    STOP = "stop"  # the teacher was done
    LENGTH = "length"  # max_tokens
    FILTER = "filter"  # withheld by the server
    CUT = "cut"  # by us, at the limit on bytes
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them."""

    prompt_tokens: int
    completion_tokens: int

    @property
    def total(self) -> int:
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, slots=True)
class Reply:
    """A teacher's answer, verbatim; `id` names the prompt that it answers, where that is known.

    `model` is what the server says answered, `date` when (ISO 8601, UTC), `licence` that of what
    the model writes, `held` the form of the grammar that the decoder was held to ('' for none).
    How it was come by does not count in equality: the attempts before it, those of them that may
    have been billed (`lost`), how long it took, and whether it was asked for another run and is
    used again.
    """

    text: str
    key: str
    id: str = ""
    sample: int = 0
    model: str | None = None
    finish: Finish = Finish.STOP
    usage: Usage | None = None
    date: str = ""
    licence: str = ""
    held: str = ""
    retries: int = field(default=0, compare=False)
    lost: int = field(default=0, compare=False)
    seconds: float = field(default=0.0, compare=False)
    cached: bool = field(default=False, compare=False)

    @property
    def is_whole(self) -> bool:
        """Whether the teacher said all that it had to say."""
        return self.finish not in (Finish.LENGTH, Finish.CUT)


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values, equal texts."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
