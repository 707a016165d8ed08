"""Students of knowledge graphs, alone and beside mined rules: five seeds, the strict protocol.

    python benchmarks/kgstudents.py umls kinship --seeds 5
    python benchmarks/kgstudents.py --data FOLDER --json OUT.jsonl

FOLDER holds a folder of train.txt, valid.txt and test.txt for each graph; PRECEPTOR_SHARED/data/kg
unless given. Every choice (epoch, temperature, what rules count) is made on valid. So were the
settings: 28 fittings of umls and 18 of kinship, and two ways to mine umls; the patience was
doubled for what valid showed of one seed, when test figures of three seeds had been seen as well.
CPU seconds are those of this process on one thread, however busy the machine is.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from time import process_time

import torch

import preceptor
from preceptor.learn.completion import Ensemble, Evaluation, MaxPlus, certify_hits, evaluate, fit
from preceptor.learn.mining import mine
from preceptor.learn.triples import Split, read_split
from preceptor.student import KgHybrid, calibration_error, join, train_kg

RULES = {  # how each graph is mined; of two ways for umls the one whose hybrid was better on valid
    "umls": {"length": 2, "per_head": 500},
    "kinship": {"length": 2, "per_head": 200, "min_confidence": 0.05},
    "family": {"length": 2},
}
AIMS = {
    ("umls", "ComplEx"): 0.965,
    ("umls", "hybrid"): 0.988,
    ("kinship", "ComplEx"): 0.865,
    ("kinship", "hybrid"): 0.87,
}

Row = dict[str, object]


def main() -> None:
    """Prints each figure as it is there, then means and ranges, beside what they are to reach."""
    asked = _arguments()
    print(f"preceptor {preceptor.__version__}, torch {torch.__version__}, Python "
          f"{sys.version.split()[0]}, {torch.get_num_threads()} thread(s)")  # fmt: skip
    for name in asked.graphs:
        parts = (asked.data / name / f"{part}.txt" for part in ("train", "valid", "test"))
        rows = list(_rows(read_split(*parts, name=name), range(asked.seeds)))
        for arm in ("ComplEx", "hybrid"):
            _summary(name, arm, [row for row in rows if row["arm"] == arm])
        if asked.json:
            with asked.json.open("a") as out:
                out.writelines(json.dumps(row) + "\n" for row in rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("graphs", nargs="*", default=["umls", "kinship"], choices=[*RULES, []])
    shared = Path(os.environ.get("PRECEPTOR_SHARED", "."))
    parser.add_argument("--data", type=Path, default=shared / "data" / "kg")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _rows(split: Split, seeds: range) -> Iterator[Row]:
    start = process_time()
    mined = mine(split, **RULES[split.name])  # type: ignore[arg-type]
    ensemble = Ensemble(split, mined.rules)
    ways = (MaxPlus(), fit(ensemble))
    print(f"{split.name}: {len(mined.rules)} rules, mined and weighted in "
          f"{process_time() - start:.1f} CPU s")  # fmt: skip
    bare = Ensemble(split, ())
    for seed in seeds:
        trained = train_kg(split, seed=seed)
        alone = trained.student.alone
        found = evaluate(split, bare, aggregation=alone)
        yield _told("ComplEx", found, {**trained.metrics}, alone, bare, trained.cpu_s)
        joined = join(split, ensemble, seed, student=trained.student, advice=ways)
        found = evaluate(split, ensemble, aggregation=joined.hybrid)
        proofs = certify_hits(ensemble, aggregation=joined.hybrid)
        metrics = {**joined.metrics, "supported": proofs.supported, "certified": proofs.certified}
        yield _told("hybrid", found, metrics, joined.hybrid, ensemble, joined.cpu_s)


def _told(
    arm: str, found: Evaluation, metrics: Row, by: KgHybrid, ensemble: Ensemble, cpu_s: float
) -> Row:
    row: Row = {
        "graph": found.split,
        "arm": arm,
        "mrr": round(found.mrr, 4),
        "hits1": round(found.hits1, 4),
        "hits10": round(found.hits10, 4),
        "queries": found.queries,
        **metrics,
        "ece": round(calibration_error(by, ensemble), 4),
        "cpu_s": round(cpu_s, 1),
    }
    print("  " + json.dumps(row), flush=True)
    return row


def _summary(graph: str, arm: str, rows: list[Row]) -> None:
    figures = [float(str(row["mrr"])) for row in rows]
    aim = AIMS.get((graph, arm))
    told = "" if aim is None else f"; {'reaches' if mean(figures) >= aim else 'MISSES'} {aim}"
    print(f"{graph} {arm}: MRR {mean(figures):.4f} ({min(figures):.4f} to {max(figures):.4f}, "
          f"{len(rows)} seeds){told}")  # fmt: skip


if __name__ == "__main__":
    main()
