"""Ground expressions, comparisons and aggregates: what they come to, exactly.

For whoever checks an engine: the engine itself computes with code of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from operator import add, mul, sub, truediv

from preceptor.logic.errors import LimitExceeded
from preceptor.logic.terms import Aggregate, Arith, Atom, Compare, Expr, Fold, Num, Op, Term, Var

MAX_BITS = 100_000  # of one number
_ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": truediv}
_SIGNS = {Op.LT: [-1], Op.LE: [-1, 0], Op.GT: [1], Op.GE: [1, 0], Op.EQ: [0], Op.NE: [-1, 1]}


def value(expr: Expr, bindings: Mapping[str, Term]) -> Term | None:
    """The expression's value; None for a symbol in a sum, x / 0, or a variable not bound.

    Raises LimitExceeded for a number of more than MAX_BITS.
    """
    if not isinstance(expr, Arith):
        return bindings.get(expr.name) if isinstance(expr, Var) else expr
    left, right = value(expr.left, bindings), value(expr.right, bindings)
    if not isinstance(left, Num) or not isinstance(right, Num):
        return None
    if expr.op == "/" and right.value == 0:
        return None
    result = _ARITHMETIC[expr.op](Fraction(left.value), Fraction(right.value))
    bits = max(result.numerator.bit_length(), result.denominator.bit_length())
    if bits > MAX_BITS:
        raise LimitExceeded("bits of a number", bits, MAX_BITS)
    return Num(result)


def holds(comparison: Compare, bindings: Mapping[str, Term]) -> bool:
    """Whether both sides have values and these compare so; only `=` and `\\=` take symbols."""
    left, right = value(comparison.left, bindings), value(comparison.right, bindings)
    if left is None or right is None:
        return False
    if comparison.op is Op.SAME or comparison.op is Op.DIFFERENT:
        return (left == right) is (comparison.op is Op.SAME)
    if not isinstance(left, Num) or not isinstance(right, Num):
        return False
    sign = (left.value > right.value) - (left.value < right.value)
    return sign in _SIGNS[comparison.op]


def folded(aggregate: Aggregate, instances: Iterable[Atom]) -> Num | None:
    """What an aggregate comes to over the ground instances of its atom that are true.

    None for a sum, least or greatest of constants, and for a least or greatest of none.
    """
    tuples: set[tuple[Term, ...]] = set()
    for atom in instances:
        bindings = dict(zip(aggregate.atom.args, atom.args, strict=True))
        tuples.add(tuple(bindings.get(term, term) for term in aggregate.terms))
    if aggregate.fold is Fold.COUNT:
        return Num(len(tuples))
    firsts = [listed[0] for listed in tuples]
    numbers = [Fraction(term.value) for term in firsts if isinstance(term, Num)]
    if len(numbers) < len(firsts):
        return None
    if aggregate.fold is Fold.SUM:
        return Num(sum(numbers, start=Fraction(0)))
    extreme = min if aggregate.fold is Fold.MIN else max
    return Num(extreme(numbers)) if numbers else None
