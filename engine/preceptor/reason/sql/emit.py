"""The emitter: a variant of a rule as one SELECT.

Nothing that stands in a rule stands in the SQL: predicates are `p_12`, arguments `c0`, `c1`,
constants the integers that columns hold for them. A value that words cannot compute is looked up
in a table (`k_3`) which `care.py` fills before the SELECT is run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from preceptor.logic import Arith, Atom, Compare, Const, Expr, Num, Op, Predicate, Var, variables
from preceptor.reason.bulk.columns import Column, Columns, Precision
from preceptor.reason.bulk.facts import code
from preceptor.reason.plan import Part, Source, Variant
from preceptor.reason.sql.dialect import Dialect
from preceptor.reason.sql.words import NeedsCare, Value, comparison, computed, sign
from preceptor.reason.symbols import Symbols

ROUND = "r"  # the column of the round that added a row
_TRUE, _FALSE = "1 = 1", "1 = 0"


class Impossible(Exception):
    """A premise asks for a constant that its column cannot hold: nothing follows."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is computed outside of SQL: `expr` as `column` holds it, or whether it holds, for each
    combination of the values of `names`. The table has their values as c0, c1, ..., the result as v
    and, as ok, 1 where there is one or else 0."""

    table: str
    names: tuple[str, ...]
    expr: Expr | Compare
    column: Column | None
    from_: str  # where the combinations come from: SELECT DISTINCT `operands` FROM ...
    operands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """`SELECT head FROM from_`, once the lookups are filled, in their order."""

    head: tuple[str, ...]
    from_: str
    lookups: tuple[Lookup, ...]

    def __str__(self) -> str:
        return f"SELECT {', '.join(self.head)} FROM {self.from_}"


@dataclass(frozen=True, slots=True)
class Emitter:
    """What selects are written from."""

    dialect: Dialect
    columns: Columns
    symbols: Symbols
    precision: Precision
    _names: dict[Predicate, str] = field(default_factory=dict)
    _lookups: dict[tuple[int, int], str] = field(default_factory=dict)

    def table(self, predicate: Predicate) -> str:
        """The table's name as it is written; never the predicate's."""
        name = self._names.setdefault(predicate, f"p_{len(self._names)}")
        return self.dialect.table(name)

    def lookup(self, variant: Variant, place: int) -> str:
        """The name of the table of a rule's computation; all variants of the rule share it."""
        name = self._lookups.setdefault((id(variant.rule), place), f"k_{len(self._lookups)}")
        return self.dialect.table(name)

    def types(self, predicate: Predicate) -> tuple[str, ...]:
        return tuple(map(sql_type, self.columns.of(predicate))) or ("INTEGER",)

    def select(
        self,
        variant: Variant,
        number: int,
        adds: Iterable[Predicate] = (),
        working: str | None = None,
    ) -> Select | None:
        """The variant's conclusions in round `number` of a stratum that adds to `adds`; None where
        a constant makes it impossible. What is new is read from `working` where that is given."""
        try:
            return _Body(self, variant, number, frozenset(adds), working).select()
        except Impossible:
            return None

    def constant(self, term: Const | Num, column: Column) -> str:
        held = code(term, column, self.symbols)
        if held is None:
            raise Impossible
        return str(held)


def sql_type(column: Column) -> str:
    """The narrowest type that holds the column: symbols and small numbers take 32 bits."""
    if column.is_symbolic:
        return "INTEGER"
    scale = column.scale or 1
    small = max(-column.low, column.high) * scale < 2**31
    return "INTEGER" if small and not column.open and column.scale is not None else "BIGINT"


def arguments(arity: int) -> tuple[str, ...]:
    """The columns of a table; one of no arguments has a column of nothing."""
    return tuple(f"c{i}" for i in range(max(1, arity)))


