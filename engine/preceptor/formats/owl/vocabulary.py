"""The keywords of OWL 2's functional-style syntax, and which of them are read."""

from __future__ import annotations

READ = frozenset(
    {
        "SubClassOf", "EquivalentClasses", "DisjointClasses", "SubObjectPropertyOf",
        "EquivalentObjectProperties", "TransitiveObjectProperty", "ReflexiveObjectProperty",
        "ObjectPropertyDomain", "ObjectPropertyRange", "ClassAssertion", "ObjectPropertyAssertion",
    }
)  # fmt: skip

# Nothing follows from these.
ANNOTATIONS = frozenset(
    {
        "AnnotationAssertion", "SubAnnotationPropertyOf", "AnnotationPropertyDomain",
        "AnnotationPropertyRange",
    }
)  # fmt: skip

UNREAD = frozenset(
    {
        "DisjointUnion", "DisjointObjectProperties", "InverseObjectProperties",
        "FunctionalObjectProperty", "InverseFunctionalObjectProperty",
        "IrreflexiveObjectProperty", "SymmetricObjectProperty", "AsymmetricObjectProperty",
        "SubDataPropertyOf", "EquivalentDataProperties", "DisjointDataProperties",
        "DataPropertyDomain", "DataPropertyRange", "FunctionalDataProperty", "DatatypeDefinition",
        "HasKey", "SameIndividual", "DifferentIndividuals", "NegativeObjectPropertyAssertion",
        "DataPropertyAssertion", "NegativeDataPropertyAssertion", "DLSafeRule",
    }
)  # fmt: skip

EXPRESSIONS_UNREAD = frozenset(
    {
        "ObjectUnionOf", "ObjectComplementOf", "ObjectOneOf", "ObjectAllValuesFrom",
        "ObjectHasValue", "ObjectHasSelf", "ObjectMinCardinality", "ObjectMaxCardinality",
        "ObjectExactCardinality", "DataSomeValuesFrom", "DataAllValuesFrom", "DataHasValue",
        "DataMinCardinality", "DataMaxCardinality", "DataExactCardinality", "ObjectInverseOf",
    }
)  # fmt: skip

STATEMENTS = READ | ANNOTATIONS | UNREAD | {"Declaration", "Import"}

DECLARED = frozenset(
    {
        "Class", "Datatype", "ObjectProperty", "DataProperty", "AnnotationProperty",
        "NamedIndividual",
    }
)  # fmt: skip

# Declared in every document (OWL 2, table 2).
PREFIXES = {
    "owl:": "http://www.w3.org/2002/07/owl#",
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd:": "http://www.w3.org/2001/XMLSchema#",
}
