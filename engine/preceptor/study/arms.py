"""Arms: the rules of one origin under one kind of weights, and what they reach on a split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from time import process_time
from typing import NamedTuple

from preceptor.learn.completion import (
    STRICT,
    Aggregation,
    Certified,
    Ensemble,
    Evaluation,
    MaxPlus,
    Measure,
    NoisyOr,
    Protocol,
    certify_hits,
    evaluate,
    fit,
)
from preceptor.learn.scores import ScoredRule, score
from preceptor.learn.triples import Split
from preceptor.logic import Rule


class Weights(StrEnum):
    """What an arm ranks by: what a rule's author says, rules' scores on train, a fit to train; a
    neural student, and that with rules."""

    OWN = "own"
    EXACT = "exact"
    FITTED = "fitted"
    STUDENT = "student"
    HYBRID = "hybrid"
    NONE = "none"


class Arm(NamedTuple):
    """Rules with their scores, and the CPU seconds that finding and scoring them took."""

    name: str
    weights: Weights
    rules: tuple[ScoredRule, ...]
    cpu_s: float = 0.0
    control: bool = False


class Result(NamedTuple):
    """An arm and its figures. `heads` relations are concluded by some rule that was ever right;
    `valid_mrr` is None where there is nothing to choose by; `cpu_s` counts all up to the
    ranks. `student` has the figures of a neural student, where one takes part."""

    arm: Arm
    evaluation: Evaluation
    heads: int
    valid_mrr: float | None
    cpu_s: float
    certified: Certified | None = None
    student: Mapping[str, object] | None = None

    @property
    def mrr(self) -> float:
        """The mean reciprocal rank on the test part."""
        return self.evaluation.mrr

    def document(self) -> dict[str, object]:
        """The arm as an entry of the document `preceptor/learn/1`."""
        found = self.evaluation
        sides = {
            direction.value: round(figures.mrr, 6)
            for direction, figures in found.by_direction.items()
        }
        return {
            "name": self.arm.name,
            "weights": self.arm.weights.value,
            "aggregation": found.aggregation,
            "mrr": round(found.mrr, 6),
            "hits1": round(found.hits1, 6),
            "hits3": round(found.hits3, 6),
            "hits10": round(found.hits10, 6),
            "queries": found.queries,
            "skipped": found.skipped,
            "tied": found.all.tied,
            "supported": found.all.supported,
            "rules": len(self.arm.rules),
            "heads": self.heads,
            "sides": sides,
            "valid_mrr": None if self.valid_mrr is None else round(self.valid_mrr, 6),
            "cpu_s": round(self.cpu_s, 2),
            "student": self.student,
            "proofs": None if self.certified is None else _proofs(self.certified),
        }


def _proofs(certified: Certified) -> dict[str, object]:
    return {
        "hits": certified.hits,
        "supported": certified.supported,
        "certified": certified.certified,
        "share": round(certified.share, 6),
    }


def scored(rules: Iterable[Rule], split: Split) -> tuple[tuple[ScoredRule, ...], float]:
    """Those of the rules that can be scored on train, in order, and the CPU seconds it took."""
    began = process_time()
    given = tuple(rules)
    found = tuple(
        ScoredRule(rule, its)
        for rule, its in zip(given, score(given, split), strict=True)
        if its is not None
    )
    return found, process_time() - began


def run(arm: Arm, split: Split, protocol: Protocol = STRICT, *, proofs: bool = False) -> Result:
    """Ranks the test part by rules. What joins those of one answer is chosen on valid, if there is
    one; a protocol with a sum of its own uses that."""
    began = process_time()
    ensemble = Ensemble(split, arm.rules, protocol.graph)
    aggregation, valid_mrr = _chosen(arm, ensemble, protocol)
    timed = arm._replace(cpu_s=arm.cpu_s + process_time() - began)
    return ranked(timed, ensemble, aggregation, valid_mrr, protocol, proofs=proofs)


def ranked(
    arm: Arm,
    ensemble: Ensemble,
    aggregation: Aggregation | None,
    valid_mrr: float | None,
    protocol: Protocol = STRICT,
    *,
    proofs: bool = False,
    student: Mapping[str, object] | None = None,
) -> Result:
    """Ranks the test part by what was chosen. `proofs` certifies the hits at one, and is not
    counted in the CPU seconds."""
    began = process_time()
    found = evaluate(ensemble.split, ensemble, protocol=protocol, aggregation=aggregation)
    cpu_s = arm.cpu_s + process_time() - began
    certified = (
        certify_hits(ensemble, protocol=protocol, aggregation=aggregation) if proofs else None
    )
    return Result(arm, found, _heads(arm.rules), valid_mrr, cpu_s, certified, student)


def _chosen(
    arm: Arm, ensemble: Ensemble, protocol: Protocol
) -> tuple[Aggregation | None, float | None]:
    """The best way on valid, and its figure there; max-plus of equals."""
    if arm.weights is Weights.FITTED and arm.rules:
        fitted = fit(ensemble)
        return fitted, max((mrr for _, mrr in fitted.tried), default=None)
    by = Measure.STATED if arm.weights is Weights.OWN else Measure.CONFIDENCE
    if protocol.sums:
        return None, None
    if not arm.rules or not len(ensemble.split.valid):
        return MaxPlus(by), None
    ways: tuple[Aggregation, ...] = (MaxPlus(by), NoisyOr(by=by))
    return max(
        ((way, _on_valid(ensemble, way)) for way in ways),
        key=lambda tried: tried[1],
    )


def _on_valid(ensemble: Ensemble, way: Aggregation) -> float:
    """Strict: what skips queries could not tell rules apart."""
    return evaluate(ensemble.split, ensemble, aggregation=way, part="valid").mrr


def _heads(rules: Iterable[ScoredRule]) -> int:
    return len({r.rule.head.name for r in rules if r.rule.head is not None and r.score.support})
