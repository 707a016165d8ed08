"""Training: from a rule graph to a student that composes relations as the rules do.

The net is taught what the rules conclude from every path of one and of two steps, the empty
conclusion included. Longer paths it has to work out: they only choose the epoch, the calibration
and the threshold (dev) and measure the result (test). No label comes from anywhere but the rules.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from preceptor.graph import RuleGraph
from preceptor.logic import Predicate
from preceptor.student.calibration import choose_threshold, fit
from preceptor.student.curriculum import Curriculum, curriculum
from preceptor.student.fidelity import Json, answers, fidelity, judge, right_classes
from preceptor.student.lessons import Lesson
from preceptor.student.model import CompositionNet
from preceptor.student.pathstudent import PathStudent, single_thread
from preceptor.student.vocabulary import Vocabulary

Progress = Callable[[str, int, int], None]  # stage, done, total


@dataclass(frozen=True, slots=True)
class Training:
    """What a training run may choose. `width`, `hidden` and `beam` shape the net."""

    width: int = 32
    hidden: int = 128
    beam: int = 4  # symbols kept per span of the chart
    epochs: int = 200  # at most
    look: int = 10  # epochs between two looks at dev
    patience: int = 6  # looks without progress before it stops
    batch: int = 256
    learning_rate: float = 1e-2
    pairs: int = 6000  # two-step paths, at most
    longer: tuple[tuple[int, int], ...] = ((3, 400), (4, 400), (5, 240), (6, 160))  # length, paths
    random_share: float = 0.25  # of the longer paths: steps at random, which seldom compose
    target_risk: float = 0.02  # errors that answers above the threshold may have on dev


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
    chosen = training or Training()
    report = progress or (lambda stage, done, total: None)
    started = time.process_time()
    taught = curriculum(
        graph,
        goals,
        pairs=chosen.pairs,
        longer=chosen.longer,
        random_share=chosen.random_share,
        chance=random.Random(seed),
        progress=report,
    )
    labelled = time.process_time()
    with single_thread():
        net, epochs = _fitted(taught, chosen, seed, report)
        student = _calibrated(taught.vocabulary, net, taught.dev, chosen.target_risk)
        metrics = _metrics(student, taught, epochs, chosen, seed)
    fitted = time.process_time()
    return Trained(student, metrics, {"labels": labelled - started, "fit": fitted - labelled})


def _fitted(
    taught: Curriculum, training: Training, seed: int, report: Progress
) -> tuple[CompositionNet, int]:
    """The net at the epoch with the least loss on dev, and that epoch."""
    chance = torch.Generator().manual_seed(seed)
    net = _fresh(taught.vocabulary, training, seed)
    symbols, kinds, targets = _rows(taught.train, taught.vocabulary)
    optimizer = torch.optim.AdamW(net.parameters(), training.learning_rate, weight_decay=0.0)
    decay = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, training.epochs)
    best, kept, kept_epoch = float("inf"), net.state_dict(), 0
    for epoch in range(1, training.epochs + 1):
        order = torch.randperm(len(targets), generator=chance)
        for first in range(0, len(order), training.batch):
            rows = order[first : first + training.batch]
            logits = net.logits(symbols[rows, 0], symbols[rows, 1], kinds[rows])
            loss = nn.functional.binary_cross_entropy_with_logits(logits, targets[rows])
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
        decay.step()
        report("training", epoch, training.epochs)
        if epoch % training.look == 0 or epoch == training.epochs:
            now = _dev_loss(PathStudent(taught.vocabulary, net), taught.dev)
            if now < best:
                best, kept_epoch = now, epoch
                kept = {name: value.clone() for name, value in net.state_dict().items()}
            elif epoch - kept_epoch >= training.patience * training.look:
                break
    net.load_state_dict(kept)
    return net.eval(), kept_epoch


def _fresh(vocabulary: Vocabulary, training: Training, seed: int) -> CompositionNet:
    """A net with the seed's random weights; torch's own random state stays as it was."""
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        return CompositionNet(
            2 * len(vocabulary.relations),
            len(vocabulary.kinds),
            training.width,
            training.hidden,
            training.beam,
        )


def _rows(lessons: Sequence[Lesson], vocabulary: Vocabulary) -> tuple[Tensor, Tensor, Tensor]:
    """One- and two-step lessons as symbols (n, 2), kinds (n, 3) and targets (n, symbols)."""
    same = len(vocabulary.symbols)
    symbols, kinds, targets = [], [], []
    for lesson in lessons:
        steps = [vocabulary.symbol(step) for step in lesson.path.steps]
        ends = [vocabulary.kind(kind) for kind in lesson.path.kinds]
        symbols.append(steps if len(steps) == 2 else [*steps, same])
        kinds.append(ends if len(ends) == 3 else [*ends, ends[-1]])
        targets.append([0.0] * same)
        for step, confidence in lesson.conclusions:
            targets[-1][vocabulary.symbol(step)] = confidence
    return torch.tensor(symbols), torch.tensor(kinds), torch.tensor(targets)


def _dev_loss(student: PathStudent, dev: Sequence[Lesson]) -> float:
    """The mean squared error of the chart's scores against the confidences of the rules."""
    confidences = [{step: c for step, c in lesson.conclusions if step.forward} for lesson in dev]
    wanted = torch.tensor(
        [
            [known.get(step, 0.0) for step in student.vocabulary.symbols[0::2]]
            for known in confidences
        ]
    )  # (dev, relations)
    scores = student.scores([lesson.path for lesson in dev])
    return nn.functional.mse_loss(scores, wanted).item()


def _calibrated(
    vocabulary: Vocabulary, net: CompositionNet, dev: Sequence[Lesson], target_risk: float
) -> PathStudent:
    """The student with its probabilities and its threshold fitted on dev."""
    scores = PathStudent(vocabulary, net).scores([lesson.path for lesson in dev])
    calibration = fit(scores, right_classes(dev, vocabulary.relations))
    student = PathStudent(vocabulary, net, calibration)
    threshold = choose_threshold(*answers(judge(student, dev)), target_risk)
    return PathStudent(vocabulary, net, calibration, threshold)


def _metrics(
    student: PathStudent, taught: Curriculum, epochs: int, training: Training, seed: int
) -> Json:
    vocabulary = student.vocabulary
    splits = {"train": taught.train, "dev": taught.dev, "test": taught.test}
    return {
        "seed": seed,
        "relations": len(vocabulary.relations),
        "traits": list(vocabulary.traits),
        "kinds": len(vocabulary.kinds),
        "parameters": sum(weight.numel() for weight in student.net.parameters()),
        "epochs": epochs,
        "temperature": round(student.calibration.temperature, 4),
        "silence": round(student.calibration.silence, 4),
        "doubt": round(student.calibration.doubt, 4),
        "threshold": student.threshold,
        "target_risk": training.target_risk,
        **{
            name: fidelity(judge(student, lessons), student.threshold)
            for name, lessons in splits.items()
        },
    }
