"""Programs: rules and laws, indexed for searches, and kept so while rules come and go."""

from __future__ import annotations

from collections.abc import Iterable, Set

from preceptor.check.clause import Clause
from preceptor.check.definitions import Definitions
from preceptor.check.forward import Forward
from preceptor.check.numbering import Numbering
from preceptor.check.ranks import Ranks, Ring
from preceptor.check.waking import Place
from preceptor.check.witness import conditions
from preceptor.graph import (
    CompileError,
    body_atom,
    compile,
    functional_denials,
    negative_cycles,
    predicates,
    refuse_aggregates,
    strata,
)
from preceptor.logic import Atom, Predicate, Rule, Signature, Theory


class Program:
    """Rules with the laws that they must keep. `given` are predicates that the facts hold.

    Laws are denials, and rules that define what only laws read. Raises CompileError for a rule
    that is not safe and for negation through recursion.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        laws: Iterable[Rule],
        signature: Signature,
        given: Iterable[Predicate] = (),
    ) -> None:
        self.signature = signature
        self.numbering = Numbering()
        self.ranks = Ranks()
        self.definitions = Definitions(signature, given)
        self.forward = Forward(self.numbering, self._place)
        self.before = Forward(self.numbering, self._place)  # what a database alone must keep
        self.admitting = self.before  # of that what values alone do not see to
        self.conditions: dict[Rule, None] = {}
        self.read_by_conditions: frozenset[Predicate] = frozenset()
        self.clauses: dict[Rule, Clause] = {}
        self.laws: dict[Rule, Clause] = {}
        self.weighted = 0  # how many of the rules are not hard
        self._functional: dict[Clause, Predicate] = {}  # the denials that declarations imply
        self._determined: set[int] = set()  # numbers of the predicates that these are about
        self._leading: set[int] = set()  # numbers of predicates that some denial depends on
        self._strata: dict[Ring, dict[Clause, int]] = {}
        self._enter(dict.fromkeys(rules), self.clauses, is_law=False)
        self._enter(dict.fromkeys(laws), self.laws, is_law=True)
        self._note_functional()
        entered = (*self.clauses.values(), *self.laws.values())
        self._rank(entered)
        self.settle_conditions()

    def _enter(self, rules: Iterable[Rule], into: dict[Rule, Clause], *, is_law: bool) -> None:
        unsafe: list[Rule] = []
        rules = tuple(rules)
        refuse_aggregates(rules, "a search for databases has")
        for rule in rules:
            try:
                into[rule] = Clause(rule, self.numbering, is_law)
            except ValueError:
                unsafe.append(rule)
        if unsafe:
            compile(Theory(tuple(unsafe)))  # raises an error that tells of each
            raise AssertionError("unsafe rules were compiled")

    def _note_functional(self) -> None:
        for law, clause in self.laws.items():
            kind, _, _ = (law.name or "").partition(":")
            read = next((lit.predicate for lit in law.body if isinstance(lit, Atom)), None)
            declared = self.signature.declaration(read) if kind == "functional" and read else None
            if declared is not None and law in functional_denials(declared):
                self._functional[clause] = declared.predicate
                self._determined.add(clause.reads[0])

    def is_kept(self, clause: Clause) -> bool:
        """Whether it is a declaration of what only a database gives, which values are chosen by."""
        predicate = self._functional.get(clause)
        return predicate is not None and self.definitions.is_only_given(predicate)

    def _rank(self, clauses: Iterable[Clause]) -> None:
        """Takes clauses into the indexes. Raises CompileError for negation through recursion."""
        definite = [clause for clause in clauses if not clause.is_denial]
        self.weighted += sum(not clause.is_hard for clause in definite)
        self.ranks.add(clause.rule for clause in definite)
        self.definitions.add(definite)
        for clause in clauses:
            self.forward.add(clause)
        self._lead(clauses)
        self._strata.clear()
        rings = dict.fromkeys(self.ranks.ring(c.concludes) for c in definite if c.concludes)
        for ring in filter(None, rings):
            rules = [clause.rule for clause in self._of_ring(ring)]
            if self.ranks.negates_itself(ring) and negative_cycles(rules):
                compile(Theory(tuple(rules)))  # raises an error that shows the cycles

    def clause(self, rule: Rule) -> Clause:
        """The clause of a rule or a law."""
        return self.laws.get(rule) or self.clauses[rule]

    def rank(self, rule: Rule) -> int:
        """How many rules may lie under it, at most."""
        return 0 if rule.head is None else self.ranks.rank(rule.head.predicate)

    def is_recursive(self, predicate: Predicate) -> bool:
        """Whether the predicate depends on itself."""
        return bool(self.ranks.ring(predicate))

    # ------------------------------------------------------------ one rule more or less

    def add(self, rule: Rule) -> Clause:
        """Takes in a rule that is not a denial. Raises CompileError, and then it stays out."""
        self._enter((rule,), self.clauses, is_law=False)
        clause = self.clauses[rule]
        try:
            self._rank((clause,))
        except CompileError:
            self.remove(rule)
            raise
        return clause

    def remove(self, rule: Rule) -> None:
        """Leaves out a rule that is not a law."""
        clause = self.clauses.pop(rule)
        self.weighted -= not clause.is_hard
        assert clause.concludes is not None
        self.definitions.remove(clause, self.ranks.above((clause.concludes,)))
        self.ranks.remove(rule)
        self.forward.remove(clause)
        self._strata.clear()

    def state(self, denial: Rule) -> None:
        """Adds a denial to the laws."""
        self._enter((denial,), self.laws, is_law=True)
        self.forward.add(self.laws[denial])
        self._lead((self.laws[denial],))

    def retract(self, denial: Rule) -> None:
        """Leaves a denial out of the laws."""
        self.forward.remove(self.laws.pop(denial))

    def settle_conditions(self) -> bool:
        """Finds the laws that can be asked of a database alone; whether they have changed."""
        found = dict.fromkeys(conditions(self.laws, self.definitions.may_be_given))
        if found == self.conditions:
            return False
        self.conditions = found
        self.read_by_conditions = frozenset(p for law in found for p in predicates(law))
        self.before = Forward(self.numbering, self._place)
        self.admitting = Forward(self.numbering, self._place)
        for law in found:
            clause = self.laws[law]
            self.before.add(clause)
            if clause not in self._functional:
                self.admitting.add(clause)
        return True

    # ------------------------------------------------------------ what leads to denials

    def leading(self, atoms: Iterable[Atom] = ()) -> Set[int]:
        """The numbers of the predicates that some denial, or one of the atoms, depends on.

        After a removal there may be more.
        """
        extra = [atom for atom in atoms if self.numbering.predicate(atom) not in self._leading]
        return self._leading | self._below(extra) if extra else self._leading

    def _lead(self, clauses: Iterable[Clause]) -> None:
        for clause in clauses:
            if self.is_kept(clause):
                continue
            if clause.head in self._determined:
                self._leading.add(clause.head)
            if clause.is_denial or clause.head in self._leading:
                read = (atom for lit in clause.rule.body if (atom := body_atom(lit)) is not None)
                new = [atom for atom in read if self.numbering.predicate(atom) not in self._leading]
                if new:
                    self._leading |= self._below(new)

    def _below(self, atoms: Iterable[Atom]) -> set[int]:
        below = self.ranks.below(atom.predicate for atom in atoms)
        return set(map(self.numbering.number, below))

    # ------------------------------------------------------------ places

    def _place(self, clause: Clause) -> Place:
        assert clause.concludes is not None
        ring = self.ranks.ring(clause.concludes)
        rank = self.ranks.rank(clause.concludes)
        return rank, (self._stratum(ring, clause) if ring else 0)

    def _stratum(self, ring: Ring, clause: Clause) -> int:
        """Where a ring negates itself at other constants, its rules have an order of their own."""
        order = self._strata.get(ring)
        if order is None:
            order = self._strata[ring] = {}
            if self.ranks.negates_itself(ring):
                clauses = self._of_ring(ring)
                groups = strata([one.rule for one in clauses])
                order.update((clauses[i], n) for n, group in enumerate(groups) for i in group)
        return order.get(clause, 0)

    def _of_ring(self, ring: Ring) -> list[Clause]:
        return [clause for predicate in sorted(ring) for clause in self.definitions.of(predicate)]
