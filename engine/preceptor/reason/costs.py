"""Costs: weights as integers that add up, so that the best proof is the cheapest one.

A weight w costs -log w in units of 2^-50, rounded once for each prime of w: the product of
weights becomes a sum of integers that depends neither on the order of the factors nor on how
they are grouped, and 0.5 * 0.5 ties with 0.25 where floats would only nearly. A label holds the
cost of a fact's best proof and below it the least height of such a proof, in one integer that
compares as the pair does.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import exp, log

UNIT = 1 << 50
HEIGHT_BITS = 32
ONE_HIGHER = 1
_HEIGHT = (1 << HEIGHT_BITS) - 1
_SMALL_PRIMES = 1000  # what is left after dividing by these is taken as one more prime
DIGITS = 12  # of a confidence; past them there is rounding only


@cache
def cost(weight: Fraction) -> int:
    """The cost of a weight in (0, 1], as the upper part of a label; 0 for weight 1."""
    if weight == 1:
        return 0
    units = _log(weight.denominator) - _log(weight.numerator)
    return max(units, 1) << HEIGHT_BITS


def confidence(label: int) -> float:
    """The product of weights that a label's cost stands for."""
    product = exp(-(label >> HEIGHT_BITS) / UNIT)
    return float(f"{product:.{DIGITS}g}")


def split(label: int) -> tuple[int, int]:
    """The label's cost, still in its upper part, and its height."""
    height = label & _HEIGHT
    return label - height, height


def _log(number: int) -> int:
    """The logarithm in units, a sum over prime factors."""
    units, prime = 0, 2
    while prime < _SMALL_PRIMES and number > 1:
        while number % prime == 0:
            number //= prime
            units += round(log(prime) * UNIT)
        prime += 1
    return units + (round(log(number) * UNIT) if number > 1 else 0)
