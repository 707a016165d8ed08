"""Updates: from a model to that of other facts or rules, at the cost of what the change touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, InputError, LimitExceeded, Predicate, Rule
from preceptor.reason.change import Reach, reach
from preceptor.reason.costs import split
from preceptor.reason.materialise import NO_TIME_LIMIT, Evaluation, Limits
from preceptor.reason.model import Model
from preceptor.reason.program import Stratum, Triggers, firing, program, triggers
from preceptor.reason.relations import Store
from preceptor.reason.symbols import Row


def update(
    model: Model,
    *,
    graph: RuleGraph | None = None,
    add: Iterable[Atom] = (),
    remove: Iterable[Atom] = (),
    limits: Limits = NO_TIME_LIMIT,
) -> Model:
    """The model after facts were added and removed, and under another graph if one is given.

    See `become`.
    """
    gone = frozenset(remove)
    facts = (*(fact for fact in model.facts if fact not in gone), *add)
    return become(model, graph or model.graph, facts, limits)


def become(
    model: Model, graph: RuleGraph, facts: Iterable[Atom], limits: Limits = NO_TIME_LIMIT
) -> Model:
    """The model of another graph and other facts, begun with what this one knows.

    It equals a fresh one. What can only grow goes on from what is known (semi-naive); what may lose
    facts is made anew, and the rest is shared with the old model. Raises what `materialise` does,
    and InputError for a model that is incomplete, or found only on demand.
    """
    if type(model.store) is not Store:
        raise InputError("a model on demand does not hold what could be gone on from")
    if not model.complete:
        raise InputError("a model that a limit has cut short cannot be gone on from")
    facts = tuple(dict.fromkeys(facts))
    before, after = frozenset(model.facts), frozenset(facts)
    added = [fact for fact in facts if fact not in before]
    lost = [fact for fact in model.facts if fact not in after]
    new_rules, old_rules = _difference(graph, model.graph)
    touched = reach(
        graph,
        {*(fact.predicate for fact in added), *map(_concluded, new_rules)},
        {*(fact.predicate for fact in lost), *map(_concluded, old_rules)},
    )
    evaluation = _Resumed(limits, model, touched)
    try:
        evaluation.give(f for f in facts if f.predicate in touched.remade)
        evaluation.give(f for f in added if f.predicate in touched.grown)
        for number in range(len(program(graph))):
            evaluation.go_on(graph, number, frozenset(new_rules))
    except LimitExceeded as exceeded:
        store, rounds = evaluation.store, evaluation.rounds
        exceeded.partial = Model(graph, facts, store, rounds, complete=False)
        raise
    return Model(graph, facts, evaluation.store, evaluation.highest())


class _Resumed(Evaluation):
    """An evaluation that begins with what a change leaves of a model."""

    def __init__(self, limits: Limits, model: Model, touched: Reach) -> None:
        super().__init__(limits)
        self._touched = touched
        self._new: dict[Predicate, list[tuple[Row, int]]] = {}  # found or made surer since then
        self.store = Store(model.store.symbols)
        for predicate, relation in model.store.relations.items():
            if predicate not in touched.remade:
                kept = relation.copy() if predicate in touched.grown else relation
                self.store.relations[predicate] = kept
                self._facts += len(kept.rows)

    def give(self, facts: Iterable[Atom]) -> None:
        for fact in facts:
            row = self.store.symbols.row(fact)
            labels = self._labels_of(fact.predicate)
            known = labels.get(row)
            if known != 0:
                labels[row] = 0
                if known is None:
                    self._count()
                self._settle(fact.predicate, row, 0)

    def go_on(self, graph: RuleGraph, number: int, new_rules: frozenset[Rule]) -> None:
        """Bring a stratum up to date with those below it."""
        stratum = program(graph)[number]
        touched = self._touched.grown | self._touched.remade
        self.state(fact for fact in stratum.facts if fact[0].predicate in touched)
        if not self._touched.remade.isdisjoint(stratum.delta):
            self.start(stratum.full)
        elif not self._touched.grown.isdisjoint(stratum.delta):
            planned = (graph.rules[index] for index in graph.strata[number])
            self.start(
                firing(p.rule, p.plan) for p in planned if p.rule in new_rules and p.rule.body
            )
            self._trigger(stratum, triggers(graph)[number])
        self.close(stratum)

    def highest(self) -> int:
        """The height of the highest proof."""
        relations = self.store.relations.values()
        return max((height for r in relations for _, height in r.rows.values()), default=0)

    def _trigger(self, stratum: Stratum, lower: Triggers) -> None:
        """Fire the stratum's rules from what is new and known to be so by now."""
        for predicate, rows in tuple(self._new.items()):
            firings = (*lower.get(predicate, ()), *stratum.delta.get(predicate, ()))
            ready = [*map(self._ready, firings)]
            for row, label in tuple(rows) if ready else ():
                cost, height = split(label)
                for prepared in ready:
                    self._fire(prepared, row, cost, height)

    def _settle(self, predicate: Predicate, row: Row, label: int) -> None:
        relation = self.store.relation(predicate)
        if row in relation.rows:
            relation.remove(row)
        super()._settle(predicate, row, label)
        self._new.setdefault(predicate, []).append((row, label))

    def _labels_of(self, predicate: Predicate) -> dict[Row, int]:
        if predicate not in self._labels:
            rows = self.store.rows(predicate)
            self._labels[predicate] = {row: sum(label) for row, label in rows.items()}
        return self._labels[predicate]


def _difference(new: RuleGraph, old: RuleGraph) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules that one graph has and the other has not; denials play no part."""
    if new is old:
        return (), ()
    first, second = (Counter(planned.rule for planned in g.rules) for g in (new, old))
    return tuple(first - second), tuple(second - first)


def _concluded(rule: Rule) -> Predicate:
    assert rule.head is not None
    return rule.head.predicate
