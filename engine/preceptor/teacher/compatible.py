"""Teachers behind a server that speaks OpenAI's wire format, in one of its dialects."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal

from preceptor.logic import InputError, did_you_mean, visible
from preceptor.teacher.address import Address, secret
from preceptor.teacher.exchange import Answer, Exchange
from preceptor.teacher.failures import Failure, NotHeld
from preceptor.teacher.lock import Grammar
from preceptor.teacher.recording import MAX_REPLY
from preceptor.teacher.request import Finish, Reply, Request
from preceptor.teacher.retrying import PATIENT, Patience, Retrying
from preceptor.teacher.seam import Capabilities, Form
from preceptor.teacher.wire import (
    DIALECTS,
    FORMS,
    Completion,
    Dialect,
    body,
    constrain,
    read_completion,
    whole,
)

_PASSING = (408, 409, 425, 429)  # and all from 500 on
_CONSTRAINTS = ("tool", "custom", "response_format", "structured_output", "grammar", "ebnf")
_CONTENT = re.compile(rb'"(?:content|input)"\s*:\s*"((?:[^"\\]|\\.)*)', re.DOTALL)
_SHOWN = 300  # characters of a server's message


class OpenAICompatible:
    """A model at `base_url`, asked by chat completions; a request may name another model.

    `key_env` names the environment variable that holds the key, '' for none; http goes to this
    machine only unless `allow_http`. `form` fixes how a grammar is sent; by default it is the
    dialect's best, and the next one where the server does not know that. A reply of more than
    `max_bytes` is cut there and says so. `licence` is that of what the model writes.
    """

    def __init__(
        self,
        base_url: str,
        model: str | None = None,
        *,
        dialect: Dialect = "openai",
        key_env: str | None = None,
        allow_http: bool = False,
        form: Form | Literal["none"] | None = None,
        licence: str = "",
        parallel: int = 8,
        timeout_s: float = 120.0,
        max_bytes: int = MAX_REPLY,
        patience: Patience = PATIENT,
        halted: threading.Event | None = None,
    ) -> None:
        if dialect not in DIALECTS:
            raise InputError(f"no dialect {dialect!r}", did_you_mean(dialect, DIALECTS))
        if form is not None and form != "none" and form not in FORMS[dialect]:
            raise InputError(
                f"{dialect} takes no grammar as {form}", f"it takes {', '.join(FORMS[dialect])}"
            )
        self.address = Address.read(base_url, allow_http)
        self.model = model
        self.dialect: Dialect = dialect
        self.licence = licence
        self.parallel = parallel
        self.max_bytes = max_bytes
        self._secret = secret(self.address, key_env)
        self._forms = FORMS[dialect] if form is None else () if form == "none" else (form,)
        self._constraints: dict[tuple[str, Form], dict[str, Any]] = {}
        self._exchange = Exchange(
            f"{self.address.url}/chat/completions",
            {} if self._secret is None else {"Authorization": f"Bearer {self._secret.value}"},
            parallel=parallel,
            timeout_s=timeout_s,
            max_bytes=8 * max_bytes,  # JSON writes a byte as six at most
            is_loopback=self.address.is_loopback,
        )
        self._persistent = Retrying(_Once(self), patience, halted=halted)

    def __repr__(self) -> str:
        return f"OpenAICompatible({self.address.url!r}, {self.model!r}, dialect={self.dialect!r})"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.model, self._forms, seeded=False, parallel=self.parallel)

    def ask(self, request: Request) -> Reply:
        """The reply. Raises Failure where there is none after all attempts."""
        return self._persistent.ask(request)

    def attempt(self, request: Request) -> Reply:
        """The reply of a single attempt, in each form of grammar that the server may know."""
        forms = self._forms if request.grammar is not None else ()
        for form in forms:
            try:
                return self._once(request, form)
            except NotHeld:
                # Said once, it is so for all: the next request begins with the next form.
                self._forms = tuple(known for known in self._forms if known != form)
        return self._once(request, None)

    def close(self) -> None:
        self._exchange.close()

    def document(self, request: Request, form: Form | None = None) -> dict[str, Any]:
        """The body of a request as this server wants it, with the grammar in that form."""
        named = request if request.model is not None else replace(request, model=self.model)
        if named.model is None:
            raise InputError("neither the request nor the teacher names a model")
        fields = {} if form is None else self._constraint(request, form)
        return body(named, self.dialect, fields)

    def reply(
        self, request: Request, said: Completion, form: Form | None, seconds: float = 0.0
    ) -> Reply:
        """What a completion says, as a reply: cut at the limit, and never with the key in it."""
        data = self._redacted(said.text).encode()
        text = data[: self.max_bytes].decode(errors="ignore")
        return Reply(
            text,
            request.key,
            sample=request.sample,
            model=None if said.model is None else visible(self._redacted(said.model))[:_SHOWN],
            finish=Finish.CUT if len(data) > self.max_bytes else said.finish,
            usage=said.usage,
            date=datetime.now(UTC).isoformat(timespec="seconds"),
            licence=self.licence,
            held=form or "",
            seconds=seconds,
        )

    def _once(self, request: Request, form: Form | None) -> Reply:
        data = json.dumps(self.document(request, form), ensure_ascii=False).encode()
        if self._secret is not None and self._secret.value in data.decode():
            raise InputError(f"the prompt holds the key of {self._secret.variable}: it is not sent")
        started = time.monotonic()
        try:
            # A gateway that knows this header bills a request once, however often it is sent.
            answer = self._exchange.post(data, {"Idempotency-Key": request.key})
            if answer.status != 200:
                raise self._refusal(answer, form)
            said = _completion(answer)
        except NotHeld:
            raise
        except Failure as failure:
            raise self._failure(failure) from None
        return self.reply(request, said, form, time.monotonic() - started)

    def _constraint(self, request: Request, form: Form) -> Mapping[str, Any]:
        grammar = request.grammar
        assert grammar is not None
        named = (grammar.lark if isinstance(grammar, Grammar) else grammar), form
        if named not in self._constraints:
            self._constraints[named] = constrain(grammar, self.dialect, form)
        return self._constraints[named]

    def _refusal(self, answer: Answer, form: Form | None) -> Failure:
        """The failure that a status other than 200 stands for."""
        said, code = _error(answer.data)
        message = f"{answer.status}{f': {said}' if said else ''}"
        if form and answer.status in (400, 422) and any(f in said.lower() for f in _CONSTRAINTS):
            return NotHeld(message)
        if answer.status in (301, 302, 303, 307, 308):
            message = f"{answer.status}: the server sends elsewhere, where no key is taken"
        passing = answer.status in _PASSING or answer.status >= 500
        if code == "insufficient_quota":
            passing = False
        return Failure(message, passing=passing, wait_s=answer.wait_s)

    def _failure(self, cause: Failure) -> Failure:
        """A failure whose message names the server, and holds neither key nor controls."""
        shown = visible(self._redacted(str(cause)))[:_SHOWN]
        return Failure(
            f"{self.address.url}: {shown}",
            passing=cause.passing,
            billed=cause.billed,
            wait_s=cause.wait_s,
        )

    def _redacted(self, text: str) -> str:
        return text if self._secret is None else self._secret.redact(text)


class _Once:
    """The single attempts of a server, as a teacher to be patient with."""

    def __init__(self, server: OpenAICompatible) -> None:
        self.server = server

    def ask(self, request: Request) -> Reply:
        return self.server.attempt(request)


def _completion(answer: Answer) -> Completion:
    """The completion of an answer; of one that was cut, as much of its text as there is."""
    try:
        return read_completion(json.loads(answer.data))
    except (ValueError, RecursionError):
        pass
    found = _CONTENT.search(answer.data) if answer.is_cut else None
    if found is None:
        raise Failure("the server's answer is not JSON", passing=True, billed=True)
    return Completion(_unescaped(found[1]), Finish.CUT, None, None)


def _unescaped(data: bytes) -> str:
    """The text of the inside of a JSON string that may end anywhere."""
    text = data.decode(errors="ignore")
    for end in range(len(text), max(0, len(text) - 12), -1):  # an escape torn in two
        try:
            return whole(json.loads(f'"{text[:end]}"', strict=False))
        except ValueError:
            continue
    raise Failure("the server's answer is not JSON", passing=True, billed=True)


def _error(data: bytes) -> tuple[str, str]:
    """The message and the code of an error document, or the beginning of what else came."""
    try:
        error = json.loads(data)["error"]
        said = error if isinstance(error, str) else str(error["message"])
        code = error.get("code") if isinstance(error, dict) else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return " ".join(data[:_SHOWN].decode("utf-8", "replace").split()), ""
    return said, code if isinstance(code, str) else ""
