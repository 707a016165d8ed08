"""Abstraction: an expression as a quotient of polynomials in atoms that stand for the rest.

Roots, moduli, exponentials, angles, logarithms and factorials become atoms with the axioms that
define them algebraically: r >= 0 and r^2 = u, c^2 + s^2 = 1, f(n + 1) = (n + 1)*f(n). Functional
equations are applied on the way: exponentials of sums are products, angles are expanded in the
sines and cosines of their parts. What is unsatisfiable of the abstraction is so of the identity;
what is satisfiable may still be impossible of the numbers that the atoms stand for.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from preceptor.check.algebra.atoms import MAX_POWER, Atoms, I, Unsupported
from preceptor.check.algebra.exponentials import exponential, hyperbolic, logarithm, trigonometric
from preceptor.check.algebra.polynomial import ONE, Quotient, number, quotient, variable
from preceptor.check.algebra.requirements import rational
from preceptor.check.algebra.sorts import is_integer, is_real
from preceptor.check.algebra.wholes import binomial, factorial, integer_power
from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Comparison,
    Constant,
    Derivative,
    Expression,
    Negative,
    Operation,
    Relation,
    Series,
    free,
)


class Abstraction(Atoms):
    """Atoms that expressions are read into."""

    def value(self, expression: Expression) -> Quotient:
        """The expression as a quotient. Raises Unsupported, LimitExceeded."""
        return self.reduced(self._value(expression))

    def _value(self, expression: Expression) -> Quotient:
        match expression:
            case Num(value):
                return Quotient(number(value))
            case Var():
                atom, is_new = self.atom("variable", expression)
                if is_new:
                    self.variables[expression] = self.index("variable", expression)
                return atom
            case Constant.I:
                return Quotient(variable(I))
            case Constant.PI:
                return self._pi()
            case Constant.E:
                return exponential(self, Quotient(ONE))
            case Constant():
                raise Unsupported("infinity")
            case Negative(operand):
                return -self.value(operand)
            case Operation("+", left, right):
                return self.value(left) + self.value(right)
            case Operation("-", left, right):
                return self.value(left) - self.value(right)
            case Operation("*", left, right):
                return self.value(left) * self.value(right)
            case Operation("/", left, right):
                return self.value(left) * self.inverse(self.value(right))
            case Operation(_, base, exponent):
                return self._power(base, exponent)
            case Application(function, args):
                return self._applied(function, args)
            case Series():
                raise Unsupported(f"a {expression.fold} of unknown length")
            case Derivative():
                raise Unsupported("a derivative")
            case _:
                assert_never(expression)

    def _pi(self) -> Quotient:
        atom, is_new = self.atom("pi")
        if is_new:
            self.say(atom - Quotient(number(Fraction(333, 106))), Relation.GT)
            self.say(atom - Quotient(number(Fraction(355, 113))), Relation.LT)
        return atom

    def _power(self, base: Expression, exponent: Expression) -> Quotient:
        value = rational(exponent)
        if value is not None:
            return self._literal_power(base, value)
        if base is Constant.E:
            return exponential(self, self.value(exponent))
        whole = is_integer(exponent, self.whole)
        positive = is_real(base) and self.known(Comparison(Relation.GT, base, Num(0)))
        if positive or (not whole and is_real(base) and is_real(exponent)):
            return exponential(self, self.value(exponent) * logarithm(self, self.value(base)))
        if not whole:
            raise Unsupported("a complex power")
        nonzero = is_real(base) and self.known(Comparison(Relation.NE, base, Num(0)))
        steady = all(self.known(Comparison(Relation.GE, v, Num(0))) for v in set(free(exponent)))
        if not nonzero and not steady:  # of 0^(N + 1) at N = -1 nothing is known from 0^N
            return self.opaque("power", self.value(base), self.value(exponent))
        return integer_power(self, self.value(base), self.value(exponent), nonzero)

    def _literal_power(self, base: Expression, exponent: Fraction) -> Quotient:
        if abs(exponent.numerator) > MAX_POWER or exponent.denominator > MAX_POWER:
            raise Unsupported("a large exponent")
        value = self.value(base)
        if exponent.denominator > 1:
            if not is_real(base):
                raise Unsupported("a complex root")
            value = self.root(value, exponent.denominator)
        if exponent < 0:
            value = self.inverse(value)
        return value ** abs(exponent.numerator)

    def _applied(self, function: str, args: tuple[Expression, ...]) -> Quotient:
        real = all(map(is_real, args))
        match function:
            case "factorial":
                return factorial(self, self.value(args[0]))
            case "binomial":
                return self._binomial(*args)
        values = tuple(map(self.value, args))
        first = values[0]
        match function:
            case "exp":
                return exponential(self, first)
            case "log" if real:
                return logarithm(self, first)
            case "sqrt" if real:
                return self.root(first, 2)
            case "abs":
                return self._modulus(first)
            case "sin" | "cos" | "tan" | "cot" | "sec" | "csc":
                return trigonometric(self, function, first)
            case "sinh" | "cosh" | "tanh" | "coth":
                return hyperbolic(self, function, first)
            case "max" | "min" if real:
                return self._extreme(function, *values)
            case "sign" if real:
                return self._sign(first)
            case _ if real:
                return self.opaque(function, *values)
            case _:
                raise Unsupported(f"a complex {function}")

    def _modulus(self, value: Quotient) -> Quotient:
        real, imaginary = value.above.split(I)
        square = quotient(real * real + imaginary * imaginary, value.below * value.below)
        return self.root(self.reduced(square), 2)

    def _extreme(self, function: str, one: Quotient, other: Quotient) -> Quotient:
        atom, is_new = self.atom(function, frozenset((one, other)))
        if is_new:
            relation = Relation.GE if function == "max" else Relation.LE
            self.say(atom - one, relation)
            self.say(atom - other, relation)
            self.say((atom - one) * (atom - other), Relation.EQ)
        return atom

    def _sign(self, value: Quotient) -> Quotient:
        atom, is_new = self.atom("sign", value)
        if is_new:
            self.say(atom**3 - atom, Relation.EQ)
            self.say(atom, Relation.EQ, like=value)
        return atom

    def _binomial(self, upper: Expression, lower: Expression) -> Quotient:
        inside = self.known(Comparison(Relation.GE, lower, Num(0))) and self.known(
            Comparison(Relation.LE, lower, upper)
        )
        return binomial(self, self.value(upper), self.value(lower), inside)
