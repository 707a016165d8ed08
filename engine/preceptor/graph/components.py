"""Components: what hangs together in a directed graph, and in which order the rest does."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Edges = Mapping[T, Iterable[T]]  # every node with those that it needs, all of them keys too


def components(edges: Edges[T]) -> list[list[T]]:
    """The strongly connected components, each behind all that it needs (Tarjan 1972, without
    recursion)."""
    found: list[list[T]] = []
    number: dict[T, int] = {}
    low: dict[T, int] = {}
    stack: list[T] = []
    done: set[T] = set()
    for root in edges:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        work = [(root, iter(edges[root]))]
        while work:
            node, ahead = work[-1]
            for other in ahead:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    work.append((other, iter(edges[other])))
                    break
                if other not in done and number[other] < low[node]:
                    low[node] = number[other]
            else:
                work.pop()
                if work and low[node] < low[work[-1][0]]:
                    low[work[-1][0]] = low[node]
                if low[node] == number[node]:
                    place = stack.index(node) if stack[-1] != node else len(stack) - 1
                    found.append(stack[place:])
                    done.update(stack[place:])
                    del stack[place:]
    return found


def in_order(edges: Edges[T], key: Callable[[T], int]) -> list[T]:
    """The nodes of a graph without cycles, each behind all that it needs; of those that might come
    next, the one with the least key does."""
    waits = {node: sum(1 for _ in needed) for node, needed in edges.items()}
    needing: dict[T, list[T]] = {}
    for node, needed in edges.items():
        for other in needed:
            needing.setdefault(other, []).append(node)
    ready = [(key(node), place, node) for place, node in enumerate(waits) if not waits[node]]
    places = {node: place for place, node in enumerate(waits)}
    heapify(ready)
    order: list[T] = []
    while ready:
        _, _, node = heappop(ready)
        order.append(node)
        for other in needing.get(node, ()):
            waits[other] -= 1
            if not waits[other]:
                heappush(ready, (key(other), places[other], other))
    return order


def path(edges: Edges[T], start: T, end: T) -> list[T]:
    """A shortest path, both ends included; of equal ones that whose nodes come first in `edges`.
    There must be one."""
    before: dict[T, T] = {start: start}
    waiting = deque([start])
    while end not in before:
        node = waiting.popleft()
        for other in edges[node]:
            if other not in before:
                before[other] = node
                waiting.append(other)
    back = [end]
    while back[-1] != start:
        back.append(before[back[-1]])
    return back[::-1]
