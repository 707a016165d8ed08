"""The judge: an identity held against Z3, sympy and exact points, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from preceptor.check.algebra.derivative import NoDerivative, without_derivatives
from preceptor.check.algebra.points import Difference, Gap, Sample, compare_at, sample
from preceptor.check.algebra.remedies import remedies
from preceptor.check.algebra.sorts import Integers, integers
from preceptor.check.algebra.verdict import Evidence, Judgement, Verdict
from preceptor.check.algebra.worker import Worker
from preceptor.logic import Var
from preceptor.logic.identity import Condition, Identity
from preceptor.syntax.identity import parse_identity
from preceptor.syntax.identity_show import show_identity

MAX_ATTEMPTS = 8  # remedies that are tried on Z3 and sympy
_QUICK = 12  # points that a remedy must pass first


@dataclass(frozen=True, slots=True)
class _Findings:
    """What the three found, under the stated conditions and those that were missing."""

    missing: tuple[Condition, ...]
    z3: bool
    sympy: bool
    sample: Sample
    reason: str = ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        held = (
            (Evidence.Z3, self.z3),
            (Evidence.SYMPY, self.sympy),
            (Evidence.POINTS, self.sample.agreeing > 0),
        )
        return tuple(evidence for evidence, holds in held if holds)

    @property
    def is_established(self) -> bool:
        return self.sample.difference is None and len(self.evidence) == len(Evidence)


def judge_all(identities: Iterable[Identity]) -> Iterator[Judgement]:
    """A judgement for each identity, in order, from one worker."""
    with Worker() as worker:
        for identity in identities:
            yield judge(identity, worker)


def judge(identity: Identity, worker: Worker) -> Judgement:
    """The judgement on one identity."""
    whole = integers(identity)
    try:
        plain = _plain(identity)
    except NoDerivative:
        return Judgement(identity, Verdict.NOT_PROVED, reason="a derivative outside the fragment")
    found = _examined(identity, plain, whole, worker)
    difference = found.sample.difference
    gap = _gap(plain, whole) if found.missing else None
    if difference is None and found.sample.agreeing:
        verdict = Verdict.NOT_PROVED
        if found.is_established:
            verdict = Verdict.HOLDS_WHERE if found.missing else Verdict.PROVED
        return _judgement(identity, verdict, found, gap=gap)
    for remedy in _passing(plain, whole):
        cured = replace(identity, conditions=(*identity.conditions, *remedy))
        after = _examined(cured, _plain(cured), integers(cured), worker)
        if after.is_established:
            judgement = _judgement(identity, Verdict.HOLDS_WHERE, after, difference, gap)
            return replace(judgement, where=(*remedy, *after.missing))
    verdict = Verdict.NOT_PROVED if difference is None else Verdict.REFUTED
    if difference is not None:
        found = replace(found, missing=())  # refuted as it is, whatever may be undefined besides
    return _judgement(identity, verdict, found, difference, gap)


def _judgement(
    identity: Identity,
    verdict: Verdict,
    found: _Findings,
    difference: Difference | None = None,
    gap: Gap | None = None,
) -> Judgement:
    evidence = () if verdict is Verdict.REFUTED else found.evidence
    reason = found.reason if verdict is Verdict.NOT_PROVED else ""
    return Judgement(
        identity, verdict, found.missing, evidence, found.sample.agreeing, difference, gap, reason
    )


def _examined(identity: Identity, plain: Identity, whole: Integers, worker: Worker) -> _Findings:
    """Z3 first, for it tells what conditions are missing; then points, then sympy."""
    proof = worker.ask("prove", identity)
    missing = _conditions(proof.get("missing", ()))
    guarded = replace(plain, conditions=(*plain.conditions, *missing))
    points = sample(guarded, whole, show_identity(identity))
    if points.difference is None:
        points = replace(points, difference=_difference(guarded, whole, proof))
    if points.difference is not None:
        return _Findings(missing, False, False, points)
    stated = replace(identity, conditions=(*identity.conditions, *missing))
    zero = worker.ask("simplify", stated)
    z3 = proof.get("outcome") == "unsat" and not proof["hidden"]
    return _Findings(missing, z3, zero.get("zero") is True, points, _reason(proof, points))


def _reason(proof: dict[str, Any], points: Sample) -> str:
    if not points.agreeing:
        return "no point inside the conditions was found"
    if proof.get("hidden"):
        return "a term of a sum may have no value"
    return str(proof.get("failed") or proof.get("reason") or "")


def _difference(guarded: Identity, whole: Integers, proof: dict[str, Any]) -> Difference | None:
    """The point at which Z3 would have the sides differ, if they do by exact evaluation."""
    values = {Var(name): Fraction(value) for name, value in proof.get("point", {}).items()}
    if proof.get("outcome") != "sat" or set(values) < set(guarded.variables):
        return None
    if any(values[v].denominator > 1 for v in whole if v in values):
        return None
    found = compare_at(guarded, whole, {v: values[v] for v in guarded.variables})
    return found if isinstance(found, Difference) else None


def _gap(plain: Identity, whole: Integers) -> Gap | None:
    return sample(plain, whole, show_identity(plain), _QUICK).gap


def _passing(plain: Identity, whole: Integers) -> Iterator[tuple[Condition, ...]]:
    """The remedies under which some points agree and none differs."""
    attempts = 0
    for remedy in remedies(plain, whole):
        cured = replace(plain, conditions=(*plain.conditions, *remedy))
        tried = sample(cured, integers(cured) | whole, show_identity(cured), _QUICK)
        if tried.difference is None and tried.agreeing >= min(_QUICK, 5):
            yield remedy
            attempts += 1
        if attempts >= MAX_ATTEMPTS:
            return


def _plain(identity: Identity) -> Identity:
    """The identity with derivatives worked out on both sides. Raises NoDerivative."""
    left, right = without_derivatives(identity.left), without_derivatives(identity.right)
    return replace(identity, left=left, right=right)


def _conditions(texts: Iterable[str]) -> tuple[Condition, ...]:
    """Conditions in our print, as the worker sends them."""
    return tuple(parse_identity(f"0 = 0 | {text}.").conditions[0] for text in texts)
