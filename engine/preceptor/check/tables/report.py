"""The report on rules with what is found of the tables that some of them were made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from preceptor.check.report import Report
from preceptor.check.status import Status
from preceptor.check.tables.analysis import Analysis, analyse
from preceptor.check.tables.findings import findings_of, needs_more
from preceptor.logic import Code, Finding, Rule, Severity
from preceptor.syntax import rule_id
from preceptor.tables import HitPolicy, Remark, Table
from preceptor.tables.table import identifier

# What the analysis of a table tells in the table's words, and the check of its rules once more.
_TOLD = (
    Code.EMPTY_BODY,
    Code.DUPLICATE,
    Code.SUBSUMED,
    Code.REDUNDANT,
    Code.REDUNDANT_GUARD,
    Code.GAP,
    Code.OVERLAP,
    Code.UNUSED,
    Code.DEAD,
)


def with_tables(
    report: Report,
    tables: Iterable[Table],
    remarks: Iterable[Remark] = (),
    unjudged: Sequence[Rule] = (),
) -> Report:
    """The report with what is found of tables, in place of what it says of their rules' form.

    Rows that clash under UNIQUE or ANY make a theory unsafe: a case exists on which two apply.
    `unjudged` are rules of the tables that the report has not looked at: those fire on some case
    that read nothing but what the database gives.
    """
    analyses = [analyse(table) for table in tables]
    findings = [finding for analysis in analyses for finding in findings_of(analysis)]
    findings += map(_remarked, remarks)
    own = {identifier(analysis.table.name) for analysis in analyses}
    general = (f for f in report.findings if not (f.code in _TOLD and _is_about(f, own)))
    dead = {name for analysis in analyses for name in _dead(analysis)}
    clashes = any(f.constraint is not None for f in findings)
    status = dict(report.status) | _statuses(unjudged, analyses)
    return replace(
        report,
        rules=report.rules + len(unjudged),
        safe=False if clashes else report.safe,
        truncated=report.truncated or any(analysis.is_cut for analysis in analyses),
        status=tuple((n, Status.DEAD if n in dead else s) for n, s in status.items()),
        findings=tuple(sorted((*general, *findings), key=_place)),
    )


def _statuses(rules: Sequence[Rule], analyses: Sequence[Analysis]) -> dict[str, Status]:
    """OK for the rules of tables that read no table's output, else UNKNOWN."""
    outputs = {column.predicate for a in analyses for column in a.table.outputs}
    chained = {
        identifier(a.table.name)
        for a in analyses
        if any(column.predicate in outputs for column in a.table.inputs)
    }
    return {
        name: Status.UNKNOWN if name.partition(":")[0] in chained else Status.OK
        for name in map(rule_id, rules)
    }


def _dead(analysis: Analysis) -> Iterator[str]:
    """The ids of rules that never fire: by FIRST each row has rules of its own."""
    if analysis.table.policy is HitPolicy.FIRST:
        for masked in analysis.masked:
            if needs_more(analysis.table, masked):
                continue
            name = analysis.table.row_id(analysis.table.rows[masked.row])
            for column in analysis.table.outputs:
                yield f"{name}:{identifier(column.predicate)}"


def _is_about(finding: Finding, tables: set[str]) -> bool:
    """Whether a finding is about rules of these tables alone."""
    return bool(finding.rules) and all(name.partition(":")[0] in tables for name in finding.rules)


def _remarked(remark: Remark) -> Finding:
    return Finding(Code.NOT_CHECKED, Severity.NOTE, remark.message, where=(remark.origin,))


def _place(finding: Finding) -> tuple[bool, str, int, int]:
    if not finding.where:
        return True, "", 0, 0
    first = finding.where[0]
    return False, first.source, first.line, first.column
