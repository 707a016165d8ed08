"""Loops: predicates that only wait for one another (S6), and recursion that may not end (S7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from preceptor.check.notes import about, places, text
from preceptor.check.steps import computes, is_bounded, made
from preceptor.graph import predicates
from preceptor.logic import Atom, Code, Finding, Predicate, Rule, Severity, Signature
from preceptor.syntax import rule_id


def unfounded(
    rules: Sequence[Rule], may_be_given: Callable[[Predicate], bool]
) -> Iterator[Finding]:
    """P209 for each ring of predicates that no rule enters from outside, and no database gives.

    A predicate is founded if a database may give it, or all atoms of some rule for it are founded.
    A ring is a strongly connected component of the others with a cycle; nothing in it is ever
    concluded. The message shows a shortest cycle.
    """
    left = _unfounded(rules, may_be_given)
    waiting = [r for r in rules if r.head is not None and r.head.predicate in left]
    edges: dict[tuple[Predicate, Predicate], Rule] = {}
    for rule in waiting:
        assert rule.head is not None
        for literal in rule.body:
            if isinstance(literal, Atom) and literal.predicate in left:
                edges.setdefault((rule.head.predicate, literal.predicate), rule)
    for ring in rings(edges):
        cycle = _shortest(edges, ring)
        theirs = [rule for rule in waiting if rule.head is not None and rule.head.predicate in ring]
        shown = " needs ".join(map(str, (*cycle, cycle[0])))
        yield Finding(
            Code.UNFOUNDED,
            Severity.WARNING,
            f"nothing is ever concluded here: {shown}, by  {'  '.join(map(text, theirs))}",
            tuple(dict.fromkeys(map(rule_id, theirs))),
            places(theirs),
            hint="add a rule that begins with what a database gives, or declare one as given",
            decided_by="graph",
        )


def endless(rules: Sequence[Rule], signature: Signature) -> Iterator[Finding]:
    """P210 for each rule that computes a number from its own recursion without a bound.

    The rule's head and an atom of its body depend on each other, and a head's argument is
    computed from that atom; see `steps` for what bounds it.
    """
    if not any(map(computes, rules)):
        return
    edges: dict[tuple[Predicate, Predicate], Rule] = {}
    for rule in rules:
        if rule.head is not None:
            head, *read = predicates(rule)
            edges |= {(head, below): rule for below in read}
    ring_of = {predicate: ring for ring in rings(edges) for predicate in ring}
    for rule in rules:
        if rule.head is None or not computes(rule):
            continue
        ring = ring_of.get(rule.head.predicate, frozenset())
        for name in made(rule, ring):
            if not is_bounded(name, rule, ring, signature):
                message = f"{name} is computed from its own recursion without a bound:  "
                hint = f"bound it in the body, as in  {name} < 100"
                yield about(
                    rule, Code.ENDLESS, message + text(rule), hint, Severity.WARNING, "graph"
                )
                break


def rings(edges: Mapping[tuple[Predicate, Predicate], Rule]) -> Iterator[Set[Predicate]]:
    """The strongly connected components that have a cycle, in order of their least predicate."""
    import networkx as nx

    network = nx.DiGraph(list(edges))
    found = (frozenset(component) for component in nx.strongly_connected_components(network))
    cyclic = (c for c in found if len(c) > 1 or all((p, p) in edges for p in c))
    yield from sorted(cyclic, key=min)


def _unfounded(rules: Sequence[Rule], may_be_given: Callable[[Predicate], bool]) -> Set[Predicate]:
    """What rules conclude and no database ever founds; linear in the size of the rules."""
    lacks: list[int] = []
    readers: dict[Predicate, list[int]] = {}
    founded: set[Predicate] = set()
    waiting: list[Predicate] = []
    heads = [next(predicates(rule)) for rule in rules]
    for index, rule in enumerate(rules):
        read = {lit.predicate for lit in rule.body if isinstance(lit, Atom)}
        open_ = [p for p in read if not may_be_given(p)]
        lacks.append(len(open_))
        for predicate in open_:
            readers.setdefault(predicate, []).append(index)
        if not open_:
            waiting.append(heads[index])
    while waiting:
        predicate = waiting.pop()
        if predicate in founded:
            continue
        founded.add(predicate)
        for index in readers.get(predicate, ()):
            lacks[index] -= 1
            if not lacks[index]:
                waiting.append(heads[index])
    return {p for p in heads if p not in founded and not may_be_given(p)}


def _shortest(
    edges: Mapping[tuple[Predicate, Predicate], Rule], ring: Set[Predicate]
) -> Sequence[Predicate]:
    """A shortest cycle through the ring's least predicate."""
    import networkx as nx

    first = min(ring)
    if (first, first) in edges:
        return (first,)
    inside = nx.DiGraph([edge for edge in edges if ring >= set(edge)])
    ways = (nx.shortest_path(inside, below, first) for below in inside.successors(first))
    return (first, *min(ways, key=lambda way: (len(way), way))[:-1])
