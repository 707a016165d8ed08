"""Programs: the joins of a rule graph, prepared once and then run over any number of stores."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from preceptor.graph import PlannedRule, RuleGraph, body_order, existentials
from preceptor.logic import Atom, Predicate, Rule, Var, variables
from preceptor.reason.costs import ONE_HIGHER, cost
from preceptor.reason.joins import Join, join


@dataclass(frozen=True, slots=True)
class Firing:
    """A join that yields rows of `head`; each costs `base` more than its premises.

    `reads` are the predicates without whose facts it yields nothing.
    """

    join: Join
    reads: tuple[Predicate, ...]
    head: Predicate
    base: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """What is evaluated together: weighted facts, full joins, and joins from one new fact.

    `full` start from all that holds when the stratum begins; `delta` has, for each predicate
    that the stratum can add to, the joins in which a new fact of it may take part.
    """

    facts: tuple[tuple[Atom, int], ...]
    full: tuple[Firing, ...]
    delta: Mapping[Predicate, tuple[Firing, ...]]


Program = tuple[Stratum, ...]

_PROGRAMS: WeakKeyDictionary[RuleGraph, Program] = WeakKeyDictionary()


def program(graph: RuleGraph) -> Program:
    """The graph's program, made when first asked for."""
    known = _PROGRAMS.get(graph)
    if known is None:
        strata = ([graph.rules[index] for index in group] for group in graph.strata)
        known = _PROGRAMS[graph] = tuple(map(_stratum, strata))
    return known


@dataclass(frozen=True, slots=True)
class Way:
    """A rule read backwards: the join from a row of its head to its variables, `names`."""

    planned: PlannedRule
    join: Join
    names: tuple[str, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Backward:
    """Where atoms may come from: facts of the theory by atom, rules by their head's predicate."""

    facts: Mapping[Atom, tuple[Rule, ...]]
    rules: Mapping[Predicate, tuple[Way, ...]]


_BACKWARD: WeakKeyDictionary[RuleGraph, Backward] = WeakKeyDictionary()


def backward(graph: RuleGraph) -> Backward:
    """The graph's rules read backwards, prepared when first asked for."""
    known = _BACKWARD.get(graph)
    if known is None:
        ruled = {_head(p.rule).predicate for p in graph.rules if p.rule.body}
        facts: dict[Atom, tuple[Rule, ...]] = {}
        rules: dict[Predicate, tuple[Way, ...]] = {}
        for planned in graph.rules:
            rule, head = planned.rule, _head(planned.rule)
            if rule.is_fact:
                facts[head] = (*facts.get(head, ()), rule)
            else:
                rules[head.predicate] = (*rules.get(head.predicate, ()), _way(planned, ruled))
        known = _BACKWARD[graph] = Backward(facts, rules)
    return known


def _way(planned: PlannedRule, ruled: Container[Predicate]) -> Way:
    rule = planned.rule
    head = _head(rule)
    names = solved(rule)
    order = body_order(rule, bound=frozenset(variables(head)), later=ruled)
    body = [rule.body[position] for position in order]
    made = join(body, head.args, tuple(map(Var, names)))
    return Way(planned, made, names, cost(rule.weight) + ONE_HIGHER)


def solved(rule: Rule) -> tuple[str, ...]:
    """The variables that a solution of the body binds: all but the existential ones."""
    return tuple(name for name in variables(rule) if name not in existentials(rule))


def _stratum(rules: list[PlannedRule]) -> Stratum:
    added = {_head(planned.rule).predicate for planned in rules}
    facts: list[tuple[Atom, int]] = []
    full: list[Firing] = []
    delta: dict[Predicate, list[Firing]] = {predicate: [] for predicate in sorted(added)}
    for planned in rules:
        rule = planned.rule
        head = _head(rule)
        if rule.is_fact:
            facts.append((head, cost(rule.weight)))
            continue
        full.append(firing(rule, planned.plan))
        for position, literal in enumerate(rule.body):
            if isinstance(literal, Atom) and literal.predicate in added:
                made = firing(rule, body_order(rule, first=position)[1:], literal)
                delta[literal.predicate].append(made)
    return Stratum(tuple(facts), tuple(full), {p: tuple(fs) for p, fs in delta.items()})


Triggers = Mapping[Predicate, tuple[Firing, ...]]

_TRIGGERS: WeakKeyDictionary[RuleGraph, tuple[Triggers, ...]] = WeakKeyDictionary()


def triggers(graph: RuleGraph) -> tuple[Triggers, ...]:
    """For each stratum, the joins in which a new fact of a predicate below it may take part."""
    known = _TRIGGERS.get(graph)
    if known is None:
        strata = ([graph.rules[index].rule for index in group] for group in graph.strata)
        known = _TRIGGERS[graph] = tuple(map(_triggers, strata))
    return known


def _triggers(rules: Sequence[Rule]) -> Triggers:
    added = {_head(rule).predicate for rule in rules}
    found: dict[Predicate, list[Firing]] = {}
    for rule in rules:
        for position, literal in enumerate(rule.body):
            if isinstance(literal, Atom) and literal.predicate not in added:
                made = firing(rule, body_order(rule, first=position)[1:], literal)
                found.setdefault(literal.predicate, []).append(made)
    return {predicate: tuple(firings) for predicate, firings in found.items()}


def firing(rule: Rule, order: tuple[int, ...], trigger: Atom | None = None) -> Firing:
    """The join of the body in an order, from a new fact that agrees with the trigger if given."""
    head = _head(rule)
    body = [rule.body[position] for position in order]
    made = join(body, () if trigger is None else trigger.args, head.args)
    reads = tuple(dict.fromkeys(lit.predicate for lit in body if isinstance(lit, Atom)))
    return Firing(made, reads, head.predicate, cost(rule.weight) + ONE_HIGHER)


def _head(rule: Rule) -> Atom:
    assert rule.head is not None
    return rule.head
