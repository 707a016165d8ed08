"""Mending: the rules that a hitting set chose are narrowed where that verifies, else dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from preceptor.check.repair.clash import Clash
from preceptor.check.repair.proposals import composed, narrowings
from preceptor.check.repair.suggest import MAX_TRIES
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
    _ways: dict[int, dict[Rule, tuple[Rule, ...]]] = field(default_factory=dict)

    def can(self, clash: Clash, rule: Rule) -> bool:
        """Whether a verified narrowing of the rule ends the clash."""
        return rule not in self.stubborn and bool(self._narrowings(clash).get(rule))

    def _narrowings(self, clash: Clash) -> dict[Rule, tuple[Rule, ...]]:
        """The first verified narrowing of each rule, and what else there is to try for it."""
        if id(clash) not in self._ways:
            ways: dict[Rule, tuple[Rule, ...]] = {}
            tries = 0
            for proposal in narrowings(clash, self.trial.vicinity):
                rule = proposal.before
                if self.trial.is_hopeless(rule):
                    continue
                if rule not in ways and tries < MAX_TRIES:
                    tries += 1
                    if not self.trial.objection([clash], {rule: proposal.after}):
                        ways[rule] = (proposal.after,)
                elif rule in ways:
                    ways[rule] = (*ways[rule], proposal.after)
            self._ways[id(clash)] = ways
        return self._ways[id(clash)]

    def mended(self, rule: Rule, clashes: Sequence[Clash]) -> Rule | None:
        """The rule narrowed so that it leaves all of the clashes; None where it has to go.

        One change that ends them all is better than one for each.
        """
        if not all(self.can(clash, rule) for clash in clashes):
            return None
        ways = self._narrowings(clashes[0])[rule][:MAX_WAYS]
        at_once = (way for way in ways if not self.trial.objection(clashes, {rule: way}))
        found = next(at_once, None)
        return self._step_by_step(rule, clashes) if found is None and clashes[1:] else found

    def _step_by_step(self, rule: Rule, clashes: Sequence[Clash]) -> Rule | None:
        """The rule narrowed for one clash after the other."""
        current = rule
        for place, clash in enumerate(clashes):
            ended = clashes[: place + 1]
            if current != rule and not self.trial.objection(ended, {rule: current}):
                continue
            ways = (composed(rule, current, after) for after in self._narrowings(clash)[rule])
            found = next((w for w in ways if not self.trial.objection(ended, {rule: w})), None)
            if found is None:
                return None
            current = found
        return current
