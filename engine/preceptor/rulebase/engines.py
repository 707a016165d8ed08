"""Engines: what answers the goals of a rule base, each made when it is first needed.

`python` finds on demand what a goal needs and, past a number of steps, makes the whole model.
`bulk` makes the whole model at once, in columns, and answers by index. `swi` is SWI-Prolog, for who
wants a second opinion. `auto` is `python`, but makes the whole model in bulk where facts are many
and weights play no part: for one goal that is cheaper than to start another process and give it
all facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from preceptor import reason
from preceptor.graph import RuleGraph
from preceptor.logic import Answer, Atom, InputError, LimitExceeded, Literal, Result, did_you_mean
from preceptor.reason import Limits, Model

if TYPE_CHECKING:
    from preceptor.reason.bulk import Materialisation
    from preceptor.reason.swi import Swi

ENGINES = ("auto", "python", "swi", "bulk")
MANY = 500  # facts, from which on the whole model is made in bulk
PATIENCE = 10  # steps on demand, for each fact and rule; past it the whole model is made

T = TypeVar("T")
Goal = tuple[Literal, ...]


def known_engine(name: str) -> str:
    """The name. Raises InputError for one that no engine has."""
    if name not in ENGINES:
        hint = did_you_mean(name, ENGINES) or f"there are {', '.join(ENGINES)}"
        raise InputError(f"no engine is called {name!r}", hint)
    return name


class Engines:
    """The engines over one graph and its facts; `name` is the one that is wanted.

    `before` is the model of a rule base that this one was made of: the whole model goes on from it.
    """

    def __init__(
        self,
        graph: RuleGraph,
        facts: tuple[Atom, ...],
        limits: Limits,
        name: str = "auto",
        before: Model | None = None,
    ) -> None:
        self._graph = graph
        self._facts = facts
        self._limits = limits
        self._before = before
        self.name = name

    @staticmethod
    def over(made: Materialisation) -> Engines:
        """The engine bulk, which has run already."""
        from preceptor.reason.indexed import indexed

        engines = Engines(made.graph, (), Limits(), "bulk")
        engines.__dict__["in_bulk"] = indexed(made)
        return engines

    @cached_property
    def whole(self) -> Model:
        """All that follows from the facts. Where a limit was hit it says `complete` is false."""
        try:
            if self._before is not None:
                return reason.become(self._before, self._graph, self._facts, self._limits)
            return reason.materialise(self._graph, self._facts, self._limits)
        except LimitExceeded as limit:
            if not isinstance(limit.partial, Model):
                raise
            return limit.partial

    @cached_property
    def on_demand(self) -> Model:
        """The model as far as goals ask for it; they raise LimitExceeded past PATIENCE."""
        patience = PATIENCE * (len(self._facts) + len(self._graph.rules))
        return reason.demand(self._graph, self._facts, self._limits, patience)

    @cached_property
    def in_bulk(self) -> Model:
        """All that follows, found in bulk. Raises InputError for rules with weights."""
        from preceptor.reason.indexed import in_bulk

        return in_bulk(self._graph, self._facts, self._limits)

    @cached_property
    def swi(self) -> Swi:
        """SWI-Prolog over the facts. Raises Unavailable."""
        from preceptor.reason.swi import Swi

        return Swi(self._graph, self._facts, self._limits)

    @property
    def has_whole(self) -> bool:
        """Whether the whole model is there that changes can go on from."""
        return "whole" in self.__dict__ and self.whole.complete

    @property
    def cut_short(self) -> bool:
        """Whether a limit kept some of what follows from being found."""
        made = (model for name in ("whole", "in_bulk") if (model := self.__dict__.get(name)))
        return any(not model.complete for model in made)

    def query(self, goal: Goal, *, why: bool, limit: int | None) -> Result:
        """The goal's answers, with proofs for `why`; see `reason.query`."""
        if self.name == "swi" and not why:
            return self.swi.query(goal, limit=limit)
        return self.ask(lambda model: reason.query(model, goal, why=why, limit=limit))

    def ask(self, question: Callable[[Model], T]) -> T:
        """What the first model says that hits no limit on the way, or the last that there is.

        Raises Unanswerable where only SWI-Prolog is wanted, which has no model to look into.
        """
        for model in self._models():
            try:
                return question(model)
            except LimitExceeded as limit:
                hit = limit
        raise hit

    def stream(self, goal: Goal) -> Iterator[Answer]:
        """The answers as they are found; see `reason.stream`."""
        if self.name == "swi":
            yield from self.swi.query(goal).answers
            return
        told: set[object] = set()
        for model in self._models():
            try:
                for answer in reason.stream(model, goal):
                    if answer.bindings not in told:
                        told.add(answer.bindings)
                        yield answer
                return
            except LimitExceeded as limit:
                hit = limit
        raise hit

    def _models(self) -> Iterator[Model]:
        """What a question is put to: the whole model once it is there, else one on demand, and
        where that hits a limit the whole one, as far as its own limit lets it be."""
        if self.name == "swi":
            from preceptor.reason.swi import Unanswerable

            raise Unanswerable("it finds answers, and neither proofs nor probabilities")
        if self.name != "bulk" and self.__dict__.keys().isdisjoint(("whole", "in_bulk")):
            yield self.on_demand
        yield self._all()

    def _all(self) -> Model:
        """The whole model, from the engine that is wanted or from the quicker one."""
        if self.name == "bulk" or (self.name == "auto" and self._is_for_bulk()):
            return self.in_bulk
        return self.whole

    def _is_for_bulk(self) -> bool:
        """Whether the facts are many, without weights, and no model is there to go on from."""
        begun = self.has_whole or self._before is not None
        hard = all(planned.rule.is_hard for planned in self._graph.rules)
        return hard and not begun and len(self._facts) >= MANY
