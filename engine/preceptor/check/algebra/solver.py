"""The solver: claims about atoms for Z3, and what it says of them within its limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import z3

from preceptor.check.algebra.abstraction import Abstraction
from preceptor.check.algebra.atoms import Claim, I, Unsupported
from preceptor.check.algebra.polynomial import ONE, Polynomial, Quotient
from preceptor.check.algebra.requirements import rational
from preceptor.logic import Num, Var
from preceptor.logic.identity import Expression, Negative, Operation, Relation

TIMEOUT_MS = 20_000  # a fence only: the budget that counts is the same on every machine
BUDGET = 4_000_000  # Z3's own units of work (rlimit) for one question
MAX_POWER = 16  # of a power that is written out for Z3


class Outcome(StrEnum):
    UNSAT = "unsat"
    SAT = "sat"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Solved:
    """The outcome; where it is sat, the values of those variables that are rational."""

    outcome: Outcome
    point: tuple[tuple[Var, Fraction], ...] = ()


@dataclass(frozen=True)
class _Term:
    """A complex fraction of Z3 terms: (real + imaginary*I)/below."""

    real: z3.ArithRef
    imaginary: z3.ArithRef | None
    below: z3.ArithRef


class Question:
    """A conjunction over the atoms of an abstraction, asked of Z3."""

    def __init__(self, atoms: Abstraction) -> None:
        self.atoms = atoms
        self.said: list[z3.BoolRef] = []

    def claim(self, claim: Claim) -> None:
        """Says that a claim holds, and that it has a value."""
        self.said += self._claimed(claim)

    def one_of(self, claims: Sequence[Claim]) -> None:
        self.said.append(z3.Or(*(z3.And(*self._claimed(claim)) for claim in claims)))

    def none_of(self, claims: Sequence[Claim]) -> None:
        """Says that each claim has a value and fails."""
        for claim in claims:
            self._has_value(claim.value)
            self.said.append(z3.Not(self._relation(claim)))

    def differ(self, left: Expression, right: Expression) -> None:
        """Says that two expressions differ, written out as they stand."""
        one, other = self._written(left), self._written(right)
        self.said += [one.below != 0, other.below != 0]
        real = one.real * other.below != other.real * one.below
        if one.imaginary is None and other.imaginary is None:
            self.said.append(real)
            return
        zero = z3.RealVal(0)
        first = zero if one.imaginary is None else one.imaginary
        second = zero if other.imaginary is None else other.imaginary
        self.said.append(z3.Or(real, first * other.below != second * one.below))

    def ask(self, budget: int = BUDGET) -> Solved:
        """Whether all that was said can hold together with the axioms of the atoms."""
        solver = z3.SolverFor("QF_NRA")
        solver.set("timeout", TIMEOUT_MS)
        solver.set("rlimit", budget)
        solver.add(*self.said)
        for axiom in self.atoms.axioms:
            solver.add(*self._claimed(axiom))
        found = solver.check()
        if found == z3.unsat:
            return Solved(Outcome.UNSAT)
        if found != z3.sat:
            return Solved(Outcome.UNKNOWN)
        return Solved(Outcome.SAT, tuple(self._point(solver.model())))

    def _point(self, model: z3.ModelRef) -> Iterable[tuple[Var, Fraction]]:
        for variable, atom in self.atoms.variables.items():
            value = model.eval(_variable(atom), model_completion=True)
            if z3.is_rational_value(value):
                yield variable, value.as_fraction()

    # ------------------------------------------------------------ claims

    def _claimed(self, claim: Claim) -> list[z3.BoolRef]:
        said = [self._relation(claim)]
        for value in (claim.value, claim.like):
            if value is not None and value.below != ONE:
                said.append(_polynomial(value.below) != 0)
        return said

    def _has_value(self, value: Quotient) -> None:
        if value.below != ONE:
            self.said.append(_polynomial(value.below) != 0)

    def _relation(self, claim: Claim) -> z3.BoolRef:
        if claim.like is not None:
            one, other = _signed(claim.value), _signed(claim.like)
            return z3.And((one > 0) == (other > 0), (one == 0) == (other == 0))
        relation = claim.relation
        if relation in (Relation.EQ, Relation.NE):
            real, imaginary = claim.value.above.split(I)
            equal = z3.And(_polynomial(real) == 0, _polynomial(imaginary) == 0)
            return equal if relation is Relation.EQ else z3.Not(equal)
        return _COMPARED[relation](_signed(claim.value))

    # ------------------------------------------------------------ expressions as they stand

    def _written(self, expression: Expression) -> _Term:
        """The expression for Z3, arithmetic node by node and the rest by its atoms."""
        match expression:
            case Negative(operand):
                inner = self._written(operand)
                imaginary = None if inner.imaginary is None else -inner.imaginary
                return _Term(-inner.real, imaginary, inner.below)
            case Operation("+" | "-" as sign, left, right):
                one, other = self._written(left), self._written(right)
                return _sum(one, other if sign == "+" else self._written(_opposite(right)))
            case Operation("*", left, right):
                return _product(self._written(left), self._written(right))
            case Operation("/", left, right):
                return _product(self._written(left), _inverse(self._written(right)))
            case Operation("^", base, exponent) if _is_small(exponent):
                times = rational(exponent)
                assert times is not None
                result = factor = self._written(base)
                for _ in range(abs(int(times)) - 1):
                    result = _product(result, factor)
                return result if times > 0 else _inverse(result)
            case _:
                return _term(self.atoms.value(expression))


def _opposite(expression: Expression) -> Expression:
    return Num(-expression.value) if isinstance(expression, Num) else Negative(expression)


def _is_small(exponent: Expression) -> bool:
    value = rational(exponent)
    return value is not None and value.denominator == 1 and 1 <= abs(value) <= MAX_POWER


def _sum(one: _Term, other: _Term) -> _Term:
    same = z3.eq(one.below, other.below)
    left, right = (z3.RealVal(1),) * 2 if same else (other.below, one.below)
    below = one.below if same else one.below * other.below
    imaginary = None
    if one.imaginary is not None or other.imaginary is not None:
        zero = z3.RealVal(0)
        first = zero if one.imaginary is None else one.imaginary
        second = zero if other.imaginary is None else other.imaginary
        imaginary = first * left + second * right
    return _Term(one.real * left + other.real * right, imaginary, below)


def _product(one: _Term, other: _Term) -> _Term:
    below = one.below * other.below
    if one.imaginary is None and other.imaginary is None:
        return _Term(one.real * other.real, None, below)
    zero = z3.RealVal(0)
    first = zero if one.imaginary is None else one.imaginary
    second = zero if other.imaginary is None else other.imaginary
    real = one.real * other.real - first * second
    return _Term(real, one.real * second + first * other.real, below)


def _inverse(value: _Term) -> _Term:
    if value.imaginary is None:
        return _Term(value.below, None, value.real)
    norm = value.real * value.real + value.imaginary * value.imaginary
    return _Term(value.real * value.below, -value.imaginary * value.below, norm)


def _term(value: Quotient) -> _Term:
    real, imaginary = value.above.split(I)
    return _Term(
        _polynomial(real), _polynomial(imaginary) if imaginary else None, _polynomial(value.below)
    )


def _signed(value: Quotient) -> z3.ArithRef:
    """A polynomial with the sign of a real value."""
    whole = value.above if value.below == ONE else value.above * value.below
    if whole.holds(I):
        raise Unsupported("the sign of a complex value")
    return _polynomial(whole)


def _polynomial(polynomial: Polynomial) -> z3.ArithRef:
    if not polynomial:
        return z3.RealVal(0)
    return z3.Sum(
        *(
            z3.Product(_number(a), *(_variable(atom) for atom, k in monomial for _ in range(k)))
            for monomial, a in polynomial.key
        )
    )


def _variable(atom: int) -> z3.ArithRef:
    return z3.Real(f"x{atom}")


def _number(value: Fraction) -> z3.ArithRef:
    return z3.RealVal(f"{value.numerator}/{value.denominator}")


_COMPARED = {
    Relation.LT: lambda value: value < 0,
    Relation.LE: lambda value: value <= 0,
    Relation.GT: lambda value: value > 0,
    Relation.GE: lambda value: value >= 0,
}
