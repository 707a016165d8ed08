"""Polynomials over the rationals in numbered atoms, and quotients of them; all exact.

A monomial is a sorted tuple of (atom, exponent > 0). A polynomial maps monomials to coefficients
other than zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from preceptor.logic import LimitExceeded

MAX_TERMS = 4000  # of one polynomial

Monomial = tuple[tuple[int, int], ...]
Terms = Mapping[Monomial, Fraction]
CONSTANT: Monomial = ()


@dataclass(frozen=True)
class Polynomial:
    """A polynomial. Raises LimitExceeded where it would have more than MAX_TERMS terms."""

    terms: Terms

    def __post_init__(self) -> None:
        if len(self.terms) > MAX_TERMS:
            raise LimitExceeded("terms of a polynomial", len(self.terms), MAX_TERMS)

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> tuple[tuple[Monomial, Fraction], ...]:
        """The terms in a fixed order: equal for equal polynomials."""
        return tuple(sorted(self.terms.items()))

    @property
    def constant(self) -> Fraction | None:
        """The value of a polynomial without atoms."""
        if not self.terms:
            return Fraction(0)
        return self.terms.get(CONSTANT) if len(self.terms) == 1 else None

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: Polynomial) -> Polynomial:
        return _collected((*self.terms.items(), *other.terms.items()))

    def __neg__(self) -> Polynomial:
        return self.scaled(Fraction(-1))

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        if len(self.terms) * len(other.terms) > 64 * MAX_TERMS:
            raise LimitExceeded(
                "terms of a product", len(self.terms) * len(other.terms), 64 * MAX_TERMS
            )
        return _collected(
            (times(m, n), a * b) for m, a in self.terms.items() for n, b in other.terms.items()
        )

    def __pow__(self, exponent: int) -> Polynomial:
        result, square = ONE, self
        while exponent:
            result = result * square if exponent & 1 else result
            exponent >>= 1
            square = square * square if exponent else square
        return result

    def scaled(self, factor: Fraction) -> Polynomial:
        return Polynomial({m: a * factor for m, a in self.terms.items()} if factor else {})

    def over(self, monomial: Monomial) -> Polynomial:
        """The quotient by a monomial that divides every term."""
        return Polynomial({_quotient(m, monomial): a for m, a in self.terms.items()})

    @property
    def content(self) -> Monomial:
        """The greatest monomial that divides every term."""
        common: dict[int, int] | None = None
        for monomial in self.terms:
            powers = dict(monomial)
            if common is None:
                common = powers
            else:
                common = {a: min(k, powers[a]) for a, k in common.items() if a in powers}
        return tuple(sorted((common or {}).items()))

    def split(self, atom: int) -> tuple[Polynomial, Polynomial]:
        """(p, q) such that the polynomial, at most linear in the atom, is p + atom*q."""
        plain = {m: a for m, a in self.terms.items() if atom not in dict(m)}
        with_it = {m: a for m, a in self.terms.items() if atom in dict(m)}
        return Polynomial(plain), Polynomial(with_it).over(((atom, 1),))

    def holds(self, atom: int) -> bool:
        return any(a == atom for monomial in self.terms for a, _ in monomial)

    def atoms(self) -> Iterator[int]:
        for monomial in self.terms:
            yield from (atom for atom, _ in monomial)

    def reduced(self, rules: Mapping[int, tuple[int, Polynomial]]) -> Polynomial:
        """Each atom's power k, the rule (k, p) of the atom, replaced by p, until none is left."""
        result, todo = ZERO, self
        while todo:
            plain: dict[Monomial, Fraction] = {}
            rest = ZERO
            for monomial, a in todo.terms.items():
                atom = next((x for x, k in monomial if x in rules and k >= rules[x][0]), None)
                if atom is None:
                    plain[monomial] = a
                else:
                    degree, value = rules[atom]
                    left = _quotient(monomial, ((atom, degree),))
                    rest = rest + Polynomial({left: a}) * value
            result, todo = result + Polynomial(plain), rest
        return result


def _collected(terms: Iterable[tuple[Monomial, Fraction]]) -> Polynomial:
    total: dict[Monomial, Fraction] = {}
    for monomial, a in terms:
        total[monomial] = total.get(monomial, Fraction(0)) + a
    return Polynomial({m: a for m, a in total.items() if a})


def times(one: Monomial, other: Monomial) -> Monomial:
    powers = dict(one)
    for atom, exponent in other:
        powers[atom] = powers.get(atom, 0) + exponent
    return tuple(sorted(powers.items()))


def _quotient(monomial: Monomial, by: Monomial) -> Monomial:
    powers = dict(monomial)
    for atom, exponent in by:
        powers[atom] -= exponent
    return tuple((atom, exponent) for atom, exponent in sorted(powers.items()) if exponent)


ZERO = Polynomial({})
ONE = Polynomial({CONSTANT: Fraction(1)})


def number(value: Fraction | int) -> Polynomial:
    return Polynomial({CONSTANT: Fraction(value)} if value else {})


def variable(atom: int) -> Polynomial:
    return Polynomial({((atom, 1),): Fraction(1)})


@dataclass(frozen=True)
class Quotient:
    """`above/below`, `below` not the zero polynomial; made by `quotient`, which cancels."""

    above: Polynomial
    below: Polynomial = ONE

    def __add__(self, other: Quotient) -> Quotient:
        if self.below == other.below:
            return quotient(self.above + other.above, self.below)
        return quotient(
            self.above * other.below + other.above * self.below, self.below * other.below
        )

    def __neg__(self) -> Quotient:
        return Quotient(-self.above, self.below)

    def __sub__(self, other: Quotient) -> Quotient:
        return self + -other

    def __mul__(self, other: Quotient) -> Quotient:
        return quotient(self.above * other.above, self.below * other.below)

    def __pow__(self, exponent: int) -> Quotient:
        return quotient(self.above**exponent, self.below**exponent)

    def scaled(self, factor: Fraction) -> Quotient:
        return Quotient(self.above.scaled(factor), self.below)

    @property
    def constant(self) -> Fraction | None:
        value = self.above.constant
        return value if self.below == ONE else None

    def changed(self, change: Callable[[Polynomial], Polynomial]) -> Quotient:
        return quotient(change(self.above), change(self.below))


def quotient(above: Polynomial, below: Polynomial) -> Quotient:
    """The quotient with common monomials cancelled, and a monic denominator."""
    if not above:
        return Quotient(ZERO)
    common = dict(above.content)
    shared = tuple((atom, min(k, common[atom])) for atom, k in below.content if atom in common)
    if shared:
        above, below = above.over(shared), below.over(shared)
    lead = below.key[-1][1]
    above, below = above.scaled(1 / lead), below.scaled(1 / lead)
    ratio = _ratio(above, below)
    return Quotient(above, below) if ratio is None else Quotient(number(ratio))


def _ratio(above: Polynomial, below: Polynomial) -> Fraction | None:
    """The number that one is times the other, if any."""
    if above.terms.keys() != below.terms.keys():
        return None
    ratios = {a / below.terms[m] for m, a in above.terms.items()}
    return ratios.pop() if len(ratios) == 1 else None
