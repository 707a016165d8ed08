"""Tokens: control tokens kept out of what is said, and where a continuation begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

# <|im_end|>, </s>, <start_of_turn>, [INST]: of the templates that local models come with.
_CONTROL = re.compile(r"(?<=<)(?=\|?/?\w[^<>\n]{0,60}>)|(?<=\[)(?=/?[A-Z_]{2,30}\])")


def uncontrolled(text: str) -> str:
    """The text with a space in whatever a tokenizer could take for a control token.

    A prompt that quotes a hostile document can then not end its own turn and begin another's.
    """
    return _CONTROL.sub(" ", text)


def continuation(given: Sequence[int], whole: Sequence[int]) -> int:
    """Where in the tokens of a whole text those begin that its first part does not have by itself.

    It is 1 at least: nothing comes before the first token.
    """
    shared = 0
    for one, other in zip(given, whole, strict=False):
        if one != other:
            break
        shared += 1
    return max(shared, 1)
