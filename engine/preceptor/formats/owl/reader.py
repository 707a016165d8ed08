"""The reader of ontologies: text to axioms, and a fault or a reason for each that is not read."""

from __future__ import annotations

from dataclasses import replace

from lark.exceptions import UnexpectedInput

from preceptor.formats.owl.axioms import Stated
from preceptor.formats.owl.cut import cut
from preceptor.formats.owl.forms import Form, Misread, Name, Part, PrefixForm, Text, parse_form
from preceptor.formats.owl.meaning import Beyond, Terms, axiom_of, is_annotation, only
from preceptor.formats.owl.ontology import Import, Ontology, Unread
from preceptor.formats.owl.vocabulary import (
    ANNOTATIONS,
    DECLARED,
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

_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


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


class _Reader:
    """Reads one statement after the other and keeps what they say."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.prefixes = dict(PREFIXES)
        self.names: list[str] = []
        self.axioms: list[Stated] = []
        self.unread: list[Unread] = []
        self.imports: list[Import] = []
        self.terms = Terms(self.prefixes)
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
        parts = tuple(part for part in form.parts if not is_annotation(part))
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
            self.imports.append(Import(self.terms.iri(only(form, parts)), origin))
        else:
            raise Misread(
                f"no statement is called {keyword}", form.at, did_you_mean(keyword, STATEMENTS)
            )

    def _axiom(self, form: Form, origin: Origin) -> None:
        try:
            axiom = axiom_of(form, self.terms)
        except Beyond as beyond:
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
        inner = only(form, parts)
        if not isinstance(inner, Form) or inner.keyword not in DECLARED:
            found = inner.keyword if isinstance(inner, Form) else "a name"
            raise Misread(f"Declaration of {found}", inner.at, did_you_mean(found, DECLARED))
        name = self.terms.iri(only(inner, inner.parts))
        if inner.keyword == "Class":
            self.terms.classes.setdefault(name)
        elif inner.keyword == "NamedIndividual":
            self.terms.individuals.setdefault(name)
