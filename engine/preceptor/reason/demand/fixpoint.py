"""Fixpoints: calls of predicates that define each other, answered together.

Each call that is met opens a table. A rule that needs a call's answers waits for them with what it
knows by then, and goes on with every answer, old or new, once (SLG resolution, Chen and Warren
1996). Answers are taken up by label, the best first, so that a label is final when it is taken
(Knuth 1977): what waits for an answer has met its own call first, so nothing better comes later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from preceptor.reason.costs import split
from preceptor.reason.demand.tables import Key, Step, Table, given
from preceptor.reason.relations import Relation
from preceptor.reason.symbols import Row

_Call = tuple[Table, Key]
_Waiting = tuple[_Call, tuple[Step, ...], int, Row]  # whose rule, its steps, the next one, saved


class Fixpoint:
    """One run over a component.

    `counted` is called for each new answer, `checked` with the height of each that is taken up,
    `stepped` for each step of a rule.
    """

    def __init__(
        self,
        base: Callable[[Table], Relation],
        counted: Callable[[], None],
        checked: Callable[[int], None],
        stepped: Callable[[], None],
    ) -> None:
        self._base = base
        self._stepped = stepped
        self._counted = counted
        self._checked = checked
        self._labels: dict[_Call, dict[Row, int]] = {}  # the best label yet of each answer
        self._final: dict[_Call, dict[Row, int]] = {}
        self._waiting: dict[_Call, dict[_Waiting, int]] = {}
        self._opened: deque[_Call] = deque()
        self._agenda: list[tuple[int, int, _Call, Row]] = []
        self._turns = count()

    def answer(self, table: Table, key: Key) -> None:
        """Close the table of the call, and of all that it needs of its component."""
        self._open((table, key))
        self._begin()
        while self._agenda:
            label, _, call, row = heappop(self._agenda)
            if self._labels[call][row] != label:
                continue
            cost, height = split(label)
            self._checked(height)
            self._final[call][row] = label
            for waiting, before in tuple(self._waiting[call].items()):
                self._go_on(waiting, before, row, cost, height)
            self._begin()
        for (closed, known), found in self._final.items():
            closed.close(known, found)

    def _open(self, call: _Call) -> None:
        self._labels[call], self._final[call], self._waiting[call] = {}, {}, {}
        self._opened.append(call)

    def _begin(self) -> None:
        """Start the rules of the calls that were met."""
        while self._opened:
            call = table, key = self._opened.popleft()
            for row, label in given(self._base(table), table, key):
                self._offer(call, row, label)
            for steps in table.ways:
                self._advance(call, steps, 0, table.row(key), 0, 0)

    def _advance(
        self, call: _Call, steps: tuple[Step, ...], place: int, row: Row, cost: int, height: int
    ) -> None:
        """Run a step of a rule, and see to what it yields."""
        self._stepped()
        step = steps[place]
        if step.calls is None:
            for found, label in step.run(row, cost, height):
                self._offer(call, found, label)
            return
        table, saved = step.calls, step.saved
        for found, label in step.run(row, cost, height):
            waiting = call, steps, place + 1, found[:saved]
            self._wait((table, table.key(found[saved:])), waiting, label)

    def _wait(self, needed: _Call, waiting: _Waiting, label: int) -> None:
        """Let a rule wait for the answers of a call, and give it those that are there."""
        table, key = needed
        closed = table.done.get(key)
        if closed is not None:
            for row, cost, height in closed:
                self._go_on(waiting, label, row, cost, height)
            return
        if needed not in self._labels:
            self._open(needed)
        others = self._waiting[needed]
        known = others.get(waiting)
        if known is not None and known <= label:
            return
        others[waiting] = label
        for row, found in tuple(self._final[needed].items()):
            self._go_on(waiting, label, row, *split(found))

    def _go_on(self, waiting: _Waiting, before: int, row: Row, cost: int, height: int) -> None:
        """Go on with an answer, of this cost and height, from the label `before` it."""
        call, steps, place, saved = waiting
        spent, reached = split(before)
        self._advance(call, steps, place, saved + row, spent + cost, max(reached, height))

    def _offer(self, call: _Call, row: Row, label: int) -> None:
        labels = self._labels[call]
        known = labels.get(row)
        if known is None:
            self._counted()
        elif known <= label:
            return
        labels[row] = label
        heappush(self._agenda, (label, next(self._turns), call, row))
