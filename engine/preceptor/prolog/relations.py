"""Relations: which Prolog predicate holds which atoms, and which of them recursion ties together.

Mostly one Prolog predicate for each predicate of ours. Where a predicate negates itself and only
its arguments keep it stratified (graph.Node), each part of it is a predicate of its own, and so
are its given facts: to Prolog such a program is then stratified in the plain sense.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from preceptor.graph import Node, body_atom
from preceptor.logic import (
    Atom,
    Predicate,
    Rule,
    Var,
)

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Relation:
    """One Prolog predicate: its name, what it holds, and whether it must be tabled."""

    name: str
    node: Node
    tabled: bool = False

    @property
    def arity(self) -> int:
        return self.node.predicate.arity

    @property
    def index(self) -> str:
        """The name of the index tables of a tabled relation."""
        return f"i{self.name}"


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of each predicate; the last one of a predicate takes its facts."""

    parts: Mapping[Predicate, tuple[Relation, ...]]

    def __iter__(self) -> Iterator[Relation]:
        for predicate in sorted(self.parts):
            yield from self.parts[predicate]

    def reading(self, atom: Atom) -> tuple[Relation, ...]:
        """Where instances of a body's atom may be found."""
        return tuple(part for part in self.parts[atom.predicate] if part.node.meets(atom))

    def concluding(self, head: Atom) -> Relation:
        """Where the conclusions of a rule with this head belong."""
        return self.reading(head)[0]

    def holding(self, fact: Atom) -> Relation:
        """Where a fact belongs."""
        return self.parts[fact.predicate][-1]


def relations(rules: Sequence[Rule], denials: Sequence[Rule], facts: Iterable[Atom]) -> Relations:
    """The relations for rules whose constants have been pinned to their heads."""
    definite = [(rule.head, rule) for rule in rules if rule.head is not None and rule.body]
    known = {atom.predicate for atom in facts}
    known.update(rule.head.predicate for rule in rules if rule.head is not None)
    for rule in (*rules, *denials):
        known.update(atom.predicate for lit in rule.body if (atom := body_atom(lit)) is not None)
    whole = Relations({p: (Relation(_name(p), Node(p)),) for p in known})
    split = {relation.node.predicate for relation in _negated(_network(definite, whole))}
    parted = {p: _split(p, definite) if p in split else whole.parts[p] for p in known}
    looping = _looping(_network(definite, Relations(parted)))
    return Relations({p: tuple(replace(r, tabled=r in looping) for r in parted[p]) for p in known})


def _negated(network: nx.DiGraph[Relation]) -> Iterator[Relation]:
    """The relations that some cycle through `\\+` may join."""
    import networkx as nx

    for component in nx.strongly_connected_components(network):
        if any(negative for *_, negative in network.subgraph(component).edges(data="negative")):
            yield from component


def _looping(network: nx.DiGraph[Relation]) -> frozenset[Relation]:
    """The relations that need themselves."""
    import networkx as nx

    return frozenset(
        relation
        for component in nx.strongly_connected_components(network)
        for relation in component
        if len(component) > 1 or network.has_edge(relation, relation)
    )


def _network(rules: Iterable[tuple[Atom, Rule]], relations: Relations) -> nx.DiGraph[Relation]:
    """An edge to each relation that the rules read, `negative` if one of them does so by \\+."""
    import networkx as nx

    network: nx.DiGraph[Relation] = nx.DiGraph()
    for head, rule in rules:
        concluded = relations.concluding(head)
        for literal in rule.body:
            atom = body_atom(literal)
            for read in () if atom is None else relations.reading(atom):
                before = network.has_edge(concluded, read) and network[concluded][read]["negative"]
                negative = before or not isinstance(literal, Atom)
                network.add_edge(concluded, read, negative=negative)
    return network


def _split(predicate: Predicate, rules: Iterable[tuple[Atom, Rule]]) -> tuple[Relation, ...]:
    """A relation for each combination of the constants that all heads have in the same places."""
    heads = [head for head, _ in rules if head.predicate == predicate]
    fixed = [
        i for i in range(predicate.arity) if not any(isinstance(h.args[i], Var) for h in heads)
    ]
    nodes = dict.fromkeys(Node(predicate, tuple((i, h.args[i]) for i in fixed)) for h in heads)
    parts = [Relation(_name(predicate, str(n)), node) for n, node in enumerate(nodes, 1)]
    return (*parts, Relation(_name(predicate, "given"), Node(predicate)))


def _name(predicate: Predicate, part: str = "") -> str:
    """`p:father`, `n:male` for -male, `p2:level` for a part; the colon ends the prefix."""
    return f"{'n' if predicate.negated else 'p'}{part}:{predicate.name}"
