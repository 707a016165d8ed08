"""Claims: what a clause of controlled English says, as a condition or as a conclusion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import assert_never

from preceptor.logic import Atom, Code, Compare, Literal, Not, Op, Rule
from preceptor.syntax import clause_id
from preceptor.syntax.build import MAX_ALTERNATIVES, Refused

_OPPOSITES = {
    Op.SAME: Op.DIFFERENT,
    Op.DIFFERENT: Op.SAME,
    Op.LT: Op.GE,
    Op.GE: Op.LT,
    Op.GT: Op.LE,
    Op.LE: Op.GT,
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
}

Alternatives = tuple[Literal, ...]
Conditions = tuple[Alternatives, ...]  # a conjunction of disjunctions


@dataclass(frozen=True, slots=True)
class Claim:
    """A conjunction of disjunctions, asserted or (then none of its literals holds) denied.

    `given` is what must hold for its descriptions to mean someone: "the father of X".
    """

    parts: tuple[tuple[Atom | Compare, ...], ...]
    denied: bool = False
    weight: Fraction | None = None
    given: Conditions = ()

    def conditions(self) -> Conditions:
        """The claim as it stands in a body."""
        if self.weight is not None:
            message = "only a conclusion can hold most of the time"
            raise Refused(Code.ENGLISH, message)
        return (*self.given, *(self._refuted() if self.denied else self.parts))

    def exceptions(self) -> Conditions:
        """What must hold for the claim not to: the meaning of "unless"."""
        if self.given:
            raise Refused(Code.ENGLISH, "an exception speaks of people named before")
        if self.denied:
            return self.parts
        if len(self.parts) > 1 and any(len(part) > 1 for part in self.parts):
            raise Refused(Code.ENGLISH, "an exception too involved for one rule")
        if len(self.parts) > 1:
            return (tuple(_denied(part[0]) for part in self.parts),)
        return self._refuted()

    def heads(self) -> tuple[Atom, ...]:
        """The claim as conclusions of one rule each."""
        literals = [literal for part in self.parts for literal in part]
        if any(len(part) > 1 for part in self.parts) and not self.denied:
            shown = " or ".join(getattr(lit, "name", str(lit)) for lit in self.parts[0])
            raise Refused(Code.ENGLISH, f"a rule concludes one thing, not {shown}")
        heads = tuple(lit for lit in literals if isinstance(lit, Atom))
        if len(heads) < len(literals):
            raise Refused(Code.ENGLISH, "a rule concludes a relation, not a comparison")
        return tuple(replace(head, negated=self.denied) for head in heads)

    def _refuted(self) -> Conditions:
        return tuple((_denied(literal),) for part in self.parts for literal in part)


def _denied(literal: Atom | Compare) -> Literal:
    match literal:
        case Atom():
            return Not(literal)
        case Compare(op, left, right):
            return Compare(_OPPOSITES[op], left, right)
        case _:
            assert_never(literal)


def rules(claims: tuple[Claim, ...], conditions: Conditions, weight: Fraction) -> tuple[Rule, ...]:
    """A rule for each conclusion and each choice among the alternatives of its conditions."""
    return tuple(
        rule
        for claim in claims
        for head in claim.heads()
        for rule in _unfold(head, (*conditions, *claim.given), claim.weight or weight)
    )


def _unfold(head: Atom, conditions: Conditions, weight: Fraction) -> tuple[Rule, ...]:
    if prod(map(len, conditions)) > MAX_ALTERNATIVES:
        raise Refused(Code.LIMIT, f"more than {MAX_ALTERNATIVES} alternatives")
    unfolded = tuple(Rule(head, body, weight) for body in product(*conditions))
    if len(unfolded) == 1:
        return unfolded
    clause = clause_id(unfolded)
    return tuple(replace(rule, clause=clause) for rule in unfolded)
