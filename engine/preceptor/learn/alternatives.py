"""Alternatives: the statements that compete with one, made from the words of a signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from preceptor.logic import (
    Atom,
    InputError,
    Role,
    Rule,
    Signature,
    Term,
    Var,
    map_atom,
    substituting,
    variables,
)
from preceptor.syntax import show_rule

MAX_ALTERNATIVES = 2000

Values = Mapping[str, tuple[Term, ...]]  # of each sort


def values(signature: Signature, atoms: Iterable[Atom]) -> Values:
    """The values of each sort: those that it lists, else those that it has in the atoms."""
    found: dict[str, dict[Term, None]] = {}
    for atom in atoms:
        declared = signature.declaration(atom.predicate)
        for sort, term in zip(declared.sorts if declared else (), atom.args, strict=False):
            if not isinstance(term, Var):
                found.setdefault(sort, {})[term] = None
    listed = {sort.name: sort.values for sort in signature.sorts if sort.values}
    return {name: tuple(terms) for name, terms in found.items()} | listed


def alternatives(pattern: Rule, signature: Signature, known: Values) -> tuple[Rule, ...]:
    """What could stand in the place of a pattern.

    Of a fact with variables: each of its instances, by the values of their sorts. Of a rule: the
    rule with each head that rules may conclude of the same sorts. Raises InputError where there
    are none, or too many.
    """
    if pattern.head is None:
        raise InputError("a denial has no alternatives", "give a fact with variables, or a rule")
    declared = signature.declaration(pattern.head.predicate)
    if declared is None:
        raise InputError(f"the domain declares no {pattern.head.predicate}")
    if pattern.body:
        found = [
            replace(pattern, head=replace(pattern.head, name=other.predicate.name))
            for other in signature.declarations
            if other.sorts == declared.sorts and other.role is not Role.INPUT
        ]
    else:
        found = list(_instances(pattern.head, declared.sorts, known))
    if not 2 <= len(found) <= MAX_ALTERNATIVES:
        raise InputError(f"{show_rule(pattern)} has {len(found)} alternatives to rank")
    return tuple(dict.fromkeys(found))


def _instances(head: Atom, sorts: Sequence[str], known: Values) -> Iterator[Rule]:
    """The ground facts of an atom, at most one more than may be ranked."""
    names = variables(head)
    ranges = []
    for name in names:
        sort = sorts[head.args.index(Var(name))]
        ranges.append(known.get(sort, ()))
        if not ranges[-1]:
            raise InputError(f"no value of the sort {sort} is known", f"{name} stands for one")
    for chosen in islice(product(*ranges), MAX_ALTERNATIVES + 1):
        yield Rule(map_atom(head, substituting(dict(zip(names, chosen, strict=True)))))
