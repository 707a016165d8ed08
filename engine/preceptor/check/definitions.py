"""Definitions: what concludes each predicate, and what a database may give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Predicate, Rule


class Definitions:
    """The rules of a graph by what they conclude; `given` may be in a database all the same."""

    def __init__(self, graph: RuleGraph, given: Iterable[Predicate]) -> None:
        self._given = frozenset((*graph.inputs, *given))
        self._derived = frozenset(graph.derived)
        self._recursive = _recursive(graph)
        self._productive = self._reached([planned.rule for planned in graph.rules])

    def is_derived(self, predicate: Predicate) -> bool:
        return predicate in self._derived

    def is_recursive(self, predicate: Predicate) -> bool:
        """Whether the predicate depends on itself."""
        return predicate in self._recursive

    def may_be_given(self, predicate: Predicate) -> bool:
        return predicate in self._given or predicate not in self._derived

    def concluding(self, predicate: Predicate) -> Sequence[Rule]:
        """The rules for it that some database could fire.

        The others wait for one another in a ring that nothing enters from outside.
        """
        return self._productive.get(predicate, ())

    def _reached(self, waiting: list[Rule]) -> dict[Predicate, list[Rule]]:
        reached: dict[Predicate, list[Rule]] = {}
        while True:
            left: list[Rule] = []
            for rule in waiting:
                assert rule.head is not None
                read = (lit.predicate for lit in rule.body if isinstance(lit, Atom))
                if all(self.may_be_given(p) or p in reached for p in read):
                    reached.setdefault(rule.head.predicate, []).append(rule)
                else:
                    left.append(rule)
            if len(left) == len(waiting):
                return reached
            waiting = left


def _recursive(graph: RuleGraph) -> frozenset[Predicate]:
    import networkx as nx

    network = nx.DiGraph((above, below) for above, reads in graph.needs.items() for below in reads)
    rings = (ring for ring in nx.strongly_connected_components(network) if len(ring) > 1)
    loops = (predicate for predicate, same in network.edges if predicate == same)
    return frozenset(predicate for ring in rings for predicate in ring) | frozenset(loops)
