"""Recheck: which laws a changed theory can still break, looked for around the changes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from preceptor.check.facts import broken
from preceptor.check.reach import reach
from preceptor.check.repair.clash import Clash, Step, clash
from preceptor.check.repair.clashes import Clashes
from preceptor.check.repair.trial import origins
from preceptor.check.repair.vicinity import Change, Vicinity
from preceptor.graph import compile
from preceptor.logic import Atom, LimitExceeded, Rule, Theory
from preceptor.reason import Limits, materialise

MAX_CORES = 100  # of one law
FACTS_S = 60.0  # for the changed rules to come to an end on the facts


class Recheck:
    """Rechecks of changes to one theory, and of what they make of the facts at hand."""

    def __init__(self, vicinity: Vicinity, facts: Sequence[Atom] = ()) -> None:
        self._vicinity, self._facts = vicinity, tuple(facts)

    def remaining(self, change: Change) -> tuple[tuple[Clash, ...], bool]:
        """The clashes that the changed theory has, told of the rules as they were before.

        And whether those are all: False where a bound or a limit hides some.
        """
        origin = origins(change)
        found: list[Clash] = []
        decided = True
        for law in self._laws(change):
            search = self._vicinity.around([law], change).search()
            reached = reach(law, search, lambda rule: rule.is_hard, MAX_CORES)
            decided = decided and reached.decided
            found += (
                clash(law, one.facts, one.model, search.laws.__contains__)
                for one in reached.violations
            )
        if self._facts:
            on_facts, ended = self._on_facts(change)
            found += on_facts
            decided = decided and ended
        return tuple(_before(one, origin) for one in found), decided

    def _laws(self, change: Change) -> Iterator[Rule]:
        """The denials that read what depends on a changed rule."""
        heads = {rule.head.predicate for rule in change if rule.head is not None}
        readers = self._vicinity.reading(self._vicinity.above(heads))
        return (rule for rule in readers if rule.is_denial)

    def _on_facts(self, change: Change) -> tuple[tuple[Clash, ...], bool]:
        """What the facts at hand break by the changed rules; whether these came to an end."""
        setting = self._vicinity.setting
        kept = (change.get(rule, rule) for rule in setting.rules)
        rules = tuple(dict.fromkeys(rule for rule in kept if rule is not None))
        theory = Theory((*rules, *setting.laws), setting.signature)
        try:
            model = materialise(compile(theory), self._facts, Limits(seconds=FACTS_S))
        except LimitExceeded:
            return (), False
        clashes = Clashes(Vicinity(replace(setting, rules=rules)))
        return clashes.of(broken(theory, model)), True


def _before(found: Clash, origin: Change) -> Clash:
    """The clash told of the rules as they were: what was put into them, they did not read."""
    core = tuple(origin.get(rule) or rule for rule in found.core)
    steps = tuple(
        _step(step, before) if (before := origin.get(step.rule)) is not None else step
        for step in found.steps
    )
    return replace(found, core=core, steps=steps)


def _step(step: Step, before: Rule) -> Step:
    # A narrowed rule keeps its atoms in their order and has new ones behind them.
    count = sum(isinstance(literal, Atom) for literal in before.body)
    return Step(before, step.conclusion, step.premises[:count], step.values)
