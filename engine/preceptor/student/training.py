"""Training a student: from a rule graph to a net that composes relations as the rules do.

The net is taught what the rules conclude from every path of one and of two steps, the empty
conclusion included. Longer paths it has to work out: they only choose the epoch, the calibration
and the threshold (dev) and measure the result (test). No label comes from anywhere but the rules.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from preceptor.graph import RuleGraph
from preceptor.logic import Predicate
from preceptor.student.calibration import choose_threshold, fit
from preceptor.student.curriculum import Curriculum, curriculum
from preceptor.student.fidelity import PLACES, Json, answers, fidelity, judge, right_classes
from preceptor.student.fitting import fitted
from preceptor.student.lessons import Lesson
from preceptor.student.pathstudent import PathStudent, single_thread
from preceptor.student.plan import Progress, Training


@dataclass(frozen=True, slots=True)
class Trained:
    """A student, its figures (the same for the same graph, training and seed) and CPU seconds."""

    student: PathStudent
    metrics: Json
    cpu_s: dict[str, float]


def train(
    graph: RuleGraph,
    *,
    goals: Sequence[Predicate],
    training: Training | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Trained:
    """Trains a student of the relations over the goals' sort on what the graph's rules conclude.

    Raises InputError where there are no such relations, or where no two of them compose.
    """
    plan = training or Training()
    progress = progress or (lambda stage, done, total: None)
    started = time.process_time()
    taught = curriculum(graph, goals, plan, random.Random(seed), progress)
    asked = time.process_time()
    with single_thread():
        net, epochs = fitted(taught, plan, seed, progress)
        student = _calibrated(PathStudent(taught.vocabulary, net), taught.dev, plan.target_risk)
        metrics = {"seed": seed, "epochs": epochs, **_figures(student, taught, plan)}
    seconds = {"asking_rules": asked - started, "fitting": time.process_time() - asked}
    return Trained(student, metrics, seconds)


def _calibrated(student: PathStudent, dev: Sequence[Lesson], target_risk: float) -> PathStudent:
    """The student with its probabilities and its threshold fitted on dev."""
    scores = student.scores([lesson.path for lesson in dev])
    student = replace(student, calibration=fit(scores, right_classes(dev, student.relations)))
    return replace(student, threshold=choose_threshold(*answers(judge(student, dev)), target_risk))


def _figures(student: PathStudent, taught: Curriculum, plan: Training) -> Json:
    """Sizes and settings, then the fidelity on each split."""
    calibration = student.calibration
    splits = {"train": taught.train, "dev": taught.dev, "test": taught.test}
    return {
        "relations": len(student.relations),
        "traits": list(student.vocabulary.traits),
        "kinds": len(student.vocabulary.kinds),
        "parameters": sum(weight.numel() for weight in student.net.parameters()),
        "temperature": round(calibration.temperature, PLACES),
        "silence": round(calibration.silence, PLACES),
        "doubt": round(calibration.doubt, PLACES),
        "threshold": student.threshold,
        "target_risk": plan.target_risk,
        **{
            name: fidelity(judge(student, lessons), student.threshold)
            for name, lessons in splits.items()
        },
    }
