"""Short sentences that state one atom: `Bob is not round.`, `The cat likes the dog.`"""

from __future__ import annotations

import re

_MAX = 120  # characters; a longer one is no such sentence

_QUALITY = re.compile(
    r"(?:the\s+)?(\w+(?:\s\w+)?)\s+(?:is|are)\s+(not\s+)?(?:an?\s+|the\s+)?(\w+)", re.IGNORECASE
)
_RELATION = re.compile(
    r"the\s+(\w+(?:\s\w+)?)\s+(does\s+not\s+|doesn['’]t\s+)?(\w+)\s+the\s+(\w+(?:\s\w+)?)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:it|he|she|they|there|this|that|these|those|x|which|who|what|all|every|each|any|no|if|"
    r"everything|everyone|something|someone|the (?:answer|query|statement|question))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|never|cannot|no)\b|n['’]t\b", re.IGNORECASE)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s+")


def say_as_atom(sentence: str) -> str | None:
    """The sentence as an atom of the strict form; None where it is not of this kind."""
    if len(sentence) > _MAX:
        return None
    sentence = " ".join(sentence.split()).rstrip(" .!?")
    if _NOBODY.match(sentence):
        return None
    if found := _QUALITY.fullmatch(sentence):
        thing, absent, quality = found.groups()
        return f"{quality.capitalize()}({_word(thing)}, {absent is None})"
    if found := _RELATION.fullmatch(sentence):
        one, absent, verb, other = found.groups()
        return f"{verb.capitalize()}({_word(one)}, {_word(other)}, {absent is None})"
    return None


def _word(words: str) -> str:
    return "_".join(words.split())


def last_sentence(text: str) -> str:
    """The last sentence of a text without its stop: what a question comes down to."""
    return _BETWEEN_SENTENCES.split(text.strip())[-1].rstrip(" .?!")


def denies(sentence: str) -> bool:
    """Whether the sentence holds `not`, `n't`, `never`, `no` or `cannot`."""
    return _DENIES.search(sentence) is not None
