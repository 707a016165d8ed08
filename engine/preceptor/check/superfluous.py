"""Superfluous guards: comparisons that hold wherever the rest of the body does (L9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from preceptor.check.notes import about, text
from preceptor.check.premises import Premises
from preceptor.logic import (
    Atom,
    Code,
    Compare,
    Finding,
    Literal,
    Op,
    Rule,
    Severity,
    Signature,
    Var,
    variables,
)
from preceptor.syntax import show_literal

_UNSORTED = Signature()


def superfluous(rule: Rule, signature: Signature) -> Iterator[Finding]:
    """P311 for each guard g with guards without g => g, by sorts and functional declarations too.

    What is told of is left out for the next, so that all of them can be left out together. A
    comparison that gives a variable its value is no guard.
    """
    body = rule.body
    guards = [literal for literal in body if isinstance(literal, Compare)]
    if not guards:
        return
    given = {name for lit in body if isinstance(lit, Atom) for name in variables(lit)}
    for guard in guards:
        if _binds(guard, given):
            continue
        place = body.index(guard)
        rest = (*body[:place], *body[place + 1 :])
        if Premises.of(rest, signature).entail(guard):
            yield _finding(rule, guard, rest)
            body = rest


def _binds(guard: Compare, given: set[str]) -> bool:
    sides = (side for side in (guard.left, guard.right) if isinstance(side, Var))
    return guard.op is Op.SAME and any(side.name not in given for side in sides)


def _finding(rule: Rule, guard: Compare, rest: Sequence[Literal]) -> Finding:
    shown = show_literal(guard)
    by_guards = Premises.of(rest, _UNSORTED).entail(guard)
    why = "the rest of the body implies it" if by_guards else "what is declared implies it"
    message = f"{shown} is not needed, {why}:  {text(rule)}"
    finding = about(rule, Code.REDUNDANT_GUARD, message, f"leave out {shown}", Severity.NOTE)
    return replace(finding, decided_by="z3")
