"""Reporting: findings and check reports as a reader sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from preceptor.logic import Fault, Finding, Severity
from preceptor.syntax import show_goal

if TYPE_CHECKING:
    from preceptor.check import Report


def say_report(report: Report) -> Iterator[str]:
    """Every finding, and a last line that sums them up."""
    for finding in report.findings:
        yield from say_finding(finding)
    yield say_summary(report)


def say_finding(finding: Finding) -> Iterator[str]:
    """A finding as lines: place, severity, code and message; then what shows it and mends it."""
    yield str(finding)
    if finding.where[1:]:
        yield f"  also: {', '.join(map(str, finding.where[1:]))}"
    if finding.constraint:
        yield f"  constraint: {finding.constraint}"
    if finding.witness:
        yield f"  witness: {show_goal(finding.witness)}"
    for step in finding.derives:
        yield f"  derives: {step}"
    if finding.hint:
        yield f"  hint: {finding.hint}"


def say_summary(report: Report) -> str:
    """`12 rules: 1 error, 2 warnings; consistent: no, safe: not decided (bound 3)`."""
    numbers = Counter(finding.severity for finding in report.findings)
    found = ", ".join(
        f"{numbers[severity]} {severity}{'' if numbers[severity] == 1 else 's'}"
        for severity in Severity
        if numbers[severity]
    )
    return (
        f"{report.rules} rules: {found or 'nothing found'}; "
        f"consistent: {say_decision(report.consistent)}, safe: {say_decision(report.safe)} "
        f"(bound {report.bound}{', search cut short' if report.truncated else ''})"
    )


def say_decision(decided: bool | None) -> str:
    return "not decided" if decided is None else ("yes" if decided else "no")


def with_faults(report: Report, faults: Iterable[Fault]) -> Report:
    """The report with a finding for each fault of the text, in order of place.

    What could not be read was not checked, so the theory is then not known to be consistent or
    safe, though it may be known not to be.
    """
    unread = tuple(map(_finding, faults))
    if not unread:
        return report
    return replace(
        report,
        findings=tuple(sorted((*unread, *report.findings), key=_place)),
        consistent=False if report.consistent is False else None,
        safe=False if report.safe is False else None,
    )


def _finding(fault: Fault) -> Finding:
    expected = f"; expected {', '.join(fault.expected)}" if fault.expected else ""
    return Finding(
        fault.code,
        Severity.ERROR,
        fault.message + expected,
        where=(fault.origin,),
        hint=fault.hint,
        decided_by="grammar",
    )


def _place(finding: Finding) -> tuple[str, int, int]:
    if not finding.where:
        return "", 0, 0
    first = finding.where[0]
    return first.source, first.line, first.column
