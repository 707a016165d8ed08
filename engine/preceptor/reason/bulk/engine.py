"""The bulk engine: semi-naive evaluation over columns, stratum by stratum, round by round.

It finds what the small engine finds, many at a time. What a round adds lies behind all that was
there before, so a fact's round can always be told. With weights the loop is the same, but what is
new to a round are the rows whose best cost fell, the cheapest of them first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Const, LimitExceeded, Num, Predicate
from preceptor.logic.variables import expressions
from preceptor.reason.bulk.arranging import Arranger
from preceptor.reason.bulk.budget import Budget, chunk_rows
from preceptor.reason.bulk.columns import Precision, columns
from preceptor.reason.bulk.costs import costly, units
from preceptor.reason.bulk.facts import Database
from preceptor.reason.bulk.folds import fold
from preceptor.reason.bulk.layout import Outgrown, Room
from preceptor.reason.bulk.pipeline import run
from preceptor.reason.bulk.relation import Relation
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.bulk.sets import has_numba, kernels
from preceptor.reason.bulk.steps import Steps
from preceptor.reason.bulk.store import Store
from preceptor.reason.bulk.weighted import WeightedRelation, cheapest
from preceptor.reason.materialise import Limits
from preceptor.reason.plan import Part, Plan, StratumPlan, Variant, plan

LIMITS = Limits(facts=1_000_000_000, rounds=1_000_000, bytes=4 << 30)
CHUNK = 1 << 19  # rows that are joined at a time: some columns of them fit in a cache
WORTH_COMPILED = 30_000_000  # rows tried, from which on compiled kernels pay for their import
WORTH_COMPILED_WEIGHTS = 10_000_000  # the same where rows have costs

Facts = Iterable[Atom] | Mapping[Predicate, Sequence[Any]] | Database


def materialise(
    graph: RuleGraph,
    facts: Facts = (),
    limits: Limits = LIMITS,
    *,
    weights: bool = False,
    using: str = "auto",
    chunk: int = CHUNK,
) -> Materialisation:
    """All that follows from facts, which are atoms, a column per argument, or a Database.

    With `weights` each atom has the confidence of its best proof, else weights play no part.
    `using` is numpy, numba, or auto: numba where it is installed and there is enough to do.
    Raises InputError for facts that are none, Unavailable, and LimitExceeded with the
    materialisation so far as its `partial`.
    """
    made, database, budget = plan(graph), Database.of(facts), Budget(limits)
    for cost, stated in _stated(graph, made, weights):
        database.add_atoms(stated, cost)
    costly = _costly(graph, made) if weights else None
    precision = Precision.PACKED
    while True:
        evaluation = _Evaluation(made, database, budget, precision, costly, using, chunk)
        try:
            evaluation.all()
        except Outgrown as outgrown:
            precision = max(outgrown.precision, Precision(precision + 1))
            continue
        except LimitExceeded as exceeded:
            exceeded.partial = evaluation.result(graph, complete=False)
            raise
        return evaluation.result(graph, complete=True)


class _Evaluation:
    """One run with one precision."""

    def __init__(
        self,
        made: Plan,
        database: Database,
        budget: Budget,
        precision: Precision,
        costly: frozenset[Predicate] | None,
        name: str,
        chunk: int,
    ) -> None:
        self._plan = made
        self._weights = costly is not None
        self._costly = costly = costly or frozenset()
        self._auto = name == "auto"
        budget.restart()
        symbols = database.symbols
        known = columns(made, database.spans(), precision)
        predicates = dict.fromkeys((*database.tables, *predicates_of(made)))
        held = {p: database.held(p, known) for p in predicates}
        for term in constants_of(made):
            symbols.intern(term)
        chosen = kernels("numpy" if self._auto else name)
        room = Room(len(symbols.terms), precision)
        self._store = Store(
            {
                p: (WeightedRelation if p in costly else Relation)(
                    known.of(p), room, chosen, budget.reserve
                )
                for p in predicates
            },
            known,
            symbols,
            chosen,
            budget,
            chunk_rows(budget.limits, chunk),
            before={},
            now={},
        )
        self._held = held
        self._prices = {predicate: database.costs(predicate) for predicate in costly}
        self._arranger = Arranger(known, symbols, costly)
        self._steps: dict[int, Steps] = {}

    def all(self) -> None:
        """Every stratum to its fixpoint."""
        budget = self._store.budget
        for predicate, tables in self._held.items():
            relation = self._store.relations[predicate]
            if tables:
                if isinstance(relation, WeightedRelation):
                    relation.load(tables, self._prices[predicate])
                else:
                    relation.load(tables)
                budget.spend(relation.size, relation.size)
        self._held.clear()
        for stratum in self._plan.strata:
            self._stratum(stratum)

    def _stratum(self, stratum: StratumPlan) -> None:
        store = self._store
        for folding in stratum.foldings:
            fold(folding, store)
        store.before = store.now = self._sizes(stratum)
        if not self._costly.isdisjoint(stratum.adds):
            self._weigh(stratum)
        else:
            self._round(stratum, [v for v in stratum.whole if self._can_fire(v)])
            while stratum.is_recursive:
                store.before, store.now = store.now, self._sizes(stratum)
                new = {p for p in stratum.adds if store.before[p] < store.now[p]}
                variants = [v for v in stratum.delta if reads_new(v) in new and self._can_fire(v)]
                if not variants:
                    break
                self._round(stratum, variants)
        store.before = store.now = {}

    def _weigh(self, stratum: StratumPlan) -> None:
        """The same where atoms have costs: a round takes up the cheapest rows that wait."""
        store = self._store
        found = {p: store.relations[p] for p in stratum.adds}
        weighted = {p: r for p, r in found.items() if isinstance(r, WeightedRelation)}
        for relation in weighted.values():
            relation.take(relation.fresh)  # the whole rules read what was there before
        self._round(stratum, [v for v in stratum.whole if self._can_fire(v)])
        while stratum.is_recursive and (taken := cheapest(weighted)):
            store.taken, store.before = taken, self._sizes(stratum)
            store.now = store.before
            variants = [v for v in stratum.delta if reads_new(v) in taken and self._can_fire(v)]
            self._round(stratum, variants)
        store.taken = {}

    def _round(self, stratum: StratumPlan, variants: Sequence[Variant]) -> None:
        """Runs the variants over what there was when the round began."""
        if not variants:
            return
        store = self._store
        store.budget.next_round()
        self._maybe_compile()
        for variant in variants:
            run(self._arranged(variant), store)
        for predicate in stratum.adds:
            relation = store.relations[predicate]
            if relation.size > store.now[predicate]:
                relation.rounds.append((store.budget.rounds, store.now[predicate]))

    def _arranged(self, variant: Variant) -> Steps:
        """The variant's steps, ordered when it is first run."""
        known = self._steps.get(id(variant))
        if known is None:
            store = self._store
            sizes = {predicate: store.relations[predicate].size for predicate in variant.reads}
            known = self._steps[id(variant)] = self._arranger.steps(variant, sizes)
        return known

    def _can_fire(self, variant: Variant) -> bool:
        relations = self._store.relations
        return all(relations[predicate].size for predicate in variant.reads)

    def _sizes(self, stratum: StratumPlan) -> dict[Predicate, int]:
        return {predicate: self._store.relations[predicate].size for predicate in stratum.adds}

    def _maybe_compile(self) -> None:
        """Goes over to compiled kernels when there is enough to do."""
        store = self._store
        enough = WORTH_COMPILED_WEIGHTS if self._costly else WORTH_COMPILED
        if self._auto and store.budget.candidates > enough and has_numba():
            self._auto = False
            store.kernels = kernels("numba")
            for relation in store.relations.values():
                relation.use(store.kernels)

    def result(self, graph: RuleGraph, complete: bool) -> Materialisation:
        store = self._store
        hidden = {folding.made for folding in self._plan.foldings}
        relations = {p: store.relations[p] for p in sorted(store.relations.keys() - hidden)}
        weighted = ((p, r) for p, r in relations.items() if isinstance(r, WeightedRelation))
        costs = {p: relation.costs[: relation.size] for p, relation in weighted}
        return Materialisation(
            graph,
            relations,
            store.symbols,
            store.budget.rounds,
            store.kernels.name,
            complete,
            costs,
            self._weights,
        )


