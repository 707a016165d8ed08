"""Completion: all that follows from axioms of OWL 2 EL about the nodes in question.

The calculus is that of Baader, Brandt and Lutz ("Pushing the EL envelope", 2005), on the
expressions as they are written (Kazakov, Krötzsch and Simančík, "The incredible ELK", 2014). It
begins at given nodes and reaches others only where a role leads to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from preceptor.check.ontology.rules import Rules
from preceptor.formats.owl.axioms import NOTHING, THING, Concept
from preceptor.logic import LimitExceeded

MAX_FACTS = 5_000_000  # about a gibibyte

IN, TO, INTO = range(3)
# (IN, node, concept): every member of the node belongs to the concept.
# (TO, node, role, other): every member of the node has the role to a member of the other.
# (INTO, node, role): the role leads to every member of the node.
Fact = tuple[int, ...]


class Inference(NamedTuple):
    """One step: the conclusion follows from the premises, by an axiom or by none."""

    conclusion: Fact
    premises: tuple[Fact, ...]
    axiom: int | None


Key = int | tuple[int, int] | str  # a concept; a concept and the role that leads there; individual


class Completion:
    """The closure of the rules from the nodes that were asked for.

    With `recorded`, every step in it is kept in `inferences`, those to known facts as well.
    """

    def __init__(self, rules: Rules, *, recorded: bool = False) -> None:
        self.inferences: list[Inference] = []
        self._rules = rules
        self._recorded = recorded
        self._facts: set[Fact] = set()
        self._agenda: list[Fact] = []
        self._nodes: dict[Key, int] = {}
        self._individuals: set[int] = set()
        self._in: dict[int, set[int]] = defaultdict(set)
        self._from: dict[int, dict[int, dict[int, None]]] = defaultdict(lambda: defaultdict(dict))
        self._to: dict[int, dict[int, dict[int, None]]] = defaultdict(lambda: defaultdict(dict))
        self._members: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._thing, self._nothing = rules.concept(THING), rules.concept(NOTHING)

    def close(self, concepts: Iterable[Concept] = (), individuals: Iterable[str] = ()) -> None:
        """Completes what there is to know about these. Raises LimitExceeded past MAX_FACTS."""
        for concept in concepts:
            self._node(self._rules.concept(concept))
        for individual in individuals:
            self._node(individual)
        while self._agenda:
            fact = self._agenda.pop()
            if fact[0] == IN:
                self._belongs(fact, fact[1], fact[2])
            elif fact[0] == TO:
                self._leads(fact, fact[1], fact[2], fact[3])
            else:
                self._is_led_to(fact, fact[1], fact[2])
            if len(self._facts) > MAX_FACTS:
                raise LimitExceeded("facts about classes", len(self._facts), MAX_FACTS)

    def emptiness(self, of: Concept | str) -> Fact:
        """The fact that a class can have no member, or that there can be no such individual."""
        key: Key = of if isinstance(of, str) else self._rules.concept(of)
        return (IN, self._node(key), self._nothing)

    def holds(self, fact: Fact) -> bool:
        return fact in self._facts

    def is_empty(self, of: Concept | str) -> bool:
        """Whether a class can have no member, or an individual cannot be; they were asked for."""
        return self.holds(self.emptiness(of))

    def _node(self, key: Key) -> int:
        if key in self._nodes:
            return self._nodes[key]
        node = self._nodes[key] = len(self._nodes)
        self._conclude((IN, node, self._thing))
        for role, axiom in self._rules.reflexive:
            self._conclude((TO, node, role, node), axiom=axiom)
        if isinstance(key, str):
            self._individuals.add(node)
            for concept, axiom in self._rules.members[key]:
                self._conclude((IN, node, concept), axiom=axiom)
            for role, other, axiom in self._rules.related[key]:
                self._conclude((TO, node, role, self._node(other)), axiom=axiom)
        elif isinstance(key, int):
            self._conclude((IN, node, key))
        else:
            self._conclude((IN, node, key[0]))
            self._conclude((INTO, node, key[1]))
        return node

    def _conclude(self, fact: Fact, *premises: Fact, axiom: int | None = None) -> None:
        if self._recorded:
            self.inferences.append(Inference(fact, premises, axiom))
        if fact not in self._facts:
            self._facts.add(fact)
            self._agenda.append(fact)

    def _belongs(self, fact: Fact, node: int, concept: int) -> None:
        rules, known = self._rules, self._in[node]
        known.add(concept)
        for sup, axiom in rules.supers[concept]:
            self._conclude((IN, node, sup), fact, axiom=axiom)
        for part in rules.parts.get(concept, ()):
            self._conclude((IN, node, part), fact)
        for whole in rules.wholes[concept]:
            parts = rules.parts[whole]
            if known.issuperset(parts):
                self._conclude((IN, node, whole), *((IN, node, part) for part in parts))
        for role, restriction in rules.with_filler[concept]:
            for other in self._to[node][role]:
                self._conclude((IN, other, restriction), (TO, other, role, node), fact)
        if concept in rules.restriction:
            role, filler = rules.restriction[concept]
            key: Key = (filler, role) if role in rules.ranged else filler
            self._conclude((TO, node, role, self._node(key)), fact)
        if concept == self._nothing:
            for role, others in self._to[node].items():
                for other in others:
                    self._conclude((IN, other, concept), (TO, other, role, node), fact)
        self._clash(fact, node, concept)

    def _clash(self, fact: Fact, node: int, concept: int) -> None:
        empty = (IN, node, self._nothing)
        for axiom in self._rules.alone[concept]:
            self._conclude(empty, fact, axiom=axiom)
        for axiom in self._rules.disjoint[concept]:
            seen = self._members[node, axiom]
            for other in seen:
                self._conclude(empty, fact, (IN, node, other), axiom=axiom)
            seen.append(concept)

    def _leads(self, fact: Fact, node: int, role: int, other: int) -> None:
        rules = self._rules
        self._from[node][role].setdefault(other)
        self._to[other][role].setdefault(node)
        for sup, axiom in rules.role_supers[role]:
            self._conclude((TO, node, sup, other), fact, axiom=axiom)
        for concept, axiom in rules.domains[role]:
            self._conclude((IN, node, concept), fact, axiom=axiom)
        known, fillers = self._in[other], rules.with_role[role]
        for filler in known if len(known) < len(fillers) else fillers:
            if filler in known and filler in fillers:
                self._conclude((IN, node, fillers[filler]), fact, (IN, other, filler))
        if self._nothing in self._in[other]:
            self._conclude((IN, node, self._nothing), fact, (IN, other, self._nothing))
        for second, whole, axiom in rules.first[role]:
            for end in self._from[other][second]:
                step = (TO, other, second, end)
                self._conclude((TO, node, whole, end), fact, step, axiom=axiom)
        for first, whole, axiom in rules.second[role]:
            for start in self._to[node][first]:
                step = (TO, start, first, node)
                self._conclude((TO, start, whole, other), step, fact, axiom=axiom)
        if role in rules.ranged and (other == node or other in self._individuals):
            self._conclude((INTO, other, role), fact)

    def _is_led_to(self, fact: Fact, node: int, role: int) -> None:
        for sup, axiom in self._rules.role_supers[role]:
            self._conclude((INTO, node, sup), fact, axiom=axiom)
        for concept, axiom in self._rules.ranges[role]:
            self._conclude((IN, node, concept), fact, axiom=axiom)
