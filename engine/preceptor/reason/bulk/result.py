"""What the bulk engine found: relations as columns, atoms made only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Const, InputError, Num, Predicate, Term
from preceptor.reason.bulk.arithmetic import decode
from preceptor.reason.bulk.costs import confidences
from preceptor.reason.bulk.facts import Ints, code
from preceptor.reason.bulk.layout import Outgrown
from preceptor.reason.bulk.relation import Rows
from preceptor.reason.symbols import Symbols

_BLOCK = 1 << 16  # rows that are made into atoms at a time


@dataclass(frozen=True, eq=False)
class Materialisation:
    """The perfect model of `graph` over the facts, or its part when a limit was hit.

    `rounds` are those of all strata together; `kernels` is what computed it in the end. Where
    weights were asked for it is `weighted`, and `costs` has the cost of each row's best proof,
    exact, in units of `reason.costs`; the rows of a relation that is not there are certain.
    """

    graph: RuleGraph
    relations: Mapping[Predicate, Rows]
    symbols: Symbols
    rounds: int
    kernels: str
    complete: bool
    costs: Mapping[Predicate, Ints] = field(default_factory=dict)
    weighted: bool = False

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        """The predicates of the facts and of the rules, sorted."""
        return tuple(self.relations)

    @property
    def counts(self) -> dict[Predicate, int]:
        return {predicate: relation.size for predicate, relation in self.relations.items()}

    @property
    def derived(self) -> int:
        """How many atoms the rules added to the facts."""
        return sum(relation.derived for relation in self.relations.values())

    def __len__(self) -> int:
        return sum(self.counts.values())

    def relation(self, predicate: Predicate) -> tuple[NDArray[Any], ...]:
        """A column for each argument, in the order in which the rows were found: int64 where all
        are integers, else objects: names as str, numbers as int or Fraction."""
        relation = self._relation(predicate)
        return tuple(self._values(relation, position) for position in range(predicate.arity))

    def confidences(self, predicate: Predicate) -> NDArray[np.float64]:
        """The confidence of each row, in the same order, where weights were asked for."""
        known = self.costs.get(predicate)
        return np.ones(self._relation(predicate).size) if known is None else confidences(known)

    def _values(self, relation: Rows, position: int) -> NDArray[Any]:
        held, column = relation.column(position), relation.columns[position]
        if column.scale in (None, 1):
            return held
        if column.is_symbolic:
            return self._natural[held]
        distinct, inverse = np.unique(held, return_inverse=True)
        values = np.empty(len(distinct), object)
        values[:] = decode(distinct, column, self.symbols)
        return values[inverse]

    @cached_property
    def _natural(self) -> NDArray[Any]:
        """What each symbol stands for: a str, an int or a Fraction."""
        values = np.empty(len(self.symbols.values), object)
        values[:] = [v.name if isinstance(v, Const) else v for v in self.symbols.values]
        return values

    def atoms(self, predicate: Predicate) -> Iterator[Atom]:
        """The predicate's atoms in the order in which they were found."""
        relation = self._relation(predicate)
        for first in range(0, relation.size, _BLOCK):
            last = min(relation.size, first + _BLOCK)
            columns = [
                [_term(v) for v in decode(relation.column(i, first, last), c, self.symbols)]
                for i, c in enumerate(relation.columns)
            ]
            rows = zip(*columns, strict=True) if columns else iter([()])
            for args in rows:
                yield Atom(predicate.name, args, predicate.negated)

    def __iter__(self) -> Iterator[Atom]:
        for predicate in self.predicates:
            yield from self.atoms(predicate)

    def holds(self, atom: Atom) -> bool:
        relation = self.relations.get(atom.predicate)
        if relation is None:
            return False
        held = [
            code(term, column, self.symbols)
            for term, column in zip(atom.args, relation.columns, strict=True)
        ]
        if any(value is None for value in held):
            return False
        columns: list[Ints] = [np.array([value], np.int64) for value in held]
        try:
            return bool(relation.contains(columns, 1)[0])
        except Outgrown:  # larger than anything that was computed
            return False

    def round(self, predicate: Predicate, row: int) -> int:
        """The round that added a row; 0 for a given one."""
        return self._relation(predicate).round(row)

    def _relation(self, predicate: Predicate) -> Rows:
        found = self.relations.get(predicate)
        if found is None:
            raise InputError(f"no facts and no rules are about {predicate}")
        return found


def _term(value: Any) -> Term:
    return value if isinstance(value, Const) else Num(value)
