"""Definitions: what concludes each predicate, and what a database may give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from preceptor.check.catalogue import Catalogue
from preceptor.check.clause import Clause
from preceptor.logic import Atom, Predicate, Role, Signature


class Definitions:
    """Clauses by what they conclude; `given` may be in a database all the same.

    A clause is productive if some database could fire it: the others wait for one another in a
    ring that nothing enters from outside.
    """

    def __init__(self, signature: Signature, given: Iterable[Predicate]) -> None:
        self._given = frozenset(given)
        self._signature = signature
        self._ruled: Counter[Predicate] = Counter()  # rules with a body
        self._rules: dict[Predicate, Catalogue] = {}
        self._facts: dict[Predicate, Catalogue] = {}
        self._only_given: dict[Predicate, bool] = {}
        self._unproductive: dict[Clause, None] = {}
        self._waiting: dict[Predicate, dict[Clause, None]] = {}  # unproductive, by what they lack
        self._reached: set[Predicate] = set()

    def is_derived(self, predicate: Predicate) -> bool:
        return predicate in self._ruled or self._role(predicate) is Role.DERIVED

    def may_be_given(self, predicate: Predicate) -> bool:
        if predicate in self._given:
            return True
        role = self._role(predicate)
        if role is None:
            return predicate not in self._ruled
        return role is not Role.DERIVED

    def _role(self, predicate: Predicate) -> Role | None:
        """What is declared of p/n holds for -p/n too."""
        declaration = self._signature.declaration(predicate)
        return None if declaration is None else declaration.role

    def is_only_given(self, predicate: Predicate) -> bool:
        """Whether a database may give it and no clause concludes it."""
        found = self._only_given.get(predicate)
        if found is None:
            found = not any(self.of(predicate)) and self.may_be_given(predicate)
            self._only_given[predicate] = found
        return found

    def rules(self, atom: Atom) -> Iterator[Clause]:
        """The productive clauses with a body that may conclude the atom, and perhaps more."""
        rules = self._rules.get(atom.predicate)
        clauses = () if rules is None else rules.like(atom.args)
        if not self._unproductive:
            return iter(clauses)
        return (clause for clause in clauses if clause not in self._unproductive)

    def facts(self, atom: Atom) -> Iterable[Clause]:
        """The clauses without a body that may be the atom, and perhaps more."""
        facts = self._facts.get(atom.predicate)
        return () if facts is None else facts.like(atom.args)

    def of(self, predicate: Predicate) -> Iterable[Clause]:
        """All clauses for it, those with a body first."""
        return chain(self._rules.get(predicate, ()), self._facts.get(predicate, ()))

    def has_unprompted(self, predicate: Predicate) -> bool:
        """Whether a clause for it reads no atom: a fact, or one that only asks for absence."""
        return any(not clause.reads for clause in self.of(predicate))

    def add(self, clauses: Iterable[Clause]) -> None:
        """Takes in clauses that are not denials."""
        new = tuple(clauses)
        for clause in new:
            head = clause.concludes
            assert head is not None
            self._only_given.pop(head, None)
            if clause.rule.body:
                self._rules.setdefault(head, Catalogue(_head)).add(clause)
                self._ruled[head] += 1
                self._unproductive[clause] = None
            else:
                self._facts.setdefault(head, Catalogue(_head)).add(clause)
                self._reached.add(head)
        self._grow(new)

    def remove(self, clause: Clause, above: Mapping[Predicate, None]) -> None:
        """Leaves out a clause; `above` are the predicates that depend on what it concludes."""
        head = clause.concludes
        assert head is not None
        self._only_given.pop(head, None)
        self._unproductive.pop(clause, None)
        if clause.rule.body:
            self._rules[head].remove(clause)
            self._ruled[head] -= 1
            if not self._ruled[head]:
                del self._ruled[head]
        else:
            self._facts[head].remove(clause)
        self._reached.difference_update(above)
        shaken = [rule for predicate in above for rule in self._rules.get(predicate, ())]
        self._unproductive.update(dict.fromkeys(shaken))
        self._reached.update(predicate for predicate in above if self._facts.get(predicate))
        self._grow(shaken)

    def _grow(self, clauses: Iterable[Clause]) -> None:
        """Finds out which of the clauses are productive, and which others are so through them."""
        waiting = list(clauses)
        while waiting:
            clause = waiting.pop()
            assert clause.concludes is not None
            if clause in self._unproductive:
                lacking = self._lacking(clause)
                if lacking is not None:
                    self._waiting.setdefault(lacking, {})[clause] = None
                    continue
                del self._unproductive[clause]
                self._reached.add(clause.concludes)
            waiting += self._waiting.pop(clause.concludes, ())

    def _lacking(self, clause: Clause) -> Predicate | None:
        """The first predicate of the body of which no database has an atom."""
        for literal in clause.rule.body:
            if isinstance(literal, Atom):
                predicate = literal.predicate
                if predicate not in self._reached and not self.may_be_given(predicate):
                    return predicate
        return None


def _head(clause: Clause) -> tuple[Atom, ...]:
    assert clause.rule.head is not None
    return (clause.rule.head,)
