"""The reader of ontologies: text to axioms, and a fault or a reason for each that is not read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from lark.exceptions import UnexpectedInput

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
    Stated,
    SubClass,
    SubRole,
    Transitive,
)
from preceptor.formats.owl.cut import cut
from preceptor.formats.owl.forms import Form, Misread, Name, Part, PrefixForm, Text, parse_form
from preceptor.formats.owl.ontology import Import, Ontology, Unread
from preceptor.formats.owl.vocabulary import (
    ANNOTATIONS,
    DECLARED,
    EXPRESSIONS_UNREAD,
    PREFIXES,
    READ,
    STATEMENTS,
    UNREAD,
)
from preceptor.logic import Code, Fault, Origin, did_you_mean
from preceptor.syntax.characters import one_newline, strays
from preceptor.syntax.faults import fault_at, unexpected
from preceptor.syntax.split import Piece

MAX_FAULTS = 1000
MAX_STATEMENT = 1 << 20  # characters
MAX_NESTING = 100  # of expressions inside each other

_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SPECIAL_ROLES = (f"{OWL}topObjectProperty", f"{OWL}bottomObjectProperty")


def read_ontology(text: str, source: str) -> tuple[Ontology, tuple[Fault, ...]]:
    """The ontology of a document as far as it can be read, and the faults in order of place."""
    text = one_newline(text)
    parts = cut(text, source)
    faults = [*strays(text, source, MAX_FAULTS), *parts.faults]
    reader = _Reader(source)
    for piece in (*parts.prefixes, *parts.statements):
        if len(faults) >= MAX_FAULTS:
            message = f"{MAX_FAULTS} faults so far: the rest is not read"
            faults.append(fault_at(piece, 0, source, message, Code.LIMIT))
            break
        faults += reader.take(piece)
    for piece in parts.names[:1]:
        faults += reader.take_name(piece)
    faults.sort(key=lambda fault: (fault.origin.line, fault.origin.column))
    return reader.ontology(), tuple(faults)


class _Beyond(Exception):
    """A construct of OWL 2 that is not read here."""


class _Reader:
    """Reads one statement after the other and keeps what they say."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.prefixes = dict(PREFIXES)
        self.names: list[str] = []
        self.axioms: list[Stated] = []
        self.unread: list[Unread] = []
        self.imports: list[Import] = []
        self.terms = _Terms(self.prefixes)
        self.labels: dict[str, str] = {}
        self.declarations = self.annotations = 0

    def ontology(self) -> Ontology:
        return Ontology(
            tuple(self.axioms),
            tuple(self.names),
            tuple(self.imports),
            tuple(self.unread),
            tuple(self.terms.classes),
            tuple(self.terms.individuals),
            tuple(self.labels.items()),
            self.declarations,
            self.annotations,
        )

    def take(self, piece: Piece) -> tuple[Fault, ...]:
        """Reads a prefix or a statement; gives what is wrong with it."""
        if len(piece.text) > MAX_STATEMENT:
            message = f"a statement of {len(piece.text)} characters; the limit is {MAX_STATEMENT}"
            return (fault_at(piece, 0, self.source, message, Code.LIMIT),)
        try:
            form = parse_form(piece.text)
            if isinstance(form, PrefixForm):
                self._prefix(form)
            else:
                self._statement(form, Origin(self.source, *piece.place(0)))
        except UnexpectedInput as error:
            return (replace(unexpected(error, piece, self.source), hint=""),)
        except Misread as error:
            return (fault_at(piece, error.at, self.source, error.message, hint=error.hint),)
        return ()

    def take_name(self, piece: Piece) -> tuple[Fault, ...]:
        name = Name(piece.text, 0, short=True)
        try:
            self.names.append(piece.text[1:-1] if piece.text[0] == "<" else name.iri(self.prefixes))
        except Misread as error:
            return (fault_at(piece, 0, self.source, error.message, hint=error.hint),)
        return ()

    def _prefix(self, form: PrefixForm) -> None:
        if not form.prefix.endswith(":"):
            raise Misread(f"a prefix ends in a colon, not {form.prefix}", form.at)
        self.prefixes[form.prefix] = form.iri

    def _statement(self, form: Form, origin: Origin) -> None:
        keyword = form.keyword
        parts = tuple(part for part in form.parts if not _is_annotation(part))
        if keyword in READ:
            self._axiom(replace(form, parts=parts), origin)
        elif keyword in UNREAD:
            self.unread.append(Unread(keyword, keyword, origin))
        elif keyword in ANNOTATIONS:
            self.annotations += 1
            self._label(form, parts)
        elif keyword == "Annotation":
            self.annotations += 1
        elif keyword == "Declaration":
            self.declarations += 1
            self._declared(form, parts)
        elif keyword == "Import":
            self.imports.append(Import(self.terms.iri(_only(form, parts)), origin))
        else:
            raise Misread(
                f"no statement is called {keyword}", form.at, did_you_mean(keyword, STATEMENTS)
            )

    def _axiom(self, form: Form, origin: Origin) -> None:
        try:
            axiom = _AXIOMS[form.keyword](self.terms, form)
        except _Beyond as beyond:
            self.unread.append(Unread(form.keyword, str(beyond), origin))
        else:
            self.axioms.append(Stated(axiom, origin))

    def _label(self, form: Form, parts: tuple[Part, ...]) -> None:
        match parts:
            case (Name() as role, Name() as subject, Text() as value) if (
                form.keyword == "AnnotationAssertion" and role.iri(self.prefixes) == _LABEL
            ):
                self.labels.setdefault(subject.iri(self.prefixes), value.text)

    def _declared(self, form: Form, parts: tuple[Part, ...]) -> None:
        inner = _only(form, parts)
        if not isinstance(inner, Form) or inner.keyword not in DECLARED:
            found = inner.keyword if isinstance(inner, Form) else "a name"
            raise Misread(f"Declaration of {found}", inner.at, did_you_mean(found, DECLARED))
        name = self.terms.iri(_only(inner, inner.parts))
        if inner.keyword == "Class":
            self.terms.classes.setdefault(name)
        elif inner.keyword == "NamedIndividual":
            self.terms.individuals.setdefault(name)


