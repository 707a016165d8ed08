"""Rules in the formats of others, each printed from our own syntax tree, and the tree itself."""

from preceptor.formats.anyburl import anyburl
from preceptor.formats.asp import asp
from preceptor.formats.constructs import Construct, Refusal, Unsayable
from preceptor.formats.document import from_json, read_document, to_json
from preceptor.formats.export import FORMATS, export
from preceptor.formats.names import read_constant, read_denial, read_relation
from preceptor.formats.nemo import nemo
from preceptor.formats.problog import problog
from preceptor.formats.souffle import souffle
from preceptor.formats.swi import swi

__all__ = [
    "FORMATS",
    "Construct",
    "Refusal",
    "Unsayable",
    "anyburl",
    "asp",
    "export",
    "from_json",
    "nemo",
    "problog",
    "read_constant",
    "read_denial",
    "read_document",
    "read_relation",
    "souffle",
    "swi",
    "to_json",
]
