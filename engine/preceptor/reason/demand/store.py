"""The store of a model on demand: facts as relations, and what rules define as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import monotonic

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, LimitExceeded, Predicate
from preceptor.reason.costs import cost
from preceptor.reason.demand.fixpoint import Fixpoint
from preceptor.reason.demand.patterns import Patterns, Way, patterns
from preceptor.reason.demand.tables import Key, Step, Table, Tabled, given
from preceptor.reason.materialise import Limits, materialise
from preceptor.reason.relations import Entry, Relation, Source, Store
from preceptor.reason.symbols import Row


class Asking(Store):
    """Answers calls of one rule graph over facts, within limits and a number of steps."""

    __slots__ = (
        "_began",
        "_count",
        "_facts",
        "_graph",
        "_limits",
        "_patience",
        "_patterns",
        "_steps",
        "_tabled",
    )

    def __init__(
        self, graph: RuleGraph, facts: tuple[Atom, ...], limits: Limits, patience: int | None
    ) -> None:
        super().__init__()
        self._patience = patience
        self._steps = 0
        self._graph = graph
        self._facts = facts
        self._limits = limits
        self._patterns: Patterns = patterns(graph)
        self._tabled: dict[Predicate, Source] = {}
        self._count = 0
        self._began = monotonic()
        self._give(facts)

    def source(self, predicate: Predicate) -> Source:
        if not self._patterns.defines(predicate):
            return self.relation(predicate)
        known = self._tabled.get(predicate)
        if known is None:
            split = self._patterns.component[predicate] in self._patterns.split
            known = self._materialised(predicate) if split else Tabled(self, predicate)
            self._tabled[predicate] = known
        return known

    def label(self, atom: Atom) -> int | None:
        # A term that was never met may still be what arithmetic comes to, so it is interned.
        found = self.source(atom.predicate).find(self.symbols.row(atom))
        return None if found is None else sum(found)

    def rows(self, predicate: Predicate) -> Mapping[Row, tuple[int, int]]:
        return self.source(predicate).rows

    def steps(self, table: Table) -> tuple[tuple[Step, ...], ...]:
        """The rules of a table's calls, ready to run over this store."""
        ways = self._patterns.ways(table.predicate, table.known)
        return tuple(tuple(self._prepared(way)) for way in ways)

    def answer(self, table: Table, key: Key) -> list[Entry]:
        """All answers of a call that was not made before.

        Raises LimitExceeded for too many answers or steps, too high a proof, or too much time.
        """
        self._check_time()
        self._stepped()
        if self._patterns.is_recursive(table.predicate):
            Fixpoint(self._base, self._counted, self._checked, self._stepped).answer(table, key)
            return table.done[key]
        found: dict[Row, int] = dict(given(self._base(table), table, key))
        row = table.row(key)
        for (step,) in table.ways:
            for out, label in step.run(row, 0, 0):
                known = found.get(out)
                if known is None or label < known:
                    found[out] = label
        self._count += len(found)
        self._check_facts()
        return table.close(key, found)

    def _give(self, facts: Iterable[Atom]) -> None:
        """The database, and the facts of the theory under their best weight."""
        labels = dict.fromkeys(facts, 0)
        for planned in self._graph.rules:
            head = planned.rule.head
            if planned.rule.is_fact and head is not None:
                label = cost(planned.rule.weight)
                labels[head] = min(labels.get(head, label), label)
        for fact, label in labels.items():
            self.relation(fact.predicate).add(self.symbols.row(fact), label)

    def _prepared(self, way: Way) -> Iterable[Step]:
        for segment in way.segments:
            table = None
            if segment.calls is not None:
                predicate, known = segment.calls
                called = self.source(predicate)
                assert isinstance(called, Tabled)
                table = called.table(known)
            base = way.base if table is None else 0
            yield Step(segment.join.over(self, base, self._check_time), segment.saved, table)

    def _materialised(self, predicate: Predicate) -> Relation:
        """The predicate's facts from the model of all that it depends on."""
        model = materialise(self._graph.cone([predicate]), self._facts, self._limits)
        relation = Relation()
        for row, label in model.rows(predicate).items():
            args = model.store.symbols.args(row)
            relation.add(tuple(map(self.symbols.intern, args)), sum(label))
        return relation

    def _base(self, table: Table) -> Relation:
        return self.relation(table.predicate)

    def _counted(self) -> None:
        self._count += 1
        self._check_facts()

    def _check_facts(self) -> None:
        if self._count > self._limits.facts:
            raise LimitExceeded("facts", self._count, self._limits.facts)

    def _stepped(self) -> None:
        self._steps += 1
        if self._patience is not None and self._steps > self._patience:
            raise LimitExceeded("steps", self._steps, self._patience)

    def _checked(self, height: int) -> None:
        if height > self._limits.rounds:
            raise LimitExceeded("rounds", height, self._limits.rounds)
        self._check_time()

    def _check_time(self) -> None:
        limit = self._limits.seconds
        if limit is not None and (used := monotonic() - self._began) > limit:
            raise LimitExceeded("seconds", used, limit)
