"""Sessions: a theory that grows and shrinks rule by rule, and what each step changes.

A law is looked at anew if it reads what depends on the head of the rule that comes or goes, and
so is a rule. Any other rule keeps its status unless the new one fires on the databases that
settled it and then leads to a law: on a way with an even number of negations it can break the
law, on one with an odd number mend it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from preceptor.check.admission import Admission
from preceptor.check.athand import AtHand
from preceptor.check.conflicts import is_hard
from preceptor.check.judge import BOUND
from preceptor.check.knowledge import Change, Knowledge
from preceptor.check.program import Program
from preceptor.check.reach import MAX_CORES, Violation
from preceptor.check.search import Search
from preceptor.check.standing import Standing
from preceptor.check.status import Status
from preceptor.check.watch import Cone, Rules, Watch
from preceptor.check.witness import laws as all_laws
from preceptor.graph import CompileError, opposite_denial, predicates
from preceptor.logic import Atom, Finding, LimitExceeded, Rule, Signature, Theory


class CheckSession:
    """The check of a theory to which rules are added, and from which they are removed.

    It knows what a fresh check of its rules would find: how they break each law, and each rule's
    status. The constraints and the facts stay as they are. Raises CompileError for constraints
    that are not safe or not stratified.
    """

    def __init__(
        self,
        signature: Signature,
        *,
        constraints: Sequence[Rule] = (),
        facts: Iterable[Atom] = (),
        bound: int = BOUND,
        cores: int = MAX_CORES,
    ) -> None:
        self._admission = Admission(signature)
        self._at_hand = AtHand(facts)
        stated = all_laws((), constraints, signature)
        self._stated = frozenset(stated)
        self._program = Program((), stated, signature, self._at_hand.predicates)
        self._search = Search(self._program, bound)
        self._watch = Watch(self._program)
        self._opposed: Counter[Rule] = Counter()  # how many rules make each `-p` exclude p
        self._known = Knowledge(self._program, self._search, self._watch, self._at_hand, cores)
        for law in stated:
            self._watch.enter(law)
        self._known.look_at(stated, ())

    # ------------------------------------------------------------ what is known

    @property
    def theory(self) -> Theory:
        return Theory(tuple(self._program.clauses), self._program.signature)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Of the laws, then of the rules that fire only into a violation."""
        return self._known.findings

    @property
    def violations(self) -> tuple[Violation, ...]:
        """The minimal cores of hard rules that break a law, each with its witness."""
        return self._known.violations

    @property
    def statuses(self) -> dict[Rule, Status]:
        return {rule: found.status for rule, found in self._known.standings.items()}

    @property
    def consistent(self) -> bool | None:
        """Whether no hard rule is incoherent; None where some status is not known."""
        return self._known.consistent

    @property
    def safe(self) -> bool | None:
        """Whether no admissible database leads to a violation; None where that is open."""
        return self._known.safe

    # ------------------------------------------------------------ steps

    def add(self, rule: Rule) -> Change:
        """Takes in a rule, unless it is refused: what is misused, unsafe, empty, said already, a
        denial, or would make a predicate depend on its own absence.
        """
        faults = self._admission.admit(rule)
        if faults:
            return Change(faults, taken=False)
        was = self._shape(rule)
        faults = self._enter(rule)
        if faults:
            return Change(faults, taken=False)
        return self._react(rule, was, self._oppose(rule, 1), added=True)

    def extend(self, rules: Iterable[Rule]) -> Change:
        """Takes in rules one after another, as `add` does, and looks at them together only then:
        for many rules at once that is much quicker. What is refused has appeared too.
        """
        refused: list[Finding] = []
        for rule in rules:
            faults = self._admission.admit(rule) or self._enter(rule)
            refused += faults
            if not faults:
                self._oppose(rule, 1)
        self._program.settle_conditions()
        found = self._known.look_at(dict.fromkeys(self._program.laws), self._program.clauses)
        return replace(found, appeared=(*refused, *found.appeared), taken=not refused)

    def _enter(self, rule: Rule) -> tuple[Finding, ...]:
        """Takes an admitted rule into the program, or lets it go with what is wrong with it."""
        try:
            self._program.add(rule)
        except CompileError as error:
            self._admission.leave(rule)
            return error.findings
        self._watch.enter(rule)
        return ()

    def remove(self, rule: Rule) -> Change:
        """Leaves out a rule. Raises KeyError for one that is no part of the theory."""
        self._admission.leave(rule)
        was = self._shape(rule)
        self._program.remove(rule)
        self._watch.leave(rule)
        return self._react(rule, was, self._oppose(rule, -1), added=False)

    def _oppose(self, rule: Rule, more: int) -> Rules:
        """Keeps `-p` against p a law while some rule has `-p`; the laws that come or go."""
        changed: Rules = {}
        for predicate in dict.fromkeys(p.opposite for p in predicates(rule) if p.negated):
            law = opposite_denial(predicate)
            before = self._opposed[law]
            self._opposed[law] += more
            if not before and law not in self._program.laws:
                self._program.state(law)
                self._watch.enter(law)
                changed[law] = None
            elif not self._opposed[law] and law not in self._stated:
                self._program.retract(law)
                self._watch.leave(law)
                changed[law] = None
        return changed

    def _shape(self, rule: Rule) -> tuple[object, ...]:
        """What else than its own clauses the searches ask of a rule's head."""
        assert rule.head is not None
        head = rule.head.predicate
        definitions = self._program.definitions
        return (
            definitions.may_be_given(head),
            definitions.is_derived(head),
            self._program.ranks.ring(head),
        )

    def _react(
        self, rule: Rule, was: tuple[object, ...], other_laws: Rules, *, added: bool
    ) -> Change:
        assert rule.head is not None
        is_same = was == self._shape(rule)
        may_differ = bool(other_laws) or not is_same
        if may_differ and (self._program.settle_conditions() or other_laws):
            laws = {**self._program.laws, **other_laws}
            return self._known.look_at(laws, self._program.clauses, rule)
        cone = self._watch.cone(rule.head.predicate)
        rules = self._reached(rule, cone, added=added) if is_same else dict.fromkeys(cone.rules)
        if rule.is_hard and (cone.breaks or cone.mends):
            rules |= self._shaken(rule, cone, added=added)
        if added:
            rules[rule] = None
        return self._known.look_at(cone.denials, rules, rule)

    def _reached(self, rule: Rule, cone: Cone, *, added: bool) -> Rules:
        """The rules that depend on the rule and may come to another status by that alone.

        On a weighted rule no other rests. A rule that fired goes on firing with more atoms, as
        long as it needs none of them absent.
        """
        if not rule.is_hard:
            return {}
        if not added:
            return dict.fromkeys(cone.rules)
        return {
            other: None
            for other, is_even in cone.rules.items()
            if other != rule  # it has no status yet
            and (not is_even or self._known.standings[other].status is not Status.OK)
        }

    def _shaken(self, rule: Rule, cone: Cone, *, added: bool) -> Rules:
        """The rules whose status may change though they do not depend on the rule."""
        breaks, mends = (cone.breaks, cone.mends) if added else (cone.mends, cone.breaks)
        shaken: Rules = dict(self._known.unknown)
        for other in self._watch.near(rule):
            found = self._known.standings[other]
            is_mended = mends and found.status is Status.INCOHERENT
            is_open = breaks and found.status is Status.OK
            if is_mended or (is_open and not self._is_still_clean(found)):
                shaken[other] = None
        return shaken

    def _is_still_clean(self, found: Standing) -> bool:
        assert found.found is not None
        try:
            return not found.rule.is_hard or self._search.keeps_laws(found.found.facts, is_hard)
        except LimitExceeded:
            return False
