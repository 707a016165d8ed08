"""Trial: a change is made and the check is run again, as far as the change can reach.

A rule that is narrowed or dropped concludes less. Where no one asks for the absence of what
rests on it, no database breaks more laws than before, and only the rules above it need to be
looked at again: can they still fire? Where someone does ask, the laws above the asker are
searched anew for proofs that the asker has a part in, and every rule around is judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from time import process_time

from preceptor.check.guards import Outcome
from preceptor.check.reach import reach
from preceptor.check.repair.clash import Clash
from preceptor.check.repair.firing import Firings
from preceptor.check.repair.gaps import Gaps
from preceptor.check.repair.vicinity import Change, Vicinity, denies
from preceptor.check.search import Found, Search
from preceptor.check.status import Status
from preceptor.check.witness import FALSE
from preceptor.graph import CompileError, predicates
from preceptor.logic import LimitExceeded, Predicate, Rule
from preceptor.syntax import rule_id

MAX_CORES = 100  # of one law, when a change may open it
MAX_JUDGED = 60  # rules that one change makes us judge again

Core = frozenset[Rule]


@dataclass(slots=True)
class Budget:
    """CPU seconds for a number of trials; when they are used up nothing more is verified."""

    seconds: float
    began: float = field(default_factory=process_time)

    @property
    def is_spent(self) -> bool:
        return process_time() - self.began > self.seconds


class Trial:
    """Trials of changes to one theory whose rules have these statuses (by id).

    `made` are changes that stand already. An incoherent rule may have to go with what it clashes
    with: only where `spares` says so is it no repair if such a rule can then never fire.
    """

    def __init__(
        self,
        vicinity: Vicinity,
        statuses: Mapping[str, Status],
        budget: Budget | None = None,
        *,
        spares: bool = True,
    ) -> None:
        self.vicinity = vicinity
        self.made: dict[Rule, Rule | None] = {}
        self._statuses = statuses
        self._useful = (Status.OK, Status.INCOHERENT) if spares else (Status.OK,)
        self._budget = budget or Budget(float("inf"))
        self._known: dict[Rule, frozenset[Core]] = {}
        self._firings = Firings(vicinity)
        self._gaps = Gaps(vicinity)
        # What was verified, with all that the rules around it conclude. The clashes are kept
        # alive, as they are told apart by identity.
        self._verified: dict[
            tuple[object, ...], tuple[frozenset[Predicate], tuple[Clash, ...]]
        ] = {}

    @property
    def is_over(self) -> bool:
        """Whether the budget is used up."""
        return self._budget.is_spent

    def is_hopeless(self, rule: Rule) -> bool:
        """Whether no narrowing of the rule can help: it does harm wherever it fires."""
        return self._statuses.get(rule_id(rule)) is Status.INCOHERENT

    def opens_gap(self, change: Change) -> bool:
        """Whether a case may then be left undecided where a total group decides each now."""
        return self._gaps.opened(change, {**self.made, **change})

    def objection(
        self, clashes: Sequence[Clash], change: Change, more_laws: Sequence[Rule] = ()
    ) -> str:
        """Why the change is no repair of the clashes; empty where it is verified to be one.

        What was verified stays so until a change is made around it.
        """
        asked = (*map(id, clashes), *change.items(), *more_laws)
        if asked in self._verified and self._verified[asked][0].isdisjoint(_heads(self.made)):
            return ""
        if self.is_over:
            return "there was no time to verify it"
        touched = self.vicinity.above(_heads(change))
        readers = self.vicinity.reading(touched)
        if self.vicinity.setting.counting.reads(touched):
            return "what then rests on an aggregate is not decided"
        askers = [rule for rule in readers if denies(rule, touched)]
        now = {**self.made, **change}
        laws = self._laws_above(askers)
        judged = self._judged(change, readers, bool(askers or more_laws), more_laws)
        if len(judged) > MAX_JUDGED:
            return f"{len(judged)} rules would have to be judged again"
        goals = (*(c.law for c in clashes), *laws, *(now.get(rule, rule) for rule in judged))
        around = self.vicinity.around(filter(None, goals), now, more_laws)
        try:
            search = around.search()
        except CompileError as error:
            return error.findings[0].message
        still = (broken(clash, now, search) for clash in clashes)
        opened = (self._opened(law, now, askers, search) for law in laws)
        worse = (self._worsened(rule, now, search, bool(more_laws)) for rule in judged)
        trials = (self._undefined(change, now), still, _in_time(self._budget, (opened, worse)))
        found = next(filter(None, chain.from_iterable(trials)), "")
        if not found:
            self._verified[asked] = (frozenset(_heads(around.rules)), tuple(clashes))
        return found

    def _laws_above(self, askers: Sequence[Rule]) -> tuple[Rule, ...]:
        """The denials that a proof with one of the askers can break."""
        above = self.vicinity.above(_heads(askers))
        laws = (r for r in (*askers, *self.vicinity.reading(above)) if r.is_denial)
        return tuple(dict.fromkeys(laws))

    def _judged(
        self, change: Change, readers: Sequence[Rule], widely: bool, more_laws: Sequence[Rule]
    ) -> tuple[Rule, ...]:
        """The rules whose status the change may spoil, those changed first."""
        suspects = list(readers)
        if widely:
            suspects += self.vicinity.around([*change, *readers, *more_laws], {}).rules
        forbidden = (predicate for law in more_laws for predicate in predicates(law))
        suspects += self.vicinity.reading(self.vicinity.above(forbidden))
        found = (
            rule
            for rule in suspects
            if not self.vicinity.is_law(rule) and self._statuses.get(rule_id(rule)) in self._useful
        )
        return tuple(dict.fromkeys((*change, *found)))

    def _opened(self, law: Rule, now: Change, askers: Sequence[Rule], search: Search) -> str:
        """A way to break the law that was not there before, in words."""
        origin = origins(now)
        asking = {now.get(rule, rule) for rule in askers}
        known = self._known_cores(law)
        cut, search.truncated = search.truncated, False
        decided = True
        for unfolding in search.unfoldings(search.start(law, counted=False), _is_hard):
            core = frozenset(origin.get(rule, rule) for rule in unfolding.rules) - search.laws
            if law not in asking and asking.isdisjoint(unfolding.rules):
                continue
            if not core or any(before <= core for before in known):
                continue
            result = search.database(unfolding, _is_hard, clean=False)
            if isinstance(result, Found):
                names = ", ".join(sorted(map(rule_id, core)))
                return f"{names} could then break {rule_id(law)}"
            decided = decided and result is Outcome.EMPTY
        decided = decided and not search.truncated
        search.truncated = search.truncated or cut
        return "" if decided else f"it is not decided whether rules can then break {rule_id(law)}"

    def _known_cores(self, law: Rule) -> frozenset[Core]:
        """The cores of a law before any change, as far as a limit lets them be seen."""
        if law not in self._known:
            search = self.vicinity.around([law], {}).search()
            found = reach(law, search, _is_hard, MAX_CORES)
            self._known[law] = frozenset(frozenset(one.core) for one in found.violations)
        return self._known[law]

    def _worsened(self, rule: Rule, now: Change, search: Search, more_laws: bool) -> str:
        """What the rule can no longer do, in words; empty where it does its work as before."""
        new = now.get(rule, rule)
        if new is None:
            return ""
        before = self._statuses.get(rule_id(rule), Status.UNKNOWN)
        after = self._firings.status(rule, now, search, more_laws)
        if after is Status.OK or after is before:
            return ""
        match after:
            case Status.DEAD:
                return f"{rule_id(new)} could then never fire"
            case Status.INCOHERENT:
                return f"{rule_id(new)} would then fire only into a contradiction"
            case _:
                return f"it is not decided whether {rule_id(new)} could then still fire"

    def _undefined(self, change: Change, now: Change) -> Iterator[str]:
        """Which predicates lose the last rule that concludes them."""
        for old in (old for old, new in change.items() if new is None and old.head is not None):
            assert old.head is not None
            predicate = old.head.predicate
            left = [r for r in self.vicinity.concluding(predicate) if now.get(r, r) is not None]
            is_read = self.vicinity.reading((predicate,))
            if not left and is_read and not self.vicinity.may_be_given(predicate):
                yield f"no rule would then conclude {predicate}"


def _in_time(budget: Budget, trials: Iterable[Iterator[str]]) -> Iterator[str]:
    """What the trials say, as long as there is time for one more."""
    for said in trials:
        for objection in said:
            yield objection
            if budget.is_spent:
                yield "there was no time to verify it"
                return


def origins(change: Change) -> dict[Rule, Rule]:
    """The rule that each new form of one came from."""
    return {new: old for old, new in change.items() if new is not None and new not in change}


def broken(clash: Clash, change: Change, search: Search) -> str:
    """How the changed core still breaks its law, in words; empty where it is proved not to."""
    core = frozenset(new for rule in clash.core if (new := change.get(rule, rule)) is not None)
    if clash.at_hand and _breaks_again(clash, core, search):
        return "the facts at hand still break the constraint"

    def inside(rule: Rule) -> bool:
        return rule in core or rule in search.laws

    cut, search.truncated = search.truncated, False
    decided = True
    for unfolding in search.unfoldings(search.start(clash.law, counted=False), inside):
        if all(rule in search.laws for rule in unfolding.rules):
            continue
        result = search.database(unfolding, _is_hard, clean=False)
        if isinstance(result, Found):
            return "the same rules can still break the constraint"
        decided = decided and result is Outcome.EMPTY
    decided = decided and not search.truncated
    search.truncated = search.truncated or cut
    return "" if decided else "it is not decided whether the constraint is then kept"


def _breaks_again(clash: Clash, core: Core, search: Search) -> bool:
    """Whether the core breaks the law on the clash's own facts, admissible or not."""
    try:
        whole = search.model(clash.facts, _is_hard, clash.law)
        alone = search.model(clash.facts, core.__contains__, clash.law, absence=whole)
    except LimitExceeded:
        return False
    return FALSE in alone


def _is_hard(rule: Rule) -> bool:
    return rule.is_hard


def _heads(rules: Iterable[Rule]) -> set[Predicate]:
    return {rule.head.predicate for rule in rules if rule.head is not None}
