"""A teacher in the format of transformers, run in this process: a folder, or a name on the hub."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preceptor.logic import InputError, TeacherError, Unavailable
from preceptor.teacher.lock import Grammar
from preceptor.teacher.request import Finish, Messages, Reply, Request, Usage
from preceptor.teacher.seam import Capabilities
from preceptor.teacher.tokens import continuation, uncontrolled

if TYPE_CHECKING:
    import torch

TEMPERATURE = 0.7  # where a request leaves it open
BATCH = 16  # texts scored at once


class TransformersTeacher:
    """The model in a folder, or of that name on the hub; weights in safetensors, in 32 bits.

    No code that came with a model is run, but its chat template is: in the sandbox of
    transformers. Without one the messages are joined, as a base model wants them.
    """

    def __init__(
        self, source: str | Path, *, licence: str = "", reply_tokens: int = 512, batch: int = BATCH
    ) -> None:
        self.name = Path(source).name if Path(source).is_dir() else str(source)
        self.licence = licence
        self.reply_tokens = reply_tokens
        self.batch = batch
        self._lock = threading.Lock()
        self._tokenizer, self._model = _load(source)
        self._masks: Any = None

    def __repr__(self) -> str:
        return f"TransformersTeacher({self.name!r})"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.name, ("lark",), seeded=True, parallel=1)

    def ask(self, request: Request) -> Reply:
        """The reply, held to the request's grammar. Raises TeacherError, or Unavailable where
        llguidance is missing."""
        started = time.monotonic()
        with self._lock:
            prompt = self._prompt(request.messages)
            tokens = self._generated(prompt, request)
        text = str(self._tokenizer.decode(tokens, skip_special_tokens=True))
        ended = bool(tokens) and tokens[-1] in self._ends
        for stop in request.stop or ():
            text, found, _ = text.partition(stop)
            ended = ended or bool(found)
        return Reply(
            text,
            request.key,
            sample=request.sample,
            model=self.name,
            finish=Finish.STOP if ended else Finish.LENGTH,
            usage=Usage(prompt.shape[1], len(tokens)),
            date=datetime.now(UTC).isoformat(timespec="seconds"),
            licence=self.licence,
            held="" if request.grammar is None else "lark",
            seconds=time.monotonic() - started,
        )

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """The log-likelihood, in nats, of each pair's second text as what follows the first.

        A line break stands for the beginning where the model has no token for it.
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

    def _prompt(self, messages: Messages) -> torch.Tensor:
        """The messages in tokens, one row."""
        said = [{"role": role, "content": uncontrolled(content)} for role, content in messages]
        if self._tokenizer.chat_template is None:
            text = "\n\n".join(message["content"] for message in said) + "\n"
            return self._tokenizer(text, return_tensors="pt").input_ids  # type: ignore[no-any-return]
        return self._tokenizer.apply_chat_template(  # type: ignore[no-any-return]
            said, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )["input_ids"]

    def _generated(self, prompt: torch.Tensor, request: Request) -> list[int]:
        """The tokens of a reply, drawn with the request's seed: chance elsewhere is untouched."""
        import torch

        temperature = TEMPERATURE if request.temperature is None else request.temperature
        chance: dict[str, Any] = {"do_sample": False}
        if temperature > 0:
            top_p = 1.0 if request.top_p is None else request.top_p
            chance = {"do_sample": True, "temperature": temperature, "top_p": top_p, "top_k": 0}
        masks = [] if request.grammar is None else [self._mask(request.grammar, prompt.shape[1])]
        with torch.inference_mode(), torch.random.fork_rng():
            torch.manual_seed(request.sample if request.seed is None else request.seed)
            made = self._model.generate(
                input_ids=prompt,
                attention_mask=torch.ones_like(prompt),
                max_new_tokens=request.max_tokens or self.reply_tokens,
                logits_processor=masks,
                stop_strings=list(request.stop) if request.stop else None,
                tokenizer=self._tokenizer if request.stop else None,
                pad_token_id=self._ends[0] if self._ends else 0,
                **chance,
            )
        return made[0, prompt.shape[1] :].tolist()  # type: ignore[no-any-return]

    def _mask(self, grammar: Grammar | str, prompt_tokens: int) -> Mask:
        if self._masks is None:
            self._masks = _tokens_of(self._tokenizer, self._model.config.vocab_size)
        return Mask(self._masks, grammar, prompt_tokens)

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


class Mask:
    """Holds one reply to a grammar: of each next token only those that it allows stay possible.

    Called by transformers with all tokens so far and the logits of the next. `seconds` is the
    processor time that this took.
    """

    def __init__(self, vocabulary: Any, grammar: Grammar | str, prompt_tokens: int) -> None:
        import llguidance

        lark = grammar.lark if isinstance(grammar, Grammar) else grammar
        self._matcher = llguidance.LLMatcher(vocabulary, llguidance.grammar_from("lark", lark))
        if self._matcher.is_error():
            raise TeacherError(f"llguidance cannot read the grammar: {self._matcher.get_error()}")
        self._prompt_tokens = prompt_tokens
        self.seconds = 0.0

    def __call__(self, tokens: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        import numpy as np
        import torch

        started = time.process_time()
        if tokens.shape[1] > self._prompt_tokens and not self._matcher.is_stopped():
            self._matcher.consume_token(int(tokens[0, -1]))
        # A bit for each token, set where the grammar allows it.
        bits = np.frombuffer(self._matcher.compute_bitmask(), dtype=np.uint8)
        allowed = torch.from_numpy(np.unpackbits(bits, bitorder="little")[: scores.shape[1]])
        scores = scores.masked_fill(allowed == 0, float("-inf"))
        self.seconds += time.process_time() - started
        return scores


def _tokens_of(tokenizer: Any, size: int) -> Any:
    """The vocabulary as llguidance wants it."""
    try:
        import llguidance.hf
    except ImportError:
        raise Unavailable("llguidance", "pip install 'preceptor[constrain]'") from None
    return llguidance.hf.from_tokenizer(tokenizer, n_vocab=size)


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
