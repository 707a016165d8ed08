"""The setting that rules are judged in: their companions, the laws, what a database may give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from preceptor.check.counting import Counting, counting
from preceptor.check.program import Program
from preceptor.check.search import Search
from preceptor.check.witness import conditions, forbidding, laws
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Predicate, Role, Rule, Signature, Theory

Definitions = Mapping[Predicate, Sequence[Rule]]


@dataclass(frozen=True)
class Setting:
    """Rules with the laws that they must keep; `given` are predicates that the facts hold."""

    rules: tuple[Rule, ...]
    signature: Signature
    laws: tuple[Rule, ...]
    given: tuple[Predicate, ...]
    bound: int

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule],
        signature: Signature,
        constraints: Sequence[Rule],
        facts: Sequence[Atom],
        bound: int,
    ) -> Setting:
        """The setting of a theory; what the facts hold a database may give."""
        given = tuple(dict.fromkeys(fact.predicate for fact in facts))
        return cls(tuple(rules), signature, laws(rules, constraints, signature), given, bound)

    def search(self) -> Search:
        return Search(self.program, self.bound)

    @cached_property
    def counting(self) -> Counting:
        """What the search leaves aside."""
        return counting(self.rules, self.laws)

    @cached_property
    def program(self) -> Program:
        """What the search looks at."""
        without = self.counting.without
        return Program(without(self.rules), without(self.laws), self.signature, self.given)

    @cached_property
    def hard(self) -> RuleGraph:
        return compile(Theory(tuple(rule for rule in self.rules if rule.is_hard)))

    @cached_property
    def forbidden(self) -> RuleGraph:
        """The laws that say which databases are admissible, before any rule fires."""
        if not self.counting.laws:
            return forbidding(self.search().conditions)
        return forbidding(conditions(self.laws, self._may_be_given))

    def _may_be_given(self, predicate: Predicate) -> bool:
        declaration = self.signature.declaration(predicate)
        if predicate in self.counting.concluded:  # of which the program knows no rule
            return declaration is not None and declaration.role is Role.BOTH
        return self.program.definitions.may_be_given(predicate)

    @cached_property
    def lawful(self) -> RuleGraph:
        """The hard rules and all laws: what tells whether a database leads to no violation."""
        return forbidding((*(rule for rule in self.rules if rule.is_hard), *self.laws))

    @cached_property
    def definitions_of_laws(self) -> Definitions:
        """The rules among the constraints that define what only constraints read."""
        return _by_head(law for law in self.laws if not law.is_denial)

    @cached_property
    def defining(self) -> Definitions:
        """The hard rules and the laws' definitions, by what they conclude."""
        return _by_head((*(rule for rule in self.rules if rule.is_hard), *self.laws))

    @cached_property
    def defining_all(self) -> Definitions:
        return _by_head((*self.rules, *self.laws))


def _by_head(rules: Iterable[Rule]) -> Definitions:
    grouped: dict[Predicate, list[Rule]] = {}
    for rule in rules:
        if rule.head is not None:
            grouped.setdefault(rule.head.predicate, []).append(rule)
    return grouped
