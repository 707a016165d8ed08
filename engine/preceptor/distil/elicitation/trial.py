"""Trials: whether a rule in the place of another leaves the checker less to find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from preceptor.check import CheckSession, Status
from preceptor.domain import Domain
from preceptor.logic import Aggregate, Atom, Code, Finding, Rule, Severity
from preceptor.syntax import rule_id

Trace = tuple[str, frozenset[str]]  # what is amiss: a law or a kind of fault, and the rules in it

LITERALS = 50  # of a body; the search takes more than linear time in them

INCOHERENT = "incoherent"
STAYS = "the conflict stays"
OPENS = "it leads to another conflict"
DEAD = "the rule would never fire"
STIFLES = "a rule that fires now would fire no more"


@dataclass(frozen=True, slots=True)
class Trials:
    """A theory on which changes are tried; one that mends something is kept, any other undone."""

    session: CheckSession
    _after: dict[Rule, Rule] = field(default_factory=dict)

    def rules(self, finding: Finding) -> tuple[Rule, ...]:
        """The rules of the theory that a finding is about."""
        known = {rule_id(rule): rule for rule in self.session.theory}
        return tuple(known[name] for name in finding.rules if name in known)

    def finds(self, finding: Finding) -> bool:
        """Whether the theory as it is now has the same conflict, of rules that were changed too."""
        renamed = {rule_id(old): rule_id(self.now(old)) for old in self._after}
        names = [renamed.get(name, name) for name in finding.rules]
        known = self._traces({})
        same = (finding.constraint or "", frozenset(names)) in known
        return same or (
            finding.severity is Severity.ERROR and (INCOHERENT, frozenset(names[:1])) in known
        )

    def now(self, rule: Rule) -> Rule:
        """What stands in the place of a rule."""
        while rule in self._after:
            rule = self._after[rule]
        return rule

    def replace(self, old: Rule, new: Rule) -> str:
        """Puts a rule in the place of another. '' where it stays there, else why it does not.

        It stays if some findings go, none comes, it can fire, and no rule that could fire loses
        that. A tension is no finding here: a rule that is given a weight is no longer in conflict.
        """
        before, could = self._traces({}), self._firing()
        self.session.remove(old)
        change = self.session.add(new)
        if not change.taken:
            why = f"{change.appeared[0].code.value} {change.appeared[0].message}"
            self.session.add(old)
            return why
        after = self._traces({rule_id(new): rule_id(old)})
        why = self._objection(before, after, could - {old}, new)
        if why:
            self.session.remove(new)
            self.session.add(old)
        else:
            self._after[old] = new
        return why

    def _objection(self, before: set[Trace], after: set[Trace], could: set[Rule], new: Rule) -> str:
        if after - before:
            return OPENS
        if after == before:
            return STAYS
        if self.session.statuses[new] is not Status.OK:
            return DEAD
        return STIFLES if could - self._firing() else ""

    def _firing(self) -> set[Rule]:
        return {rule for rule, status in self.session.statuses.items() if status is Status.OK}

    def _traces(self, renamed: Mapping[str, str]) -> set[Trace]:
        """The cores of broken laws, the rules that only break one, and what the facts break."""

        def named(names: Iterable[str]) -> frozenset[str]:
            return frozenset(renamed.get(name, name) for name in names)

        known = self.session
        return {
            *((rule_id(v.law), named(map(rule_id, v.core))) for v in known.violations),
            *(
                (INCOHERENT, named([rule_id(rule)]))
                for rule, status in known.statuses.items()
                if status is Status.INCOHERENT
            ),
            *(
                (f.constraint or f.code.value, named(f.rules))
                for f in known.findings
                if f.code in (Code.VIOLATION, Code.UNDECIDED)
            ),
        }


def session(domain: Domain, facts: Iterable[Atom]) -> CheckSession:
    """A session without rules, under the constraints that it can search: not those that count."""
    laws = tuple(searchable(domain.constraints))
    return CheckSession(domain.signature, constraints=laws, facts=facts)


def searchable(rules: Iterable[Rule]) -> Iterator[Rule]:
    """The rules that a search for databases can take in: none that counts, none that is endless."""
    return (
        rule
        for rule in rules
        if len(rule.body) <= LITERALS
        and not any(isinstance(literal, Aggregate) for literal in rule.body)
    )
