"""Right answers in first place, each with a proof that the certifier has looked over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from preceptor.learn.completion.aggregation import Aggregation, MaxPlus
from preceptor.learn.completion.ensemble import Ensemble
from preceptor.learn.completion.evaluation import placed
from preceptor.learn.completion.firing import Fired
from preceptor.learn.completion.proofs import Prover
from preceptor.learn.completion.protocols import STRICT, Protocol
from preceptor.learn.completion.queries import Batch, Direction, batches
from preceptor.learn.triples import Part
from preceptor.logic import Proof


@dataclass(frozen=True, slots=True)
class Certified:
    """Of the answers that count as hits at one: those that a rule concludes, and those proved.

    `complaints` are what the certifier finds wrong, or that a proof was not found.
    """

    hits: int
    supported: int
    certified: int
    complaints: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Of the supported ones; 1 where there are none."""
        return self.certified / self.supported if self.supported else 1.0

    def __str__(self) -> str:
        return (
            f"{self.certified} of {self.supported} rule-supported hits@1 carry a certified proof "
            f"({self.share:.1%}); {self.hits} hits@1 in all"
        )


def certify_hits(
    ensemble: Ensemble,
    *,
    protocol: Protocol = STRICT,
    aggregation: Aggregation | None = None,
    part: Part = "test",
) -> Certified:
    """Prove every right answer in first place by the rule that is worth most, and check it."""
    chosen = aggregation or MaxPlus()
    prover = Prover(ensemble.graph_split)
    hits, complaints = 0, []
    proofs: list[Proof] = []
    for batch in batches(ensemble.split, part, protocol.directions):
        found = placed(ensemble, batch, chosen, protocol)
        best = np.flatnonzero(protocol.reciprocal(found) >= 1)
        hits += len(best)
        for rule, head, tail in _reasons(ensemble, batch, best.tolist(), chosen):
            try:
                proofs.append(prover.proof(ensemble.scored[rule].rule, head, tail))
            except ValueError as error:
                complaints.append(str(error))
    wrong = {i: told for i, proof in enumerate(proofs) if (told := prover.complaints(proof))}
    complaints += [told for each in wrong.values() for told in each]
    supported = len(proofs) + len(complaints) - sum(map(len, wrong.values()))
    return Certified(hits, supported, len(proofs) - len(wrong), tuple(complaints))


def _reasons(
    ensemble: Ensemble, batch: Batch, chosen: list[int], aggregation: Aggregation
) -> Iterator[tuple[int, int, int]]:
    """The best rule of each chosen query's answer, with the answer's head and tail."""
    theory = ensemble.theory(batch.relation)
    size = len(ensemble.split.entities)
    by_code = _best(theory.fire(batch.direction, batch.entities), aggregation.worth(theory))
    for query in chosen:
        row, gold = int(batch.row[query]), int(batch.gold[query])
        if (rule := by_code.get(row * size + gold)) is not None:
            given = int(batch.entities[row])
            pair = (given, gold) if batch.direction is Direction.TAIL else (gold, given)
            yield int(theory.numbers[rule]), *pair


def _best(fired: Fired, worth: np.ndarray) -> dict[int, int]:
    """The rule that is worth most behind each code; of equals the first."""
    order = np.lexsort((fired.rule, -worth[fired.rule], fired.code))
    codes, first = np.unique(fired.code[order], return_index=True)
    return dict(zip(codes.tolist(), fired.rule[order][first].tolist(), strict=True))
