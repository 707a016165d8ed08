"""Vicinity: the part of a theory that alone decides what becomes of some rules and laws.

A database that matters holds only what the goals rest on. Of the rest, only rules that such
databases can fire, and laws that they can then break, have a say. So a change is judged in a
small theory, exactly as it would be in the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from preceptor.check.setting import Setting
from preceptor.graph import body_atom, predicates
from preceptor.logic import Atom, Not, Predicate, Role, Rule, Signature

Change = Mapping[Rule, Rule | None]  # what is put in the place of a rule; None drops it


class Vicinity:
    """A setting, indexed by what its rules and laws conclude and read; without what rests on an
    aggregate, which no search looks at."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        without = setting.counting.without
        rules = without(setting.rules)
        self._rules = len(rules)
        self._all = (*rules, *without(setting.laws))
        self._place = {id(rule): place for place, rule in enumerate(self._all)}
        self._concluding: dict[Predicate, list[Rule]] = defaultdict(list)
        self._readers: dict[Predicate, list[Rule]] = defaultdict(list)
        self._given = frozenset(setting.given)
        self._roles = {d.predicate: d.role for d in setting.signature.declarations}
        self._unchanged: dict[tuple[int, ...], Setting] = {}  # parts by the places of their rules
        self._around: dict[frozenset[Rule], Setting] = {}  # the same by their goals
        self._premises = {id(rule): frozenset(_premises(rule)) for rule in self._all}
        self._unread: list[Rule] = []  # rules and laws without a positive premise
        for rule in self._all:
            if rule.head is not None:
                self._concluding[rule.head.predicate].append(rule)
            for predicate in dict.fromkeys(_read(rule)):
                self._readers[predicate].append(rule)
            if not any(isinstance(literal, Atom) for literal in rule.body):
                self._unread.append(rule)

    def may_be_given(self, predicate: Predicate) -> bool:
        """Whether a database may hold the predicate."""
        role = self._roles.get(predicate)
        if predicate in self._given or role in (Role.INPUT, Role.BOTH):
            return True
        return role is None and not any(rule.body for rule in self._concluding.get(predicate, ()))

    def concluding(self, predicate: Predicate) -> Sequence[Rule]:
        return self._concluding.get(predicate, ())

    def above(self, predicates: Iterable[Predicate]) -> frozenset[Predicate]:
        """The predicates and all that depend on them."""
        found: set[Predicate] = set()
        waiting = list(predicates)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                readers = self._readers.get(one, ())
                waiting += (rule.head.predicate for rule in readers if rule.head is not None)
        return frozenset(found)

    def reading(self, wanted: Iterable[Predicate]) -> tuple[Rule, ...]:
        """The rules and laws whose bodies speak of one of the predicates."""
        found = {id(rule): rule for p in wanted for rule in self._readers.get(p, ())}
        return tuple(sorted(found.values(), key=lambda rule: self._place[id(rule)]))

    def is_law(self, rule: Rule) -> bool:
        """Whether the rule is one of the setting's laws, or of the definitions among them."""
        return self._place.get(id(rule), 0) >= self._rules

    def around(
        self, goals: Iterable[Rule], change: Change, more_laws: Sequence[Rule] = ()
    ) -> Setting:
        """The part of the changed theory that decides about the goals (rules or laws of it)."""
        goals = tuple(goals)
        if change or more_laws:
            return self._part(goals, change, more_laws)
        wanted = frozenset(goals)
        if wanted not in self._around:
            self._around[wanted] = self._part(goals, {}, ())
        return self._around[wanted]

    def _part(self, goals: Sequence[Rule], change: Change, more_laws: Sequence[Rule]) -> Setting:
        inside: set[Predicate] = set()
        laws = {id(goal): goal for goal in goals if goal.is_denial and self.is_law(goal)}
        waiting = [p for goal in (*goals, *more_laws) for p in predicates(goal)]
        while waiting:
            self._close(inside, waiting, change)
            for law in self._breakable(inside):
                laws[id(law)] = law
                waiting += (p for p in predicates(law) if p not in inside)
        found = [rule for predicate in inside for rule in self.concluding(predicate)]
        found += laws.values()
        found.sort(key=lambda rule: self._place[id(rule)])
        if change or more_laws:
            return self._setting(inside, found, change, more_laws)
        parts = tuple(self._place[id(rule)] for rule in found)
        if parts not in self._unchanged:
            self._unchanged[parts] = self._setting(inside, found, change, more_laws)
        return self._unchanged[parts]

    def _setting(
        self,
        inside: set[Predicate],
        found: Sequence[Rule],
        change: Change,
        more_laws: Sequence[Rule],
    ) -> Setting:
        kept = (change.get(rule, rule) for rule in found if not self.is_law(rule))
        return Setting(
            tuple(dict.fromkeys(rule for rule in kept if rule is not None)),
            self._signature(inside),
            (*(rule for rule in found if self.is_law(rule)), *more_laws),
            tuple(predicate for predicate in self.setting.given if predicate in inside),
            self.setting.bound,
        )

    def _close(self, inside: set[Predicate], waiting: list[Predicate], change: Change) -> None:
        """Puts into `inside` all that the waiting predicates depend on."""
        while waiting:
            one = waiting.pop()
            if one in inside:
                continue
            inside.add(one)
            for rule in self.concluding(one):
                new = change.get(rule, rule)
                waiting += () if new is None else _read(new)

    def _breakable(self, inside: Iterable[Predicate]) -> Iterator[Rule]:
        """The denials whose positive premises a database over these predicates may make true.

        Guards and absences are left out of account, so that rather more are found than fewer.
        """
        possible = {predicate for predicate in inside if self.may_be_given(predicate)}
        waiting = list(possible)
        ready = list(self._unread)
        while waiting or ready:
            for rule in ready:
                if rule.head is None:
                    yield rule
                elif rule.head.predicate not in possible:
                    possible.add(rule.head.predicate)
                    waiting.append(rule.head.predicate)
            ready = []
            if waiting:
                readers = self._readers.get(waiting.pop(), ())
                ready = [rule for rule in readers if possible >= self._premises[id(rule)]]

    def _signature(self, inside: set[Predicate]) -> Signature:
        whole = self.setting.signature
        declared = (whole.declaration(predicate) for predicate in sorted(inside))
        return replace(whole, declarations=tuple(dict.fromkeys(d for d in declared if d)))


def _read(rule: Rule) -> Iterator[Predicate]:
    return (atom.predicate for lit in rule.body if (atom := body_atom(lit)) is not None)


def _premises(rule: Rule) -> Iterator[Predicate]:
    return (literal.predicate for literal in rule.body if isinstance(literal, Atom))


def denies(rule: Rule, predicates: frozenset[Predicate]) -> bool:
    """Whether the rule asks that an atom of one of the predicates be absent."""
    return any(isinstance(lit, Not) and lit.atom.predicate in predicates for lit in rule.body)
