"""Arms with a neural student: ComplEx alone, and beside the rules of other arms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.learn.completion import STRICT, Ensemble, Protocol
from preceptor.learn.triples import Split
from preceptor.logic import InputError
from preceptor.student import join, train_kg
from preceptor.study.arms import Arm, Result, Weights, ranked

NAME = "ComplEx"


def taken(protocol: Protocol) -> None:
    """Raises InputError for a protocol under which no student can be ranked."""
    if tuple(protocol.graph) != ("train",) or protocol.sums:
        message = f"no student is ranked under {protocol.name}, which shows rules the valid part"
        raise InputError(message, "use --protocol strict")


def with_student(
    split: Split,
    sets: Iterable[Arm],
    protocol: Protocol = STRICT,
    *,
    seed: int = 0,
    proofs: bool = False,
) -> Iterator[Result]:
    """One student, fitted on train, without rules and then with each set of them."""
    taken(protocol)
    trained = train_kg(split, seed=seed)
    figures = {**trained.metrics}
    alone = Arm(NAME, Weights.STUDENT, (), trained.cpu_s)
    valid_mrr = float(str(trained.metrics["valid_mrr"]))
    nothing = Ensemble(split, ())
    yield ranked(alone, nothing, trained.student.alone, valid_mrr, protocol, student=figures)
    for arm in sets:
        joined = join(split, arm.rules, seed, student=trained.student)
        cpu_s = arm.cpu_s + trained.cpu_s + joined.cpu_s
        both = Arm(f"{arm.name} + {NAME}", Weights.HYBRID, arm.rules, cpu_s)
        valid_mrr = float(str(joined.metrics["valid_mrr"]))
        yield ranked(
            both,
            joined.ensemble,
            joined.hybrid,
            valid_mrr,
            protocol,
            proofs=proofs,
            student={**figures, **joined.metrics},
        )
