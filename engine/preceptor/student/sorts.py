"""Sorts: which argument positions range over the same things, declared or told by the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preceptor.logic import Aggregate, Atom, Not, Predicate, Rule, Signature, Var, enclosed


def sorts_of(
    predicates: Sequence[Predicate], rules: Sequence[Rule], signature: Signature
) -> dict[Predicate, tuple[str, ...]]:
    """A sort name per argument of each predicate.

    Declared predicates have their declared sorts. Positions of the others share a sort when a
    variable of some rule stands at both; the sort is then named after its first position.
    """
    parent: dict[str, str] = {}

    def root(place: str) -> str:
        parent.setdefault(place, place)
        while parent[place] != place:
            place = parent[place]
        return place

    for rule in rules:
        seen: dict[str, str] = {}
        for name, place in _variable_places(rule, signature):
            parent[root(place)] = root(seen.setdefault(name, place))
    return {p: tuple(root(place) for place in _places(p, signature)) for p in predicates}


def _variable_places(rule: Rule, signature: Signature) -> Iterator[tuple[str, str]]:
    """Each variable of the rule's atoms with the place where it stands."""
    own = enclosed(rule)  # not one variable in the braces of two aggregates
    for literal in (rule.head, *rule.body):
        match literal:
            case (Atom() as atom) | Not(atom) | Aggregate(atom=atom):
                for term, place in zip(atom.args, _places(atom.predicate, signature), strict=True):
                    if isinstance(term, Var) and term.name not in own:
                        yield term.name, place
            case _:  # a denial has no head; a comparison has no place
                continue


def _places(predicate: Predicate, signature: Signature) -> tuple[str, ...]:
    """A name per argument position: its declared sort, else a place of its own."""
    declaration = signature.declaration(predicate)
    if declaration is not None:
        return declaration.sorts
    # -p speaks of the same things as p
    return tuple(f"{predicate.name}/{predicate.arity}:{i}" for i in range(predicate.arity))
