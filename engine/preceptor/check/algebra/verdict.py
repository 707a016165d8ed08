"""Verdicts on identities, and the document that tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from preceptor.check.algebra.points import Difference, Gap
from preceptor.logic import Var
from preceptor.logic.identity import Condition, Identity
from preceptor.syntax.identity_show import show_condition, show_conditions, show_identity

SCHEMA = "preceptor/identities/1"


class Verdict(StrEnum):
    """`proved` and `holds where` need Z3, sympy and exact points to agree, the latter under the
    conditions that it names. A refutation has a point. All else is not proved."""

    PROVED = "proved"
    HOLDS_WHERE = "holds where"
    REFUTED = "refuted"
    NOT_PROVED = "not proved"


class Evidence(StrEnum):
    Z3 = "z3"
    SYMPY = "sympy"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of an identity.

    `where` are conditions that were not stated and are needed. `difference` is a point inside the
    stated conditions where the sides differ, `gap` one where a side has no value. `agreeing` is
    the number of exact points at which the sides agree under all conditions.
    """

    identity: Identity
    verdict: Verdict
    where: tuple[Condition, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    agreeing: int = 0
    difference: Difference | None = None
    gap: Gap | None = None
    reason: str = ""

    @property
    def guarded(self) -> Identity:
        """The identity with the conditions that it needs."""
        identity = self.identity
        return replace(identity, conditions=(*identity.conditions, *self.where))

    @property
    def is_kept(self) -> bool:
        """Proved, perhaps under more conditions, or shown by sympy or Z3 and at the points."""
        if self.verdict is Verdict.NOT_PROVED:
            return Evidence.POINTS in self.evidence and len(self.evidence) > 1
        return self.verdict is not Verdict.REFUTED

    def __str__(self) -> str:
        return f"{self.told}: {show_identity(self.identity)}"

    @property
    def told(self) -> str:
        """The verdict in words, with its conditions, point or evidence."""
        words = self.verdict.value
        if self.where:
            joint = " " if self.verdict is Verdict.HOLDS_WHERE else ", where "
            words += f"{joint}{show_conditions(self.where)}"
        if self.difference is not None:
            d = self.difference
            at = f" at {show_point(d.point)}" if d.point else ""
            as_written = "; as written refuted" if self.where else ""
            words += f"{as_written}{at}: left {d.left}, right {d.right}"
        elif self.gap is not None:
            at = f" at {show_point(self.gap.point)}" if self.gap.point else ""
            words += f"; the {self.gap.side} side has no value{at}"
        if self.verdict is Verdict.NOT_PROVED:
            shown = [_named(e, self.agreeing) for e in self.evidence]
            words += f" ({', '.join(filter(None, (*shown, self.reason)))})"
        return words

    def document(self) -> dict[str, Any]:
        origin, difference, gap = self.identity.origin, self.difference, self.gap
        return {
            "identity": show_identity(self.identity),
            "verdict": self.verdict.value,
            "where": [show_condition(condition) for condition in self.where],
            "evidence": [e.value for e in self.evidence],
            "agreeing_points": self.agreeing,
            "point": None if difference is None else _point(difference.point),
            "left": None if difference is None else difference.left,
            "right": None if difference is None else difference.right,
            "undefined": None if gap is None else {"side": gap.side, "point": _point(gap.point)},
            "reason": self.reason,
            "told": self.told,
            "kept": self.is_kept,
            "guarded": show_identity(self.guarded),
            "source": None if origin is None else origin.source,
            "line": None if origin is None else origin.line,
            "column": None if origin is None else origin.column,
            "operators": [] if origin is None else list(origin.operators),
        }


def document(judgements: Iterable[Judgement]) -> dict[str, Any]:
    """The JSON document `preceptor/identities/1`."""
    judged = tuple(judgements)
    return {
        "schema": SCHEMA,
        "counts": counts(judged),
        "identities": [judgement.document() for judgement in judged],
    }


def counts(judgements: Iterable[Judgement]) -> dict[str, int]:
    """How many identities have each verdict, all verdicts named."""
    found = Counter(judgement.verdict for judgement in judgements)
    return {verdict.value: found[verdict] for verdict in Verdict}


def show_point(point: tuple[tuple[Var, Fraction], ...]) -> str:
    return ", ".join(f"{variable} = {value}" for variable, value in point)


def _point(point: tuple[tuple[Var, Fraction], ...]) -> dict[str, str]:
    return {variable.name: str(value) for variable, value in point}


def _named(evidence: Evidence, agreeing: int) -> str:
    names = {Evidence.Z3: "Z3 proves it", Evidence.SYMPY: "sympy simplifies it"}
    agree = "1 exact point agrees" if agreeing == 1 else f"{agreeing} exact points agree"
    return names.get(evidence, agree)
