"""Votes: how many of the teacher's samples state a rule. The score, until there is a critic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from preceptor.check.variants import Key, variant_key
from preceptor.distil.candidates import sample
from preceptor.logic import Rule
from preceptor.syntax import rule_id


@dataclass(frozen=True, slots=True)
class Votes:
    """The share of the samples that state each rule.

    Rules that differ in weight, variable names or body order alone say the same. Samples of one
    context are no independent draws: a score ranks rules, it is no probability.
    """

    shares: dict[Key, float]

    @classmethod
    def count(cls, candidates: Sequence[Rule]) -> Votes:
        samples = {sample(rule) for rule in candidates}
        stated: dict[Key, set[str]] = {}
        for rule in candidates:
            stated.setdefault(variant_key(rule), set()).add(sample(rule))
        return cls({key: len(said) / len(samples) for key, said in stated.items()})

    def score(self, rule: Rule) -> float:
        """In [0, 1]; 0 for a rule that nobody stated."""
        return self.shares.get(variant_key(rule), 0.0)

    def scores(self, rules: Iterable[Rule]) -> dict[str, float]:
        """The scores by rule id."""
        return {rule_id(rule): self.score(rule) for rule in rules}
