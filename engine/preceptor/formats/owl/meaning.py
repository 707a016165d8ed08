"""What forms mean: class expressions, roles, individuals and the axioms of OWL 2 EL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from preceptor.formats.owl.axioms import (
    NOTHING,
    OWL,
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
from preceptor.formats.owl.forms import Form, Misread, Name, Part
from preceptor.formats.owl.vocabulary import EXPRESSIONS_UNREAD
from preceptor.logic import did_you_mean

MAX_NESTING = 100  # of expressions inside each other

_SPECIAL_ROLES = (f"{OWL}topObjectProperty", f"{OWL}bottomObjectProperty")


class Beyond(Exception):
    """A construct of OWL 2 that is not read here."""


class Terms:
    """Forms to class expressions, roles and individuals; keeps the names that it came across."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.classes: dict[str, None] = {}
        self.individuals: dict[str, None] = {}

    def iri(self, part: Part) -> str:
        if not isinstance(part, Name):
            raise Misread(f"found {_say(part)} where a name was expected", part.at)
        return part.iri(self.prefixes)

    def concept(self, part: Part, depth: int = 0) -> Concept:
        if depth > MAX_NESTING:
            raise Misread(f"expressions nested deeper than {MAX_NESTING}", part.at)
        if isinstance(part, Name):
            return self._named(part)
        if not isinstance(part, Form):
            raise Misread(f"found {_say(part)} where a class was expected", part.at)
        if part.keyword == "ObjectIntersectionOf":
            return And(tuple(self.concept(inner, depth + 1) for inner in _several(part)))
        if part.keyword == "ObjectSomeValuesFrom":
            role, filler = _exactly(part, 2)
            return Some(self.role(role), self.concept(filler, depth + 1))
        raise self._beyond(part, "class", {"ObjectIntersectionOf", "ObjectSomeValuesFrom"})

    def role(self, part: Part) -> str:
        if isinstance(part, Form):
            raise self._beyond(part, "property", set())
        iri = self.iri(part)
        if iri in _SPECIAL_ROLES:
            raise Beyond(f"owl:{iri.removeprefix(OWL)}")
        return iri

    def individual(self, part: Part) -> str:
        iri = self.iri(part)
        self.individuals.setdefault(iri)
        return iri

    def _named(self, part: Name) -> Named:
        iri = part.iri(self.prefixes)
        if iri.startswith("_:"):
            raise Misread(f"{iri} where a class was expected", part.at, "_:x names an individual")
        named = Named(iri)
        if named not in (THING, NOTHING):
            self.classes.setdefault(iri)
        return named

    def _beyond(self, part: Form, kind: str, read: set[str]) -> Exception:
        if part.keyword in EXPRESSIONS_UNREAD:
            return Beyond(part.keyword)
        hint = did_you_mean(part.keyword, EXPRESSIONS_UNREAD | read)
        return Misread(f"no {kind} expression is called {part.keyword}", part.at, hint)


def _sub_class(terms: Terms, form: Form) -> Axiom:
    sub, sup = _exactly(form, 2)
    return SubClass(terms.concept(sub), terms.concept(sup))


def _sub_role(terms: Terms, form: Form) -> Axiom:
    sub, sup = _exactly(form, 2)
    if isinstance(sub, Form) and sub.keyword == "ObjectPropertyChain":
        return SubRole(tuple(map(terms.role, _several(sub))), terms.role(sup))
    return SubRole((terms.role(sub),), terms.role(sup))


def _related(terms: Terms, form: Form) -> Axiom:
    role, subject, other = _exactly(form, 3)
    return Related(terms.role(role), terms.individual(subject), terms.individual(other))


def _member(terms: Terms, form: Form) -> Axiom:
    concept, individual = _exactly(form, 2)
    return Member(terms.individual(individual), terms.concept(concept))


def _concepts(make: Callable[[tuple[Concept, ...]], Axiom]) -> Callable[[Terms, Form], Axiom]:
    return lambda terms, form: make(tuple(map(terms.concept, _several(form))))


def _of_role(make: Callable[[str], Axiom]) -> Callable[[Terms, Form], Axiom]:
    return lambda terms, form: make(terms.role(_exactly(form, 1)[0]))


def _role_and_concept(make: Callable[[str, Concept], Axiom]) -> Callable[[Terms, Form], Axiom]:
    def axiom(terms: Terms, form: Form) -> Axiom:
        role, concept = _exactly(form, 2)
        return make(terms.role(role), terms.concept(concept))

    return axiom


_AXIOMS: dict[str, Callable[[Terms, Form], Axiom]] = {
    "SubClassOf": _sub_class,
    "EquivalentClasses": _concepts(Equivalent),
    "DisjointClasses": _concepts(Disjoint),
    "SubObjectPropertyOf": _sub_role,
    "EquivalentObjectProperties": lambda terms, form: EquivalentRoles(
        tuple(map(terms.role, _several(form)))
    ),
    "TransitiveObjectProperty": _of_role(Transitive),
    "ReflexiveObjectProperty": _of_role(Reflexive),
    "ObjectPropertyDomain": _role_and_concept(Domain),
    "ObjectPropertyRange": _role_and_concept(Range),
    "ClassAssertion": _member,
    "ObjectPropertyAssertion": _related,
}


def axiom_of(form: Form, terms: Terms) -> Axiom:
    """The axiom of a form with a keyword that is read. Raises Misread, Beyond."""
    return _AXIOMS[form.keyword](terms, form)


def is_annotation(part: Part) -> bool:
    return isinstance(part, Form) and part.keyword == "Annotation"


def _exactly(form: Form, number: int) -> tuple[Part, ...]:
    if len(form.parts) != number:
        raise Misread(f"{form.keyword} takes {number}, found {len(form.parts)}", form.at)
    return form.parts


def _several(form: Form) -> tuple[Part, ...]:
    if len(form.parts) < 2:
        raise Misread(f"{form.keyword} takes two or more, found {len(form.parts)}", form.at)
    return form.parts


def only(form: Form, parts: tuple[Part, ...]) -> Part:
    return _exactly(replace(form, parts=parts), 1)[0]


def _say(part: Part) -> str:
    return f"{part.keyword}(...)" if isinstance(part, Form) else repr(part.text)
