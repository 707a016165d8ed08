"""Votes: how many of the teacher's samples state a rule. The score, until there is a critic."""

from __future__ import annotations

from collections.abc import Sequence

from preceptor.check import variant_key
from preceptor.distil.candidates import sample
from preceptor.logic import Rule
from preceptor.syntax import rule_id


def votes(candidates: Sequence[Rule]) -> dict[str, float]:
    """The share of the samples that state each rule, by its id.

    Rules that differ in weight, variable names or body order alone say the same. Samples of one
    context are no independent draws: a score ranks rules, it is no probability.
    """
    samples = {sample(rule) for rule in candidates}
    keys = {rule_id(rule): variant_key(rule) for rule in candidates}
    stated: dict[tuple[str, ...], set[str]] = {}
    for rule in candidates:
        stated.setdefault(keys[rule_id(rule)], set()).add(sample(rule))
    return {name: len(stated[key]) / len(samples) for name, key in keys.items()}
