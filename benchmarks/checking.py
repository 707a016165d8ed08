"""The check on theories with planted conflicts: what it misses, what it makes up, what it costs.

    python benchmarks/checking.py --rules 10000 --seeds 3

A planted theory (benchmarks/planted.py) knows its minimal cores and its incoherent rules. Each
seed prints CPU seconds a stage and the two differences, beside Z3 asked for the same pairs of
rules one by one, extrapolated from a sample. Results are appended to benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from time import process_time

import z3
from planted import Planted, planted

import preceptor
from preceptor.check.guards import decide, problem
from preceptor.check.program import Program
from preceptor.check.reach import reach
from preceptor.check.search import Search
from preceptor.check.standing import standing
from preceptor.check.status import Status
from preceptor.check.witness import laws
from preceptor.logic import Rule, apart

RESULTS = Path(__file__).parent / "results" / "checking.jsonl"
SAMPLE = 300  # pairs of rules that Z3 is asked about
BOUND = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rules", type=int, default=10_000, metavar="N", help="rules [10000]")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="theories [3]")
    options = parser.parse_args()
    for seed in range(options.seeds):
        result = measured(planted(options.rules, seed), seed)
        print("  ".join(f"{key} {value}" for key, value in result.items()))
        RESULTS.parent.mkdir(exist_ok=True)
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result) + "\n")


def measured(made: Planted, seed: int) -> dict[str, object]:
    clock = Clock()
    theory = made.theory
    stated = laws(theory.rules, made.laws, theory.signature)
    search = Search(Program(theory.rules, stated, theory.signature), BOUND)
    clock.lap("compile")
    found = [reach(law, search, lambda rule: rule.is_hard) for law in stated]
    clock.lap("cores")
    statuses = {rule.name: standing(rule, search).status for rule in theory}
    clock.lap("status")
    cores = {frozenset(r.name or "" for r in v.core) for one in found for v in one.violations}
    incoherent = {name for name, status in statuses.items() if status is Status.INCOHERENT}
    ours = sum(clock.laps.values())
    pairwise = pairs_by_z3(theory.rules, made, seed)
    return {
        "preceptor": preceptor.__version__,
        "z3": z3.get_version_string(),
        "python": platform.python_version(),
        "seed": seed,
        "rules": len(theory),
        "laws": len(stated),
        "planted": len(made.cores),
        "cores_missed": len(made.cores - cores),
        "cores_extra": len(cores - made.cores),
        "incoherent_missed": len(made.incoherent - incoherent),
        "incoherent_extra": len(incoherent - made.incoherent),
        "undecided": sum(not one.decided for one in found),
        **{f"{name}_cpu_s": round(seconds, 3) for name, seconds in clock.laps.items()},
        "ours_cpu_s": round(ours, 2),
        "all_pairs_z3_cpu_s": round(pairwise, 1),
        "ratio": float(f"{ours / pairwise:.2g}"),
    }


def pairs_by_z3(rules: tuple[Rule, ...], made: Planted, seed: int) -> float:
    """CPU seconds that Z3 would take over the guards of every pair, from a sample of pairs."""
    chance = random.Random(seed)
    count = len(rules) * (len(rules) - 1) // 2
    began = process_time()
    for one, other in sampled(rules, chance):
        body = (*one.body, *apart(other, 1).body)
        decide(problem(body, made.signature))
    return (process_time() - began) / SAMPLE * count


def sampled(rules: tuple[Rule, ...], chance: random.Random) -> Iterator[tuple[Rule, Rule]]:
    guarded = [rule for rule in rules if len(rule.body) > 1]
    pool = list(combinations(chance.sample(guarded, min(40, len(guarded))), 2))
    yield from chance.sample(pool, min(SAMPLE, len(pool)))


class Clock:
    """CPU seconds by the name of the stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._began = process_time()

    def lap(self, name: str) -> None:
        now = process_time()
        self.laps[name] = now - self._began
        self._began = now


if __name__ == "__main__":
    main()
