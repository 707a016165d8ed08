"""Facts as columns: from atoms, from arrays, and into the form in which a plan holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from preceptor.logic import Atom, Const, InputError, Num, Predicate, Term
from preceptor.reason.bulk.columns import Column, Columns, Span, span_of
from preceptor.reason.symbols import Symbols, Value

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cells:
    """One column as it was given: integers, or symbols of the database's table."""

    values: Ints
    symbolic: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Facts of one predicate, a column each argument. Each costs so much (as in `reason.costs`,
    without the height); those of a database are certain."""

    columns: tuple[Cells, ...]
    size: int
    cost: int = 0


class _Names(dict[str, int]):
    """Symbols by name, each constant interned when it is first asked for."""

    def __init__(self, symbols: Symbols) -> None:
        super().__init__()
        self._symbols = symbols

    def __missing__(self, name: str) -> int:
        number = self[name] = self._symbols.symbol(Const(name))
        return number


@dataclass(slots=True)
class Database:
    """Tables of facts by predicate, over one table of symbols."""

    symbols: Symbols = field(default_factory=Symbols)
    tables: dict[Predicate, list[Table]] = field(default_factory=dict)
    _names: _Names | None = None

    def __len__(self) -> int:
        """How many rows all tables have."""
        return sum(table.size for tables in self.tables.values() for table in tables)

    @staticmethod
    def of(facts: Iterable[Atom] | Mapping[Predicate, Sequence[Any]] | Database) -> Database:
        """The database of atoms, of a column for each argument of each predicate, or of another
        database, whose table of symbols it then shares."""
        if isinstance(facts, Database):
            tables = {predicate: list(known) for predicate, known in facts.tables.items()}
            return Database(facts.symbols, tables)
        made = Database()
        if isinstance(facts, Mapping):
            for predicate, columns in facts.items():
                made.add(predicate, columns)
        else:
            made.add_atoms(facts)
        return made

    def add_atoms(self, atoms: Iterable[Atom], cost: int = 0) -> None:
        """Raises InputError for an atom with a variable."""
        rows: dict[Predicate, list[tuple[int, ...]]] = {}
        for predicate, group in groupby(atoms, key=lambda atom: atom.predicate):
            rows.setdefault(predicate, []).extend(map(self.symbols.row, group))
        for predicate, found in rows.items():
            table = np.array(found, np.int64).reshape(len(found), predicate.arity)
            cells = (Cells(np.ascontiguousarray(column), True) for column in table.T)
            self._keep(predicate, Table(tuple(cells), len(found), cost))

    def add(self, predicate: Predicate, columns: Sequence[Any]) -> None:
        """Adds a table: an array of integers or a sequence of terms, names and numbers a column.

        Raises InputError where there are not as many columns as arguments, or not as many rows
        in each.
        """
        if len(columns) != predicate.arity:
            found = f"expected {predicate.arity} columns for {predicate}, found {len(columns)}"
            raise InputError(found)
        lengths = {len(column) for column in columns}
        if len(lengths) > 1:
            raise InputError(f"the columns of {predicate} differ in length: {sorted(lengths)}")
        cells = tuple(map(self._cells, columns))
        self._keep(predicate, Table(cells, lengths.pop() if lengths else 1))

    def _keep(self, predicate: Predicate, table: Table) -> None:
        self.tables.setdefault(predicate, []).append(table)

    def _cells(self, column: Any) -> Cells:
        array = column if isinstance(column, np.ndarray) else np.array(column, object)
        if array.dtype.kind in "iu":
            if array.dtype == np.uint64 and array.size and int(array.max()) > 2**63 - 1:
                raise InputError(f"{int(array.max())} does not fit in 64 bits")
            return Cells(array.astype(np.int64), False)
        if array.dtype.kind == "f":
            raise InputError("a column of floats: give integers, or Fractions, which are exact")
        if self._names is None:
            self._names = _Names(self.symbols)
        values = array.tolist()
        if all(type(value) is str for value in values):
            numbers = map(self._names.__getitem__, values)
        else:
            numbers = map(self._number, values)
        return Cells(np.fromiter(numbers, np.int64, len(values)), True)

    def _number(self, value: Any) -> int:
        match value:
            case Const() | Num():
                return self.symbols.intern(value)
            case int() | Fraction():
                return self.symbols.symbol(value)
            case str():
                return self.symbols.symbol(Const(value))
            case _:
                raise InputError(f"{value!r} is no name, integer or Fraction")

    def spans(self) -> dict[Predicate, tuple[Span | None, ...]]:
        """What each position needs."""
        return {
            predicate: tuple(
                self._span([table.columns[i] for table in tables]) for i in range(predicate.arity)
            )
            for predicate, tables in self.tables.items()
        }

    def _span(self, parts: Sequence[Cells]) -> Span | None:
        needed = Column()
        for cells in parts:
            if not cells.values.size:
                continue
            if not cells.symbolic:
                needed.need(Span(1, int(cells.values.min()), int(cells.values.max())))
                continue
            for symbol in np.unique(cells.values).tolist():
                needed.need(span_of(self.symbols.terms[symbol]))
                if needed.is_symbolic:
                    break
        return None if needed.scale is None else Span(needed.scale, needed.low, needed.high)

    def held(self, predicate: Predicate, columns: Columns) -> list[tuple[list[Ints], int]]:
        """The predicate's tables as its columns hold them, each with its number of rows."""
        wanted = columns.of(predicate)
        return [
            (list(map(self._convert, table.columns, wanted)), table.size)
            for table in self.tables.get(predicate, ())
        ]

    def costs(self, predicate: Predicate) -> list[int]:
        """What a row of each of the predicate's tables costs."""
        return [table.cost for table in self.tables.get(predicate, ())]

    def _convert(self, cells: Cells, column: Column) -> Ints:
        values = cells.values
        if column.is_symbolic and not cells.symbolic:
            return self._translate(values, self.symbols.symbol)
        if cells.symbolic and not column.is_symbolic:
            terms = self.symbols.values
            return self._translate(values, lambda symbol: _held(column, terms[symbol]))
        return values if column.is_symbolic else values * np.int64(column.scale or 1)

    def _translate(self, values: Ints, change: Any) -> Ints:
        distinct, inverse = np.unique(values, return_inverse=True)
        changed = np.fromiter(map(change, distinct.tolist()), np.int64, len(distinct))
        return changed[inverse]


def _held(column: Column, value: Value) -> int:
    assert not isinstance(value, Const)
    held = column.held(value)
    assert held is not None
    return held


def code(term: Term, column: Column, symbols: Symbols) -> int | None:
    """What a column holds for a constant; None where it holds no such thing."""
    if column.is_symbolic:
        known = symbols.find(term)
        return None if known < 0 else known
    if isinstance(term, Num) and column.may_hold(term.value):
        return column.held(term.value)
    return None