def _stated(graph: RuleGraph, made: Plan, weights: bool) -> Iterator[tuple[int, list[Atom]]]:
    """The facts that the theory states, by what they cost."""
    if not weights:
        yield 0, list(made.facts)
        return
    facts: dict[int, list[Atom]] = {}
    for rule in (planned.rule for planned in graph.rules):
        if rule.is_fact and rule.head is not None:
            facts.setdefault(units(rule.weight), []).append(rule.head)
    yield from facts.items()


def _costly(graph: RuleGraph, made: Plan) -> frozenset[Predicate]:
    rules = (planned.rule for planned in graph.rules)
    stated = {r.head.predicate for r in rules if r.is_fact and r.head and not r.is_hard}
    return costly(made, stated)


def reads_new(variant: Variant) -> Predicate:
    """The predicate of the premise that a delta variant reads from the last round."""
    return next(s.atom.predicate for s in variant.sources if s.part is Part.NEW)


def predicates_of(made: Plan) -> Iterator[Predicate]:
    for variant in made.variants:
        yield variant.head.predicate
        yield from variant.reads
        yield from (atom.predicate for atom in variant.absent)
    for folding in made.foldings:
        yield from (folding.made, folding.over)


def constants_of(made: Plan) -> Iterator[Const | Num]:
    """The constants of rules, which are to have symbols before rows are laid out."""
    for variant in made.variants:
        for part in (*variant.rule.rule.body, variant.rule.rule.head):
            if part is not None:
                yield from (e for e in expressions(part) if isinstance(e, Const | Num))
        yield from (expr for _, expr in variant.computed if isinstance(expr, Const | Num))
