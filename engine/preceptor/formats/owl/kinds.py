"""Other syntaxes of ontologies, told by how a text begins, so that they are refused by name."""

from __future__ import annotations

import re

from preceptor.logic import Code, Fault, Origin, ParseError

_HINT = "convert it: robot convert --input FILE --output FILE.ofn, or save it so from Protégé"

_XML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*<(?P<root>[\w:]+)",
    re.DOTALL,
)
_ROOTS = {"rdf:RDF": "RDF/XML", "Ontology": "OWL/XML", "owl:Ontology": "OWL/XML"}
_LINES = (
    (re.compile(r"(?:@prefix|@base|PREFIX|BASE)\s", re.M), "Turtle"),
    (re.compile(r"(?:Prefix:|Ontology:)\s"), "the Manchester syntax"),
    (re.compile(r"format-version:"), "the OBO format"),
    (re.compile(r"<[^<>\s]*>\s+(?:<|a\s)"), "Turtle or N-Triples"),
    (re.compile(r"[{\[]"), "JSON"),
)
_LAYOUT = re.compile(r"(?:\s++|#[^\n]*+)*+")


def refuse_other_syntax(text: str, source: str) -> None:
    """Raises ParseError for a text that is an ontology, or may be one, in another syntax."""
    name = _other(text)
    if name:
        message = f"this is {name}; ontologies are read in OWL 2's functional-style syntax (.ofn)"
        first = text.lstrip().partition("\n")[0]
        line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        raise ParseError((Fault(Origin(source, line, 1), message, Code.SYNTAX, first, hint=_HINT),))


def _other(text: str) -> str:
    start = _LAYOUT.match(text)
    begun = text[start.end() :] if start else text
    for pattern, name in _LINES:
        if pattern.match(begun):
            return name
    found = _XML.match(begun)
    if found:
        return _ROOTS.get(found["root"], f"XML with the root element {found['root']}")
    return ""
