"""The report on a theory, and the JSON document that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from preceptor.check.agreement import Agreement
from preceptor.check.notes import text
from preceptor.check.setting import Setting
from preceptor.check.status import Status
from preceptor.logic import Code, Finding, Origin, Severity, Suggestion
from preceptor.syntax import show_atom

SCHEMA = "preceptor/check/1"

_WITH_CORE = (Code.CONFLICT, Code.OVERLAP, Code.TENSION, Code.VIOLATION)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found of a theory.

    `consistent`: no rule is incoherent. `safe`: no database that respects the denials leads to a
    violation. Both are None where this bound does not decide. `status` has an entry for each rule
    id, in order; `truncated` says that limits cut the search for conflicts short. `setting` has
    the rules and laws that came as far as that search.
    """

    rules: int
    consistent: bool | None
    safe: bool | None
    bound: int
    truncated: bool
    status: tuple[tuple[str, Status], ...]
    findings: tuple[Finding, ...]
    agreement: Agreement
    cpu_s: float
    setting: Setting | None = field(default=None, repr=False, compare=False)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """What a solver or a limit left open that might decide the outcome."""
        return tuple(f for f in self.warnings if f.code is Code.UNDECIDED)

    def document(self) -> dict[str, Any]:
        """The `preceptor/check/1` document, ready for `json.dumps`."""
        return {
            "schema": SCHEMA,
            "rules": self.rules,
            "consistent": self.consistent,
            "safe": self.safe,
            "bound": self.bound,
            "truncated": self.truncated,
            "status": {name: str(status) for name, status in self.status},
            "agreement": self.agreement.agreed,
            "findings": [finding_document(finding) for finding in self.findings],
            "cpu_s": round(self.cpu_s, 3),
        }


def finding_document(finding: Finding) -> dict[str, Any]:
    """One entry of a document's `findings`."""
    has_core = finding.code in _WITH_CORE
    return {
        "code": str(finding.code),
        "severity": str(finding.severity),
        "rules": list(finding.rules),
        "constraint": finding.constraint,
        "core": list(finding.rules) if has_core else [],
        "minimal": has_core and finding.decided_by == "z3",  # a proof's facts need not be
        "witness": [show_atom(atom) for atom in finding.witness],
        "derives": list(finding.derives),
        "replayed": finding.replayed,
        "decided_by": finding.decided_by,
        "repairs": [_repair(repair) for repair in finding.repairs] or _hint(finding.hint),
        "ask": finding.ask,
        "where": [_place(origin) for origin in finding.where],
        "message": finding.message,
    }


def _repair(repair: Suggestion) -> dict[str, Any]:
    return {
        "kind": str(repair.kind),
        "rule": repair.rule,
        "before": None if repair.before is None else text(repair.before),
        "after": None if repair.after is None else text(repair.after),
        "cost": repair.cost,
        "verified": repair.verified,
        "text": repair.text,
    }


def _hint(hint: str) -> list[dict[str, Any]]:
    """What to do in general, where no repair was worked out."""
    if not hint:
        return []
    unknown = dict.fromkeys(("rule", "before", "after", "cost"))
    return [{"kind": "hint", **unknown, "verified": False, "text": hint}]


def _place(origin: Origin) -> dict[str, Any]:
    return {"file": origin.source, "line": origin.line, "column": origin.column}
