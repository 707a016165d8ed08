"""Answers: what a goal got, printed as Prolog prints it, with the proofs that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from preceptor.logic import NO_SIGNATURE, Answer, Result, Signature, Truth
from preceptor.reason import Lack, Miss, Probability
from preceptor.rulebase.document import query_document
from preceptor.rulebase.drawing import proofs_dot
from preceptor.rulebase.wording import (
    say_answer,
    say_lacks,
    say_misses,
    say_outcome,
    say_probability,
    say_proof,
)


@dataclass(frozen=True, slots=True, repr=False)
class Answers(Sequence[Answer]):
    """The answers of a goal, best first; true as a condition when there is one.

    `missing` are the rules that came nearest, where `whynot` was asked. `forbidden` names, for
    each answer, the constraint that it breaks, if any: rules may derive what cannot be.
    `lacks` are the fewest given facts that would do. `probabilities` are those of the answers,
    where they were asked for.
    """

    result: Result
    signature: Signature = NO_SIGNATURE
    missing: tuple[Miss, ...] = ()
    forbidden: tuple[str | None, ...] = ()
    probabilities: tuple[Probability, ...] = ()
    lacks: tuple[Lack, ...] = ()

    @property
    def goal(self) -> str:
        return self.result.goal

    @property
    def truth(self) -> Truth:
        return self.result.truth

    @property
    def complete(self) -> bool:
        """Whether these are all the answers there are."""
        return self.result.complete

    @overload
    def __getitem__(self, index: int) -> Answer: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Answer, ...]: ...
    def __getitem__(self, index: int | slice) -> Answer | tuple[Answer, ...]:
        return self.result.answers[index]

    def __len__(self) -> int:
        return len(self.result.answers)

    def __str__(self) -> str:
        """As a Prolog toplevel prints them; with proofs, each answer with its tree."""
        if not self or self[0].proof or self.missing or self.lacks:
            return self.explained()
        return " ;\n".join(map(self.say, range(len(self)))) + "."

    __repr__ = __str__

    def say(self, index: int, between: str = ", ") -> str:
        """One answer in words: bindings, confidence, and the constraint that forbids it."""
        forbidden = self.forbidden[index] if self.forbidden else None
        words = say_answer(self[index], between)
        if self.probabilities:
            words += f", {say_probability(self.probabilities[index])}"
        return f"{words}, forbidden by {forbidden}" if forbidden else words

    def explained(self, *, clauses: bool = False) -> str:
        """The proof of each answer or, without answers, what came nearest.

        `clauses` adds the text of each rule.
        """
        return "\n".join(self._explanation(clauses))

    def dot(self) -> str:
        """The proofs as a Graphviz digraph; none where no proofs were asked for."""
        return proofs_dot([proof for answer in self for proof in answer.proof], self.signature)

    def document(self) -> dict[str, Any]:
        """The `preceptor/query/1` document."""
        return query_document(
            self.result, self.forbidden, self.probabilities, self.lacks, self.missing
        )

    def _explanation(self, clauses: bool) -> Iterator[str]:
        for index, answer in enumerate(self):
            if answer.bindings or answer.confidence < 1 or self.probabilities:
                yield f"{self.say(index)}."
            for proof in answer.proof:
                yield from say_proof(proof, self.signature, clauses=clauses)
        if not self:
            yield say_outcome(self.result)
        yield from say_misses(self.missing)
        yield from say_lacks(self.lacks)
