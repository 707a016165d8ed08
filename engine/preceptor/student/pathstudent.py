"""PathStudent: a trained composition net with its vocabulary, calibration and threshold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike

import torch
from torch import Tensor

from preceptor.logic import InputError, did_you_mean
from preceptor.student.calibration import NEVER, UNCALIBRATED, Calibration
from preceptor.student.model import CompositionNet
from preceptor.student.paths import Path
from preceptor.student.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a student says of two entities: every relation, best first, with its probability.

    The relation None is the class "no rule speaks of them". `scores` holds, by relation, the
    confidence that the student expects of the rules' best proof.
    """

    ranking: tuple[tuple[str | None, float], ...]
    scores: tuple[tuple[str, float], ...] = ()

    @property
    def relation(self) -> str | None:
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]

    def probability(self, relation: str) -> float:
        """0 for a relation that the student never learned."""
        return dict(self.ranking).get(relation, 0.0)

    def expected(self, relation: str) -> float:
        """The confidence to give an answer: that it is the rules', times what they would give."""
        return self.probability(relation) * dict(self.scores).get(relation, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class PathStudent:
    """Names the relation of a path's two ends, or none.

    `threshold` is the confidence from which its answers kept the target risk on dev.
    """

    vocabulary: Vocabulary
    net: CompositionNet
    calibration: Calibration = UNCALIBRATED
    threshold: float = NEVER

    @property
    def relations(self) -> tuple[str, ...]:
        return self.vocabulary.relations

    def predict(self, paths: Sequence[Path]) -> tuple[Prediction, ...]:
        """A prediction for each path. Raises InputError for a relation it never learned."""
        return self._predictions(self.scores(paths))

    def relate(self, groups: Sequence[Sequence[Path]]) -> tuple[Prediction, ...]:
        """One prediction per group: all paths between the same two entities, at least one.

        A relation's score is the one on its best path, as for the rules the best proof counts.
        """
        scores = self.scores([path for group in groups for path in group])
        if not groups:
            return ()
        owners = [i for i, group in enumerate(groups) for _ in group]  # (paths,)
        best = scores.new_zeros(len(groups), len(self.relations))
        for owner, score in zip(owners, scores, strict=True):
            best[owner] = torch.maximum(best[owner], score)
        return self._predictions(best)

    def scores(self, paths: Sequence[Path]) -> Tensor:
        """The uncalibrated scores of the relations: (paths, relations)."""
        encoded = [self.encode(path) for path in paths]
        scores = torch.zeros(len(paths), len(self.relations))
        with single_thread(), torch.inference_mode():
            for length in sorted({len(path) for path in paths}):
                places = [i for i, path in enumerate(paths) if len(path) == length]
                steps = torch.tensor([encoded[i][0] for i in places])  # (paths, length)
                kinds = torch.tensor([encoded[i][1] for i in places])  # (paths, length + 1)
                scores[places] = self.net(steps, kinds)[:, 0::2]  # the forward symbols
        return scores

    def encode(self, path: Path) -> tuple[list[int], list[int]]:
        """The path's symbols, and its entities' kinds: the traits given and those implied."""
        for step in path.steps:
            if step.relation not in self.relations:
                raise InputError(
                    f"the student never learned the relation {step.relation}",
                    hint=did_you_mean(step.relation, self.relations),
                )
        known = [set(kind) for kind in path.kinds]
        for i, step in enumerate(path.steps):
            before, after = self.vocabulary.ends(step)
            known[i].update(before)
            known[i + 1].update(after)
        symbols = [self.vocabulary.symbol(step) for step in path.steps]
        return symbols, [self.vocabulary.kind(traits) for traits in known]

    def _predictions(self, scores: Tensor) -> tuple[Prediction, ...]:
        probabilities = self.calibration.probabilities(scores)
        pairs = zip(probabilities.tolist(), scores.tolist(), strict=True)
        return tuple(self._prediction(*pair) for pair in pairs)

    def _prediction(self, probabilities: list[float], scores: list[float]) -> Prediction:
        named = zip((*self.relations, None), probabilities, strict=True)
        ranking = tuple(sorted(named, key=lambda pair: -pair[1]))
        return Prediction(ranking, tuple(zip(self.relations, scores, strict=True)))

    def save_pretrained(self, folder: str | PathLike[str]) -> None:
        """Writes model.safetensors and config.json into the folder, whole or not at all."""
        from preceptor.student.saving import save_pretrained

        save_pretrained(self, folder)

    @staticmethod
    def from_pretrained(folder: str | PathLike[str]) -> PathStudent:
        """Reads what `save_pretrained` wrote. Raises InputError for anything else."""
        from preceptor.student.saving import from_pretrained

        return from_pretrained(folder)


@contextmanager
def single_thread() -> Iterator[None]:
    """Torch on one thread with deterministic algorithms; its settings are put back after."""
    threads = torch.get_num_threads()
    strict = torch.are_deterministic_algorithms_enabled()
    warn_only = torch.is_deterministic_algorithms_warn_only_enabled()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
        torch.use_deterministic_algorithms(strict, warn_only=warn_only)
