"""Strata: which rules must have said all they say before others may look at what is absent.

What an aggregate looks at is needed as what `\\+` looks at is. Dependencies are drawn between
nodes: a predicate, or, where every rule for it has a constant at an argument position, the
predicate split by those constants. So `level(P, 2) :- item(P), \\+ level(P, 1).` is stratified
though `level/2` negates itself (local stratification, Przymusinski 1988, as far as constants in
heads show it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from preceptor.graph.components import components, in_order, path
from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Literal,
    Not,
    Op,
    Predicate,
    Rule,
    Term,
    Var,
    map_atom,
    map_literal,
    substituting,
)


@dataclass(frozen=True, slots=True)
class Node:
    """A predicate, or the part of it that has `fixed` constants at some argument positions."""

    predicate: Predicate
    fixed: tuple[tuple[int, Term], ...] = ()

    def meets(self, atom: Atom) -> bool:
        """Whether an instance of the atom may belong to this node."""
        return atom.predicate == self.predicate and all(
            isinstance(atom.args[i], Var) or atom.args[i] == term for i, term in self.fixed
        )

    def __str__(self) -> str:
        if not self.fixed:
            return str(self.predicate)
        args = ["_"] * self.predicate.arity
        for position, term in self.fixed:
            args[position] = str(term)
        sign = "-" if self.predicate.negated else ""
        return f"{sign}{self.predicate.name}({', '.join(args)})"


class How(StrEnum):
    """How a rule needs what it reads."""

    PLAIN = "needs"
    ABSENT = "needs not"
    WHOLE = "needs all of"  # an aggregate


@dataclass(frozen=True, slots=True)
class Cycle:
    """Negation or an aggregate through recursion: each node needs the next, the last the first.

    `rules[i]` is the index of the rule by which `nodes[i]` needs `nodes[i + 1]`, and `hows[i]`
    says how; the first need is not plain. `negative` lists the rules that own needs which are not.
    """

    nodes: tuple[Node, ...]
    rules: tuple[int, ...]
    hows: tuple[How, ...]
    negative: tuple[int, ...]

    @property
    def message(self) -> str:
        """What is wrong, as findings begin."""
        kind = "negation" if How.ABSENT in self.hows else "an aggregate"
        return f"{kind} through recursion: {self}"

    def __str__(self) -> str:
        """`win/1 needs not lose/1 needs win/1`."""
        steps = (f"{how} {n}" for n, how in zip(self._following, self.hows, strict=True))
        return " ".join((str(self.nodes[0]), *steps))

    @property
    def _following(self) -> tuple[Node, ...]:
        return (*self.nodes[1:], self.nodes[0])


@dataclass(frozen=True, slots=True)
class Need:
    """Rule `rule` concludes `head` and reads `body`."""

    head: Node
    body: Node
    rule: int
    how: How

    @property
    def negative(self) -> bool:
        """Whether what is read must be complete before."""
        return self.how is not How.PLAIN


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What the rules of a theory need: the node of each rule with a body, every need, and of each
    node those that it needs with the first need of it, positive ones first."""

    heads: Mapping[int, Node]
    needs: tuple[Need, ...]
    edges: Mapping[Node, Mapping[Node, Need]]
    components: Sequence[Sequence[Node]]  # each behind all that it needs


def dependencies(rules: Sequence[Rule]) -> Dependencies:
    """The dependencies of rules."""
    rules = list(map(pinned, rules))
    heads = _head_nodes(rules)
    needs = tuple(_needs(rules, heads))
    edges: dict[Node, dict[Node, Need]] = {node: {} for node in heads.values()}
    for need in sorted(needs, key=lambda n: n.negative):
        edges[need.head].setdefault(need.body, need)
    return Dependencies(heads, needs, edges, components(edges))


def strata(rules: Sequence[Rule], known: Dependencies | None = None) -> tuple[tuple[int, ...], ...]:
    """Groups of rule indices, each to be evaluated to a fixpoint before the next begins.

    Facts that no rule of their node depends on come first, in a group of their own. Denials
    belong to no group. The rules must be free of negative cycles. What is `known` of their
    dependencies is not worked out again.
    """
    known = known or dependencies(rules)
    heads = known.heads
    first_rule: dict[Node, int] = {}
    for index, node in heads.items():
        first_rule.setdefault(node, index)
    member = {node: n for n, nodes in enumerate(known.components) for node in nodes}
    needed = {
        n: {member[other] for node in nodes for other in known.edges[node]} - {n}
        for n, nodes in enumerate(known.components)
    }
    order = in_order(needed, lambda n: min(first_rule[node] for node in known.components[n]))
    place = {node: n for n, c in enumerate(order, 1) for node in known.components[c]}
    split = _by_predicate(place)
    groups: dict[int, list[int]] = {}
    for index, rule in enumerate(rules):
        if rule.is_denial:
            continue
        own = heads.get(index) or _fact_node(rule, split)
        groups.setdefault(0 if own is None else place[own], []).append(index)
    return tuple(tuple(groups[n]) for n in sorted(groups))


