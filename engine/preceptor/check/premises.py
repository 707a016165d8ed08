"""Premises: what a body states, and what else then holds for certain.

A comparison is decided by the exact ranges of the body's variables where these are independent,
by Z3 elsewhere; what Z3 leaves open is not certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from preceptor.check.bounds import MIRROR, Range
from preceptor.check.comparisons import compared
from preceptor.check.guards import Problem, entails, problem
from preceptor.check.ranges import narrowed
from preceptor.check.unify import match
from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Signature,
    Var,
    occurrences,
)

_IRREFLEXIVE = (Op.DIFFERENT, Op.NE, Op.LT, Op.GT)


@dataclass(frozen=True)
class Premises:
    """The atoms that a body states by predicate, those it excludes, and its guards."""

    atoms: Mapping[Predicate, Sequence[Atom]]
    absent: tuple[Atom, ...]
    posed: Problem

    @classmethod
    def of(cls, body: Sequence[Literal], signature: Signature) -> Premises:
        """The premises of a body, its sorts and functional declarations taken at their word."""
        stated: dict[Predicate, list[Atom]] = {}
        for literal in body:
            if isinstance(literal, Atom):
                stated.setdefault(literal.predicate, []).append(literal)
        absent = tuple(literal.atom for literal in body if isinstance(literal, Not))
        return cls(stated, absent, problem(body, signature))

    def plus(self, atom: Atom) -> Premises:
        """The premises with an atom that holds wherever they do."""
        known = self.atoms.get(atom.predicate, ())
        return replace(self, atoms={**self.atoms, atom.predicate: (*known, atom)})

    def hold(self, literal: Literal) -> bool:
        """Whether the literal holds wherever the premises do."""
        match literal:
            case Compare():
                return self.entail(literal)
            case Not(atom):
                return any(self._covers(pattern, atom) for pattern in self.absent)
            case Aggregate():
                return False
            case Atom():
                return literal in self.atoms.get(literal.predicate, ())

    def entail(self, comparison: Compare) -> bool:
        """Whether the comparison holds for all values that the guards allow."""
        if comparison in self.posed.comparisons:
            return True
        if not self._bound.issuperset(occurrences(comparison)):
            return False
        quick = self._quickly(comparison)
        return entails(self.posed, comparison) if quick is None else quick

    def range_of(self, name: str) -> Range | None:
        """The exact range of a variable; None where its values depend on those of others."""
        return None if name in self._tied else self._narrowed[0].get(name)

    @cached_property
    def _bound(self) -> frozenset[str]:
        return frozenset(self.posed.names)

    def _covers(self, pattern: Atom, atom: Atom) -> bool:
        """Whether no atom like the pattern means no atom like the other."""
        anyone = frozenset(occurrences(pattern)) - self._bound
        return match(pattern, atom, anyone, {}) is not None

    @cached_property
    def _narrowed(self) -> tuple[Mapping[str, Range], Sequence[Compare]]:
        return narrowed(self.posed)

    @cached_property
    def _tied(self) -> frozenset[str]:
        """The variables whose values depend on those of others."""
        _, rest = self._narrowed
        names = {name for comparison in rest for name in occurrences(comparison)}
        for pair in self.posed.functional:
            terms = chain.from_iterable((*pair.keys, *pair.values))
            names.update(term.name for term in terms if isinstance(term, Var))
        return frozenset(names)

    def _quickly(self, comparison: Compare) -> bool | None:
        """What ranges alone say of a comparison; None where Z3 must say."""
        op, left, right = comparison.op, comparison.left, comparison.right
        if left == right and op in _IRREFLEXIVE:
            return False
        if not any(True for _ in occurrences(comparison)):
            return compared(comparison, {}) is not None
        if not isinstance(left, Var):
            op, left, right = MIRROR.get(op, op), right, left
        if not isinstance(left, Var) or not isinstance(right, Var | Num) or left == right:
            return None
        ranges, rest = self._narrowed
        names = {side.name for side in (left, right) if isinstance(side, Var)}
        if self._tied.isdisjoint(names):
            own = ranges[left.name]
            if isinstance(right, Num):
                return own.satisfies(op, right.value)
            return own.compares(op, ranges[right.name])
        if op is Op.DIFFERENT and not self.posed.functional:
            # new symbols are never out: differences entail no other difference
            differ = all(one.op is Op.DIFFERENT for one in rest)
            if differ and all(ranges[name].is_wide for name in self._tied | names):
                return any({one.left, one.right} == {left, right} for one in rest)
        return None
