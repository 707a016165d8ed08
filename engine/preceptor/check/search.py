"""Search: an admissible database on which a goal holds, or the certainty that there is none.

A goal is unfolded through the rules down to what a database may give (as KB-Reducer and the
ATMS do); values that satisfy the guards make that a database; its perfect model is computed. If
an atom that must be absent holds there, or a law is broken, its derivation is turned into a
condition to avoid, and the search goes on (counterexample-guided refinement). Every
database on which the goal holds satisfies one of the branches, so an exhausted search proves
that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

from preceptor.check.blame import Blame, Condition, Unsayable
from preceptor.check.cases import Case, Pending, closed
from preceptor.check.definitions import Definitions
from preceptor.check.forward import Active, Forward, Model, ground, matched
from preceptor.check.guards import Outcome, decide, problem, values
from preceptor.check.ranges import solve
from preceptor.check.unify import apart, unify
from preceptor.check.witness import FALSE, Facts, conditions
from preceptor.graph import PlannedRule, RuleGraph
from preceptor.logic import (
    Atom,
    Const,
    LimitExceeded,
    Predicate,
    Rule,
    Signature,
    Term,
    Var,
)
from preceptor.syntax import rule_id

MAX_STEPS = 200  # refinements of one unfolding
MAX_STATES = 1_000  # cases of one goal's unfolding

Usable = Callable[[Rule], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """An admissible database on which the goal holds, and the rules of the goal's proof."""

    facts: Facts
    rules: tuple[Rule, ...]


