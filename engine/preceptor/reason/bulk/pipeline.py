"""Pipelines: steps run over batches of rows.

Where a join would make too many rows at once it makes them piece by piece and brings each piece
to the end before the next, so memory is bounded whatever a rule multiplies out to.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from preceptor.logic import Compare, Expr, Predicate, occurrences
from preceptor.reason.bulk.arithmetic import Operand, holds, value
from preceptor.reason.bulk.costs import COST, plus, units
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.relation import Index, Relation
from preceptor.reason.bulk.sets import Mask
from preceptor.reason.bulk.steps import Compute, Has, Join, Pattern, Scan, Steps, Test, Value
from preceptor.reason.bulk.store import Store
from preceptor.reason.bulk.weighted import WeightedRelation
from preceptor.reason.plan import Part, Variant

Batch = dict[str, Ints]  # columns by variable


def run(steps: Steps, store: Store) -> int:
    """Adds all that the steps lead to; says how many rows of it are new."""
    if steps.head is None or _lacks_a_source(steps.variant, store):
        return 0
    return _Run(steps, store).all()


def _lacks_a_source(variant: Variant, store: Store) -> bool:
    """Whether a premise is read from no rows at all."""
    for predicate, source in zip(variant.reads, variant.sources, strict=True):
        if not store.has_any(predicate, source.part):
            return True
    return False


class _Run:
    def __init__(self, steps: Steps, store: Store) -> None:
        self._steps = steps.steps
        assert steps.head is not None
        self._head = steps.head
        self._variant = steps.variant
        self._target = store.relations[steps.variant.head.predicate]
        self._store = store
        self._added = 0

    def all(self) -> int:
        """From the first step on: a scan in chunks, else one row without columns."""
        first = self._steps[0] if self._steps else None
        if isinstance(first, Scan):
            for rows in self._stretches(first):
                self._from(1, *self._scan(first, rows))
        else:
            self._from(0, {}, 1)
        return self._added

    def _stretches(self, step: Scan) -> Iterator[slice | Ints]:
        """The rows to scan, at most `chunk` at a time."""
        store, predicate = self._store, step.pattern.predicate
        if step.part is Part.NEW and store.taken:
            taken = store.taken[predicate]
            for begin in range(0, len(taken), store.chunk):
                yield taken[begin : begin + store.chunk]
            return
        first, last = store.rows(predicate, step.part)
        for begin in range(first, last, store.chunk):
            yield slice(begin, min(last, begin + store.chunk))

    def _from(self, number: int, batch: Batch, size: int) -> None:
        """The steps from `number` on over one batch."""
        for at in range(number, len(self._steps)):
            if not size:
                return
            step = self._steps[at]
            match step:
                case Join():
                    for piece, length in self._join(step, batch, size):
                        self._from(at + 1, piece, length)
                    return
                case Has():
                    mask = self._has(step.pattern, batch, size)
                    batch, size = _filtered(batch, ~mask if step.negated else mask, step.keep)
                case Test():
                    operands = self._operands(batch, step.compare)
                    mask = holds(step.compare, operands, self._store.symbols, size)
                    batch, size = _filtered(batch, mask, step.keep)
                case Compute():
                    batch, size = self._compute(step, batch, size)
                case Scan():
                    raise AssertionError("a scan is the first step")
        if size:
            self._emit(batch, size)

    def _emit(self, batch: Batch, size: int) -> None:
        columns = [_column(value, batch, size) for value in self._head]
        target = self._target
        if isinstance(target, WeightedRelation):
            added = target.improve(columns, size, self._paid(batch, size))
        else:
            added = target.add(columns, size)
        self._added += added
        self._store.budget.spend(added, size)

    def _paid(self, batch: Batch, size: int) -> Ints:
        """What each conclusion costs: its premises and the rule."""
        own = units(self._variant.rule.rule.weight)
        premises = batch.get(COST)
        return np.full(size, own, np.int64) if premises is None else plus(premises, own)

    def _scan(self, step: Scan, rows: slice | Ints) -> tuple[Batch, int]:
        pattern, relation = step.pattern, self._store.relations[step.pattern.predicate]
        keys, unpack = relation.keys[rows], relation.layout.unpack
        mask: Mask | None = None
        for position, fixed in pattern.fixed:
            mask = _both(mask, unpack(keys, position) == fixed)
        if pattern.same:
            mask = _both(mask, _alike(pattern, relation, keys))
        batch = {name: unpack(keys, position) for position, name in pattern.outputs}
        if isinstance(relation, WeightedRelation):
            batch[COST] = relation.costs[rows]
        return (batch, len(keys)) if mask is None else _filtered(batch, mask, step.keep)

    def _join(self, step: Join, batch: Batch, size: int) -> Iterator[tuple[Batch, int]]:
        """The batch joined, in pieces of at most `chunk` rows."""
        pattern = step.pattern
        index = self._store.index(pattern)
        keys = self._keys(pattern, index, batch, size)
        carried = {name: column for name, column in batch.items() if name in step.keep}
        for left, rows in self._pairs(index, keys):
            if step.part is not Part.ALL:
                kept = self._within(rows, pattern.predicate, step.part)
                left, rows = left[kept], rows[kept]
            yield self._paired(pattern, carried, left, rows)

    def _within(self, rows: Ints, predicate: Predicate, part: Part) -> Mask:
        """Which rows belong to a part."""
        if part is Part.NEW and self._store.taken:
            return np.isin(rows, self._store.taken[predicate])
        first, last = self._store.rows(predicate, part)
        within: Mask = (first <= rows) & (rows < last)
        return within

    def _paired(
        self, pattern: Pattern, carried: Batch, left: Ints, rows: Ints
    ) -> tuple[Batch, int]:
        relation = self._store.relations[pattern.predicate]
        keys = relation.keys[rows] if pattern.outputs or pattern.same else rows
        if pattern.same:
            mask = _alike(pattern, relation, keys)
            left, keys, rows = left[mask], keys[mask], rows[mask]
        joined = {name: column[left] for name, column in carried.items()}
        for position, name in pattern.outputs:
            joined[name] = relation.layout.unpack(keys, position)
        if isinstance(relation, WeightedRelation):
            paid = relation.costs[rows]
            joined[COST] = plus(joined[COST], paid) if COST in joined else paid
        return joined, len(left)

    def _pairs(self, index: Index, keys: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Pairs of a place in `keys` and a row of that key, at most `chunk` at a time."""
        found = [(run, *run.find(keys)) for run in index.runs]
        totals = [int(counts.sum()) for _, _, counts in found]
        expand = self._store.kernels.expand
        if sum(totals) <= self._store.chunk:
            parts = [
                (left, run.rows[place])
                for (run, starts, counts), total in zip(found, totals, strict=True)
                if total
                for left, place in (expand(starts, counts, total),)
            ]
            if len(parts) == 1:
                yield parts[0]
            elif parts:
                lefts, rows = zip(*parts, strict=True)
                yield np.concatenate(lefts), np.concatenate(rows)
            return
        for run, starts, counts in found:
            for first, begin, many in _pieces(starts, counts, self._store.chunk):
                left, place = expand(begin, many, int(many.sum()))
                yield left + first, run.rows[place]

    def _has(self, pattern: Pattern, batch: Batch, size: int) -> Mask:
        store, predicate = self._store, pattern.predicate
        relation = store.relations[predicate]
        if not relation.size:
            return np.zeros(size, np.bool_)
        if len(pattern.fixed) == predicate.arity and predicate not in store.now:
            columns = [_column(value, batch, size) for _, value in pattern.fixed]
            return relation.contains(columns, size)
        index = store.index(pattern)
        keys = self._keys(pattern, index, batch, size)
        found = np.zeros(size, np.bool_)
        if pattern.same:
            for left, rows in self._pairs(index, keys):
                found[left[_alike(pattern, relation, relation.keys[rows])]] = True
        else:
            for run in index.runs:
                found |= run.find(keys)[1] > 0
        return found

    def _keys(self, pattern: Pattern, index: Index, batch: Batch, size: int) -> Ints:
        columns = [_column(value, batch, size) for _, value in pattern.fixed]
        return index.layout.find(columns, size)

    def _compute(self, step: Compute, batch: Batch, size: int) -> tuple[Batch, int]:
        operands, symbols = self._operands(batch, step.expr), self._store.symbols
        values, defined = value(step.expr, step.column, operands, symbols, size)
        batch = {**batch, step.name: values}
        if defined is None:
            return {name: column for name, column in batch.items() if name in step.keep}, size
        return _filtered(batch, defined, step.keep)

    def _operands(self, batch: Batch, part: Compare | Expr) -> dict[str, Operand]:
        columns = self._store.columns
        return {
            name: Operand(batch[name], columns.variable(self._variant, name))
            for name in occurrences(part)
        }


