"""Foldings: aggregates as relations, so that an engine in bulk joins what they come to.

`N = count { C : child(P, C) }` becomes a premise `made(P, N)`. Before a stratum begins its engine
fills `made` from `child`, a row for each P that has a child. Who has none is not in it: a count or
sum of none is 0 by another body of the rule, `\\+ child(P, _), N = 0`; a least of none is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Const,
    Fold,
    InputError,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Rule,
    Var,
    enclosed,
    map_atom,
    occurrences,
)
from preceptor.syntax import rule_id

MOST_DEFAULTS = 6  # counts and sums of one rule: each doubles its bodies


@dataclass(frozen=True, slots=True)
class Folding:
    """The relation `made` of an aggregate over `atom`: a column for each of the positions
    `groups`, then the value. `listed` are the positions of the other terms that tell tuples
    apart; `first` is where the term stands that is added up or compared, or that constant."""

    made: Predicate
    how: Fold
    atom: Atom
    groups: tuple[int, ...]
    listed: tuple[int, ...]
    first: int | Const | Num

    @property
    def over(self) -> Predicate:
        return self.atom.predicate

    @property
    def cells(self) -> tuple[int, ...]:
        """The positions whose values make a tuple and say to which group it belongs."""
        return (*self.groups, *self.listed)

    @property
    def hides(self) -> bool:
        """Whether several instances may make one tuple that must count once."""
        named = {arg for arg in self.atom.args if isinstance(arg, Var)}
        shown = {self.atom.args[place] for place in self.cells}
        return self.how in (Fold.COUNT, Fold.SUM) and not named <= shown

    @property
    def fixed(self) -> Iterator[tuple[int, Const | Num]]:
        """The positions at which the atom has a constant."""
        for position, arg in enumerate(self.atom.args):
            if not isinstance(arg, Var):
                yield position, arg

    @property
    def same(self) -> Iterator[tuple[int, int]]:
        """The pairs of positions that have one variable."""
        args = self.atom.args
        for position, arg in enumerate(args):
            if isinstance(arg, Var) and args.index(arg) < position:
                yield args.index(arg), position


def unfolded(rule: Rule, begin: int) -> tuple[list[Folding], list[Rule]]:
    """The relations of a rule's aggregates, numbered from `begin`, and its bodies over them.

    Raises InputError for a rule of more than MOST_DEFAULTS counts and sums.
    """
    own = enclosed(rule)
    foldings: list[Folding] = []
    choices: list[tuple[tuple[Literal, ...], ...]] = []
    for literal in rule.body:
        if isinstance(literal, Aggregate):
            folding = _folding(literal, own, begin + len(foldings))
            foldings.append(folding)
            choices.append(tuple(_bodies(literal, folding, own, len(foldings))))
        else:
            choices.append(((literal,),))
    if sum(len(choice) > 1 for choice in choices) > MOST_DEFAULTS:
        where = f"{rule.origin}: " if rule.origin else ""
        message = f"{where}rule {rule_id(rule)}: more than {MOST_DEFAULTS} counts and sums"
        raise InputError(message, "give some of them a rule of their own")
    bodies = (tuple(lit for part in parts for lit in part) for parts in product(*choices))
    return foldings, [Rule(rule.head, body, rule.weight) for body in bodies]


def _folding(aggregate: Aggregate, own: frozenset[str], number: int) -> Folding:
    args = aggregate.atom.args
    places = {arg: place for place, arg in reversed([*enumerate(args)]) if isinstance(arg, Var)}
    groups = tuple(sorted(place for var, place in places.items() if var.name not in own))
    listed = {places[term]: None for term in aggregate.terms if isinstance(term, Var)}
    first = aggregate.terms[0]
    return Folding(
        Predicate(f"\0{number}", len(groups) + 1),  # no text that is read holds this character
        aggregate.fold,
        aggregate.atom,
        groups,
        tuple(place for place in listed if place not in groups),
        places[first] if isinstance(first, Var) else first,
    )


def _bodies(
    aggregate: Aggregate, folding: Folding, own: frozenset[str], number: int
) -> Iterator[tuple[Literal, ...]]:
    groups = tuple(aggregate.atom.args[place] for place in folding.groups)
    yield (Atom(folding.made.name, (*groups, aggregate.result)),)
    if aggregate.fold in (Fold.COUNT, Fold.SUM):
        names = {name: f"_{name} {number}" for name in occurrences(aggregate.atom) if name in own}
        absent = map_atom(
            aggregate.atom,
            lambda term: Var(names.get(term.name, term.name)) if isinstance(term, Var) else term,
        )
        yield Not(absent), Compare(Op.SAME, aggregate.result, Num(0))
