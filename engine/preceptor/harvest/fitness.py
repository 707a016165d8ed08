"""Fitness: does a rule use predicates as a signature declares them, and is it safe?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from preceptor.domain import misfit as no_value
from preceptor.graph import unbound
from preceptor.harvest.atoms import atoms
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Code,
    Compare,
    Const,
    Fold,
    Num,
    Op,
    Rule,
    Signature,
    Sort,
    SortKind,
    Var,
    enclosed,
    occurrences,
)
from preceptor.syntax import show_atom, show_literal

_BY_VALUE = (Op.SAME, Op.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a rule does not fit: P201 undeclared, P202 arity, P203 sort or P204 unsafe."""

    code: Code
    message: str


def misfit(rule: Rule, signature: Signature) -> Misfit | None:
    """The first thing about a rule that does not fit; None where it fits and is safe.

    An empty signature declares nothing and forbids nothing; safety is asked of every rule.
    """
    for atom in atoms(rule) if signature else ():
        if signature.declaration(atom.predicate) is None:
            return _unknown(atom, signature)
    for message in sort_faults(rule, signature):
        return Misfit(Code.SORT, message)
    names = unbound(rule) if _may_be_unsafe(rule) else ()
    if names:
        return Misfit(Code.UNSAFE, f"no positive goal binds {', '.join(names)}")
    return None


def _may_be_unsafe(rule: Rule) -> bool:
    """Whether some variable is in no positive goal; of most rules this says that they are safe."""
    bound = {name for goal in rule.body if isinstance(goal, Atom) for name in occurrences(goal)}
    return not bound.issuperset(occurrences(rule))


def sorts(rule: Rule, signature: Signature) -> dict[str, tuple[Sort, ...]]:
    """The sorts that the declared atoms of a rule give each of its variables."""
    found: dict[str, tuple[Sort, ...]] = {}
    own = enclosed(rule)  # a name in the braces of two aggregates is two variables
    for number, atom in enumerate(atoms(rule)):
        for term, sort in zip(atom.args, _declared(atom, signature), strict=False):
            if isinstance(term, Var):
                name = f"{term.name} {number}" if term.name in own else term.name
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), sort)))
    return found


def sort_faults(rule: Rule, signature: Signature) -> Iterator[str]:
    """What is wrong with the sorts of a rule's constants and variables."""
    for atom in atoms(rule):
        for term, sort in zip(atom.args, _declared(atom, signature), strict=False):
            complaint = "" if isinstance(term, Var) else no_value(term, sort)
            if complaint:
                yield f"{complaint}, in {show_atom(atom)}"
    known = sorts(rule, signature)
    for name, several in known.items():
        if len(several) > 1:
            shown = name.partition(" ")[0]
            yield f"{shown} is of the sorts {' and '.join(sort.name for sort in several)}"
    for literal in rule.body:
        if isinstance(literal, Compare):
            yield from _comparison_faults(literal, known)
        elif isinstance(literal, Aggregate):
            yield from _aggregate_faults(literal, known, signature)


def _aggregate_faults(
    aggregate: Aggregate, known: dict[str, tuple[Sort, ...]], signature: Signature
) -> Iterator[str]:
    """Symbols that are summed or compared, or where the result stands."""
    where, result = f"in {show_literal(aggregate)}", aggregate.result
    held = known.get(result.name, ()) if isinstance(result, Var) else ()
    if any(sort.kind is SortKind.SYMBOL for sort in held):
        yield f"{result} {where} is no number"
    if aggregate.fold is not Fold.COUNT:
        atom, first = aggregate.atom, aggregate.terms[0]
        pairs = zip(atom.args, _declared(atom, signature), strict=False)
        if isinstance(first, Const) or (first, SortKind.SYMBOL) in {(a, s.kind) for a, s in pairs}:
            yield f"{first} {where} is no number"


def _unknown(atom: Atom, signature: Signature) -> Misfit:
    known = sorted(declared.predicate.arity for declared in signature.named(atom.name))
    if not known:
        return Misfit(Code.UNDECLARED, f"{atom.name}/{len(atom.args)} is not declared")
    wanted = " or ".join(map(str, known))
    return Misfit(Code.ARITY, f"{atom.name} has {wanted} arguments, here {len(atom.args)}")


def _declared(atom: Atom, signature: Signature) -> tuple[Sort, ...]:
    declaration = signature.declaration(atom.predicate)
    names = () if declaration is None else declaration.sorts
    return tuple(signature.sort(name) or Sort(name) for name in names)


def _comparison_faults(compare: Compare, known: dict[str, tuple[Sort, ...]]) -> Iterator[str]:
    """Symbols where numbers are computed or ordered, and `=` between what is never equal."""
    where = f"in {show_literal(compare)}"
    sides = (compare.left, compare.right)
    ordered = compare.op not in _BY_VALUE
    for side, other in (sides, sides[::-1]):
        if ordered or isinstance(side, Arith) or isinstance(other, Arith):
            for name in occurrences(side):
                if any(sort.kind is SortKind.SYMBOL for sort in known.get(name, ())):
                    yield f"{name} {where} is no number"
        if ordered and isinstance(side, Const):
            yield f"{side} {where} is no number"
        elif not ordered and isinstance(side, Var) and isinstance(other, Const | Num):
            for sort in known.get(side.name, ()):
                complaint = no_value(other, replace(sort, minimum=None, maximum=None))
                if complaint:
                    yield f"{complaint}, {where}"
