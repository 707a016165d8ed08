"""A teacher in a GGUF file, run in this process by llama.cpp (the extra `gguf`)."""

from __future__ import annotations

import http.client
import json
import secrets
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from preceptor.logic import InputError, TeacherError, Unavailable
from preceptor.teacher.lock import Grammar
from preceptor.teacher.request import Reply, Request
from preceptor.teacher.seam import Capabilities
from preceptor.teacher.tokens import continuation, uncontrolled
from preceptor.teacher.weights import identify
from preceptor.teacher.wire import constrain, read_completion

TEMPERATURE = 0.7  # where a request leaves it open
_FORCED = 1e6  # added to a token's logit, so that it is the one that is taken
_NEVER = "\a"  # no grammar of texts lets this through
_TIMEOUT_S = 60.0


class GgufTeacher:
    """The model in `file`, which must be known by its hash or be of `sha256` (see `identify`).

    It takes one thread by default: two on busy cores cost many times the processor time of one.
    `context` is in tokens, prompt and reply together. Where a request names no seed its sample
    number is one, so that it has the same reply each time. The file's own chat template, a program
    in Jinja by whoever made the file, is recognised and never run.

    llama.cpp opens a port on the loopback interface; who uses it needs a key that is made here.
    """

    def __init__(
        self,
        file: str | Path,
        *,
        sha256: str | None = None,
        threads: int = 1,
        context: int = 4096,
        reply_tokens: int = 512,
    ) -> None:
        self.weights = identify(Path(file), sha256)
        self.context = context
        self.reply_tokens = reply_tokens
        self._key = secrets.token_hex(32)
        self._lock = threading.Lock()
        self._holding: set[str] = set()
        self._server = self._load(Path(file), threads)
        self._begin = "" if self._tokens("") else "\n"

    def __repr__(self) -> str:
        return f"GgufTeacher({self.weights.name!r})"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.weights.name, ("lark",), seeded=True, parallel=1)

    def ask(self, request: Request) -> Reply:
        """The reply, held to the request's grammar. Raises TeacherError."""
        started = time.monotonic()
        with self._lock:
            fields = {} if request.grammar is None else self._constraint(request.grammar)
            said = read_completion(self._done("chat_completions", self._body(request) | fields))
        return Reply(
            said.text,
            request.key,
            sample=request.sample,
            model=self.weights.name,
            finish=said.finish,
            usage=said.usage,
            date=datetime.now(UTC).isoformat(timespec="seconds"),
            licence=self.weights.licence,
            held="lark" if fields else "",
            seconds=time.monotonic() - started,
        )

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """The log-likelihood, in nats, of each pair's second text as what follows the first.

        A line break stands for the beginning where the model has no token for it. Pairs with the
        same first text in a row share its computation. Raises TeacherError.
        """
        with self._lock:
            return tuple(self._score(self._begin + before, after) for before, after in pairs)

    def close(self) -> None:
        """Frees the model. No further request can be answered."""
        self._server = None

    def _score(self, before: str, after: str) -> float:
        whole = self._tokens(before + after)
        start = continuation(self._tokens(before), whole)
        return sum(self._follows(whole[:at], whole[at]) for at in range(start, len(whole)))

    def _follows(self, before: list[int], token: int) -> float:
        """The log-likelihood of one token.

        The server tells it of the token that it takes, from the logits before any bias; a bias
        makes this the one to be taken.
        """
        said = self._done(
            "completions",
            {
                "prompt": before,
                "max_tokens": 1,
                "temperature": 0,
                "logprobs": 1,
                "logit_bias": [[token, _FORCED]],
            },
        )
        taken = said["choices"][0]["logprobs"]["content"][0]
        if taken["id"] != token:
            raise TeacherError(f"{self.weights.name}: token {token} could not be scored")
        return float(taken["logprob"])

    def _constraint(self, grammar: Grammar | str) -> dict[str, Any]:
        """The field that holds a reply to a grammar. Raises TeacherError where it would not.

        llama.cpp goes on without a grammar that it cannot read, so it is tried once: a token that
        no text begins with is made the likeliest, and must not be taken.
        """
        fields = constrain(grammar, "llamacpp", "lark")
        if fields["grammar"] not in self._holding:
            never = self._tokens(_NEVER)[-1]
            body = {"prompt": [never], "max_tokens": 1, "logit_bias": [[never, _FORCED]]}
            if self._done("completions", body | fields)["choices"][0]["text"] == _NEVER:
                raise TeacherError(f"{self.weights.name}: llama.cpp does not hold to this grammar")
            self._holding.add(fields["grammar"])
        return fields

    def _body(self, request: Request) -> dict[str, Any]:
        """The request as llama.cpp takes it. Without a cache a reply depends on nothing else."""
        temperature = request.temperature
        return {
            "messages": [
                {"role": role, "content": uncontrolled(content)}
                for role, content in request.messages
            ],
            "max_tokens": request.max_tokens or self.reply_tokens,
            "temperature": TEMPERATURE if temperature is None else temperature,
            "top_p": 1.0 if request.top_p is None else request.top_p,
            "top_k": 0,
            "min_p": 0.0,
            "seed": request.sample if request.seed is None else request.seed,
            "stop": list(request.stop or ()),
            "cache_prompt": False,
        }

    def _done(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        """What the server answers. Raises TeacherError where that is an error."""
        if self._server is None:
            raise TeacherError(f"{self.weights.name} is closed")
        answer: dict[str, Any] = getattr(self._server, f"handle_{what}")(body)
        if "error" in answer:
            raise TeacherError(f"{self.weights.name}: {answer['error'].get('message')}")
        return answer

    def _tokens(self, text: str) -> list[int]:
        """The text in tokens; what looks like a control token is text too."""
        if self._server is None:
            raise TeacherError(f"{self.weights.name} is closed")
        place = urlsplit(self._server.listening_address)
        connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=_TIMEOUT_S)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"}
        body = {"content": text, "add_special": True, "parse_special": False}
        try:
            connection.request("POST", "/tokenize", json.dumps(body), headers)
            tokens: list[int] = json.loads(connection.getresponse().read())["tokens"]
        finally:
            connection.close()
        return tokens

    def _load(self, file: Path, threads: int) -> Any:
        try:
            import xllamacpp
        except ImportError:
            raise Unavailable("xllamacpp", "pip install 'preceptor[gguf]'") from None
        wanted = xllamacpp.CommonParams()
        wanted.model.path = str(file)
        wanted.model_alias = {self.weights.name}
        wanted.n_ctx = self.context
        wanted.n_parallel = 1
        wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = threads
        wanted.n_threads_http = 1
        wanted.cache_ram_mib = 0
        wanted.warmup = wanted.use_jinja = wanted.ui = wanted.endpoint_slots = False
        wanted.api_keys = [self._key]
        wanted.verbosity = -1
        try:
            return xllamacpp.Server(wanted)
        except RuntimeError as error:
            raise InputError(f"{file} cannot be loaded: {error}") from None
