"""Blame: why an atom that must not hold does, told of variables instead of the values at hand.

A derivation on a concrete database is replayed on the case that the database came from. What
comes out is its condition: whenever these comparisons hold and these atoms are absent, the same
derivation goes through, so a database that avoids it makes a comparison fail or an atom true.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from preceptor.check.cases import Nogood
from preceptor.check.comparisons import compared
from preceptor.check.model import Derivation, Model
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Expr,
    Not,
    Op,
    Term,
    Var,
    apart,
    variables,
)

MAX_OPERATIONS = 12  # in one computed value: a recursive rule may add to it without end

Args = tuple[Expr, ...]


class Unsayable(Exception):
    """An absent atom has a computed value, no variable of the case; or a value is too long."""


@dataclass(slots=True)
class Condition:
    """The comparisons and absences that a derivation rests on."""

    guards: dict[Compare, None] = field(default_factory=dict)
    absent: dict[Atom, None] = field(default_factory=dict)

    def same(self, left: Expr, right: Expr) -> None:
        if left != right:
            self.require(Compare(Op.SAME, left, right))

    def require(self, guard: Compare) -> None:
        if variables(guard) or compared(guard, {}) is None:
            self.guards[guard] = None

    def nogood(self) -> Nogood:
        return tuple(self.guards)


class Blame:
    """Conditions of atoms of one model; `images` has the case's atom for each fact."""

    def __init__(self, model: Model, images: Mapping[Atom, Atom], fresh: count[int]) -> None:
        self._model, self._images, self._fresh = model, images, fresh

    def condition(self, atom: Atom) -> Condition:
        """The condition of an atom of the model. Raises Unsayable."""
        found = Condition()
        self._symbolic(atom, found, {})
        return found

    def condition_of(self, pattern: Atom, atom: Atom, known: Container[str]) -> Condition:
        """The condition of the atom as an instance of the pattern; its unknown variables are free.

        Raises Unsayable.
        """
        found = Condition()
        bound: dict[str, Expr] = {}
        for wanted, meaning in zip(pattern.args, self._symbolic(atom, found, {}), strict=True):
            if isinstance(wanted, Var) and wanted.name not in known:
                found.same(bound.setdefault(wanted.name, meaning), meaning)
            else:
                found.same(wanted, meaning)
        return found

    def _symbolic(self, atom: Atom, found: Condition, known: dict[Atom, Args]) -> Args:
        """The atom's arguments, told of variables."""
        if atom in known:
            return known[atom]
        derivation = self._model[atom]
        if derivation is None:
            return self._images[atom].args
        known[atom] = self._replayed(derivation, found, known)
        return known[atom]

    def _replayed(self, derivation: Derivation, found: Condition, known: dict[Atom, Args]) -> Args:
        rule = apart(derivation.rule, next(self._fresh))
        bindings: dict[str, Expr] = {}
        premises = iter(derivation.premises)
        for literal in rule.body:
            if isinstance(literal, Atom):
                premise = self._symbolic(next(premises), found, known)
                for wanted, meaning in zip(literal.args, premise, strict=True):
                    if isinstance(wanted, Var) and wanted.name not in bindings:
                        bindings[wanted.name] = meaning
                    else:
                        found.same(_put(wanted, bindings), meaning)
        waiting = [literal for literal in rule.body if isinstance(literal, Compare)]
        while waiting:
            ready = next((c for c in waiting if _definition(c, bindings) is not None), None)
            if ready is None:
                break
            waiting.remove(ready)
            name, meaning = next(_definitions(ready, bindings))
            if _operations(meaning) > MAX_OPERATIONS:
                raise Unsayable
            bindings[name] = meaning
        for guard in waiting:
            found.require(
                Compare(guard.op, _put(guard.left, bindings), _put(guard.right, bindings))
            )
        for literal in rule.body:
            if isinstance(literal, Not):
                found.absent[_atom(literal.atom, bindings)] = None
        return () if rule.head is None else tuple(_put(arg, bindings) for arg in rule.head.args)


def _definition(guard: Compare, bindings: Mapping[str, Expr]) -> tuple[str, Expr] | None:
    return next(_definitions(guard, bindings), None)


def _definitions(guard: Compare, bindings: Mapping[str, Expr]) -> Iterator[tuple[str, Expr]]:
    """The variable that `=` gives a value to, with what that value is."""
    if guard.op is not Op.SAME:
        return
    for side, other in ((guard.left, guard.right), (guard.right, guard.left)):
        is_free = isinstance(side, Var) and side.name not in bindings
        if is_free and all(name in bindings for name in variables(other)):
            yield side.name, _put(other, bindings)  # type: ignore[union-attr]


def _operations(expr: Expr) -> int:
    if not isinstance(expr, Arith):
        return 0
    return 1 + _operations(expr.left) + _operations(expr.right)


def _put(expr: Expr, bindings: Mapping[str, Expr]) -> Expr:
    match expr:
        case Var(name):
            return bindings.get(name, expr)
        case Arith(op, left, right):
            return Arith(op, _put(left, bindings), _put(right, bindings))
        case _:
            return expr


def _atom(atom: Atom, bindings: Mapping[str, Expr]) -> Atom:
    """The atom of variables of the case. Raises Unsayable for a computed argument."""
    args: list[Term] = []
    for arg in atom.args:
        meaning = _put(arg, bindings)
        if isinstance(meaning, Arith):
            raise Unsayable
        args.append(meaning)
    return Atom(atom.name, tuple(args), atom.negated)
