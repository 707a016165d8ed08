"""Proofs of predicted triples, found by matching a rule's body against the graph, and certified.

Nothing here knows of sparse products: what they conclude is looked up again, atom by atom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from preceptor.learn.triples import Split
from preceptor.logic import (
    Atom,
    Compare,
    Computed,
    Const,
    Derived,
    Given,
    Literal,
    Op,
    Proof,
    Rule,
    Term,
    Theory,
    Var,
    map_atom,
    nodes,
    substituting,
)
from preceptor.reason import certify

Bindings = dict[str, Term]


class Prover:
    """Proves what rules conclude from the train triples of a split."""

    def __init__(self, split: Split) -> None:
        self.split = split
        self._by_end: defaultdict[tuple[str, int, Term], list[Atom]] = defaultdict(list)
        for atom in self.facts:
            for end in (0, 1):
                self._by_end[atom.name, end, atom.args[end]].append(atom)

    @cached_property
    def facts(self) -> frozenset[Atom]:
        """The train triples as atoms."""
        entities = [Const(name) for name in self.split.entities]
        relations = self.split.relations
        train = self.split.train.tolist()
        return frozenset(Atom(relations[r], (entities[h], entities[t])) for h, r, t in train)

    @cached_property
    def _by_name(self) -> dict[str, list[Atom]]:
        found: defaultdict[str, list[Atom]] = defaultdict(list)
        for atom in self.facts:
            found[atom.name].append(atom)
        return found

    def proof(self, rule: Rule, head: int, tail: int) -> Proof:
        """A proof of the rule's head for a pair; distinct variables have distinct values.

        Raises ValueError where the rule does not conclude the pair.
        """
        assert rule.head is not None
        names = self.split.entities
        goal = Atom(rule.head.name, (Const(names[head]), Const(names[tail])))
        constants = _constants(rule)
        bindings = _matched(rule.head, goal, {}, constants)
        body = [literal for literal in rule.body if isinstance(literal, Atom)]
        ways = iter(()) if bindings is None else self._ways(body, bindings, goal, constants)
        found = next(ways, None)
        if found is None:
            raise ValueError(f"{goal} does not follow by {rule}")
        return Derived(goal, rule, tuple(_premise(literal, found) for literal in rule.body))

    def complaints(self, *proofs: Proof) -> tuple[str, ...]:
        """What the certifier finds wrong with proofs, given the train triples."""
        rules = tuple({proof.rule: None for proof in proofs if isinstance(proof, Derived)})
        used = (part.atom for proof in proofs for part in nodes(proof) if isinstance(part, Given))
        return certify(Theory(rules), self.facts.intersection(used), *proofs)

    def _ways(
        self, body: Sequence[Atom], bindings: Bindings, goal: Atom, constants: frozenset[Term]
    ) -> Iterator[Bindings]:
        """The bindings under which every atom of a body is a fact other than the goal."""
        if not body:
            yield bindings
            return
        change = substituting(bindings)
        bound = [map_atom(atom, change) for atom in body]
        i = min(range(len(body)), key=lambda n: len(self._like(bound[n])))
        for fact in self._like(bound[i]):
            if fact != goal and (more := _matched(body[i], fact, bindings, constants)) is not None:
                yield from self._ways([*body[:i], *body[i + 1 :]], more, goal, constants)

    def _like(self, pattern: Atom) -> Sequence[Atom]:
        """Facts that may match, by the argument that leaves fewest."""
        ends = [(pattern.name, end, term) for end, term in enumerate(pattern.args)]
        known = [self._by_end.get(key, []) for key in ends if not isinstance(key[2], Var)]
        return min(known, key=len) if known else self._by_name.get(pattern.name, [])


def _constants(rule: Rule) -> frozenset[Term]:
    atoms = [rule.head, *(literal for literal in rule.body if isinstance(literal, Atom))]
    return frozenset(t for atom in atoms if atom for t in atom.args if not isinstance(t, Var))


def _matched(
    pattern: Atom, fact: Atom, bindings: Bindings, constants: frozenset[Term]
) -> Bindings | None:
    """The bindings extended so that the pattern becomes the fact, no value taken twice."""
    found = dict(bindings)
    for arg, term in zip(pattern.args, fact.args, strict=True):
        if not isinstance(arg, Var):
            if arg != term:
                return None
        elif arg.name in found:
            if found[arg.name] != term:
                return None
        elif term in constants or term in found.values():
            return None
        else:
            found[arg.name] = term
    return found


def _premise(literal: Literal, bindings: Bindings) -> Proof:
    change = substituting(bindings)
    match literal:
        case Atom():
            return Given(map_atom(literal, change))
        case Compare(Op.DIFFERENT, Var(one), Var(other)):
            return Computed(Compare(Op.DIFFERENT, bindings[one], bindings[other]))
    raise ValueError(f"no proof can be looked up for {literal}")
