"""Whole numbers: powers with integer exponents, factorials and binomial coefficients as atoms."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from math import factorial as product_to

from preceptor.check.algebra.atoms import MAX_POWER, Atoms, Unsupported, linear
from preceptor.check.algebra.polynomial import ONE, Quotient, number
from preceptor.logic.identity import Relation


def integer_power(atoms: Atoms, base: Quotient, exponent: Quotient, nonzero: bool) -> Quotient:
    """base^exponent for a whole exponent, as a product over the exponent's terms.

    Sound where the base is not zero, or no variable of the exponent is negative.
    """
    result = Quotient(ONE)
    for monomial, factor in linear(exponent):
        times = int(factor)
        if factor != times or abs(times) > MAX_POWER or (times < 0 and not nonzero):
            raise Unsupported("an exponent that may be negative")
        part = base
        if monomial != Quotient(ONE):
            part, is_new = atoms.atom("power", base, monomial)
            if is_new and nonzero:
                atoms.say(part, Relation.NE)
            if is_new and base.constant == -1:
                atoms.rules[atoms.index("power", base, monomial)] = (2, ONE)
                atoms.say(part * part - Quotient(ONE), Relation.EQ)
        result = result * (part if times > 0 else atoms.inverse(part)) ** abs(times)
    return result


def factorial(atoms: Atoms, value: Quotient) -> Quotient:
    """A factorial over the least of those with the same variable part."""
    constant = value.constant
    if constant is not None:
        if constant.denominator > 1 or not 0 <= constant <= MAX_POWER:
            raise Unsupported("a factorial of no small whole number")
        return Quotient(number(product_to(int(constant))))
    shift = value.above.terms.get((), Fraction(0))
    if value.below != ONE or shift.denominator > 1:
        raise Unsupported("a factorial of no whole number")
    rest = value.above - number(shift)
    lowest = atoms.lowest(rest, int(shift))
    atom, is_new = atoms.atom("factorial", rest, lowest)
    if is_new:
        atoms.say(atom, Relation.GT)
    for step in range(lowest + 1, int(shift) + 1):
        atom = atom * Quotient(rest + number(step))
    return atom


def binomial(atoms: Atoms, n: Quotient, k: Quotient, inside: bool) -> Quotient:
    """n over k: a polynomial in n where k is a number, else by factorials where `inside` says
    that 0 =< k =< n."""
    chosen, upper = k.constant, n.constant
    if chosen is not None and chosen.denominator == 1:
        if upper is not None and upper.denominator == 1 and 0 <= upper <= MAX_POWER:
            return Quotient(number(comb(int(upper), int(chosen)) if chosen >= 0 else 0))
        if 0 <= chosen <= MAX_POWER:
            result = Quotient(number(Fraction(1, product_to(int(chosen)))))
            for step in range(int(chosen)):
                result = result * (n - Quotient(number(step)))
            return result
    if not inside:
        raise Unsupported("a binomial coefficient that may lie outside the triangle")
    return factorial(atoms, n) * atoms.inverse(factorial(atoms, k) * factorial(atoms, n - k))
