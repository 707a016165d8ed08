"""Clashes of a report: the findings about broken laws, each with its proof on its witness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from preceptor.check.repair.clash import Clash, clash
from preceptor.check.repair.vicinity import Vicinity
from preceptor.check.witness import FALSE
from preceptor.graph import CompileError
from preceptor.logic import Code, Finding, LimitExceeded, Rule, Severity
from preceptor.syntax import rule_id

BROKEN = (Code.CONFLICT, Code.OVERLAP, Code.VIOLATION)


class Clashes:
    """Turns findings into clashes; rules and laws are found by their ids."""

    def __init__(self, vicinity: Vicinity) -> None:
        self._vicinity = vicinity
        setting = vicinity.setting
        without = setting.counting.without  # of what counts no repair can be verified
        laws = reversed(without(setting.laws))
        self._laws = {rule_id(law): law for law in laws if law.is_denial}
        self._rules: dict[str, list[Rule]] = {}
        self._aside = frozenset(map(rule_id, setting.counting.rules))
        for rule in without(setting.rules):
            self._rules.setdefault(rule_id(rule), []).append(rule)

    def of(self, findings: Iterable[Finding]) -> tuple[Clash, ...]:
        """The clash of each finding that has one, without repetition."""
        told: dict[tuple[str | None, frozenset[str]], Finding] = {}
        for finding in findings:
            told.setdefault((finding.constraint, frozenset(finding.rules)), finding)
        found = (self.about(finding) for finding in told.values())
        return tuple(one for one in found if one is not None)

    def about(self, finding: Finding) -> Clash | None:
        """What a P302, P305 or P313 tells of; None for others, and where no rule takes part."""
        law = self._laws.get(finding.constraint or "")
        core = tuple(rule for name in finding.rules for rule in self._rules.get(name, ()))
        counts = not self._aside.isdisjoint(finding.rules)
        if finding.code not in BROKEN or law is None or not core or counts:
            return None
        at_hand = finding.code is Code.VIOLATION
        known = Clash(law, core, finding.witness, at_hand=at_hand)
        return replace(self._replayed(known) or known, at_hand=at_hand)

    def with_subject(self, finding: Finding) -> Clash | None:
        """What the finding tells of, with the rule that it is of in the core.

        An incoherent rule may have no part in the proof shown: another does the same harm there.
        """
        found = self.about(finding)
        if found is None or finding.severity is not Severity.ERROR or found.at_hand:
            return found
        subject = self._rules.get(finding.rules[0], ())
        return replace(found, core=tuple(dict.fromkeys((*found.core, *subject))))

    def _replayed(self, known: Clash) -> Clash | None:
        """The clash with the proof that its core gives on its facts."""
        inside = frozenset(known.core)
        try:
            search = self._vicinity.around([known.law, *known.core], {}).search()
            whole = search.model(known.facts, lambda rule: rule.is_hard, known.law)
            model = search.model(known.facts, inside.__contains__, known.law, absence=whole)
        except (CompileError, LimitExceeded):
            return None
        if FALSE not in model:
            return None
        return clash(known.law, known.facts, model, search.laws.__contains__)
