"""The reader of finite-domain programs: text in, outcome out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from preceptor.harvest import Status
from preceptor.logic import Code, LimitExceeded, visible
from preceptor.programs.constraints.choosing import Modality, fitting, remaining, why_none
from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.grammar import Ranged
from preceptor.programs.constraints.judging import Judge, Standing
from preceptor.programs.constraints.show import show_expression
from preceptor.programs.constraints.world import Unsupported, World
from preceptor.programs.finite.program import (
    CONSTRAINTS,
    QUERY,
    VARIABLES,
    Choice,
    Labelled,
    Said,
    take_apart,
)
from preceptor.programs.outcome import Outcome, rejected
from preceptor.programs.statements import Reading, Statement


def read_program(
    text: str,
    question: str | None = None,
    options: Sequence[str] | None = None,
    *,
    without: Collection[str] = (),
) -> Outcome:
    """What becomes of a finite-domain program: the one option that holds in every solution.

    Where none does, the one option that holds in any (the others are ruled out); else there is no
    answer, and the explanation says how each option stands. Constraints without a solution give
    none. A constraint that cannot be read leaves what holds in every solution of the others. The
    question and its options are not looked at: the program states its own.
    """
    reading = take_apart(text, without)
    unread = tuple(s for s in reading.of(VARIABLES, CONSTRAINTS, QUERY) if s.fault is not None)
    stated = (s.said for s in reading.of(QUERY) if isinstance(s.said, Choice))
    choices = list(dict.fromkeys(stated))  # some models write their program twice
    if not choices:
        return _without_options(unread)
    operators = tuple(
        dict.fromkeys(
            name for s in reading.of(VARIABLES, CONSTRAINTS, QUERY) for name in s.operators
        )
    )
    outcome = Outcome(
        Status.REPAIRED if operators or unread else Status.READ,
        operators,
        unread=tuple(str(s.fault) for s in unread),
    )
    try:
        return _answered(outcome, reading, choices)
    except Unsupported as error:
        return _rejected(outcome, error.code, visible(str(error)), error.construct)
    except LimitExceeded as error:
        return _rejected(outcome, Code.LIMIT, str(error))


def _answered(outcome: Outcome, reading: Reading[Said], choices: list[Choice]) -> Outcome:
    variables = [s.said for s in reading.of(VARIABLES) if isinstance(s.said, Ranged)]
    placed = [
        (s.line.number, s.said)
        for s in reading.of(CONSTRAINTS)
        if s.said is not None and not isinstance(s.said, Labelled | Ranged | Choice)
    ]
    judge = Judge(World(variables))
    for _, said in placed:
        judge.assume(said)
    if judge.is_consistent() is False:
        return _contradictory(outcome, judge, placed)
    standings = [(choice, judge.standing(choice.condition)) for choice in choices]
    explanation = tuple(
        visible(f"{choice.letter}) {show_expression(choice.condition)} {standing}")
        for choice, standing in standings
    )
    outcome = replace(outcome, explanation=explanation)
    stands = [(choice.letter, standing) for choice, standing in standings]
    letter = fitting(stands, Modality.NECESSARY)
    if letter is None and outcome.unread:
        return _rejected(outcome, Code.SYNTAX, outcome.unread[0])
    letter = letter or remaining(stands, Modality.NECESSARY)
    if letter is not None:
        return replace(outcome, answer=letter)
    undecided = any(standing is Standing.UNDECIDED for _, standing in standings)
    reason = why_none(stands, Modality.NECESSARY)
    return replace(outcome, code=Code.UNDECIDED if undecided else None, reason=reason)


def _contradictory(outcome: Outcome, judge: Judge, placed: list[tuple[int, Expression]]) -> Outcome:
    core = (placed[n] for n in judge.conflict())
    lines = (visible(f"line {number}: {show_expression(said)}") for number, said in core)
    return replace(
        outcome,
        contradictory=True,
        reason="the constraints have no solution",
        explanation=("these have no solution together", *lines),
    )


def _without_options(unread: tuple[Statement[Said], ...]) -> Outcome:
    faults = tuple(str(s.fault) for s in unread)
    first = next((s.fault for s in unread if s.line.block == QUERY and s.fault is not None), None)
    if first is None:
        return replace(rejected(Code.MALFORMED, "no options"), unread=faults)
    return replace(rejected(first.code, str(first)), unread=faults)


def _rejected(outcome: Outcome, code: Code, reason: str, unsupported: str = "") -> Outcome:
    return replace(
        outcome, status=Status.REJECTED, code=code, reason=reason, unsupported=unsupported
    )
