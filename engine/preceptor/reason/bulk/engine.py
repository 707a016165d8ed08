"""The bulk engine: semi-naive evaluation over columns, stratum by stratum, round by round.

It finds what the small engine finds, many at a time and without weights. What a round adds lies
behind all that was there before, so a fact's round can always be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Const, LimitExceeded, Num, Predicate
from preceptor.logic.variables import expressions
from preceptor.reason.bulk.budget import Budget, chunk_rows
from preceptor.reason.bulk.columns import Precision, columns
from preceptor.reason.bulk.facts import Database
from preceptor.reason.bulk.layout import Outgrown, Room
from preceptor.reason.bulk.pipeline import Store, run
from preceptor.reason.bulk.relation import Relation
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.bulk.sets import has_numba, kernels
from preceptor.reason.bulk.steps import Steps, arrange
from preceptor.reason.materialise import Limits
from preceptor.reason.plan import Part, Plan, StratumPlan, Variant, plan

LIMITS = Limits(facts=1_000_000_000, rounds=1_000_000, bytes=4 << 30)
CHUNK = 1 << 19  # rows that are joined at a time: some columns of them fit in a cache
WORTH_COMPILED = 30_000_000  # rows tried, from which on compiled kernels pay for their import

Facts = Iterable[Atom] | Mapping[Predicate, Sequence[Any]] | Database


def materialise(
    graph: RuleGraph,
    facts: Facts = (),
    limits: Limits = LIMITS,
    *,
    using: str = "auto",
    chunk: int = CHUNK,
) -> Materialisation:
    """All that follows from facts, which are atoms, a column per argument, or a Database.

    `using` is numpy, numba, or auto: numba where it is installed and there is enough to do.
    Raises InputError for facts that are none, Unavailable, and LimitExceeded with the
    materialisation so far as its `partial`.
    """
    made, database, budget = plan(graph), Database.of(facts), Budget(limits)
    database.add_atoms(made.facts)
    precision = Precision.PACKED
    while True:
        evaluation = _Evaluation(made, database, budget, precision, using, chunk)
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
        name: str,
        chunk: int,
    ) -> None:
        self._plan = made
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
            {p: Relation(known.of(p), room, chosen, budget.reserve) for p in predicates},
            known,
            symbols,
            chosen,
            budget,
            chunk_rows(budget.limits, chunk),
            before={},
            now={},
        )
        self._held = held
        self._steps: dict[int, Steps] = {}

    def all(self) -> None:
        """Every stratum to its fixpoint."""
        budget = self._store.budget
        for predicate, tables in self._held.items():
            relation = self._store.relations[predicate]
            if tables:
                relation.load(tables)
                budget.spend(relation.size, relation.size)
        self._held.clear()
        for stratum in self._plan.strata:
            self._stratum(stratum)

    def _stratum(self, stratum: StratumPlan) -> None:
        store = self._store
        store.before = store.now = self._sizes(stratum)
        self._round(stratum, [v for v in stratum.whole if self._can_fire(v)])
        while stratum.is_recursive:
            store.before, store.now = store.now, self._sizes(stratum)
            new = {p for p in stratum.adds if store.before[p] < store.now[p]}
            variants = [v for v in stratum.delta if reads_new(v) in new and self._can_fire(v)]
            if not variants:
                break
            self._round(stratum, variants)
        store.before = store.now = {}

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
            known = arrange(variant, store.columns, store.symbols, sizes)
            self._steps[id(variant)] = known
        return known

    def _can_fire(self, variant: Variant) -> bool:
        return all(self._store.relations[predicate].size for predicate in variant.reads)

    def _sizes(self, stratum: StratumPlan) -> dict[Predicate, int]:
        return {predicate: self._store.relations[predicate].size for predicate in stratum.adds}

    def _maybe_compile(self) -> None:
        """Goes over to compiled kernels when there is enough to do."""
        store = self._store
        if self._auto and store.budget.candidates > WORTH_COMPILED and has_numba():
            self._auto = False
            store.kernels = kernels("numba")
            for relation in store.relations.values():
                relation.use(store.kernels)

    def result(self, graph: RuleGraph, complete: bool) -> Materialisation:
        store = self._store
        relations = {p: store.relations[p] for p in sorted(store.relations)}
        rounds = store.budget.rounds
        return Materialisation(
            graph, relations, store.symbols, rounds, store.kernels.name, complete
        )


def reads_new(variant: Variant) -> Predicate:
    """The predicate of the premise that a delta variant reads from the last round."""
    return next(s.atom.predicate for s in variant.sources if s.part is Part.NEW)


def predicates_of(made: Plan) -> Iterator[Predicate]:
    for variant in made.variants:
        yield variant.head.predicate
        yield from variant.reads
        yield from (atom.predicate for atom in variant.absent)


def constants_of(made: Plan) -> Iterator[Const | Num]:
    """The constants of rules, which are to have symbols before rows are laid out."""
    for variant in made.variants:
        for part in (*variant.rule.rule.body, variant.rule.rule.head):
            if part is not None:
                yield from (e for e in expressions(part) if isinstance(e, Const | Num))
