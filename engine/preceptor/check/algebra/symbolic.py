"""sympy: whether the difference of two sides is zero by its own simplification.

sympy may not come back: call it through the worker, which has a deadline.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy

from preceptor.check.algebra.atoms import Unsupported
from preceptor.check.algebra.building import Symbols, build
from preceptor.check.algebra.cases import plain, shifted, signed
from preceptor.check.algebra.induction import induction
from preceptor.check.algebra.methods import METHODS, roots, simplified, vanishes
from preceptor.logic import Num
from preceptor.logic.identity import (
    Application,
    Comparison,
    Expression,
    Identity,
    Operation,
    Relation,
)

_RELATIONS: dict[Relation, Callable[..., sympy.Basic]] = {
    Relation.EQ: sympy.Eq, Relation.NE: sympy.Ne, Relation.LT: sympy.Lt, Relation.LE: sympy.Le,
    Relation.GT: sympy.Gt, Relation.GE: sympy.Ge,
}  # fmt: skip


def is_zero(identity: Identity) -> bool:
    """Whether sympy brings the difference of the sides to zero; False says nothing."""
    return _by_methods(identity) or _by_induction(identity)


def _by_methods(identity: Identity) -> bool:
    return any(
        all(_vanishes_in(identity, symbols) for symbols in cases)
        for cases in (plain(identity), shifted(identity), signed(identity))
        if cases
    )


def _by_induction(identity: Identity) -> bool:
    """A sum of symbolic length: its beginning and its step, where the step holds no sum."""
    try:
        steps = induction(identity, lambda comparison: comparison in identity.conditions)
    except Unsupported:
        return False
    if any(c.relation is Relation.EQ for c in steps.step.conditions if isinstance(c, Comparison)):
        return False  # the hypothesis would be needed
    return _by_methods(steps.beginning) and _by_methods(steps.step)


def _vanishes_in(identity: Identity, symbols: Symbols) -> bool:
    """Whether the difference is zero in one case; where the case contradicts a condition, it is."""
    said = [_relation(c, symbols) for c in identity.conditions if isinstance(c, Comparison)]
    if any(relation == sympy.false for relation in said):
        return True
    left, right = build(identity.left, symbols), build(identity.right, symbols)
    if any(method(left, right) for method in METHODS):
        return True
    if (left - right).has(sympy.Sum, sympy.Product):
        return _summed(left - right, said)
    if _not_negative(identity.left) and _not_negative(identity.right):
        squares = sympy.expand(left**2), sympy.expand(right**2)
        return roots(*squares) or simplified(*squares)
    return False


def _relation(condition: Comparison, symbols: Symbols) -> sympy.Basic:
    left, right = build(condition.left, symbols), build(condition.right, symbols)
    return _RELATIONS[condition.relation](left, right)


def _summed(difference: sympy.Expr, said: list[sympy.Basic]) -> bool:
    """The difference with its sums worked out, each case told by what the conditions say."""
    done = difference.doit()
    for relation in said:
        done = done.subs(relation, sympy.true).subs(sympy.Not(relation), sympy.false)
    return vanishes(sympy.simplify(done))


def _not_negative(expression: Expression) -> bool:
    """Whether the expression is not negative by its form, wherever it is real."""
    match expression:
        case Application("sqrt" | "abs" | "exp" | "cosh", _):
            return True
        case Num(value):
            return value >= 0
        case Operation("+" | "*", left, right):
            return _not_negative(left) and _not_negative(right)
        case _:
            return False
