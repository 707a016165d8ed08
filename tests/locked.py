"""Signatures, and what a teacher's grammar that is locked to one lets through."""

from __future__ import annotations

from lark import Lark
from lark.exceptions import LarkError
from llguidance import grammar_from

from gbnf import Gbnf
from preceptor import domain
from preceptor.logic import (
    NO_SIGNATURE,
    Signature,
)
from preceptor.rooms import GRAMMARS
from preceptor.teacher import Grammar, lock
from vocabularies import (
    AWKWARD,
    GIVEN_ONLY,
    OVERLOADED,
    PAINT,
    WORDS_ONLY,
    accepted,
    invented,
)

TEACHER = (GRAMMARS / "teacher.lark").read_text(encoding="utf-8")


KINSHIP = domain.load("kinship").signature


SIGNATURES = {
    "open": NO_SIGNATURE,
    "kinship": KINSHIP,
    "paint": PAINT,
    "awkward": AWKWARD,
    "overloaded": OVERLOADED,
    "given only": GIVEN_ONLY,
    "words only": WORDS_ONLY,
    **{f"invented {seed}": invented(seed) for seed in range(4)},
}


class Readers:
    """One grammar in the three readers: lark, llguidance, and GBNF in the tests' own reader."""

    def __init__(self, grammar: Grammar) -> None:
        self.lark = Lark(grammar.lark, parser="lalr")
        self.mask = grammar_from("lark", grammar.lark)
        self.gbnf = Gbnf(grammar.gbnf)

    def verdicts(self, text: str) -> tuple[bool, bool, bool]:
        return parses(self.lark, text), self.gbnf.matches(text), accepted(self.mask, text)


def parses(lark: Lark, text: str) -> bool:
    try:
        lark.parse(text)
    except LarkError:
        return False
    return True


def verdict(signature: Signature, text: str) -> bool:
    (one,) = set(Readers(lock(signature)).verdicts(text))
    return one