def _column(value: Value, batch: Batch, size: int) -> Ints:
    return batch[value] if isinstance(value, str) else np.full(size, value, np.int64)


def _filtered(batch: Batch, mask: Mask, keep: frozenset[str]) -> tuple[Batch, int]:
    kept = int(np.count_nonzero(mask))
    if kept == len(mask):
        return {name: column for name, column in batch.items() if name in keep}, kept
    return {name: column[mask] for name, column in batch.items() if name in keep}, kept


def _alike(pattern: Pattern, relation: Relation, keys: Ints) -> Mask:
    """Which rows have one value at positions that share a variable."""
    unpack = relation.layout.unpack
    same = [unpack(keys, one) == unpack(keys, other) for one, other in pattern.same]
    alike: Mask = np.logical_and.reduce(same)
    return alike


def _both(mask: Mask | None, other: Mask) -> Mask:
    return other if mask is None else mask & other


def _pieces(starts: Ints, counts: Ints, chunk: int) -> Iterator[tuple[int, Ints, Ints]]:
    """Matches cut up so that no piece has more than `chunk`: where a piece begins, its starts and
    its counts. The matches of one key alone may make several pieces."""
    ends = np.cumsum(counts)
    first, done = 0, 0
    while first < len(counts):
        last = int(np.searchsorted(ends, done + chunk, "right"))
        if last > first:
            if int(ends[last - 1]) > done:
                yield first, starts[first:last], counts[first:last]
        else:
            last = first + 1
            for offset in range(0, int(counts[first]), chunk):
                many = min(chunk, int(counts[first]) - offset)
                yield first, starts[first:last] + offset, np.array([many])
        done = int(ends[last - 1])
        first = last
