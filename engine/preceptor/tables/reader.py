"""The reader of drafts: from the texts of cells to tests and values.

Every cell is read by itself. One that cannot be read is a fault that names what stands there; its
row is left out, and the other rows are read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from preceptor.logic import Code, Fault
from preceptor.tables import feel
from preceptor.tables.draft import Cell, Draft, DraftInput, DraftOutput, DraftRow
from preceptor.tables.faults import misfit, policy_faults, refusal, unlike
from preceptor.tables.table import (
    Guard,
    InputColumn,
    Output,
    OutputColumn,
    Remark,
    Row,
    Table,
    Unread,
)
from preceptor.tables.tokens import Refused
from preceptor.tables.unary import Both, Condition, Span, values_of
from preceptor.tables.values import Kind, Value, kind_of

T = TypeVar("T")


@dataclass(slots=True)
class Reader:
    """Reads drafts; gathers faults and remarks."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def table(self, draft: Draft) -> Table:
        """The table of a draft, without the rows that cannot be read."""
        whole = [row for row in draft.rows if self._has_all_cells(row, draft)]
        conditions = {row.number: self._conditions(row, draft) for row in whole}
        inputs = self._inputs(draft, [conditions[row.number] for row in whole])
        rows: list[Row] = []
        for row in whole:
            found, outputs = conditions[row.number], self._outputs(row, draft)
            read = [condition for condition in found if isinstance(condition, Condition)]
            if self._fits(row, found, inputs) and len(read) == len(found):
                rows.append(_row(row, read, outputs, draft))
        numbers = {row.number for row in rows}
        table = Table(
            draft.name,
            draft.title,
            draft.policy,
            inputs,
            tuple(
                self._output(c, [r.outputs[i] for r in rows]) for i, c in enumerate(draft.outputs)
            ),
            tuple(rows),
            draft.origin,
            draft.aggregation,
            tuple(row.number for row in draft.rows if row.number not in numbers),
        )
        self.faults += policy_faults(table)
        return table

    def _has_all_cells(self, row: DraftRow, draft: Draft) -> bool:
        for what, cells, columns in (
            ("input", row.inputs, draft.inputs),
            ("output", row.outputs, draft.outputs),
        ):
            if len(cells) != len(columns):
                message = (
                    f"row {row.number} of {draft.title} has {len(cells)} {what} cells, "
                    f"the table {len(columns)} {what}s"
                )
                self.faults.append(Fault(row.origin, message, Code.MALFORMED))
                return False
        return True

    def _conditions(self, row: DraftRow, draft: Draft) -> list[Condition | Refused]:
        """What each input cell asks for; what was refused stands for itself."""
        found: list[Condition | Refused] = []
        inputs = frozenset(column.text for column in draft.inputs)
        for cell, column in zip(row.inputs, draft.inputs, strict=True):
            subject = "?" if column.computed else column.text

            def read(text: str, subject: str = subject) -> Condition:
                return feel.condition(text, subject, inputs)

            found.append(self._read(cell, read, f"row {row.number}, input {column.text}"))
        return found

    def _read(self, cell: Cell, read: Callable[[str], T], where: str) -> T | Refused:
        try:
            if cell.language and cell.text.strip() not in ("", "-"):
                raise Refused(f"an expression in {cell.language}", 0, "write it in FEEL")
            return read(cell.text)
        except Refused as refused:
            self.faults.append(refusal(cell, refused, where))
            return refused

    def _inputs(
        self, draft: Draft, conditions: Sequence[Sequence[Condition | Refused]]
    ) -> tuple[InputColumn, ...]:
        """The columns; those of one input have one kind and the same values allowed."""
        known: dict[str, InputColumn] = {}
        read = [[c for c in row if isinstance(c, Condition)] for row in conditions]
        compared = {one.other for row in read for c in row for one in c.against}
        for column in draft.inputs:
            if column.predicate not in known:
                same = [i for i, c in enumerate(draft.inputs) if c.predicate == column.predicate]
                allowed = (draft.inputs[i].allowed for i in same)
                kinds = dict.fromkeys(kind for i in same for kind in draft.inputs[i].kinds)
                first = next((cell for cell in allowed if cell is not None), None)
                joined = replace(column, kinds=tuple(kinds), allowed=first)
                own = [c for row in conditions for i in same if isinstance(c := row[i], Condition)]
                is_compared = column.text in compared or any(c.against for c in own)
                known[column.predicate] = self._input(joined, own, is_compared)
        return tuple(replace(known[c.predicate], text=c.text) for c in draft.inputs)

    def _input(
        self, column: DraftInput, conditions: Sequence[Condition], is_compared: bool
    ) -> InputColumn:
        """The column; what is only compared with others is a number unless it is declared."""
        values = [v for c in conditions if c.test is not None for v in values_of(c.test)]
        allowed = None
        if column.allowed is not None:
            found = self._read(column.allowed, feel.unary_tests, f"allowed values, {column.text}")
            allowed = None if isinstance(found, Refused) else found
        stated = list(values_of(allowed)) if allowed is not None else []
        kind = _kind(column.kinds, [*values, *stated], Kind.NUMBER if is_compared else Kind.TEXT)
        if (
            column.kinds
            and kind not in column.kinds
            and column.kinds[0].sort_kind != kind.sort_kind
        ):
            message = f"input {column.text} is declared {column.kinds[0]}, its cells say {kind}"
            self.remarks.append(Remark(column.origin, message))
        if not all(map(kind.holds, stated)):
            allowed = None
            message = f"the allowed values of {column.text} are no {kind}s, as its cells are"
            self.faults.append(Fault(column.origin, message, Code.MALFORMED))
        return InputColumn(column.text, column.predicate, kind, allowed, column.computed)

    def _fits(
        self,
        row: DraftRow,
        conditions: Sequence[Condition | Refused],
        inputs: Sequence[InputColumn],
    ) -> bool:
        """Whether what is read holds values of its column's kind, and is compared with the like."""
        fits = True
        for cell, condition, column in zip(row.inputs, conditions, inputs, strict=True):
            if isinstance(condition, Refused):
                continue
            values = () if condition.test is None else values_of(condition.test)
            wrong = next((value for value in values if not column.kind.holds(value)), None)
            if wrong is not None:
                self.faults.append(misfit(cell, wrong, column, row.number))
                fits = False
            for one in condition.against:
                other = next(found for found in inputs if found.text == one.other)
                if not column.kind.is_like(other.kind):
                    self.faults.append(unlike(cell, column, other, row.number))
                    fits = False
        return fits

    def _outputs(self, row: DraftRow, draft: Draft) -> tuple[Output, ...]:
        return tuple(
            self._value(cell, f"row {row.number}, output {column.text}")
            for cell, column in zip(row.outputs, draft.outputs, strict=True)
        )

    def _value(self, cell: Cell, where: str) -> Output:
        found = self._read(cell, feel.output, where)
        return Unread(" ".join(cell.text.split())) if isinstance(found, Refused) else found

    def _output(self, column: DraftOutput, outputs: Sequence[Output]) -> OutputColumn:
        where = f"output {column.text}"
        default = None if column.default is None else self._value(column.default, where)
        stated: tuple[Value, ...] = ()
        if column.values is not None and column.values.text.strip() not in ("", "-"):
            try:
                stated = feel.values(column.values.text)
            except Refused:  # a range, say, which gives no order of priority
                stated = ()
        read = [v for v in (*outputs, default) if v is not None and not isinstance(v, Unread)]
        kind = _kind(column.kinds, [*read, *stated])
        return OutputColumn(column.text, column.predicate, kind, stated, default)


def _row(
    row: DraftRow, conditions: Sequence[Condition], outputs: tuple[Output, ...], draft: Draft
) -> Row:
    texts = tuple(" ".join(cell.text.split()) for cell in row.inputs)
    places = {column.text: place for place, column in enumerate(draft.inputs)}
    guards = tuple(
        Guard(column, one.sign, places[one.other])
        for column, condition in enumerate(conditions)
        for one in condition.against
    )
    tests = [condition.test for condition in conditions]
    for place in {place for guard in guards for place in (guard.column, guard.other)}:
        own = tests[place]  # what is compared is not null
        tests[place] = Span() if own is None else Both((own, Span()))
    return Row(row.number, tuple(tests), outputs, texts, row.origin, guards)


def _kind(declared: Iterable[Kind], values: Sequence[Value], otherwise: Kind = Kind.TEXT) -> Kind:
    """The first declared kind that holds all values, else the kind of most of them."""
    candidates = tuple(declared)
    for kind in candidates:
        if all(map(kind.holds, values)):
            return kind
    if not values:
        return candidates[0] if candidates else otherwise
    found = [kind_of(value) for value in values]
    return max(dict.fromkeys(found), key=found.count)
