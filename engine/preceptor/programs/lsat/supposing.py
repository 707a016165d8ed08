"""Supposing: what all options state alike is no part of the choice but a supposition."""

from __future__ import annotations

from collections.abc import Sequence

from preceptor.programs.constraints.choosing import Modality
from preceptor.programs.constraints.expressions import Expression, Op, Operation, conjunction


def supposed(
    conditions: Sequence[Expression], modality: Modality
) -> tuple[tuple[Expression, ...], tuple[Expression, ...], tuple[str, ...]]:
    """The suppositions, the options without them, and `supposition` where that changes the sense.

    "If P, which of these could be true?" is written And(P, option) as well as Implies(P, option),
    and so is "must be true". Supposing P is And(P, option) of what is possible and
    Implies(P, option) of what is necessary; the other way round it is a repair.
    """
    if len(conditions) < 2:
        return (), tuple(conditions), ()
    necessary = modality in (Modality.NECESSARY, Modality.AVOIDABLE)
    first = conditions[0]
    if isinstance(first, Operation) and first.op is Op.IMPLIES:
        shared = first.args[0]
        if all(_implies(condition, shared) for condition in conditions):
            rest = tuple(c.args[1] for c in conditions if isinstance(c, Operation))
            return (shared,), rest, () if necessary else ("supposition",)
    alike = [part for part in _conjuncts(first) if all(part in _conjuncts(c) for c in conditions)]
    without = [tuple(p for p in _conjuncts(c) if p not in alike) for c in conditions]
    if not alike or not all(without):
        return (), tuple(conditions), ()
    return tuple(alike), tuple(map(conjunction, without)), ("supposition",) if necessary else ()


def _implies(condition: Expression, shared: Expression) -> bool:
    return (
        isinstance(condition, Operation)
        and condition.op is Op.IMPLIES
        and condition.args[0] == shared
    )


def _conjuncts(condition: Expression) -> tuple[Expression, ...]:
    if isinstance(condition, Operation) and condition.op is Op.AND:
        return condition.args
    return (condition,)
