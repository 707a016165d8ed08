"""Premises: what conditions and requirements say to Z3, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preceptor.check.algebra.abstraction import Abstraction
from preceptor.check.algebra.atoms import Claim, Scale, Unsupported
from preceptor.check.algebra.polynomial import Quotient
from preceptor.check.algebra.requirements import Requirement, bound_by
from preceptor.check.algebra.solver import Outcome, Question
from preceptor.check.algebra.sorts import Integers, is_integer, is_real
from preceptor.logic import LimitExceeded, Num
from preceptor.logic.identity import (
    Comparison,
    Condition,
    Identity,
    Relation,
    operands,
    within,
)

SMALL_BUDGET = 400_000  # Z3's units of work for what is asked on the way


def implies(premises: Sequence[Condition], conclusion: Comparison, whole: Integers) -> bool:
    """Whether the comparison follows from the conditions; False where that is not decided."""
    return _implied(tuple(premises), (), Requirement((conclusion,)), whole)


def missing(
    identity: Identity, needed: Sequence[Requirement], whole: Integers
) -> tuple[tuple[Condition, ...], bool]:
    """The requirements that the conditions do not imply, as conditions; each may use the others
    before it. And whether one that no condition can tell is among them."""
    lacking: list[Condition] = []
    hidden = False
    for n, requirement in enumerate(needed):
        premises = (*identity.conditions, *lacking)
        if _implied(premises, needed[:n], requirement, whole):
            continue
        if bound_by(requirement, identity.variables):
            hidden = True
        else:
            lacking.append(requirement.any_of[0])
    for condition in sorted(lacking, key=length, reverse=True):  # shorter ones may say it
        rest = tuple(other for other in lacking if other != condition)
        premises = (*identity.conditions, *rest)
        if _implied(premises, (), Requirement((condition,)), whole):
            lacking.remove(condition)
    return tuple(lacking), hidden


def length(condition: Condition) -> int:
    """The number of expressions in a condition: what has less of them is told first."""
    return sum(1 for operand in operands(condition) for _ in within(operand))


def _implied(
    premises: tuple[Condition, ...],
    before: Sequence[Requirement],
    requirement: Requirement,
    whole: Integers,
) -> bool:
    if any(c in premises for c in requirement.any_of):
        return True
    comparisons = [c for c in requirement.any_of if isinstance(c, Comparison)]
    if len(comparisons) < len(requirement.any_of):
        return False
    try:
        for atoms in readings(whole, premises):
            question = Question(atoms)
            suppose(question, (*premises, *requirement.within), before)
            question.none_of([claim(atoms, c) for c in comparisons])
        return question.ask(SMALL_BUDGET).outcome is Outcome.UNSAT
    except (Unsupported, LimitExceeded):
        return False


def readings(whole: Integers, premises: tuple[Condition, ...]) -> Iterator[Abstraction]:
    """Two abstractions; what the first was asked decides how fine the atoms of the second are."""

    def known(comparison: Comparison) -> bool:
        if comparison in premises or _is_positive_number(comparison):
            return True
        if not all(map(is_real, (comparison.left, comparison.right))):
            return False
        return _known_of(premises, comparison, whole)

    first = Abstraction(whole, known)
    yield first
    yield Abstraction(whole, known, first.scale)


def _is_positive_number(comparison: Comparison) -> bool:
    left, right = comparison.left, comparison.right
    return (
        comparison.relation is Relation.GT
        and isinstance(left, Num)
        and right == Num(0)
        and left.value > 0
    )


def _known_of(premises: tuple[Condition, ...], comparison: Comparison, whole: Integers) -> bool:
    """As `implies`, with atoms that ask for nothing on the way."""
    try:
        for scale in (None, Scale()):
            atoms = Abstraction(whole, lambda _: False, scale)
            question = Question(atoms)
            suppose(question, premises, ())
            question.none_of([claim(atoms, comparison)])
        return question.ask(SMALL_BUDGET).outcome is Outcome.UNSAT
    except (Unsupported, LimitExceeded):
        return False


def suppose(
    question: Question, premises: Sequence[Condition], before: Sequence[Requirement]
) -> None:
    """Says premises and requirements; one that cannot be told to Z3 is left out, which can only
    make Z3 say less."""
    for condition in premises:
        if isinstance(condition, Comparison):
            try:
                question.claim(claim(question.atoms, condition))
            except (Unsupported, LimitExceeded):
                continue
    for requirement in before:
        if requirement.within or not all(isinstance(c, Comparison) for c in requirement.any_of):
            continue
        try:
            question.one_of(
                [claim(question.atoms, c) for c in requirement.any_of if isinstance(c, Comparison)]
            )
        except (Unsupported, LimitExceeded):
            continue


def claim(atoms: Abstraction, comparison: Comparison) -> Claim:
    """The comparison as a claim; between integers, `<` leaves room for one."""
    relation = comparison.relation
    value = atoms.value(comparison.left) - atoms.value(comparison.right)
    if relation in (Relation.LT, Relation.GT) and all(
        is_integer(side, atoms.whole) for side in (comparison.left, comparison.right)
    ):
        one = Quotient(value.below, value.below)
        if relation is Relation.LT:
            return Claim(value + one, Relation.LE)
        return Claim(value - one, Relation.GE)
    return Claim(value, relation)
