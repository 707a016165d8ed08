"""Rules: what a decision table says, in our language, about a `Case` and its inputs.

    discount(Case, 10) :- age(Case, Age), Age >= 65.       a row of its own
    discount_hit(Case, 3) :- ...                           where rows compete: row 3 applies
    discount_beaten(Case, K) :- discount_hit(Case, K), discount_hit(Case, J), J < K.
    discount(Case, 5) :- discount_hit(Case, 3), \\+ discount_beaten(Case, 3).

Rows compete by their number (FIRST), the order of their outputs (PRIORITY) or by what they put out
(COLLECT with MIN or MAX). An input that is not given passes `-`; where a column speaks of null, it
is null, and passes what null does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import prod

from preceptor.logic import (
    Atom,
    Compare,
    Literal,
    Not,
    Num,
    Op,
    Origin,
    Rule,
    Term,
    Var,
)
from preceptor.syntax import clause_id
from preceptor.tables.conditions import CASE, SIGNS, Axis, Body
from preceptor.tables.grid import Box, Grid
from preceptor.tables.ranks import competes, is_summed, ranks
from preceptor.tables.table import Aggregation, Output, Row, Table, Unread, identifier
from preceptor.tables.values import term

MAX_ALTERNATIVES = 64  # of one clause, as in the rule language


@lru_cache(maxsize=16)
def rules_of(table: Table) -> tuple[Rule, ...]:
    """The rules of a table that is read as a whole; none of one that is not.

    Their ids are those of the rows, `discount:3`, with what they are for where a row has several.
    """
    return tuple(_Writer(table).rules()) if table.is_readable else ()


class _Writer:
    def __init__(self, table: Table) -> None:
        self._table = table
        grid = Grid.of(table)
        self._axes = [Axis(dimension, n) for n, dimension in enumerate(grid.dimensions, 1)]
        self._live = [
            (row, box, rank)
            for row, box, rank in zip(table.rows, grid.boxes, ranks(table), strict=True)
            if all(box)
        ]
        self._needs_case = False
        self._helpers: list[Rule] = []

    def rules(self) -> list[Rule]:
        table = self._table
        if is_summed(table):
            written = [*self._each("part", with_row=True)]
        elif table.aggregation is not None:
            written = [*self._each("hit"), self._beaten(), self._best_value(), *self._defaults()]
        elif competes(table) or table.has_default or len(table.outputs) > 1:
            written = list(self._by_hits())
        else:
            written = [*self._each("")]
        if self._needs_case:
            written += self._cases()
        return [*self._helpers, *written]

    def _each(self, auxiliary: str, with_row: bool = False) -> Iterator[Rule]:
        """A clause for each row that concludes its one output."""
        (column,) = self._table.outputs
        name = self._table.auxiliary(auxiliary) if auxiliary else column.predicate
        for row, box, _ in self._live:
            value = _term(row.outputs[0])
            if value is not None:
                key = (Num(row.number),) if with_row else ()
                yield from self._clause(Atom(name, (CASE, *key, value)), row, box)

    def _by_hits(self) -> Iterator[Rule]:
        best: dict[int, Row] = {}
        for row, box, rank in self._live:
            best.setdefault(rank, row)
            yield from self._clause(self._hit(Num(rank)), row, box)
        if competes(self._table):
            yield self._beaten()
        for rank, row in best.items():
            for column, output in zip(self._table.outputs, row.outputs, strict=True):
                value = _term(output)
                if value is not None:
                    head = Atom(column.predicate, (CASE, value))
                    name = f"{self._table.row_id(row)}:{identifier(column.predicate)}"
                    yield Rule(head, self._unbeaten(Num(rank)), name=name, origin=row.origin)
        yield from self._defaults()

    def _hit(self, key: Term) -> Atom:
        return Atom(self._table.auxiliary("hit"), (CASE, key))

    def _unbeaten(self, key: Term) -> Body:
        beaten = Atom(self._table.auxiliary("beaten"), (CASE, key))
        return (self._hit(key), Not(beaten)) if competes(self._table) else (self._hit(key),)

    def _beaten(self) -> Rule:
        better, worse = Var("J"), Var("K")
        op = Op.GT if self._table.aggregation is Aggregation.MAX else Op.LT
        head = Atom(self._table.auxiliary("beaten"), (CASE, worse))
        body = (self._hit(worse), self._hit(better), Compare(op, better, worse))
        return self._rule(head, body, "beaten")

    def _best_value(self) -> Rule:
        value = Var("Value")
        head = Atom(self._table.outputs[0].predicate, (CASE, value))
        return self._rule(head, self._unbeaten(value), "best")

    def _defaults(self) -> Iterator[Rule]:
        for column in self._table.outputs:
            value = _term(column.default)
            if value is not None:
                self._needs_case = True
                body = (self._case(), Not(self._hit(Var("_K"))))
                name = f"default:{identifier(column.predicate)}"
                yield self._rule(Atom(column.predicate, (CASE, value)), body, name)

    def _case(self) -> Atom:
        """Some input of the table is given."""
        return Atom(self._table.auxiliary("case"), (CASE,))

    def _cases(self) -> Iterator[Rule]:
        for axis in self._axes:
            name = f"case:{identifier(axis.dimension.predicate)}"
            yield self._rule(self._case(), (axis.any_value(),), name)

    def _clause(self, head: Atom, row: Row, box: Box) -> Iterator[Rule]:
        return _alternatives(head, self._bodies(row, box), self._table.row_id(row), row.origin)

    def _bodies(self, row: Row, box: Box) -> list[Body]:
        """The alternatives under which a row applies."""
        conditions = [
            (axis, list(axis.alternatives(mask)))
            for axis, mask in zip(self._axes, box, strict=True)
            if self._is_tested(row, axis)
        ]
        if prod(len(alternatives) for _, alternatives in conditions) > MAX_ALTERNATIVES:
            conditions = [(axis, self._named(axis, bodies, row)) for axis, bodies in conditions]
        guards = tuple(comparisons(self._table, row, self._axes))
        said = {literal.name for literal in guards if isinstance(literal, Atom)}
        combined = product(
            *(
                [() if body == (axis.any_value(),) else body for body in alternatives]
                if axis.dimension.predicate in said
                else alternatives
                for axis, alternatives in conditions
            )
        )
        return [self._bound([lit for p in (*parts, guards) for lit in p]) for parts in combined]

    def _is_tested(self, row: Row, axis: Axis) -> bool:
        return any(
            test is not None
            for column, test in zip(self._table.inputs, row.tests, strict=True)
            if column.predicate == axis.dimension.predicate
        )

    def _named(self, axis: Axis, bodies: list[Body], row: Row) -> list[Body]:
        """Many alternatives as one, by a predicate of their own."""
        if len(bodies) == 1:
            return bodies
        head = Atom(self._table.auxiliary(f"{row.number}_{axis.dimension.predicate}"), (CASE,))
        name = f"{self._table.row_id(row)}:{identifier(axis.dimension.predicate)}"
        self._helpers += _alternatives(head, [self._bound(b) for b in bodies], name, row.origin)
        return [(head,)]

    def _bound(self, body: Sequence[Literal]) -> Body:
        """The body with something that says which cases there are, absences last."""
        if any(isinstance(literal, Atom) for literal in body):
            return tuple(sorted(dict.fromkeys(body), key=lambda literal: isinstance(literal, Not)))
        self._needs_case = True
        return (self._case(), *body)

    def _rule(self, head: Atom, body: Body, purpose: str) -> Rule:
        """A rule that the table needs as a whole, not for one of its rows."""
        name = f"{identifier(self._table.name)}:{purpose}"
        return Rule(head, body, name=name, origin=self._table.origin)


def comparisons(table: Table, row: Row, axes: Iterable[Axis]) -> Iterator[Literal]:
    """What a row asks of inputs beside each other, over the variables of its axes."""
    known = {axis.dimension.predicate: axis for axis in axes}
    for guard in row.guards:
        places = (guard.column, guard.other)
        one, other = (known[table.inputs[place].predicate] for place in places)
        yield from (one.value(), other.value())
        yield Compare(SIGNS[guard.sign], one.variable, other.variable)


def _alternatives(head: Atom, bodies: list[Body], name: str, origin: Origin) -> Iterator[Rule]:
    """One clause; its alternatives share the id that the parser would give them."""
    rules = [Rule(head, body, name=name, origin=origin) for body in bodies]
    shared = clause_id(rules) if len(rules) > 1 else None
    return (replace(rule, clause=shared) for rule in rules)


def _term(output: Output) -> Term | None:
    return None if output is None or isinstance(output, Unread) else term(output)
