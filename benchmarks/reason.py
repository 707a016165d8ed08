"""Bulk reasoning: our engine beside others, on workloads made from a seed.

    python benchmarks/reason.py --quick
    python benchmarks/reason.py --workloads closure:4000 family:100000 --reasoners ours nemo

Each run is a process of its own, on one thread. Printed are CPU seconds (user and system, of the
process and its children; from rules and facts to every derived tuple in Python) with the ratio of
ours to each, and peak memory. Reasoners that finish must count the same tuples in every relation,
and those that weigh proofs find the same confidences in sum; where they do not, this ends with
exit code 1. Results are appended to benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import resource
import subprocess
import sys
import tempfile
import time
from math import isclose
from pathlib import Path
from typing import Any

from reasoners import REASONERS, Unfit, prepared
from reasoners.prepared import WEIGHT
from workloads import workload

RESULTS = Path(__file__).parent / "results" / "reason.jsonl"
QUICK = ["chain:200", "closure:400", "weighted:400", "generation:300", "points:4000", "family:1000",
         "university:1", "many:100", "totals:2000", "closure:300:names"]  # fmt: skip
FULL = ["chain:1000", "closure:1250", "closure:4000", "weighted:1250", "weighted:4000",
        "generation:1000", "points:100000", "unclustered:2000", "family:10000", "family:100000",
        "university:5", "many:1000", "many:10000", "totals:200000",
        "family:10000:names"]  # fmt: skip
WEIGHING = ["ours-weights", "ours", "duckdb-key", "duckdb-delta", "swi-max"]  # for weighted ones
THREADS = ("OMP_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "NUMBA_NUM_THREADS")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--workloads", nargs="+", metavar="W", help=f"of {', '.join(FULL)}")
    parser.add_argument("--reasoners", nargs="+", choices=[*REASONERS], default=[*REASONERS])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quick", action="store_true", help="small sizes: a minute in all")
    parser.add_argument("--timeout", type=float, metavar="S", help="of a run [180; quick 20]")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return child(*options.child)
    names = options.workloads or (QUICK if options.quick else FULL)
    timeout = options.timeout or (20 if options.quick else 180)
    agree = True
    for name in names:
        results = measured(name, options.seed, suited(name, options.reasoners), timeout)
        agree = report(name, results) and agree
    return 0 if agree else 1


def suited(name: str, reasoners: list[str]) -> list[str]:
    """Where proofs have weights, those that weigh them, and some that do not to compare with."""
    if name.startswith("weighted:"):
        return [reasoner for reasoner in WEIGHING if reasoner in reasoners]
    weighing = {"ours-weights", "duckdb-key", "swi-max"}
    return [reasoner for reasoner in reasoners if reasoner not in weighing]


def measured(name: str, seed: int, reasoners: list[str], timeout: float) -> list[dict[str, Any]]:
    """A result for each reasoner."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workload.pickle"
        path.write_bytes(pickle.dumps(workload(name, seed)))
        results = []
        for reasoner in reasoners:
            result = {"workload": name, "seed": seed, "reasoner": reasoner}
            results.append(result | run(reasoner, path, timeout))
    RESULTS.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "time": int(time.time())}
    with RESULTS.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(result | machine)}\n" for result in results)
    return results


def run(reasoner: str, path: Path, timeout: float) -> dict[str, Any]:
    """One reasoner in a process of its own; what it says last is its result."""
    return alone(__file__, ["--child", reasoner, str(path)], timeout)


def alone(script: str, words: list[str], timeout: float) -> dict[str, Any]:
    """A script in a process of its own, on one thread; the JSON that it says last, or the error."""
    environment = os.environ | dict.fromkeys(THREADS, "1")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package is compiled once
    process = subprocess.Popen(
        [sys.executable, script, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        start_new_session=True,
    )
    try:
        said, complaint = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return {"error": f"more than {timeout:g} s"}
    if process.returncode or not said.strip():
        last = complaint.strip().splitlines()[-1:] or [f"exit code {process.returncode}"]
        return {"error": last[0][:200]}
    found: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return found


def child(reasoner: str, path: str) -> int:
    work = pickle.loads(Path(path).read_bytes())
    folder = Path(tempfile.mkdtemp(dir=Path(path).parent))
    try:
        timed = prepared(reasoner, work, folder)
        began = cpu_seconds()
        counts = timed()
        spent = cpu_seconds() - began
    except Unfit as reason:
        print(json.dumps({"error": str(reason)}))
        return 0
    peak = max(_usage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"cpu_s": round(spent, 3), "peak_mb": peak // 1024, "counts": counts}))
    return 0


def cpu_seconds() -> float:
    both = (_usage(resource.RUSAGE_SELF), _usage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _usage(who: int) -> resource.struct_rusage:
    return resource.getrusage(who)


def report(name: str, results: list[dict[str, Any]]) -> bool:
    """Prints one workload's table; says whether all that finished agree."""
    finished = [result for result in results if "counts" in result]
    expected = finished[0]["counts"] if finished else {}
    ours = next((r["cpu_s"] for r in finished if r["reasoner"].startswith("ours")), None)
    print(f"{name}: {sum(n for p, n in expected.items() if p != WEIGHT)} tuples")
    agree = True
    for result in results:
        line = f"  {result['reasoner']:<13}"
        if "error" in result:
            print(f"{line} {result['error']}")
            continue
        ratio = "" if ours is None else f"  ours/this {ours / max(result['cpu_s'], 0.001):6.3f}"
        print(f"{line} {result['cpu_s']:8.2f} s {result['peak_mb']:6} MB{ratio}", end="")
        wrong = {p: n for p, n in result["counts"].items() if not alike(n, expected.get(p, n))}
        agree = agree and not wrong
        print(f"  DISAGREES: {wrong}" if wrong else "")
    sys.stdout.flush()
    return agree


def alike(one: float, other: float) -> bool:
    """Counts are the same; sums of confidences are, but for the order in which they are added."""
    return isclose(one, other, rel_tol=1e-9 if isinstance(one, float) else 0)


if __name__ == "__main__":
    sys.exit(main())
