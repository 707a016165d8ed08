"""Care: values that SQL does not compute, exact, once for each combination of operands."""

from __future__ import annotations

import numpy as np

from preceptor.logic import Compare
from preceptor.reason.bulk.arithmetic import Operand, holds, value
from preceptor.reason.bulk.budget import Budget
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.sets import Mask
from preceptor.reason.plan import Variant
from preceptor.reason.sql.emit import Emitter, Lookup
from preceptor.reason.sql.session import Session

_BLOCK = 1 << 16  # combinations that are computed at a time


class Care:
    """The tables of looked-up values, made when they are first asked for."""

    def __init__(self, emitter: Emitter, session: Session, budget: Budget) -> None:
        self._budget = budget
        self._emitter = emitter
        self._session = session
        self._made: set[str] = set()

    def fill(self, lookup: Lookup, variant: Variant) -> None:
        """Computes what the table lacks. Raises Outgrown, and whatever the session raises."""
        is_new = lookup.table not in self._made
        if is_new:
            self._create(lookup, variant)
        if not lookup.names:
            if is_new:
                self._load(lookup, variant, [], 1)
            return
        combinations = self._session.fetch(self._missing(lookup))
        for first in range(0, len(combinations[0]), _BLOCK):
            block = [column[first : first + _BLOCK] for column in combinations]
            self._load(lookup, variant, block, len(block[0]))

    def _create(self, lookup: Lookup, variant: Variant) -> None:
        names = [f"c{i}" for i in range(len(lookup.names))]
        self._session.create(lookup.table, (*names, "v", "ok"), ["BIGINT"] * (len(names) + 2))
        self._made.add(lookup.table)

    def _missing(self, lookup: Lookup) -> str:
        """The combinations that are not in the table yet."""
        cells = ", ".join(f"{sql} AS c{i}" for i, sql in enumerate(lookup.operands))
        same = " AND ".join(f"q.c{i} = k.c{i}" for i in range(len(lookup.names)))
        anti = f"{self._emitter.dialect.anti_join} {lookup.table} AS k ON {same}"
        return f"SELECT q.* FROM (SELECT DISTINCT {cells} FROM {lookup.from_}) AS q {anti}"

    def _load(self, lookup: Lookup, variant: Variant, columns: list[Ints], size: int) -> None:
        """Adds the combinations that have a value, and the others without one."""
        self._budget.look()
        values, defined = self._computed(lookup, variant, columns, size)
        self._session.load(lookup.table, [*columns, values, defined.astype(np.int64)])

    def _computed(
        self, lookup: Lookup, variant: Variant, columns: list[Ints], size: int
    ) -> tuple[Ints, Mask]:
        known = self._emitter.columns
        operands = {
            name: Operand(column, known.variable(variant, name))
            for name, column in zip(lookup.names, columns, strict=True)
        }
        symbols = self._emitter.symbols
        if isinstance(lookup.expr, Compare):
            mask = holds(lookup.expr, operands, symbols, size)
            return np.ones(size, np.int64), mask
        assert lookup.column is not None
        values, defined = value(lookup.expr, lookup.column, operands, symbols, size)
        return values, np.ones(size, np.bool_) if defined is None else defined
