"""Signature: does a rule use the declared predicates, with their arities, sorts and roles?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from preceptor.check.notes import about, text
from preceptor.graph import body_atom
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Code,
    Compare,
    Const,
    Declaration,
    Expr,
    Finding,
    Fold,
    Num,
    Op,
    Role,
    Rule,
    Severity,
    Signature,
    Sort,
    SortKind,
    Term,
    Var,
    did_you_mean,
    enclosed,
)
from preceptor.syntax import show_atom, show_literal, show_term

_BY_VALUE = (Op.SAME, Op.DIFFERENT)


def misuse(rule: Rule, signature: Signature) -> tuple[Finding, ...]:
    """P201, P202, P203 and P206 of one rule, each said once.

    An empty signature forbids nothing; then only what can never be a number is P203.
    """
    atoms = [rule.head, *map(body_atom, rule.body)]
    declared: list[tuple[Atom, Declaration]] = []
    found: list[Finding] = []
    for atom in filter(None, atoms):
        declaration = signature.declaration(atom.predicate)
        if declaration is not None:
            declared.append((atom, declaration))
        elif signature:
            found.append(_unknown(rule, atom, signature))
    if rule.head is not None and rule.body:
        found += _role(rule, rule.head, signature)
    found += (about(rule, Code.SORT, m, h) for m, h in _sort_faults(rule, declared, signature))
    return tuple({finding.message: finding for finding in found}.values())


def _unknown(rule: Rule, atom: Atom, signature: Signature) -> Finding:
    arities = sorted(d.predicate.arity for d in signature.named(atom.name))
    if arities:
        known = " or ".join(map(str, arities))
        message = f"{atom.name} has {known} arguments, here {len(atom.args)}:  {text(rule)}"
        hint = f"declared is {' and '.join(f'{atom.name}/{arity}' for arity in arities)}"
        return about(rule, Code.ARITY, message, hint)
    names = {declaration.predicate.name for declaration in signature.declarations}
    message = f"{atom.name}/{len(atom.args)} is not declared:  {text(rule)}"
    return about(rule, Code.UNDECLARED, message, did_you_mean(atom.name, names))


def _role(rule: Rule, head: Atom, signature: Signature) -> Iterator[Finding]:
    declaration = signature.declaration(head.predicate)
    if declaration is not None and declaration.role is Role.INPUT and not head.negated:
        message = f"only the database gives {declaration.predicate}, no rule:  {text(rule)}"
        hint = f'declare it with  role = "both"  if rules may add to {declaration.predicate}'
        yield about(rule, Code.ROLE, message, hint)


def _sort_faults(
    rule: Rule, declared: list[tuple[Atom, Declaration]], signature: Signature
) -> Iterator[tuple[str, str]]:
    """What is wrong with the rule's sorts, each with a hint."""
    sorts: dict[str, tuple[Sort, Atom]] = {}
    own = enclosed(rule)  # a name in the braces of two aggregates is two variables
    for number, (atom, declaration) in enumerate(declared):
        for term, named in zip(atom.args, declaration.sorts, strict=True):
            sort = signature.sort(named) or _bare(named)
            if not isinstance(term, Var):
                yield from _misplaced(term, sort, f"in {show_atom(atom)}")
                continue
            name = f"{term.name} {number}" if term.name in own else term.name
            first, where = sorts.setdefault(name, (sort, atom))
            if first.name != sort.name:
                yield (
                    f"{term.name} is of sort {first.name} in {show_atom(where)} "
                    f"and of sort {sort.name} in {show_atom(atom)}",
                    "a variable has one sort in a rule; use two variables",
                )
    kinds = {name: sort for name, (sort, _) in sorts.items()}
    for literal in rule.body:
        if isinstance(literal, Compare):
            yield from _comparison_faults(literal, kinds)
        elif isinstance(literal, Aggregate):
            yield from _aggregate_faults(literal, kinds, signature)


@lru_cache(maxsize=1024)
def _bare(name: str) -> Sort:
    """A sort of which no more than its name is known."""
    return Sort(name)


