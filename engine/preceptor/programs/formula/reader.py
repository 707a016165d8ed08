"""The reader of programs of formulas: text in, outcome out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from preceptor.harvest import Status
from preceptor.logic import Code, Predicate, Truth, visible
from preceptor.programs.formula.consistent import strongly
from preceptor.programs.formula.entailment import Verdict, decide
from preceptor.programs.formula.formulas import Connective, Formula, Junction, Predication
from preceptor.programs.formula.naming import naming
from preceptor.programs.formula.program import CONCLUSION, PREDICATES, PREMISES, take_apart
from preceptor.programs.formula.show import show_formula
from preceptor.programs.logic_program.options import letters
from preceptor.programs.outcome import Outcome, rejected
from preceptor.programs.statements import Reading, Statement

THREE = ("A) True", "B) False", "C) Uncertain")


def read_program(
    text: str,
    question: str | None = None,
    options: Sequence[str] | None = None,
    *,
    without: Collection[str] = (),
) -> Outcome:
    """What becomes of a program of formulas: whether its premises entail its conclusion (true),
    the opposite (false), or neither (uncertain).

    Of contradictory premises the largest consistent parts are asked. A premise that cannot be read
    changes nothing about what the others entail; a conclusion that they leave open is then not
    uncertain but unanswered. The question is not looked at.
    """
    reading = take_apart(text, without)
    premises, conclusions, operators = _named(reading)
    unread = tuple(
        s
        for s in reading.of(PREMISES, CONCLUSION)
        if s.fault is not None and not (s.is_prose and s.line.block == CONCLUSION and conclusions)
    )
    if not conclusions or any(s.line.block == CONCLUSION for s in unread):
        return _without_conclusion(reading, unread)
    if len(conclusions) > 1:
        operators = (*operators, "several_conclusions")
    asked = [formula for _, formula in conclusions]
    conclusion = asked[0] if len(asked) == 1 else Junction(Connective.AND, tuple(asked))
    stated = [formula for _, formula in premises]
    verdict = decide(stated, conclusion)
    truth = strongly(stated, conclusion) if verdict.is_contradictory else verdict.truth
    outcome = Outcome(
        Status.REPAIRED if operators or unread else Status.READ,
        operators,
        contradictory=verdict.is_contradictory,
        explanation=tuple(map(visible, _explained(verdict, premises))),
        unread=tuple(str(s.fault) for s in unread),
    )
    if truth is None:
        reason = verdict.reason or "the consistent parts of the premises are too many"
        return replace(outcome, code=Code.UNDECIDED, reason=reason)
    if truth is Truth.UNKNOWN and unread:
        return replace(
            outcome, status=Status.REJECTED, code=_code(unread), reason=outcome.unread[0]
        )
    letter = letters(options or THREE).get(truth)
    reason = "" if letter else f"{truth}, and no option says so"
    return replace(outcome, answer=letter, reason=reason)


Placed = tuple[int, Formula]  # the number of a line and its formula


def _named(
    reading: Reading[Formula],
) -> tuple[list[Placed], list[Placed], tuple[str, ...]]:
    """Premises and conclusions under one naming, and all repairs of the program."""
    declared = [
        Predicate(s.said.name, len(s.said.args))
        for s in reading.of(PREDICATES)
        if isinstance(s.said, Predication)
    ]
    stated = [s for s in reading.of(PREMISES, CONCLUSION) if s.said is not None]
    names = naming(declared, (s.said for s in stated if s.said is not None))
    placed = [
        (s.line.block, s.line.number, names.renamed(s.said)) for s in stated if s.said is not None
    ]
    operators = (name for s in stated for name in s.operators)
    return (
        [(number, formula) for block, number, formula in placed if block == PREMISES],
        [(number, formula) for block, number, formula in placed if block == CONCLUSION],
        tuple(dict.fromkeys((*operators, *names.operators))),
    )


def _without_conclusion(
    reading: Reading[Formula], unread: tuple[Statement[Formula], ...]
) -> Outcome:
    faults = tuple(str(s.fault) for s in unread)
    first = next((s for s in unread if s.line.block == CONCLUSION), None)
    if first is None or first.fault is None:
        return replace(rejected(Code.MALFORMED, "no conclusion"), unread=faults)
    return replace(rejected(first.fault.code, str(first.fault)), unread=faults)


def _code(unread: tuple[Statement[Formula], ...]) -> Code | None:
    return next((s.fault.code for s in unread if s.fault is not None), None)


def _explained(verdict: Verdict, premises: list[Placed]) -> tuple[str, ...]:
    used = tuple(f"line {premises[n][0]}: {show_formula(premises[n][1])}" for n in verdict.used)
    match verdict.truth:
        case Truth.TRUE:
            return ("it follows from", *used)
        case Truth.FALSE:
            return ("its opposite follows from", *used)
        case Truth.BOTH:
            return ("these contradict each other", *used)
        case Truth.UNKNOWN:
            return (f"it holds where {verdict.holding}", f"it fails where {verdict.failing}")
        case None:
            return ()
