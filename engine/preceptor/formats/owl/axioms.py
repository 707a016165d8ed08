"""Class expressions and axioms of OWL 2 EL, as immutable data. Names are whole IRIs."""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.logic import Origin

OWL = "http://www.w3.org/2002/07/owl#"


@dataclass(frozen=True, slots=True)
class Named:
    """A class that has a name."""

    iri: str


@dataclass(frozen=True, slots=True)
class And:
    """What belongs to every part (ObjectIntersectionOf)."""

    parts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """What has a `role` to some member of `filler` (ObjectSomeValuesFrom)."""

    role: str
    filler: Concept


Concept = Named | And | Some

THING = Named(f"{OWL}Thing")
NOTHING = Named(f"{OWL}Nothing")


@dataclass(frozen=True, slots=True)
class SubClass:
    sub: Concept
    sup: Concept


@dataclass(frozen=True, slots=True)
class Equivalent:
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Disjoint:
    """No two of them, by position, share a member."""

    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class SubRole:
    """Who reaches another along the whole chain of roles has the role `sup` to it."""

    chain: tuple[str, ...]
    sup: str


@dataclass(frozen=True, slots=True)
class EquivalentRoles:
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transitive:
    role: str


@dataclass(frozen=True, slots=True)
class Reflexive:
    role: str


@dataclass(frozen=True, slots=True)
class Domain:
    role: str
    concept: Concept


@dataclass(frozen=True, slots=True)
class Range:
    role: str
    concept: Concept


@dataclass(frozen=True, slots=True)
class Member:
    """An individual and a class that it belongs to (ClassAssertion)."""

    individual: str
    concept: Concept


@dataclass(frozen=True, slots=True)
class Related:
    """Two individuals and a role from the one to the other (ObjectPropertyAssertion)."""

    role: str
    subject: str
    object: str


Axiom = (
    SubClass
    | Equivalent
    | Disjoint
    | SubRole
    | EquivalentRoles
    | Transitive
    | Reflexive
    | Domain
    | Range
    | Member
    | Related
)


@dataclass(frozen=True, slots=True)
class Stated:
    """An axiom and where it is written."""

    axiom: Axiom
    origin: Origin
