"""Verdicts: what becomes of each candidate, with every finding, as lines of JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, assert_never

from preceptor.logic import (
    Dropped,
    Finding,
    Kept,
    Origin,
    Quarantined,
    Repaired,
    Rule,
    Severity,
    Undecided,
    Verdict,
)
from preceptor.syntax import rule_id, show_atom, show_rule
from preceptor.syntax.jsonl import read_lines

VERDICTS = "verdicts.jsonl"

Row = Mapping[str, Any]  # a line of verdicts.jsonl


def verdict_row(verdict: Verdict, candidate: Rule, score: float) -> dict[str, Any]:
    """The line of a verdict. `text` is the rule as judged, `stated` as the candidate had it:
    they differ where statements of one rule under several weights were merged."""
    rule, origin = verdict.rule, candidate.origin
    return {
        "rule": rule_id(rule),
        "text": show_rule(rule),
        "stated": show_rule(candidate),
        "verdict": kind(verdict),
        "score": round(score, 6),
        **({} if origin is None else _place(origin)),
        "operators": [] if origin is None else list(origin.operators),
        "before": "" if origin is None else origin.before,
        "findings": [finding_row(finding) for finding in verdict.findings],
    }


def kind(verdict: Verdict) -> str:
    match verdict:
        case Kept():
            return "kept"
        case Repaired():
            return "repaired"
        case Quarantined():
            return "quarantined"
        case Dropped():
            return "dropped"
        case Undecided():
            return "undecided"
        case _:
            assert_never(verdict)


def finding_row(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "rules": list(finding.rules),
        "constraint": finding.constraint,
        "witness": [show_atom(atom) for atom in finding.witness],
        "derives": list(finding.derives),
        "decided_by": finding.decided_by,
        "hint": finding.hint,
        "where": [_place(origin) for origin in finding.where],
    }


def read_verdicts(path: Path) -> tuple[Row, ...]:
    return tuple(line.value for line in read_lines(path)[0])


def reason(row: Row) -> str:
    """The code of the finding that decided a verdict; '' for a rule without findings."""
    return deciding(row)["code"] if row["findings"] else ""


def deciding(row: Row) -> Mapping[str, Any]:
    """The first of the gravest findings: the others only remark on the rule."""
    gravity = [severity.value for severity in Severity]  # error, warning, note
    finding: Mapping[str, Any] = min(row["findings"], key=lambda f: gravity.index(f["severity"]))
    return finding


def counted(rows: Iterable[Row], verdict: str) -> dict[str, int]:
    """How many rows have the verdict, by the code that decided it, sorted by code."""
    return dict(sorted(Counter(reason(r) for r in rows if r["verdict"] == verdict).items()))


def kept(verdicts: Sequence[Verdict]) -> tuple[Rule, ...]:
    return tuple(v.rule for v in verdicts if isinstance(v, Kept | Repaired))


def _place(origin: Origin) -> dict[str, Any]:
    return {"reply": origin.source, "line": origin.line, "column": origin.column}
