"""Findings about decision tables, each with a case that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from preceptor.check.tables.analysis import Analysis, Gap, Masked, Pair
from preceptor.check.tables.cover import Point
from preceptor.logic import Atom, Code, Const, Finding, Severity
from preceptor.syntax import show_term
from preceptor.tables import HitPolicy, Row, Table
from preceptor.tables.dimension import Dimension
from preceptor.tables.ranks import is_summed
from preceptor.tables.table import Unread, identifier
from preceptor.tables.values import term
from preceptor.tables.wording import say_box, say_row

CASE = Const("case")
_DECIDED_BY = "cells"  # of the grid that the tests cut the inputs into: exact


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
        why = f"no {where} passes it" if where else "its comparisons never hold together"
        message = f"row {row.number} of {self._table.title} never applies: {why}"
        return self._finding(Code.EMPTY_BODY, Severity.ERROR, message, (row,))

    def _duplicate(self, pair: Pair) -> Finding:
        rows = self._rows(pair)
        severity = Severity.ERROR if self._policy is HitPolicy.UNIQUE else Severity.WARNING
        if is_summed(self._table):  # each of them counts
            severity = Severity.NOTE
        message = f"{self._both(rows)} say the same"
        return self._finding(Code.DUPLICATE, severity, message, rows, pair, "leave one of them out")

    def _overlap(self, pair: Pair) -> Finding:
        rows = self._rows(pair)
        box = [1 << bit for bit in pair.point]
        at = _say(pair.case) if pair.case else say_box(self._found.grid.dimensions, box)
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
        return self._finding(Code.OVERLAP, severity, message, rows, pair, hint)

    def _subsumed(self, pair: Pair) -> Finding:
        rows = self._rows(pair)
        boxes = self._found.grid.boxes
        inner, outer = rows
        if {*inner.guards} < {*outer.guards} or any(
            mask & ~other for mask, other in zip(boxes[pair.one], boxes[pair.other], strict=True)
        ):
            inner, outer = outer, inner
        message = (
            f"row {inner.number} of {self._table.title} says less than row {outer.number}, "
            "which applies wherever it does and puts out the same"
        )
        return self._finding(Code.SUBSUMED, Severity.NOTE, message, (inner, outer), pair)

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
        guarded = [row.number for row in self._table.rows if row.guards]
        if unread:
            yield self._note(f"{title} was not searched for gaps: {_are(unread)} not read")
        elif guarded and not self._table.has_default:
            message = f"{title} was not searched for gaps: {_are(guarded)} about several inputs"
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
        at: Point | Pair | None = None,
        hint: str = "",
    ) -> Finding:
        table = self._table
        point, case = (at.point, at.case) if isinstance(at, Pair) else (at, ())
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
            case or (() if point is None else witness(self._found.grid.dimensions, point)),
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


def _say(case: Iterable[Atom]) -> str:
    return ", ".join(f"{atom.name} = {show_term(atom.args[1])}" for atom in case)


def _are(numbers: Sequence[int]) -> str:
    said = _and(list(map(str, numbers)))
    return f"rows {said} are" if len(numbers) > 1 else f"row {said} is"


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
