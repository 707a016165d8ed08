"""Whether axioms of OWL 2 EL leave a class members: a search for finite models by clingo.

This is the meaning of the axioms (OWL 2 Direct Semantics) over a domain of fixed size, and shares
no idea with completion. The size suffices: an EL ontology with a model has one with an element
for each individual, one for each restriction's filler with its role, and one for the class in
question; and where there is a model of some size, any element may be doubled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise

import clingo

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
    Named,
    Range,
    Reflexive,
    Related,
    Some,
    SubClass,
    SubRole,
    Transitive,
)


class Models:
    """The models of any part of some axioms; each axiom is on or off by assumption."""

    def __init__(self, axioms: Sequence[Axiom], size: int | None = None) -> None:
        self.axioms = list(axioms)
        self.names: dict[object, int] = {}
        self.lines: list[str] = []
        restrictions = {(s.role, s.filler) for a in axioms for s in _somes(a)}
        individuals = {i for a in axioms for i in _individuals(a)}
        size = size or 1 + len(restrictions) + len(individuals)
        self.lines.append(f"element(0..{size - 1}).")
        self.lines.append(f"{{on(0..{len(self.axioms)})}}.")
        for number, axiom in enumerate(self.axioms):
            self.lines += [f":- on({number}), {broken}." for broken in self.breaks(axiom)]
        self.control = clingo.Control(["--warn=none"])
        self.goals: dict[Concept, int] = {}

    def satisfiable(self, concept: Concept, part: Iterable[int]) -> bool:
        """Whether this part of the axioms has a model where the class has a member."""
        self._ground(concept)
        chosen = set(part)
        goal = clingo.Function("goal", [clingo.Number(self.goals[concept])])
        assumed = [(goal, True)] + [(_on(n), n in chosen) for n in range(len(self.axioms))]
        return bool(self.control.solve(assumptions=assumed).satisfiable)

    def justifications(self, concept: Concept) -> set[frozenset[int]]:
        """All minimal parts that leave the class no member, by trying every part, small first."""
        found: set[frozenset[int]] = set()
        every = range(len(self.axioms))
        if self.satisfiable(concept, every):
            return found
        for part in chain.from_iterable(combinations(every, n) for n in range(len(every) + 1)):
            chosen = frozenset(part)
            if not any(core <= chosen for core in found) and not self.satisfiable(concept, chosen):
                found.add(chosen)
        return found

    def _ground(self, concept: Concept) -> None:
        if concept in self.goals:
            return
        number = self.goals[concept] = len(self.goals)
        self.lines.append(f"{{goal({number})}}. :- goal({number}), not {self.holds(concept, '0')}.")
        self.control.add(f"step{number}", [], "\n".join(self.lines))
        self.control.ground([(f"step{number}", [])])
        self.lines = []

    def breaks(self, axiom: Axiom) -> Iterator[str]:
        """Bodies that are true where the axiom is not."""
        match axiom:
            case SubClass(sub, sup):
                yield f"{self.holds(sub)}, not {self.holds(sup)}"
            case Equivalent(concepts):
                for one, other in pairwise((*concepts, concepts[0])):
                    yield f"{self.holds(one)}, not {self.holds(other)}"
            case Disjoint(concepts):
                for one, other in combinations(concepts, 2):
                    yield f"{self.holds(one)}, {self.holds(other)}"
            case SubRole(steps, sup):
                path = ", ".join(self.leads(r, f"X{n}", f"X{n + 1}") for n, r in enumerate(steps))
                yield f"{path}, not {self.leads(sup, 'X0', f'X{len(steps)}')}"
            case EquivalentRoles(roles):
                for one, other in pairwise((*roles, roles[0])):
                    yield f"{self.leads(one, 'X', 'Y')}, not {self.leads(other, 'X', 'Y')}"
            case Transitive(role):
                steps = f"{self.leads(role, 'X', 'Y')}, {self.leads(role, 'Y', 'Z')}"
                yield f"{steps}, not {self.leads(role, 'X', 'Z')}"
            case Reflexive(role):
                yield f"element(X), not {self.leads(role, 'X', 'X')}"
            case Domain(role, concept):
                yield f"{self.leads(role, 'X', 'Y')}, not {self.holds(concept)}"
            case Range(role, concept):
                yield f"{self.leads(role, 'Y', 'X')}, not {self.holds(concept)}"
            case Member(individual, concept):
                yield f"{self.stands(individual, 'X')}, not {self.holds(concept)}"
            case Related(role, subject, other):
                both = f"{self.stands(subject, 'X')}, {self.stands(other, 'Y')}"
                yield f"{both}, not {self.leads(role, 'X', 'Y')}"

    def holds(self, concept: Concept, element: str = "X") -> str:
        new, number = self._number(concept)
        if new:
            match concept:
                case Named():
                    body = {THING: "element(X)", NOTHING: "element(X), #false"}.get(concept, "")
                case And(parts):
                    body = ", ".join(map(self.holds, parts))
                case Some(role, filler):
                    body = f"{self.leads(role, 'X', 'Y')}, {self.holds(filler, 'Y')}"
            head = f"in({number}, X)"
            self.lines.append(f"{head} :- {body}." if body else f"{{{head}}} :- element(X).")
        return f"in({number}, {element})"

    def leads(self, role: str, start: str, end: str) -> str:
        new, number = self._number(("role", role))
        if new:
            self.lines.append(f"{{leads({number}, X, Y)}} :- element(X), element(Y).")
        return f"leads({number}, {start}, {end})"

    def stands(self, individual: str, element: str) -> str:
        new, number = self._number(("individual", individual))
        if new:
            self.lines.append(f"1 {{is({number}, X) : element(X)}} 1.")
        return f"is({number}, {element})"

    def _number(self, name: object) -> tuple[bool, int]:
        new = name not in self.names
        return new, self.names.setdefault(name, len(self.names))


def _on(number: int) -> clingo.Symbol:
    return clingo.Function("on", [clingo.Number(number)])


def _concepts(axiom: Axiom) -> tuple[Concept, ...]:
    match axiom:
        case SubClass(sub, sup):
            return sub, sup
        case Equivalent(concepts) | Disjoint(concepts):
            return concepts
        case Domain(_, concept) | Range(_, concept) | Member(_, concept):
            return (concept,)
        case _:
            return ()


def _somes(axiom: Axiom) -> Iterator[Some]:
    agenda = list(_concepts(axiom))
    while agenda:
        match agenda.pop():
            case And(parts):
                agenda += parts
            case Some() as some:
                yield some
                agenda.append(some.filler)
            case Named():
                pass


def _individuals(axiom: Axiom) -> tuple[str, ...]:
    match axiom:
        case Member(individual, _):
            return (individual,)
        case Related(_, subject, other):
            return subject, other
        case _:
            return ()
