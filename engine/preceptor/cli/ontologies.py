"""Ontologies on the command line: `preceptor check` where OWL files are meant."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from pathlib import Path
from time import process_time

from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.logic import Fault, InputError
from preceptor.syntax.files import decode, read_text

FORMAT = "ontology"

_SUFFIXES = frozenset({".ofn", ".owl", ".omn", ".owx", ".obo", ".rdf", ".ttl", ".nt"})
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n)*(?:Prefix|Ontology)\s*\(")


def are_meant(options: Namespace) -> bool:
    """Whether the files hold ontologies: so told, by their names, or by how they begin."""
    if options.format != "auto":
        return bool(options.format == FORMAT)
    return any(map(_is_ontology, options.files))


def check(options: Namespace, console: Console) -> int:
    """`preceptor check` of the ontologies of all files together."""
    from preceptor.check.ontology import OntologyReport, judge
    from preceptor.formats.owl import Ontology, read_ontology, refuse_other_syntax

    began = process_time()
    ontologies: list[Ontology] = []
    faults: list[Fault] = []
    for name in options.files:
        text, source = _text(name)
        refuse_other_syntax(text, source)
        ontology, broken = read_ontology(text, source)
        ontologies.append(ontology)
        faults += broken
    judgement = judge(Ontology.of(ontologies))
    report = OntologyReport(judgement, tuple(faults), process_time() - began)
    console.document(report.document())
    console.lines(report.lines())
    if faults:
        return Exit.INPUT
    is_wrong = report.has_errors or (options.strict and report.has_warnings)
    return Exit.FINDINGS if is_wrong else Exit.OK


def _is_ontology(name: str) -> bool:
    path = Path(name)
    if path.suffix.casefold() in _SUFFIXES:
        return True
    if path.suffix or not path.is_file():
        return False
    with path.open("rb") as file:
        return _BEGINS.match(file.read(4096)) is not None


def _text(name: str) -> tuple[str, str]:
    if name == "-":
        return decode(sys.stdin.buffer.read(), "<stdin>"), "<stdin>"
    if not Path(name).is_file():
        raise InputError(f"no file {name!r}")
    return read_text(Path(name)), name
