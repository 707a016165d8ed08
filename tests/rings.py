"""Small knowledge graphs for tests of their student, and a slow oracle of ranks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from preceptor.learn.completion import Direction
from preceptor.learn.scores import ScoredRule, score
from preceptor.learn.triples import Split, split_of
from preceptor.syntax import parse_rules

SIZE = 16


@cache
def ring() -> Split:
    """Sixteen places in a circle: the next one, the next but one, and the one before."""
    triples = []
    for i in range(SIZE):
        here, then, after = (f"e{(i + step) % SIZE:02}" for step in range(3))
        triples += [(here, "next", then), (then, "before", here), (here, "second", after)]
    random.Random(0).shuffle(triples)
    held = [t for t in triples if t[1] == "second"][:8] + [t for t in triples if t[1] == "before"][
        :4
    ]
    train = [t for t in triples if t not in held]
    return split_of(train, held[::2], held[1::2], name="ring")


def rules_of(split: Split) -> list[ScoredRule]:
    """The laws of the ring, and one that does not hold."""
    rules = parse_rules(
        """
        second(X, Y) :- next(X, A), next(A, Y).
        before(X, Y) :- next(Y, X).
        second(X, Y) :- next(Y, X).
        """
    )
    scores = score(rules, split)
    return [ScoredRule(rule, s) for rule, s in zip(rules, scores, strict=True) if s is not None]


def random_split(seed: int) -> Split:
    """A few entities and relations, many triples between them, some of an entity with itself."""
    chance = random.Random(seed)
    entities, relations = [f"e{i}" for i in range(7)], ["p", "q"]
    triples = {
        (chance.choice(entities), chance.choice(relations), chance.choice(entities))
        for _ in range(60)
    }
    mixed = sorted(triples)
    chance.shuffle(mixed)
    third = len(mixed) // 3
    return split_of(mixed[:third], mixed[third : 2 * third], mixed[2 * third :], name=f"r{seed}")


def oracle_reciprocal(
    split: Split,
    relation: int,
    given: int,
    direction: Direction,
    answer: int,
    scores: Sequence[float],
) -> float:
    """1 / rank of an answer: other known answers left out, equals counted half."""
    better = equal = 0
    everything = {
        tuple(t) for part in (split.train, split.valid, split.test) for t in part.tolist()
    }
    for other in range(len(split.entities)):
        tail = direction is Direction.TAIL
        triple = (given, relation, other) if tail else (other, relation, given)
        if other == answer or triple in everything:
            continue
        better += scores[other] > scores[answer]
        equal += scores[other] == scores[answer]
    return 1 / (1 + better + equal / 2)
