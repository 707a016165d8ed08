"""Induction over the length of a sum or product: a beginning and a step without it.

The identity is P(N). With n the least N that the conditions allow, P(n) has the terms written
out, and P(N) implies P(N + 1) has the sum at N as a number that P(N) tells of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

from preceptor.check.algebra.atoms import Unsupported
from preceptor.check.algebra.derivative import ONE, ZERO, plus, times
from preceptor.check.algebra.requirements import rational
from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Comparison,
    Condition,
    Constant,
    Expression,
    Fold,
    Identity,
    Operation,
    Relation,
    Series,
    free,
    operands,
    parts,
    substitute,
    with_parts,
    within,
)

MAX_BEGINNING = 3  # terms of the sum at its beginning


class NotInductive(Unsupported):
    """An identity without a sum or product."""


@dataclass(frozen=True, slots=True)
class Induction:
    """Two identities; the step's hypothesis is among its conditions."""

    beginning: Identity
    step: Identity
    whole: frozenset[Var]


def induction(identity: Identity, known: Callable[[Comparison], bool]) -> Induction:
    """The beginning and the step for an identity with one sum or product of symbolic length.

    Raises Unsupported where there is none such, or another condition speaks of its length.
    """
    series = _only(identity)
    length, offset = _length(series)
    first = rational(series.first)
    if first is None or first.denominator != 1 or length in set(free(series.term)):
        raise Unsupported("a sum whose terms change with its length")
    empty = int(first) - 1 - offset
    least = _least(length, empty, known)
    others = tuple(c for c in identity.conditions if length not in _free(c))
    for condition in identity.conditions:
        if length in _free(condition) and not _is_bound(condition, length):
            raise Unsupported("a condition on the length of a sum")
    start: dict[Var, Expression] = {length: Num(least)}
    few = _written_out(series, least - empty)
    left, right = (
        substitute(_replaced(side, series, few), start) for side in (identity.left, identity.right)
    )
    beginning = Identity(left, right, others)
    return Induction(
        beginning, _step(identity, series, length, offset, least, others), frozenset({length})
    )


def _step(
    identity: Identity,
    series: Series,
    length: Var,
    offset: int,
    least: int,
    others: tuple[Condition, ...],
) -> Identity:
    so_far: Expression = Var(_fresh(identity))
    if series == identity.left:  # P(N) says what the sum is
        so_far = identity.right
    hypothesis = tuple(_replaced(side, series, so_far) for side in (identity.left, identity.right))
    here = Comparison(Relation.GE, length, Num(least))
    behind = plus(length, Num(offset + 1)) if offset != -1 else length
    term = substitute(series.term, {series.index: behind})
    join = plus if series.fold is Fold.SUM else times
    longer = join(so_far, term)
    following: dict[Var, Expression] = {length: plus(length, ONE)}
    marker = Var(_fresh(identity) + "_next")
    left, right = (
        substitute(substitute(_replaced(side, series, marker), following), {marker: longer})
        for side in (identity.left, identity.right)
    )
    supposed: tuple[Condition, ...] = (*others, here)
    if hypothesis[0] != hypothesis[1]:
        supposed = (*supposed, Comparison(Relation.EQ, *hypothesis))
    return Identity(left, right, supposed)


def _only(identity: Identity) -> Series:
    found = {
        p for side in (identity.left, identity.right) for p in within(side) if isinstance(p, Series)
    }
    if len(found) != 1:
        raise Unsupported("several sums") if found else NotInductive("no sum or product")
    return found.pop()


def _length(series: Series) -> tuple[Var, int]:
    """N and c of a last bound N + c."""
    match series.last:
        case Constant.INFINITY:
            raise Unsupported("a sum without an end")
        case Var():
            return series.last, 0
        case Operation("+", Var() as length, Num(int(value))):
            return length, value
        case Operation("-", Var() as length, Num(int(value))):
            return length, -value
        case _:
            raise Unsupported(f"a {series.fold} of unknown length")


def _least(length: Var, empty: int, known: Callable[[Comparison], bool]) -> int:
    """The least length: from that of an empty sum on, as far as the conditions say more."""
    for least in range(empty + MAX_BEGINNING, empty - 1, -1):
        if known(Comparison(Relation.GE, length, Num(least))):
            return least
    raise Unsupported("a sum that may have no length")


def _is_bound(condition: Condition, length: Var) -> bool:
    return (
        isinstance(condition, Comparison)
        and condition.relation in (Relation.GE, Relation.GT)
        and condition.left == length
        and rational(condition.right) is not None
    )


def _written_out(series: Series, terms: int) -> Expression:
    first = rational(series.first)
    assert first is not None
    written = [substitute(series.term, {series.index: Num(int(first) + n)}) for n in range(terms)]
    if not written:
        return ZERO if series.fold is Fold.SUM else ONE
    return reduce(plus if series.fold is Fold.SUM else times, written)


def _replaced(expression: Expression, old: Expression, new: Expression) -> Expression:
    if expression == old:
        return new
    return with_parts(expression, tuple(_replaced(p, old, new) for p in parts(expression)))


def _free(condition: Condition) -> Iterator[Var]:
    for operand in operands(condition):
        yield from free(operand)


def _fresh(identity: Identity) -> str:
    """A name that no variable of the identity has."""
    names = {
        p.name
        for side in (identity.left, identity.right)
        for p in within(side)
        if isinstance(p, Var)
    }
    return next(name for n in range(len(names) + 1) if (name := f"S{n}") not in names)
