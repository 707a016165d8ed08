"""What a session knows of a theory: how rules break each law, and the status of each rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from preceptor.check.athand import AtHand
from preceptor.check.conflicts import (
    conflict,
    incoherence,
    is_hard,
    surest_tension,
    undecided,
    violation_of,
)
from preceptor.check.program import Program
from preceptor.check.reach import Violation, reach
from preceptor.check.search import Search
from preceptor.check.standing import Standing, standing
from preceptor.check.status import Status
from preceptor.check.watch import Rules, Watch
from preceptor.graph import body_atom
from preceptor.logic import Code, Finding, Rule
from preceptor.syntax import rule_id


@dataclass(frozen=True, slots=True)
class Change:
    """What one step changed: findings that are new or gone, and statuses before and after.

    The status of a rule that is no part of the theory is None. Where a rule was refused, `taken`
    is False and `appeared` says why.
    """

    appeared: tuple[Finding, ...] = ()
    disappeared: tuple[Finding, ...] = ()
    statuses: tuple[tuple[str, Status | None, Status | None], ...] = ()
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Lawful:
    """What is known of one law: how hard rules break it, and what is told of it."""

    violations: tuple[Violation, ...]
    decided: bool
    findings: tuple[Finding, ...]


class Knowledge:
    """Looks at laws and rules of a program, and keeps what it finds until it looks anew."""

    def __init__(
        self, program: Program, search: Search, watch: Watch, at_hand: AtHand, cores: int
    ) -> None:
        self._program, self._search, self._watch = program, search, watch
        self._at_hand = at_hand
        self._cores = cores
        self.standings: dict[Rule, Standing] = {}
        self._laws: dict[Rule, Lawful] = {}
        self._incoherent: Rules = {}
        self.unknown: Rules = {}  # hard rules whose status is open

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Of the laws, then of the rules that fire only into a violation."""
        of_laws = (finding for known in self._laws.values() for finding in known.findings)
        return (*of_laws, *(f for rule in self._incoherent for f in self._told(rule)))

    @property
    def violations(self) -> tuple[Violation, ...]:
        """The minimal cores of hard rules that break a law, each with its witness."""
        return tuple(v for known in self._laws.values() for v in known.violations)

    @property
    def consistent(self) -> bool | None:
        """Whether no hard rule is incoherent; None where some status is not known."""
        if self._incoherent:
            return False
        return None if self.unknown and self._program.laws else True

    @property
    def safe(self) -> bool | None:
        """Whether no admissible database leads to a violation; None where that is open."""
        if any(known.violations for known in self._laws.values()) or self._is_violated():
            return False
        return True if all(known.decided for known in self._laws.values()) else None

    def _is_violated(self) -> bool:
        """Whether the facts at hand are a database that leads to a violation."""
        found = (finding for known in self._laws.values() for finding in known.findings)
        if not any(finding.code is Code.VIOLATION for finding in found):
            return False
        return not self._search.before(self._at_hand.facts).is_broken

    def look_at(
        self, laws: Iterable[Rule], rules: Iterable[Rule], changed: Rule | None = None
    ) -> Change:
        """Looks at laws and rules anew; what has changed, also of the rule that came or went."""
        before: dict[Finding, None] = {}
        after: dict[Finding, None] = {}
        statuses: list[tuple[str, Status | None, Status | None]] = []
        for law in laws:
            known = self._laws.pop(law, None)
            before |= dict.fromkeys(known.findings if known else ())
            if law in self._program.laws and law.is_denial:
                self._laws[law] = self._law(law)
                after |= dict.fromkeys(self._laws[law].findings)
        every = dict.fromkeys(rules) | ({} if changed is None else {changed: None})
        for rule in every:
            was = self.standings[rule].status if rule in self.standings else None
            before |= dict.fromkeys(self._told(rule))
            self._forget(rule)
            if rule in self._program.clauses:
                self._settle(rule)
            now = self.standings[rule].status if rule in self.standings else None
            after |= dict.fromkeys(self._told(rule))
            if was is not now:
                statuses.append((rule_id(rule), was, now))
        return Change(
            tuple(finding for finding in after if finding not in before),
            tuple(finding for finding in before if finding not in after),
            tuple(statuses),
        )

    def _is_reachable(self, law: Rule) -> bool:
        """Whether the law reads what rules conclude; any other only says what is admissible."""
        atoms = (atom for literal in law.body if (atom := body_atom(literal)) is not None)
        derived = self._program.definitions.is_derived
        return any(derived(atom.predicate) for atom in atoms)

    def _law(self, law: Rule) -> Lawful:
        at_hand = self._at_hand.broken(law, self._program)
        if not self._is_reachable(law):
            return Lawful((), True, at_hand)
        found = reach(law, self._search, is_hard, self._cores)
        findings = [conflict(violation) for violation in found.violations]
        if not found.violations:
            tension = surest_tension(law, self._search)
            findings += [] if tension is None else [conflict(tension)]
            findings += [] if found.decided else [undecided(found)]
        return Lawful(found.violations, found.decided, (*findings, *at_hand))

    def _settle(self, rule: Rule) -> None:
        self._search.tried.clear()
        found = self.standings[rule] = standing(rule, self._search)
        if found.status is Status.OK and found.found is not None:
            self._watch.rest(rule, (fact.predicate for fact in found.found.facts))
        else:
            self._watch.rest(rule, self._search.tried)
        if found.status is Status.INCOHERENT:
            self._incoherent[rule] = None
        elif found.status is Status.UNKNOWN and rule.is_hard:
            self.unknown[rule] = None

    def _forget(self, rule: Rule) -> None:
        self.standings.pop(rule, None)
        self._incoherent.pop(rule, None)
        self.unknown.pop(rule, None)

    def _told(self, rule: Rule) -> Iterator[Finding]:
        """P302, an error, for an incoherent rule that has a part in what it breaks."""
        if rule in self._incoherent and self.standings[rule].has_part:
            found = self.standings[rule]
            yield incoherence(found, violation_of(found))