class Search:
    """What searches in one theory have in common. `truncated` says that a bound cut one short."""

    def __init__(
        self,
        graph: RuleGraph,
        laws: Sequence[Rule],
        bound: int,
        given: Iterable[Predicate] = (),
        cross_check: bool = False,
    ) -> None:
        self.signature: Signature = graph.signature
        self.laws = frozenset(laws)
        self.definitions = Definitions(graph, given)
        self._fresh = count(1)
        self._law_ids = frozenset(map(rule_id, laws))
        self.conditions = conditions(laws, self.definitions.may_be_given)
        self._condition_ids = frozenset(map(rule_id, self.conditions))
        self.bound = bound
        self.cross_check = cross_check
        self.truncated = False
        self.forward = Forward(graph)

    def is_condition(self, law: Rule) -> bool:
        """Whether the law says which databases are admissible."""
        return rule_id(law) in self._condition_ids

    def before(self, facts: Facts) -> Model:
        """The model of the laws alone: FALSE is in it where the database is not admissible."""
        return self.forward.model(facts, lambda planned: planned.id in self._condition_ids)

    def start(self, rule: Rule, *, counted: bool) -> Case:
        """The case in which the rule's body holds."""
        renamed = apart(rule, next(self._fresh))
        return Case(rules=(rule,) if counted else ()).plus(renamed.body, counts=True)

    def unfoldings(self, goal: Case, usable: Usable) -> Iterator[Case]:
        """All unfoldings of a case down to given atoms, those of few rules first."""
        order = count()
        waiting: list[tuple[int, int, int, Case, bool]] = [(0, 0, next(order), goal, False)]
        states = 0
        while waiting:
            used, _, _, left, is_given = heappop(waiting)
            case = self._opened(left)
            if case is None:
                continue
            if not case.pending:
                yield case
                continue
            if not is_given:  # as a fact first; what rules make of it costs one more
                for child in self._given_as_fact(case):
                    heappush(waiting, (used, len(child.pending), next(order), child, False))
                heappush(waiting, (used + 1, len(case.pending), next(order), case, True))
                continue
            for child in self._resolved(case, usable):
                states += 1
                heappush(waiting, (used, len(child.pending), next(order), child, False))
            if states > MAX_STATES:
                self.truncated = True
                yield from (left for *_, left, _ in sorted(waiting) if not left.pending)
                return

    def database(self, unfolding: Case, usable: Usable, *, clean: bool) -> Found | Outcome:
        """A database for an unfolding; EMPTY is proved. `clean`: no law may be broken either."""
        waiting = [unfolding]
        undecided = False
        for _ in range(MAX_STEPS):
            if not waiting:
                return Outcome.UNDECIDED if undecided else Outcome.EMPTY
            case = self._opened(waiting.pop())
            if case is None:
                continue
            if case.pending:
                cut, self.truncated = self.truncated, False
                waiting += reversed(tuple(self._expanded(case, usable)))
                undecided = undecided or self.truncated
                self.truncated = self.truncated or cut
                continue
            result = self._tried(case, usable, clean)
            if isinstance(result, Found):
                return result
            if isinstance(result, Outcome):
                undecided = undecided or result is Outcome.UNDECIDED
            else:
                waiting += reversed(result)
        self.truncated = True
        return Outcome.UNDECIDED

    def _opened(self, case: Case) -> Case | None:
        """The case from its first pending atom on that no rule made true yet.

        None where that atom would rest on itself: a proof with fewer rules does without. An atom
        on a ring is never taken for true, as it may wait for what waits for it.
        """
        for number, goal in enumerate(case.pending):
            if goal.atom in goal.above:
                return None
            is_ringed = self.definitions.is_recursive(goal.atom.predicate)
            if is_ringed or goal.atom not in case.held:
                return replace(case, pending=case.pending[number:]) if number else case
        return replace(case, pending=())

    def _expanded(self, case: Case, usable: Usable) -> Iterator[Case]:
        """The ways to make the first pending atom true: given, or by a rule."""
        yield from self._given_as_fact(case)
        yield from self._resolved(case, usable)

    def _given_as_fact(self, case: Case) -> Iterator[Case]:
        atom, rest = case.pending[0].atom, case.pending[1:]
        if self.definitions.may_be_given(atom.predicate):
            yield replace(case, pending=rest, given=(*case.given, atom))

    def _resolved(self, case: Case, usable: Usable) -> Iterator[Case]:
        """The case with the first pending atom replaced by the body of each rule for it."""
        (atom, counts, above), rest = case.pending[0], case.pending[1:]
        if atom in case.given:
            return
        for rule in self.definitions.concluding(atom.predicate):
            if not usable(rule):
                continue
            if case.rules.count(rule) + case.others.count(rule) >= self._uses(rule):
                self.truncated = True
                continue
            fresh = apart(rule, next(self._fresh))
            assert fresh.head is not None
            bindings = unify(fresh.head, atom)
            if bindings is None:
                continue
            used = replace(case, pending=rest, held=(*case.held, atom))
            if counts:
                used = replace(used, rules=(*case.rules, rule))
            else:
                used = replace(used, others=(*case.others, rule))
            resolved = used.plus(fresh.body, counts, (*above, atom)).substituted(bindings)
            if not resolved.is_contradictory:
                yield resolved

    def _uses(self, rule: Rule) -> int:
        """How often one unfolding may use a rule: at will where that comes to an end by itself."""
        assert rule.head is not None
        return self.bound if self.definitions.is_recursive(rule.head.predicate) else MAX_STATES

    def _tried(self, case: Case, usable: Usable, clean: bool) -> Found | Outcome | tuple[Case, ...]:
        """The database of a case, or what the search goes on with."""
        shut = closed(case, self.signature)
        if shut is None or shut.is_contradictory:
            return Outcome.EMPTY
        chosen = self._values(shut)
        if isinstance(chosen, Outcome):
            return chosen
        images = {ground(atom, chosen): atom for atom in reversed(shut.given)}
        try:
            return self._judged(shut, tuple(reversed(images)), images, chosen, usable, clean)
        except (Unsayable, LimitExceeded):
            return Outcome.UNDECIDED

    def _judged(
        self,
        case: Case,
        facts: Facts,
        images: Mapping[Atom, Atom],
        chosen: Mapping[str, Term],
        usable: Usable,
        clean: bool,
    ) -> Found | Outcome | tuple[Case, ...]:
        before = self.before(facts)
        if FALSE in before:
            return self._avoiding(case, Blame(before, images, self._fresh).condition(FALSE))
        if not case.absent and not clean:  # nothing can take the goal away
            return Found(facts, tuple(dict.fromkeys(case.rules)))
        model = self.forward.model(facts, self._active(usable, clean))
        blame = Blame(model, images, self._fresh)
        for pattern in case.absent:
            holding = _instance(pattern, model, chosen)
            if holding is not None:
                return self._avoiding(case, blame.condition_of(pattern, holding, chosen))
        if clean and FALSE in model:
            return self._avoiding(case, blame.condition(FALSE))
        return Found(facts, tuple(dict.fromkeys(case.rules)))

    def _active(self, usable: Usable, clean: bool) -> Active:
        """The rules that are about: the laws that define, the usable ones, and denials if asked."""
        laws = self._law_ids

        def active(planned: PlannedRule) -> bool:
            if planned.rule.head is None:
                return clean
            return planned.id in laws or usable(planned.rule)

        return active

    def model(
        self, facts: Facts, usable: Usable, law: Rule | None = None, absence: Model | None = None
    ) -> Model:
        """The model of the usable rules; FALSE is in it where the law (or without one, any) breaks.

        With `absence`, what `\\+` asks is whether an atom is in that model instead.
        """
        rules = self._active(usable, clean=False)
        name = None if law is None else rule_id(law)
        return self.forward.model(
            facts,
            lambda planned: (
                rules(planned)
                or (planned.rule.head is None and (name is None or planned.id == name))
            ),
            absence,
        )

    def _avoiding(self, case: Case, condition: Condition) -> tuple[Case, ...]:
        """The cases in which the condition fails: a comparison does, or an absent atom holds."""
        cases: list[Case] = []
        nogood = condition.nogood()
        if nogood and nogood not in case.nogoods:
            cases.append(replace(case, nogoods=(*case.nogoods, nogood)))
        elif nogood:
            raise Unsayable  # the values break a nogood that they were chosen to keep
        for atom in condition.absent:
            cases.append(replace(case, pending=(Pending(atom, counts=False),)))
        return tuple(cases)

    def _values(self, case: Case) -> Mapping[str, Term] | Outcome:
        """Values of the case's variables, by ranges where they suffice, else by Z3."""
        posed = problem((*case.given, *case.guards), self.signature)
        constants = (t for a in (*case.given, *case.absent) for t in a.args if isinstance(t, Const))
        posed = replace(posed, nogoods=case.nogoods, constants=tuple(dict.fromkeys(constants)))
        quick = solve(posed)
        if quick is not Outcome.UNDECIDED and not self.cross_check:
            return quick
        outcome = decide(posed)
        if self.cross_check and quick is not Outcome.UNDECIDED:
            agreed = outcome is (Outcome.EMPTY if quick is Outcome.EMPTY else Outcome.SATISFIABLE)
            assert agreed or outcome is Outcome.UNDECIDED, (posed, quick, outcome)
            return quick
        if outcome is not Outcome.SATISFIABLE:
            return outcome
        found = values(posed)
        return Outcome.UNDECIDED if found is None else dict(found)


def _instance(pattern: Atom, model: Model, chosen: Mapping[str, Term]) -> Atom | None:
    """An atom of the model that the pattern speaks of."""
    known = {
        t.name: chosen[t.name] for t in pattern.args if isinstance(t, Var) and t.name in chosen
    }
    predicate = pattern.predicate
    return next(
        (a for a in model if a.predicate == predicate and matched(pattern, a, known) is not None),
        None,
    )


def smallest(found: Found, keeps: Callable[[Facts], bool]) -> Facts:
    """The facts without those that are not needed, tried from the last to the first."""
    facts = found.facts
    for fact in reversed(facts):
        fewer = tuple(other for other in facts if other != fact)
        if keeps(fewer):
            facts = fewer
    return facts
