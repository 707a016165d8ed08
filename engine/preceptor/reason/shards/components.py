"""Components: facts that share a value on which rules join them, each component in one shard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace

import numpy as np

from preceptor.logic import Predicate
from preceptor.reason.bulk.columns import Columns
from preceptor.reason.bulk.facts import Database, Ints
from preceptor.reason.shards.cut import Cut


@dataclass(frozen=True, slots=True)
class Shares:
    """The shard of each row, table by table as the database has them, and the share of all facts
    that the largest component has."""

    rows: dict[Predicate, list[Ints]]
    largest: float


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one table as a plan holds them, and the nodes of their joining arguments."""

    predicate: Predicate
    held: list[Ints]
    size: int
    nodes: list[Ints]


def share(database: Database, columns: Columns, cut: Cut, shards: int) -> Shares:
    """Shares the facts out among shards, components evenly, whatever joins nothing by its value."""
    tables = list(_tables(database, columns, cut))
    labels = _components(tables)
    firsts = [labels[rows.nodes[0]] for rows in tables if rows.nodes]
    sizes = np.bincount(np.concatenate([np.empty(0, np.int64), *firsts]), minlength=len(labels))
    homes = _homes(sizes, shards)
    found: dict[Predicate, list[Ints]] = {}
    for rows in tables:
        if rows.nodes:
            home = homes[labels[rows.nodes[0]]]
        else:
            home = np.abs(sum(rows.held, np.zeros(rows.size, np.int64))) % shards
        found.setdefault(rows.predicate, []).append(home)
    total = max(1, sum(rows.size for rows in tables))
    return Shares(found, int(sizes.max(initial=0)) / total)


def _tables(database: Database, columns: Columns, cut: Cut) -> Iterator[_Rows]:
    """All tables, equal values of one class under one number, other values under others."""
    held = {p: database.held(p, columns) for p in database.tables}
    parts: dict[int, list[Ints]] = {}
    for predicate, tables in held.items():
        for position, number in cut.positions(predicate):
            parts.setdefault(number, []).extend(cells[position] for cells, _ in tables)
    values = {number: np.unique(np.concatenate(some)) for number, some in parts.items()}
    first, base = {}, 0
    for number, known in values.items():
        first[number] = base
        base += len(known)
    for predicate, tables in held.items():
        for cells, size in tables:
            nodes = [
                first[number] + np.searchsorted(values[number], cells[position])
                for position, number in cut.positions(predicate)
            ]
            yield _Rows(predicate, cells, size, nodes)


def _components(tables: Sequence[_Rows]) -> Ints:
    """The least node of each node's component: labels sink along the edges, roots are hooked to
    lesser ones, and paths are halved until nothing moves."""
    count = 1 + max((int(n.max()) for rows in tables for n in rows.nodes if n.size), default=-1)
    labels = np.arange(count)
    edges = [(rows.nodes[0], other) for rows in tables for other in rows.nodes[1:]]
    moved = True
    while moved:
        moved = False
        for one, other in edges:
            low, high = np.sort(np.stack((labels[one], labels[other])), axis=0)
            apart = low != high
            if apart.any():
                np.minimum.at(labels, high[apart], low[apart])
                moved = True
        while (above := labels[labels]).tobytes() != labels.tobytes():
            labels = above
    return labels


def _homes(sizes: Ints, shards: int) -> Ints:
    """A shard for each component, the largest first, each where there is least yet."""
    homes = np.zeros(len(sizes), np.int64)
    loads = [(0, shard) for shard in range(shards)]
    heapify(loads)
    for component in np.argsort(-sizes, kind="stable").tolist():
        if not sizes[component]:
            break
        load, shard = loads[0]
        homes[component] = shard
        heapreplace(loads, (load + int(sizes[component]), shard))
    return homes
