"""Counting: what the search for databases leaves open, as it rests on an aggregate.

How many atoms of a kind a database gives, no search by unfolding says. Rules that count, and all
that reads what they conclude, are left aside together; what is found of the others is kept only
if it holds beside them too. Facts at hand are looked at in full, whatever counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from preceptor.check.notes import places, text
from preceptor.graph import body_atom
from preceptor.logic import Aggregate, Code, Finding, Predicate, Rule, Severity
from preceptor.syntax import rule_id

_SHOWN = 5  # rules that a message has


@dataclass(frozen=True, slots=True)
class Counting:
    """The rules and laws that rest on an aggregate, with what these conclude."""

    rules: frozenset[Rule]
    laws: frozenset[Rule]
    concluded: frozenset[Predicate]

    def __bool__(self) -> bool:
        return bool(self.rules or self.laws)

    def rest_on_rules(self) -> bool:
        """Whether some law rests on what rules conclude by counting."""
        return any(law.is_denial and not self.concluded.isdisjoint(_read(law)) for law in self.laws)

    def reads(self, predicates: Set[Predicate]) -> bool:
        """Whether what is left aside reads one of the predicates."""
        aside = (*self.rules, *self.laws)
        return any(not predicates.isdisjoint(_read(rule)) for rule in aside)

    def without(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """The rules, or laws, that the search looks at."""
        return tuple(r for r in rules if r not in self.rules and r not in self.laws)

    def finding(self, rules: Sequence[Rule]) -> Finding:
        """P402 for all of it together."""
        aside = [*(rule for rule in rules if rule in self.rules), *sorted(self.laws, key=rule_id)]
        shown = "  ".join(map(text, aside[:_SHOWN]))
        more = f"  and {len(aside) - _SHOWN} more" if len(aside) > _SHOWN else ""
        return Finding(
            Code.UNDECIDED,
            Severity.NOTE,
            f"the search does not count, so it leaves open what rests on an aggregate:  "
            f"{shown}{more}",
            tuple(dict.fromkeys(rule_id(rule) for rule in aside if rule in self.rules)),
            places(aside),
            hint="check it on facts: --facts looks at all rules and constraints",
        )


NOTHING = Counting(frozenset(), frozenset(), frozenset())


def counting(rules: Sequence[Rule], laws: Sequence[Rule]) -> Counting:
    """What rests on an aggregate, directly or by what it reads."""
    stated = (*rules, *laws)
    found = {rule for rule in stated if any(isinstance(lit, Aggregate) for lit in rule.body)}
    if not found:
        return NOTHING
    concluded = {rule.head.predicate for rule in found if rule.head is not None}
    before = -1
    while before != len(found):
        before = len(found)
        found |= {rule for rule in stated if not concluded.isdisjoint(_read(rule))}
        concluded |= {rule.head.predicate for rule in found if rule.head is not None}
    return Counting(
        frozenset(found.intersection(rules)),
        frozenset(found.intersection(laws)),
        frozenset(concluded),
    )


def _read(rule: Rule) -> Iterator[Predicate]:
    return (atom.predicate for lit in rule.body if (atom := body_atom(lit)) is not None)
