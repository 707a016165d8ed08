"""Answers to single queries: candidates in order, the rules behind each, and proofs of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from preceptor.learn.completion.aggregation import Aggregation, Found, MaxPlus
from preceptor.learn.completion.ensemble import Ensemble
from preceptor.learn.completion.firing import Theory
from preceptor.learn.completion.proofs import Prover
from preceptor.learn.completion.queries import Direction, Query
from preceptor.learn.scores import ScoredRule
from preceptor.learn.triples import Split
from preceptor.logic import Proof

Ints = NDArray[np.int64]


class Scores(NamedTuple):
    """What rules make of queries: query `query[i]`, by its place, has `candidate[i]`.

    `value` is the surest rule's confidence, or what the aggregation computes in its place;
    candidates that no rule concludes are not listed.
    """

    query: Ints
    candidate: Ints
    value: NDArray[np.float64]


def scores_for(
    ensemble: Ensemble, queries: Sequence[Query], aggregation: Aggregation | None = None
) -> Scores:
    """The candidates of each query with their values, by query and then by candidate."""
    chosen = aggregation or MaxPlus()
    size = len(ensemble.split.entities)
    asked = np.array([(r, e, d is Direction.HEAD) for r, e, d in queries], np.int64).reshape(-1, 3)
    parts: list[Scores] = [Scores(_NONE, _NONE, np.zeros(0))]
    for relation, _, side in np.unique(asked * [1, 0, 1], axis=0).tolist():
        here = np.flatnonzero((asked[:, 0] == relation) & (asked[:, 2] == side))
        entities, row = np.unique(asked[here, 1], return_inverse=True)
        direction = Direction.HEAD if side else Direction.TAIL
        found = chosen.found(ensemble.theory(relation), direction, entities)
        first = np.searchsorted(found.codes, row * size)
        count = np.searchsorted(found.codes, (row + 1) * size) - first
        at = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
        at_code = found.codes[at] % size
        parts.append(Scores(np.repeat(here, count), at_code, found.strength[at]))
    query, candidate, value = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((candidate, query))
    return Scores(query[order], candidate[order], value[order])


_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Answer:
    """A candidate in its place: `rank` counts the better ones and one, `tied` the equals besides.

    The rules that conclude it come surest first, and the proof uses the first of them.
    """

    entity: str
    rank: int
    tied: int
    value: float
    rules: tuple[ScoredRule, ...]
    proof: Proof


def answers(
    split: Split,
    scored: Sequence[ScoredRule] | Ensemble,
    query: Query,
    *,
    aggregation: Aggregation | None = None,
    limit: int = 10,
) -> tuple[Answer, ...]:
    """The best candidates that rules conclude and train does not hold, equal ones by name."""
    ensemble = scored if isinstance(scored, Ensemble) else Ensemble(split, scored)
    chosen = aggregation or MaxPlus()
    theory = ensemble.theory(query.relation)
    found = chosen.found(theory, query.direction, np.array([query.entity], np.int64))
    known = split.index().of(query.relation).astype(np.int64)
    given, asked = (0, 2) if query.direction is Direction.TAIL else (2, 0)
    told = set(known[known[:, given] == query.entity, asked].tolist())
    new = [i for i, entity in enumerate(found.codes.tolist()) if entity not in told]

    def order(one: int, other: int) -> int:
        return _order(found, one, other)

    best = sorted(new, key=cmp_to_key(order))
    prover = Prover(ensemble.graph_split)
    fired = _rules(theory, query, chosen)
    made: list[Answer] = []
    for i in best[:limit]:
        entity = int(found.codes[i])
        better = sum(_order(found, j, i) < 0 for j in best)
        tied = sum(_order(found, j, i) == 0 for j in best) - 1
        rules = tuple(theory.scored[n] for n in fired[entity])
        pair = (
            (query.entity, entity) if query.direction is Direction.TAIL else (entity, query.entity)
        )
        proof = prover.proof(rules[0].rule, *pair)
        name, value = split.entities[entity], float(found.strength[i])
        made.append(Answer(name, better + 1, tied, value, rules, proof))
    return tuple(made)


def _order(found: Found, one: int, other: int) -> int:
    """Negative where the first candidate is better."""
    mine, theirs = found.values[one], found.values[other]
    if mine != theirs:
        return -1 if mine > theirs else 1
    key, rival = found.key(one), found.key(other)
    return (key < rival) - (key > rival)


def _rules(theory: Theory, query: Query, aggregation: Aggregation) -> dict[int, list[int]]:
    """The rules behind each candidate, the one worth most first."""
    worth = aggregation.worth(theory)
    fired = theory.fire(query.direction, np.array([query.entity], np.int64))
    order = np.lexsort((fired.rule, -worth[fired.rule]))
    found: dict[int, list[int]] = {}
    for entity, rule in zip(fired.code[order].tolist(), fired.rule[order].tolist(), strict=True):
        found.setdefault(entity, []).append(rule)
    return found
