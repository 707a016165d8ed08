"""Materialisation: all that follows from facts, each atom with its best confidence.

Facts wait on an agenda and are taken up by label, the most confident first and among equals the
lowest proof first. As a conclusion is never better than its premises, a fact's label is final
when it is taken (Knuth 1977, "A generalization of Dijkstra's algorithm"), so each fact is joined
once, as a delta against the final facts: semi-naive evaluation in the best order. Where no rule
has a weight this is the usual breadth-first round by round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from time import monotonic

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, LimitExceeded, Predicate
from preceptor.reason.costs import split
from preceptor.reason.model import Model
from preceptor.reason.program import Firing, Stratum, program
from preceptor.reason.relations import Store
from preceptor.reason.shapes import Run
from preceptor.reason.symbols import Row


@dataclass(frozen=True, slots=True)
class Limits:
    """What one materialisation may use: facts in the model, rounds (the height of its highest
    proof), wall-clock seconds and, in bulk, bytes of memory (None for no limit)."""

    facts: int = 5_000_000
    rounds: int = 100_000
    seconds: float | None = None
    bytes: int | None = None


NO_TIME_LIMIT = Limits()
_Ready = tuple[Predicate, dict[Row, int], Run]  # a firing over this store, with its head's labels


def materialise(
    graph: RuleGraph, facts: Iterable[Atom] = (), limits: Limits = NO_TIME_LIMIT
) -> Model:
    """The perfect model of the graph's theory over the facts, confidence and height included.

    Raises InputError for a fact with a variable, and LimitExceeded with the model so far as its
    `partial` (arithmetic in recursion may have no end).
    """
    evaluation = Evaluation(limits)
    given = tuple(dict.fromkeys(facts))
    try:
        evaluation.give(given)
        for stratum in program(graph):
            evaluation.evaluate(stratum)
    except LimitExceeded as exceeded:
        exceeded.partial = Model(graph, given, evaluation.store, evaluation.rounds, complete=False)
        raise
    return Model(graph, given, evaluation.store, evaluation.rounds)


class Evaluation:
    """One run: final facts rest in `store`, found ones wait on `agenda` under the best label yet.

    A fact may wait under several labels; all but the best are passed over when their turn comes.
    """

    def __init__(self, limits: Limits) -> None:
        self.store = Store()
        self.rounds = 0
        self._limits = limits
        self._facts = 0
        self._began = monotonic()
        self._labels: dict[Predicate, dict[Row, int]] = {}
        self._agenda: list[tuple[int, int, Predicate, Row]] = []
        self._turns = count()

    def give(self, facts: Iterable[Atom]) -> None:
        """Facts of the database: certain, hence final at once."""
        for fact in facts:
            row = self.store.symbols.row(fact)
            self._labels_of(fact.predicate)[row] = 0
            self._count()
            self._settle(fact.predicate, row, 0)

    def evaluate(self, stratum: Stratum) -> None:
        """Add to the final facts all that the stratum's rules say."""
        self.state(stratum.facts)
        self.start(stratum.full)
        self.close(stratum)

    def state(self, facts: Iterable[tuple[Atom, int]]) -> None:
        """Facts of the theory, with their labels."""
        for fact, label in facts:
            self._offer(fact.predicate, self.store.symbols.row(fact), label)

    def start(self, firings: Iterable[Firing]) -> None:
        """What joins say of all that is final."""
        for firing in firings:
            if all(self.store.holds_any(predicate) for predicate in firing.reads):
                self._check_time()
                self._fire(self._ready(firing), (), 0, 0)

    def close(self, stratum: Stratum) -> None:
        """Take up what waits, and all that the stratum's rules make of it."""
        ready: dict[Predicate, list[_Ready]] = {}
        agenda = self._agenda
        while agenda:
            label, _, predicate, row = heappop(agenda)
            if self._labels[predicate][row] != label:
                continue
            self._settle(predicate, row, label)
            if predicate not in ready:
                ready[predicate] = [*map(self._ready, stratum.delta[predicate])]
            cost, height = split(label)
            for prepared in ready[predicate]:
                self._fire(prepared, row, cost, height)

    def _ready(self, firing: Firing) -> _Ready:
        tick = self._check_time if self._limits.seconds is not None else _no_time_limit
        run = firing.join.over(self.store, firing.base, tick)
        return firing.head, self._labels_of(firing.head), run

    def _fire(self, ready: _Ready, row: Row, cost: int, height: int) -> None:
        """Offer what a join yields where it is new or better than before."""
        head, labels, run = ready
        get = labels.get
        for found, label in run(row, cost, height):
            known = get(found)
            if known is None or label < known:
                self._offer(head, found, label)

    def _offer(self, predicate: Predicate, row: Row, label: int) -> None:
        labels = self._labels_of(predicate)
        known = labels.get(row)
        if known is None:
            self._count()
        elif known <= label:
            return
        labels[row] = label
        heappush(self._agenda, (label, next(self._turns), predicate, row))

    def _settle(self, predicate: Predicate, row: Row, label: int) -> None:
        self._check_time()
        _, height = split(label)
        if height > self._limits.rounds:
            raise LimitExceeded("rounds", height, self._limits.rounds)
        self.rounds = max(self.rounds, height)
        self.store.relation(predicate).add(row, label)

    def _count(self) -> None:
        self._facts += 1
        if self._facts > self._limits.facts:
            raise LimitExceeded("facts", self._facts, self._limits.facts)

    def _check_time(self) -> None:
        limit = self._limits.seconds
        if limit is not None and (used := monotonic() - self._began) > limit:
            raise LimitExceeded("seconds", used, limit)

    def _labels_of(self, predicate: Predicate) -> dict[Row, int]:
        return self._labels.setdefault(predicate, {})


def _no_time_limit() -> None:
    pass
