"""Kept replies: a request and its reply as one document whose hash tells whether it was touched.

A replay file is JSON lines of such documents, sorted by key, as `preceptor journal export` writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preceptor.logic import Code, Fault, Origin
from preceptor.syntax.jsonl import dump_lines, read_lines
from preceptor.teacher.budget import Spending, taken
from preceptor.teacher.request import Finish, Reply, Request, Usage, canonical

_TEXTS = ("text", "date", "licence", "held")


class Damaged(ValueError):
    """A kept reply that is not as it was written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A reply with the canonical JSON of its request. `origin` says for which run it was asked."""

    request: str
    reply: Reply
    origin: str = ""

    @property
    def key(self) -> str:
        return self.reply.key

    @property
    def spending(self) -> Spending:
        """What the reply took when it was asked for."""
        asked = json.loads(self.request)
        messages = tuple((role, content) for role, content in asked["messages"])
        return taken(Request(messages, max_tokens=asked.get("max_tokens")), self.reply)

    def document(self) -> dict[str, Any]:
        """The line of a replay file."""
        said = reply_text(self.reply)
        return {
            "key": self.key,
            "request": json.loads(self.request),
            "reply": json.loads(said),
            "hash": seal(self.key, said),
        }


def seal(key: str, reply: str) -> str:
    """The hash that goes with a reply's canonical text and the key of its request."""
    return hashlib.sha256(f"{key}\n{reply}".encode()).hexdigest()


def reply_text(reply: Reply) -> str:
    """The reply as canonical JSON, all but its key."""
    usage = reply.usage
    return canonical(
        {
            "text": reply.text,
            "model": reply.model,
            "finish": reply.finish.value,
            "usage": usage and [usage.prompt_tokens, usage.completion_tokens],
            "date": reply.date,
            "licence": reply.licence,
            "held": reply.held,
            "retries": reply.retries,
            "lost": reply.lost,
            "seconds": round(reply.seconds, 6),
        }
    )


def restored(key: str, request: str, reply: str, hashed: str, origin: str = "") -> Kept:
    """What was kept. Raises Damaged unless both hashes hold and the reply can be read."""
    if hashlib.sha256(request.encode()).hexdigest() != key:
        raise Damaged("the key is not that of the request")
    if seal(key, reply) != hashed:
        raise Damaged("the hash is not that of the reply")
    try:
        said = json.loads(reply)
        sample = json.loads(request)["sample"]
        return Kept(request, _reply(said, key, sample), origin)
    except (ValueError, LookupError, TypeError):
        raise Damaged("the reply cannot be read") from None


def _reply(said: Mapping[str, Any], key: str, sample: int) -> Reply:
    texts = {name: said[name] for name in _TEXTS}
    if not all(isinstance(value, str) for value in texts.values()):
        raise TypeError("a text is expected")
    return Reply(
        key=key,
        sample=sample,
        model=said["model"],
        finish=Finish(said["finish"]),
        usage=None if said["usage"] is None else Usage(*said["usage"]),
        retries=said["retries"],
        lost=said["lost"],
        seconds=said["seconds"],
        **texts,
    )


@dataclass(frozen=True, slots=True)
class Replay:
    """Kept replies in memory, by key, and what of their file could not be used."""

    replies: Mapping[str, Kept]
    faults: tuple[Fault, ...] = ()

    def find(self, key: str) -> Kept | None:
        return self.replies.get(key)


def read_replay(path: Path) -> Replay:
    """A replay file. A line that is damaged is a fault, with its place, and no reply.

    Raises InputError only where the file cannot be opened.
    """
    lines, found = read_lines(path)
    faults = list(found)
    replies: dict[str, Kept] = {}
    for line in lines:
        try:
            kept = _line(line.value)
            if replies.setdefault(kept.key, kept) != kept:
                raise Damaged("another reply to this request stands above")
        except Damaged as error:
            key = str(line.value.get("key", ""))[:12] or "no key"
            place = Origin(str(path), line.number, 1)
            hint = "it is not used; export the journal again"
            faults.append(Fault(place, f"{key}: {error}", Code.MALFORMED, hint=hint))
    faults.sort(key=lambda fault: fault.origin.line)
    return Replay(replies, tuple(faults))


def show_replay(replies: Iterable[Kept]) -> str:
    """The lines of a replay file, sorted by key."""
    return dump_lines(kept.document() for kept in sorted(replies, key=lambda kept: kept.key))


def _line(value: Mapping[str, Any]) -> Kept:
    if not isinstance(value.get("key"), str) or not isinstance(value.get("hash"), str):
        raise Damaged("expected key, request, reply and hash")
    if not isinstance(value.get("request"), dict) or not isinstance(value.get("reply"), dict):
        raise Damaged("expected key, request, reply and hash")
    return restored(
        value["key"], canonical(value["request"]), canonical(value["reply"]), value["hash"]
    )
