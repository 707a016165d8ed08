"""Support: which rules conclude an atom in one step from what a model holds, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.graph import PlannedRule, RuleGraph
from preceptor.logic import Atom
from preceptor.reason.costs import confidence
from preceptor.reason.model import Model
from preceptor.reason.program import backward


@dataclass(frozen=True, slots=True)
class Support:
    """A rule that concludes the atom; `confidence` is that of its best instance."""

    rule: PlannedRule
    confidence: float


def support(model: Model, atom: Atom, graph: RuleGraph | None = None) -> tuple[Support, ...]:
    """The rules, in their order, that conclude a ground atom from the model's atoms.

    The rules are the model's own, or those of another `graph` when one is given. A rule whose
    premises rest on the atom itself counts too: support says what speaks for it, not a proof.
    """
    row = model.store.symbols.row(atom)
    found = []
    for way in backward(graph or model.graph).rules.get(atom.predicate, ()):
        labels = [label for _, label in way.join.over(model.store, way.base)(row, 0, 0)]
        if labels:
            found.append(Support(way.planned, confidence(min(labels))))
    return tuple(found)
