"""Arms: the rules of one origin under one kind of weights, and what they reach on a split."""

from __future__ import annotations

from collections.abc import Iterable
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
    """What rules are weighted by: what their author says, their scores on train, a fit to train."""

    OWN = "own"
    EXACT = "exact"
    FITTED = "fitted"
    NONE = "none"


class Arm(NamedTuple):
    """Rules with their scores, and the CPU seconds that finding and scoring them took."""

    name: str
    weights: Weights
    rules: tuple[ScoredRule, ...]
    cpu_s: float = 0.0


class Result(NamedTuple):
    """An arm and its figures. `heads` relations are concluded by some rule that was ever right;
    `valid_mrr` is None where there is nothing to choose by; `cpu_s` counts all up to the ranks."""

    arm: Arm
    evaluation: Evaluation
    heads: int
    valid_mrr: float | None
    cpu_s: float
    certified: Certified | None = None

    def figure(self, part: str) -> float:
        """The MRR on valid or on test; of no rules on valid, 0."""
        return self.evaluation.mrr if part == "test" else self.valid_mrr or 0.0

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
    """Ranks the test part. What joins the rules of one answer is chosen on valid, if there is one;
    a protocol with a sum of its own uses that. `proofs` certifies the hits at one."""
    began = process_time()
    ensemble = Ensemble(split, arm.rules, protocol.graph)
    aggregation, valid_mrr = _chosen(arm, ensemble, protocol)
    found = evaluate(split, ensemble, protocol=protocol, aggregation=aggregation)
    cpu_s = arm.cpu_s + process_time() - began
    certified = (
        certify_hits(ensemble, protocol=protocol, aggregation=aggregation) if proofs else None
    )
    return Result(arm, found, _heads(arm.rules), valid_mrr, cpu_s, certified)


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
