"""The setting that a rule is judged in: its companions, what no database gives, the laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from preceptor.check.unfold import Definitions
from preceptor.check.witness import forbidding, laws
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Predicate, Rule, Signature, Theory


@dataclass(frozen=True)
class Setting:
    """What rules are judged in: their companions, what is not given, the laws."""

    rules: tuple[Rule, ...]
    signature: Signature
    definitions: Definitions
    laws: tuple[Rule, ...]
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
        """The setting of a theory: given is what a database may give, or what the facts hold."""
        graph = compile(Theory(tuple(rules), signature))
        given = {*graph.inputs, *(fact.predicate for fact in facts)}
        definitions: dict[Predicate, list[Rule]] = {p: [] for p in graph.derived if p not in given}
        for rule in rules:
            if rule.head is not None and rule.head.predicate in definitions:
                definitions[rule.head.predicate].append(rule)
        forbidden = laws(rules, constraints, signature)
        return cls(tuple(rules), signature, definitions, forbidden, bound)

    @cached_property
    def hard(self) -> RuleGraph:
        return compile(Theory(tuple(rule for rule in self.rules if rule.is_hard)))

    @cached_property
    def forbidden(self) -> RuleGraph:
        """The laws alone: whether a database is admissible is decided before any rule fires."""
        return forbidding(self.laws)

    @cached_property
    def lawful(self) -> RuleGraph:
        """The hard rules under the laws."""
        return forbidding((*self.hard.theory, *self.laws))

    @cached_property
    def everything(self) -> RuleGraph:
        return compile(Theory(self.rules))
