"""Counterexamples: a clash as one paragraph that a person, or the teacher, can answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preceptor.check.notes import text
from preceptor.check.repair.clash import Clash, Step
from preceptor.logic import Signature
from preceptor.syntax import rule_id, say_atom

MAX_STEPS = 12  # of a proof that are told; of a longer one the first and the last


def counterexample(clash: Clash, signature: Signature) -> str:
    """The facts, what each rule makes of them, what forbids that, and the question what is wrong.

    Atoms are worded as the domain declares, else as in the rule language.
    """
    law = clash.law
    sentences = (
        _case(clash, signature),
        *_told(clash, signature),
        f"But the constraint {rule_id(law)} forbids that:  {text(law)}",
        _question(clash),
    )
    return " ".join(sentences)


def _case(clash: Clash, signature: Signature) -> str:
    facts = _listed([say_atom(fact, signature) for fact in clash.facts])
    if not facts:
        return "Whatever the facts are:"
    return f"It is given that {facts}." if clash.at_hand else f"Suppose that {facts}."


def _told(clash: Clash, signature: Signature) -> Iterator[str]:
    """A sentence for each rule of the core that fired, premises first."""
    fired = clash.own
    cut = len(fired) - MAX_STEPS
    half = MAX_STEPS // 2
    for place, step in enumerate(fired):
        if place < half or place >= half + cut:
            yield _sentence(step, "Then" if place == 0 else "And", signature)
        elif place == half:
            yield f"({cut} more steps.)"
    if not fired:
        rules = _listed([f"{rule_id(rule)} [{text(rule)}]" for rule in clash.core])
        yield f"Then {rules} apply."


def _sentence(step: Step, opening: str, signature: Signature) -> str:
    concluded = say_atom(step.conclusion, signature)
    return f"{opening} your rule {rule_id(step.rule)} [{text(step.rule)}] says that {concluded}."


def _question(clash: Clash) -> str:
    names = list(dict.fromkeys(map(rule_id, clash.core)))
    doubt = "" if clash.at_hand else ", or can this case not occur"
    if len(names) == 1:
        return f"Is {names[0]} wrong, or is the constraint{doubt}?"
    return f"Which is wrong: {', '.join(names)}, the constraint{doubt}?"


def _listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
