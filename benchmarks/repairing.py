"""The repair of theories with planted conflicts: what it touches, what is left, what it costs.

    python benchmarks/repairing.py --rules 10000 --seeds 3

A planted theory (benchmarks/planted.py) knows its minimal cores. No two of them share a rule, so
that the least number of rules to touch is the number of cores. Each seed prints CPU seconds of
the repair beside those of the check, as a ratio. Results are appended to benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path
from time import process_time

import z3
from planted import Planted, planted

import preceptor
from preceptor.check import check
from preceptor.check.repair import repair

RESULTS = Path(__file__).parent / "results" / "repairing.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rules", type=int, default=10_000, metavar="N", help="rules [10000]")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="theories [3]")
    options = parser.parse_args()
    for seed in range(options.seeds):
        result = {"seed": seed, **repaired(planted(options.rules, seed))}
        print("  ".join(f"{key} {value}" for key, value in result.items()))
        RESULTS.parent.mkdir(exist_ok=True)
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result) + "\n")


def repaired(made: Planted) -> dict[str, object]:
    """What the repair of a planted theory came to, and what a fresh check says of it."""
    began = process_time()
    report = check(made.theory, constraints=made.laws, with_prolog=False)
    checked = process_time()
    found = repair(made.theory, constraints=made.laws, report=report)
    mended = process_time()
    after = check(found.theory, constraints=made.laws, with_prolog=False)
    return {
        "preceptor": preceptor.__version__,
        "z3": z3.get_version_string(),
        "python": platform.python_version(),
        "rules": len(made.theory),
        "cores": len(made.cores),
        "touched": len(found.changed),
        "narrowed": sum(one.after is not None for one in found.changed),
        "optimal": found.optimal,
        "rounds": found.rounds,
        "safe_before": report.safe,
        "safe_after": after.safe,
        "consistent_after": after.consistent,
        "check_cpu_s": round(checked - began, 2),
        "repair_cpu_s": round(mended - checked, 2),
        "ratio": float(f"{(mended - checked) / (checked - began):.2g}"),
    }


if __name__ == "__main__":
    main()
