"""Variables of terms, literals and rules: finding them, renaming them, putting terms for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import assert_never

from preceptor.logic.rules import Rule
from preceptor.logic.terms import Aggregate, Arith, Atom, Compare, Expr, Literal, Not, Term, Var


def expressions(part: Literal | Rule) -> Iterator[Expr]:
    """Every argument and every side of a comparison, in printed order."""
    match part:
        case Atom(args=args) | Not(Atom(args=args)):
            yield from args
        case Compare(left=left, right=right):
            yield left
            yield right
        case Aggregate(result=result, terms=terms, atom=atom):
            yield from (result, *terms, *atom.args)
        case Rule(head=head, body=body):
            if head is not None:
                yield from head.args
            for literal in body:
                yield from expressions(literal)
        case _:
            assert_never(part)


def occurrences(part: Literal | Rule | Expr) -> Iterator[str]:
    """The name of every variable occurrence, in printed order."""
    match part:
        case Atom(args=args) | Not(Atom(args=args)):
            return (term.name for term in args if isinstance(term, Var))
        case Compare(left=left, right=right):
            return chain(_within(left), _within(right))
        case Aggregate():
            return (term.name for term in expressions(part) if isinstance(term, Var))
        case Rule(head=head, body=body):
            said = chain.from_iterable(map(occurrences, body))
            return said if head is None else chain(occurrences(head), said)
        case _:
            return _within(part)


def _within(expr: Expr) -> Iterator[str]:
    stack = [expr]
    while stack:
        expr = stack.pop()
        if isinstance(expr, Arith):
            stack += (expr.right, expr.left)
        elif isinstance(expr, Var):
            yield expr.name


def enclosed(rule: Rule) -> frozenset[str]:
    """The variables that the rule has in the braces of aggregates alone, each local to its own."""
    folds = [literal for literal in rule.body if isinstance(literal, Aggregate)]
    if not folds:
        return frozenset()
    others = (literal for literal in rule.body if not isinstance(literal, Aggregate))
    outside = {name for literal in others for name in occurrences(literal)}
    outside |= set() if rule.head is None else set(occurrences(rule.head))
    outside |= {name for fold in folds for name in occurrences(fold.result)}
    return frozenset(name for fold in folds for name in occurrences(fold.atom)) - outside


def variables(part: Literal | Rule | Expr) -> tuple[str, ...]:
    """The variable names in order of first occurrence."""
    return tuple(dict.fromkeys(occurrences(part)))


def is_existential(name: str) -> bool:
    """Whether the name marks a variable that may occur under `\\+` alone (`_`, `_Who`)."""
    return name.startswith("_")


def map_terms(part: Expr, change: Callable[[Term], Term]) -> Expr:
    """The expression with `change` applied to each of its terms."""
    if isinstance(part, Arith):
        return Arith(part.op, map_terms(part.left, change), map_terms(part.right, change))
    return change(part)


def map_atom(atom: Atom, change: Callable[[Term], Term]) -> Atom:
    return Atom(atom.name, tuple(map(change, atom.args)), atom.negated)


def map_literal(literal: Literal, change: Callable[[Term], Term]) -> Literal:
    match literal:
        case Atom():
            return map_atom(literal, change)
        case Not(atom):
            return Not(map_atom(atom, change))
        case Compare(op, left, right):
            return Compare(op, map_terms(left, change), map_terms(right, change))
        case Aggregate(result, fold, terms, atom):
            return Aggregate(change(result), fold, (*map(change, terms),), map_atom(atom, change))
        case _:
            assert_never(literal)


def map_rule(rule: Rule, change: Callable[[Term], Term]) -> Rule:
    head = None if rule.head is None else map_atom(rule.head, change)
    return replace(rule, head=head, body=tuple(map_literal(lit, change) for lit in rule.body))


def rename(rule: Rule, names: Mapping[str, str]) -> Rule:
    """The rule with its variables renamed; names that the mapping lacks stay."""
    return map_rule(rule, lambda t: Var(names.get(t.name, t.name)) if isinstance(t, Var) else t)


def substituting(bindings: Mapping[str, Term]) -> Callable[[Term], Term]:
    """The change that puts a variable's binding for it: `map_literal(lit, substituting(b))`."""
    return lambda term: bindings.get(term.name, term) if isinstance(term, Var) else term


def is_ground(part: Literal | Rule | Expr) -> bool:
    return next(occurrences(part), None) is None
