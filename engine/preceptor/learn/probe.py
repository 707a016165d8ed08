"""The probe: whether a teacher's likelihoods tell what holds, measured on labelled statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from preceptor.domain import Question
from preceptor.learn.likelihood import LikelihoodCritic

CHANCE = 0.65  # below this, a teacher's sense of what is likely is not told from none
LEVEL = 0.95  # of the interval
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """How well likelihoods separate the statements that hold from those that do not.

    `auc` is the probability that one that holds scores higher than one that does not, ties being
    half; `lower` and `upper` bound it, by questions drawn anew. `top` is the share of the questions
    whose likeliest statement holds; `random` the share that a random choice would get.
    """

    questions: int
    statements: int
    auc: float
    lower: float
    upper: float
    top: float
    random: float

    @property
    def at_chance(self) -> bool:
        """Whether the teacher must not be used: it may know as good as nothing here."""
        return self.lower < CHANCE


def measure(
    critic: LikelihoodCritic,
    questions: Sequence[Question],
    *,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Measured:
    """The teacher's figures on the questions. Raises TeacherError where it cannot score."""
    ranked = critic.rank_each([question.statements for question in questions], progress)
    holding: list[tuple[int, float]] = []
    failing: list[tuple[int, float]] = []
    for number, (question, answers) in enumerate(zip(questions, ranked, strict=True)):
        for likely in answers:
            held = likely.statement in question.holds
            (holding if held else failing).append((number, likely.score))
    auc, lower, upper = separation(holding, failing, len(questions), seed)
    first = [answers[0].statement in q.holds for q, answers in zip(questions, ranked, strict=True)]
    shares = [len(q.holds) / len(q.statements) for q in questions]
    return Measured(
        len(questions),
        len(holding) + len(failing),
        auc,
        lower,
        upper,
        sum(first) / len(first),
        sum(shares) / len(shares),
    )


def separation(
    holding: Sequence[tuple[int, float]],
    failing: Sequence[tuple[int, float]],
    questions: int,
    seed: int,
) -> tuple[float, float, float]:
    """The area under the curve, and its interval: scores, each with the number of its question.

    Whole questions are drawn anew (Efron 1979), since the statements of one share their words.
    """
    import numpy as np

    right, wrong = (np.array([score for _, score in side]) for side in (holding, failing))
    of_right, of_wrong = (np.array([at for at, _ in side]) for side in (holding, failing))
    higher = (right[:, None] > wrong) + 0.5 * (right[:, None] == wrong)  # (holding, failing)
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(questions, np.full(questions, 1 / questions), RESAMPLES)
    weights, others = drawn[:, of_right], drawn[:, of_wrong]  # (resample, statement)
    areas = np.einsum("ri,ij,rj->r", weights, higher, others, optimize=True)
    areas = areas / (weights.sum(1) * others.sum(1))
    tail = (1 - LEVEL) / 2
    lower, upper = np.quantile(areas, [tail, 1 - tail])
    return float(higher.mean()), float(lower), float(upper)
