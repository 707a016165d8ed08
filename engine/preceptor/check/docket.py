"""The docket: the candidates under judgement, which still stand, and what was found so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from preceptor.logic import Finding, Kept, Repaired, Rule, Verdict
from preceptor.syntax import rule_id

Closing = Callable[[Rule, tuple[Finding, ...]], Verdict]


class Docket:
    """Candidates by index. A step of the judge looks at `open`, remarks on some, closes others."""

    def __init__(self, candidates: Sequence[Rule]) -> None:
        self._rules = list(candidates)
        self._ids = list(map(rule_id, candidates))
        self._of_id: dict[str, list[int]] = {}
        for index, name in enumerate(self._ids):
            self._of_id.setdefault(name, []).append(index)
        self._closed: dict[int, Verdict] = {}
        self._remarks: dict[int, list[Finding]] = {}
        self._findings: list[Finding] = []

    @property
    def open(self) -> tuple[int, ...]:
        """The indices of the candidates that still stand."""
        return tuple(i for i in range(len(self._rules)) if i not in self._closed)

    @property
    def standing(self) -> tuple[Rule, ...]:
        return tuple(self._rules[index] for index in self.open)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)

    def __getitem__(self, index: int) -> Rule:
        return self._rules[index]

    def note(self, finding: Finding) -> None:
        """A finding about the whole; it is also a remark on each rule that it names."""
        self._findings.append(finding)
        named = (self._of_id.get(name, ()) for name in dict.fromkeys(finding.rules))
        for index in chain.from_iterable(named):
            if index not in self._closed:
                self._remarks.setdefault(index, []).append(finding)

    def remark(self, index: int, finding: Finding) -> None:
        self._findings.append(finding)
        self._remarks.setdefault(index, []).append(finding)

    def close(self, index: int, closing: Closing, *findings: Finding) -> None:
        """Ends a candidate's case: Dropped, Quarantined or Undecided, for these reasons."""
        self._findings += findings
        self._closed[index] = closing(self._rules[index], (*self._reasons(index), *findings))

    def reweigh(self, index: int, rule: Rule) -> None:
        """Puts the rule with its merged weight in the place of the candidate."""
        self._rules[index] = replace(rule, origin=self._rules[index].origin)
        self._of_id[self._ids[index]].remove(index)
        self._ids[index] = rule_id(rule)
        self._of_id.setdefault(self._ids[index], []).append(index)

    def verdicts(self) -> tuple[Verdict, ...]:
        """What became of each; those that still stand are kept, or repaired if they had to be."""
        return tuple(self._closed.get(i) or self._kept(i) for i in range(len(self._rules)))

    def _kept(self, index: int) -> Kept | Repaired:
        rule = self._rules[index]
        was_repaired = rule.origin is not None and rule.origin.operators
        return (Repaired if was_repaired else Kept)(rule, self._reasons(index))

    def _reasons(self, index: int) -> tuple[Finding, ...]:
        return tuple(self._remarks.get(index, ()))
