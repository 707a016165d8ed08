"""Cases: what stands for the variables of an identity when sympy simplifies it.

What the conditions say of a variable becomes an assumption on its symbol, or its place as the sum
of a bound and a symbol; moduli are taken apart by the signs of the variables.
"""

from __future__ import annotations

from itertools import product

import sympy

from preceptor.check.algebra.building import Symbols, build
from preceptor.check.algebra.requirements import rational
from preceptor.check.algebra.sorts import Integers, integers
from preceptor.logic import Num, Var
from preceptor.logic.identity import (
    Application,
    Comparison,
    Expression,
    Identity,
    Relation,
    free,
    within,
)


def plain(identity: Identity) -> list[Symbols]:
    """A real symbol for each variable, with what the conditions say of it alone."""
    whole = integers(identity)
    return [{v: _symbol(v, whole, **_assumed(identity, v)) for v in identity.variables}]


def shifted(identity: Identity) -> list[Symbols]:
    """As above, but `X >= E` makes X the sum of E and a symbol that is not negative."""
    whole = integers(identity)
    symbols: Symbols = {}
    for variable in sorted(identity.variables, key=lambda v: _depends(identity, v)):
        symbols[variable] = _symbol(variable, whole, **_assumed(identity, variable))
        for strict, bound in _bounds(identity, variable):
            if set(free(bound)) <= set(symbols) - {variable}:
                more = {"positive": True} if strict else {"nonnegative": True}
                symbols[variable] = build(bound, symbols) + _symbol(variable, whole, **more)
                break
    return [symbols]


def _depends(identity: Identity, variable: Var) -> int:
    """How many variables stand in its bounds."""
    return len({v for _, bound in _bounds(identity, variable) for v in free(bound)})


def signed(identity: Identity) -> list[Symbols]:
    """Each real variable positive, zero and negative in turn; nothing for more than two."""
    variables = identity.variables
    if len(variables) > 2 or integers(identity) or not _has_corners(identity):
        return []
    return [
        {
            v: sign * sympy.Symbol(v.name, positive=True)
            for v, sign in zip(variables, signs, strict=True)
        }
        for signs in product((1, 0, -1), repeat=len(variables))
    ]


def _has_corners(identity: Identity) -> bool:
    return any(
        isinstance(part, Application) and part.function in {"abs", "max", "min", "sign"}
        for side in (identity.left, identity.right)
        for part in within(side)
    )


def _symbol(variable: Var, whole: Integers, **assumed: bool) -> sympy.Symbol:
    kind = {"integer": True} if variable in whole else {"real": True}
    return sympy.Symbol(variable.name, **kind, **assumed)


def _bounds(identity: Identity, variable: Var) -> list[tuple[bool, Expression]]:
    """Lower bounds of a variable, and whether they are strict."""
    found: list[tuple[bool, Expression]] = []
    for condition in identity.conditions:
        match condition:
            case Comparison(Relation.GE | Relation.GT as relation, left, bound) if left == variable:
                found.append((relation is Relation.GT, bound))
            case Comparison(Relation.LE | Relation.LT as relation, bound, right) if (
                right == variable
            ):
                found.append((relation is Relation.LT, bound))
    return found


def _assumed(identity: Identity, variable: Var) -> dict[str, bool]:
    """What sympy can be told of a variable's sign."""
    for strict, bound in _bounds(identity, variable):
        value = rational(bound)
        if value is not None and value >= 0:
            return {"positive": True} if strict or value > 0 else {"nonnegative": True}
    for condition in identity.conditions:
        match condition:
            case Comparison(Relation.LT | Relation.LE as relation, left, right) if left == variable:
                value = rational(right)
                if value is not None and value <= 0:
                    strict = relation is Relation.LT or value < 0
                    return {"negative": True} if strict else {"nonpositive": True}
            case Comparison(Relation.NE, left, Num(0)) if left == variable:
                return {"zero": False}
    return {}
