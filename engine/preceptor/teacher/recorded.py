"""Recorded: a teacher whose replies are kept, and found again instead of asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, Protocol, get_args
from uuid import uuid4

from preceptor.logic import Fault, InputError, TeacherError, did_you_mean
from preceptor.teacher.journal import Journal
from preceptor.teacher.kept import Kept
from preceptor.teacher.request import Reply, Request
from preceptor.teacher.seam import Capabilities, Teacher, capabilities
from preceptor.teacher.wire import whole

Mode = Literal["replay", "auto", "record", "refresh"]
MODES: tuple[Mode, ...] = get_args(Mode)


class Store(Protocol):
    """Where kept replies are found: a Journal, or a Replay of a file."""

    def find(self, key: str) -> Kept | None: ...


class Recorded:
    """A teacher over a store of replies.

    replay: from the store only. auto: what the store lacks is asked and kept. record: the same,
    but a reply that was kept for another run is refused. refresh: it is asked anew, and the new
    one used from then on. `origin` names the run, a new one by default: what was kept for it is
    never asked twice.
    """

    def __init__(
        self,
        teacher: Teacher | None,
        store: Store,
        mode: Mode = "auto",
        *,
        origin: str | None = None,
    ) -> None:
        if mode not in MODES:
            raise InputError(f"no mode {mode!r}", did_you_mean(mode, MODES))
        if mode != "replay" and (teacher is None or not isinstance(store, Journal)):
            raise InputError(f"mode {mode} needs a teacher, and a journal to keep its replies in")
        self.teacher = teacher
        self.store = store
        self.mode = mode
        self.origin = uuid4().hex if origin is None else origin

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities() if self.teacher is None else capabilities(self.teacher)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was found damaged in the store so far."""
        return tuple(getattr(self.store, "faults", ()))

    def known(self, request: Request) -> Kept | None:
        """The reply that would be used without asking."""
        kept = self.store.find(request.key)
        if kept is None or self.mode != "refresh":
            return kept
        return kept if kept.origin == self.origin else None

    def ask(self, request: Request) -> Reply:
        """The reply, on disk when this returns. Raises TeacherError where there is none."""
        if self.teacher is None or not isinstance(self.store, Journal) or self.mode == "replay":
            kept = self.known(request)
            if kept is None:
                raise TeacherError(f"no reply to the request {request.key[:12]} is kept")
        else:
            with self.store.claim(request.key):  # another that asks for it is waited for
                kept = self._usable(request)
                if kept is None:
                    reply = self.teacher.ask(request)
                    text = whole(reply.text)
                    if (reply.key, reply.text) != (request.key, text):
                        reply = replace(reply, key=request.key, text=text)
                    kept = self.store.put(request, reply, self.origin)
        return kept.reply if kept.origin == self.origin else replace(kept.reply, cached=True)

    def _usable(self, request: Request) -> Kept | None:
        kept = self.known(request)
        if kept is not None and self.mode == "record" and kept.origin != self.origin:
            when = f" on {kept.reply.date}" if kept.reply.date else ""
            raise TeacherError(
                f"a reply to the request {request.key[:12]} was kept for another run{when}: "
                "mode auto uses it, refresh asks anew"
            )
        return kept
