"""Arms with a neural student: ComplEx alone, and beside the rules of other arms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import process_time

from preceptor.learn.completion import STRICT, Aggregation, Ensemble, MaxPlus, Protocol, fit
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
    seeds: Sequence[int] = (0,),
    proofs: bool = False,
) -> Iterator[Result]:
    """For each seed a student, fitted on train, without rules and then with each set of them."""
    taken(protocol)
    advised = [_advised(split, arm) for arm in sets]
    for seed in seeds:
        trained = train_kg(split, seed=seed)
        alone = Arm(NAME, Weights.STUDENT, (), trained.cpu_s)
        valid_mrr = float(str(trained.metrics["valid_mrr"]))
        nothing, told = Ensemble(split, ()), {**trained.metrics}
        yield ranked(alone, nothing, trained.student.alone, valid_mrr, protocol, student=told)
        for arm, ensemble, advice in advised:
            joined = join(split, ensemble, seed, student=trained.student, advice=advice)
            cpu_s = arm.cpu_s + trained.cpu_s + joined.cpu_s
            both = Arm(f"{arm.name} + {NAME}", Weights.HYBRID, arm.rules, cpu_s)
            yield ranked(
                both,
                ensemble,
                joined.hybrid,
                float(str(joined.metrics["valid_mrr"])),
                protocol,
                proofs=proofs,
                student={**told, **joined.metrics},
            )


def _advised(split: Split, arm: Arm) -> tuple[Arm, Ensemble, tuple[Aggregation, ...]]:
    """A set of rules made ready, and the ways in which it advises: done once for all seeds."""
    began = process_time()
    ensemble = Ensemble(split, arm.rules)
    advice: tuple[Aggregation, ...] = (MaxPlus(), fit(ensemble))
    return arm._replace(cpu_s=arm.cpu_s + process_time() - began), ensemble, advice
