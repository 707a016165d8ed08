"""Gaps: cases that a change leaves without a decision where every case had one."""

from __future__ import annotations

from preceptor.check.coverage import first_open, rows
from preceptor.check.guards import Outcome
from preceptor.check.repair.vicinity import Change, Vicinity
from preceptor.graph import CompileError
from preceptor.logic import Group, LimitExceeded, Rule


class Gaps:
    """The total groups of a theory, and which of them decide every case as it stands."""

    def __init__(self, vicinity: Vicinity) -> None:
        self._vicinity = vicinity
        signature = vicinity.setting.signature
        self._cases = {group: rows(group, signature) for group in signature.total}
        self._closed: dict[Group, bool] = {}

    def opened(self, change: Change, now: Change) -> bool:
        """Whether some group may leave a case open after all changes, `change` among them.

        Groups that leave one open already, or may do so, are left out of account.
        """
        heads = {rule.head.predicate for rule in change if rule.head is not None}
        touched = self._vicinity.above(heads) if self._cases else frozenset()
        return any(
            self._was_closed(group) and not self._is_closed(cases, now)
            for group, cases in self._cases.items()
            if not touched.isdisjoint(group)
        )

    def _was_closed(self, group: Group) -> bool:
        if group not in self._closed:
            self._closed[group] = self._is_closed(self._cases[group], {})
        return self._closed[group]

    def _is_closed(self, cases: tuple[Rule, ...], now: Change) -> bool:
        try:
            search = self._vicinity.around(cases, now).search()
            return first_open(cases, search) is Outcome.EMPTY
        except (CompileError, LimitExceeded):
            return False
