"""Strata: which rules to set aside so that no predicate depends on its own absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from preceptor.check.notes import places, text
from preceptor.check.ranks import Ranks
from preceptor.graph import Cycle, negative_cycles
from preceptor.logic import Code, Finding, Rule, Severity
from preceptor.syntax import rule_id


@dataclass(frozen=True, slots=True)
class Unstratified:
    """A rule set aside, by its index, and the cycle it owned a `\\+` of."""

    index: int
    finding: Finding


def unstratified(rules: Sequence[Rule], scores: Sequence[float]) -> tuple[Unstratified, ...]:
    """The rules to set aside, in order, until the rest is stratified after the argument split.

    Each time it is the rule of the lowest score among those that own a `\\+` on a cycle, ties by
    id. Cycles are looked for anew after each: one rule less may split a predicate, or leave a
    cycle another way around.
    """
    if not _may_be_unstratified(rules):
        return ()
    left = list(range(len(rules)))
    cycles = _cycles(rules, left)
    found: list[Unstratified] = []
    while cycles:
        owners = {index for cycle in cycles for index in cycle.negative}
        victim = min(owners, key=lambda index: (scores[index], rule_id(rules[index]), index))
        shown = next(cycle for cycle in cycles if victim in cycle.negative)
        found.append(Unstratified(victim, _finding(rules, victim, shown)))
        left.remove(victim)
        cycles = _cycles(rules, left)
    return tuple(found)


def _may_be_unstratified(rules: Sequence[Rule]) -> bool:
    """Whether some predicate depends on its own absence when constants are not looked at."""
    ranks = Ranks()
    ranks.add(rule for rule in rules if not rule.is_denial)
    rings = dict.fromkeys(ranks.ring(r.head.predicate) for r in rules if r.head is not None)
    return any(map(ranks.negates_itself, rings))


def _cycles(rules: Sequence[Rule], left: Sequence[int]) -> tuple[Cycle, ...]:
    """The negative cycles of the rules that are left, in terms of all rules' indices."""
    return tuple(
        replace(
            cycle,
            rules=tuple(left[i] for i in cycle.rules),
            negative=tuple(left[i] for i in cycle.negative),
        )
        for cycle in negative_cycles([rules[index] for index in left])
    )


def _finding(rules: Sequence[Rule], victim: int, cycle: Cycle) -> Finding:
    others = [rules[i] for i in dict.fromkeys(cycle.rules) if i != victim]
    return Finding(
        Code.UNSTRATIFIED,
        Severity.ERROR,
        f"{cycle.message}, by  " + "  ".join(map(text, (rules[victim], *others))),
        tuple(map(rule_id, (rules[victim], *others))),
        places((rules[victim], *others)),
        hint="drop it, or give the negated case a predicate of its own",
        decided_by="graph",
    )
