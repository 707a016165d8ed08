"""Overall: the status of each rule of a theory, and whether it is consistent and safe."""

from __future__ import annotations

from collections.abc import Mapping

from preceptor.check.bodies import is_dead
from preceptor.check.judge import Judgement
from preceptor.check.setting import Setting
from preceptor.check.status import Status
from preceptor.check.witness import is_admissible
from preceptor.logic import (
    Atom,
    Code,
    Kept,
    Repaired,
    Theory,
)
from preceptor.syntax import rule_id

# A rule left aside for one of these changes nothing about what the others mean.
_HARMLESS = (Code.DUPLICATE, Code.EMPTY_BODY, Code.TAUTOLOGY)


def rule_statuses(theory: Theory, judged: Judgement) -> dict[str, Status]:
    """The status of each rule by id, in order; UNKNOWN for one that could not be judged."""
    concluded = {rule.head.predicate for rule in judged.theory if rule.head is not None}
    known = {rule_id(rule): status for rule, status in judged.statuses.items()}
    found: dict[str, Status] = {}
    for rule, verdict in zip(theory.definite, judged.verdicts, strict=True):
        by_code = {finding.code: finding for finding in verdict.findings}
        if Code.EMPTY_BODY in by_code:
            dead = is_dead(verdict.rule, theory.signature, concluded)
            status = Status.DEAD if dead else Status.UNKNOWN
        elif Code.DUPLICATE in by_code:  # the rule that is kept speaks for it
            kept = by_code[Code.DUPLICATE].rules[-1]
            status = known.get(kept, Status.UNKNOWN)
        else:
            status = known.get(rule_id(verdict.rule), Status.UNKNOWN)
        found.setdefault(rule_id(rule), status)
    return found


def is_consistent(
    theory: Theory, judged: Judgement, statuses: Mapping[str, Status], setting: Setting
) -> bool | None:
    """Whether no hard rule is incoherent; None where some hard rule's status is not known.

    Without a single law nothing can be violated.
    """
    if judged.incoherent:
        return False
    if not _is_whole(judged):
        return None
    if not setting.laws:
        return True
    hard = (statuses[rule_id(rule)] for rule in theory.definite if rule.is_hard)
    return True if all(found in (Status.OK, Status.DEAD) for found in hard) else None


def is_safe(judged: Judgement, setting: Setting, facts: tuple[Atom, ...]) -> bool | None:
    """Whether no admissible database leads to a violation; None where that is not known."""
    violated = any(finding.code is Code.VIOLATION for finding in judged.findings)
    if judged.reachable or (violated and is_admissible(facts, setting.forbidden)):
        return False
    return None if judged.reachable is None or not _is_whole(judged) else True


def _is_whole(judged: Judgement) -> bool:
    """Whether all rules whose absence could matter were there to be judged."""
    return all(
        isinstance(verdict, Kept | Repaired)
        or all(finding.code in _HARMLESS for finding in verdict.findings)
        for verdict in judged.verdicts
    )
