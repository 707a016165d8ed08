"""Components, orders and paths are those that networkx finds."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import networkx as nx
import pytest

from preceptor.graph.components import components, in_order, path


def drawn(seed: int) -> dict[int, list[int]]:
    """A random graph, sparse to dense, loops among its edges."""
    chance = Random(seed)
    nodes = chance.randint(1, 14)
    edges = chance.randint(0, nodes * chance.choice((1, 2, 4)))
    graph: dict[int, list[int]] = {node: [] for node in chance.sample(range(nodes), nodes)}
    for _ in range(edges):
        one, other = chance.randrange(nodes), chance.randrange(nodes)
        if other not in graph[one]:
            graph[one].append(other)
    return graph


@pytest.mark.parametrize("part", range(4))
def test_components_lie_behind_what_they_need(part: int) -> None:
    sizes = set()
    for seed in range(part, 400, 4):
        graph = drawn(seed)
        found = components(graph)
        judge = nx.strongly_connected_components(nx.DiGraph(graph))
        assert sorted(map(sorted, found)) == sorted(map(sorted, judge)), seed
        place = {node: n for n, nodes in enumerate(found) for node in nodes}
        assert all(place[other] <= place[node] for node in graph for other in graph[node]), seed
        sizes.update(map(len, found))
    assert max(sizes) > 5


def test_a_long_chain_needs_no_recursion() -> None:
    chain = {n: [n + 1] for n in range(50_000)} | {50_000: []}
    assert [nodes[0] for nodes in components(chain)] == list(range(50_000, -1, -1))


def test_the_order_is_the_least_that_respects_needs() -> None:
    for seed in range(200):
        chance = Random(seed)
        nodes = chance.randint(1, 12)
        keys = chance.sample(range(100), nodes)
        needs = {
            node: {chance.randrange(node) for _ in range(chance.randint(0, 2))} if node else set()
            for node in range(nodes)
        }
        judge = nx.DiGraph((other, node) for node in needs for other in needs[node])
        judge.add_nodes_from(needs)
        expected = list(nx.lexicographical_topological_sort(judge, key=keys.__getitem__))
        assert in_order(needs, keys.__getitem__) == expected, seed


def test_a_path_is_a_shortest_one() -> None:
    tried = 0
    for seed in range(200):
        graph = drawn(seed)
        judge = nx.DiGraph(graph)
        judge.add_nodes_from(graph)
        for end, length in nx.single_source_shortest_path_length(judge, 0).items():
            found = path(graph, 0, end)
            assert (found[0], found[-1], len(found)) == (0, end, length + 1)
            assert all(other in graph[node] for node, other in pairwise(found))
            tried += length > 1
    assert tried > 100
