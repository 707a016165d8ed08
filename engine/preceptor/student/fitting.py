"""Fitting: the net's weights, from the lessons of one and two steps."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from preceptor.student.curriculum import Curriculum
from preceptor.student.lessons import Lesson
from preceptor.student.model import CompositionNet
from preceptor.student.pathstudent import PathStudent
from preceptor.student.plan import Progress, Training
from preceptor.student.vocabulary import Vocabulary


def fitted(
    taught: Curriculum, training: Training, seed: int, progress: Progress
) -> tuple[CompositionNet, int]:
    """The net at the epoch with the least loss on dev, and that epoch."""
    net = _fresh(taught.vocabulary, training, seed)
    chance = torch.Generator().manual_seed(seed)
    rows = _rows(taught.train, taught.vocabulary)
    optimizer = torch.optim.AdamW(net.parameters(), training.learning_rate, weight_decay=0.0)
    decay = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, training.epochs)
    least, kept, kept_epoch = float("inf"), net.state_dict(), 0
    for epoch in range(1, training.epochs + 1):
        _epoch(net, rows, optimizer, training.batch, chance)
        decay.step()
        progress("training", epoch, training.epochs)
        if epoch % training.look and epoch != training.epochs:
            continue
        loss = _dev_loss(PathStudent(taught.vocabulary, net), taught.dev)
        if loss < least:
            least, kept_epoch = loss, epoch
            kept = {name: weight.clone() for name, weight in net.state_dict().items()}
        elif epoch - kept_epoch >= training.patience * training.look:
            break
    net.load_state_dict(kept)
    return net.eval(), kept_epoch


def _fresh(vocabulary: Vocabulary, training: Training, seed: int) -> CompositionNet:
    """A net with the seed's random weights; torch's own random state stays as it was."""
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        return CompositionNet(
            len(vocabulary.symbols),
            len(vocabulary.kinds),
            training.width,
            training.hidden,
            training.beam,
        )


def _rows(lessons: Sequence[Lesson], vocabulary: Vocabulary) -> tuple[Tensor, Tensor, Tensor]:
    """The lessons as symbols (n, 2), kinds (n, 3) and confidences (n, symbols).

    A path of one step is composed with `same`, as the chart does.
    """
    same = len(vocabulary.symbols)
    symbols, kinds, targets = [], [], []
    for lesson in lessons:
        steps = [vocabulary.symbol(step) for step in lesson.path.steps]
        ends = [vocabulary.kind(kind) for kind in lesson.path.kinds]
        symbols.append([*steps, same][:2])
        kinds.append([*ends, ends[-1]][:3])
        targets.append([0.0] * same)
        for step, confidence in lesson.conclusions:
            targets[-1][vocabulary.symbol(step)] = confidence
    return torch.tensor(symbols), torch.tensor(kinds), torch.tensor(targets)


def _epoch(
    net: CompositionNet,
    rows: tuple[Tensor, Tensor, Tensor],
    optimizer: torch.optim.Optimizer,
    batch: int,
    chance: torch.Generator,
) -> None:
    """One pass over the rows in random order; the confidences are soft targets."""
    symbols, kinds, targets = rows
    order = torch.randperm(len(targets), generator=chance)
    for first in range(0, len(order), batch):
        some = order[first : first + batch]
        logits = net.logits(symbols[some, 0], symbols[some, 1], kinds[some])  # (batch, symbols)
        loss = nn.functional.binary_cross_entropy_with_logits(logits, targets[some])
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()


def _dev_loss(student: PathStudent, dev: Sequence[Lesson]) -> float:
    """The mean squared error of the chart's scores against the confidences of the rules."""
    forward = student.vocabulary.symbols[0::2]
    known = [dict(lesson.conclusions) for lesson in dev]
    wanted = torch.tensor([[found.get(step, 0.0) for step in forward] for found in known])
    scores = student.scores([lesson.path for lesson in dev])  # (dev, relations)
    return nn.functional.mse_loss(scores, wanted).item()
