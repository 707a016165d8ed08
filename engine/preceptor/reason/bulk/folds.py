"""Folds: what aggregates come to, on whole columns, exact.

In machine words where bounds show that no sum overflows, else group by group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from preceptor.logic import Fold, Num
from preceptor.reason.aggregates import fold as fold_values
from preceptor.reason.bulk.arithmetic import decode, hold
from preceptor.reason.bulk.columns import INT64, Column, Columns
from preceptor.reason.bulk.facts import Ints, code
from preceptor.reason.bulk.sets import Mask
from preceptor.reason.bulk.store import Store
from preceptor.reason.folding import Folding
from preceptor.reason.symbols import Symbols, Value

_BYTES = 32  # a row and column, while tuples are told apart


def fold(folding: Folding, store: Store) -> None:
    """Fills the relation of an aggregate. Raises Outgrown for a value that it cannot hold."""
    relation = store.relations[folding.over]
    store.budget.reserve(_BYTES * relation.size * max(1, folding.over.arity))
    mask = _agreeing(folding, store)
    held = {place: relation.column(place) for place in folding.cells}
    columns = {place: column if mask is None else column[mask] for place, column in held.items()}
    size = relation.size if mask is None else int(np.count_nonzero(mask))
    if not size:
        return
    if folding.hides:
        order, starts = _ordered(list(columns.values()), size)
        rows = order[starts]
        columns = {place: column[rows] for place, column in columns.items()}
        size = len(rows)
    made = totals(folding, columns, size, store.columns, store.symbols)
    added = store.relations[folding.made].add(made, len(made[-1]))
    store.budget.spend(0, size)
    assert added == len(made[-1])


def _agreeing(folding: Folding, store: Store) -> Mask | None:
    """Which rows are instances of the atom; None for all."""
    relation = store.relations[folding.over]
    mask: Mask | None = None
    for place, term in folding.fixed:
        held = code(term, relation.columns[place], store.symbols)
        if held is None:
            return np.zeros(relation.size, np.bool_)
        alike = relation.column(place) == held
        mask = alike if mask is None else mask & alike
    for one, other in folding.same:
        alike = relation.column(one) == relation.column(other)
        mask = alike if mask is None else mask & alike
    return mask


def _ordered(columns: Sequence[Ints], size: int) -> tuple[Ints, Ints]:
    """The rows in order, and where in that order begin those that differ from the one before."""
    order = np.lexsort(columns[::-1]) if columns else np.arange(size)
    begins = np.zeros(size, np.bool_)
    begins[:1] = True
    for column in columns:
        ordered = column[order]
        begins[1:] |= ordered[1:] != ordered[:-1]
    return order, np.flatnonzero(begins)


def totals(
    folding: Folding, columns: Mapping[int, Ints], size: int, known: Columns, symbols: Symbols
) -> list[Ints]:
    """The rows of the aggregate's relation, from `size` distinct tuples (at least one), columns by
    position."""
    groups = [columns[place] for place in folding.groups]
    order, starts = _ordered(groups, size)
    counts = np.diff(starts, append=size)
    target = known.total(folding)
    values, defined = _values(folding, columns, order, starts, counts, known, symbols, target)
    kept = [group[order[starts]] for group in groups]
    if defined is None:
        return [*kept, values]
    return [*(column[defined] for column in kept), values[defined]]


def _values(
    folding: Folding,
    columns: Mapping[int, Ints],
    order: Ints,
    starts: Ints,
    counts: Ints,
    known: Columns,
    symbols: Symbols,
    target: Column,
) -> tuple[Ints, Mask | None]:
    """The value of each group as its column holds it, and where there is one."""
    if folding.how is Fold.COUNT:
        if not target.is_symbolic:
            return counts * (target.scale or 1), None
        return np.array([hold(n, target, symbols) for n in counts.tolist()], np.int64), None
    if not isinstance(folding.first, int):
        constant = folding.first.value if isinstance(folding.first, Num) else folding.first
        return _by_group(folding.how, [[constant]] * len(starts), target, symbols)
    source = known.position(folding.over, folding.first)
    ordered = columns[folding.first][order]
    if not source.is_symbolic:
        if folding.how is Fold.MIN:
            return np.minimum.reduceat(ordered, starts), None
        if folding.how is Fold.MAX:
            return np.maximum.reduceat(ordered, starts), None
        factor = 0 if target.is_symbolic else (target.scale or 1) // (source.scale or 1)
        largest = max(-int(ordered.min()), int(ordered.max()))
        if factor and largest * int(counts.max()) * factor <= INT64:
            return np.add.reduceat(ordered, starts) * factor, None
    cells = decode(ordered, source, symbols)
    ends = (starts + counts).tolist()
    groups = [cells[a:b] for a, b in zip(starts.tolist(), ends, strict=True)]
    return _by_group(folding.how, groups, target, symbols)


def _by_group(
    how: Fold, groups: Sequence[Sequence[Value]], target: Column, symbols: Symbols
) -> tuple[Ints, Mask | None]:
    """Group by group, each a list of the first terms of its tuples."""
    found = [fold_values(how, len(values), values) for values in groups]
    held = [0 if value is None else hold(value, target, symbols) for value in found]
    defined = np.array([value is not None for value in found], np.bool_)
    return np.array(held, np.int64), None if defined.all() else defined
