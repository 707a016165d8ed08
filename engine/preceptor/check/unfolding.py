"""Unfolding: a goal taken back through the rules to what a database may give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count

from preceptor.check.cases import Case
from preceptor.check.clause import Clause
from preceptor.check.program import Program
from preceptor.logic import (
    Atom,
    Predicate,
    Rule,
)

MAX_STATES = 1_000  # cases of one goal's unfolding

Usable = Callable[[Rule], bool]


class Unfolder:
    """Unfolds goals in one program. `truncated` says that a bound cut one short."""

    def __init__(self, program: Program, bound: int) -> None:
        self.program = program
        self.definitions = program.definitions
        self.bound = bound
        self.truncated = False
        self._fresh = count(1)

    def start(self, rule: Rule, *, counted: bool) -> Case:
        """The case in which the rule's body holds."""
        clause = self.program.clause(rule)
        start = Case(core=(clause,) if counted else ())
        return start.plus(clause.body, counts=True)

    def unfoldings(self, goal: Case, usable: Usable) -> Iterator[Case]:
        """All unfoldings of a case down to given atoms, those of few rules first."""
        order = count()
        waiting: list[tuple[int, int, int, Case, bool]] = [(0, 0, next(order), goal, False)]
        states = 0
        while waiting:
            used, _, _, left, is_given = heappop(waiting)
            case = self.opened(left)
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

    def opened(self, case: Case) -> Case | None:
        """The case from its first pending atom on that can be made true in more than one way.

        What only a database gives is given; what a rule made true already is left out. None where
        an atom would rest on itself: a proof with fewer rules does without. An atom on a ring is
        never taken for true, as it may wait for what waits for it.
        """
        given: list[Atom] = []
        for number, (atom, _, above) in enumerate(case.pending):
            predicate = atom.predicate
            if self.definitions.is_only_given(predicate):
                given.append(atom)
                continue
            if atom in above:
                return None
            if atom not in case.held or self.program.is_recursive(predicate):
                return case.opened(case.pending[number:], given) if number else case
        return case.opened((), given) if case.pending else case

    def expanded(self, case: Case, usable: Usable) -> Iterator[Case]:
        """The ways to make the first pending atom true: given, or by a rule."""
        yield from self._given_as_fact(case)
        yield from self._resolved(case, usable)

    def _given_as_fact(self, case: Case) -> Iterator[Case]:
        if self.definitions.may_be_given(case.pending[0].atom.predicate):
            yield case.opened(case.pending[1:], (case.pending[0].atom,))

    def _resolved(self, case: Case, usable: Usable) -> Iterator[Case]:
        """The case with the first pending atom replaced by the body of each rule for it."""
        atom = case.pending[0].atom
        if atom in case.given:
            return
        for clause in self._concluding(atom):
            if not usable(clause.rule):
                continue
            if case.core.count(clause) + case.others.count(clause) >= self._uses(clause):
                self.truncated = True
                continue
            put = clause.resolved(atom, next(self._fresh))
            if put is not None:
                body, bindings = put
                resolved = case.resolved(clause, body).substituted(bindings)
                if not resolved.is_contradictory:
                    yield resolved

    def _concluding(self, atom: Atom) -> Iterator[Clause]:
        """The clauses for an atom; of the facts only those that a database could not give as well.

        A proof with a fact in its core is none of the smallest where the database may give it, and
        no law that says which databases are admissible reads it.
        """
        yield from self.definitions.rules(atom)
        if not self._is_free(atom.predicate):
            yield from self.definitions.facts(atom)

    def _is_free(self, predicate: Predicate) -> bool:
        """Whether a database may give whatever atoms of the predicate."""
        read = self.program.read_by_conditions
        return predicate not in read and self.definitions.may_be_given(predicate)

    def _uses(self, clause: Clause) -> int:
        """How often one unfolding may use a rule: at will where that comes to an end by itself."""
        assert clause.concludes is not None
        return self.bound if self.program.is_recursive(clause.concludes) else MAX_STATES
