"""Models on demand: asked like materialised ones, and found out as far as they are asked."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.graph import RuleGraph
from preceptor.logic import Atom
from preceptor.reason.demand.patterns import patterns
from preceptor.reason.demand.store import Asking
from preceptor.reason.materialise import NO_TIME_LIMIT, Limits, materialise
from preceptor.reason.model import Model

DEEPEST = 150  # components above each other: each is a call within a call


def demand(
    graph: RuleGraph,
    facts: Iterable[Atom] = (),
    limits: Limits = NO_TIME_LIMIT,
    patience: int | None = None,
) -> Model:
    """The perfect model of the graph's theory over the facts, found as far as it is asked.

    What it is asked may raise LimitExceeded, also past `patience` steps of rules in all: where
    all predicates hang together the whole model can be cheaper. `rounds` stays 0. A theory of more
    than DEEPEST components above each other is materialised at once. Raises InputError for a fact
    with a variable.
    """
    given = tuple(dict.fromkeys(facts))
    if patterns(graph).depth > DEEPEST:
        return materialise(graph, given, limits)
    return Model(graph, given, Asking(graph, given, limits, patience), rounds=0)
