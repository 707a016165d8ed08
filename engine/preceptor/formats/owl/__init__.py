"""Ontologies in OWL 2's functional-style syntax: read as far as the EL profile goes, and shown."""

from preceptor.formats.owl.axioms import Axiom, Stated
from preceptor.formats.owl.kinds import refuse_other_syntax
from preceptor.formats.owl.ontology import Import, Ontology, Unread
from preceptor.formats.owl.reader import read_ontology
from preceptor.formats.owl.show import Wording

__all__ = [
    "Axiom",
    "Import",
    "Ontology",
    "Stated",
    "Unread",
    "Wording",
    "read_ontology",
    "refuse_other_syntax",
]
