"""Controls: what other rules, of the same shapes or of the same number, are worth."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from preceptor.learn.scores import ScoredRule
from preceptor.learn.triples import Split
from preceptor.logic import Atom, Const, Literal, Not, Rule, Term
from preceptor.study.taught import said

_TRIES = 100  # draws of one rule; then no other of its shape is looked for


def shuffled(rules: Iterable[Rule], split: Split, seed: int) -> tuple[Rule, ...]:
    """For each rule another of its shape and head: its atoms' relations drawn anew from those of
    train, each in either direction, and its constants from the entities.

    No rule is drawn twice, and none says `p(X, Y) :- p(X, Y)`; where that leaves nothing to draw,
    fewer come back.
    """
    chance = random.Random(seed)
    used = [split.relations[r] for r in sorted(set(split.train[:, 1].tolist()))]
    seen: set[object] = set()
    found: list[Rule] = []
    for rule in rules:
        for _ in range(_TRIES):
            drawn = replace(rule, body=tuple(_drawn(lit, used, split, chance) for lit in rule.body))
            key = said(drawn, split)
            if drawn.head not in drawn.body and key not in seen:
                seen.add(key)
                found.append(drawn)
                break
    return tuple(found)


def _drawn(
    literal: Literal, relations: Sequence[str], split: Split, chance: random.Random
) -> Literal:
    match literal:
        case Not(atom):
            return Not(_atom(atom, relations, split, chance))
        case Atom():
            return _atom(literal, relations, split, chance)
        case _:
            return literal


def _atom(atom: Atom, relations: Sequence[str], split: Split, chance: random.Random) -> Atom:
    args: list[Term] = [
        Const(chance.choice(split.entities)) if isinstance(arg, Const) else arg for arg in atom.args
    ]
    if chance.random() < 0.5:
        args.reverse()
    return Atom(chance.choice(relations), tuple(args))


def counts(rules: Iterable[ScoredRule]) -> Counter[str]:
    """How many rules each head has."""
    return Counter(scored.rule.head.name for scored in rules if scored.rule.head is not None)


def capped(rules: Iterable[ScoredRule], most: Mapping[str, int]) -> tuple[ScoredRule, ...]:
    """The rules of highest confidence for each head, at most so many; equals as they come."""
    left = Counter(most)
    found: list[ScoredRule] = []
    for scored in sorted(rules, key=lambda scored: -scored.score.confidence):
        head = scored.rule.head
        if head is not None and left[head.name] > 0:
            left[head.name] -= 1
            found.append(scored)
    return tuple(found)
