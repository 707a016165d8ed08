"""Fitting ComplEx to the train part of a knowledge graph; the epoch is chosen on valid."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from preceptor.learn.triples import Split
from preceptor.student import kgcheckpoint
from preceptor.student.complex import ComplEx
from preceptor.student.kgexam import Exam, both_ways
from preceptor.student.plan import Progress


@dataclass(frozen=True, slots=True)
class KgTraining:
    """The size of the vectors, how they are fitted, and the share of errors that valid may show
    among the answers above the threshold.
    """

    rank: int = 200  # complex numbers of a vector
    penalty: float = 0.01  # of N3
    learning_rate: float = 0.2  # of Adagrad
    batch: int = 200  # triples, either way round
    epochs: int = 100  # at most
    look: int = 5  # epochs between two looks at valid
    patience: int = 6  # looks without progress before it stops
    target_risk: float = 0.02


@dataclass(slots=True)
class Run:
    """A fitting under way, at the end of an epoch; `best` and `mrr` are of the epoch `kept`."""

    net: ComplEx
    optimizer: torch.optim.Adagrad
    chance: torch.Generator
    epoch: int
    kept: int
    mrr: float
    best: dict[str, Tensor]


def fitted(
    split: Split, training: KgTraining, seed: int, progress: Progress, folder: Path | None
) -> Run:
    """The run with its best weights put back; `folder` is where it is kept at every look.

    A run that stands there is taken up again and ends as it would have without the break.
    """
    run = _fresh(split, training, seed)
    mark = kgcheckpoint.mark(split, training, seed)
    if folder is not None:
        kgcheckpoint.resume(run, folder, mark)
    triples, exam = both_ways(split, "train"), Exam(split, "valid")
    while run.epoch < training.epochs and not _is_over(run, training):
        _epoch(run, triples, training)
        run.epoch += 1
        progress("fitting", run.epoch, training.epochs)
        if run.epoch % training.look and run.epoch != training.epochs:
            continue
        _look(run, exam)
        if folder is not None:
            kgcheckpoint.keep(run, folder, mark)
    run.net.load_state_dict(run.best)
    run.net.eval()
    return run


def _fresh(split: Split, training: KgTraining, seed: int) -> Run:
    """A run with the seed's random weights; torch's own random state stays as it was."""
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        net = ComplEx(len(split.entities), len(split.relations), training.rank)
    optimizer = torch.optim.Adagrad(net.parameters(), training.learning_rate)
    return Run(net, optimizer, torch.Generator().manual_seed(seed), 0, 0, -1.0, _copy(net))


def _is_over(run: Run, training: KgTraining) -> bool:
    return run.epoch - run.kept >= training.patience * training.look and run.mrr >= 0


def _epoch(run: Run, triples: Tensor, training: KgTraining) -> None:
    """One pass over the triples in random order: each asks for its tail among all entities."""
    order = torch.randperm(len(triples), generator=run.chance)
    for first in range(0, len(order), training.batch):
        some = triples[order[first : first + training.batch]]  # (batch, 3)
        scores = run.net(some[:, 0], some[:, 1])  # (batch, entities)
        penalty = training.penalty * run.net.n3(some) / len(some)
        loss = functional.cross_entropy(scores, some[:, 2]) + penalty
        run.optimizer.zero_grad()
        torch.autograd.backward(loss)
        run.optimizer.step()


def _look(run: Run, exam: Exam) -> None:
    """Keeps the weights if they are the best on valid so far; the last where there is no valid."""
    with torch.inference_mode():
        mrr = exam.mrr(lambda rows: run.net(*exam.queries[rows, :2].T))
    if mrr > run.mrr or not len(exam.queries):
        run.mrr, run.kept, run.best = mrr, run.epoch, _copy(run.net)


def _copy(net: ComplEx) -> dict[str, Tensor]:
    return {name: weight.clone() for name, weight in net.state_dict().items()}
