"""The check on theories with planted conflicts: what it misses, what it makes up, what it costs.

    python benchmarks/checking.py --rules 10000 100000 --seeds 3
    python benchmarks/checking.py --rules 100000 --seeds 1 --brief

A planted theory (benchmarks/planted.py) knows its minimal cores and its incoherent rules. Each
seed prints what the findings of a whole `check` without SWI-Prolog and of the repair differ in
from these, their CPU seconds and the peak memory up to there; then the milliseconds of a step of a
CheckSession on all rules. What misses a target of TARGETS is named. Without --brief the stages
follow (benchmarks/checkstages.py): minimal cores, replays, and the same by Z3, as ratios. Results
are appended to benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import z3
from checkstages import stages
from planted import Planted, planted

import preceptor
from preceptor.check import CheckSession, Status, check
from preceptor.check.repair import repair
from preceptor.logic import Code

RESULTS = Path(__file__).parent / "results" / "checking.jsonl"
TARGETS = {"peak_mib": 1024.0, "add_ms_median": 1.0, "told_missed": 0.0, "told_extra": 0.0}
TARGETS_BY_SIZE = {10_000: 5.0, 100_000: 60.0}  # CPU seconds of the check with the repair

Result = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rules", type=int, nargs="+", default=[10_000], metavar="N")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="theories [3]")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the first seed [0]")
    parser.add_argument("--steps", type=int, default=500, metavar="N", help="of a session [500]")
    parser.add_argument("--brief", action="store_true", help="the whole and the session alone")
    parser.add_argument("--quick", action="store_true", help="one theory of 1,000 rules")
    options = parser.parse_args()
    sizes = [1_000] if options.quick else options.rules
    seeds = 1 if options.quick else options.seeds
    for size in sizes:
        for seed in range(options.first, options.first + seeds):
            made = planted(size, seed)
            result = whole(made, size, seed) | session(made, seed, options.steps)
            result["targets_missed"] = missed(result, size)
            if not options.brief:
                result |= stages(made, seed)
            print("  ".join(f"{key} {value}" for key, value in result.items()), flush=True)
            RESULTS.parent.mkdir(exist_ok=True)
            with RESULTS.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result) + "\n")


def whole(made: Planted, size: int, seed: int) -> Result:
    """What a whole check tells and how its conflicts are repaired, in CPU seconds."""
    began = process_time()
    report = check(made.theory, constraints=made.laws, with_prolog=False)
    checked = process_time()
    mended = repair(made.theory, constraints=made.laws, report=report)
    ended = process_time()
    told = {frozenset(f.rules) for f in report.findings if f.code is Code.CONFLICT}
    incoherent = {name for name, status in report.status if status is Status.INCOHERENT}
    return {
        "preceptor": preceptor.__version__,
        "z3": z3.get_version_string(),
        "python": platform.python_version(),
        "seed": seed,
        "rules": len(made.rules),
        "planted": len(made.cores),
        "told_missed": len(made.cores - told) + len(made.incoherent - incoherent),
        "told_extra": len(told - made.cores) + len(incoherent - made.incoherent),
        "repaired": len(mended.changed),
        "optimal": mended.optimal,
        "check_cpu_s": round(checked - began, 2),
        "repair_cpu_s": round(ended - checked, 2),
        "whole_cpu_s": round(ended - began, 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def missed(result: Result, size: int) -> list[str]:
    """The targets that a result misses."""
    targets = TARGETS | ({"whole_cpu_s": TARGETS_BY_SIZE[size]} if size in TARGETS_BY_SIZE else {})
    return [name for name, most in targets.items() if float(str(result[name])) > most]


def session(made: Planted, seed: int, steps: int) -> Result:
    """Milliseconds of CPU to add a rule to all the others, and to remove it first."""
    began = process_time()
    held = CheckSession(made.signature, constraints=made.laws)
    for rule in made.rules:
        held.add(rule)
    loaded = process_time() - began
    found = {frozenset(rule.name or "" for rule in v.core) for v in held.violations}
    added: list[float] = []
    removed: list[float] = []
    for rule in random.Random(seed).sample(made.rules, min(steps, len(made.rules))):
        began = process_time()
        held.remove(rule)
        between = process_time()
        held.add(rule)
        removed.append(between - began)
        added.append(process_time() - between)
    after = {frozenset(rule.name or "" for rule in v.core) for v in held.violations}
    return {
        "session_differences": len(found ^ made.cores) + len(after ^ made.cores),
        "session_load_cpu_s": round(loaded, 2),
        **{f"add_ms_{name}": value for name, value in spread(added).items()},
        **{f"remove_ms_{name}": value for name, value in spread(removed).items()},
    }


def spread(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    at = {"median": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(1000 * ordered[int(q * (len(ordered) - 1))], 3) for name, q in at.items()}


if __name__ == "__main__":
    main()
