"""Axioms in words: the Manchester syntax, with labels for IRIs, as ontology editors show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

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

_SPECIAL = {THING.iri: "owl:Thing", NOTHING.iri: "owl:Nothing"}
_WORD = re.compile(r"[^\W\d]\w*(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Wording:
    """How to speak of an IRI: by its label, else by its last part; or `whole`, as it is."""

    labels: Mapping[str, str]
    whole: bool = False

    def name(self, iri: str) -> str:
        """A label stands in quotes where it is more than a word."""
        if iri.startswith("_:"):
            return iri
        if self.whole:
            return f"<{iri}>"
        if iri in _SPECIAL:
            return _SPECIAL[iri]
        label = " ".join(self.labels.get(iri, "").split()) or _last_part(iri)
        return label if _WORD.fullmatch(label) else f"'{label}'"

    def concept(self, concept: Concept) -> str:
        match concept:
            case Named(iri):
                return self.name(iri)
            case And(parts):
                return " and ".join(map(self._part, parts))
            case Some(role, filler):
                return f"{self.name(role)} some {self._part(filler)}"

    def _part(self, concept: Concept) -> str:
        text = self.concept(concept)
        return text if isinstance(concept, Named) else f"({text})"

    def axiom(self, axiom: Axiom) -> str:
        match axiom:
            case SubClass(sub, sup):
                return f"{self.concept(sub)} SubClassOf {self.concept(sup)}"
            case Equivalent(concepts):
                return " EquivalentTo ".join(map(self.concept, concepts))
            case Disjoint(concepts):
                return f"DisjointClasses: {', '.join(map(self.concept, concepts))}"
            case SubRole(chain, sup):
                return f"{' o '.join(map(self.name, chain))} SubPropertyOf {self.name(sup)}"
            case EquivalentRoles(roles):
                return " EquivalentTo ".join(map(self.name, roles))
            case Transitive(role):
                return f"{self.name(role)} is Transitive"
            case Reflexive(role):
                return f"{self.name(role)} is Reflexive"
            case Domain(role, concept):
                return f"{self.name(role)} Domain {self.concept(concept)}"
            case Range(role, concept):
                return f"{self.name(role)} Range {self.concept(concept)}"
            case Member(individual, concept):
                return f"{self.name(individual)} Type {self.concept(concept)}"
            case Related(role, subject, other):
                return f"{self.name(subject)} {self.name(role)} {self.name(other)}"


def _last_part(iri: str) -> str:
    """What stands behind the last # or / of an IRI; the IRI where nothing does."""
    return re.split(r"[#/]", iri.rstrip("#/"))[-1] or iri
