"""Repair operators on rules: changes that make a rule that can be read fit its signature.

Each takes a rule that does not fit and returns it changed, or as it is. They look at nothing but
the rule and the signature. Where two readings are equally near, the operator refuses: a `Tie`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from preceptor.harvest.arguments import argument_order, boolean_argument
from preceptor.harvest.binding import existential, proper_noun, sort_guard
from preceptor.harvest.fitness import Misfit, misfit
from preceptor.harvest.renaming import Tie, declared_name, declared_value, spelling
from preceptor.logic import Code, Rule, Signature
from preceptor.syntax import clause_id

MAX_BODY = 64  # goals of a rule


@dataclass(frozen=True, slots=True)
class RuleOperator:
    """A repair with its name; `change` raises Tie."""

    name: str
    change: Callable[[Rule, Signature], Rule]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The rules of a statement, with the operators that made them fit; `misfit` is why they do
    not fit, and then they are as they were."""

    rules: tuple[Rule, ...]
    operators: tuple[str, ...] = ()
    misfit: Misfit | None = None


RULE_OPERATORS: tuple[RuleOperator, ...] = (
    RuleOperator("declared_name", declared_name),
    RuleOperator("spelling", spelling),
    RuleOperator("boolean_argument", boolean_argument),
    RuleOperator("proper_noun", proper_noun),
    RuleOperator("declared_value", declared_value),
    RuleOperator("argument_order", argument_order),
    RuleOperator("existential", existential),
    RuleOperator("sort_guard", sort_guard),
)


def fitted(rules: tuple[Rule, ...], signature: Signature) -> Fitted:
    """The rules of one statement, each after the operators that it needs to fit; all or none."""
    parts = [_fitted(rule, signature) for rule in rules]
    for part in parts:
        if part.misfit is not None:
            return Fitted(rules, (), part.misfit)
    used = {name for part in parts for name in part.operators}
    if not used:
        return Fitted(rules)
    changed = tuple(rule for part in parts for rule in part.rules)
    if len(changed) > 1:
        clause = clause_id(changed)
        changed = tuple(replace(rule, clause=clause) for rule in changed)
    return Fitted(changed, tuple(op.name for op in RULE_OPERATORS if op.name in used))


def _fitted(rule: Rule, signature: Signature) -> Fitted:
    if len(rule.body) > MAX_BODY:
        message = f"a body of {len(rule.body)} goals; the limit of what is fitted is {MAX_BODY}"
        return Fitted((rule,), (), Misfit(Code.LIMIT, message))
    first = wrong = misfit(rule, signature)
    changed, ties = rule, ""
    used: tuple[str, ...] = ()
    for operator in RULE_OPERATORS if signature else ():
        if wrong is None:
            break
        try:
            after = operator.change(changed, signature)
        except Tie as tie:
            ties += f"; {tie}"
            continue
        if after != changed:
            changed, used = after, (*used, operator.name)
            wrong = misfit(changed, signature)
    if wrong is None or first is None:
        return Fitted((changed,), used)
    return Fitted((rule,), (), replace(first, message=first.message + ties))
