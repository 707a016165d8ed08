"""Scores: how acceptable a statement is, where nobody has judged it: who states it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from preceptor.logic import Rule
from preceptor.syntax import rule_id


def score(
    variants: Sequence[Rule], samples: frozenset[str], scores: Mapping[str, float] | None
) -> float:
    """The best score given to one of the variants, else the share of the samples that state it."""
    if scores is not None:
        return max(scores.get(rule_id(rule), 0.0) for rule in variants)
    return len({sample(rule) for rule in variants}) / max(1, len(samples))


def sample(rule: Rule) -> str:
    """The sample of a teacher's reply, `2` of `kinship/father#2`; else the whole source."""
    return "" if rule.origin is None else rule.origin.source.rpartition("#")[2]
