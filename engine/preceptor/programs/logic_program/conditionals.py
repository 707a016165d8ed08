"""Sentences that state a rule: `If someone is cold then they are kind.`, `All red things are big.`

Each becomes a rule of the strict form, over one variable; one that says more than these forms do
stays as it is, and is then a line that cannot be read.
"""

from __future__ import annotations

import re

_MAX = 300  # characters
_ANYBODY = (
    r"(?:some|any|every)(?:one|thing|body)|they|it|he|she|them|him|her"
    r"|(?:a|the|that|this) (?:person|thing|animal)|people|things"
)
_SUBJECT = rf"(?P<anybody>{_ANYBODY})|(?:the\s+)?(?P<name>\w+)"
_IF = re.compile(r"(?:if|when)\s+(.+?)\s*,?\s+then\s+(.+)", re.IGNORECASE)
_EVERY = re.compile(
    r"(?:every|each|all|any)\s+(?P<kinds>\w+(?:(?:,?\s+and\s+|,\s*|\s+)\w+)*?)"
    r"(?:\s+(?:things?|people|persons?|animals?|ones?))?\s+(?:is|are)\s+"
    r"(?P<absent>not\s+)?(?:an?\s+)?(?P<quality>\w+)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:if|when|every|each|all|any)\b", re.IGNORECASE)
_IS = re.compile(rf"(?:{_SUBJECT})\s+(?:is|are)\s+(?P<rest>.+)", re.IGNORECASE)
_DOES = re.compile(
    rf"(?:{_SUBJECT})\s+(?P<absent>(?:does|do)(?:\s+not|n['’]t)\s+)?(?P<verb>\w+)\s+"
    rf"(?:(?P<anyone>{_ANYBODY})|(?:the\s+)?(?P<object>\w+))",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"(?P<absent>not\s+)?(?:an?\s+)?(?P<quality>\w+)", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+|\s*,\s*(?:and\s+)?", re.IGNORECASE)

VARIABLE = "$x"


def states_rule(sentence: str) -> bool:
    """Whether a sentence opens as one that states a rule."""
    return _BEGINS.match(sentence) is not None


def say_as_rule(sentence: str) -> str | None:
    """The sentence as a rule of the strict form; None where it is none of these forms."""
    sentence = " ".join(sentence.split()).rstrip(" .!?")
    if len(sentence) > _MAX or not states_rule(sentence):
        return None
    if found := _IF.fullmatch(sentence):
        body, head = _said(found[1]), _said(found[2])
        return f"{body} >>> {head}" if body and head else None
    found = _EVERY.fullmatch(sentence)
    if found is None:
        return None
    kinds = re.split(r",?\s+and\s+|,\s*|\s+", found["kinds"])
    body = " && ".join(_atom(kind, VARIABLE) for kind in kinds)
    return f"{body} >>> {_atom(found['quality'], VARIABLE, absent=bool(found['absent']))}"


def _said(text: str) -> str | None:
    """A conjunction of clauses; one without a subject goes on with that of the one before."""
    atoms: list[str] = []
    subject = ""
    for clause in _AND.split(text):
        if found := _IS.fullmatch(clause):
            subject = _thing(found["anybody"], found["name"])
            clause = found["rest"]
        elif found := _DOES.fullmatch(clause):
            subject = _thing(found["anybody"], found["name"])
            other = _thing(found["anyone"], found["object"])
            atoms.append(_atom(found["verb"], subject, other, absent=bool(found["absent"])))
            continue
        quality = _QUALITY.fullmatch(clause)
        if quality is None or not subject:
            return None
        atoms.append(_atom(quality["quality"], subject, absent=bool(quality["absent"])))
    return " && ".join(atoms)


def _thing(anybody: str | None, name: str | None) -> str:
    return VARIABLE if anybody else str(name)


def _atom(name: str, *terms: str, absent: bool = False) -> str:
    return f"{name.capitalize()}({', '.join(terms)}, {not absent})"
