"""Offers: the findings of a report with the repairs that verify, and the question to ask."""

from __future__ import annotations

from dataclasses import replace

from preceptor.check.counterexample import counterexample
from preceptor.check.repair.clashes import BROKEN, Clashes
from preceptor.check.repair.suggest import Prices, suggestions
from preceptor.check.repair.trial import Budget, Trial
from preceptor.check.repair.vicinity import Vicinity
from preceptor.check.report import Report
from preceptor.logic import Finding

FINDINGS = 5  # for which a check works out repairs
SECONDS = 10.0  # of CPU time for all of them


def with_repairs(
    report: Report,
    *,
    findings: int = FINDINGS,
    seconds: float = SECONDS,
    prices: Prices | None = None,
) -> Report:
    """The report with an `ask` for each conflict and violation, and verified repairs.

    Repairs are worked out for the first so many of them, errors before warnings, and no new one is
    begun after so many CPU seconds; the others keep their hint.
    """
    if report.setting is None or not any(f.code in BROKEN for f in report.findings):
        return report
    vicinity = Vicinity(report.setting)
    trial = Trial(vicinity, dict(report.status), Budget(seconds))
    clashes = Clashes(vicinity)
    chosen = _first(report, findings)

    def offered(finding: Finding) -> Finding:
        clash = clashes.with_subject(finding)
        if clash is None:
            return finding
        ask = counterexample(clash, report.setting.signature) if report.setting else ""
        if id(finding) not in chosen or trial.is_over:
            return replace(finding, ask=ask)
        return replace(finding, ask=ask, repairs=suggestions(clash, trial, prices, ask))

    return replace(report, findings=tuple(map(offered, report.findings)))


def _first(report: Report, number: int) -> frozenset[int]:
    """The findings, by identity, that repairs are worked out for."""
    broken = [finding for finding in report.findings if finding.code in BROKEN]
    broken.sort(key=lambda finding: finding not in report.errors)
    return frozenset(map(id, broken[:number]))
