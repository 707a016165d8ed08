"""Knowledge graphs that use a domain's words: what each calls a predicate, and which way round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from preceptor.domain.settings import Table
from preceptor.logic import Signature, did_you_mean

INVERSE = "^"  # as in the paths of SPARQL 1.1


class Relation(NamedTuple):
    """A relation of a graph; `inverse` where its head is the predicate's second argument."""

    name: str
    inverse: bool = False


def read_graphs(table: Table, signature: Signature) -> Mapping[str, Mapping[str, Relation]]:
    """The `[graphs.NAME]` tables: `father = "dad"`, or `father = "^child"` the other way round.

    A predicate that a graph leaves out has no triples there. Faults go to the table's settings.
    """
    binary = {d.predicate.name for d in signature.declarations if d.predicate.arity == 2}
    return {name: _relations(graph, binary) for name, graph in table.children("graphs")}


def _relations(table: Table, binary: set[str]) -> Mapping[str, Relation]:
    found: dict[str, Relation] = {}
    owners: dict[str, str] = {}
    for predicate in table.values:
        text = table.string(predicate)
        relation = Relation(text.removeprefix(INVERSE), text.startswith(INVERSE))
        if predicate not in binary:
            message = f"no predicate of two arguments is called {predicate!r}"
            table.fault(predicate, message, did_you_mean(predicate, binary))
        elif not relation.name:
            table.fault(predicate, "a relation without a name")
        elif owners.setdefault(relation.name, predicate) != predicate:
            table.fault(predicate, f"{owners[relation.name]} has the triples of {relation.name!r}")
        else:
            found[predicate] = relation
    return found


def relations(
    signature: Signature, graphs: Mapping[str, Mapping[str, Relation]], graph: str
) -> Mapping[str, Relation]:
    """What a graph calls the predicates of two arguments: as `[graphs.NAME]` says, else each by
    its `relation`, or by its own name."""
    return graphs.get(graph) or {
        d.predicate.name: Relation(d.relation or d.predicate.name)
        for d in signature.declarations
        if d.predicate.arity == 2
    }
