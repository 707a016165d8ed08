"""Live teachers as the options of a command name them: the server and all that surrounds it."""

from __future__ import annotations

import threading
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from preceptor.distil import JOURNAL, origin
from preceptor.domain import Domain
from preceptor.logic import InputError
from preceptor.teacher import (
    LOCAL,
    NOTHING,
    ONCE,
    Budgeted,
    Caps,
    GgufTeacher,
    Journal,
    Mode,
    OpenAICompatible,
    Patience,
    Prices,
    Recorded,
    Replay,
    Retrying,
    Spending,
    Style,
    Throttled,
    TransformersTeacher,
    lock,
    open_local,
    read_replay,
)

Server = OpenAICompatible | GgufTeacher | TransformersTeacher


@dataclass(frozen=True, slots=True)
class Live:
    """A live teacher with all that surrounds it, outermost first in `teacher`."""

    name: str
    server: Server
    teacher: Recorded
    style: Style
    caps: Caps
    spent: Spending
    halted: threading.Event

    def close(self) -> None:
        self.server.close()
        if isinstance(self.teacher.store, Journal):
            self.teacher.store.close()


def open_live(options: Namespace, domain: Domain, out: Path) -> Live:
    """The teacher that the options name. A plan and a replay need no key, and make no journal.

    Raises InputError.
    """
    sends = not (options.dry_run or options.batch_out or options.record == "replay")
    halted = threading.Event()
    prices = None if options.price is None else Prices.read(options.price)
    server, name = _server(options, sends, halted)
    model = server.capabilities.model
    paced = Throttled(server, rpm=options.rpm, tpm=options.tpm, halted=halted)
    budget = Budgeted(
        paced,
        options.max_calls,
        options.max_tokens,
        options.max_cost,
        prices=prices,
        with_grammar=options.dialect == "openai",
    )
    patience = Patience(attempts=1 + options.retries)
    asked = Retrying(budget, patience, halted=halted, seed=options.seed)
    run = origin(out)
    store = _store(options, out / JOURNAL, create=sends or options.batch_in is not None)
    if isinstance(store, Journal):
        budget.spent = sum((kept.spending for kept in store.of(run)), NOTHING)
    mode: Mode = options.record if isinstance(store, Journal) else "replay"
    can = server.capabilities.forms if options.form != "none" else ()
    held = bool(can) and bool(domain.signature)
    style = Style(
        model,
        options.temperature,
        options.seed,
        lock(domain.signature) if held else None,
        max_tokens=options.reply_tokens,
    )
    teacher = Recorded(asked, store, mode, origin=run)
    return Live(name, server, teacher, style, budget.caps, budget.spent, halted)


def _server(options: Namespace, sends: bool, halted: threading.Event) -> tuple[Server, str]:
    """Who is asked, and the name for it. Of a model on this machine that is not its path."""
    kind, _, place = options.teacher.partition(":")
    if kind in LOCAL:
        if options.batch_in is not None or options.batch_out is not None:
            raise InputError(f"{kind}: takes no batch files", "they are for servers")
        if options.form not in ("auto", "lark", "none"):
            raise InputError(f"{kind}: takes no grammar as {options.form}", "it takes lark")
        local = open_local(options.teacher, options.concurrency or 1)
        return local, f"{kind}:{local.capabilities.model}"
    url, _, model = place.partition("#")
    server = OpenAICompatible(
        url,
        model,
        dialect=options.dialect,
        key_env=options.key_env if sends else "",
        allow_http=options.allow_http,
        form=None if options.form == "auto" else options.form,
        licence=options.licence,
        parallel=options.concurrency or 8,
        timeout_s=options.timeout,
        patience=ONCE,
        halted=halted,
    )
    return server, f"openai:{server.address.url}#{model}"


def _store(options: Namespace, default: Path, create: bool) -> Journal | Replay:
    path = options.journal or default
    if path.suffix == ".jsonl":
        if options.record != "replay":
            raise InputError(f"{path} can only be replayed", "--record replay, or name a journal")
        return read_replay(path)
    if not create and not path.exists() and options.record != "replay":
        return Replay({})
    return Journal(path, create=create)
