"""A second engine for goals: SWI-Prolog, where it is installed.

It finds the same answers in another process. It knows no weights and keeps no proofs, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.graph import RuleGraph, body_atom
from preceptor.logic import (
    Answer,
    Atom,
    InputError,
    LimitExceeded,
    Result,
    Rule,
    Term,
    Truth,
    is_existential,
)
from preceptor.prolog import Confinement, PrologLimit, Questions, Worker
from preceptor.reason.materialise import NO_TIME_LIMIT, Limits
from preceptor.reason.program import solved
from preceptor.reason.query import Goal, check_goal, opposite_of
from preceptor.reason.symbols import by_terms
from preceptor.syntax import rule_id, show_goal


class Unanswerable(InputError):
    """A question that SWI-Prolog has no answer to, though another engine has."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the engine swi cannot answer this: {reason}", "ask the engine python")


class Swi:
    """A rule graph over facts, asked through SWI-Prolog; use it in a `with`, or close it.

    Of the limits only the seconds count, for each goal; memory has bounds of its own
    (`prolog.Confinement`). Raises Unavailable without SWI-Prolog.
    """

    def __init__(
        self,
        graph: RuleGraph,
        facts: Iterable[Atom] = (),
        limits: Limits = NO_TIME_LIMIT,
        worker: Worker | None = None,
    ) -> None:
        given = tuple(dict.fromkeys(facts))
        self._graph = graph
        self._limits = limits
        self._predicates = frozenset((*graph.predicates, *(fact.predicate for fact in given)))
        self._questions = Questions(graph, given, worker)

    def __enter__(self) -> Swi:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process; a later question starts one again."""
        self._questions.close()

    def query(self, goal: Goal, *, limit: int | None = None) -> Result:
        """What `reason.query` says of the goal, in the same order, without proofs.

        Raises what that raises, Unanswerable where rules with weights have a part in it, and
        LimitExceeded for too much time or memory.
        """
        check_goal(goal, self._predicates)
        self._refuse_weights(goal)
        names = tuple(name for name in solved(Rule(None, goal)) if not is_existential(name))
        found = sorted(self._ask(goal, names), key=by_terms)
        kept = found if limit is None else found[:limit]
        answers = tuple(Answer(tuple(zip(names, row, strict=True)), 1.0, ()) for row in kept)
        return Result(
            show_goal(goal), self._truth(goal, bool(found)), answers, len(kept) == len(found)
        )

    def _truth(self, goal: Goal, is_found: bool) -> Truth:
        if len(goal) != 1:
            return Truth.TRUE if is_found else Truth.UNKNOWN
        (literal,) = goal
        if not isinstance(literal, Atom):
            return Truth.TRUE if is_found else Truth.FALSE
        opposite = opposite_of(literal)
        if opposite.predicate not in self._predicates:
            return Truth.TRUE if is_found else Truth.UNKNOWN
        if is_found:
            return Truth.BOTH if self._ask((literal, opposite), ()) else Truth.TRUE
        return Truth.FALSE if self._ask((opposite,), ()) else Truth.UNKNOWN

    def _ask(self, goal: Goal, names: tuple[str, ...]) -> tuple[tuple[Term, ...], ...]:
        limits = self._limits
        try:
            return self._questions.answers(goal, names, limits.facts, limits.seconds)
        except PrologLimit as limit:
            if "max_answers" in limit.resource:
                raise LimitExceeded("facts", limits.facts, limits.facts) from None
            most = Confinement().memory_bytes
            raise LimitExceeded("bytes of SWI-Prolog", most, most) from None

    def _refuse_weights(self, goal: Goal) -> None:
        """Raises Unanswerable where a weighted rule stands behind a goal, or behind its opposite,
        which its truth depends on."""
        atoms = [atom for literal in goal if (atom := body_atom(literal)) is not None]
        asked = {p for atom in atoms for p in (atom.predicate, atom.predicate.opposite)}
        for planned in self._graph.cone(sorted(asked)).rules:
            if not planned.rule.is_hard:
                raise Unanswerable(f"{rule_id(planned.rule)} has a weight, which it does not know")
