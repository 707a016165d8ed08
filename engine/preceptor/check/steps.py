"""Steps: numbers that a recursive rule computes from its own recursion, and what bounds them.

A recursion that only copies values ends, as there are finitely many. One that computes numbers
ends if these stay on a grid (sums, differences and whole multiples of what was there) and within
bounds: between two constants, or between what they came from and a constant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from preceptor.check.premises import Premises
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Expr,
    Num,
    Op,
    Predicate,
    Rule,
    Signature,
    Var,
    occurrences,
    variables,
)


def computes(rule: Rule) -> bool:
    """Whether some `=` of the body may compute a value."""
    return any(isinstance(lit, Compare) and lit.op is Op.SAME for lit in rule.body)


def made(rule: Rule, ring: Set[Predicate]) -> Iterator[str]:
    """The head's variables that `=` computes from a value that an atom of the ring gives."""
    recursive = _recursive(rule, ring)
    if rule.head is None or not recursive:
        return
    values = _values(rule)
    for name in variables(rule.head):
        expr = _written_out(Var(name), values)
        if isinstance(expr, Arith) and not recursive.isdisjoint(occurrences(expr)):
            yield name


def is_bounded(name: str, rule: Rule, ring: Set[Predicate], signature: Signature) -> bool:
    """Whether the guards keep the computed value on a grid and within bounds.

    Sorts bound what a database gives, not what the rules of the ring conclude.
    """
    recursive = _recursive(rule, ring)
    expr = _written_out(Var(name), _values(rule))
    if not _is_on_grid(expr, recursive):
        return False
    declared = tuple(d for d in signature.declarations if d.predicate not in ring)
    premises = Premises.of(rule.body, replace(signature, declarations=declared))
    value, sources = Var(name), sorted(recursive & set(occurrences(expr)))

    def stays(op: Op) -> bool:
        return any(premises.entail(Compare(op, value, bound)) for bound in _constants(premises))

    def moves(op: Op) -> bool:
        return all(premises.entail(Compare(op, value, Var(source))) for source in sources)

    above, below = stays(Op.GE), stays(Op.LE)
    return (above and below) or (below and moves(Op.GE)) or (above and moves(Op.LE))


def _recursive(rule: Rule, ring: Set[Predicate]) -> Set[str]:
    """The variables whose values come from an atom of the ring, and from no other atom."""
    atoms = [literal for literal in rule.body if isinstance(literal, Atom)]
    inside = {name for atom in atoms if atom.predicate in ring for name in variables(atom)}
    outside = {name for atom in atoms if atom.predicate not in ring for name in variables(atom)}
    return inside - outside


def _values(rule: Rule) -> Mapping[str, Expr]:
    """What `=` makes of each variable that no atom gives a value."""
    given = {name for lit in rule.body if isinstance(lit, Atom) for name in variables(lit)}
    found: dict[str, Expr] = {}
    for literal in rule.body:
        if isinstance(literal, Compare) and literal.op is Op.SAME:
            for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
                if isinstance(side, Var) and side.name not in given:
                    found.setdefault(side.name, other)
    return found


def _written_out(expr: Expr, values: Mapping[str, Expr], within: Sequence[str] = ()) -> Expr:
    """The expression with each variable's value in its place; a variable of itself stays."""
    if isinstance(expr, Arith):
        left, right = (_written_out(side, values, within) for side in (expr.left, expr.right))
        return Arith(expr.op, left, right)
    if isinstance(expr, Var) and expr.name in values and expr.name not in within:
        return _written_out(values[expr.name], values, (*within, expr.name))
    return expr


def _is_on_grid(expr: Expr, recursive: Set[str]) -> bool:
    """Whether it is a sum of whole multiples of recursive values, and of values from elsewhere."""
    if recursive.isdisjoint(occurrences(expr)) or not isinstance(expr, Arith):
        return True
    sides = (expr.left, expr.right)
    if expr.op in "+-":
        return all(_is_on_grid(side, recursive) for side in sides)
    factor = next((s for s in sides if isinstance(s, Num) and isinstance(s.value, int)), None)
    rest = sides[1] if factor == sides[0] else sides[0]
    return expr.op == "*" and factor is not None and _is_on_grid(rest, recursive)


def _constants(premises: Premises) -> Sequence[Num]:
    """The numbers that the guards and the sorts mention."""
    sides = [side for guard in premises.posed.comparisons for side in (guard.left, guard.right)]
    ends = [end for _, sort in premises.posed.sorts for end in (sort.minimum, sort.maximum)]
    return tuple(dict.fromkeys(term for term in (*sides, *ends) if isinstance(term, Num)))
