"""Masks: of each next token of a reply, which ones a grammar allows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from preceptor.logic import TeacherError, Unavailable
from preceptor.teacher.lock import Grammar

if TYPE_CHECKING:
    import torch

# Inside a variable nearly every word is allowed: what these hold is worked out once for all of
# them, and no longer for each token.
SLICES = [r"[A-Z][A-Za-z0-9_]{0,9}", r"[A-Za-z0-9_]{1,10}"]


def vocabulary(tokenizer: Any, size: int) -> Any:
    """The tokens of a tokenizer of transformers as llguidance wants them. Raises Unavailable."""
    try:
        import llguidance.hf
    except ImportError:
        raise Unavailable("llguidance", "pip install 'preceptor[constrain]'") from None
    return llguidance.hf.from_tokenizer(tokenizer, n_vocab=size, slices=SLICES)


class Mask:
    """Holds one reply to a grammar: of each next token only those that it allows stay possible.

    `seconds` is the processor time that this took. Raises TeacherError for a grammar that
    llguidance cannot read.
    """

    def __init__(self, tokens: Any, grammar: Grammar | str) -> None:
        import llguidance

        lark = grammar.lark if isinstance(grammar, Grammar) else grammar
        self._matcher = llguidance.LLMatcher(tokens, llguidance.grammar_from("lark", lark))
        if self._matcher.is_error():
            raise TeacherError(f"llguidance cannot read the grammar: {self._matcher.get_error()}")
        self.seconds = 0.0

    def take(self, token: int) -> None:
        """The reply goes on with this token; behind its end nothing counts."""
        started = time.process_time()
        if not self._matcher.is_stopped():
            self._matcher.consume_token(token)
        self.seconds += time.process_time() - started

    def hold(self, scores: torch.Tensor) -> torch.Tensor:
        """The scores of the next token (of all tokens), minus infinity where it is not allowed."""
        import numpy as np
        import torch

        started = time.process_time()
        # A bit for each token, set where the grammar allows it.
        bits = np.frombuffer(self._matcher.compute_bitmask(), dtype=np.uint8)
        allowed = np.unpackbits(bits, bitorder="little", count=scores.shape[-1]).view(bool)
        held = torch.where(torch.from_numpy(allowed), scores, float("-inf"))
        self.seconds += time.process_time() - started
        return held


class Draws:
    """Takes the next token of each reply in a batch: from a seed of its own, under its own mask.

    Called by transformers with all tokens so far (reply, place) and the scores (reply, token) of
    the next; of these it leaves one. So a reply does not depend on those that are made beside it,
    but for the last bits of the scores.
    """

    def __init__(
        self,
        seeds: Sequence[int],
        masks: Sequence[Mask | None],
        prompt_tokens: int,
        temperature: float,
        top_p: float,
    ) -> None:
        import torch
        from transformers import TopPLogitsWarper

        self._chances = [torch.Generator().manual_seed(seed) for seed in seeds]
        self._masks = masks
        self._prompt_tokens = prompt_tokens
        self._temperature = temperature
        self._nucleus = TopPLogitsWarper(top_p) if 0 < top_p < 1 else None

    def __call__(self, tokens: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        import torch

        left = torch.full_like(scores, float("-inf"))
        for row, mask in enumerate(self._masks):
            if mask is not None and tokens.shape[1] > self._prompt_tokens:
                mask.take(int(tokens[row, -1]))
            mine = scores[row] if mask is None else mask.hold(scores[row])
            left[row, self._drawn(mine, self._chances[row])] = 0.0
        return left

    def _drawn(self, scores: torch.Tensor, chance: torch.Generator) -> int:
        import torch

        if self._temperature <= 0:
            return int(scores.argmax())
        scores = scores / self._temperature
        if self._nucleus is not None:
            scores = self._nucleus(torch.empty(0), scores[None])[0]
        return int(torch.multinomial(scores.softmax(-1), 1, generator=chance))
