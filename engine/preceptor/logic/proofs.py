"""Proofs and answers: why an atom holds, and how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from preceptor.logic.rules import Rule
from preceptor.logic.terms import Aggregate, Atom, Compare, Literal, Not, Term


@dataclass(frozen=True, slots=True)
class Given:
    """A leaf: the atom is a fact, of the database or (then `rule` is set) of the rule base."""

    atom: Atom
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """The atom is the rule's head under one substitution; a premise per body literal, in order."""

    atom: Atom
    rule: Rule
    premises: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """`\\+ atom` holds: nothing derives the atom. Variables left in it are existential."""

    atom: Atom


@dataclass(frozen=True, slots=True)
class Computed:
    """A ground comparison that came out true."""

    comparison: Compare


@dataclass(frozen=True, slots=True)
class Folded:
    """An aggregate that came out true; `instances` are all the atoms that it looked at."""

    aggregate: Aggregate
    instances: tuple[Atom, ...]


Proof = Given | Derived | Absent | Computed | Folded


def children(proof: Proof) -> tuple[Proof, ...]:
    """The premises of a proof; none for a leaf."""
    match proof:
        case Derived(premises=premises):
            return premises
        case Given() | Absent() | Computed() | Folded():
            return ()
        case _:
            assert_never(proof)


def conclusion(proof: Proof) -> Literal:
    """The literal that the proof proves."""
    match proof:
        case Given(atom) | Derived(atom):
            return atom
        case Absent(atom):
            return Not(atom)
        case Computed(comparison):
            return comparison
        case Folded(aggregate):
            return aggregate
        case _:
            assert_never(proof)


def nodes(proof: Proof) -> Iterator[Proof]:
    """The proof and all its parts, parents first, without recursion."""
    stack = [proof]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def height(proof: Proof) -> int:
    """The longest chain of rules in the proof; a leaf has height 0."""
    heights: dict[int, int] = {}
    for node in reversed(list(nodes(proof))):
        below = [heights[id(child)] for child in children(node)]
        heights[id(node)] = 1 + max(below, default=0) if isinstance(node, Derived) else 0
    return heights[id(proof)]


def confidence(proof: Proof) -> float:
    """The product of the weights of all rules in the proof (max-product takes the best proof)."""
    product = 1.0
    for node in nodes(proof):
        if isinstance(node, Derived | Given) and node.rule is not None:
            product *= float(node.rule.weight)
    return product


class Truth(StrEnum):
    """A goal's truth: `true` when it has an answer, `false` when its opposite `-goal` has."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    BOTH = "both"


class Source(StrEnum):
    """Who answered."""

    RULES = "rules"
    STUDENT = "student"


@dataclass(frozen=True, slots=True)
class Answer:
    """One solution of a goal: bindings of its named variables, in order of first occurrence."""

    bindings: tuple[tuple[str, Term], ...]
    confidence: float = 1.0
    proof: tuple[Proof, ...] = ()  # one per literal of the goal; empty where none was asked for
    source: Source = Source.RULES


@dataclass(frozen=True, slots=True)
class Result:
    """All that a goal got: its answers, best first, and whether they are all there are."""

    goal: str
    truth: Truth
    answers: tuple[Answer, ...]
    complete: bool = True
