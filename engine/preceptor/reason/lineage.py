"""Lineage: which random choices prove an atom, in every way.

Each ground instance of a weighted rule is one choice, true with the rule's weight and independent
of all others (the distribution semantics, Sato 1995; ProbLog, De Raedt et al. 2007). What holds
by choices alone that are certain has the empty way. Our `\\+` does not look at weights, so it
takes no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import prod

from preceptor.logic import Atom, LimitExceeded, Predicate, Rule, Term, map_atom, substituting
from preceptor.reason.model import Model
from preceptor.reason.program import backward

MAX_STEPS = 100_000  # ground rule instances behind one answer

Ways = frozenset[int]  # each way is a set of choices, as the bits of a number; none holds another
Choice = tuple[Predicate, int, tuple[Term, ...]]  # a clause by its place, and its instance

IMPOSSIBLE: Ways = frozenset()
CERTAIN: Ways = frozenset({0})


@dataclass(frozen=True, slots=True)
class Step:
    """A ground rule instance: its choice, -1 for a certain one, and its positive premises."""

    choice: int
    premises: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """The steps behind atoms, and the probability of each choice that they make."""

    steps: Mapping[Atom, tuple[Step, ...]]
    probabilities: tuple[float, ...]

    def product(self, way: int) -> float:
        """The probability that all choices of a way are made."""
        return prod(self.probabilities[choice] for choice in bits(way))


@dataclass(slots=True)
class _Tracing:
    """Numbers choices in the order in which they are met."""

    model: Model
    choices: dict[Choice, int] = field(default_factory=dict)
    probabilities: list[float] = field(default_factory=list)
    count: int = 0

    def steps(self, atom: Atom) -> Iterator[Step]:
        """Every instance of a rule that concludes the atom from what holds."""
        model, store = self.model, self.model.store
        sources = backward(model.graph)
        for place, rule in enumerate(sources.facts.get(atom, ()), 1):
            yield Step(self._choice(rule, (atom.predicate, -place, atom.args)), ())
        row = store.symbols.row(atom)
        for place, way in enumerate(sources.rules.get(atom.predicate, ())):
            rule = way.planned.rule
            run = way.join.over(store, way.base)
            for terms in sorted({store.symbols.args(out) for out, _ in run(row, 0, 0)}, key=str):
                change = substituting(dict(zip(way.names, terms, strict=True)))
                positive = (map_atom(lit, change) for lit in rule.body if isinstance(lit, Atom))
                choice = self._choice(rule, (atom.predicate, place, terms))
                yield Step(choice, tuple(dict.fromkeys(positive)))

    def _choice(self, rule: Rule, choice: Choice) -> int:
        self.count += 1
        if self.count > MAX_STEPS:
            raise LimitExceeded("rule instances behind an answer", self.count, MAX_STEPS)
        if rule.is_hard:
            return -1
        number = self.choices.setdefault(choice, len(self.choices))
        if number == len(self.probabilities):
            self.probabilities.append(float(rule.weight))
        return number


def lineage(model: Model, atoms: Iterable[Atom]) -> Lineage:
    """The lineage of atoms of the model. Raises LimitExceeded for more than MAX_STEPS steps."""
    tracing = _Tracing(model)
    steps: dict[Atom, tuple[Step, ...]] = {}
    waiting = list(atoms)
    while waiting:
        atom = waiting.pop()
        if atom in steps:
            continue
        steps[atom] = (Step(-1, ()),) if atom in model.given else tuple(tracing.steps(atom))
        waiting += (premise for step in steps[atom] for premise in step.premises)
    return Lineage(steps, tuple(tracing.probabilities))


class Terms:
    """The ways of each atom of a lineage, at most `most` of them; then the likeliest are kept.

    `complete` says that none had to be left out.
    """

    def __init__(self, traced: Lineage, most: int) -> None:
        self.complete = True
        self._lineage = traced
        self._most = most
        self._ways = self._fixpoint()

    def all_of(self, atoms: Sequence[Atom]) -> Ways:
        """The ways to make all of the atoms true."""
        return reduce(self._both, (self._ways[atom] for atom in atoms), CERTAIN)

    def any_of(self, alternatives: Iterable[Ways]) -> Ways:
        return self._kept(way for ways in alternatives for way in ways)

    def _fixpoint(self) -> dict[Atom, Ways]:
        """Each atom's ways, component by component, in rounds within each (Kleene iteration)."""
        import networkx as nx

        steps = self._lineage.steps
        network: nx.DiGraph[Atom] = nx.DiGraph()
        network.add_nodes_from(steps)
        network.add_edges_from(
            (premise, atom)
            for atom, ways in steps.items()
            for way in ways
            for premise in way.premises
        )
        condensed = nx.condensation(network)
        self._ways = dict.fromkeys(steps, IMPOSSIBLE)
        for component in nx.topological_sort(condensed):
            members = sorted(condensed.nodes[component]["members"], key=str)
            while any(self._improve(atom) for atom in members):
                pass
        return self._ways

    def _improve(self, atom: Atom) -> bool:
        """Look at the atom's steps again; whether that has changed its ways."""
        found = self.any_of((self._ways[atom], *map(self._of, self._lineage.steps[atom])))
        changed = found != self._ways[atom]
        self._ways[atom] = found
        return changed

    def _of(self, step: Step) -> Ways:
        ways = self.all_of(step.premises)
        return ways if step.choice < 0 else self._both(ways, frozenset({1 << step.choice}))

    def _both(self, left: Ways, right: Ways) -> Ways:
        if left == CERTAIN or right == CERTAIN:
            return left if right == CERTAIN else right
        return self._kept(a | b for a in left for b in right)

    def _kept(self, ways: Iterable[int]) -> Ways:
        least = minimal(ways)
        if len(least) <= self._most:
            return frozenset(least)
        self.complete = False
        likeliest = sorted(least, key=lambda way: (-self._lineage.product(way), way))
        return frozenset(likeliest[: self._most])


def minimal(ways: Iterable[int]) -> list[int]:
    """The ways that hold no other, those of few choices first."""
    kept: list[int] = []
    for way in sorted(set(ways), key=lambda w: (w.bit_count(), w)):
        if not any(other & way == other for other in kept):
            kept.append(way)
    return kept


def bits(way: int) -> Iterator[int]:
    """The choices of a way."""
    while way:
        low = way & -way
        yield low.bit_length() - 1
        way ^= low
