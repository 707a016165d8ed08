"""Alternatives: the proofs of a goal one after the other, the best first.

A partial proof has goals that are still open. What the best proof of each would cost is known from
the model, so the cheapest completion of a partial proof is too, and looking at partial proofs in
that order meets whole ones in the order of their confidence (A*, Hart, Nilsson and Raphael 1968),
among equals those of fewer steps first. No atom is proved by way of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from preceptor.logic import (
    Absent,
    Aggregate,
    Atom,
    Compare,
    Computed,
    Derived,
    Given,
    LimitExceeded,
    Literal,
    Not,
    Proof,
    Rule,
    map_literal,
    substituting,
)
from preceptor.reason.costs import cost, split
from preceptor.reason.model import Model
from preceptor.reason.program import backward
from preceptor.reason.prove import folding
from preceptor.reason.solve import solutions
from preceptor.reason.symbols import by_terms

MAX_PARTIAL = 100_000  # partial proofs looked at


_Body = tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """The last step of a proof of an atom: a given fact, or a rule with its ground body."""

    atom: Atom
    rule: Rule | None
    body: _Body

    @property
    def premises(self) -> tuple[Atom, ...]:
        return tuple(literal for literal in self.body if isinstance(literal, Atom))


_Path = tuple[Atom, "_Path"] | None  # the atoms above an open goal, the nearest first
_Open = tuple[tuple[Atom, _Path], ...]
_Taken = tuple[_Step, "_Taken"] | None  # the steps so far, the last first


def alternatives(model: Model, body: Sequence[Literal]) -> Iterator[tuple[Proof, ...]]:
    """The proofs of a conjunction in all its instances that hold, a proof for each literal.

    The most confident come first, and of these the smallest. Raises LimitExceeded past
    MAX_PARTIAL partial proofs.
    """
    goal = tuple(body)
    names, found = solutions(model, goal)
    instances = []
    for solution in sorted(found, key=lambda s: s.rank):
        change = substituting(dict(zip(names, solution.terms, strict=True)))
        instances.append(tuple(map_literal(literal, change) for literal in goal))
    for instance, steps in _Search(model).complete(instances):
        waiting = iter(steps)
        yield tuple(_proof(model, literal, waiting) for literal in instance)


class _Search:
    def __init__(self, model: Model) -> None:
        self._model = model
        self._steps: dict[Atom, tuple[_Step, ...]] = {}

    def complete(self, instances: Sequence[_Body]) -> Iterator[tuple[_Body, tuple[_Step, ...]]]:
        """Each instance with the steps of each proof, those of a goal's premises behind its own."""
        turns = count()
        agenda: list[tuple[tuple[int, int], int, int, int, _Body, _Open, _Taken]] = []
        for instance in instances:
            start: _Open = tuple((goal, None) for goal in instance if isinstance(goal, Atom))
            heappush(agenda, (self._least(0, 0, start), next(turns), 0, 0, instance, start, None))
        while agenda:
            _, turn, spent, size, instance, open_goals, taken = heappop(agenda)
            if not open_goals:
                yield instance, _in_order(taken)
                continue
            if turn > MAX_PARTIAL:
                raise LimitExceeded("partial proofs", turn, MAX_PARTIAL)
            (goal, above), rest = open_goals[0], open_goals[1:]
            inside = (goal, above)
            for step in self._of(goal):
                if any(_is_above(premise, inside) for premise in step.premises):
                    continue
                now = spent + (0 if step.rule is None else cost(step.rule.weight))
                left: _Open = (*((premise, inside) for premise in step.premises), *rest)
                least = self._least(now, size + 1, left)
                more: _Taken = (step, taken)
                heappush(agenda, (least, next(turns), now, size + 1, instance, left, more))

    def _least(self, spent: int, size: int, open_goals: _Open) -> tuple[int, int]:
        """The least cost of a completion of a partial proof, and for it a least size."""
        exact = self._model.store.least_heights
        for goal, _ in open_goals:
            price, height = split(self._label(goal))
            spent += price
            size += 1 + height if exact and not price else 1  # a dearer proof may be lower
        return spent, size

    def _label(self, atom: Atom) -> int:
        label = self._model.store.label(atom)
        assert label is not None
        return label

    def _of(self, atom: Atom) -> tuple[_Step, ...]:
        """Every last step by which the atom holds, in the order of rules and terms."""
        known = self._steps.get(atom)
        if known is None:
            known = self._steps[atom] = tuple(dict.fromkeys(self._found(atom)))
        return known

    def _found(self, atom: Atom) -> Iterator[_Step]:
        if atom in self._model.given:
            yield _Step(atom, None, ())
        sources, store = backward(self._model.graph), self._model.store
        for rule in sources.facts.get(atom, ()):
            yield _Step(atom, rule, ())
        row = store.symbols.row(atom)
        for way in sources.rules.get(atom.predicate, ()):
            run = way.join.over(store, way.base)
            rows = {out for out, _ in run(row, 0, 0)}
            for terms in sorted(map(store.symbols.args, rows), key=by_terms):
                change = substituting(dict(zip(way.names, terms, strict=True)))
                rule = way.planned.rule
                yield _Step(atom, rule, tuple(map_literal(lit, change) for lit in rule.body))


def _is_above(atom: Atom, path: _Path) -> bool:
    while path is not None:
        above, path = path
        if above == atom:
            return True
    return False


def _in_order(taken: _Taken) -> tuple[_Step, ...]:
    steps = []
    while taken is not None:
        step, taken = taken
        steps.append(step)
    return tuple(reversed(steps))


def _proof(model: Model, literal: Literal, steps: Iterator[_Step]) -> Proof:
    """The proof of a literal, its steps taken from those that are left."""
    match literal:
        case Not(atom):
            return Absent(atom)
        case Compare():
            return Computed(literal)
        case Aggregate():
            return folding(model, literal)
    step = next(steps)
    if not step.body:
        return Given(step.atom, step.rule)
    assert step.rule is not None
    return Derived(step.atom, step.rule, tuple(_proof(model, lit, steps) for lit in step.body))
