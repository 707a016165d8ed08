"""Ontologies of OWL 2 EL: classes that can have no member, with the axioms that leave them none.

Our own rules cannot say that something exists (they are Datalog), so that ontologies are judged by
a calculus of their own and not by the search for databases.
"""

from preceptor.check.ontology.judge import Contradiction, Judgement, judge
from preceptor.check.ontology.report import OntologyReport

__all__ = ["Contradiction", "Judgement", "OntologyReport", "judge"]
