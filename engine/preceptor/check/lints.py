"""Lints: what is told of how rules are written, whatever they mean for the laws.

Most are notes; none decides what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from preceptor.check.loops import endless, unfounded
from preceptor.check.notes import about, text
from preceptor.check.redundancy import redundant
from preceptor.check.setting import Setting
from preceptor.check.status import Status
from preceptor.check.subsumed import subsumed
from preceptor.check.superfluous import superfluous
from preceptor.check.usage import unused
from preceptor.logic import (
    Atom,
    Code,
    Finding,
    Predicate,
    Role,
    Rule,
    Severity,
    Signature,
)
from preceptor.syntax import rule_id

Given = Callable[[Predicate], bool]


def lints(
    setting: Setting,
    denials: Sequence[Rule],
    constraints: Sequence[Rule],
    goals: Iterable[Predicate],
) -> Iterator[Finding]:
    """P208 to P210 and P309 to P311 of the rules and of the denials written beside them.

    Sorts and functional declarations are taken at their word for what only a database gives.
    """
    rules = setting.rules
    signature = _of_given(setting.signature, rules)
    yield from unused(rules, constraints, goals)
    yield from unfounded(rules, given_in(setting))
    yield from endless(rules, signature)
    shadowed = dict(subsumed((*rules, *denials), signature))
    yield from shadowed.values()
    yield from redundant(rules, signature, shadowed.keys())
    for rule in (*rules, *denials):
        yield from superfluous(rule, signature)


def dead(statuses: Mapping[Rule, Status], told: Set[str], is_given: Given) -> Iterator[Finding]:
    """P316 for each rule that fires on no admissible database (L2), and is a root of that.

    Not told are rules that another finding explains, `told` by id, nor those that only read what
    dead rules alone conclude.
    """
    alive = {
        rule.head.predicate
        for rule, status in statuses.items()
        if rule.head is not None and status is not Status.DEAD
    }
    for rule, status in statuses.items():
        if status is not Status.DEAD or rule_id(rule) in told:
            continue
        read = {literal.predicate for literal in rule.body if isinstance(literal, Atom)}
        if all(is_given(predicate) or predicate in alive for predicate in read):
            message = f"no database that keeps the constraints fires it:  {text(rule)}"
            hint = "drop it, or correct what it asks for"
            yield about(rule, Code.DEAD, message, hint, Severity.WARNING, "z3")


def given_in(setting: Setting) -> Given:
    """Whether a database may give a predicate: declared so, in the facts, or without a rule."""
    roles = {d.predicate: d.role for d in setting.signature.declarations}
    concluded = {r.head.predicate for r in setting.rules if r.head is not None and r.body}

    def is_given(predicate: Predicate) -> bool:
        role = roles.get(predicate)
        is_open = predicate not in concluded if role is None else role is not Role.DERIVED
        return is_open or predicate in setting.given

    return is_given


def _of_given(signature: Signature, rules: Iterable[Rule]) -> Signature:
    """The declarations of what no rule concludes: nothing else is sure to keep them."""
    concluded = {rule.head.predicate for rule in rules if rule.head is not None}
    kept = tuple(d for d in signature.declarations if d.predicate not in concluded)
    return replace(signature, declarations=kept)
