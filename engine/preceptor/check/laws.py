"""Laws: rules that cannot fire without breaking a denial, whatever the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from preceptor.check.premises import Premises
from preceptor.check.subsume import implied
from preceptor.logic import Atom, Compare, Op, Predicate, Rule, Signature, apart, variables


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that is broken wherever the rule fires; `by_body` if the body alone sees to that."""

    rule: Rule
    law: Rule
    by_body: bool


def breaches(rules: Iterable[Rule], laws: Iterable[Rule], signature: Signature) -> Iterator[Breach]:
    """The first law that each rule breaks whenever it fires, for the rules that have one.

    The law's body, guards included, must be found within the rule's own body and head.
    """
    stated: dict[Predicate | None, list[_Law]] = {}
    for law in filter(lambda law: law.is_denial, laws):
        read = [literal.predicate for literal in law.body if isinstance(literal, Atom)]
        first = read[0] if read else None
        stated.setdefault(first, []).append(_Law(law, frozenset(read)))
    for rule in rules:
        if rule.head is None:
            continue
        atoms = [lit.predicate for lit in (*rule.body, rule.head) if isinstance(lit, Atom)]
        said = set(atoms)
        listed = (law for read in (None, *sorted(said)) for law in stated.get(read, ()))
        near = [law for law in listed if law.read <= said and law.may_be_met(atoms)]
        if not near:
            continue
        premises = Premises.of(rule.body, signature)
        concluded = premises.plus(rule.head)
        for one in near:
            if implied(one.renamed.body, premises, one.free):
                yield Breach(rule, one.law, by_body=True)
                break
            if implied(one.renamed.body, concluded, one.free):
                yield Breach(rule, one.law, by_body=False)
                break


@dataclass(frozen=True)
class _Law:
    """A denial with the predicates of its atoms, and with variables of its own."""

    law: Rule
    read: frozenset[Predicate]

    def may_be_met(self, atoms: Sequence[Predicate]) -> bool:
        """Whether the atoms, by their predicates, are as many as the law needs."""
        return not self._twice or all(atoms.count(predicate) > 1 for predicate in self._twice)

    @cached_property
    def _twice(self) -> frozenset[Predicate]:
        """Predicates of which it needs two atoms: one cannot differ from itself."""
        atoms = [literal for literal in self.law.body if isinstance(literal, Atom)]
        differing = [
            {literal.left, literal.right}
            for literal in self.law.body
            if isinstance(literal, Compare) and literal.op is Op.DIFFERENT
        ]
        return frozenset(
            one.predicate
            for one, other in combinations(atoms, 2)
            if one.predicate == other.predicate
            if any({a, b} in differing for a, b in zip(one.args, other.args, strict=True))
        )

    @cached_property
    def renamed(self) -> Rule:
        return apart(self.law, 1)

    @cached_property
    def free(self) -> frozenset[str]:
        return frozenset(variables(self.renamed))
