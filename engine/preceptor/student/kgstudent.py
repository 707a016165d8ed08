"""KgStudent: ComplEx over a knowledge graph's vocabulary, and what it says together with rules."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from preceptor.learn.completion import Aggregation, Direction, Ensemble, Query, answers
from preceptor.learn.completion.aggregation import Found, exact
from preceptor.learn.completion.firing import Theory
from preceptor.learn.completion.proofs import Prover
from preceptor.learn.triples import Split
from preceptor.logic import InputError, Proof
from preceptor.student.calibration import NEVER
from preceptor.student.complex import ComplEx
from preceptor.student.hybrid import DecidedBy
from preceptor.student.pathstudent import single_thread

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class KgStudent:
    """Completes triples of a knowledge graph whose entities and relations it was fitted on.

    `temperature` and `threshold` were fitted on valid, for the student without rules.
    """

    entities: tuple[str, ...]
    relations: tuple[str, ...]
    net: ComplEx
    temperature: float = 1.0
    threshold: float = NEVER

    @property
    def parameters(self) -> int:
        return sum(weight.numel() for weight in self.net.parameters())

    @property
    def alone(self) -> KgHybrid:
        """The student without rules, to be evaluated and asked."""
        return KgHybrid(self, (), self.temperature, self.threshold)

    def logs(self, relation: int, direction: Direction, given: Ints) -> Floats:
        """(n,) entities -> (n, entities) log-probabilities of the candidates."""
        asked = relation + len(self.relations) * (direction is Direction.HEAD)
        rows = torch.from_numpy(np.asarray(given, np.int64))
        return self.log_rows(torch.stack((rows, torch.full_like(rows, asked)), 1)).numpy()

    def log_rows(self, queries: Tensor) -> Tensor:
        """(n, 2) entities and relations or inverses -> (n, entities) log-probabilities."""
        with single_thread(), torch.inference_mode():
            return torch.log_softmax(self.net(queries[:, 0], queries[:, 1]).double(), 1)

    def accept(self, split: Split) -> None:
        """Raises InputError for a graph of other entities or relations than the student's."""
        if (split.entities, split.relations) != (self.entities, self.relations):
            raise InputError(
                f"the student was fitted on other entities or relations than those of {split.name}",
                hint="fit one on this graph",
            )

    def save_pretrained(self, folder: str | PathLike[str]) -> None:
        """Writes model.safetensors and config.json into the folder, whole or not at all."""
        from preceptor.student.kgsaving import save_pretrained

        save_pretrained(self, folder)

    @staticmethod
    def from_pretrained(folder: str | PathLike[str]) -> KgStudent:
        """Reads what `save_pretrained` wrote. Raises InputError for anything else."""
        from preceptor.student.kgsaving import from_pretrained

        return from_pretrained(folder)


class Adviser(NamedTuple):
    """A way to score candidates by rules, and what its score counts beside a log-probability."""

    aggregation: Aggregation
    alpha: float


@dataclass(frozen=True, slots=True)
class Completion:
    """The likeliest new answers to a query with their probabilities, best first.

    `entity` is the answer, None where nobody is sure of one; `decided_by` says whose it is. The
    proof is the rules', None where none of them concludes the answer.
    """

    ranking: tuple[tuple[str, float], ...]
    entity: str | None
    decided_by: DecidedBy
    proof: Proof | None

    @property
    def confidence(self) -> float:
        """The probability that the likeliest is right."""
        return self.ranking[0][1] if self.ranking else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class KgHybrid:
    """A student and the rules beside it: log-probability + the sum of alpha * score of the rules.

    It is an aggregation like those of `learn.completion`, to be evaluated there over an ensemble
    of the same rules; without advisers it is the student alone.
    """

    student: KgStudent
    advisers: tuple[Adviser, ...] = ()
    temperature: float = 1.0
    threshold: float = NEVER

    @property
    def name(self) -> str:
        parts = [f"{alpha:g} x {by.name}" for by, alpha in self.advisers if alpha]
        return " + ".join(["ComplEx", *parts])

    def found(self, theory: Theory, direction: Direction, entities: Ints) -> Found:
        """See `Aggregation`; every entity is a candidate, and what it is worth is above 0."""
        scores = self.scores(theory, direction, entities)
        codes = np.arange(scores.size)
        return Found(codes, exact(scores - scores.min(initial=0.0) + 1).ravel(), scores.ravel())

    def worth(self, theory: Theory) -> Floats:
        """See `Aggregation`; that of the first adviser that counts."""
        heard = [by for by, alpha in self.advisers if alpha]
        return heard[0].worth(theory) if heard else np.ones(len(theory.scored))

    def scores(self, theory: Theory, direction: Direction, entities: Ints) -> Floats:
        """(n,) entities -> (n, entities) scores of the candidates."""
        scores = self.student.logs(theory.relation, direction, entities)
        for aggregation, alpha in self.advisers:
            if alpha:
                said = aggregation.found(theory, direction, entities)
                scores.reshape(-1)[said.codes] += alpha * said.strength
        return scores

    def complete(self, ensemble: Ensemble, query: Query, limit: int = 10) -> Completion:
        """The best `limit` candidates that train does not hold, and an answer if one is sure.

        Above the threshold the answer is the likeliest of them, else that of the rules alone.
        """
        split = ensemble.split
        self.student.accept(split)
        theory = ensemble.theory(query.relation)
        (scores,) = self.scores(theory, query.direction, np.array([query.entity], np.int64))
        scores[_told(split, query)] = -np.inf
        if np.isneginf(scores).all():
            return Completion((), None, DecidedBy.NONE, None)
        odds = np.exp((scores - scores.max()) / self.temperature)
        shares = odds / odds.sum()
        best = [int(i) for i in np.lexsort((np.arange(len(scores)), -scores)) if shares[i] > 0]
        ranking = tuple((split.entities[i], float(shares[i])) for i in best[:limit])
        if ranking[0][1] >= self.threshold:
            proof = _proof(ensemble, query, best[0], self)
            return Completion(ranking, ranking[0][0], DecidedBy.STUDENT, proof)
        by = next((by for by, alpha in self.advisers if alpha), None)
        for answer in answers(split, ensemble, query, aggregation=by, limit=1):
            return Completion(ranking, answer.entity, DecidedBy.RULES, answer.proof)
        return Completion(ranking, None, DecidedBy.NONE, None)


def _told(split: Split, query: Query) -> Ints:
    """What train answers to a query."""
    known = split.index().of(query.relation).astype(np.int64)
    given, asked = (0, 2) if query.direction is Direction.TAIL else (2, 0)
    return np.asarray(known[known[:, given] == query.entity, asked])


def _proof(ensemble: Ensemble, query: Query, entity: int, by: Aggregation) -> Proof | None:
    """A proof by the rule that is worth most of those that conclude the entity, if one does."""
    theory = ensemble.theory(query.relation)
    fired = theory.fire(query.direction, np.array([query.entity], np.int64))
    rules = np.sort(fired.rule[fired.code == entity])
    if not len(rules):
        return None
    best = int(rules[np.argmax(by.worth(theory)[rules])])
    pair = (query.entity, entity) if query.direction is Direction.TAIL else (entity, query.entity)
    return Prover(ensemble.graph_split).proof(theory.scored[best].rule, *pair)