class _Terms:
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
            several = _several(part)
            return And(tuple(self.concept(inner, depth + 1) for inner in several))
        if part.keyword == "ObjectSomeValuesFrom":
            role, filler = _exactly(part, 2)
            return Some(self.role(role), self.concept(filler, depth + 1))
        raise self._beyond(part, "class", {"ObjectIntersectionOf", "ObjectSomeValuesFrom"})

    def role(self, part: Part) -> str:
        if isinstance(part, Form):
            raise self._beyond(part, "property", set())
        iri = self.iri(part)
        if iri in _SPECIAL_ROLES:
            raise _Beyond(f"owl:{iri.removeprefix(OWL)}")
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
            return _Beyond(part.keyword)
        hint = did_you_mean(part.keyword, EXPRESSIONS_UNREAD | read)
        return Misread(f"no {kind} expression is called {part.keyword}", part.at, hint)


def _sub_class(terms: _Terms, form: Form) -> Axiom:
    sub, sup = _exactly(form, 2)
    return SubClass(terms.concept(sub), terms.concept(sup))


def _sub_role(terms: _Terms, form: Form) -> Axiom:
    sub, sup = _exactly(form, 2)
    if isinstance(sub, Form) and sub.keyword == "ObjectPropertyChain":
        return SubRole(tuple(map(terms.role, _several(sub))), terms.role(sup))
    return SubRole((terms.role(sub),), terms.role(sup))


def _related(terms: _Terms, form: Form) -> Axiom:
    role, subject, other = _exactly(form, 3)
    return Related(terms.role(role), terms.individual(subject), terms.individual(other))


def _member(terms: _Terms, form: Form) -> Axiom:
    concept, individual = _exactly(form, 2)
    return Member(terms.individual(individual), terms.concept(concept))


def _concepts(make: Callable[[tuple[Concept, ...]], Axiom]) -> Callable[[_Terms, Form], Axiom]:
    return lambda terms, form: make(tuple(map(terms.concept, _several(form))))


def _of_role(make: Callable[[str], Axiom]) -> Callable[[_Terms, Form], Axiom]:
    return lambda terms, form: make(terms.role(_exactly(form, 1)[0]))


def _role_and_concept(make: Callable[[str, Concept], Axiom]) -> Callable[[_Terms, Form], Axiom]:
    def axiom(terms: _Terms, form: Form) -> Axiom:
        role, concept = _exactly(form, 2)
        return make(terms.role(role), terms.concept(concept))

    return axiom


_AXIOMS: dict[str, Callable[[_Terms, Form], Axiom]] = {
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


def _is_annotation(part: Part) -> bool:
    return isinstance(part, Form) and part.keyword == "Annotation"


def _exactly(form: Form, number: int) -> tuple[Part, ...]:
    if len(form.parts) != number:
        raise Misread(f"{form.keyword} takes {number}, found {len(form.parts)}", form.at)
    return form.parts


def _several(form: Form) -> tuple[Part, ...]:
    if len(form.parts) < 2:
        raise Misread(f"{form.keyword} takes two or more, found {len(form.parts)}", form.at)
    return form.parts


def _only(form: Form, parts: tuple[Part, ...]) -> Part:
    return _exactly(replace(form, parts=parts), 1)[0]


def _say(part: Part) -> str:
    return f"{part.keyword}(...)" if isinstance(part, Form) else repr(part.text)
