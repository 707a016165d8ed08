"""Joins: a body's literals as a shape, with what that shape reads from a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from preceptor.graph import binds
from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Expr,
    Literal,
    Not,
    Predicate,
    Term,
    Var,
    variables,
)
from preceptor.reason.aggregates import total
from preceptor.reason.arithmetic import binding, test
from preceptor.reason.costs import split
from preceptor.reason.relations import Positions, Source, Store
from preceptor.reason.shapes import Bind, Guard, Run, Scan, Shape, Slots, Step, compiled
from preceptor.reason.symbols import Row

MAX_LOOPS = 12  # in one function: Python nests no more than 20


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a predicate, by what is known at the positions."""

    predicate: Predicate
    known: Positions


@dataclass(frozen=True, slots=True)
class Lack:
    """That no fact of the atom's predicate agrees with it at the positions."""

    atom: Atom
    known: Positions


@dataclass(frozen=True, slots=True)
class Test:
    comparison: Compare
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    expr: Expr
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """What an aggregate comes to, by what is known at the positions of its atom; if `checked`,
    whether that is the symbol given behind these."""

    aggregate: Aggregate
    known: Positions
    checked: bool


Resource = Facts | Lack | Test | Value | Total


@dataclass(frozen=True, slots=True)
class Join:
    """A shape with its constants and what each of its steps reads; `rest` goes on from there."""

    shape: Shape
    constants: tuple[Term, ...]
    resources: tuple[Resource, ...]
    rest: Join | None = None

    def over(self, store: Store, base: int = 0, tick: Callable[[], None] = lambda: None) -> Run:
        """The join over the relations of a store, `base` added to each label."""
        constants = [store.symbols.intern(term) for term in self.constants]
        resources = [_resource(resource, store) for resource in self.resources]
        make = compiled(self.shape)
        if self.rest is None:
            return make(base, constants, resources, tick)
        return _chain(make(0, constants, resources, tick), self.rest.over(store, base, tick))


def _chain(first: Run, second: Run) -> Run:
    def run(row: Row, cost: int, height: int) -> Iterator[tuple[Row, int]]:
        for middle, label in first(row, cost, height):
            yield from second(middle, *split(label))

    return run


def join(body: Sequence[Literal], trigger: Sequence[Term], output: Sequence[Term]) -> Join:
    """The join of a body in its given order, started by a row that agrees with `trigger`.

    It yields `output` under each solution. A body of many loops is cut into several functions.
    """
    planner = _Planner()
    start = planner.slots(trigger)
    planner.known.update(_variables(trigger))
    steps: list[Step] = []
    loops = 0
    for done, literal in enumerate(body):
        loops += isinstance(literal, Atom)
        if loops > MAX_LOOPS:
            middle = tuple(map(Var, planner.known))
            rest = join(body[done:], middle, output)
            return planner.join(start, steps, middle, rest)
        steps.append(planner.step(literal))
    return planner.join(start, steps, output)


class _Planner:
    """Gives numbers to variables and constants, and steps and resources to literals."""

    def __init__(self) -> None:
        self.known: dict[str, None] = {}  # the variables that have a symbol by now, in order
        self._variables: dict[str, int] = {}
        self._constants: dict[Term, int] = {}
        self._resources: list[Resource] = []

    def join(
        self, start: Slots, steps: list[Step], output: Sequence[Term], rest: Join | None = None
    ) -> Join:
        shape = Shape(start, tuple(steps), self.slots(output))
        return Join(shape, tuple(self._constants), tuple(self._resources), rest)

    def slots(self, terms: Sequence[Term]) -> Slots:
        return tuple(map(self._slot, terms))

    def step(self, literal: Literal) -> Step:
        match literal:
            case Atom(args=args):
                self._resources.append(Facts(literal.predicate, self._held(args)))
                self.known.update(_variables(args))
                return Scan(self.slots(args))
            case Not(atom):
                held = self._held(atom.args)
                self._resources.append(Lack(atom, held))
                return Guard(self.slots([atom.args[i] for i in held]))
            case Compare():
                return self._comparison(literal)
            case Aggregate():
                return self._aggregate(literal)
            case _:
                assert_never(literal)

    def _comparison(self, comparison: Compare) -> Step:
        bound = binds(comparison, self.known)
        if bound is None:
            names = variables(comparison)
            self._resources.append(Test(comparison, names))
            return Guard(self.slots(tuple(map(Var, names))))
        other = comparison.right if comparison.left == Var(bound) else comparison.left
        names = variables(other)
        self._resources.append(Value(other, names))
        slots = self.slots(tuple(map(Var, names)))
        self.known[bound] = None
        return Bind(self._slot(Var(bound)), slots)

    def _aggregate(self, aggregate: Aggregate) -> Step:
        args, result = aggregate.atom.args, aggregate.result
        held = self._held(args)
        checked = not isinstance(result, Var) or result.name in self.known
        self._resources.append(Total(aggregate, held, checked))
        slots = self.slots([args[i] for i in held])
        if checked:
            return Guard((*slots, self._slot(result)))
        self.known.update(_variables((result,)))
        return Bind(self._slot(result), slots)

    def _held(self, args: Sequence[Term]) -> Positions:
        """The positions whose symbol is known before the literal is looked at."""
        return tuple(
            i for i, arg in enumerate(args) if not isinstance(arg, Var) or arg.name in self.known
        )

    def _slot(self, term: Term) -> int:
        if isinstance(term, Var):
            return self._variables.setdefault(term.name, len(self._variables))
        return -1 - self._constants.setdefault(term, len(self._constants))


def _variables(terms: Sequence[Term]) -> dict[str, None]:
    return {term.name: None for term in terms if isinstance(term, Var)}


def _resource(resource: Resource, store: Store) -> Callable[..., Any]:
    match resource:
        case Facts(predicate, known):
            source = store.source(predicate)
            return source.find if len(known) == predicate.arity else source.reading(known)
        case Lack(atom, known):
            return _lack(atom, known, store.source(atom.predicate))
        case Test(comparison, names):
            return test(comparison, names, store.symbols)
        case Value(expr, names):
            return binding(expr, names, store.symbols)
        case Total(aggregate, known, checked):
            source = store.source(aggregate.atom.predicate)
            come_to = total(aggregate, known, source, store.symbols)
            return (lambda *key: come_to(*key[:-1]) == key[-1]) if checked else come_to
        case _:
            assert_never(resource)


def _lack(atom: Atom, known: Positions, source: Source) -> Callable[..., bool]:
    """Whether no fact agrees with the atom, of the symbols at its known positions."""
    if len(known) == len(atom.args):
        find = source.find
        return lambda *row: find(row) is None
    reading = source.reading(known)
    open_names = [(i, arg) for i, arg in enumerate(atom.args) if i not in known]
    repeats = [(i, j) for i, a in open_names for j, b in open_names if i < j and a == b]

    def lacks(*key: int) -> bool:
        found = reading(key[0] if len(key) == 1 else key, ())
        return not any(all(row[i] == row[j] for i, j in repeats) for row, _, _ in found)

    return lacks
