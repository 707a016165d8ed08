"""Metrics: the counts and figures of a run, `preceptor/run/1`. No times: those are apart."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from preceptor.distil.asking import RECORDING
from preceptor.distil.authors import AUTHORS
from preceptor.distil.candidates import CANDIDATES, HARVEST, rejected
from preceptor.distil.elicitation import elicited
from preceptor.distil.folder import SEAL, read_document
from preceptor.distil.judging import CHECK
from preceptor.distil.replyfile import REPLIES
from preceptor.distil.schooling import report
from preceptor.distil.verdicts import VERDICTS, counted, read_verdicts
from preceptor.syntax.jsonl import read_lines

METRICS = SEAL
SCHEMA = "preceptor/run/1"


def metrics(path: Path, domain: str, strategy: str, seed: int) -> dict[str, Any]:
    """The document, from the files of the run. A rule counts once for each place that states it:

    candidates = accepted + quarantined + dropped + undecided; repaired are among the accepted.
    """
    rows = read_verdicts(path / VERDICTS)
    found = Counter(row["verdict"] for row in rows)
    harvest = read_document(path / HARVEST)
    codes = Counter(row["code"] for row in rejected(path / CANDIDATES))
    check = read_document(path / CHECK)
    authors = path / AUTHORS
    further = elicited(path)
    return {
        "schema": SCHEMA,
        "domain": domain,
        "strategy": strategy,
        "seed": seed,
        "counts": {
            "replies": len(read_lines(path / REPLIES)[0]),
            "unreadable": len(read_document(path / RECORDING)["faults"]),
            "statements": harvest["statements"],
            "rejected": dict(sorted(codes.items())),
            "candidates": len(rows),
            "accepted": found["kept"] + found["repaired"],
            "repaired": found["repaired"],
            "quarantined": found["quarantined"],
            "quarantined_by": counted(rows, "quarantined"),
            "dropped": counted(rows, "dropped"),
            "undecided": found["undecided"],
        },
        "harvest": harvest,
        "consistent": check["consistent"],
        "safe": check["safe"],
        "bound": check["bound"],
        "agreement": check["agreement"],
        "findings": dict(sorted(Counter(f["code"] for f in check["findings"]).items())),
        **({"authors": read_document(authors)} if authors.exists() else {}),
        **({"elicitation": further} if further else {}),
        "student": report(path),
    }
