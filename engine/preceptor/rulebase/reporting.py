"""Reporting: findings and check reports as a reader sees them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from preceptor.logic import NO_SIGNATURE, Atom, Fault, Finding, RepairKind, Severity, Signature
from preceptor.rulebase.casewords import CaseWords
from preceptor.syntax import rule_id, show_goal

if TYPE_CHECKING:
    from preceptor.check import Report
    from preceptor.check.repair import Repair

SHOWN_REPAIRS = 2  # of one finding
SHOWN_PLACES = 4  # of one finding, behind its first
SHOWN_CLASHES = 3  # of one changed rule

_HASH = re.compile(r"r[0-9a-f]{10}")  # an id that tells a reader nothing


def say_report(report: Report, signature: Signature = NO_SIGNATURE) -> Iterator[str]:
    """Every finding, and a last line that sums them up."""
    telling = Telling(signature)
    for finding in report.findings:
        yield from telling.say(finding)
    yield say_summary(report)


class Telling:
    """Findings as lines, one after the other: what was said of one is not said again of the next.

    Cases are told in the words of the signature, where it has some.
    """

    def __init__(self, signature: Signature = NO_SIGNATURE) -> None:
        self._signature = signature
        self._hints: set[str] = set()

    def say(self, finding: Finding) -> Iterator[str]:
        """Place, severity, code and message; then what shows it and what mends it."""
        yield str(finding)
        if finding.where[1:]:
            yield f"  also: {_some(list(map(str, finding.where[1:])))}"
        if finding.constraint and not _HASH.fullmatch(finding.constraint):
            yield f"  constraint: {finding.constraint}"
        yield from self._case(finding)
        offered = [r for r in finding.repairs if r.kind is not RepairKind.ASK][:SHOWN_REPAIRS]
        for repair in offered:
            yield f"  repair: {repair.text}"
        if finding.hint and not offered and finding.hint not in self._hints:
            self._hints.add(finding.hint)
            yield f"  hint: {finding.hint}"

    def _case(self, finding: Finding) -> Iterator[str]:
        """The facts that show it, unless the message has them, and what follows from them."""
        facts = show_goal(finding.witness)
        words = CaseWords(finding.witness, self._signature)
        case = "; ".join(map(words.say, finding.witness))
        if self._has_words(finding.witness):
            yield f"  case: {case}"
            for said, rule in words.concluded(finding):
                yield f"  derives: {said}, by {rule}"
            return
        if facts and f"  {facts}" not in finding.message:
            yield f"  witness: {facts}"
        for step in finding.derives:
            yield f"  derives: {step}"

    def _has_words(self, facts: Iterable[Atom]) -> bool:
        declared = (self._signature.declaration(fact.predicate) for fact in facts)
        return any(one is not None and one.text for one in declared)


def _some(places: Sequence[str]) -> str:
    more = len(places) - SHOWN_PLACES
    return ", ".join(places[:SHOWN_PLACES]) + (f" and {more} more" if more > 0 else "")


def say_repair(repair: Repair) -> Iterator[str]:
    """Each changed rule with the reason, and a last line that sums them up."""
    for one in repair.changed:
        place = f"{one.before.origin}: " if one.before.origin else ""
        yield f"{place}{one.text}"
        for clash in one.clashes[:SHOWN_CLASHES]:
            others = [rule for rule in clash.core if rule != one.before]
            by = f"with {', '.join(map(rule_id, others))}" if others else "by itself"
            on = show_goal(clash.facts) or "no facts at all"
            yield f"  {by} it breaks {rule_id(clash.law)} on  {on}"
        if len(one.clashes) > SHOWN_CLASHES:
            yield f"  and so in {len(one.clashes) - SHOWN_CLASHES} more ways"
    for clash in repair.left:
        names = ", ".join(map(rule_id, clash.core))
        yield f"left: only protected rules break {rule_id(clash.law)}: {names}"
    yield _say_cost(repair)


def _say_cost(repair: Repair) -> str:
    """`2 rules changed: 1 narrowed, 1 dropped; cost 2, which is the least`."""
    if not repair.changed:
        return "nothing to repair"
    narrowed = sum(one.after is not None for one in repair.changed)
    dropped = len(repair.changed) - narrowed
    how = ", ".join(
        f"{count} {word}" for count, word in ((narrowed, "narrowed"), (dropped, "dropped")) if count
    )
    rules = "rule" if len(repair.changed) == 1 else "rules"
    least = (
        "which is the least" if repair.optimal else f"the least is {repair.lower_bound:g} or more"
    )
    open_ = "" if repair.decided else "; within the bound it is open whether more can break"
    return f"{len(repair.changed)} {rules} changed: {how}; cost {repair.cost:g}, {least}{open_}"


def say_summary(report: Report) -> str:
    """`12 rules: 1 error, 2 warnings; consistent: no, safe: not decided (bound 3)`."""
    numbers = Counter(finding.severity for finding in report.findings)
    found = ", ".join(
        f"{numbers[severity]} {severity}{'' if numbers[severity] == 1 else 's'}"
        for severity in Severity
        if numbers[severity]
    )
    return (
        f"{report.rules} rule{'' if report.rules == 1 else 's'}: {found or 'nothing found'}; "
        f"consistent: {say_decision(report.consistent)}, safe: {say_decision(report.safe)} "
        f"(bound {report.bound}{', search cut short' if report.truncated else ''})"
    )


def say_decision(decided: bool | None) -> str:
    return "not decided" if decided is None else ("yes" if decided else "no")


def with_faults(report: Report, faults: Iterable[Fault]) -> Report:
    """The report with a finding for each fault of the text, in order of place.

    What could not be read was not checked, so the theory is then not known to be consistent or
    safe, though it may be known not to be.
    """
    unread = tuple(map(_finding, faults))
    if not unread:
        return report
    return replace(
        report,
        findings=tuple(sorted((*unread, *report.findings), key=_place)),
        consistent=False if report.consistent is False else None,
        safe=False if report.safe is False else None,
    )


def _finding(fault: Fault) -> Finding:
    expected = f"; expected {', '.join(fault.expected)}" if fault.expected else ""
    return Finding(
        fault.code,
        Severity.ERROR,
        fault.message + expected,
        where=(fault.origin,),
        hint=fault.hint,
        decided_by="grammar",
    )


def _place(finding: Finding) -> tuple[str, int, int]:
    if not finding.where:
        return "", 0, 0
    first = finding.where[0]
    return first.source, first.line, first.column
