"""Guided asking: constraints first, then topic by topic, each with what was accepted before.

It asks nobody itself. It yields questions and is sent their answers, so that a run, a plan and a
test can each be the other side.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from preceptor import harvest
from preceptor.check import judge
from preceptor.distil.elicitation.exemplars import accepted, choose
from preceptor.distil.elicitation.order import least_covered
from preceptor.distil.elicitation.templates import LAWS, ask_constraints, fits, guide
from preceptor.distil.elicitation.trial import searchable, session
from preceptor.distil.replyfile import Questions
from preceptor.domain import Domain, Prompt, prompts
from preceptor.logic import Atom, Code, Rule
from preceptor.syntax import show_rule

Texts = tuple[str, ...]  # the replies to questions, in their order


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked in one step: how many rules were accepted before, and what was shown."""

    prompt: Prompt
    accepted: int = 0
    laws: tuple[Rule, ...] = ()
    exemplars: tuple[Rule, ...] = ()

    def document(self) -> dict[str, Any]:
        return {
            "topic": self.prompt.topic,
            "id": self.prompt.id,
            "template": self.prompt.template,
            "accepted": self.accepted,
            "constraints": [*map(show_rule, self.laws)],
            "exemplars": [*map(show_rule, self.exemplars)],
        }


def guided(
    domain: Domain, samples: int, exemplars: int, seed: int, facts: Iterable[Atom] = ()
) -> Generator[Questions, Texts, tuple[Turn, ...]]:
    """The questions, a step at a time; returns what each step was.

    Each topic is asked once, `samples` times over, with at most so many exemplars.
    """
    known = session(domain, facts)
    first = ask_constraints(domain)
    said = yield _times(first, samples)
    laws = _laws(domain, _rules(domain, first, said))
    turns = [Turn(first)]
    left = list(prompts(domain))
    while left:
        good = accepted(known)
        topic = least_covered(domain, left, good)
        left.remove(topic)
        shown = choose(good, exemplars, f"{seed} {topic.id}")
        turn = Turn(guide(topic, laws, shown), len(good), laws, shown)
        turns.append(turn)
        said = yield _times(turn.prompt, samples)
        known.extend(searchable(_rules(domain, topic, said)))
    return tuple(turns)


def _times(prompt: Prompt, samples: int) -> Questions:
    return tuple((prompt, sample) for sample in range(samples))


def _rules(domain: Domain, prompt: Prompt, said: Texts) -> Iterator[Rule]:
    topic = domain.topic(prompt.topic)
    for text in said:
        taken = harvest.read(
            text,
            prompt.id,
            reader="auto" if topic is None else topic.reader,
            signature=domain.signature,
            words=domain.words,
        )
        for statement in taken.statements:
            yield from statement.rules


def _laws(domain: Domain, stated: Iterable[Rule]) -> tuple[Rule, ...]:
    """What must never hold: what a person wrote, then what the teacher states and can be used."""
    said = tuple(rule for rule in stated if rule.is_denial)
    judged = judge(said, domain.signature, with_prolog=False).verdicts
    usable = (
        verdict.rule
        for verdict in judged
        if any(finding.code is Code.CANDIDATE_CONSTRAINT for finding in verdict.findings)
    )
    trusted = (rule for rule in domain.constraints if rule.is_denial)
    return tuple(filter(fits, dict.fromkeys((*trusted, *usable))))[:LAWS]