def negative_cycles(rules: Sequence[Rule], known: Dependencies | None = None) -> tuple[Cycle, ...]:
    """A shortest cycle through each `\\+` or aggregate that reads what depends on its own rule.

    Empty when the rules are stratified after the argument split.
    """
    known = known or dependencies(rules)
    member = {node: n for n, nodes in enumerate(known.components) for node in nodes}
    found: dict[frozenset[tuple[Node, int]], Cycle] = {}
    for need in known.needs:
        if need.negative and member[need.head] == member[need.body]:
            cycle = _cycle(known.edges, need)
            found.setdefault(frozenset(zip(cycle.nodes, cycle.rules, strict=True)), cycle)
    return tuple(found.values())


def _cycle(edges: Mapping[Node, Mapping[Node, Need]], need: Need) -> Cycle:
    back = path(edges, need.body, need.head)
    needs = [need, *(edges[a][b] for a, b in pairwise(back))]
    nodes = (need.head, *back[:-1])
    owners = tuple(sorted({n.rule for n in needs if n.negative}))
    return Cycle(nodes, tuple(n.rule for n in needs), tuple(n.how for n in needs), owners)


def _needs(rules: Sequence[Rule], heads: Mapping[int, Node]) -> Iterator[Need]:
    split = _by_predicate(heads.values())
    for index, head in heads.items():
        for literal in rules[index].body:
            if isinstance(literal, Compare):
                continue
            atom = literal if isinstance(literal, Atom) else literal.atom
            for node in split.get(atom.predicate, ()):
                if node.meets(atom):
                    yield Need(head, node, index, _how(literal))


def _how(literal: Literal) -> How:
    if isinstance(literal, Not):
        return How.ABSENT
    return How.WHOLE if isinstance(literal, Aggregate) else How.PLAIN


def _head_nodes(rules: Sequence[Rule]) -> dict[int, Node]:
    """The node of each rule with a body, by the rule's index; rules alike share one."""
    heads = {i: r.head for i, r in enumerate(rules) if r.body and r.head is not None}
    variable: dict[Predicate, set[int]] = {}
    for head in heads.values():
        open_positions = variable.setdefault(head.predicate, set())
        open_positions.update(i for i, arg in enumerate(head.args) if isinstance(arg, Var))
    nodes: dict[Node, Node] = {}
    found: dict[int, Node] = {}
    for index, head in heads.items():
        positions = variable[head.predicate]
        fixed = tuple((i, arg) for i, arg in enumerate(head.args) if i not in positions)
        node = Node(head.predicate, fixed)
        found[index] = nodes.setdefault(node, node)
    return found


def _by_predicate(nodes: Iterable[Node]) -> dict[Predicate, list[Node]]:
    split: dict[Predicate, list[Node]] = {}
    for node in dict.fromkeys(nodes):
        split.setdefault(node.predicate, []).append(node)
    return split


def _fact_node(rule: Rule, split: Mapping[Predicate, list[Node]]) -> Node | None:
    """The node of rules for its predicate that a fact belongs to, if there is one."""
    assert rule.head is not None
    head = rule.head
    return next((node for node in split.get(head.predicate, ()) if node.meets(head)), None)


def pinned(rule: Rule) -> Rule:
    """The rule with the constant put for each variable that a body's `X = constant` fixes."""
    if not any(isinstance(literal, Compare) for literal in rule.body):
        return rule
    constants = {
        side.name: other
        for literal in rule.body
        if isinstance(literal, Compare) and literal.op is Op.SAME
        for side, other in ((literal.left, literal.right), (literal.right, literal.left))
        if isinstance(side, Var) and not isinstance(other, Var) and isinstance(other, Term)
    }
    if not constants or rule.head is None:
        return rule
    change = substituting(constants)
    body = tuple(lit if isinstance(lit, Compare) else map_literal(lit, change) for lit in rule.body)
    return Rule(map_atom(rule.head, change), body, rule.weight)
