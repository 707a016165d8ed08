"""Notes: how a finding words a rule and says where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from preceptor.logic import Code, Finding, Origin, Rule, Severity
from preceptor.syntax import rule_id, show_rule


def text(rule: Rule) -> str:
    """The clause on one line, without its `% @id`."""
    return show_rule(replace(rule, name=None))


def places(rules: Iterable[Rule]) -> tuple[Origin, ...]:
    return tuple(rule.origin for rule in rules if rule.origin is not None)


def about(
    rule: Rule,
    code: Code,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
    decided_by: str = "",
) -> Finding:
    """A finding about one rule."""
    return Finding(
        code,
        severity,
        message,
        (rule_id(rule),),
        places((rule,)),
        hint=hint,
        decided_by=decided_by,
    )
