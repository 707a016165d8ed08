"""Exemplars: accepted rules that show a teacher what is wanted."""

from __future__ import annotations

import random
from collections.abc import Iterable

from preceptor.check import CheckSession, Status
from preceptor.distil.elicitation.templates import fits
from preceptor.logic import Rule
from preceptor.syntax import rule_id, show_rule


def accepted(session: CheckSession) -> tuple[Rule, ...]:
    """The rules of a session that can fire and have no part in anything that was found."""
    amiss = {name for finding in session.findings for name in finding.rules}
    return tuple(
        rule
        for rule, status in session.statuses.items()
        if status is Status.OK and rule_id(rule) not in amiss
    )


def choose(rules: Iterable[Rule], number: int, seed: str) -> tuple[Rule, ...]:
    """So many of the rules by chance, of different heads as far as there are; none is too long.

    The same seed and rules give the same choice, in whatever order the rules come.
    """
    pool = sorted((rule for rule in rules if rule.body and fits(rule)), key=show_rule)
    random.Random(seed).shuffle(pool)
    of_each: dict[object, Rule] = {}
    for rule in pool:
        of_each.setdefault(rule.head and rule.head.predicate, rule)
    rest = [rule for rule in pool if rule not in of_each.values()]
    return (*of_each.values(), *rest)[:number]
