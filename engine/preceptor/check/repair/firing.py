"""Firing: what a rule can still do in a changed theory, asked first of what it could do before."""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.check.repair.vicinity import Change, Vicinity
from preceptor.check.search import Search
from preceptor.check.standing import standing
from preceptor.check.status import Status
from preceptor.check.witness import FALSE, Facts
from preceptor.logic import Atom, LimitExceeded, Predicate, Rule


@dataclass(frozen=True, slots=True)
class Firing:
    """A database on which a rule fired before any change and nothing broke, with all predicates
    that its model has.
    """

    facts: Facts
    predicates: frozenset[Predicate]


class Firings:
    """The statuses of rules in changed theories. A database on which a rule did its work before
    is tried first: most often it still does.
    """

    def __init__(self, vicinity: Vicinity) -> None:
        self._vicinity = vicinity
        self._known: dict[Rule, Firing | None] = {}

    def status(self, rule: Rule, change: Change, search: Search, more_laws: bool) -> Status:
        """The status of a rule, or of what it is changed to, in a theory with narrowed rules.

        `search` is in the changed theory, `more_laws` whether that has laws of its own.
        """
        new = change.get(rule, rule)
        assert new is not None
        known = None if rule in change else self._firing(rule)
        if known is not None:
            heads = {old.head.predicate for old in change if old.head is not None}
            if not more_laws and known.predicates.isdisjoint(heads):
                return Status.OK  # no changed rule fired there, so that nothing is changed
            if fires_cleanly(new, known.facts, search):
                return Status.OK
        return standing(new, search).status

    def _firing(self, rule: Rule) -> Firing | None:
        if rule not in self._known:
            search = self._vicinity.around([rule], {}).search()
            found = standing(rule, search)
            self._known[rule] = None
            if found.status is Status.OK and found.found is not None:
                facts = found.found.facts
                model = search.model(facts, lambda other: other.is_hard)
                predicates = frozenset(atom.predicate for atom in model)
                self._known[rule] = Firing(facts, predicates)
        return self._known[rule]


def fires_cleanly(rule: Rule, facts: Facts, search: Search) -> bool:
    """Whether the rule fires on admissible facts that break no law. False also for a rule that
    reads what it concludes: that is not told apart here.
    """
    assert rule.head is not None
    concluded = rule.head.predicate
    if any(isinstance(lit, Atom) and lit.predicate == concluded for lit in rule.body):
        return False
    try:
        if FALSE in search.before(facts):
            return False
        whole = search.model(facts, lambda other: other.is_hard)
        if FALSE in whole:
            return False
        others = tuple(atom for atom in whole if atom.predicate != concluded)
        alone = search.model(others, lambda other: other == rule, absence=whole)
    except LimitExceeded:
        return False
    return any(atom.predicate == concluded for atom in alone)
