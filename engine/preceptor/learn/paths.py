"""Path rules: a chain of relations between the arguments of a head, and the rules that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from preceptor.learn.triples import Split
from preceptor.logic import Atom, Compare, Const, Literal, Op, Rule, Term, Var

_BETWEEN = "ABCDEFGHIJKLMNOPQRSTUVWZ"  # the variables of a chain, as AnyBURL names them


class Step(NamedTuple):
    """One atom of a chain from A to B: `relation(A, B)`, or `relation(B, A)` where inverse."""

    relation: int
    inverse: bool = False

    @property
    def back(self) -> Step:
        """The same atom from B to A."""
        return Step(self.relation, not self.inverse)


class Guard(NamedTuple):
    """A type of a chain's variable: a step from it leads to the entity `value`.

    `place` counts the variables of the chain from 0.
    """

    place: int
    step: Step
    value: int


@dataclass(frozen=True, slots=True)
class Path:
    """`head(X, Y) :- s1(X, A), s2(A, B), s3(B, Y)`: a closed chain of steps from X to Y.

    With a constant in the head the chain begins at the head's one variable instead: from X where
    `right` is set, `head(X, right)`, and from Y where `left` is, `head(left, Y)`. It then ends at
    the constant `end`, or anywhere where that is None. Entities and relations are a split's
    numbers. Distinct variables take distinct values, which are none of the path's constants.
    """

    head: int
    steps: tuple[Step, ...]
    left: int | None = None
    right: int | None = None
    end: int | None = None
    guards: tuple[Guard, ...] = ()

    @property
    def is_closed(self) -> bool:
        return self.left is None and self.right is None

    @property
    def uses_head(self) -> bool:
        """Whether an atom of the body is the head, so that nothing is predicted but by itself."""
        step = Step(self.head, inverse=self.left is not None)
        goal = self.right if self.left is None else self.left
        atoms: list[tuple[Step, int | None]]
        atoms = [(guard.step, guard.value) for guard in self.guards if guard.place == 0]
        if len(self.steps) == 1:
            atoms.append((self.steps[0], self.end))
        return (step, goal) in atoms


def rule_of(path: Path, split: Split, weight: Fraction = Fraction(1)) -> Rule:
    """The path as a rule of the language, its variables named as AnyBURL does."""

    def constant(entity: int) -> Const:
        return Const(split.entities[entity])

    count = len(path.steps)
    first, last = (Var("Y"), Var("X")) if path.left is not None else (Var("X"), Var("Y"))
    chain: list[Term] = [first, *(Var(name) for name in _BETWEEN[:count])]
    if path.is_closed:
        chain[count] = last
    elif path.end is not None:
        chain[count] = constant(path.end)
    left = Var("X") if path.left is None else constant(path.left)
    right = Var("Y") if path.right is None else constant(path.right)
    body = [_atom(step, chain[i], chain[i + 1], split) for i, step in enumerate(path.steps)]
    body += [_atom(g.step, chain[g.place], constant(g.value), split) for g in path.guards]
    return Rule(Atom(split.relations[path.head], (left, right)), tuple(body), weight)


def _atom(step: Step, start: Term, end: Term, split: Split) -> Atom:
    args = (end, start) if step.inverse else (start, end)
    return Atom(split.relations[step.relation], args)


def path_of(rule: Rule, split: Split) -> Path | None:
    """The path that a rule is, its atoms in any order; None where it is no path of the split.

    `X \\= Y` between distinct variables says nothing that distinct values do not.
    """
    edges = _edges(rule.body, split)
    head = rule.head
    if head is None or head.negated or len(head.args) != 2 or edges is None:
        return None
    relation = split.relation(head.name)
    if relation is None:
        return None
    match [_node(arg, split) for arg in head.args]:
        case [str(x), str(y)] if x != y:
            return _walk(relation, edges, x, y, None, None)
        case [str(x), int(right)]:
            return _walk(relation, edges, x, None, None, right)
        case [int(left), str(y)]:
            return _walk(relation, edges, y, None, left, None)
    return None


Node = str | int  # a variable's name, or an entity


class _Edge(NamedTuple):
    start: Node
    step: Step
    end: Node

    def turned(self) -> _Edge:
        return _Edge(self.end, self.step.back, self.start)


def _edges(body: Sequence[Literal], split: Split) -> list[_Edge] | None:
    found: list[_Edge] = []
    apart: set[Node] = set()
    for literal in body:
        match literal:
            case Compare(Op.DIFFERENT, Var(one), Var(other)) if one != other:
                apart |= {one, other}
            case Atom(name, (left, right), False) if split.relation(name) is not None:
                nodes = [_node(term, split) for term in (left, right)]
                relation = split.relation(name)
                if nodes[0] is None or nodes[1] is None or nodes[0] == nodes[1]:
                    return None
                assert relation is not None
                found.append(_Edge(nodes[0], Step(relation), nodes[1]))
            case _:
                return None
    bound = {node for edge in found for node in (edge.start, edge.end)}
    return found if apart <= bound else None


def _node(term: Term, split: Split) -> Node | None:
    """A variable's name or a constant's number; None for what is no entity of the split."""
    if isinstance(term, Var):
        return term.name
    return split.entity(term.name) if isinstance(term, Const) else None


def _walk(
    head: int,
    edges: list[_Edge],
    start: str,
    goal: str | None,
    left: int | None,
    right: int | None,
) -> Path | None:
    """The chain that begins at a variable and takes every edge once, others being guards."""
    inner = [e for e in edges if isinstance(e.start, str) and isinstance(e.end, str)]
    outer = [_outwards(e) for e in edges if e not in inner]
    if len(set(edges)) < len(edges) or any(edge is None for edge in outer):
        return None
    chain: list[str] = [start]
    steps: list[Step] = []
    while inner and chain[-1] != goal:
        onward = list(_onward(inner, chain[-1]))
        if len(onward) != 1:
            return None
        edge, given = onward[0]
        inner.remove(given)
        if edge.end in chain:
            return None
        chain.append(str(edge.end))
        steps.append(edge.step)
    if inner or (goal is not None and chain[-1] != goal):
        return None
    guards = [_guard(edge, chain) for edge in outer if edge is not None]
    if any(guard is None for guard in guards):
        return None
    known = sorted(guard for guard in guards if guard is not None)
    end = None
    if goal is None and (at_end := [g for g in known if g.place == len(chain) - 1]):
        known.remove(at_end[0])
        steps.append(at_end[0].step)
        end = at_end[0].value
    if not steps:
        return None
    return Path(head, tuple(steps), left, right, end, tuple(known))


def _outwards(edge: _Edge) -> _Edge | None:
    """From its variable to its constant; None for an edge of two constants."""
    if isinstance(edge.start, int) and isinstance(edge.end, int):
        return None
    return edge if isinstance(edge.start, str) else edge.turned()


def _onward(edges: Sequence[_Edge], node: str) -> Iterator[tuple[_Edge, _Edge]]:
    for edge in edges:
        if edge.start == node:
            yield edge, edge
        elif edge.end == node:
            yield edge.turned(), edge


def _guard(edge: _Edge, chain: list[str]) -> Guard | None:
    if edge.start not in chain or not isinstance(edge.end, int):
        return None
    return Guard(chain.index(str(edge.start)), edge.step, edge.end)
