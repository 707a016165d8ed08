"""Tautology: a rule that concludes what it assumes, and so never concludes anything new."""

from __future__ import annotations

from preceptor.check.notes import about, text
from preceptor.logic import Code, Finding, Rule, Severity


def tautology(rule: Rule) -> Finding | None:
    """P307 when the head stands in the body; None otherwise."""
    if rule.head is None or rule.head not in rule.body:
        return None
    message = f"the head stands in its own body:  {text(rule)}"
    return about(rule, Code.TAUTOLOGY, message, "drop it", Severity.WARNING)
