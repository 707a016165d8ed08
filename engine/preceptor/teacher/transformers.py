"""A teacher in the format of transformers, run in this process: a folder, or a name on the hub."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from preceptor.logic import InputError, Unavailable
from preceptor.teacher.gathered import Gathered
from preceptor.teacher.lock import Grammar
from preceptor.teacher.masks import Draws, Mask, vocabulary
from preceptor.teacher.request import Finish, Messages, Reply, Request, Usage
from preceptor.teacher.seam import Capabilities
from preceptor.teacher.tokens import continuation, uncontrolled

TEMPERATURE = 0.7  # where a request leaves it open
BATCH = 16  # texts scored at once


class TransformersTeacher:
    """The model in a folder, or of that name on the hub; weights in safetensors, in 32 bits.

    No code that came with a model is run, but its chat template is: in the sandbox of
    transformers. Without one the messages are joined, as a base model wants them.

    It makes `parallel` replies at once, where so many threads ask; then the last bits of a
    likelihood, and so in rare cases a token, may depend on what is made beside it.
    """

    def __init__(
        self,
        source: str | Path,
        *,
        licence: str = "",
        reply_tokens: int = 512,
        batch: int = BATCH,
        parallel: int = 1,
    ) -> None:
        self.name = Path(source).name if Path(source).is_dir() else str(source)
        self.licence = licence
        self.reply_tokens = reply_tokens
        self.batch = batch
        self.parallel = parallel
        self._gathered = Gathered(self._replies, _kind, parallel)
        self._lock = threading.Lock()
        self._tokenizer, self._model = _load(source)
        self._vocabulary: Any = None

    def __repr__(self) -> str:
        return f"TransformersTeacher({self.name!r})"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.name, ("lark",), seeded=True, parallel=self.parallel)

    def ask(self, request: Request) -> Reply:
        """The reply, held to the request's grammar. Raises TeacherError, or Unavailable where
        llguidance is missing."""
        return self._gathered.ask(request)

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """The log-likelihood, in nats, of each pair's second text as what follows the first.

        A line break stands for the beginning where the model has no token for it. Beside others a
        text scores as alone, to a thousandth.
        """
        rows = [self._row(before, after) for before, after in pairs]
        order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]))
        found: dict[int, float] = {}
        with self._lock:
            for start in range(0, len(order), self.batch):
                chosen = order[start : start + self.batch]
                found |= zip(chosen, self._scored([rows[at] for at in chosen]), strict=True)
        return tuple(found[at] for at in range(len(rows)))

    def close(self) -> None:
        """Nothing is held open; as with other teachers."""

    @property
    def _ends(self) -> tuple[int, ...]:
        """The tokens that end a reply."""
        said = self._model.generation_config.eos_token_id
        said = self._tokenizer.eos_token_id if said is None else said
        return tuple(said) if isinstance(said, list) else () if said is None else (said,)

    def _replies(self, requests: Sequence[Request]) -> list[Reply]:
        """The replies to requests of one kind, made together."""
        started = time.monotonic()
        with self._lock:
            prompts = [self._prompt(request.messages) for request in requests]
            made = self._generated(prompts, requests)
        seconds = time.monotonic() - started
        return [
            self._reply(request, len(prompt), tokens, seconds)
            for request, prompt, tokens in zip(requests, prompts, made, strict=True)
        ]

    def _reply(
        self, request: Request, prompt_tokens: int, tokens: list[int], seconds: float
    ) -> Reply:
        end = next((at for at, token in enumerate(tokens) if token in self._ends), None)
        tokens = tokens if end is None else tokens[: end + 1]  # the rest fills up a batch
        text = str(self._tokenizer.decode(tokens, skip_special_tokens=True))
        ended = end is not None
        for stop in request.stop or ():
            text, found, _ = text.partition(stop)
            ended = ended or bool(found)
        return Reply(
            text,
            request.key,
            sample=request.sample,
            model=self.name,
            finish=Finish.STOP if ended else Finish.LENGTH,
            usage=Usage(prompt_tokens, len(tokens)),
            date=datetime.now(UTC).isoformat(timespec="seconds"),
            licence=self.licence,
            held="" if request.grammar is None else "lark",
            seconds=seconds,
        )

    def _prompt(self, messages: Messages) -> list[int]:
        """The messages in tokens."""
        said = [{"role": role, "content": uncontrolled(content)} for role, content in messages]
        if self._tokenizer.chat_template is None:
            text = "\n\n".join(message["content"] for message in said) + "\n"
            return list(self._tokenizer(text).input_ids)
        made = self._tokenizer.apply_chat_template(
            said, add_generation_prompt=True, return_dict=True
        )
        return list(made["input_ids"])

    def _generated(
        self, prompts: Sequence[list[int]], requests: Sequence[Request]
    ) -> list[list[int]]:
        """The tokens of each reply, drawn with a seed of its own: no other chance is touched."""
        import torch
        from transformers import LogitsProcessorList

        first = requests[0]  # in these things the others are as it
        longest = max(map(len, prompts))
        pad = self._ends[0] if self._ends else 0
        ids = torch.full((len(prompts), longest), pad)
        seen = torch.zeros_like(ids)
        for row, prompt in enumerate(prompts):
            ids[row, longest - len(prompt) :] = torch.tensor(prompt)
            seen[row, longest - len(prompt) :] = 1
        draws = Draws(
            [r.sample if r.seed is None else r.seed for r in requests],
            [None if r.grammar is None else self._mask(r.grammar) for r in requests],
            longest,
            TEMPERATURE if first.temperature is None else first.temperature,
            1.0 if first.top_p is None else first.top_p,
        )
        with torch.inference_mode():
            made = self._model.generate(
                input_ids=ids,
                attention_mask=seen,
                max_new_tokens=first.max_tokens or self.reply_tokens,
                logits_processor=LogitsProcessorList([draws]),
                stop_strings=list(first.stop) if first.stop else None,
                tokenizer=self._tokenizer if first.stop else None,
                pad_token_id=pad,
                do_sample=False,
            )
        return made[:, longest:].tolist()  # type: ignore[no-any-return]

    def _mask(self, grammar: Grammar | str) -> Mask:
        if self._vocabulary is None:
            self._vocabulary = vocabulary(self._tokenizer, self._model.config.vocab_size)
        return Mask(self._vocabulary, grammar)

    def _row(self, before: str, after: str) -> tuple[list[int], int]:
        """The tokens of both texts, and how many of them belong to the first."""
        begin = [] if self._tokenizer.bos_token_id is None else [self._tokenizer.bos_token_id]
        start = "" if begin else "\n"
        given, whole = (
            begin + self._tokenizer(text, add_special_tokens=False).input_ids
            for text in (start + before, start + before + after)
        )
        return whole, continuation(given, whole)

    def _scored(self, rows: Sequence[tuple[list[int], int]]) -> list[float]:
        import torch

        longest = max(len(row) for row, _ in rows)
        ids = torch.zeros((len(rows), longest), dtype=torch.long)
        seen = torch.zeros_like(ids)
        for at, (row, _) in enumerate(rows):
            ids[at, : len(row)] = torch.tensor(row)
            seen[at, : len(row)] = 1
        with torch.inference_mode():
            logits = self._model(input_ids=ids, attention_mask=seen).logits  # (row, place, token)
        return [
            float(
                logits[at, start - 1 : len(row) - 1]
                .log_softmax(-1)
                .gather(1, torch.tensor(row[start:], dtype=torch.long)[:, None])
                .sum()
            )
            for at, (row, start) in enumerate(rows)
        ]


def _kind(request: Request) -> tuple[object, ...]:
    """What requests must have in common to be answered together."""
    return request.temperature, request.top_p, request.max_tokens, request.stop


def _load(source: str | Path) -> tuple[Any, Any]:
    """The tokenizer and the model. Raises InputError, or Unavailable without transformers."""
    try:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
        from transformers.utils import logging as hf_logging
    except ImportError:
        raise Unavailable("transformers", "pip install 'preceptor[student]'") from None
    hf_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it ships partial types
    local = Path(source).is_dir()
    if not local and _is_path(source):
        raise InputError(f"there is no folder {source}", "name a folder, or a model as OWNER/NAME")
    try:
        tokenizer = AutoTokenizer.from_pretrained(source, local_files_only=local)
        model = AutoModelForCausalLM.from_pretrained(
            source, local_files_only=local, dtype=torch.float32, use_safetensors=True
        )
    except (OSError, ValueError) as error:
        first = str(error).strip().partition("\n")[0]
        raise InputError(f"{source} cannot be loaded: {first}") from None
    return tokenizer, model.requires_grad_(False)


def _is_path(source: str | Path) -> bool:
    """Whether it cannot be a name on the hub, OWNER/NAME."""
    text = str(source)
    return isinstance(source, Path) or text.startswith((".", "/", "~")) or text.count("/") != 1
