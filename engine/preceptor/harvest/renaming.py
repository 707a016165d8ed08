"""Operators on names: the declared predicate that an undeclared name stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from preceptor.harvest.atoms import atoms, map_atoms
from preceptor.harvest.fitness import sort_faults
from preceptor.harvest.spelling import closest, same_letters
from preceptor.logic import Atom, Const, Rule, Signature, Sort, Term
from preceptor.syntax import show_term


class Tie(Exception):
    """Several readings, none nearer than the others: the candidates."""

    def __init__(self, what: str, candidates: Iterable[str]) -> None:
        super().__init__(f"{what} may be {' or '.join(candidates)}")


def declared_name(rule: Rule, signature: Signature) -> Rule:
    """`'Co-occurs_with'(X, Y)` where `co_occurs_with` alone is declared of the same letters."""
    names = frozenset(d.predicate.name for d in signature.declarations)
    return _renamed(rule, signature, lambda name, arity: same_letters(name, names))


def declared_value(rule: Rule, signature: Signature) -> Rule:
    """`member(X, 'Gold')` where `gold` alone of the sort's values has its letters."""
    return map_atoms(rule, lambda atom: _with_values(atom, signature))


def _with_values(atom: Atom, signature: Signature) -> Atom:
    declaration = signature.declaration(atom.predicate)
    if declaration is None:
        return atom
    sorts = map(signature.sort, declaration.sorts)
    return replace(atom, args=tuple(map(_value, atom.args, sorts)))


def _value(term: Term, sort: Sort | None) -> Term:
    values = () if sort is None else sort.values
    if not isinstance(term, Const) or term in values:
        return term
    found = same_letters(term.name, (v.name for v in values if isinstance(v, Const)))
    if len(found) > 1:
        raise Tie(show_term(term), found)
    return Const(found[0]) if found else term


def spelling(rule: Rule, signature: Signature) -> Rule:
    """`granfather(X, Y)`: the nearest declared name whose arity and sorts fit."""

    def candidates(name: str, arity: int) -> tuple[str, ...]:
        names = (d.predicate.name for d in signature.declarations if d.predicate.arity == arity)
        return closest(name, (n for n in names if not _clashes(rule, (name, arity), n, signature)))

    return _renamed(rule, signature, candidates)


def _renamed(
    rule: Rule, signature: Signature, candidates: Callable[[str, int], tuple[str, ...]]
) -> Rule:
    """The rule with the one candidate for each name that nothing declares."""
    for name, arity in dict.fromkeys((atom.name, len(atom.args)) for atom in atoms(rule)):
        if not signature.named(name):
            found = candidates(name, arity)
            if len(found) > 1:
                raise Tie(f"{name}/{arity}", found)
            if found:
                rule = _rename(rule, (name, arity), found[0])
    return rule


def _rename(rule: Rule, old: tuple[str, int], new: str) -> Rule:
    return map_atoms(rule, lambda a: replace(a, name=new) if (a.name, len(a.args)) == old else a)


def _clashes(rule: Rule, old: tuple[str, int], new: str, signature: Signature) -> bool:
    """Whether the new name of an atom gives the rule more trouble with sorts than it had."""
    after = sum(1 for _ in sort_faults(_rename(rule, old, new), signature))
    return after > sum(1 for _ in sort_faults(rule, signature))
