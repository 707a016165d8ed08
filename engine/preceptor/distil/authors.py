"""Authors: what each of several wrote, checked alone and together with the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from preceptor import check
from preceptor.check import Report, Status, variant_key
from preceptor.distil.folder import Files, document
from preceptor.domain import Domain
from preceptor.graph import implicit_denials
from preceptor.logic import Code, Finding, Rule, Theory
from preceptor.rulebase.casewords import CaseWords
from preceptor.syntax import rule_id, show_atom, show_rule

AUTHORS = "authors.json"

MAX_CORES = 200  # of one law: more than there are among some forty rules

_ASIDE = (Code.UNSTRATIFIED, Code.SORT, Code.ROLE, Code.ARITY, Code.UNDECLARED, Code.UNSAFE)


def compare(domain: Domain, candidates: Sequence[Rule]) -> Files:
    """The text of authors.json: a check of each author's rules, of all, each conflict and gap.

    The domain's own constraints are the laws; what the authors say about constraints is none.
    Nothing where the domain names no authors.
    """
    wrote = {name: _written(candidates, replies) for name, replies in domain.authors.items()}
    if not wrote:
        return {}
    everything = tuple(rule for rules in wrote.values() for rule in rules)
    together = _checked(domain, everything)
    said = _Said(wrote, domain)
    return {
        AUTHORS: document(
            {
                "schema": "preceptor/authors/1",
                "made_by": f"preceptor distil {domain.name}",
                "authors": {n: _figures(_checked(domain, rules)) for n, rules in wrote.items()},
                "together": _figures(together),
                "conflicts": [said.conflict(finding) for finding in _conflicts(together)],
                "gaps": [said.gap(finding) for finding in _gaps(together)],
            }
        )
    }


def _written(candidates: Iterable[Rule], replies: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of some replies, without the constraints among them."""
    names = frozenset(replies)
    return tuple(
        rule
        for rule in candidates
        if not rule.is_denial and rule.origin is not None and rule.origin.source in names
    )


def _checked(domain: Domain, rules: Sequence[Rule]) -> Report:
    theory = Theory(tuple(rules), domain.signature)
    return check.check(theory, constraints=domain.constraints, cores=MAX_CORES)


def _conflicts(report: Report) -> Iterator[Finding]:
    return (finding for finding in report.findings if finding.code is Code.CONFLICT)


def _gaps(report: Report) -> Iterator[Finding]:
    """The cases that total groups leave open, or may."""
    of_groups = (f for f in report.findings if (f.constraint or "").startswith("total:"))
    return (f for f in of_groups if f.code in (Code.GAP, Code.UNDECIDED))


def _figures(report: Report) -> dict[str, Any]:
    """What a check comes to, in numbers; rules set aside were not checked with the rest.

    `gaps` are total groups that leave a case open; null where there are none, or it is not known.
    """
    is_total = report.setting is not None and bool(report.setting.signature.total)
    gaps = [finding.code for finding in _gaps(report)]
    statuses = [status for _, status in report.status]
    aside = {name for f in report.findings if f.code in _ASIDE for name in f.rules[:1]}
    return {
        "rules": len(statuses),
        "set aside": len(aside),
        "conflicts": sum(1 for _ in _conflicts(report)),
        "incoherent": statuses.count(Status.INCOHERENT),
        "dead": statuses.count(Status.DEAD),
        "gaps": len(gaps) if is_total and Code.UNDECIDED not in gaps else None,
        "consistent": report.consistent,
        "safe": report.safe,
    }


class _Said:
    """Who said what."""

    def __init__(self, wrote: Mapping[str, Sequence[Rule]], domain: Domain) -> None:
        self._signature = domain.signature
        self._stated = {name: frozenset(map(variant_key, rules)) for name, rules in wrote.items()}
        rules = tuple(rule for written in wrote.values() for rule in written)
        laws = (*domain.constraints, *implicit_denials(rules, domain.signature))
        self._rules = {rule_id(rule): rule for rule in (*rules, *laws)}

    def conflict(self, finding: Finding) -> dict[str, Any]:
        """A conflict as a document. `within` are the authors who state all of its rules."""
        core = {name: self._rules[name] for name in finding.rules}
        words = CaseWords(finding.witness, self._signature)
        return {
            "constraint": finding.constraint,
            "law": self._text(finding.constraint),
            "severity": finding.severity.value,
            "within": [
                n for n in self._stated if all(n in self._authors(r) for r in core.values())
            ],
            "core": [
                {"rule": name, "text": self._text(name), "authors": self._authors(rule)}
                for name, rule in core.items()
            ],
            "witness": [show_atom(atom) for atom in finding.witness],
            "case": [words.say(atom) for atom in finding.witness],
            "concluded": [{"words": said, "rule": rule} for said, rule in words.concluded(finding)],
            "replayed": finding.replayed,
        }

    def gap(self, finding: Finding) -> dict[str, Any]:
        """A gap as a document, without a case where it is only possible."""
        assert finding.constraint is not None
        words = CaseWords(finding.witness, self._signature)
        return {
            "constraint": finding.constraint,
            "without": finding.constraint.removeprefix("total:").split(","),
            "witness": [show_atom(atom) for atom in finding.witness],
            "case": [words.say(atom) for atom in finding.witness],
            "replayed": finding.replayed,
        }

    def _text(self, name: str | None) -> str:
        """The rule or law of an id, on one line."""
        return "" if name is None else show_rule(replace(self._rules[name], name=None))

    def _authors(self, rule: Rule) -> list[str]:
        key = variant_key(rule)
        return [name for name, keys in self._stated.items() if key in keys]
