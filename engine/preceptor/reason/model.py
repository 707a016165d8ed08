"""Models: what follows from a rule graph and facts, ready to be asked."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Predicate, Term
from preceptor.reason.costs import confidence
from preceptor.reason.relations import Store
from preceptor.reason.symbols import Row, by_terms


@dataclass(frozen=True, eq=False)
class Model:
    """The perfect model of `graph` over `facts`, or its part when a limit was hit.

    `rounds` is the height of the highest proof: the rounds that breadth-first evaluation takes.
    """

    graph: RuleGraph
    facts: Collection[Atom]
    store: Store
    rounds: int
    complete: bool = True

    @cached_property
    def given(self) -> Container[Atom]:
        """The facts, ready to be asked about one atom."""
        return frozenset(self.facts)

    def holds(self, atom: Atom) -> bool:
        return self.store.label(atom) is not None

    def confidence(self, atom: Atom) -> float:
        """The product of weights of the atom's best proof; 0.0 when it has none."""
        label = self.store.label(atom)
        return 0.0 if label is None else confidence(label)

    def atoms(self, predicate: Predicate) -> tuple[tuple[Atom, float], ...]:
        """The predicate's atoms with their confidence, sorted by their arguments."""
        rows = self.rows(predicate)
        symbols = self.store.symbols
        args = sorted(
            ((symbols.args(row), rows[row][0]) for row in rows), key=lambda pair: by_terms(pair[0])
        )
        return tuple(
            (Atom(predicate.name, terms, predicate.negated), confidence(cost))
            for terms, cost in args
        )

    @cached_property
    def relations(self) -> dict[Predicate, frozenset[tuple[Term, ...]]]:
        """The argument tuples of each predicate that the graph or the facts know, sorted."""
        return {
            predicate: frozenset(map(self.store.symbols.args, self.rows(predicate)))
            for predicate in self.predicates
        }

    @cached_property
    def predicates(self) -> tuple[Predicate, ...]:
        """The predicates of the graph and of the facts, sorted."""
        return tuple(sorted({*self.graph.predicates, *(fact.predicate for fact in self.facts)}))

    def rows(self, predicate: Predicate) -> Mapping[Row, tuple[int, int]]:
        """The predicate's facts as rows of symbols, with cost and height."""
        return self.store.rows(predicate)

    def __iter__(self) -> Iterator[tuple[Atom, float]]:
        """Every atom with its confidence, by predicate and then by arguments."""
        for predicate in self.predicates:
            yield from self.atoms(predicate)

    def __len__(self) -> int:
        return sum(len(self.rows(predicate)) for predicate in self.predicates)
