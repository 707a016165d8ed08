"""Training a student of a knowledge graph, and joining it with rules; all choices are of valid."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from os import PathLike
from pathlib import Path

import torch
from torch import Tensor

from preceptor.learn.completion import Aggregation, Ensemble, MaxPlus, fit, scores_for
from preceptor.learn.scores import ScoredRule
from preceptor.learn.triples import Part, Split
from preceptor.student.calibration import choose_threshold, expected_calibration_error
from preceptor.student.fidelity import PLACES, Json
from preceptor.student.kgexam import Exam, Scorer
from preceptor.student.kgfitting import KgTraining, fitted
from preceptor.student.kgstudent import Adviser, KgHybrid, KgStudent
from preceptor.student.pathstudent import single_thread
from preceptor.student.plan import Progress

ALPHAS = (0.0, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0)  # what an adviser's score may count
TEMPERATURES = tuple(0.2 * 1.1**i for i in range(40))  # .2 to 8.2


@dataclass(frozen=True, slots=True)
class KgTrained:
    """A student, its figures (the same for the same split, training and seed) and CPU seconds."""

    student: KgStudent
    metrics: Json
    cpu_s: float


@dataclass(frozen=True, slots=True)
class KgJoined:
    """A hybrid, the ensemble to evaluate it over, its figures, and CPU seconds of all of it."""

    hybrid: KgHybrid
    ensemble: Ensemble
    metrics: Json
    cpu_s: float


def train_kg(
    split: Split,
    *,
    training: KgTraining | None = None,
    seed: int = 0,
    folder: str | PathLike[str] | None = None,
    progress: Progress | None = None,
) -> KgTrained:
    """Fits ComplEx to train; epoch, temperature and threshold are chosen on valid.

    With a `folder` the fitting is kept there at every look, and one that was broken off goes on.
    Raises InputError where the folder holds another fitting.
    """
    plan = training or KgTraining()
    progress = progress or (lambda stage, done, total: None)
    start = time.process_time()
    with single_thread():
        run = fitted(split, plan, seed, progress, None if folder is None else Path(folder))
        student = KgStudent(split.entities, split.relations, run.net)
        alone = calibrated(student.alone, Ensemble(split, ()), plan.target_risk)
    student = replace(student, temperature=alone.temperature, threshold=alone.threshold)
    metrics: Json = {
        "seed": seed,
        "parameters": student.parameters,
        "epoch": run.kept,
        "valid_mrr": round(max(run.mrr, 0.0), PLACES),
        "temperature": round(student.temperature, PLACES),
        "threshold": student.threshold,
    }
    return KgTrained(student, metrics, time.process_time() - start)


def join(
    split: Split,
    rules: Sequence[ScoredRule] | Ensemble,
    seed: int = 0,
    *,
    student: KgStudent | None = None,
    advice: Sequence[Aggregation] | None = None,
    training: KgTraining | None = None,
) -> KgJoined:
    """A student (fitted with the seed unless given) joined with rules.

    What each way to score by rules counts is chosen on valid; the ways are max-plus and learned
    weights unless given.
    """
    start = time.process_time()
    plan = training or KgTraining()
    ensemble = rules if isinstance(rules, Ensemble) else Ensemble(split, rules)
    chosen = student or train_kg(split, training=plan, seed=seed).student
    chosen.accept(split)
    ways = (MaxPlus(), fit(ensemble)) if advice is None else tuple(advice)
    alphas, mrr = _alphas(chosen, ensemble, ways)
    advisers = tuple(map(Adviser, ways, alphas))
    joined = calibrated(KgHybrid(chosen, advisers), ensemble, plan.target_risk)
    metrics: Json = {
        "seed": seed,
        "rules": len(ensemble.scored),
        "alphas": {by.name: alpha for by, alpha in advisers},
        "tried": len(ALPHAS) ** len(ways),
        "valid_mrr": round(mrr, PLACES),
        "temperature": round(joined.temperature, PLACES),
        "threshold": joined.threshold,
    }
    return KgJoined(joined, ensemble, metrics, time.process_time() - start)


def calibrated(joined: KgHybrid, ensemble: Ensemble, target_risk: float) -> KgHybrid:
    """The hybrid with the temperature of the least loss on valid, and a threshold that keeps the
    target risk there."""
    exam = Exam(ensemble.split, "valid")
    if not len(exam.queries):
        return joined
    scorer = _scorer(joined, ensemble, exam)
    temperature = min(TEMPERATURES, key=lambda t: exam.outcome(scorer, t).loss)
    seen = exam.outcome(scorer, temperature)
    threshold = choose_threshold(seen.confidences, seen.right, target_risk)
    return replace(joined, temperature=temperature, threshold=threshold)


def calibration_error(joined: KgHybrid, ensemble: Ensemble, part: Part = "test") -> float:
    """The expected calibration error of the best candidate's probability on a part's queries."""
    exam = Exam(ensemble.split, part)
    seen = exam.outcome(_scorer(joined, ensemble, exam), joined.temperature)
    return expected_calibration_error(seen.confidences, [float(ok) for ok in seen.right])


def _scorer(joined: KgHybrid, ensemble: Ensemble, exam: Exam) -> Scorer:
    heard = [adviser for adviser in joined.advisers if adviser.alpha]
    votes = [_Votes(ensemble, exam, aggregation) for aggregation, _ in heard]

    def scores(rows: slice) -> Tensor:
        found = joined.student.log_rows(exam.queries[rows, :2])
        for vote, (_, alpha) in zip(votes, heard, strict=True):
            found = found + alpha * vote.rows(rows)
        return found

    return scores


def _alphas(
    student: KgStudent, ensemble: Ensemble, ways: Sequence[Aggregation]
) -> tuple[tuple[float, ...], float]:
    """The alphas of the best mean reciprocal rank on valid, the least of equals; and that rank."""
    exam = Exam(ensemble.split, "valid")
    votes = [_Votes(ensemble, exam, way) for way in ways]
    grid = list(product(ALPHAS, repeat=len(ways)))
    total = [0.0] * len(grid)
    for rows in exam.chunks():
        hidden = exam.others(rows)
        own = student.log_rows(exam.queries[rows, :2]).masked_fill(hidden, -torch.inf)
        said = [vote.rows(rows) for vote in votes]
        for i, alphas in enumerate(grid):
            scores = own.clone()
            for alpha, vote in zip(alphas, said, strict=True):
                scores += alpha * vote
            total[i] += exam.reciprocal_ranks(scores, rows).sum().item()
    if not len(exam.queries):
        return (1.0,) * len(ways), 0.0
    best = max(range(len(grid)), key=lambda i: (total[i], [-alpha for alpha in grid[i]]))
    return grid[best], total[best] / len(exam.queries)


class _Votes:
    """What rules say of an exam's candidates, a chunk at a time."""

    def __init__(self, ensemble: Ensemble, exam: Exam, aggregation: Aggregation) -> None:
        found = scores_for(ensemble, exam.asked(), aggregation)
        self._query, self._candidate, self._value = map(torch.from_numpy, found)
        self._size = exam.size

    def rows(self, rows: slice) -> Tensor:
        """(rows, entities) the score of each candidate, 0 where no rule speaks of it."""
        ends = torch.tensor([rows.start, rows.stop])
        first, last = torch.searchsorted(self._query, ends).tolist()
        found = torch.zeros(rows.stop - rows.start, self._size, dtype=torch.double)
        found[self._query[first:last] - rows.start, self._candidate[first:last]] = self._value[
            first:last
        ]
        return found
