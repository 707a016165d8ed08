"""Scale: rules with fractions over whole numbers alone, each number multiplied by one factor.

Sums and comparisons do not mind the factor (a count is multiplied by it), nor does a product with
a whole number, which then stays as it is. Of other products and of divisions nothing is kept: they
cannot be scaled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import assert_never

from preceptor.formats.constructs import Construct, in_fact, in_rule, large, refuse
from preceptor.graph import PlannedRule
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Expr,
    Fold,
    Literal,
    Not,
    Num,
    Op,
    Rule,
    Term,
    Var,
    map_atom,
)
from preceptor.logic.variables import expressions


@dataclass(frozen=True, slots=True)
class Whole:
    """Rules, denials and facts whose numbers have been multiplied by the factor."""

    rules: tuple[PlannedRule, ...]
    denials: tuple[PlannedRule, ...]
    facts: tuple[Atom, ...]
    factor: int = 1


def in_whole_numbers(said: Whole, target: str) -> Whole:
    """All of it over whole numbers alone. Raises Unsayable for what cannot be scaled, and for
    numbers that are then larger than the target's."""
    planned = (*said.rules, *said.denials)
    factor = common_factor((*(p.rule for p in planned), *map(Rule, said.facts)))
    if factor > 1:
        unscalable = (p for p in planned if not is_scalable(p.rule))
        refuse(target, (in_rule(Construct.PRODUCT, p.rule, p.id) for p in unscalable))
    rules, denials = (
        tuple(replace(p, rule=scaled_rule(p.rule, factor)) for p in group)
        for group in (said.rules, said.denials)
    )
    facts = tuple(scaled_atom(fact, factor) for fact in said.facts)
    scaled = (*rules, *denials)
    sizes = [in_rule(size, p.rule, p.id) for p in scaled for size in large(p.rule)]
    sizes += [in_fact(size, fact) for fact in facts for size in large(Rule(fact))]
    refuse(target, sizes)
    return Whole(rules, denials, facts, factor)


def common_factor(rules: Iterable[Rule]) -> int:
    """The least factor that makes each number of the rules whole; 1 where they are."""
    factor = 1
    waiting = [side for rule in rules for side in expressions(rule)]
    while waiting:
        expr = waiting.pop()
        if isinstance(expr, Arith):
            waiting += (expr.left, expr.right)
        elif isinstance(expr, Num):
            factor = lcm(factor, expr.value.denominator)
    return factor


def is_scalable(rule: Rule) -> bool:
    """Whether each product has a whole number among its factors."""
    waiting = [
        side for lit in rule.body if isinstance(lit, Compare) for side in (lit.left, lit.right)
    ]
    while waiting:
        expr = waiting.pop()
        if isinstance(expr, Arith):
            if expr.op == "*" and not (_is_whole(expr.left) or _is_whole(expr.right)):
                return False
            waiting += (expr.left, expr.right)
    return True


def scaled_atom(atom: Atom, factor: int) -> Atom:
    return map_atom(atom, lambda term: _scaled_term(term, factor))


def scaled_rule(rule: Rule, factor: int) -> Rule:
    head = None if rule.head is None else scaled_atom(rule.head, factor)
    body: list[Literal] = []
    for number, literal in enumerate(rule.body):
        scaled = scaled_literal(literal, factor)
        if isinstance(scaled, Aggregate) and scaled.fold is Fold.COUNT and factor > 1:
            counted = Var(f"{number} counted")  # no variable that is read has a blank
            times = Arith("*", counted, Num(factor))
            body += (replace(scaled, result=counted), Compare(Op.SAME, scaled.result, times))
        else:
            body.append(scaled)
    return replace(rule, head=head, body=tuple(body))


def scaled_literal(literal: Literal, factor: int) -> Literal:
    match literal:
        case Atom():
            return scaled_atom(literal, factor)
        case Not(atom):
            return Not(scaled_atom(atom, factor))
        case Compare(op, left, right):
            return Compare(op, _scaled(left, factor), _scaled(right, factor))
        case Aggregate(result, fold, terms, atom):
            own = tuple(_scaled_term(term, factor) for term in terms)
            return Aggregate(_scaled_term(result, factor), fold, own, scaled_atom(atom, factor))
        case _:
            assert_never(literal)


def _scaled(expr: Expr, factor: int) -> Expr:
    if not isinstance(expr, Arith):
        return _scaled_term(expr, factor)
    left, right = expr.left, expr.right
    if expr.op == "*" and _is_whole(left):
        return Arith("*", left, _scaled(right, factor))
    if expr.op == "*":
        return Arith("*", _scaled(left, factor), right)
    return Arith(expr.op, _scaled(left, factor), _scaled(right, factor))


def _scaled_term(term: Term, factor: int) -> Term:
    return Num(Fraction(term.value) * factor) if isinstance(term, Num) else term


def _is_whole(expr: Expr) -> bool:
    return isinstance(expr, Num) and isinstance(expr.value, int)
