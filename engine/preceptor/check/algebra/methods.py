"""Methods: sympy's ways to bring a difference to zero, the cheap ones first."""

from __future__ import annotations

from collections.abc import Callable

import sympy

Method = Callable[[sympy.Expr, sympy.Expr], bool]


def vanishes(expression: sympy.Expr) -> bool:
    return bool(expression == 0)


def _corners(left: sympy.Expr, right: sympy.Expr) -> bool:
    if not (left - right).has(sympy.Max, sympy.Min):
        return False
    return vanishes(sympy.expand((left - right).rewrite(sympy.Abs)))


def _expanded(left: sympy.Expr, right: sympy.Expr) -> bool:
    return vanishes(sympy.expand(left - right))


def _together(left: sympy.Expr, right: sympy.Expr) -> bool:
    above = sympy.fraction(sympy.together(left - right))[0]
    return vanishes(sympy.expand(above))


def _done(left: sympy.Expr, right: sympy.Expr) -> bool:
    if not (left - right).has(sympy.Sum, sympy.Product):
        return False
    return vanishes(sympy.simplify((left - right).doit()))


def _expanded_angles(left: sympy.Expr, right: sympy.Expr) -> bool:
    above = sympy.fraction(sympy.together(sympy.expand(left - right, trig=True)))[0]
    return vanishes(sympy.expand(above)) or vanishes(sympy.trigsimp(sympy.expand(above)))


def _exponentials(left: sympy.Expr, right: sympy.Expr) -> bool:
    rewritten = (left - right).rewrite(sympy.exp)
    above = sympy.fraction(sympy.together(sympy.expand(rewritten)))[0]
    return vanishes(sympy.expand(sympy.powsimp(sympy.expand(above))))


def _factorials(left: sympy.Expr, right: sympy.Expr) -> bool:
    if not (left - right).has(sympy.factorial, sympy.binomial):
        return False
    return vanishes(sympy.expand(sympy.combsimp((left - right).rewrite(sympy.factorial))))


def _logarithms(left: sympy.Expr, right: sympy.Expr) -> bool:
    difference = sympy.expand_log(left - right)
    return vanishes(difference) or vanishes(sympy.simplify(sympy.logcombine(difference)))


def roots(left: sympy.Expr, right: sympy.Expr) -> bool:
    """With what stands under square roots in factors, so that roots of factors come apart."""
    half = sympy.Rational(1, 2)
    factored = (left - right).replace(
        lambda e: e.is_Pow and e.exp == half, lambda e: sympy.sqrt(sympy.factor(e.base))
    )
    return vanishes(sympy.expand(factored))


def simplified(left: sympy.Expr, right: sympy.Expr) -> bool:
    return vanishes(sympy.simplify(left - right))


METHODS: tuple[Method, ...] = (
    _expanded,
    _together,
    _done,
    _corners,
    _factorials,
    _expanded_angles,
    _exponentials,
    _logarithms,
    simplified,
)
