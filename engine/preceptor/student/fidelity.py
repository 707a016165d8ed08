"""Fidelity: how truly a student repeats what the rules conclude, and when it is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from preceptor.student.calibration import expected_calibration_error, risk_above, risk_coverage
from preceptor.student.lessons import Lesson
from preceptor.student.pathstudent import PathStudent, Prediction

Json = dict[str, object]
PLACES = 4  # decimals of every figure


@dataclass(frozen=True, slots=True)
class Judged:
    """A lesson beside the student's prediction for its path."""

    lesson: Lesson
    prediction: Prediction

    @property
    def covered(self) -> bool:
        """Whether the rules conclude anything of the first entity to the last."""
        return bool(self.lesson.best)

    @property
    def answered(self) -> bool:
        """Whether the student names a relation."""
        return self.prediction.relation is not None

    @property
    def right(self) -> bool:
        """Whether the student names a best conclusion of the rules, or nothing where they don't."""
        named = self.prediction.relation
        return named in self.lesson.best if self.covered else named is None

    @property
    def share(self) -> float:
        """1 where it is right, shared among the best conclusions where the rules have several."""
        return self.right / max(1, len(self.lesson.best))

    @property
    def conflicting(self) -> bool:
        """Whether the student names a relation, and the rules conclude others but not that one."""
        concluded = {step.relation for step, _ in self.lesson.conclusions if step.forward}
        return self.covered and self.answered and self.prediction.relation not in concluded


def judge(student: PathStudent, lessons: Sequence[Lesson]) -> tuple[Judged, ...]:
    predictions = student.predict([lesson.path for lesson in lessons])
    return tuple(map(Judged, lessons, predictions))


def answers(judged: Sequence[Judged]) -> tuple[list[float], list[bool]]:
    """The confidence of every relation that the student named, and whether it was right."""
    named = [one for one in judged if one.answered]
    return [one.prediction.confidence for one in named], [one.right for one in named]


def fidelity(judged: Sequence[Judged], threshold: float) -> Json:
    """The figures of a set of predictions; shares of nothing are null.

    `agreement` and `conflict` are shares of the paths of which the rules conclude something;
    `risk` is the share of errors among the student's answers from `threshold` on.
    """
    covered = [one for one in judged if one.covered]
    silent = [one for one in judged if not one.answered]
    uncovered = len(judged) - len(covered)
    both_silent = sum(not one.covered for one in silent)
    lengths = sorted({len(one.lesson.path) for one in covered})
    at_length = {n: [one for one in covered if len(one.lesson.path) == n] for n in lengths}
    certainties = [one.prediction.confidence for one in judged]
    shares = [one.share for one in judged]
    confidences, right = answers(judged)
    answered, risk = risk_above(threshold, confidences, right)
    return {
        "paths": len(judged),
        "covered": len(covered),
        "agreement": _share(sum(one.right for one in covered), len(covered)),
        "agreement_by_length": {
            str(n): _share(sum(one.right for one in at), len(at)) for n, at in at_length.items()
        },
        "conflict": _share(sum(one.conflicting for one in covered), len(covered)),
        "abstain_precision": _share(both_silent, len(silent)),
        "abstain_recall": _share(both_silent, uncovered),
        "ece": round(expected_calibration_error(certainties, shares), PLACES),
        "risk_coverage": [[c, round(r, PLACES)] for c, r in risk_coverage(confidences, right)],
        "answered": answered,
        "coverage": _share(answered, len(judged)),
        "risk": round(risk, PLACES) if answered else None,
    }


def right_classes(lessons: Sequence[Lesson], relations: Sequence[str]) -> Tensor:
    """(lessons, relations + 1): the share of each best conclusion; the last column is for none."""
    rows = [
        [(name in lesson.best) / max(1, len(lesson.best)) for name in relations]
        + [float(not lesson.best)]
        for lesson in lessons
    ]
    return torch.tensor(rows)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, PLACES) if whole else None
