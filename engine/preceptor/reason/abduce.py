"""Abduction: the fewest given facts that would make an atom hold.

The atom is read backwards through the rules; what a rule reads may hold already, may be concluded
by a rule in turn, or may be assumed where a database can give it. States of few facts and few rules
are looked at first.
Each whose terms are all known is tried: the facts are added, and the atom must hold in the model
of them all, for what is added can also take conclusions away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, islice

from preceptor.graph import RuleGraph, body_order
from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Literal,
    Not,
    Rule,
    Term,
    apart,
    enclosed,
    is_ground,
    map_atom,
    map_literal,
    occurrences,
    rename,
    substituting,
    unify,
    variables,
)
from preceptor.reason.demand import demand
from preceptor.reason.model import Model
from preceptor.reason.solve import solutions
from preceptor.reason.symbols import by_terms

MAX_STATES = 500
MAX_RULES = 5  # used one below another
_OWN = "~own"  # behind a variable that an aggregate itself ranges over
INSTANCES = 20  # of a premise that holds already


@dataclass(frozen=True, slots=True)
class Lack:
    """Facts that are missing. A variable in them may be anything that meets the conditions."""

    facts: tuple[Atom, ...]
    where: tuple[Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What is assumed so far, and what has yet to hold, each goal with the rules above it."""

    assumed: tuple[Atom, ...]
    goals: tuple[tuple[Literal, int], ...]
    rules: int = 0  # used so far

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.assumed) + self.rules, len(self.goals)

    def bound(self, bindings: dict[str, Term]) -> _State:
        change = substituting(bindings)
        assumed = tuple(dict.fromkeys(map_atom(atom, change) for atom in self.assumed))
        goals = tuple((map_literal(lit, change), n) for lit, n in self.goals)
        return _State(assumed, goals, self.rules)


def abduce(model: Model, atom: Atom, limit: int = 5) -> tuple[Lack, ...]:
    """Up to `limit` sets of given facts that are missing, of those found that hold fewest facts.

    Each set makes the ground atom hold. Empty where the atom holds, or where no set was found
    within MAX_STATES states and MAX_RULES rules.
    """
    if not is_ground(atom) or model.holds(atom):
        return ()
    found: list[Lack] = []
    for lack in sorted(_Search(model).lacks(atom), key=lambda lack: len(lack.facts)):
        if found and len(lack.facts) > len(found[0].facts):
            break
        if lack not in found and _suffices(model, atom, lack):
            found.append(lack)
            if len(found) == limit:
                break
    return tuple(found)


def _suffices(model: Model, atom: Atom, lack: Lack) -> bool:
    is_known = not lack.where and all(map(is_ground, lack.facts))
    if not is_known:
        return True
    return demand(model.graph, (*model.facts, *lack.facts)).holds(atom)


class _Search:
    def __init__(self, model: Model) -> None:
        self._model = model
        self._graph: RuleGraph = model.graph
        self._rules: dict[object, list[Rule]] = {}
        for planned in self._graph.rules:
            if planned.rule.head is not None and planned.rule.body:
                self._rules.setdefault(planned.rule.head.predicate, []).append(planned.rule)
        self._fresh = count(1)

    def lacks(self, atom: Atom) -> Iterator[Lack]:
        """Sets of facts to be added; each may still fail."""
        turns = count()
        start = _State((), ((atom, 0),))
        agenda, seen = [(start.rank, next(turns), start)], {start}
        while agenda:
            _, turn, state = heappop(agenda)
            if turn > MAX_STATES:  # looked at or waiting
                return
            place = _next(state)
            if place is None:
                yield _named(state)
                continue
            for child in self._children(state, place):
                if child not in seen:
                    seen.add(child)
                    heappush(agenda, (child.rank, next(turns), child))

    def _children(self, state: _State, place: int) -> Iterator[_State]:
        """The ways to see to a goal."""
        goal, depth = state.goals[place]
        rest = _State(state.assumed, state.goals[:place] + state.goals[place + 1 :], state.rules)
        match goal:
            case Atom():
                yield from self._making(goal, depth, rest)
            case Aggregate(atom=atom) if not all(n.endswith(_OWN) for n in occurrences(atom)):
                return  # over whom, only an assumed fact would say
            case Not() | Compare() | Aggregate():
                names, found = solutions(self._model, (goal,))
                for solution in found:
                    yield rest.bound(dict(zip(names, solution.terms, strict=True)))

    def _making(self, goal: Atom, depth: int, rest: _State) -> Iterator[_State]:
        if goal in rest.assumed or (is_ground(goal) and self._model.holds(goal)):
            yield rest
            return
        for assumed in rest.assumed:  # one fact may serve twice
            bindings = unify(goal, assumed) if goal.predicate == assumed.predicate else None
            if bindings is not None:
                yield rest.bound(dict(bindings))
        names, found = solutions(self._model, (goal,))
        for solution in islice(sorted(found, key=lambda s: by_terms(s.terms)), INSTANCES):
            yield rest.bound(dict(zip(names, solution.terms, strict=True)))
        if goal.predicate in self._graph.inputs:
            yield _State((*rest.assumed, goal), rest.goals, rest.rules)
        if depth < MAX_RULES:
            for rule in self._rules.get(goal.predicate, ()):
                fresh = apart(rule, next(self._fresh))
                fresh = rename(fresh, {name: f"{name}{_OWN}" for name in enclosed(fresh)})
                assert fresh.head is not None
                agreed = unify(fresh.head, goal)
                if agreed is not None:
                    more = tuple((literal, depth + 1) for literal in fresh.body)
                    used = _State(rest.assumed, (*more, *rest.goals), rest.rules + 1)
                    yield used.bound(dict(agreed))


def _next(state: _State) -> int | None:
    """The place of a goal that can be seen to; None where only conditions are left."""
    atoms = [i for i, (literal, _) in enumerate(state.goals) if isinstance(literal, Atom)]
    body = tuple(literal for literal, _ in state.goals)
    try:
        return body_order(Rule(None, body))[0] if body else None
    except ValueError:  # a variable that only an assumed fact would bind
        return atoms[0] if atoms else None


def _named(state: _State) -> Lack:
    """What is assumed, under names that a reader can write."""
    where = tuple(literal for literal, _ in state.goals)
    rule = Rule(None, (*state.assumed, *where))
    names: dict[str, str] = {}
    for name in variables(rule):
        plain = name.partition("~")[0]
        taken = set(names.values())
        choices = (plain, *(f"{plain}{n}" for n in range(1, len(taken) + 2)))
        names[name] = next(choice for choice in choices if choice not in taken)
    body = rename(rule, names).body
    facts = tuple(sorted((a for a in body[: len(state.assumed)] if isinstance(a, Atom)), key=str))
    return Lack(facts, body[len(state.assumed) :])
