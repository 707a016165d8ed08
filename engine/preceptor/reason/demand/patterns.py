"""Patterns: the rules of a predicate, prepared for calls in which some arguments are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from preceptor.graph import RuleGraph, body_order
from preceptor.logic import Aggregate, Atom, Literal, Not, Predicate, Rule, Term, Var, occurrences
from preceptor.reason.costs import ONE_HIGHER, cost
from preceptor.reason.joins import Join, join
from preceptor.reason.relations import Positions


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a body, up to the next literal of the rule's own component.

    Its join yields the symbols of `saved` variables and, behind them, the known arguments of the
    call that comes next. The last segment has no call and yields the head.
    """

    join: Join
    saved: int
    calls: tuple[Predicate, Positions] | None


@dataclass(frozen=True, slots=True)
class Way:
    """A rule as the segments of its body; its conclusion costs `base` more than its premises."""

    segments: tuple[Segment, ...]
    base: int


class Patterns:
    """What a rule graph's calls look like, prepared when first asked for.

    `component` numbers the predicates that define each other: what one of them needs is found
    together. `split` are the components that negate themselves at other constants, in which calls
    cannot be told apart by predicate; `depth` is the longest chain of components.
    """

    def __init__(self, graph: RuleGraph) -> None:
        self._rules: dict[Predicate, list[Rule]] = {}
        for planned in graph.rules:
            head = planned.rule.head
            if planned.rule.body and head is not None:
                self._rules.setdefault(head.predicate, []).append(planned.rule)
        self._ways: dict[tuple[Predicate, Positions], tuple[Way, ...]] = {}
        self.component, self.recursive, self.depth = _components(graph)
        self.split = frozenset(
            self.component[predicate]
            for predicate, rules in self._rules.items()
            if any(self._negates_its_own(rule) for rule in rules)
        )

    def defines(self, predicate: Predicate) -> bool:
        """Whether rules conclude the predicate."""
        return predicate in self._rules

    def is_recursive(self, predicate: Predicate) -> bool:
        return self.component[predicate] in self.recursive

    def ways(self, predicate: Predicate, known: Positions) -> tuple[Way, ...]:
        """The predicate's rules, for calls that know the arguments at these positions."""
        found = self._ways.get((predicate, known))
        if found is None:
            rules = self._rules[predicate]
            found = self._ways[predicate, known] = tuple(self._way(r, known) for r in rules)
        return found

    def _negates_its_own(self, rule: Rule) -> bool:
        return any(
            self._is_own(rule, lit.atom) for lit in rule.body if isinstance(lit, Not | Aggregate)
        )

    def _is_own(self, rule: Rule, atom: Atom) -> bool:
        """Whether the atom's predicate and the rule's head define each other."""
        assert rule.head is not None
        return (
            atom.predicate in self._rules
            and self.component[atom.predicate] == self.component[rule.head.predicate]
        )

    def _way(self, rule: Rule, known: Positions) -> Way:
        assert rule.head is not None
        start = [rule.head.args[i] for i in known]
        bound = frozenset(term.name for term in start if isinstance(term, Var))
        body = [rule.body[position] for position in body_order(rule, bound, later=self._rules)]
        recursive = self.is_recursive(rule.head.predicate)
        calls = [
            i for i, lit in enumerate(body) if isinstance(lit, Atom) and self._is_own(rule, lit)
        ]
        segments = tuple(_segments(body, start, rule.head, calls if recursive else ()))
        return Way(segments, cost(rule.weight) + ONE_HIGHER)


def _segments(
    body: Sequence[Literal], start: Sequence[Term], head: Atom, calls: Sequence[int]
) -> Iterator[Segment]:
    """The body cut at the calls; each segment starts from what the one before has saved."""
    known = {term.name: None for term in start if isinstance(term, Var)}
    begin = 0
    for place in calls:
        part, called = body[begin:place], body[place]
        assert isinstance(called, Atom)
        known |= dict.fromkeys(_bound(part))
        needed = {name for lit in body[place:] for name in occurrences(lit)} | {*occurrences(head)}
        saved = [Var(name) for name in known if name in needed]
        held = tuple(
            i for i, a in enumerate(called.args) if not isinstance(a, Var) or a.name in known
        )
        output = [*saved, *(called.args[i] for i in held)]
        yield Segment(join(part, start, output), len(saved), (called.predicate, held))
        start = [*saved, *called.args]
        known |= dict.fromkeys(occurrences(called))
        begin = place + 1
    yield Segment(join(body[begin:], start, head.args), 0, None)


def _bound(body: Sequence[Literal]) -> Iterator[str]:
    """The variables that literals in a safe order bind."""
    for literal in body:
        if isinstance(literal, Aggregate):
            yield from occurrences(literal.result)
        elif not isinstance(literal, Not):
            yield from occurrences(literal)


def _components(graph: RuleGraph) -> tuple[Mapping[Predicate, int], frozenset[int], int]:
    """Each predicate's component, the components with a cycle, and the longest chain of them."""
    import networkx as nx

    network: nx.DiGraph[Predicate] = nx.DiGraph()
    network.add_nodes_from(graph.predicates)
    network.add_edges_from((above, p) for above, below in graph.needs.items() for p in below)
    condensed = nx.condensation(network)
    component: dict[Predicate, int] = condensed.graph["mapping"]
    loops = {component[a] for a, b in network.edges if component[a] == component[b]}
    return component, frozenset(loops), nx.dag_longest_path_length(condensed) + 1


_PATTERNS: WeakKeyDictionary[RuleGraph, Patterns] = WeakKeyDictionary()


def patterns(graph: RuleGraph) -> Patterns:
    """The graph's patterns, made when first asked for."""
    known = _PATTERNS.get(graph)
    if known is None:
        known = _PATTERNS[graph] = Patterns(graph)
    return known
