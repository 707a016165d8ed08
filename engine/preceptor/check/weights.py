"""Weights: one rule under several weights, merged to their low median."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from preceptor.check.notes import places, text
from preceptor.logic import Code, Finding, Rule, Severity
from preceptor.syntax import rule_id, show_number


def low_median(weights: Iterable[Fraction]) -> Fraction:
    """The middle weight, of two middle ones the lower: always a weight that somebody stated."""
    ordered = sorted(weights)
    return ordered[(len(ordered) - 1) // 2]


def clash(variants: Sequence[Rule], severity: Severity) -> Finding | None:
    """P304 when variants of one rule state different weights; None when they agree."""
    stated = [rule.weight for rule in variants]
    if len(set(stated)) == 1:
        return None
    counted = ", ".join(
        f"{show_number(weight)} ({stated.count(weight)} times)"
        if stated.count(weight) > 1
        else show_number(weight)
        for weight in sorted(set(stated))
    )
    kept = show_number(low_median(stated))
    return Finding(
        Code.WEIGHT_CLASH,
        severity,
        f"one rule under the weights {counted}; the low median is {kept}:  {text(variants[0])}",
        tuple(dict.fromkeys(map(rule_id, variants))),
        places(variants),
        hint=f"state it once, with the weight {kept}",
    )
