"""The axioms of an ontology as rules of completion, by the concept or role they begin with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from preceptor.formats.owl.axioms import (
    NOTHING,
    THING,
    And,
    Axiom,
    Concept,
    Disjoint,
    Domain,
    Equivalent,
    EquivalentRoles,
    Member,
    Range,
    Reflexive,
    Related,
    Some,
    SubClass,
    SubRole,
    Transitive,
)

T = TypeVar("T")
Lists = defaultdict[int, list[T]]  # by the number of a concept or role


def _lists() -> Lists[T]:
    return defaultdict(list)


@dataclass(slots=True)
class Rules:
    """Concepts and roles are numbers here; an axiom is its place in the sequence indexed.

    A longer chain of roles is cut into steps, with roles of their own for what lies between.
    """

    numbers: dict[Hashable, int] = field(default_factory=dict)
    supers: Lists[tuple[int, int]] = field(default_factory=_lists)  # (concept, axiom)
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)  # of an intersection
    wholes: Lists[int] = field(default_factory=_lists)  # the intersections with this part
    restriction: dict[int, tuple[int, int]] = field(default_factory=dict)  # (role, filler)
    with_filler: Lists[tuple[int, int]] = field(default_factory=_lists)  # (role, restriction)
    with_role: defaultdict[int, dict[int, int]] = field(  # by role and filler
        default_factory=lambda: defaultdict(dict)
    )
    disjoint: Lists[int] = field(default_factory=_lists)  # axioms
    alone: Lists[int] = field(default_factory=_lists)  # axioms that name it twice as disjoint
    role_supers: Lists[tuple[int, int]] = field(default_factory=_lists)  # (role, axiom)
    first: Lists[tuple[int, int, int]] = field(default_factory=_lists)  # (second, whole, axiom)
    second: Lists[tuple[int, int, int]] = field(default_factory=_lists)  # (first, whole, axiom)
    domains: Lists[tuple[int, int]] = field(default_factory=_lists)  # (concept, axiom)
    ranges: Lists[tuple[int, int]] = field(default_factory=_lists)  # (concept, axiom)
    ranged: frozenset[int] = frozenset()  # roles that have a range, by themselves or from above
    reflexive: list[tuple[int, int]] = field(default_factory=list)  # (role, axiom)
    members: defaultdict[str, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    related: defaultdict[str, list[tuple[int, str, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @staticmethod
    def of(axioms: Sequence[Axiom]) -> Rules:
        rules = Rules()
        rules.concept(THING)
        rules.concept(NOTHING)
        for number, axiom in enumerate(axioms):
            rules._add(axiom, number)
        rules.ranged = frozenset(rules._below(rules.ranges))
        return rules

    def concept(self, concept: Concept) -> int:
        """The number of a concept, which is indexed with all its parts when it is new."""
        if concept in self.numbers:
            return self.numbers[concept]
        parts = (
            tuple(dict.fromkeys(map(self.concept, concept.parts)))
            if isinstance(concept, And)
            else ()
        )
        filler = self.concept(concept.filler) if isinstance(concept, Some) else None
        number = self.numbers[concept] = len(self.numbers)
        if parts:
            self.parts[number] = parts
            for part in parts:
                self.wholes[part].append(number)
        if filler is not None and isinstance(concept, Some):
            role = self.role(concept.role)
            self.restriction[number] = role, filler
            self.with_filler[filler].append((role, number))
            self.with_role[role][filler] = number
        return number

    def role(self, name: Hashable) -> int:
        return self.numbers.setdefault(("role", name), len(self.numbers))

    def _add(self, axiom: Axiom, number: int) -> None:
        match axiom:
            case SubClass(sub, sup):
                self.supers[self.concept(sub)].append((self.concept(sup), number))
            case Equivalent(concepts):
                self._circle(self.supers, [self.concept(c) for c in concepts], number)
            case Disjoint(concepts):
                self._disjoint([self.concept(c) for c in concepts], number)
            case SubRole(chain, sup):
                self._chain([self.role(r) for r in chain], self.role(sup), number)
            case EquivalentRoles(roles):
                self._circle(self.role_supers, [self.role(r) for r in roles], number)
            case Transitive(role):
                self._chain([self.role(role)] * 2, self.role(role), number)
            case Reflexive(role):
                self.reflexive.append((self.role(role), number))
            case Domain(role, concept):
                self.domains[self.role(role)].append((self.concept(concept), number))
            case Range(role, concept):
                self.ranges[self.role(role)].append((self.concept(concept), number))
            case Member(individual, concept):
                self.members[individual].append((self.concept(concept), number))
            case Related(role, subject, other):
                self.related[subject].append((self.role(role), other, number))

    def _circle(self, supers: Lists[tuple[int, int]], equal: list[int], number: int) -> None:
        """Each below the next, and the last below the first."""
        for sub, sup in pairwise([*equal, equal[0]]):
            supers[sub].append((sup, number))

    def _disjoint(self, concepts: list[int], number: int) -> None:
        for concept in dict.fromkeys(concepts):
            self.disjoint[concept].append(number)
            if concepts.count(concept) > 1:
                self.alone[concept].append(number)

    def _chain(self, chain: list[int], sup: int, number: int) -> None:
        if len(chain) == 1:
            self.role_supers[chain[0]].append((sup, number))
            return
        so_far = chain[0]
        for place, role in enumerate(chain[1:], 2):
            whole = sup if place == len(chain) else self.role((number, place))
            self.first[so_far].append((role, whole, number))
            self.second[role].append((so_far, whole, number))
            so_far = whole

    def _below(self, roles: Lists[tuple[int, int]]) -> set[int]:
        """These roles and all that are included in one of them."""
        found = set(roles)
        while True:
            new = {r for r, up in self.role_supers.items() if found & {s for s, _ in up}} - found
            if not new:
                return found
            found |= new
