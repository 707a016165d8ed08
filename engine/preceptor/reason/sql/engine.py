"""The SQL engine: a plan evaluated stratum by stratum in statements of an engine of tables.

A stratum without recursion is one INSERT a predicate. Linear recursion over one predicate is one
WITH RECURSIVE where the engine has it, nothing is computed in it and no rounds are wanted. All
else is a loop of INSERTs, one a predicate and round, with the round as a column.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from preceptor.graph import RuleGraph
from preceptor.logic import InputError, LimitExceeded, Predicate
from preceptor.reason.bulk.budget import Budget
from preceptor.reason.bulk.columns import Precision, columns
from preceptor.reason.bulk.engine import LIMITS, Facts, constants_of, predicates_of, reads_new
from preceptor.reason.bulk.facts import Database
from preceptor.reason.bulk.folds import totals
from preceptor.reason.bulk.layout import Outgrown
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.folding import Folding
from preceptor.reason.materialise import Limits
from preceptor.reason.plan import Plan, StratumPlan, Variant, plan
from preceptor.reason.sql.care import Care
from preceptor.reason.sql.duck import DuckSession
from preceptor.reason.sql.emit import ROUND, Emitter, Select, arguments
from preceptor.reason.sql.folds import grouped, tuples
from preceptor.reason.sql.rows import SqlRelation
from preceptor.reason.sql.session import Overflow, Refused, Session
from preceptor.reason.sql.staging import Stage

_MOST_SELECTS = 40  # that are written into one statement

Open = Callable[[Budget], Session]


def materialise(
    graph: RuleGraph,
    facts: Facts | Stage = (),
    limits: Limits = LIMITS,
    *,
    rounds: bool = False,
    threads: int | None = None,
    open_: Open | None = None,
) -> Materialisation:
    """All that follows from facts, computed by DuckDB or the session that `open_` gives; facts on
    a stage stay in the session that read them, under its limits.

    With `rounds` every fact keeps the round that found it. Raises as `bulk.materialise` does;
    facts are counted after each statement, rounds not inside of a WITH RECURSIVE.
    """
    made = plan(graph)
    staged = facts if isinstance(facts, Stage) else None
    given = facts.database if isinstance(facts, Stage) else facts
    database, budget = Database.of(given), Budget(limits)
    database.add_atoms(made.facts)
    session: Session
    if staged is not None:
        session, budget = staged.session, staged.session.budget
        staged = replace(staged, database=database)
    else:
        session = DuckSession(budget, threads) if open_ is None else open_(budget)
    try:
        try:
            return _run(graph, made, database, staged, budget, session, Precision.PACKED, rounds)
        except (Overflow, Outgrown):
            return _run(graph, made, database, staged, budget, session, Precision.EXACT, rounds)
    except Refused as refused:  # no room on the disk, say
        raise InputError(f"DuckDB: {str(refused).splitlines()[0]}") from None
    finally:
        session.settle()


def _run(
    graph: RuleGraph,
    made: Plan,
    database: Database,
    staged: Stage | None,
    budget: Budget,
    session: Session,
    precision: Precision,
    rounds: bool,
) -> Materialisation:
    evaluation = _Evaluation(made, database, staged, budget, session, precision, rounds)
    try:
        evaluation.all()
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
        staged: Stage | None,
        budget: Budget,
        session: Session,
        precision: Precision,
        rounds: bool,
    ) -> None:
        budget.restart()
        self._plan = made
        self._budget = budget
        self._session = session
        self._database = database
        self._stage = staged
        known = columns(made, (staged or database).spans(), precision)
        for term in constants_of(made):
            database.symbols.intern(term)
        self._rounds = rounds
        self._emitter = Emitter(session.dialect, known, database.symbols, precision)
        given = database.tables if staged is None else staged.predicates
        everything = {*given, *predicates_of(made)}
        looped = [s for s in made.strata if s.is_recursive and not self._is_one_query(s)]
        self._counted = everything if rounds else {p for s in looped for p in s.adds}
        self._hidden = {folding.made for folding in made.foldings}
        self._counted = self._counted - self._hidden
        self._care = Care(self._emitter, session, budget)
        self._relations = {p: self._relation(p) for p in sorted(everything)}

    def _relation(self, predicate: Predicate) -> SqlRelation:
        table = self._emitter.table(predicate)
        counted = predicate in self._counted
        held = self._emitter.columns.of(predicate)
        return SqlRelation(self._session, table, held, counted=counted)

    def all(self) -> None:
        """Every stratum to its fixpoint."""
        for predicate, relation in self._relations.items():
            self._load(predicate, relation)
        for stratum in self._plan.strata:
            self._stratum(stratum)

    def _load(self, predicate: Predicate, relation: SqlRelation) -> None:
        names, types = arguments(predicate.arity), self._emitter.types(predicate)
        if relation.counted:
            names, types = (*names, ROUND), (*types, "INTEGER")
        self._session.create(relation.table, names, types)
        tables = self._database.held(predicate, self._emitter.columns)
        if tables:
            size = sum(size for _, size in tables)
            parts = zip(*(held for held, _ in tables), strict=True)
            columns = [np.concatenate(part) for part in parts] or [np.ones(size, np.int64)]
            if relation.counted:
                columns.append(np.zeros(size, np.int64))
            relation.size = relation.given = self._session.load(relation.table, columns)
            self._budget.spend(relation.size, relation.size)
        if self._stage is not None:
            self._load_staged(self._stage, predicate, relation)

    def _load_staged(self, stage: Stage, predicate: Predicate, relation: SqlRelation) -> None:
        """Adds the facts that the session itself has read."""
        round_ = f", 0 AS {ROUND}" if relation.counted else ""
        for staged in stage.tables.get(predicate, ()):
            rows = stage.select(staged, relation.columns)
            known = self._but_known(predicate) if relation.size else ""
            select = f"SELECT q.*{round_} FROM ({rows}) AS q{known}"
            added = self._session.insert(relation.table, select)
            relation.size = relation.given = relation.size + added
            self._budget.spend(added, added)

    def _fold(self, folding: Folding) -> None:
        """Fills the relation of an aggregate."""
        rows = tuples(folding, self._emitter) if self._relations[folding.over].size else None
        if rows is None:
            return
        made = self._relations[folding.made]
        select = grouped(folding, self._emitter, rows)
        if select is not None:
            made.size = self._session.insert(made.table, select)
        elif size := len((fetched := self._session.fetch(rows))[0]):
            columns = dict(zip(folding.cells, fetched, strict=False))
            known, symbols = self._emitter.columns, self._emitter.symbols
            found = totals(folding, columns, size, known, symbols)
            made.size = self._session.load(made.table, found)
        self._budget.spend(0, made.size)

    def _stratum(self, stratum: StratumPlan) -> None:
        for folding in stratum.foldings:
            self._fold(folding)
        if self._is_one_query(stratum):
            (predicate,) = stratum.adds
            self._round(stratum, [v for v in stratum.whole if predicate not in v.reads])
            if self._relations[predicate].size:
                self._recursive_query(stratum)
            return
        grown = self._round(stratum, stratum.whole)
        while stratum.is_recursive and grown:
            grown = self._round(stratum, [v for v in stratum.delta if reads_new(v) in grown])

    def _round(self, stratum: StratumPlan, variants: Sequence[Variant]) -> set[Predicate]:
        """Runs the variants over what there was when the round began; says what grew."""
        ready = [v for v in variants if all(self._relations[p].size for p in v.reads)]
        if not ready:
            return set()
        self._budget.next_round()
        grown = set()
        for predicate in stratum.adds:
            selects = self._selects(predicate, ready, stratum)
            for first in range(0, len(selects), _MOST_SELECTS):
                some = map(str, selects[first : first + _MOST_SELECTS])
                if self._insert(predicate, " UNION ".join(some)):
                    grown.add(predicate)
        return grown

    def _selects(
        self, predicate: Predicate, ready: Sequence[Variant], stratum: StratumPlan
    ) -> list[Select]:
        """The conclusions about a predicate, with the values that they look up."""
        found = []
        for variant in ready:
            if variant.head.predicate != predicate:
                continue
            select = self._emitter.select(variant, self._budget.rounds, stratum.adds)
            if select is not None:
                for lookup in select.lookups:
                    self._care.fill(lookup, variant)
                found.append(select)
        return found

    def _insert(self, predicate: Predicate, rows: str) -> int:
        """Adds what is new of some rows; says how many."""
        relation = self._relations[predicate]
        known = self._but_known(predicate) if relation.size else ""
        select = (
            f"SELECT q.*{self._round_of(relation)} FROM (SELECT DISTINCT * FROM ({rows}) AS d) AS q"
            f"{known} LIMIT {self._most()}"
        )
        added = self._session.insert(relation.table, select)
        relation.size += added
        self._budget.spend(added, added)
        return added

    def _round_of(self, relation: SqlRelation) -> str:
        """The last column of what is added now, where the table has one."""
        return f", {self._budget.rounds} AS {ROUND}" if relation.counted else ""

    def _most(self) -> int:
        """How many rows to add at most: one more than there may be."""
        return self._budget.limits.facts - self._budget.facts + 1

    def _but_known(self, predicate: Predicate) -> str:
        same = " AND ".join(f"q.{c} = o.{c}" for c in arguments(predicate.arity))
        table = self._relations[predicate].table
        return f" {self._session.dialect.anti_join} {table} AS o ON {same}"

    def _is_one_query(self, stratum: StratumPlan) -> bool:
        """Whether a WITH RECURSIVE says all of it. Inside, rounds can be neither told nor counted,
        so a limit on them that somebody set is not for it."""
        if self._rounds or self._budget.limits.rounds < LIMITS.rounds:
            return False
        if not (self._session.dialect.is_recursive and stratum.is_recursive):
            return False
        if len(stratum.adds) > 1 or not stratum.is_linear:
            return False
        selects = [self._emitter.select(v, 0, (), "w") for v in stratum.delta]
        return not any(v.computed for v in stratum.delta) and not any(
            s.lookups for s in selects if s is not None
        )

    def _recursive_query(self, stratum: StratumPlan) -> None:
        """The fixpoint from what there is. The row past the limit on facts ends it."""
        (predicate,) = stratum.adds
        relation = self._relations[predicate]
        names = ", ".join(arguments(predicate.arity))
        selects = [self._emitter.select(v, 0, (), "w") for v in stratum.delta]
        steps = " UNION ALL ".join(str(s) for s in selects if s is not None)
        if not steps:
            return
        self._budget.next_round()
        added = self._session.insert(
            relation.table,
            f"WITH RECURSIVE w({names}) AS ((SELECT {names} FROM {relation.table}) UNION ({steps}))"
            f" SELECT q.*{self._round_of(relation)} FROM w AS q{self._but_known(predicate)}"
            f" LIMIT {self._most()}",
        )
        relation.size += added
        self._budget.spend(added, added)

    def result(self, graph: RuleGraph, complete: bool) -> Materialisation:
        self._session.settle()
        return Materialisation(
            graph,
            {p: r for p, r in self._relations.items() if p not in self._hidden},
            self._database.symbols,
            self._budget.rounds,
            self._session.name,
            complete,
        )
