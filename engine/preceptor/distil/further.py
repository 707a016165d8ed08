"""Further questions in a plan: what elicitation will ask, or at most, before any reply is there."""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.distil.asking import readable
from preceptor.distil.elicitation import Elicitation
from preceptor.distil.elicitation.guided import guided
from preceptor.distil.elicitation.refinement import QUESTIONS
from preceptor.distil.elicitation.templates import (
    CONSTRAINTS,
    longest_guided,
    longest_probes,
    longest_refine,
)
from preceptor.distil.inquiry import Inquiry
from preceptor.distil.judging import example_facts
from preceptor.distil.wishes import wish_prompt
from preceptor.domain import Domain, Prompt, prompts
from preceptor.teacher import Recorded, Request


@dataclass(frozen=True, slots=True)
class Further:
    """What a run with these settings asks of the teacher of an inquiry."""

    domain: Domain
    inquiry: Inquiry
    settings: Elicitation
    samples: int
    wishes: bool = False
    seed: int = 0

    @property
    def first(self) -> int:
        """How many requests the rules are asked for with."""
        if not self.settings.guided:
            return len(self.inquiry.questions)
        return (1 + len(prompts(self.domain))) * self.samples

    def unknown(self) -> tuple[Request, ...]:
        """Those of them that must be asked; where a text depends on replies, the longest it can be.

        A guided asking is followed as far as the journal knows its replies.
        """
        inquiry = self.inquiry
        if not self.settings.guided:
            return tuple(r for r in dict.fromkeys(inquiry.requests) if self._known(r) is None)
        left = {prompt.id: prompt for prompt in prompts(self.domain)}
        steps = guided(
            self.domain,
            self.samples,
            self.settings.exemplars,
            self.seed,
            example_facts(self.domain),
        )
        try:
            questions = next(steps)
            while True:
                requests = [inquiry.request(prompt, sample) for prompt, sample in questions]
                said = [self._known(request) for request in requests]
                first = questions[0][0]
                if first.template != CONSTRAINTS:  # a topic may be called constraints too
                    left = {n: p for n, p in left.items() if p.topic != first.topic}
                if None in said:
                    break
                questions = steps.send(tuple(text or "" for text in said))
        except StopIteration:
            return ()
        asked = [request for request, text in zip(requests, said, strict=True) if text is None]
        longest = [longest_guided(p, self.settings.exemplars) for p in left.values()]
        return (*asked, *self._times(longest, self.samples))

    def later(self) -> tuple[Request, ...]:
        """What conflicts, probes and wishes take at most, in requests of the longest text there can
        be."""
        refined = [longest_refine(self.domain)] * (self.settings.refine * QUESTIONS)
        probed = [*longest_probes(self.domain)] * self.settings.probes
        wished = [wish_prompt(self.domain)] if self.wishes else []
        asked = self._times(wished, 1)
        left = (request for request in asked if self._known(request) is None)
        return (*self._times([*refined, *probed], 1), *left)

    def _times(self, asked: list[Prompt], samples: int) -> tuple[Request, ...]:
        return tuple(
            self.inquiry.request(prompt, sample) for prompt in asked for sample in range(samples)
        )

    def _known(self, request: Request) -> str | None:
        teacher = self.inquiry.teacher
        kept = teacher.known(request) if isinstance(teacher, Recorded) else None
        return None if kept is None else readable(kept.reply, request.template)
