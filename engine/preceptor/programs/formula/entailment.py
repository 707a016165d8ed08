"""Entailment: whether premises entail a conclusion, its opposite, both or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from preceptor.logic import Truth
from preceptor.programs.formula.finding import Found, Open, Refuted, find
from preceptor.programs.formula.formulas import Formula, negated
from preceptor.programs.formula.models import Model


@dataclass(frozen=True)
class Verdict:
    """`truth` is true or false where the premises in `used` (by position) entail it, both where
    those in `used` contradict each other, and unknown where a model of the premises makes the
    conclusion true (`holding`) and another one false (`failing`); None where Z3 alone says that
    there is one. `truth` is None where neither was decided; `reason` then says why."""

    truth: Truth | None
    used: tuple[int, ...] = ()
    holding: Model | None = None
    failing: Model | None = None
    reason: str = ""

    @property
    def is_contradictory(self) -> bool:
        return self.truth is Truth.BOTH


def decide(premises: Sequence[Formula], conclusion: Formula) -> Verdict:
    """Classical entailment, domains not empty. A conclusion that the premises entail is true
    even where the opposite could not be refuted within the limits."""
    last = len(premises)
    failing = find((*premises, negated(conclusion)))
    holding = find((*premises, conclusion))
    match failing, holding:
        case Refuted(core), Refuted(other):
            return Verdict(Truth.BOTH, _conflict(premises, core, other))
        case Refuted(core), _ if last in core:
            return Verdict(Truth.TRUE, core[:-1])
        case _, Refuted(core) if last in core:
            return Verdict(Truth.FALSE, core[:-1])
        case Found(one), Found(other):
            return Verdict(Truth.UNKNOWN, holding=other, failing=one)
        case Open(reason), _:
            return Verdict(None, reason=reason)
        case _, Open(reason):
            return Verdict(None, reason=reason)
        case _:
            return Verdict(None, reason="Z3 contradicts itself")


def _conflict(
    premises: Sequence[Formula], core: tuple[int, ...], other: tuple[int, ...]
) -> tuple[int, ...]:
    """The premises that contradict each other: a core without the conclusion, if there is one."""
    for found in (core, other):
        if len(premises) not in found:
            return found
    alone = find(premises)
    return alone.core if isinstance(alone, Refuted) else ()
