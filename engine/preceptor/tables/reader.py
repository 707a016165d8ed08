"""The reader of drafts: from the texts of cells to tests and values.

Every cell is read by itself. One that cannot be read is a fault that names what stands there; its
row is left out, and the other rows are read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from preceptor.logic import Code, Fault, did_you_mean
from preceptor.tables import feel
from preceptor.tables.draft import Cell, Draft, DraftInput, DraftOutput, DraftRow
from preceptor.tables.table import (
    Guard,
    HitPolicy,
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
from preceptor.tables.values import Kind, Value, kind_of, say

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
            read = [c for c in conditions[row.number] if isinstance(c, Condition)]
            if len(read) == len(inputs) and self._fits(row, read, inputs):
                rows.append(self._row(row, read, draft))
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
        self.faults += _policy_faults(table)
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
            self.faults.append(_fault(cell, refused, where))
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
        self, row: DraftRow, conditions: Sequence[Condition], inputs: Sequence[InputColumn]
    ) -> bool:
        """Whether every cell holds values of its column's kind, and is compared with the like."""
        fits = True
        for cell, condition, column in zip(row.inputs, conditions, inputs, strict=True):
            values = () if condition.test is None else values_of(condition.test)
            wrong = next((value for value in values if not column.kind.holds(value)), None)
            if wrong is not None:
                self._misfit(cell, wrong, column, row.number)
                fits = False
            for one in condition.against:
                other = next(found for found in inputs if found.text == one.other)
                if not column.kind.is_like(other.kind):
                    self._unlike(cell, column, other, row.number)
                    fits = False
        return fits

    def _unlike(self, cell: Cell, one: InputColumn, other: InputColumn, number: int) -> None:
        message = (
            f"row {number}, input {one.text}: {_a(one.kind)} is compared with {other.text}, "
            f"{_a(other.kind)}"
        )
        hint = "inputs are compared that are numbers, or both dates, times or durations"
        self.faults.append(Fault(cell.origin, message, Code.SORT, hint=hint))

    def _misfit(self, cell: Cell, value: Value, column: InputColumn, number: int) -> None:
        message = (
            f"row {number}, input {column.text}: {say(value)} is {_a(kind_of(value))} "
            f"in a column of kind {column.kind}"
        )
        self.faults.append(Fault(cell.origin, message, Code.SORT))

    def _row(self, row: DraftRow, conditions: Sequence[Condition], draft: Draft) -> Row:
        outputs = []
        for cell, column in zip(row.outputs, draft.outputs, strict=True):
            outputs.append(self._value(cell, f"row {row.number}, output {column.text}"))
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
        return Row(row.number, tuple(tests), tuple(outputs), texts, row.origin, guards)

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


def _a(kind: Kind) -> str:
    return f"{'an' if kind is Kind.INTEGER else 'a'} {kind}".replace("a text", "text")


def _fault(cell: Cell, refused: Refused, where: str) -> Fault:
    shown = " ".join(cell.text.split())
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    said = f"{refused.what} is not read here" if refused.is_feel else f"found {refused.what}"
    code = Code.UNSUPPORTED if refused.is_feel else Code.SYNTAX
    return Fault(cell.origin, f"{where}: {said}:  {shown}", code, hint=refused.hint)


def _policy_faults(table: Table) -> Iterator[Fault]:
    """What a hit policy needs and the table lacks, and outputs that are none of its values."""
    if table.policy is HitPolicy.PRIORITY and not any(c.values for c in table.outputs):
        message = f"{table.title} decides by PRIORITY but states no order of its output values"
        hint = "list the output values, the most important first (outputValues)"
        yield Fault(table.origin, message, Code.MALFORMED, hint=hint)
    if table.aggregation is not None and len(table.outputs) != 1:
        message = f"{table.title} aggregates {len(table.outputs)} outputs; it may have one"
        yield Fault(table.origin, message, Code.MALFORMED)
    for index, column in enumerate(table.outputs):
        for row in table.rows:
            value = row.outputs[index]
            if value is None or isinstance(value, Unread):
                continue
            where = f"row {row.number} of {table.title}: {say(value)}"
            if column.values and value not in column.values:
                message = f"{where} is none of the output values of {column.text}"
                hint = did_you_mean(say(value), map(say, column.values))
                yield Fault(row.origin, message, Code.SORT, hint=hint)
            elif not column.kind.holds(value):
                message = f"{where} is {_a(kind_of(value))} in a column of kind {column.kind}"
                yield Fault(row.origin, message, Code.SORT)
