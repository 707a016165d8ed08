"""Checks: what an option is asked to be, by its program and by the words of the question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from preceptor.programs.constraints.choosing import Modality
from preceptor.programs.constraints.expressions import (
    Call,
    Expression,
    Op,
    Operation,
    conjunction,
)
from preceptor.programs.constraints.world import Unsupported

_CHECKS = {
    "is_sat": Modality.POSSIBLE,
    "is_valid": Modality.NECESSARY,
    "is_true": Modality.NECESSARY,
    "is_unsat": Modality.IMPOSSIBLE,
    "is_false": Modality.IMPOSSIBLE,
}
_NO_CHECK = re.compile(r"is_\w+")

# The question proper is what follows the last "which"; before it stand suppositions.
_ASKED = re.compile(r"\bwhich\b(?!.*\bwhich\b)(.*)", re.IGNORECASE | re.DOTALL)
_WORDS: tuple[tuple[re.Pattern[str], Modality], ...] = (
    (re.compile(r"\bcan\s?not\b|\bimpossible\b|\bmust be false\b", re.I), Modality.IMPOSSIBLE),
    (re.compile(r"\bcould be false\b|\bneed not\b", re.I), Modality.AVOIDABLE),
    (re.compile(r"\bmust\b", re.I), Modality.NECESSARY),
    (re.compile(r"\bcould\b|\bcan\b|\bpossible\b|\bacceptable\b", re.I), Modality.POSSIBLE),
)
_NO_CONDITION = re.compile(r"\blist\b|\bm(?:ax|in)imum\b|\bhow many\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\bEXCEPT\b|\bexcept:|\bexcept for which\b")


@dataclass(frozen=True, slots=True)
class Check:
    """A condition and how it is checked; None where the program does not say."""

    modality: Modality | None
    condition: Expression


def check_of(expression: Expression) -> Check:
    """The check that an option states. Raises Unsupported for checks of other kinds."""
    match expression:
        case Call("is_exception", (inner,)) | Operation(Op.NOT, (Call() as inner,)) if _is_check(
            inner
        ):
            check = check_of(inner)
            modality = None if check.modality is None else check.modality.opposite
            return Check(modality, check.condition)
        case Call("is_exception", args) if args:
            return Check(None, conjunction(args))
        case Call(name, args) if name in _CHECKS and args:
            return Check(_CHECKS[name], conjunction(args))
        case Call(name) if _NO_CHECK.fullmatch(name):
            raise Unsupported(name)
        case _:
            return Check(None, expression)


def _is_check(expression: Expression) -> bool:
    return isinstance(expression, Call) and (
        expression.name in _CHECKS or expression.name == "is_exception"
    )


def modality_of(question: str) -> Modality | None:
    """What the words of a question ask for: `could`, `must`, `CANNOT`, each also with EXCEPT.

    None where they do not say, and for complete lists, which no single condition states.
    """
    found = _ASKED.search(question)
    asked = found[1] if found else question
    if _NO_CONDITION.search(question):
        return None
    modality = next((meant for words, meant in _WORDS if words.search(asked)), None)
    if modality is not None and _EXCEPT.search(asked):
        return modality.opposite
    return modality
