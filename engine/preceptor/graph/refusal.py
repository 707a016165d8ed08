"""Refusing aggregates, for whoever has no meaning for them: with the rule and its place."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.logic import Aggregate, InputError, Rule
from preceptor.syntax import rule_id


def refuse_aggregates(rules: Iterable[Rule], who: str, hint: str = "") -> None:
    """Raises InputError, each on a line, for the rules with an aggregate, which `who` cannot do."""
    lines = [
        f"{f'{rule.origin}: ' if rule.origin else ''}rule {rule_id(rule)}: {who} no aggregates"
        for rule in rules
        if any(isinstance(literal, Aggregate) for literal in rule.body)
    ]
    if lines:
        raise InputError("\n".join(lines), hint)