def _misplaced(term: Term, sort: Sort, where: str) -> Iterator[tuple[str, str]]:
    """Why a constant or a number is no value of the sort."""
    shown = show_term(term)
    numeric = sort.kind is not SortKind.SYMBOL
    if numeric is not isinstance(term, Num):
        wanted = "a number" if numeric else "a symbol"
        yield f"{shown} {where} is not {wanted}, as sort {sort.name} wants", ""
    elif sort.values and term not in sort.values:
        near = did_you_mean(shown, map(show_term, sort.values))
        yield f"{shown} {where} is none of the values of sort {sort.name}", near
    elif isinstance(term, Num):
        if sort.kind is SortKind.INT and not isinstance(term.value, int):
            yield f"{shown} {where} is not an integer, as sort {sort.name} wants", ""
        least, most = sort.minimum, sort.maximum
        if (least and term.value < least.value) or (most and term.value > most.value):
            bounds = " to ".join(show_term(b) if b else "..." for b in (least, most))
            yield f"{shown} {where} is outside sort {sort.name}, which runs from {bounds}", ""


def _comparison_faults(compare: Compare, sorts: dict[str, Sort]) -> Iterator[tuple[str, str]]:
    """Symbols where numbers are computed or ordered; `=` between what can never be equal."""
    where = f"in {show_literal(compare)}"
    by_value = compare.op in _BY_VALUE
    for side in (compare.left, compare.right):
        if by_value and not isinstance(side, Arith):
            continue
        hint = "" if by_value else "symbols are compared by = and \\= only"
        for symbol in _symbols(side, sorts):
            yield f"{symbol} {where} is not a number", hint
    if not by_value:
        return
    for side, other in ((compare.left, compare.right), (compare.right, compare.left)):
        sort = sorts.get(side.name) if isinstance(side, Var) else None
        if sort is None:
            continue
        if isinstance(other, Const | Num):
            in_range = Sort(sort.name, sort.kind, values=sort.values)  # ranges: see guards
            yield from _misplaced(other, in_range, where)
        elif isinstance(other, Arith) and sort.kind is SortKind.SYMBOL:
            yield f"{side} {where} is of sort {sort.name}, whose values are no numbers", ""
        elif isinstance(other, Var) and other.name in sorts and side == compare.left:
            second = sorts[other.name]
            if (sort.kind is SortKind.SYMBOL) is not (second.kind is SortKind.SYMBOL):
                yield f"{side} and {other} {where} are of sorts {sort.name} and {second.name}", ""


def _aggregate_faults(
    aggregate: Aggregate, sorts: dict[str, Sort], signature: Signature
) -> Iterator[tuple[str, str]]:
    """Symbols where numbers are summed or compared, and where the result of it stands."""
    where = f"in {show_literal(aggregate)}"
    for symbol in _symbols(aggregate.result, sorts):
        yield f"{symbol} {where} is not a number", ""
    if aggregate.fold is Fold.COUNT:
        return
    declaration = signature.declaration(aggregate.atom.predicate)
    first, own = aggregate.terms[0], dict[str, Sort]()
    if declaration is not None:
        for term, name in zip(aggregate.atom.args, declaration.sorts, strict=True):
            if isinstance(term, Var):
                own[term.name] = signature.sort(name) or _bare(name)
    for symbol in _symbols(first, own):
        yield f"{symbol} {where} is not a number", "only count takes symbols"


def _symbols(expr: Expr, sorts: dict[str, Sort]) -> Iterator[str]:
    """The constants in an expression, and its variables of symbol sorts."""
    match expr:
        case Const():
            yield show_term(expr)
        case Var(name):
            sort = sorts.get(name)
            if sort is not None and sort.kind is SortKind.SYMBOL:
                yield f"{name} (of sort {sort.name})"
        case Arith(_, left, right):
            yield from _symbols(left, sorts)
            yield from _symbols(right, sorts)
        case Num():
            return
        case _:
            assert_never(expr)


def undefined(rule: Rule, defined: frozenset[str]) -> Iterator[Finding]:
    """P207 for each body predicate that is not among those that rules, facts or domain define."""
    for literal in rule.body:
        atom = body_atom(literal)
        if atom is not None and str(atom.predicate) not in defined:
            message = f"nothing defines {atom.predicate}:  {text(rule)}"
            hint = did_you_mean(str(atom.predicate), defined)
            yield about(rule, Code.UNDEFINED, message, hint, Severity.WARNING)
