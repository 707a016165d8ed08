"""The reader of programs for Z3: text in, outcome out. No line of a program is ever executed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from preceptor.harvest import Status
from preceptor.logic import Code, LimitExceeded, visible
from preceptor.programs.constraints.choosing import Modality, fitting, remaining, why_none
from preceptor.programs.constraints.expressions import Binder, Expression
from preceptor.programs.constraints.judging import Judge, Standing
from preceptor.programs.constraints.show import show_expression
from preceptor.programs.constraints.world import Unsupported, World
from preceptor.programs.lsat.closing import closed
from preceptor.programs.lsat.posing import Posed, posed
from preceptor.programs.lsat.program import OPTIONS, Option, take_apart
from preceptor.programs.lsat.supposing import supposed
from preceptor.programs.outcome import Outcome, rejected


def read_program(
    text: str,
    question: str | None = None,
    options: Sequence[str] | None = None,
    *,
    without: Collection[str] = (),
) -> Outcome:
    """What becomes of a program for Z3: the one option that is as the question asks.

    A constraint that cannot be used leaves what must or cannot be true under the others. Options
    are those of the program; `options` are not looked at.
    """
    reading = take_apart(text, without)
    if not any(isinstance(s.said, Option) for s in reading.of(OPTIONS)):
        fault = next((s.fault for s in reading.of(OPTIONS) if s.fault is not None), None)
        if fault is None:
            return rejected(Code.MALFORMED, "no options")
        return rejected(fault.code, str(fault))
    asked = posed(reading, question or "")
    try:
        return _Attempt(asked).outcome()
    except Unsupported as error:
        found = rejected(error.code, visible(str(error)), error.construct)
    except LimitExceeded as error:
        found = rejected(Code.LIMIT, str(error))
    return replace(found, operators=asked.operators, unread=asked.unread)


@dataclass(slots=True)
class _Attempt:
    """One program on its way to an outcome: the repairs so far, and what had to be left out."""

    posed: Posed
    operators: list[str] = field(default_factory=list)
    left_out: list[Unsupported] = field(default_factory=list)

    def outcome(self) -> Outcome:
        modality = self._modality()
        judge = Judge(World(self.posed.declared))
        kept = self._assume(judge)
        if judge.is_consistent() is False:
            return self._finished(_contradictory(judge, kept))
        conditions = [check.condition for _, check in self.posed.checks]
        common, conditions_left, used = supposed(conditions, modality)
        self.operators += used
        for condition in common:
            judge.assume(self._closed(condition))
        if common and judge.is_consistent() is False:
            reason = "what all options suppose has no solution"
            return self._finished(Outcome(Status.READ, reason=reason))
        return self._finished(self._chosen(judge, conditions_left, modality))

    def _modality(self) -> Modality:
        if self.posed.modality is not None:
            return self.posed.modality
        if self.posed.unsupported:
            raise self.posed.unsupported[0]
        raise Unsupported("options checked in different ways")

    def _closed(self, condition: Expression, binder: Binder | None = None) -> Expression:
        whole, used = closed(condition, self.posed.sort_of(), binder)
        self.operators += used
        return whole

    def _assume(self, judge: Judge) -> list[tuple[int, Expression]]:
        """The constraints that can be used, with the numbers of their lines."""
        kept = []
        for number, constraint in self.posed.constraints:
            whole = self._closed(constraint)
            try:
                judge.assume(whole)
            except Unsupported as error:
                self.left_out.append(error)
            else:
                kept.append((number, whole))
        return kept

    def _chosen(
        self, judge: Judge, conditions: Sequence[Expression], modality: Modality
    ) -> Outcome:
        """The option that fits alone, if nothing that was left out can change that."""
        stands, lines, doubts = self._stands(judge, conditions, modality)
        outcome = Outcome(Status.READ, explanation=lines)
        partial = bool(self.left_out or self.posed.unread)
        letter = fitting(stands, modality) if modality.is_monotone or not partial else None
        if letter is None and not doubts and not partial:
            letter = remaining(stands, modality)
        if letter is not None:
            return replace(outcome, answer=letter)
        if doubts:
            first = doubts[0]
            reason = visible(str(first))
            return replace(outcome, code=first.code, reason=reason, unsupported=first.construct)
        if self.posed.unread:
            return replace(outcome, code=Code.SYNTAX, reason=self.posed.unread[0])
        return replace(outcome, reason=why_none(stands, modality))

    def _stands(
        self, judge: Judge, conditions: Sequence[Expression], modality: Modality
    ) -> tuple[list[tuple[str, Standing]], tuple[str, ...], list[Unsupported]]:
        """How each option stands, the same in words, and everything that could not be used."""
        possible = modality in (Modality.POSSIBLE, Modality.IMPOSSIBLE)
        stands: list[tuple[str, Standing]] = []
        lines: list[str] = []
        doubts = [*self.left_out, *self.posed.unsupported]
        for (letter, _), condition in zip(self.posed.checks, conditions, strict=True):
            whole = self._closed(condition, Binder.SOME if possible else Binder.ALL)
            try:
                standing = judge.standing(whole)
            except Unsupported as error:
                doubts.append(error)
            else:
                stands.append((letter, standing))
                lines.append(visible(f"{letter}) {show_expression(whole)} {standing}"))
        return stands, tuple(lines), doubts

    def _finished(self, outcome: Outcome) -> Outcome:
        """The outcome with its status: rejected where a fault is why there is no answer."""
        operators = tuple(dict.fromkeys((*self.posed.operators, *self.operators)))
        repaired = operators or self.posed.unread or self.left_out
        status = Status.REPAIRED if repaired else Status.READ
        return replace(
            outcome,
            status=status if outcome.code is None else Status.REJECTED,
            operators=operators,
            unread=(*self.posed.unread, *(visible(str(error)) for error in self.left_out)),
        )


def _contradictory(judge: Judge, kept: Sequence[tuple[int, Expression]]) -> Outcome:
    core = (kept[n] for n in judge.conflict())
    lines = (visible(f"line {number}: {show_expression(said)}") for number, said in core)
    return Outcome(
        Status.READ,
        contradictory=True,
        reason="the constraints have no solution",
        explanation=("these have no solution together", *lines),
    )
