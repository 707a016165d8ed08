"""Plans: what any engine does with a rule graph, whatever it keeps its rows in.

Semi-naive evaluation joins each conclusion as new only once. A stratum's rules are first run over
all that holds (`whole`). From then on a rule can conclude something new only from a premise that
the last round added, so each recursive rule has a variant for every premise that may be new
(`delta`): that one is read from the last round alone, recursive premises before it from the
rounds before that, those behind it from both. No combination of premises is met twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from preceptor.graph import PlannedRule, RuleGraph, binds, existentials
from preceptor.graph.strata import pinned
from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Expr,
    Not,
    Op,
    Predicate,
    Rule,
    Var,
    occurrences,
)
from preceptor.reason.folding import Folding, unfolded


class Part(Enum):
    """Which rows of a predicate's relation a premise is read from."""

    ALL = "all"  # all that held when the round began
    OLD = "old"  # of those, what the last round did not add
    NEW = "new"  # what the last round added


@dataclass(frozen=True, slots=True)
class Source:
    """A positive premise, and the part of its relation that it is read from."""

    atom: Atom
    part: Part = Part.ALL


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to look for conclusions of a rule: join, compute, filter, project.

    `sources` are joined on their common variables, in any order; `computed` then bind variables
    (variable, expression), in this order; `tests` and `absent` filter. Variables that occur in
    `local` are existential: they stand in one `absent` atom alone.
    """

    rule: PlannedRule
    head: Atom
    sources: tuple[Source, ...]
    computed: tuple[tuple[str, Expr], ...] = ()
    tests: tuple[Compare, ...] = ()
    absent: tuple[Atom, ...] = ()
    local: frozenset[str] = frozenset()
    reads: tuple[Predicate, ...] = field(init=False)  # those of the sources

    def __post_init__(self) -> None:
        reads = tuple(source.atom.predicate for source in self.sources)
        object.__setattr__(self, "reads", reads)


@dataclass(frozen=True, slots=True)
class StratumPlan:
    """What is evaluated together; `adds` are the predicates that its rules conclude, `foldings`
    the relations of aggregates, which are filled before."""

    adds: tuple[Predicate, ...]
    whole: tuple[Variant, ...]
    delta: tuple[Variant, ...]
    foldings: tuple[Folding, ...] = ()

    @property
    def is_recursive(self) -> bool:
        return bool(self.delta)

    @property
    def is_linear(self) -> bool:
        """Whether no rule reads two premises that the stratum itself adds to."""
        return all(sum(p in self.adds for p in variant.reads) < 2 for variant in self.delta)


@dataclass(frozen=True, slots=True)
class Plan:
    """The facts that the theory itself states, and its strata in order. Weights play no part."""

    facts: tuple[Atom, ...]
    strata: tuple[StratumPlan, ...]

    @property
    def foldings(self) -> Iterable[Folding]:
        return (folding for stratum in self.strata for folding in stratum.foldings)

    @property
    def variants(self) -> Iterable[Variant]:
        """One variant of each body of a rule: what types and columns can be read from."""
        return (variant for stratum in self.strata for variant in stratum.whole)


def plan(graph: RuleGraph) -> Plan:
    """The plan of a rule graph."""
    facts = tuple(p.rule.head for p in graph.rules if p.rule.is_fact and p.rule.head is not None)
    groups = ([graph.rules[index] for index in group] for group in graph.strata)
    ruled = ([planned for planned in group if not planned.rule.is_fact] for group in groups)
    strata: list[StratumPlan] = []
    number = 0  # of foldings
    for rules in ruled:
        if rules:
            strata.append(_stratum(rules, number))
            number += len(strata[-1].foldings)
    return Plan(facts, tuple(strata))


def _stratum(rules: Sequence[PlannedRule], number: int) -> StratumPlan:
    whole: list[Variant] = []
    foldings: list[Folding] = []
    for planned in rules:
        rule = pinned(planned.rule)
        if not any(isinstance(literal, Aggregate) for literal in rule.body):
            whole.append(_variant(planned, rule))
            continue
        made, bodies = unfolded(rule, number + len(foldings))
        foldings += made
        # Each body has variables of its own, as if it were another rule.
        whole += [_variant(PlannedRule(planned.rule, planned.stratum), body) for body in bodies]
    adds = tuple(dict.fromkeys(variant.head.predicate for variant in whole))
    added = frozenset(adds)
    delta: list[Variant] = []
    for variant in whole:
        places = [i for i, predicate in enumerate(variant.reads) if predicate in added]
        delta += [_reading_new(variant, place, places) for place in places]
    return StratumPlan(adds, tuple(whole), tuple(delta), tuple(foldings))


def _variant(planned: PlannedRule, rule: Rule) -> Variant:
    """The rule over all that holds, in which `X = constant` was put in place where it fixes an
    argument."""
    assert rule.head is not None
    sources = tuple(Source(literal) for literal in rule.body if isinstance(literal, Atom))
    if len(sources) == len(rule.body):
        return Variant(planned, rule.head, sources)
    waiting = [literal for literal in rule.body if isinstance(literal, Compare)]
    computed: list[tuple[str, Expr]] = []
    if any(comparison.op is Op.SAME for comparison in waiting):
        bound = {name for source in sources for name in occurrences(source.atom)}
        while (found := _binding(waiting, bound)) is not None:
            name, comparison = found
            waiting.remove(comparison)
            is_left = comparison.left == Var(name)
            computed.append((name, comparison.right if is_left else comparison.left))
            bound.add(name)
    absent = tuple(literal.atom for literal in rule.body if isinstance(literal, Not))
    local = existentials(Rule(rule.head, rule.body)) if absent else frozenset[str]()
    return Variant(planned, rule.head, sources, tuple(computed), tuple(waiting), absent, local)


def _binding(waiting: Iterable[Compare], bound: set[str]) -> tuple[str, Compare] | None:
    for comparison in waiting:
        name = binds(comparison, bound)
        if name is not None:
            return name, comparison
    return None


def _reading_new(variant: Variant, new: int, recursive: Sequence[int]) -> Variant:
    """The variant that reads premise `new` from the last round."""
    sources = list(variant.sources)
    for place in recursive:
        if place <= new:
            part = Part.NEW if place == new else Part.OLD
            sources[place] = Source(sources[place].atom, part)
    return replace(variant, sources=tuple(sources))
