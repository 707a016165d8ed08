"""Questions: goals put to SWI-Prolog one after another, over facts that it is given once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Self

from preceptor.graph import RuleGraph
from preceptor.logic import (
    Aggregate,
    Atom,
    Literal,
    PreceptorError,
    Term,
    Var,
    map_literal,
)
from preceptor.prolog.adorned import Adorned
from preceptor.prolog.clauses import call, constant
from preceptor.prolog.worker import Worker

_PLACES = count(1)

Goal = tuple[Literal, ...]


class Questions:
    """Asks one rule graph over facts; use it in a `with`, or close it.

    The facts and the rules' clauses stay in the worker, and so do the tables of what was asked.
    Weights are left out. Raises Unavailable without SWI-Prolog.
    """

    def __init__(
        self, graph: RuleGraph, facts: Iterable[Atom] = (), worker: Worker | None = None
    ) -> None:
        self._graph = graph
        self._facts = tuple(facts)
        self._own = worker is None
        self._worker = Worker() if worker is None else worker
        self._place = str(next(_PLACES))
        self._adorned: Adorned | None = None
        self._goals: dict[tuple[Goal, tuple[str, ...]], str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, or drops what is kept in one that was lent."""
        if self._own:
            self._worker.close()
        elif self._adorned is not None:
            self._worker.forget(self._place)
        self._lost()

    def answers(
        self,
        goal: Sequence[Literal],
        shown: Sequence[str],
        most: int,
        timeout_s: float | None = None,
    ) -> tuple[tuple[Term, ...], ...]:
        """What variables that a safe goal binds stand for in its solutions, no two alike.

        Raises PrologLimit where a call on the way has more than `most` answers or memory is short,
        LimitExceeded at the deadline.
        """
        asked, constants = _abstracted(tuple(goal))
        known = f"[{', '.join(map(constant, constants.values()))}]"
        free = f"[{', '.join(f'V{n}' for n in range(len(shown)))}]"
        try:
            name = self._prepared(asked, tuple(constants), tuple(shown), timeout_s)
            asking = call(name, (known, free))
            rows = self._worker.ask(self._place, asking, free, most, timeout_s)
        except (PreceptorError, KeyboardInterrupt):
            self._lost()
            raise
        return tuple(row.values for row in rows)

    def _prepared(
        self, goal: Goal, known: Sequence[str], shown: tuple[str, ...], timeout_s: float | None
    ) -> str:
        """The name of the clause for goals like this one, which is loaded now if it is not yet."""
        if self._adorned is None:
            adorned = Adorned(self._graph, self._facts)
            self._worker.load(self._place, adorned.facts(), timeout_s)
            self._adorned = adorned
        name = self._goals.get((goal, shown))
        if name is None:
            name = f"goal{len(self._goals)}"
            self._worker.load(self._place, self._adorned.goal(name, goal, known, shown), timeout_s)
            self._goals[goal, shown] = name
        return name

    def _lost(self) -> None:
        """What was loaded is gone with the process."""
        self._adorned = None
        self._goals.clear()


def _abstracted(goal: Goal) -> tuple[Goal, dict[str, Term]]:
    """The goal with a variable in place of each constant, and what these stand for: goals of one
    form share their clauses."""
    constants: dict[str, Term] = {}

    def change(term: Term) -> Term:
        if isinstance(term, Var):
            return term
        name = f"known {len(constants)}"  # no variable of a goal has a blank
        constants[name] = term
        return Var(name)

    asked = (lit if isinstance(lit, Aggregate) else map_literal(lit, change) for lit in goal)
    return tuple(asked), constants
