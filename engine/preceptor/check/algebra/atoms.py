"""Atoms: the numbers that polynomials are about, with the axioms and rewrite rules they obey."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from preceptor.check.algebra.polynomial import ONE, Polynomial, Quotient, number, quotient, variable
from preceptor.check.algebra.sorts import Integers
from preceptor.logic import PreceptorError, Var
from preceptor.logic.identity import Comparison, Relation

MAX_POWER = 64  # of a literal exponent, of a multiple of an angle, of a shift
I = 0  # the atom of the imaginary unit  # noqa: E741

Known = Callable[[Comparison], bool]  # whether a comparison follows from the premises


class Unsupported(PreceptorError):
    """An expression outside the fragment."""


@dataclass(frozen=True)
class Claim:
    """`value relation 0`, or, with `like`, that two values have the same sign."""

    value: Quotient
    relation: Relation = Relation.EQ
    like: Quotient | None = None


@dataclass
class Scale:
    """What a first reading finds out for the second: the finest parts of exponents and angles,
    the least shift of each factorial."""

    parts: dict[Hashable, int] = field(default_factory=dict)
    shifts: dict[Hashable, int] = field(default_factory=dict)


class Atoms:
    """The atoms of some expressions, each under a key, with what holds of them.

    `known` answers what the premises imply; `scale` is what a first reading found out.
    `rules` gives for an atom (k, p): its power k is the polynomial p. `exponents` and
    `logarithms` say of which u an atom is exp(u) or log(u).
    """

    def __init__(self, whole: Integers, known: Known, scale: Scale | None = None) -> None:
        self.whole = whole
        self.known = known
        self.before = scale
        self.scale = Scale()
        self.axioms: list[Claim] = []
        self.rules: dict[int, tuple[int, Polynomial]] = {I: (2, number(-1))}
        self.variables: dict[Var, int] = {}
        self.exponents: dict[int, Quotient] = {}
        self.logarithms: dict[int, Quotient] = {}
        self._atoms: dict[Hashable, int] = {"I": I}

    def atom(self, *key: Hashable) -> tuple[Quotient, bool]:
        """The atom of a key, and whether it is new."""
        is_new = key not in self._atoms
        index = self._atoms.setdefault(key, len(self._atoms))
        return Quotient(variable(index)), is_new

    def index(self, *key: Hashable) -> int:
        return self._atoms[key]

    def opaque(self, *key: Hashable) -> Quotient:
        return self.atom(*key)[0]

    def reduced(self, value: Quotient) -> Quotient:
        return value.changed(lambda p: p.reduced(self.rules))

    def say(self, value: Quotient, relation: Relation, like: Quotient | None = None) -> None:
        self.axioms.append(Claim(value, relation, like))

    def inverse(self, value: Quotient) -> Quotient:
        """1/value, the denominator made real. Raises Unsupported for one that is always zero."""
        if not value.above:
            raise Unsupported("a denominator that is always zero")
        if not value.above.holds(I):
            return quotient(value.below, value.above)
        real, imaginary = value.above.split(I)
        norm = (real * real + imaginary * imaginary).reduced(self.rules)
        return quotient(value.below * (real - imaginary * variable(I)), norm)

    def root(self, value: Quotient, degree: int) -> Quotient:
        """The root that is not negative, of a value that is not."""
        constant = value.constant
        if constant is not None:
            exact = _exact_root(constant, degree)
            if exact is not None:
                return Quotient(number(exact))
        if value.above.holds(I):
            raise Unsupported("a complex root")
        atom, is_new = self.atom("root", degree, value)
        if is_new:
            self.say(atom, Relation.GE)
            self.say(atom**degree * Quotient(value.below) - Quotient(value.above), Relation.EQ)
            if value.below == ONE:
                self.rules[self.index("root", degree, value)] = (degree, value.above)
        return atom

    def finest(self, key: Hashable, degree: int) -> int:
        """The least common denominator of all multiples of a part, from the first reading on."""
        self.scale.parts[key] = lcm(self.scale.parts.get(key, 1), degree)
        return self.before.parts.get(key, degree) if self.before else degree

    def lowest(self, rest: Polynomial, shift: int) -> int:
        self.scale.shifts[rest] = min(self.scale.shifts.get(rest, shift), shift)
        lowest = self.before.shifts.get(rest, shift) if self.before else shift
        if shift - lowest > MAX_POWER:
            raise Unsupported("factorials far apart")
        return lowest


def linear(value: Quotient) -> list[tuple[Quotient, Fraction]]:
    """The value as a sum of multiples of monomials over the denominator, if that is one, else of
    its real and its imaginary part."""
    if len(value.below.terms) == 1:
        parts = [Polynomial({monomial: Fraction(1)}) for monomial in value.above.terms]
        factors = list(value.above.terms.values())
    else:
        real, imaginary = value.above.split(I)
        whole = [part for part in (real, imaginary * variable(I)) if part]
        factors = [part.key[-1][1] for part in whole]
        parts = [part.scaled(1 / factor) for part, factor in zip(whole, factors, strict=True)]
    return [(quotient(part, value.below), f) for part, f in zip(parts, factors, strict=True)]


def _exact_root(value: Fraction, degree: int) -> Fraction | None:
    if value < 0:
        return None
    above, below = _whole_root(value.numerator, degree), _whole_root(value.denominator, degree)
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(value: int, degree: int) -> int | None:
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low if low**degree == value else None
