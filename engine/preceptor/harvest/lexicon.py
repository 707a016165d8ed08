"""The lexicon of controlled English: which predicates a noun, an adjective or a verb stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from preceptor.logic import Signature
from preceptor.logic.nearest import did_you_mean

_IRREGULAR = {"children": "child", "men": "man", "women": "woman", "people": "person"}
_ENDINGS = (
    *(("ies", "y"), ("ves", "fe"), ("ves", "f")),
    *((f"{hiss}es", hiss) for hiss in ("s", "x", "z", "ch", "sh")),
    ("s", ""),
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Declared predicates are words; `words` are those that stand for several predicates.

    An empty signature knows every word: then a noun is the predicate of its own name.
    """

    signature: Signature
    words: Mapping[str, tuple[str, ...]]

    def names(self, noun: str, arity: int, plural: bool = False) -> tuple[str, ...]:
        """The predicates that `noun` stands for, as alternatives; none where it is unknown.

        `father-in-law` and `father in law` are father_in_law, plurals are their singular.
        """
        for form in _forms(noun, plural or bool(self.signature)):
            if form in self.words:
                return tuple(self.words[form])
            if any(d.predicate.arity == arity for d in self.signature.named(form)):
                return (form,)
        return () if self.signature else (next(_forms(noun, plural)),)

    def hint(self, noun: str, arity: int) -> str:
        """The nearest known word of that arity."""
        declared = (d.predicate for d in self.signature.declarations)
        known = {p.name for p in declared if p.arity == arity} | set(self.words)
        return did_you_mean(noun.replace("-", "_"), known)


def _forms(noun: str, plural: bool) -> Iterator[str]:
    """The singulars that a plural may have, then the noun itself; hyphens are underscores."""
    parts = noun.replace("-", " ").split()
    if plural:
        for number, part in enumerate(parts):
            for singular in _singulars(part):
                yield "_".join((*parts[:number], singular, *parts[number + 1 :]))
    yield "_".join(parts)


def _singulars(word: str) -> Iterator[str]:
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word.removesuffix(ending) + instead
