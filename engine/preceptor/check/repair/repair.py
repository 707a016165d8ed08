"""Repair: a theory changed in as few rules as can be, so that no law can be broken.

Every core must lose a rule: a least-cost hitting set over all cores known says which rules are
touched, those first that can be narrowed where the cost is the same. Each is then narrowed, by a
guard or an exception that verifies, or dropped. The changed theory is checked again around the
changes; cores that were hidden, or that a change opened, join the others and all is chosen anew
(as in implicit hitting sets: Moreno-Centeno, Karp 2013), until nothing is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from preceptor.check.notes import text
from preceptor.check.repair.clash import Clash
from preceptor.check.repair.hitting import SECONDS, hitting
from preceptor.check.repair.mend import Key, Mending, key
from preceptor.check.repair.recheck import Recheck
from preceptor.check.repair.suggest import Prices, said
from preceptor.check.repair.trial import Trial
from preceptor.check.repair.vicinity import Change
from preceptor.logic import Rule, Theory
from preceptor.syntax import rule_id, show_atom

MAX_ROUNDS = 100
UNIT = 1_000_000  # costs are counted in millionths, as whole numbers


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule and what stands in its place (None: it is dropped), with the clashes that it ends."""

    before: Rule
    after: Rule | None
    clashes: tuple[Clash, ...]
    cost: float

    @property
    def text(self) -> str:
        """The change in words."""
        return said(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Repair:
    """What ends every way to break a law that was found.

    `cost` is the score of the rules touched; no choice of rules that has one in every core costs
    less than `lower_bound`. `left` are clashes of protected rules alone. `decided` is False where
    a bound or a limit hides whether the laws around the changes can still be broken. `theory` is
    the whole theory with the changes made.
    """

    changed: tuple[Changed, ...]
    cost: float
    lower_bound: float
    optimal: bool
    rounds: int
    left: tuple[Clash, ...]
    decided: bool
    theory: Theory = field(default_factory=Theory)

    @property
    def change(self) -> Change:
        """What stands in the place of each changed rule."""
        return {one.before: one.after for one in self.changed}

    def document(self) -> dict[str, Any]:
        """The `repair` of a `preceptor/check/1` document."""
        return {
            "optimal": self.optimal,
            "cost": self.cost,
            "lower_bound": self.lower_bound,
            "decided": self.decided,
            "rounds": self.rounds,
            "changed": [
                {
                    "rule": rule_id(one.before),
                    "before": text(one.before),
                    "after": None if one.after is None else text(one.after),
                    "cost": one.cost,
                    "cores": [_broken(clash) for clash in one.clashes],
                    "text": one.text,
                }
                for one in self.changed
            ],
            "left": [_broken(clash) for clash in self.left],
        }


def _broken(clash: Clash) -> dict[str, Any]:
    return {
        "constraint": rule_id(clash.law),
        "core": [rule_id(rule) for rule in clash.core],
        "witness": [show_atom(atom) for atom in clash.facts],
    }


class Repairing:
    """A repair in the making: all clashes that are known so far."""

    def __init__(
        self, trial: Trial, recheck: Recheck, prices: Prices, seconds: float = SECONDS
    ) -> None:
        self._trial, self._recheck = trial, recheck
        self._mending = Mending(trial)
        self._prices, self._seconds = prices, seconds
        self._known: dict[Key, Clash] = {}
        self._left: dict[Key, Clash] = {}

    def repair(self, clashes: Iterable[Clash]) -> Repair:
        """The repair of these clashes, and of those that come to light on the way."""
        self._learn(clashes)
        rounds, decided = 0, False
        changed: tuple[Changed, ...] = ()
        while rounds < MAX_ROUNDS:
            rounds += 1
            chosen, bound = self._chosen()
            changed = tuple(self._changed(chosen))
            change = {one.before: one.after for one in changed}
            found, decided = self._recheck.remaining(change)
            if not self._learn(found) and not self._doubt(found, change):
                break
        else:
            decided = False
        cost = sum(map(self._price, chosen))
        return Repair(
            changed,
            sum(one.cost for one in changed),
            bound / UNIT,
            decided and cost == bound,
            rounds,
            tuple(self._left.values()),
            decided,
        )

    def _learn(self, clashes: Iterable[Clash]) -> bool:
        """Takes up clashes; whether one was new that a rule can be chosen for."""
        known = len(self._known)
        for clash in clashes:
            touchable = any(map(self._prices.may_touch, clash.core))
            (self._known if touchable else self._left).setdefault(key(clash), clash)
        return len(self._known) > known

    def _doubt(self, clashes: Iterable[Clash], change: Change) -> bool:
        """Has rules dropped whose narrowing did not end a clash; whether there were any."""
        doubtful = {
            rule
            for clash in clashes
            if key(clash) in self._known
            for rule in clash.core
            if change.get(rule) is not None
        }
        self._mending.stubborn |= doubtful
        return bool(doubtful)

    def _price(self, rule: Rule) -> int:
        return max(1, round(self._prices.of(rule) * UNIT))

    def _chosen(self) -> tuple[tuple[Rule, ...], int]:
        """The rules to touch, and what any choice costs at least."""
        touchable = [
            [rule for rule in clash.core if self._prices.may_touch(rule)]
            for clash in self._known.values()
        ]
        rules = list(dict.fromkeys(rule for core in touchable for rule in core))
        place = {rule: index for index, rule in enumerate(rules)}
        # A rule that cannot be narrowed for some of its clashes comes after its equals.
        spread = 1 + sum(map(len, touchable))
        costs = {index: spread * self._price(rule) for rule, index in place.items()}
        shared = Counter(rule for core in touchable for rule in core)
        for clash, core in zip(self._known.values(), touchable, strict=True):
            is_alone = all(shared[rule] == 1 for rule in core)
            found = False
            for rule in core:
                # Where no other core is at stake, the first rule that can be narrowed will do.
                able = not (is_alone and found) and self._mending.can(clash, rule)
                found = found or able
                costs[place[rule]] += not able
        sets = [frozenset(place[rule] for rule in core) for core in touchable]
        least = hitting(sets, costs, self._seconds)
        return tuple(rules[index] for index in sorted(least.chosen)), least.bound // spread

    def _changed(self, chosen: Sequence[Rule]) -> Iterator[Changed]:
        """What becomes of the chosen rules, one after the other."""
        self._trial.made.clear()
        shares = self._shares(chosen)
        for rule in chosen:
            clashes = shares[rule]
            after = self._mending.mended(rule, clashes)
            self._trial.made[rule] = after
            yield Changed(rule, after, clashes, self._prices.of(rule))
        self._trial.made.clear()

    def _shares(self, chosen: Sequence[Rule]) -> dict[Rule, tuple[Clash, ...]]:
        """Which clashes each chosen rule is to end: the first that can be narrowed for it does."""
        shares: dict[Rule, list[Clash]] = {rule: [] for rule in chosen}
        for clash in self._known.values():
            able = [rule for rule in chosen if rule in clash.core]
            best = next((rule for rule in able if self._mending.can(clash, rule)), able[0])
            shares[best].append(clash)
        return {rule: tuple(clashes) for rule, clashes in shares.items()}
