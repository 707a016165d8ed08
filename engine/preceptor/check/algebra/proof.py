"""Proof: what an identity's conditions imply, and whether its sides can differ, by Z3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from preceptor.check.algebra.atoms import Claim, Unsupported
from preceptor.check.algebra.derivative import NoDerivative, without_derivatives
from preceptor.check.algebra.exponentials import exponential
from preceptor.check.algebra.induction import Induction, NotInductive, induction
from preceptor.check.algebra.premises import implies, length, missing, readings, suppose
from preceptor.check.algebra.requirements import Requirement, requirements
from preceptor.check.algebra.solver import Outcome, Question, Solved
from preceptor.check.algebra.sorts import Integers, integers, is_real
from preceptor.logic import LimitExceeded, Var
from preceptor.logic.identity import Condition, Identity, Relation


@dataclass(frozen=True)
class Proof:
    """What Z3 found of an identity.

    `missing` are the conditions to be added for both sides to have values; with them, the sides
    cannot differ where `outcome` is unsat. `hidden` says that a requirement on a bound variable
    is not implied. `point` is where Z3 would have them differ. `reason` says why it is unknown.
    """

    outcome: Outcome
    missing: tuple[Condition, ...] = ()
    hidden: bool = False
    point: tuple[tuple[Var, Fraction], ...] = ()
    reason: str = ""


def prove(identity: Identity) -> Proof:
    """What the conditions leave out, and whether the sides can differ where both have values."""
    whole = integers(identity)
    try:
        found = (r for side in (identity.left, identity.right) for r in requirements(side, whole))
        needed = sorted(dict.fromkeys(found), key=lambda r: sum(map(length, r.any_of)))
    except NoDerivative as error:
        return Proof(Outcome.UNKNOWN, reason=f"no derivative: {error}")
    lacking, hidden = missing(identity, needed, whole)
    guarded = replace(identity, conditions=(*identity.conditions, *lacking))
    solved, reason = _solved(guarded, needed, whole)
    return Proof(solved.outcome, lacking, hidden, solved.point, reason)


# ---------------------------------------------------------------- equality


def _solved(
    identity: Identity, needed: Sequence[Requirement], whole: Integers
) -> tuple[Solved, str]:
    """Whether the sides can differ, directly or by induction over the length of a sum."""
    plain = replace(
        identity,
        left=without_derivatives(identity.left),
        right=without_derivatives(identity.right),
    )
    try:
        return _differ(plain, needed, whole), ""
    except (Unsupported, LimitExceeded) as error:
        reason = str(error)
    try:
        steps = induction(plain, lambda c: implies(plain.conditions, c, whole))
        return _by_induction(steps), ""
    except NotInductive:
        return Solved(Outcome.UNKNOWN), reason
    except (Unsupported, LimitExceeded) as error:
        return Solved(Outcome.UNKNOWN), str(error)


def _differ(identity: Identity, needed: Sequence[Requirement], whole: Integers) -> Solved:
    """Asked of the sides as they stand; where Z3 gives up, of the normal form of their
    difference, and of exponentials where the sides hold logarithms."""
    best = Solved(Outcome.UNKNOWN)
    for ask in (_as_it_stands, _normal_form, _of_exponentials):
        solved = ask(identity, needed, whole)
        if solved.outcome is Outcome.UNSAT:
            return solved
        if solved.outcome is Outcome.SAT and best.outcome is Outcome.UNKNOWN:
            best = solved
    return best


def _as_it_stands(identity: Identity, needed: Sequence[Requirement], whole: Integers) -> Solved:
    for atoms in readings(whole, identity.conditions):
        question = Question(atoms)
        suppose(question, identity.conditions, needed)
        question.differ(identity.left, identity.right)
    return question.ask()


def _normal_form(identity: Identity, needed: Sequence[Requirement], whole: Integers) -> Solved:
    for atoms in readings(whole, identity.conditions):
        question = Question(atoms)
        suppose(question, identity.conditions, needed)
        difference = atoms.reduced(atoms.value(identity.left) - atoms.value(identity.right))
        question.claim(Claim(difference, Relation.NE))
    return question.ask()


def _of_exponentials(identity: Identity, needed: Sequence[Requirement], whole: Integers) -> Solved:
    """exp is injective on the reals: equal exponentials are those of equal sides."""
    if not (is_real(identity.left) and is_real(identity.right)):
        return Solved(Outcome.UNKNOWN)
    try:
        for atoms in readings(whole, identity.conditions):
            question = Question(atoms)
            suppose(question, identity.conditions, needed)
            left, right = atoms.value(identity.left), atoms.value(identity.right)
            difference = exponential(atoms, left) - exponential(atoms, right)
            question.claim(Claim(atoms.reduced(difference), Relation.NE))
        return question.ask()
    except (Unsupported, LimitExceeded):
        return Solved(Outcome.UNKNOWN)


def _by_induction(steps: Induction) -> Solved:
    """Both the beginning and the step must hold for the solver to say unsat."""
    for part in (steps.beginning, steps.step):
        whole = integers(part) | steps.whole
        needed = tuple(r for side in (part.left, part.right) for r in requirements(side, whole))
        solved = _differ(part, needed, whole)
        if solved.outcome is not Outcome.UNSAT:
            return Solved(Outcome.UNKNOWN)
    return Solved(Outcome.UNSAT)
