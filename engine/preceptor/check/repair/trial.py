"""Trial: a change is made and the check is run again, as far as the change can reach.

A rule that is narrowed or dropped concludes less. Where no one asks for the absence of what
rests on it, no database breaks more laws than before, and only the rules above it need to be
looked at again: can they still fire? Where someone does ask, the laws above the asker are
searched anew and every rule around is judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time

from preceptor.check.guards import Outcome
from preceptor.check.reach import reach
from preceptor.check.repair.clash import Clash
from preceptor.check.repair.vicinity import Change, Vicinity, denies
from preceptor.check.search import Found, Search
from preceptor.check.standing import standing
from preceptor.check.status import Status
from preceptor.check.witness import FALSE
from preceptor.graph import CompileError
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
    """Trials of changes to one theory whose rules have these statuses (by id)."""

    def __init__(
        self, vicinity: Vicinity, statuses: Mapping[str, Status], budget: Budget | None = None
    ) -> None:
        self.vicinity = vicinity
        self._statuses = statuses
        self._budget = budget or Budget(float("inf"))
        self._before: dict[Rule, frozenset[Core]] = {}
        self.made: dict[Rule, Rule | None] = {}  # changes that stand already

    @property
    def is_over(self) -> bool:
        """Whether the budget is used up."""
        return self._budget.is_spent

    def objection(
        self, clashes: Sequence[Clash], change: Change, more_laws: Sequence[Rule] = ()
    ) -> str:
        """Why the change is no repair of the clashes; empty where it is verified to be one."""
        if self.is_over:
            return "there was no time to verify it"
        goals = [goal for goal in (*(c.law for c in clashes), *change.values()) if goal]
        try:
            search = self._around(goals, change, more_laws)
        except CompileError as error:
            return error.findings[0].message
        for clash in clashes:
            remains = still(clash, change, search)
            if remains:
                return remains
        return self._opened(change, more_laws) or self._worsened(change, more_laws)

    def _around(
        self, goals: Iterable[Rule], change: Change, more_laws: Sequence[Rule] = ()
    ) -> Search:
        return self.vicinity.around(goals, {**self.made, **change}, more_laws).search()

    def _opened(self, change: Change, more_laws: Sequence[Rule]) -> str:
        """Which law can now be broken in a way that was not there before."""
        touched = self.vicinity.above(_heads(change))
        askers = [r for r in self.vicinity.reading(touched) if denies(r, touched)]
        if not askers:
            return ""
        above = self.vicinity.above(_heads(askers))
        laws = [r for r in (*askers, *self.vicinity.reading(above)) if r.is_denial]
        origin = origins({**self.made, **change})
        for law in dict.fromkeys(laws):
            if self.is_over:
                return "there was no time to verify it"
            goals = (law, *filter(None, change.values()))
            now = _cores(law, self._around(goals, change, more_laws))
            if now is None:
                return f"it is not decided whether rules can then break {rule_id(law)}"
            mapped = (frozenset(origin.get(rule, rule) for rule in core) for core in now)
            before = self._known(law)
            for core in mapped:
                if not any(known <= core for known in before):
                    names = ", ".join(sorted(map(rule_id, core)))
                    return f"{names} could then break {rule_id(law)}"
        return ""

    def _known(self, law: Rule) -> frozenset[Core]:
        """The cores of a law before any change; those found, where a limit hides more."""
        if law not in self._before:
            search = self.vicinity.around([law], {}).search()
            self._before[law] = frozenset(_cores(law, search, partly=True) or ())
        return self._before[law]

    def _worsened(self, change: Change, more_laws: Sequence[Rule]) -> str:
        """Which rule could do its work before the change and no longer can."""
        touched = self.vicinity.above(_heads(change))
        readers = self.vicinity.reading(touched)
        suspects = [rule for rule in readers if not self.vicinity.is_law(rule)]
        if more_laws or any(denies(rule, touched) for rule in readers):
            suspects += self.vicinity.around([*change, *more_laws], {}).rules
        now = {**self.made, **change}
        judged = [
            (old, new)
            for old in dict.fromkeys((*change, *suspects))
            if (new := now.get(old, old)) is not None and old.is_hard
        ]
        if len(judged) > MAX_JUDGED:
            return f"{len(judged)} rules would have to be judged again"
        search = self._around([new for _, new in judged], change, more_laws)
        for old, new in judged:
            before = self._statuses.get(rule_id(old), Status.UNKNOWN)
            if before is not Status.OK and old not in change:
                continue
            if self.is_over:
                return "there was no time to verify it"
            after = standing(new, search).status
            if after is not Status.OK and after is not before:
                return _said(new, after)
        return self._undefined(change)

    def _undefined(self, change: Change) -> str:
        """Which predicate loses the last rule that concludes it."""
        for old in (old for old, new in change.items() if new is None and old.head is not None):
            assert old.head is not None
            left = [r for r in self.vicinity.concluding(old.head.predicate) if r not in change]
            is_read = self.vicinity.reading((old.head.predicate,))
            if not left and is_read and not self.vicinity.may_be_given(old.head.predicate):
                return f"no rule would then conclude {old.head.predicate}"
        return ""


def origins(change: Change) -> dict[Rule, Rule]:
    """The rule that each new form of one came from."""
    return {new: old for old, new in change.items() if new is not None and new not in change}


def still(clash: Clash, change: Change, search: Search) -> str:
    """Whether the changed core still breaks its law, in words; empty where it is proved not to."""
    core = frozenset(new for rule in clash.core if (new := change.get(rule, rule)) is not None)
    if _breaks_again(clash, core, search):
        return "the same facts still break the constraint"

    def inside(rule: Rule) -> bool:
        return rule in core or rule in search.laws

    cut, search.truncated = search.truncated, False
    decided = True
    for unfolding in search.unfoldings(search.start(clash.law, counted=False), inside):
        if all(rule in search.laws for rule in unfolding.rules):
            continue
        result = search.database(unfolding, _is_hard, clean=False)
        if isinstance(result, Found):
            return "other facts still break the constraint by the same rules"
        decided = decided and result is Outcome.EMPTY
    decided = decided and not search.truncated
    search.truncated = search.truncated or cut
    return "" if decided else "it is not decided whether the constraint is then kept"


def _breaks_again(clash: Clash, core: Core, search: Search) -> bool:
    """Whether the core breaks the law on the clash's own facts."""
    try:
        if not clash.at_hand and FALSE in search.before(clash.facts):
            return False
        whole = search.model(clash.facts, _is_hard, clash.law)
        alone = search.model(clash.facts, core.__contains__, clash.law, absence=whole)
    except LimitExceeded:
        return False
    return FALSE in alone


def _cores(law: Rule, search: Search, partly: bool = False) -> set[Core] | None:
    """The minimal cores of a law; None where a limit hides some, unless part of them will do."""
    found = reach(law, search, _is_hard, MAX_CORES)
    if not found.decided and not partly:
        return None
    return {frozenset(violation.core) for violation in found.violations}


def _is_hard(rule: Rule) -> bool:
    return rule.is_hard


def _heads(rules: Iterable[Rule]) -> set[Predicate]:
    return {rule.head.predicate for rule in rules if rule.head is not None}


def _said(rule: Rule, status: Status) -> str:
    match status:
        case Status.DEAD:
            return f"{rule_id(rule)} could then never fire"
        case Status.INCOHERENT:
            return f"{rule_id(rule)} would then fire only into a contradiction"
        case _:
            return f"it is not decided whether {rule_id(rule)} could then still fire"
