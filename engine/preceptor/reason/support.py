"""Support: which rules conclude an atom in one step from what a model holds, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from preceptor.graph import PlannedRule, RuleGraph, body_order
from preceptor.logic import Atom, Predicate, variables
from preceptor.reason.costs import ONE_HIGHER, confidence, cost
from preceptor.reason.joins import Join, join
from preceptor.reason.model import Model


@dataclass(frozen=True, slots=True)
class Support:
    """A rule that concludes the atom; `confidence` is that of its best instance."""

    rule: PlannedRule
    confidence: float


_Conclusions = dict[Predicate, tuple[tuple[PlannedRule, Join], ...]]
_PREPARED: WeakKeyDictionary[RuleGraph, _Conclusions] = WeakKeyDictionary()


def support(model: Model, atom: Atom, graph: RuleGraph | None = None) -> tuple[Support, ...]:
    """The rules, in their order, that conclude a ground atom from the model's atoms.

    The rules are the model's own, or those of another `graph` when one is given. A rule whose
    premises rest on the atom itself counts too: support says what speaks for it, not a proof.
    """
    row = model.store.symbols.row(atom)
    found = []
    for planned, conclusion in _conclusions(graph or model.graph).get(atom.predicate, ()):
        base = cost(planned.rule.weight) + ONE_HIGHER
        labels = [label for _, label in conclusion.over(model.store, base)(row, 0, 0)]
        if labels:
            found.append(Support(planned, confidence(min(labels))))
    return tuple(found)


def _conclusions(graph: RuleGraph) -> _Conclusions:
    """Per predicate its rules, each with the join that a row of its head starts."""
    known = _PREPARED.get(graph)
    if known is None:
        by_head: dict[Predicate, list[tuple[PlannedRule, Join]]] = {}
        for planned in graph.rules:
            rule = planned.rule
            assert rule.head is not None
            if rule.body:
                order = body_order(rule, bound=frozenset(variables(rule.head)))
                body = [rule.body[position] for position in order]
                conclusion = join(body, rule.head.args, rule.head.args)
                by_head.setdefault(rule.head.predicate, []).append((planned, conclusion))
        known = _PREPARED[graph] = {head: tuple(rules) for head, rules in by_head.items()}
    return known
