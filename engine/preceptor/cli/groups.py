"""Groups of domains on the command line: `preceptor check policy`, `preceptor distil policy`."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from preceptor import domain as domains
from preceptor.check import Report
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.distil import Run, publish_group
from preceptor.logic import Code, InputError, Severity
from preceptor.rulebase import RuleBase
from preceptor.rulebase.reporting import say_decision

_KINDS = {
    Code.CONFLICT: "conflict",
    Code.OVERLAP: "conflict",
    Code.VIOLATION: "violation",
    Code.GAP: "gap",
    Code.DEAD: "dead rule",
}
_ORDER = (*dict.fromkeys(_KINDS.values()), "other finding", "note")
_ONE_BY_ONE = ("domain", "facts", "repair", "expect")  # options of a check of one domain


def is_meant(names: list[str]) -> bool:
    """Whether the one name given is that of a group, and of nothing else."""
    return len(names) == 1 and bool(domains.members(names[0])) and not Path(names[0]).exists()


def check(options: Namespace, console: Console) -> int:
    """`preceptor check` of a group: a line for each of its domains, on its own facts."""
    (group,) = options.files
    for name in _ONE_BY_ONE:
        if getattr(options, name, None):
            raise InputError(
                f"{group} is a group of domains: --{name} is for one of them",
                f"say which: {', '.join(domains.members(group))}",
            )
    reports: dict[str, Report] = {}
    for name in domains.members(group):
        reports[name] = RuleBase.load(name).check()
        console.line(f"{name}: {_in_short(reports[name])}")
    console.document(
        {
            "schema": "preceptor/checks/1",
            "reports": {name: report.document() for name, report in reports.items()},
        }
    )
    worst = max(reports, key=lambda name: len(reports[name].warnings))
    console.line(f"next:  preceptor check {worst} -q")
    return _exit(reports, options.strict)


def _in_short(report: Report) -> str:
    """`41 rules: 7 conflicts, 1 gap, 10 notes; consistent: yes, safe: no`."""
    kinds = Counter(
        "note" if finding.severity is Severity.NOTE else _KINDS.get(finding.code, "other finding")
        for finding in report.findings
    )
    found = ", ".join(
        f"{kinds[kind]} {kind}{'' if kinds[kind] == 1 else 's'}" for kind in _ORDER if kinds[kind]
    )
    cut = " (search cut short)" if report.truncated else ""
    return (
        f"{report.rules} rules: {found or 'nothing found'}; consistent: "
        f"{say_decision(report.consistent)}, safe: {say_decision(report.safe)}{cut}"
    )


def distil(
    options: Namespace, console: Console, one: Callable[[str, Path | None], Run | None]
) -> int:
    """`preceptor distil` of a group: each of its domains, by `one`, which gives None if broken off.

    With --publish the table of the group too.
    """
    group = options.domain
    runs: dict[str, Run] = {}
    for name in domains.members(group):
        console.line(f"{name}:")
        run = one(name, options.out and options.out / name.rpartition("/")[2])
        if run is None:
            return Exit.INTERRUPTED
        runs[name] = run
    if options.publish:
        console.note(f"published: {publish_group(group)}")
    console.document(
        {
            "schema": "preceptor/runs/1",
            "runs": {name: dict(run.metrics) for name, run in runs.items()},
        }
    )
    return Exit.OK


def _exit(reports: dict[str, Report], strict: bool) -> int:
    if any(report.errors for report in reports.values()):
        return Exit.FINDINGS
    if any(report.undecided for report in reports.values()):
        return Exit.LIMIT
    return Exit.FINDINGS if strict and any(r.warnings for r in reports.values()) else Exit.OK
