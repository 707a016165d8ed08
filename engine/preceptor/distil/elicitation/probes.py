"""Probes: whether a teacher holds to its rules when it is asked otherwise, and otherwise again."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from preceptor.distil.elicitation import templates
from preceptor.domain import Domain, Phrasing, Prompt
from preceptor.logic import Rule
from preceptor.syntax import rule_id, show_rule

_ANSWER = re.compile(r"\W*(yes|no)\b", re.IGNORECASE)
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Probed:
    """A rule, the sentence that says it, and the questions with the answers of who holds to it."""

    rule: Rule
    sentence: str
    questions: tuple[tuple[Prompt, str], ...]

    def row(self, answers: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
        """The line of agreement.jsonl, from key and reply by the id of a question.

        `agreement` is the share of the clear answers that hold to the rule; null without any.
        """
        asked = []
        for prompt, expected in self.questions:
            key, reply = answers[prompt.id]
            found = None if reply is None else (answer(reply) or "unclear")
            asked.append(
                {
                    "id": prompt.id,
                    "sample": 0,
                    "key": key,
                    "template": prompt.template,
                    "expected": expected,
                    "answer": found,
                    "reply": reply,
                }
            )
        clear = [one for one in asked if one["answer"] in ("yes", "no")]
        agreed = sum(one["answer"] == one["expected"] for one in clear)
        return {
            "rule": rule_id(self.rule),
            "text": show_rule(self.rule),
            "sentence": self.sentence,
            "agreed": agreed,
            "clear": len(clear),
            "agreement": round(agreed / len(clear), 6) if clear else None,
            "asked": asked,
        }


def probe(domain: Domain, rules: Sequence[Rule], most: int, seed: int) -> tuple[Probed, ...]:
    """The questions about at most so many rules, drawn by seed, in the order of the rules.

    Rules in too many words for a question are left out.
    """
    phrasing = Phrasing(domain.signature)
    said = [(rule, phrasing.say(rule)) for rule in rules]
    fit = [pair for pair in said if len(pair[1].encode()) <= templates.SENTENCE_BYTES]
    chosen = range(len(fit))
    if len(fit) > most:
        chosen = sorted(random.Random(seed).sample(chosen, most))  # type: ignore[assignment]
    return tuple(
        Probed(rule, sentence, templates.probes(domain, sentence, how(rule.weight)))
        for rule, sentence in (fit[place] for place in chosen)
    )


def how(weight: Fraction | float | int) -> str:
    """The adverb for how often a rule's conclusion holds where its body does."""
    if weight == 1:
        return "always"
    return "usually" if weight >= 0.5 else "sometimes"


def answer(reply: str) -> str:
    """`yes` or `no`, where a reply begins with that, whatever was thought before; else ''."""
    found = _ANSWER.match(_THOUGHT.sub("", reply))
    return "" if found is None else found[1].lower()
