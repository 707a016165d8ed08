"""Comparisons: the value of an expression, and whether a comparison holds of known values."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from fractions import Fraction

from preceptor.logic import Arith, Atom, Compare, Const, Expr, Num, Op, Term, Var
from preceptor.reason.arithmetic import calculate

Bindings = dict[str, Term]

_ORDER = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}


def ground(atom: Atom, bindings: Mapping[str, Term]) -> Atom:
    args = tuple(bindings[t.name] if isinstance(t, Var) else t for t in atom.args)
    return Atom(atom.name, args, atom.negated)


def matched(pattern: Atom, atom: Atom, bindings: Bindings) -> Bindings | None:
    """The bindings extended so that the pattern is the ground atom."""
    more: Bindings | None = None
    for wanted, term in zip(pattern.args, atom.args, strict=True):
        if isinstance(wanted, Var):
            known = (more or bindings).get(wanted.name)
            if known is None:
                more = {**bindings} if more is None else more
                more[wanted.name] = term
            elif known != term:
                return None
        elif wanted != term:
            return None
    return bindings if more is None else more


def compared(comparison: Compare, bindings: Bindings) -> Bindings | None:
    """The bindings under which the comparison holds; `=` binds a variable that has no value yet."""
    left, right = value(comparison.left, bindings), value(comparison.right, bindings)
    op = comparison.op
    if op is Op.SAME:
        for side, other in ((comparison.left, right), (comparison.right, left)):
            if isinstance(side, Var) and side.name not in bindings:
                return None if other is None else {**bindings, side.name: other}
        return bindings if left is not None and left == right else None
    if left is None or right is None:
        return None
    if op is Op.DIFFERENT:
        return bindings if left != right else None
    if isinstance(left, Num) and isinstance(right, Num) and _ORDER[op](left.value, right.value):
        return bindings
    return None


def value(expr: Expr, bindings: Mapping[str, Term]) -> Term | None:
    """The exact value of an expression; None where it has none."""
    match expr:
        case Var(name):
            return bindings.get(name)
        case Arith(op, left, right):
            a, b = value(left, bindings), value(right, bindings)
            if not isinstance(a, Num) or not isinstance(b, Num):
                return None
            result = calculate(op, a.value, b.value)
            return None if result is None else Num(Fraction(result))
        case Const() | Num():
            return expr
