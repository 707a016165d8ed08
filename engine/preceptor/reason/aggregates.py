"""Aggregates: what the tuples that an aggregate finds come to, exactly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from preceptor.logic import Aggregate, Fold, Var
from preceptor.reason.arithmetic import calculate
from preceptor.reason.relations import Positions, Source
from preceptor.reason.symbols import Number, Row, Symbols, Value


def total(
    aggregate: Aggregate, known: Positions, source: Source, symbols: Symbols
) -> Callable[..., int | None]:
    """The symbol of the aggregate's value, of the symbols at the known positions of its atom.

    None where it has no value. A value is found once for each key: what is read is complete.
    """
    rows, picked = _instances(aggregate, known, source), _picking(aggregate, symbols)
    found: dict[Row, int | None] = {}

    def come_to(*key: int) -> int | None:
        if key not in found:
            tuples = {picked(row) for row in rows(key)}
            value = fold(aggregate.fold, len(tuples), (symbols.values[t[0]] for t in tuples))
            found[key] = None if value is None else symbols.symbol(value)
        return found[key]

    return come_to


def fold(how: Fold, number: int, values: Iterable[Value]) -> Number | None:
    """What the first terms of `number` distinct tuples come to; None where they have no value.

    A sum of none is 0; a least or greatest of none, and of constants, is nothing.
    """
    if how is Fold.COUNT:
        return number
    numbers: list[Number] = []
    for value in values:
        if not isinstance(value, Number):
            return None
        numbers.append(value)
    if how is Fold.SUM:
        return _sum(numbers)
    return _EXTREMES[how](numbers) if numbers else None


_EXTREMES: dict[Fold, Callable[[Collection[Number]], Number]] = {Fold.MIN: min, Fold.MAX: max}


def _sum(numbers: Iterable[Number]) -> Number:
    result: Number = 0
    for number in numbers:
        added = calculate("+", result, number)  # which minds the size
        assert added is not None
        result = added
    return result


def _instances(
    aggregate: Aggregate, known: Positions, source: Source
) -> Callable[[Row], Iterable[Row]]:
    """The facts that agree with the atom, of the symbols at its known positions."""
    args = aggregate.atom.args
    if len(known) == len(args):
        find = source.find
        return lambda key: (key,) if find(key) is not None else ()
    reading = source.reading(known)
    unknown = [i for i in range(len(args)) if i not in known]
    repeats = [(i, j) for i in unknown for j in unknown if i < j and args[i] == args[j]]

    def rows(key: Row) -> Iterable[Row]:
        entries = reading(key[0] if len(key) == 1 else key, ())
        return (row for row, _, _ in entries if all(row[i] == row[j] for i, j in repeats))

    return rows


def _picking(aggregate: Aggregate, symbols: Symbols) -> Callable[[Row], Row]:
    """The listed terms of an instance: each at a position of its row, or a constant."""
    args = aggregate.atom.args
    places = [
        (args.index(term), 0) if isinstance(term, Var) else (-1, symbols.intern(term))
        for term in aggregate.terms
    ]
    return lambda row: tuple([row[at] if at >= 0 else symbol for at, symbol in places])
