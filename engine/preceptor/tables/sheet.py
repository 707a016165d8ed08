"""Sheets: a decision table as CSV, as people keep it in a spreadsheet.

    F,       age,      customer,       discount:out, why:note
    values,  [0..130], "gold, silver",
    1,       >= 65,    -,              20,           seniors
    2,       -,        gold,           10
    default, ,         ,               0

The first row names the columns: `:out` marks an output, `:note` what is only for people. Where its
first cell is a hit policy (U A P F C R O, and C with + < > or #), the first column numbers the rows
and may hold `type`, `values` and `default`. Cells are FEEL's unary tests; text needs no quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from preceptor.domain.tables import Cell as Place
from preceptor.domain.tables import Row as Line
from preceptor.domain.tables import rows
from preceptor.logic import Code, Fault, Origin, ParseError, did_you_mean
from preceptor.tables.draft import (
    MAX_ROWS,
    Cell,
    Draft,
    DraftInput,
    DraftOutput,
    DraftRow,
)
from preceptor.tables.names import Names, predicate_name
from preceptor.tables.reader import Reader
from preceptor.tables.table import Aggregation, HitPolicy, TableReading, policy_of
from preceptor.tables.values import Kind

_ROLES = ("out", "note")
_LABELS = ("type", "values", "default")
_WORD = re.compile(r"[^\W\d][\w &/.'+-]*")
_SPREAD = re.compile(r"-?[0-9.]*[0-9]\s*\.\.\s*-?[0-9.]*[0-9]")
_NEGATED = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_LITERALS = ("true", "false", "null")


def read_sheet(text: str, source: str) -> TableReading:
    """The table of a CSV text (TSV by its name), called as the file is."""
    try:
        lines = list(rows(text, source, "\t" if source.endswith(".tsv") else ","))
    except ParseError as error:
        return TableReading(faults=error.faults)
    reader = Reader()
    sheet = _Sheet(source, reader)
    draft = sheet.draft(lines)
    tables = () if draft is None else (reader.table(draft),)
    return TableReading(tables, tuple(reader.faults), tuple(reader.remarks))


@dataclass(slots=True)
class _Sheet:
    source: str
    reader: Reader

    def draft(self, lines: list[Line]) -> Draft | None:
        if not lines:
            self._fault(Origin(self.source, 1, 1), "a table without a row of column names")
            return None
        header, body = lines[0], lines[1:]
        if len(body) > MAX_ROWS:
            message = f"a table of {len(body):,} rows; at most {MAX_ROWS:,} are read"
            self._fault(self._at(body[MAX_ROWS][0]), message)
            return None
        policy, aggregation, is_numbered = self._policy(header[0])
        columns = list(self._columns(header[is_numbered:]))
        if not any(role == "out" for _, role, _ in columns):
            message = "no column is marked as an output"
            hint = f"write  {header[-1].text.strip() or 'name'}:out  in the first row"
            self._fault(self._at(header[0]), message, hint)
            return None
        names = Names()
        inputs = [_input(n, names, self._at(c)) for n, role, c in columns if role == ""]
        outputs = [_output(n, names, self._at(c)) for n, role, c in columns if role == "out"]
        drafts: list[DraftRow] = []
        for line in body:
            label = line[0].text.strip().lower() if is_numbered else ""
            cells = self._cells(line, columns, is_numbered)
            if cells is None:
                continue
            given, concluded = cells
            if label in _LABELS:
                inputs = [
                    self._stated(label, c, cell) for c, cell in zip(inputs, given, strict=True)
                ]
                outputs = [
                    self._stated_output(label, c, cell)
                    for c, cell in zip(outputs, concluded, strict=True)
                ]
            else:
                number = len(drafts) + 1
                drafts.append(DraftRow(number, given, concluded, self._at(line[0])))
        title = PurePath(self.source).stem
        return Draft(
            outputs[0].predicate if len(outputs) == 1 else predicate_name(title),
            title,
            policy,
            aggregation,
            tuple(inputs),
            tuple(outputs),
            tuple(drafts),
            self._at(header[0]),
        )

    def _policy(self, first: Place) -> tuple[HitPolicy, Aggregation | None, bool]:
        """The policy of the first cell, and whether that column numbers the rows."""
        found = policy_of(first.text)
        return (HitPolicy.UNIQUE, None, False) if found is None else (*found, True)

    def _columns(self, header: Line) -> Iterator[tuple[str, str, Place]]:
        for cell in header:
            name, _, role = (part.strip() for part in cell.text.strip().rpartition(":"))
            if not name:
                name, role = role, ""
            if not name:
                self._fault(self._at(cell), "a column without a name")
            elif role and role not in _ROLES:
                message = f"a column marked {role!r}"
                self._fault(self._at(cell), message, did_you_mean(role, _ROLES))
            yield name, role, cell

    def _cells(
        self, line: Line, columns: list[tuple[str, str, Place]], is_numbered: bool
    ) -> tuple[tuple[Cell, ...], tuple[Cell, ...]] | None:
        """The input and the output cells of a line; cells missing at its end are empty."""
        places = line[is_numbered:]
        if len(places) > len(columns):
            message = f"{len(places)} cells, the table has {len(columns)} columns"
            hint = 'a cell with a comma stands in quotes: "gold, silver"'
            self._fault(self._at(places[len(columns)]), message, hint)
            return None
        end = self._at(line[-1])
        cells = [Cell(_feel(place), self._at(place)) for place in places]
        cells += [Cell("", end)] * (len(columns) - len(cells))
        by_role = {
            wanted: tuple(
                cell for cell, (_, role, _) in zip(cells, columns, strict=True) if role == wanted
            )
            for wanted in ("", "out")
        }
        return by_role[""], by_role["out"]

    def _stated(self, label: str, column: DraftInput, cell: Cell) -> DraftInput:
        if label == "type":
            return replace(column, kinds=self._kinds(cell))
        if label == "values" and cell.text.strip() not in ("", "-"):
            return replace(column, allowed=cell)
        return column

    def _stated_output(self, label: str, column: DraftOutput, cell: Cell) -> DraftOutput:
        if cell.text.strip() in ("", "-"):
            return column
        if label == "type":
            return replace(column, kinds=self._kinds(cell))
        return replace(column, **{label: cell})  # type: ignore[arg-type]

    def _kinds(self, cell: Cell) -> tuple[Kind, ...]:
        text = cell.text.strip().strip('"').lower()
        if text in ("", "-"):
            return ()
        if text not in list(Kind):
            self._fault(cell.origin, f"there is no type {text!r}", did_you_mean(text, Kind))
            return ()
        return (Kind(text),)

    def _at(self, place: Place) -> Origin:
        return Origin(self.source, place.line, place.column)

    def _fault(self, origin: Origin, message: str, hint: str = "") -> None:
        self.reader.faults.append(Fault(origin, message, Code.MALFORMED, hint=hint))


def _input(name: str, names: Names, origin: Origin) -> DraftInput:
    return DraftInput(name, names.of(name), origin)


def _output(name: str, names: Names, origin: Origin) -> DraftOutput:
    return DraftOutput(name, names.of(name), origin)


def _feel(place: Place) -> str:
    """A cell in FEEL: bare words in quotes, a bare range in brackets, TRUE as true."""
    text = place.text.strip()
    if negated := _NEGATED.fullmatch(text):
        return f"not({_feel(replace(place, text=negated[1]))})"
    if _SPREAD.fullmatch(text):
        return f"[{text}]"
    if '"' in text or "(" in text or "[" in text:
        return text
    return ", ".join(map(_word, text.split(",")))


def _word(part: str) -> str:
    word = part.strip()
    if word.lower() in _LITERALS:
        return word.lower()
    return f'"{word}"' if _WORD.fullmatch(word) else word
