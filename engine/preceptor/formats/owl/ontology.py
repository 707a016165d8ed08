"""An ontology as it was read: axioms with their places, and an account of everything else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from preceptor.formats.owl.axioms import Stated
from preceptor.logic import Origin


@dataclass(frozen=True, slots=True)
class Unread:
    """An axiom that is not read: its keyword, and the construct that is beyond us."""

    keyword: str
    construct: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Import:
    """An ontology that another one needs."""

    iri: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Ontology:
    """The axioms of OWL 2 EL in one or more files.

    `names` are the IRIs of the ontologies themselves; `classes` and `individuals` all that occur,
    in order; `labels` what rdfs:label says; `declarations` and `annotations` are counted, as they
    have no part in what follows from the axioms.
    """

    axioms: tuple[Stated, ...] = ()
    names: tuple[str, ...] = ()
    imports: tuple[Import, ...] = ()
    unread: tuple[Unread, ...] = ()
    classes: tuple[str, ...] = ()
    individuals: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    declarations: int = 0
    annotations: int = 0

    @property
    def missing(self) -> tuple[Import, ...]:
        """The imports that none of the files is."""
        return tuple(wanted for wanted in self.imports if wanted.iri not in self.names)

    @staticmethod
    def of(ontologies: Iterable[Ontology]) -> Ontology:
        """All of them as one."""
        every = tuple(ontologies)
        return Ontology(
            tuple(axiom for one in every for axiom in one.axioms),
            tuple(name for one in every for name in one.names),
            tuple(wanted for one in every for wanted in one.imports),
            tuple(unread for one in every for unread in one.unread),
            tuple(dict.fromkeys(iri for one in every for iri in one.classes)),
            tuple(dict.fromkeys(iri for one in every for iri in one.individuals)),
            tuple({iri: label for one in reversed(every) for iri, label in one.labels}.items()),
            sum(one.declarations for one in every),
            sum(one.annotations for one in every),
        )
