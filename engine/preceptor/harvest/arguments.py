"""Operators on arguments: truth values that one is too many or too few, and a wrong order."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import combinations, count

from preceptor.harvest.atoms import atoms, map_atoms
from preceptor.harvest.fitness import sort_faults
from preceptor.harvest.renaming import Tie
from preceptor.logic import Atom, Const, Rule, Signature
from preceptor.syntax import show_atom

_BOOLEANS = {"true": True, "false": False}


def boolean_argument(rule: Rule, signature: Signature) -> Rule:
    """`kind(X, true)` where kind/1 is declared; `kind(X)` where kind/2 is, true or false last."""
    return map_atoms(rule, lambda atom: _with_truth(_without_truth(atom, signature), signature))


def _without_truth(atom: Atom, signature: Signature) -> Atom:
    truth = _BOOLEANS.get(str(atom.args[-1]).casefold()) if atom.args else None
    shorter = replace(atom, args=atom.args[:-1])
    if truth is None or _is_declared(atom, signature) or not _is_declared(shorter, signature):
        return atom
    return replace(shorter, negated=atom.negated is truth)


def _with_truth(atom: Atom, signature: Signature) -> Atom:
    longer = replace(atom, args=(*atom.args, Const("false" if atom.negated else "true")))
    declaration = signature.declaration(longer.predicate)
    if declaration is None or _is_declared(atom, signature):
        return atom
    sort = signature.sort(declaration.sorts[-1])
    known = {str(value) for value in sort.values} if sort is not None else set()
    return replace(longer, negated=False) if known == set(_BOOLEANS) else atom


def _is_declared(atom: Atom, signature: Signature) -> bool:
    return signature.declaration(atom.predicate) is not None


def argument_order(rule: Rule, signature: Signature) -> Rule:
    """`age(30, ann)` where a person comes first: the one exchange after which all sorts fit."""
    if not any(sort_faults(rule, signature)):
        return rule
    for exchanges in (_in_one_atom(rule), _in_every_atom(rule)):
        found = {r: a for r, a in exchanges if r != rule and not any(sort_faults(r, signature))}
        if len(found) > 1:
            raise Tie("the right order", dict.fromkeys(map(show_atom, found.values())))
        for changed in found:
            return changed
    return rule


def _in_one_atom(rule: Rule) -> Iterator[tuple[Rule, Atom]]:
    for place, atom in enumerate(atoms(rule)):
        for pair in combinations(range(len(atom.args)), 2):
            yield _changed_at(rule, {place}, pair), _exchanged(atom, pair)


def _in_every_atom(rule: Rule) -> Iterator[tuple[Rule, Atom]]:
    """The same exchange in all atoms of one predicate."""
    found = atoms(rule)
    for first in dict.fromkeys((atom.name, len(atom.args)) for atom in found):
        places = {i for i, atom in enumerate(found) if (atom.name, len(atom.args)) == first}
        for pair in combinations(range(first[1]), 2):
            yield _changed_at(rule, places, pair), _exchanged(found[min(places)], pair)


def _changed_at(rule: Rule, places: Container[int], pair: tuple[int, int]) -> Rule:
    number = count()
    return map_atoms(rule, lambda a: _exchanged(a, pair) if next(number) in places else a)


def _exchanged(atom: Atom, pair: tuple[int, int]) -> Atom:
    i, j = pair
    args = list(atom.args)
    args[i], args[j] = args[j], args[i]
    return replace(atom, args=tuple(args))
