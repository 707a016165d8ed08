"""Mending: the rules that a hitting set chose are narrowed where that verifies, else dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from preceptor.check.repair.clash import Clash
from preceptor.check.repair.proposals import Proposal, composed, narrowings
from preceptor.check.repair.trial import Trial
from preceptor.logic import Rule

MAX_WAYS = 8  # of one rule that are tried to end all of its clashes at once

Key = tuple[Rule, frozenset[Rule]]  # of a clash: its law and its core


def key(clash: Clash) -> Key:
    return clash.law, frozenset(clash.core)


@dataclass(slots=True)
class Mending:
    """Narrowings of the rules of clashes, verified once; `stubborn` rules are only dropped.

    Clashes are told apart by identity: who mends them keeps them.
    """

    trial: Trial
    stubborn: set[Rule] = field(default_factory=set)
    _proposals: dict[int, tuple[Proposal, ...]] = field(default_factory=dict)
    _ways: dict[tuple[int, Rule], tuple[Rule, ...]] = field(default_factory=dict)

    def can(self, clash: Clash, rule: Rule) -> bool:
        """Whether a verified narrowing of the rule ends the clash."""
        return rule not in self.stubborn and bool(self._narrowings(clash, rule))

    def _narrowings(self, clash: Clash, rule: Rule) -> tuple[Rule, ...]:
        """From the first that verifies on, the ways to narrow the rule."""
        if self.trial.is_hopeless(rule):
            return ()
        if (id(clash), rule) not in self._ways:
            if id(clash) not in self._proposals:
                self._proposals[id(clash)] = tuple(narrowings(clash, self.trial.vicinity))
            ways = [p.after for p in self._proposals[id(clash)] if p.before == rule]
            first = next(
                (n for n, way in enumerate(ways) if not self.trial.objection([clash], {rule: way})),
                len(ways),
            )
            self._ways[id(clash), rule] = tuple(ways[first:])
        return self._ways[id(clash), rule]

    def mended(self, rule: Rule, clashes: Sequence[Clash]) -> Rule | None:
        """The rule narrowed so that it leaves all of the clashes; None where it has to go.

        One change that ends them all is better than one for each.
        """
        if not all(self.can(clash, rule) for clash in clashes):
            return None
        found = self._best(rule, clashes, self._narrowings(clashes[0], rule)[:MAX_WAYS])
        return self._step_by_step(rule, clashes) if found is None and clashes[1:] else found

    def _best(self, rule: Rule, clashes: Sequence[Clash], ways: Iterable[Rule]) -> Rule | None:
        """The first of the ways that ends the clashes and, if one does, leaves no case open."""
        verified = (way for way in ways if not self.trial.objection(clashes, {rule: way}))
        tried: list[Rule] = []
        for way in verified:
            if not self.trial.opens_gap({rule: way}):
                return way
            tried.append(way)
        return next(iter(tried), None)

    def _step_by_step(self, rule: Rule, clashes: Sequence[Clash]) -> Rule | None:
        """The rule narrowed for one clash after the other."""
        current = rule
        for place, clash in enumerate(clashes):
            ended = clashes[: place + 1]
            if current != rule and not self.trial.objection(ended, {rule: current}):
                continue
            ways = (composed(rule, current, after) for after in self._narrowings(clash, rule))
            found = self._best(rule, ended, ways)
            if found is None:
                return None
            current = found
        return current
