"""Vocabulary: the sorts and predicates of tables, as a signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from preceptor.logic import (
    Declaration,
    Num,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
)
from preceptor.tables.dimension import Dimension
from preceptor.tables.grid import Grid
from preceptor.tables.ranks import is_summed
from preceptor.tables.table import Table
from preceptor.tables.values import term

CASE = Sort("case")
_RANK = "rank"  # the sort of numbers and ranks of rows

Number = int | Fraction


def signature_of(tables: Iterable[Table], rules: Iterable[Rule]) -> Signature:
    """The signature of tables and of the rules made of them.

    An input that no table puts out is given by the database and has one value a case; that outputs
    have one is for the analysis of the table to say. The values that a table allows are its sort's.
    """
    known = tuple(tables)
    inputs = [d for table in known for d in Grid.of(table).dimensions]
    outputs = [(table, column) for table in known for column in table.outputs]
    sorts: dict[str, Sort] = {}
    for sort in (
        *map(_sort_of, inputs),
        *(Sort(c.predicate, c.kind.sort_kind) for _, c in outputs),
    ):
        sorts[sort.name] = _joined(sorts[sort.name], sort) if sort.name in sorts else sort
    derived = {column.predicate for table, column in outputs if not is_summed(table)}
    declared = {
        Predicate(name, 2): Declaration(
            Predicate(name, 2),
            (CASE.name, name),
            Role.DERIVED if name in derived else Role.INPUT,
            () if name in derived else (0,),
        )
        for name in sorts
        if name in derived or any(d.predicate == name for d in inputs)
    }
    for declaration in _auxiliaries(known, rules):
        declared.setdefault(declaration.predicate, declaration)
    numbers = Sort(_RANK, SortKind.INT)
    return Signature((CASE, numbers, *sorts.values()), tuple(declared.values()))


def _auxiliaries(tables: Iterable[Table], rules: Iterable[Rule]) -> Iterator[Declaration]:
    """What the rules conclude besides the tables' outputs."""
    own: dict[str, tuple[str, ...]] = {}
    for table in tables:
        key = table.outputs[0].predicate if table.aggregation is not None else _RANK
        own[table.auxiliary("hit")] = own[table.auxiliary("beaten")] = (CASE.name, key)
        own[table.auxiliary("part")] = (CASE.name, _RANK, table.outputs[0].predicate)
    for rule in rules:
        if rule.head is not None:
            sorts = own.get(rule.head.name, (CASE.name,))
            yield Declaration(rule.head.predicate, sorts, Role.DERIVED)


def _sort_of(dimension: Dimension) -> Sort:
    sort = Sort(dimension.predicate, dimension.kind.sort_kind)
    if not dimension.declared or not dimension.samples:
        return sort
    if not dimension.kind.is_ordered:
        return replace(sort, values=tuple(map(term, dimension.samples)))
    low, high = dimension.spans[0].low, dimension.spans[-1].high
    least = None if low is None else term(low.value)
    most = None if high is None else term(high.value)
    return replace(
        sort,
        minimum=least if isinstance(least, Num) else None,
        maximum=most if isinstance(most, Num) else None,
    )


def _joined(one: Sort, other: Sort) -> Sort:
    """The sort of a column that stands in two tables: what either of them allows.

    A table that says nothing of the values allowed leaves them to the other.
    """
    kinds = {one.kind, other.kind}
    if kinds == {SortKind.INT, SortKind.DECIMAL}:
        one, other = replace(one, kind=SortKind.DECIMAL), replace(other, kind=SortKind.DECIMAL)
    if one.kind is not other.kind or _is_free(other):
        return one
    if _is_free(one):
        return other
    return replace(
        one,
        minimum=_outer(one.minimum, other.minimum, min),
        maximum=_outer(one.maximum, other.maximum, max),
        values=tuple(dict.fromkeys((*one.values, *other.values))),
    )


def _is_free(sort: Sort) -> bool:
    return sort.minimum is None and sort.maximum is None and not sort.values


def _outer(
    one: Num | None, other: Num | None, choose: Callable[[Number, Number], Number]
) -> Num | None:
    if one is None or other is None:
        return None
    return Num(choose(one.value, other.value))
