"""Usage: conclusions that lead to no goal and to no constraint (S5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from preceptor.check.notes import places
from preceptor.graph import predicates
from preceptor.logic import Code, Finding, Predicate, Rule, Severity
from preceptor.syntax import rule_id


def unused(
    rules: Sequence[Rule], laws: Iterable[Rule], goals: Iterable[Predicate]
) -> Iterator[Finding]:
    """P208 for each predicate that rules with a body conclude and nothing asked for rests on.

    Asked for are the goals, what stated constraints read, and, backwards, what the rules for
    these read; p/n and -p/n are used together. Without goals whatever is concluded may be what is
    asked for, and nothing is told.
    """
    wanted = {_plain(goal) for goal in goals}
    if not wanted:
        return
    reads: dict[Predicate, set[Predicate]] = {}
    concluding: dict[Predicate, list[Rule]] = {}
    for rule in rules:
        if rule.head is not None and rule.body:
            head, *body = map(_plain, predicates(rule))
            reads.setdefault(head, set()).update(body)
            concluding.setdefault(head, []).append(rule)
    waiting = [*wanted, *(_plain(p) for law in laws for p in predicates(law))]
    used: set[Predicate] = set()
    while waiting:
        predicate = waiting.pop()
        if predicate not in used:
            used.add(predicate)
            waiting += reads.get(predicate, ())
    for predicate, theirs in concluding.items():
        if predicate not in used:
            yield Finding(
                Code.UNUSED,
                Severity.NOTE,
                f"{predicate} leads to no goal and to no constraint",
                tuple(dict.fromkeys(map(rule_id, theirs))),
                places(theirs),
                hint="name it among the goals, use it, or drop its rules",
            )


def _plain(predicate: Predicate) -> Predicate:
    return predicate.opposite if predicate.negated else predicate
