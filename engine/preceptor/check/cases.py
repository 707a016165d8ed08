"""Cases: conjunctions that a database is to make true, and what follows from them by equality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from preceptor.check.clause import Clause
from preceptor.check.comparisons import compared
from preceptor.logic import (
    Atom,
    Compare,
    Const,
    Literal,
    Not,
    Num,
    Op,
    Rule,
    Signature,
    Term,
    Var,
    map_atom,
    map_literal,
    substituting,
)

Nogood = tuple[Compare, ...]  # comparisons that must not all hold


class Pending(NamedTuple):
    """An atom still to be given or concluded, and the atoms `above` it in the proof so far.

    `counts` says whether the rules for it belong to the core.
    """

    atom: Atom
    counts: bool
    above: tuple[Atom, ...] = ()


class Case(NamedTuple):
    """What must hold: atoms still to be given or concluded, atoms given, atoms absent, guards.

    Of each nogood one comparison must fail. `core` leads from the atoms to the goal; `others`
    only make true what some `\\+` would otherwise take away. `held` are the atoms that rules took
    the place of.
    """

    pending: tuple[Pending, ...] = ()
    given: tuple[Atom, ...] = ()
    absent: tuple[Atom, ...] = ()
    guards: tuple[Compare, ...] = ()
    nogoods: tuple[Nogood, ...] = ()
    core: tuple[Clause, ...] = ()
    others: tuple[Clause, ...] = ()
    held: tuple[Atom, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the core."""
        return tuple(clause.rule for clause in self.core)

    @property
    def is_contradictory(self) -> bool:
        """Whether a guard fails, or an atom that must hold must also be absent."""
        if any(map(_fails, self.guards)):
            return True
        if not self.absent:
            return False
        pending = (goal.atom for goal in self.pending)
        return not {*pending, *self.given, *self.held}.isdisjoint(self.absent)

    def substituted(self, bindings: Mapping[str, Term]) -> Case:
        if not bindings:
            return self
        change = substituting(bindings)
        return Case(
            tuple(
                Pending(map_atom(atom, change), counts, tuple(map_atom(a, change) for a in above))
                for atom, counts, above in self.pending
            ),
            tuple(dict.fromkeys(map_atom(atom, change) for atom in self.given)),
            tuple(dict.fromkeys(map_atom(atom, change) for atom in self.absent)),
            tuple(dict.fromkeys(_compares(self.guards, bindings))),
            tuple(tuple(_compares(nogood, bindings)) for nogood in self.nogoods),
            self.core,
            self.others,
            tuple(dict.fromkeys(map_atom(atom, change) for atom in self.held)),
        )

    def plus(self, body: Iterable[Literal], counts: bool, above: tuple[Atom, ...] = ()) -> Case:
        """The case with a body to be true as well."""
        pending, absent, guards = list(self.pending), list(self.absent), list(self.guards)
        for literal in body:
            if isinstance(literal, Atom):
                pending.append(Pending(literal, counts, above))
            elif isinstance(literal, Not):
                absent.append(literal.atom)
            else:
                assert isinstance(literal, Compare)  # programs refuse aggregates
                guards.append(literal)
        return Case(
            tuple(pending),
            self.given,
            tuple(absent),
            tuple(guards),
            self.nogoods,
            self.core,
            self.others,
            self.held,
        )

    def opened(self, pending: tuple[Pending, ...], given: Iterable[Atom]) -> Case:
        """The case with other atoms pending, and more that the database gives."""
        return self._with(pending, (*self.given, *given), self.nogoods)

    def without(self, nogood: Nogood) -> Case:
        """The case in which some comparison of the nogood fails."""
        return self._with(self.pending, self.given, (*self.nogoods, nogood))

    def resolved(self, clause: Clause, body: Iterable[Literal]) -> Case:
        """The case with the body of a clause in the place of the first pending atom."""
        atom, counts, above = self.pending[0]
        return Case(
            self.pending[1:],
            self.given,
            self.absent,
            self.guards,
            self.nogoods,
            (*self.core, clause) if counts else self.core,
            self.others if counts else (*self.others, clause),
            (*self.held, atom),
        ).plus(body, counts, (*above, atom))

    def _with(
        self, pending: tuple[Pending, ...], given: tuple[Atom, ...], nogoods: tuple[Nogood, ...]
    ) -> Case:
        return Case(
            pending,
            given,
            self.absent,
            self.guards,
            nogoods,
            self.core,
            self.others,
            self.held,
        )


def _fails(guard: Compare) -> bool:
    """Whether the guard compares two values, and amiss."""
    sides = (guard.left, guard.right)
    return all(isinstance(side, Const | Num) for side in sides) and compared(guard, {}) is None


def _compares(guards: Iterable[Compare], bindings: Mapping[str, Term]) -> Iterator[Compare]:
    change = substituting(bindings)
    for guard in guards:
        changed = map_literal(guard, change)
        assert isinstance(changed, Compare)
        yield changed


def closed(case: Case, signature: Signature) -> Case | None:
    """The case with all equalities applied that hold in it; None where two constants would be one.

    Equal are the two sides of `=`, and the values of a functional predicate under equal keys.
    """
    while True:
        pair = next(_equalities(case, signature), None)
        if pair is None:
            return case
        left, right = pair
        if isinstance(left, Var):
            case = case.substituted({left.name: right})
        elif isinstance(right, Var):
            case = case.substituted({right.name: left})
        else:
            return None


def _equalities(case: Case, signature: Signature) -> Iterator[tuple[Term, Term]]:
    for guard in case.guards:
        left, right = guard.left, guard.right
        if guard.op is Op.SAME and left != right and _is_term(left) and _is_term(right):
            yield left, right  # type: ignore[misc]
    if len({atom.name for atom in case.given}) == len(case.given):
        return
    keyed: dict[tuple[object, ...], Atom] = {}
    for atom in case.given:
        declaration = None if atom.negated else signature.declaration(atom.predicate)
        if declaration is None or not declaration.functional:
            continue
        key = tuple(atom.args[i] for i in declaration.functional)
        first = keyed.setdefault((atom.predicate, key), atom)
        yield from ((a, b) for a, b in zip(first.args, atom.args, strict=True) if a != b)


def _is_term(side: object) -> bool:
    return isinstance(side, Var | Const | Num)