class _Body:
    """The work of `select`: FROM and WHERE, grown literal by literal."""

    def __init__(
        self,
        emitter: Emitter,
        variant: Variant,
        number: int,
        adds: frozenset[Predicate],
        working: str | None,
    ) -> None:
        self._emitter = emitter
        self._variant = variant
        self._number = number
        self._adds = adds
        self._working = working
        self._values: dict[str, Value] = {}
        self._from: list[str] = []
        self._joins: list[str] = []
        self._where: list[str] = []
        self._lookups: list[Lookup] = []
        self._waiting = list(variant.tests)

    def select(self) -> Select:
        for place, source in enumerate(self._variant.sources):
            self._source(place, source)
        self._tests()
        for name, expr in self._variant.computed:
            self._computed(name, expr)
            self._tests()
        for place, atom in enumerate(self._variant.absent):
            self._absent(place, atom)
        return Select(self._head(), self._text(), tuple(self._lookups))

    def _text(self) -> str:
        tables = " CROSS JOIN ".join(self._from) or "(SELECT 1 AS c0) AS u"
        where = f" WHERE {' AND '.join(self._where)}" if self._where else ""
        return " ".join((tables, *self._joins)) + where

    def _source(self, place: int, source: Source) -> None:
        atom, alias = source.atom, f"s{place}"
        reads_working = source.part is Part.NEW and self._working is not None
        table = self._working if reads_working else self._emitter.table(atom.predicate)
        self._from.append(f"{table} AS {alias}")
        if not reads_working:
            self._where += self._part(alias, source)
        for position, arg in enumerate(atom.args):
            column = self._emitter.columns.position(atom.predicate, position)
            cell = f"{alias}.c{position}"
            if not isinstance(arg, Var):
                self._where.append(f"{cell} = {self._emitter.constant(arg, column)}")
            elif arg.name in self._values:
                self._where.append(f"{cell} = {self._values[arg.name].sql}")
            else:
                self._values[arg.name] = Value(cell, column)

    def _part(self, alias: str, source: Source) -> Iterable[str]:
        """Which rows are meant. What this round adds while it goes on is in no part."""
        if source.atom.predicate not in self._adds:
            return
        match source.part:
            case Part.ALL:
                yield f"{alias}.{ROUND} < {self._number}"
            case Part.OLD:
                yield f"{alias}.{ROUND} < {self._number - 1}"
            case Part.NEW:
                yield f"{alias}.{ROUND} = {self._number - 1}"

    def _tests(self) -> None:
        """Those whose variables have values by now."""
        for test in [t for t in self._waiting if self._values.keys() >= set(variables(t))]:
            self._waiting.remove(test)
            try:
                self._where.append(self._condition(test))
            except NeedsCare:
                self._look_up(test, None)

    def _condition(self, test: Compare) -> str:
        if test.op in (Op.SAME, Op.DIFFERENT) and not (
            isinstance(test.left, Arith) or isinstance(test.right, Arith)
        ):
            alike = self._alike(test)
            if alike is not None:
                return alike
        overflows = self._emitter.precision is Precision.EXACT
        return comparison(test, self._values, overflows=overflows)

    def _alike(self, test: Compare) -> str | None:
        """`=` or `\\=` of terms: the same ones are held alike. None where both are constants."""
        sides = (test.left, test.right)
        known = next((self._values[s.name] for s in sides if isinstance(s, Var)), None)
        if known is None:
            return None
        try:
            left, right = (self._term(side, known.column) for side in sides)
        except Impossible:
            return _FALSE if test.op is Op.SAME else _TRUE
        return f"{left} {sign(test.op)} {right}"

    def _term(self, term: Expr, column: Column) -> str:
        if isinstance(term, Var):
            return self._values[term.name].sql
        assert isinstance(term, Const | Num)
        return self._emitter.constant(term, column)

    def _computed(self, name: str, expr: Expr) -> None:
        column = self._emitter.columns.variable(self._variant, name)
        if isinstance(expr, Const | Num):
            self._values[name] = Value(self._emitter.constant(expr, column), column)
            return
        try:
            self._values[name] = computed(expr, column, self._values)
        except NeedsCare:
            self._values[name] = Value(self._look_up(expr, column), column)

    def _look_up(self, expr: Expr | Compare, column: Column | None) -> str:
        """Joins the table of an expression's values; what has none is in no row."""
        names = variables(expr)
        table = self._emitter.lookup(self._variant, len(self._lookups))
        operands = tuple(self._values[name].sql for name in names)
        alias = f"k{len(self._lookups)}"
        self._lookups.append(Lookup(table, names, expr, column, self._text(), operands))
        on = [f"{alias}.c{i} = {operand}" for i, operand in enumerate(operands)]
        on.append(f"{alias}.ok = 1")
        self._joins.append(f"JOIN {table} AS {alias} ON {' AND '.join(on)}")
        return f"{alias}.v"

    def _absent(self, place: int, atom: Atom) -> None:
        alias = f"a{place}"
        try:
            on = list(self._agreeing(alias, atom))
        except Impossible:
            return
        table = self._emitter.table(atom.predicate)
        if any(isinstance(a, Var) and a.name not in self._variant.local for a in atom.args):
            join = f"{self._emitter.dialect.anti_join} {table} AS {alias} ON {' AND '.join(on)}"
            self._joins.append(join)
        else:
            where = f" WHERE {' AND '.join(on)}" if on else ""
            self._where.append(f"NOT EXISTS (SELECT 1 FROM {table} AS {alias}{where})")

    def _agreeing(self, alias: str, atom: Atom) -> Iterable[str]:
        seen: dict[str, str] = {}
        for position, arg in enumerate(atom.args):
            cell = f"{alias}.c{position}"
            if not isinstance(arg, Var):
                column = self._emitter.columns.position(atom.predicate, position)
                yield f"{cell} = {self._emitter.constant(arg, column)}"
            elif arg.name not in self._variant.local:
                yield f"{cell} = {self._values[arg.name].sql}"
            elif seen.setdefault(arg.name, cell) != cell:
                yield f"{cell} = {seen[arg.name]}"

    def _head(self) -> tuple[str, ...]:
        head = self._variant.head
        if not head.args:
            return ("1 AS c0",)
        types = self._emitter.types(head.predicate)
        cells = []
        for position, (arg, type_) in enumerate(zip(head.args, types, strict=True)):
            column = self._emitter.columns.position(head.predicate, position)
            cells.append(f"CAST({self._term(arg, column)} AS {type_}) AS c{position}")
        return tuple(cells)
