"""Exact scores of rules on a graph: what they predict there, and how much of it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.learn.anyrule import Unscored, check, pairs_of
from preceptor.learn.chains import LONGEST, Pairs, chains
from preceptor.learn.paths import Path, path_of, rule_of
from preceptor.learn.triples import Part, Split
from preceptor.logic import Rule

PESSIMISM = 5  # predictions that are counted as wrong beforehand (Meilicke et al. 2019)


class Score(NamedTuple):
    """What a rule was worth on a graph, counted in distinct pairs.

    `support` of the `predictions` are triples of the head's relation, which has `head_size`;
    `body_heads` of them are about a subject that the relation knows (Galárraga et al. 2013). No
    two variables take one value, and no prediction rests on the triple that it predicts.
    """

    support: int
    predictions: int
    head_size: int
    body_heads: int

    @property
    def confidence(self) -> float:
        return self.support / (self.predictions + PESSIMISM)

    @property
    def head_coverage(self) -> float:
        return self.support / self.head_size if self.head_size else 0.0

    @property
    def pca_confidence(self) -> float:
        return self.support / self.body_heads if self.body_heads else 0.0


class ScoredRule(NamedTuple):
    rule: Rule
    score: Score


def pairs(rule: Rule | Path, split: Split, *, part: Part = "train") -> Pairs:
    """The pairs (x, y) that a rule predicts on a part: rows and columns, each pair once.

    Raises Unscored for a rule that predicts none there, for the reason that `unscored` gives.
    """
    path = rule if isinstance(rule, Path) else path_of(rule, split)
    if path is not None and len(path.steps) <= LONGEST:
        return chains(split, part).pairs(path)
    whole = rule_of(rule, split) if isinstance(rule, Path) else rule
    return pairs_of(whole, split, split.index(part))


def unscored(rule: Rule, split: Split) -> str | None:
    """Why a rule has no score on a split; None where it has one."""
    try:
        check(rule, split)
    except Unscored as reason:
        return reason.message
    return None


def predictions(rule: Rule | Path, split: Split, *, part: Part = "train") -> csr_array:
    """The same as an E x E matrix of True."""
    found = pairs(rule, split, part=part)
    count = len(split.entities)
    ends = np.searchsorted(found.rows, np.arange(count + 1)).astype(np.int32)
    ones = np.ones(len(found.rows), bool)
    return csr_array((ones, found.columns, ends), shape=(count, count))


def score(
    rules: Sequence[Rule | Path], split: Split, *, part: Part = "train"
) -> tuple[Score | None, ...]:
    """The score of each rule on a part; None where `unscored` has a reason."""
    return tuple(_score(rule, split, part) for rule in rules)


def _score(rule: Rule | Path, split: Split, part: Part) -> Score | None:
    try:
        found = pairs(rule, split, part=part)
    except Unscored:
        return None
    head = rule.head if isinstance(rule, Path) else _head(rule, split)
    known = split.index(part).of(head)
    right = known_pairs(found, split, head, part)
    subjects = np.zeros(len(split.entities), bool)
    subjects[known[:, 0]] = True
    return Score(int(right.sum()), len(right), len(known), int(subjects[found.rows].sum()))


def _head(rule: Rule, split: Split) -> int:
    relation = None if rule.head is None else split.relation(rule.head.name)
    assert relation is not None, "a rule with pairs has a head that the split knows"
    return relation


def known_pairs(
    found: Pairs, split: Split, relation: int, part: Part = "train"
) -> NDArray[np.bool_]:
    """Which of the pairs are triples of the relation."""
    count = len(split.entities)
    known = split.index(part).of(relation)
    keys = np.sort(known[:, 0].astype(np.int64) * count + known[:, 2])
    asked = found.rows.astype(np.int64) * count + found.columns
    places = np.minimum(np.searchsorted(keys, asked), max(len(keys) - 1, 0))
    return keys[places] == asked if len(keys) else np.zeros(len(asked), bool)
