"""Variants: rules that say the same up to the names of variables and the order of the body.

Two rules have one key exactly when they are variants. The key is the least text over all
numberings of the variables that respect colours; colours come from where a variable occurs and
with which others, refined until they settle (as in tests of graph isomorphism), so that few
numberings are left: nearly always one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, permutations, product
from math import factorial, prod
from typing import assert_never

from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Literal,
    Not,
    Num,
    Op,
    Rule,
    Var,
)
from preceptor.logic import variables as variables_of

MAX_NUMBERINGS = 5040  # past it the order of occurrence decides: a variant may then go unnoticed

Key = tuple[str, ...]  # the head, then the body's literals, sorted
Outline = tuple[object, frozenset[object]]  # the kinds of the literals
Colours = Mapping[str, int]

_SYMMETRIC = (Op.SAME, Op.DIFFERENT, Op.EQ, Op.NE)
_MIRRORED = {Op.GT: Op.LT, Op.GE: Op.LE}


def variant_key(rule: Rule) -> Key:
    """What all variants of the rule share, whatever their weights and names.

    A literal said twice counts once; `X > Y` is `Y < X`, and `X \\= Y` is `Y \\= X`.
    """
    names = variables_of(rule)
    colours = _colours(rule, names)
    return min(_text(rule, numbering) for numbering in _numberings(names, colours))


def groups(rules: Sequence[Rule]) -> tuple[tuple[int, ...], ...]:
    """The indices of the rules, those of variants together, in order of first occurrence."""
    outlines = list(map(outline, rules))
    alike = Counter(outlines)
    found: dict[object, list[int]] = {}
    for index, rule in enumerate(rules):
        key = index if alike[outlines[index]] == 1 else variant_key(rule)
        found.setdefault(key, []).append(index)
    return tuple(map(tuple, found.values()))


def outline(rule: Rule) -> Outline:
    """What variants have in common at first sight: the kinds of their literals."""
    head = None if rule.head is None else _kind(rule.head)
    return head, frozenset(map(_kind, rule.body))


def _kind(literal: Literal) -> tuple[object, ...]:
    match literal:
        case Atom(name, args, negated):
            return name, len(args), negated
        case Not(Atom(name, args, negated)):
            return name, len(args), negated, True
        case Compare(op):
            return (_MIRRORED.get(op, op).value,)
        case Aggregate(_, fold, _, atom):
            return fold.value, *_kind(atom)


def _colours(rule: Rule, names: tuple[str, ...]) -> Colours:
    """Equal numbers for variables that no number of looks at their neighbours tells apart."""
    colours: Colours = dict.fromkeys(names, 0)
    while True:
        seen = {name: _surroundings(rule, name, colours) for name in names}
        ranks = {what: rank for rank, what in enumerate(sorted(set(seen.values())))}
        refined = {name: ranks[seen[name]] for name in names}
        if len(ranks) == len(set(colours.values())):
            return refined
        colours = refined


def _surroundings(rule: Rule, name: str, colours: Colours) -> tuple[int, Key]:
    """The variable's colour and the rule as it looks from there."""
    marked = {other: f"{colour}" for other, colour in colours.items()} | {name: "self"}
    return colours[name], _text(rule, marked)


def _numberings(names: tuple[str, ...], colours: Colours) -> Iterator[dict[str, str]]:
    ordered = sorted(names, key=lambda name: colours[name])
    classes = [tuple(members) for _, members in groupby(ordered, key=lambda name: colours[name])]
    few = prod(factorial(len(members)) for members in classes) <= MAX_NUMBERINGS
    for choice in product(*(permutations(c) if few else (c,) for c in classes)):
        numbered = [name for members in choice for name in members]
        yield {name: f"V{n}" for n, name in enumerate(numbered)}


def _text(rule: Rule, names: Mapping[str, str]) -> Key:
    head = "" if rule.head is None else _literal(rule.head, names)
    return head, *sorted({_literal(literal, names) for literal in rule.body})


def _literal(literal: Literal, names: Mapping[str, str]) -> str:
    match literal:
        case Atom():
            args = (_expr(term, names) for term in literal.args)
            return f"{literal.predicate} {literal.name!r}({', '.join(args)})"
        case Not(atom):
            return f"\\+ {_literal(atom, names)}"
        case Compare(op, left, right):
            sides = [_expr(left, names), _expr(right, names)]
            if op in _MIRRORED:
                op = _MIRRORED[op]
                sides.reverse()
            if op in _SYMMETRIC:
                sides.sort()
            return f" {op.value} ".join(sides)
        case Aggregate(result, fold, terms, atom):
            listed = ", ".join(_expr(term, names) for term in terms)
            return f"{_expr(result, names)} = {fold} {{ {listed} : {_literal(atom, names)} }}"
        case _:
            assert_never(literal)


def _expr(expr: Expr, names: Mapping[str, str]) -> str:
    match expr:
        case Var(name):
            return names[name]
        case Const(name):
            return repr(name)
        case Num(value):
            return str(value)
        case Arith(op, left, right):
            return f"({_expr(left, names)} {op} {_expr(right, names)})"
        case _:
            assert_never(expr)
