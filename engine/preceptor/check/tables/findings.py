"""Findings about decision tables, each with a case that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from preceptor.check.report import Report
from preceptor.check.status import Status
from preceptor.check.tables.analysis import Analysis, Gap, Masked, Pair, analyse
from preceptor.check.tables.cover import Point
from preceptor.logic import Atom, Code, Const, Finding, Rule, Severity
from preceptor.syntax import rule_id
from preceptor.tables import HitPolicy, Remark, Row, Table
from preceptor.tables.dimension import Dimension
from preceptor.tables.ranks import is_summed
from preceptor.tables.table import Unread, identifier
from preceptor.tables.values import term
from preceptor.tables.wording import say_box, say_row

CASE = Const("case")
_DECIDED_BY = "cells"  # of the grid that the tests cut the inputs into: exact

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


def findings_of(analysis: Analysis) -> Iterator[Finding]:
    """What is found of one table, in the order of its rows, gaps last."""
    return _Telling(analysis).findings()


class _Telling:
    def __init__(self, analysis: Analysis) -> None:
        self._found = analysis
        self._table = analysis.table
        self._policy = analysis.table.policy

    def findings(self) -> Iterator[Finding]:
        found = self._found
        yield from map(self._empty, found.empty)
        yield from map(self._duplicate, found.duplicates)
        yield from map(self._overlap, found.overlaps)
        yield from map(self._subsumed, found.subsumed)
        yield from map(self._masked, found.masked)
        yield from map(self._gap, found.gaps)
        yield from self._limits()

    def _empty(self, index: int) -> Finding:
        row = self._table.rows[index]
        axes = zip(self._found.grid.dimensions, self._found.grid.boxes[index], strict=True)
        where = " and ".join(dimension.predicate for dimension, mask in axes if not mask)
        message = f"row {row.number} of {self._table.title} never applies: no {where} passes it"
        return self._finding(Code.EMPTY_BODY, Severity.ERROR, message, (row,))

    def _duplicate(self, pair: Pair) -> Finding:
        rows = self._rows(pair)
        severity = Severity.ERROR if self._policy is HitPolicy.UNIQUE else Severity.WARNING
        if is_summed(self._table):  # each of them counts
            severity = Severity.NOTE
        message = f"{self._both(rows)} say the same"
        return self._finding(
            Code.DUPLICATE, severity, message, rows, pair.point, "leave one of them out"
        )

    def _overlap(self, pair: Pair) -> Finding:
        rows = self._rows(pair)
        box = [1 << bit for bit in pair.point]
        at = say_box(self._found.grid.dimensions, box)
        policy = self._policy.title
        if rows[0].outputs == rows[1].outputs:
            message = f"{self._both(rows)} both apply, which {policy} excludes: {at}"
            hint = "make them disjoint, or let the hit policy be ANY"
        else:
            message = f"{self._both(rows)} both apply and differ, which {policy} excludes: {at}"
            hint = "make them disjoint, or let a hit policy decide (FIRST, PRIORITY)"
        unread = any(isinstance(value, Unread) for row in rows for value in row.outputs)
        is_open = self._policy is HitPolicy.ANY and unread
        severity = Severity.WARNING if is_open else Severity.ERROR
        return self._finding(Code.OVERLAP, severity, message, rows, pair.point, hint)

    def _subsumed(self, pair: Pair) -> Finding:
        rows = self._rows(pair)
        boxes = self._found.grid.boxes
        inner, outer = rows
        if any(
            mask & ~other for mask, other in zip(boxes[pair.one], boxes[pair.other], strict=True)
        ):
            inner, outer = outer, inner
        message = (
            f"row {inner.number} of {self._table.title} says less than row {outer.number}, "
            "which applies wherever it does and puts out the same"
        )
        return self._finding(Code.SUBSUMED, Severity.NOTE, message, (inner, outer), pair.point)

    def _masked(self, masked: Masked) -> Finding:
        row = self._table.rows[masked.row]
        others = tuple(self._table.rows[index] for index in masked.by)
        numbers = _and([str(other.number) for other in others])
        verb, what = ("come", "rows") if len(others) > 1 else ("comes", "row")
        message = (
            f"row {row.number} of {self._table.title} never decides: "
            f"{what} {numbers} {verb} first wherever it applies"
        )
        if needs_more(self._table, masked):
            message += " and every input is given"
        return self._finding(
            Code.SUBSUMED, Severity.WARNING, message, (row, *others), masked.point,
            "move it before them, or leave it out",
        )  # fmt: skip

    def _gap(self, gap: Gap) -> Finding:
        dimensions = self._found.grid.dimensions
        message = f"no row of {self._table.title} applies to  {say_box(dimensions, gap.box)}"
        severity = Severity.WARNING if self._policy.is_single else Severity.NOTE
        hint = "add a row for it, or a default output"
        if not gap.is_mentioned:
            severity = Severity.NOTE
            open_ones = [
                d.predicate
                for d, mask, bit in zip(dimensions, gap.box, gap.point, strict=True)
                if mask != d.whole and not d.mentioned >> bit & 1
            ]
            message += f" (the values of {_and(open_ones)} are not declared)"
            hint = "add a row for it, or declare which values there are"
        return replace(
            self._finding(Code.GAP, severity, message, (), gap.point, hint),
            where=(self._table.origin,),
        )

    def _limits(self) -> Iterator[Finding]:
        title, unread = self._table.title, self._table.unread
        if self._found.is_cut:
            message = f"not all is told of {title}: it has more findings, or more to search"
            yield self._note(message)
        if unread:
            numbers = _and(list(map(str, unread)))
            are = "rows {} are" if len(unread) > 1 else "row {} is"
            message = f"{title} was not searched for gaps: {are.format(numbers)} not read"
            yield self._note(message)
        if is_summed(self._table) and self._table.aggregation is not None:
            part = self._table.auxiliary("part")
            message = (
                f"{title} has no rule for its {self._table.aggregation.name}, which the rule "
                f"language cannot compute: {part}(Case, Row, Value) says what each row adds"
            )
            yield self._note(message)

    def _note(self, message: str) -> Finding:
        return Finding(Code.NOT_CHECKED, Severity.NOTE, message, where=(self._table.origin,))

    def _finding(
        self,
        code: Code,
        severity: Severity,
        message: str,
        rows: tuple[Row, ...],
        point: Point | None = None,
        hint: str = "",
    ) -> Finding:
        table = self._table
        constraint = None
        if code is Code.OVERLAP or (code is Code.DUPLICATE and severity is Severity.ERROR):
            constraint = f"{self._policy.name.lower()}:{identifier(table.name)}"
        return Finding(
            code,
            severity,
            message,
            tuple(map(table.row_id, rows)),
            tuple(row.origin for row in rows),
            constraint,
            () if point is None else witness(self._found.grid.dimensions, point),
            tuple(say_row(table, row) for row in rows),
            hint,
            _DECIDED_BY,
        )

    def _rows(self, pair: Pair) -> tuple[Row, Row]:
        return self._table.rows[pair.one], self._table.rows[pair.other]

    def _both(self, rows: tuple[Row, Row]) -> str:
        return f"rows {rows[0].number} and {rows[1].number} of {self._table.title}"


def witness(dimensions: Iterable[Dimension], point: Point) -> tuple[Atom, ...]:
    """The facts of one case at a point; an input that is null there is not given."""
    atoms = []
    for dimension, bit in zip(dimensions, point, strict=True):
        value = dimension.sample(bit)
        if value is not None:
            atoms.append(Atom(dimension.predicate, (CASE, term(value))))
    return tuple(atoms)


def needs_more(table: Table, masked: Masked) -> bool:
    """Whether the rows before a masked one test inputs that it does not: those may be missing."""
    tested = {
        column.predicate
        for column, test in zip(table.inputs, table.rows[masked.row].tests, strict=True)
        if test is not None
    }
    return any(
        test is not None and column.predicate not in tested
        for index in masked.by
        for column, test in zip(table.inputs, table.rows[index].tests, strict=True)
    )


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


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _place(finding: Finding) -> tuple[bool, str, int, int]:
    if not finding.where:
        return True, "", 0, 0
    first = finding.where[0]
    return False, first.source, first.line, first.column
