"""Exponentials, logarithms and angles: functional equations that lead to atoms of their parts."""

from __future__ import annotations

from fractions import Fraction

from preceptor.check.algebra.atoms import MAX_POWER, Atoms, I, Unsupported, linear
from preceptor.check.algebra.polynomial import ONE, Quotient, number, variable
from preceptor.logic import Num
from preceptor.logic.identity import Comparison, Relation


def exponential(atoms: Atoms, value: Quotient) -> Quotient:
    """exp of a sum as a product over its terms; of an imaginary term by Euler's formula."""
    result, turn = Quotient(ONE), Quotient(number(0))
    for part, factor in linear(value):
        if part.above.holds(I):
            turn = turn + Quotient(part.above.split(I)[1], part.below).scaled(factor)
        else:
            result = result * _exponential(atoms, part, factor)
    if turn.above:
        cosine, sine = angle(atoms, turn)
        result = result * (cosine + Quotient(variable(I)) * sine)
    return atoms.reduced(result)


def _exponential(atoms: Atoms, part: Quotient, factor: Fraction) -> Quotient:
    """exp(factor*part): a power of the atom of the finest part, or of log's argument."""
    base, degree = _logarithm_of(atoms, part), factor.denominator
    if base is not None:
        base = atoms.root(base, degree) if degree > 1 else base
    else:
        degree = atoms.finest(("exp", part), degree)
        base, is_new = atoms.atom("exp", part, degree)
        if is_new:
            atoms.exponents[atoms.index("exp", part, degree)] = part.scaled(Fraction(1, degree))
            atoms.say(base, Relation.GT)
            atoms.say(base - Quotient(ONE), Relation.EQ, like=part)
    times = int(factor * degree)
    if abs(times) > MAX_POWER:
        raise Unsupported("a large multiple in an exponent")
    return base**times if times >= 0 else atoms.inverse(base) ** -times


def _logarithm_of(atoms: Atoms, part: Quotient) -> Quotient | None:
    """u where the part is the atom log(u)."""
    monomial = next(iter(part.above.terms)) if len(part.above.terms) == 1 else ()
    if part.below != ONE or len(monomial) != 1 or monomial[0][1] != 1:
        return None
    return atoms.logarithms.get(monomial[0][0])


def logarithm(atoms: Atoms, value: Quotient) -> Quotient:
    """log of a positive value; of a product of positive factors the sum of theirs."""
    if not value.above:
        raise Unsupported("the logarithm of zero")
    if len(value.above.terms) > 1 or len(value.below.terms) > 1:
        return _log_atom(atoms, value)
    (above, factor), below = (
        next(iter(value.above.terms.items())),
        next(iter(value.below.terms)),
    )
    total = Quotient(number(0))
    for atom, k in (*above, *((atom, -k) for atom, k in below)):
        part = _log_of_positive(atoms, atom)
        if part is None or factor <= 0:
            return _log_atom(atoms, value)
        total = total + part.scaled(Fraction(k))
    for prime, k in _factors(factor):
        total = total + _log_atom(atoms, Quotient(number(prime))).scaled(Fraction(k))
    return total


def _log_of_positive(atoms: Atoms, atom: int) -> Quotient | None:
    """The logarithm of an exponential, or of a variable that is known to be positive."""
    if atom in atoms.exponents:
        return atoms.exponents[atom]
    variables = (v for v, index in atoms.variables.items() if index == atom)
    if any(atoms.known(Comparison(Relation.GT, v, Num(0))) for v in variables):
        return _log_atom(atoms, Quotient(variable(atom)))
    return None


def _log_atom(atoms: Atoms, value: Quotient) -> Quotient:
    atom, is_new = atoms.atom("log", value)
    if is_new:
        atoms.logarithms[atoms.index("log", value)] = value
        atoms.say(atom, Relation.EQ, like=value - Quotient(ONE))
    return atom


# ---------------------------------------------------------------- angles


def angle(atoms: Atoms, value: Quotient) -> tuple[Quotient, Quotient]:
    """Cosine and sine of a sum, in those of its terms; hyperbolic of imaginary terms."""
    cosine, sine = Quotient(ONE), Quotient(number(0))
    for part, factor in linear(value):
        if part.above.holds(I):
            turned = Quotient(part.above.split(I)[1], part.below).scaled(factor)
            c = hyperbolic(atoms, "cosh", turned)
            s = hyperbolic(atoms, "sinh", turned) * Quotient(variable(I))
        else:
            c, s = _multiple(atoms, part, factor)
        cosine, sine = cosine * c - sine * s, sine * c + cosine * s
    return atoms.reduced(cosine), atoms.reduced(sine)


def _multiple(atoms: Atoms, part: Quotient, factor: Fraction) -> tuple[Quotient, Quotient]:
    if part == atoms.opaque("pi") and factor.denominator <= 2:
        quarter = int(2 * factor) % 4
        right, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarter]
        return Quotient(number(right)), Quotient(number(up))
    degree = atoms.finest(("angle", part), factor.denominator)
    times = int(factor * degree)
    if abs(times) > MAX_POWER:
        raise Unsupported("a large multiple of an angle")
    c, is_new = atoms.atom("cos", part, degree)
    s = atoms.opaque("sin", part, degree)
    if is_new:
        atoms.rules[atoms.index("sin", part, degree)] = (2, ONE - c.above * c.above)
        atoms.say(c * c + s * s - Quotient(ONE), Relation.EQ)
    cosine, sine = Quotient(ONE), Quotient(number(0))
    for _ in range(abs(times)):
        cosine, sine = atoms.reduced(cosine * c - sine * s), atoms.reduced(sine * c + cosine * s)
    return cosine, sine if times >= 0 else -sine


def trigonometric(atoms: Atoms, function: str, value: Quotient) -> Quotient:
    c, s = angle(atoms, value)
    match function:
        case "sin":
            return s
        case "cos":
            return c
        case "tan":
            return s * atoms.inverse(c)
        case "cot":
            return c * atoms.inverse(s)
        case "sec":
            return atoms.inverse(c)
        case _:
            return atoms.inverse(s)


def hyperbolic(atoms: Atoms, function: str, value: Quotient) -> Quotient:
    up = exponential(atoms, value)
    down = atoms.inverse(up)
    match function:
        case "sinh":
            return (up - down).scaled(Fraction(1, 2))
        case "cosh":
            return (up + down).scaled(Fraction(1, 2))
        case "tanh":
            return (up - down) * atoms.inverse(up + down)
        case _:
            return (up + down) * atoms.inverse(up - down)


def _factors(value: Fraction) -> list[tuple[int, int]]:
    """The primes below a thousand in a positive number with their exponents, then what is left."""
    found: list[tuple[int, int]] = []
    for rest, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime in range(2, 1000):
            times = 0
            while rest % prime == 0:
                rest, times = rest // prime, times + 1
            if times:
                found.append((prime, sign * times))
        if rest > 1:
            found.append((rest, sign))
    return found
