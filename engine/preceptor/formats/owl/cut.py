"""Cutting an ontology into its prefixes and axioms, so that one broken axiom hides no other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from preceptor.formats.owl.vocabulary import STATEMENTS
from preceptor.logic import Fault, did_you_mean
from preceptor.syntax.faults import fault_at
from preceptor.syntax.split import Piece

_TOKEN = re.compile(
    r"""
    (?P<layout>(?:\s++|\#[^\n]*+)++)
  | (?P<iri><[^<>"{}|^`\\\s]*>)
  | (?P<text>"(?:[^"\\]|\\.)*")
  | (?P<unclosed>")
  | (?P<opening>[A-Za-z]\w*(?=(?:\s++|\#[^\n]*+\n)*+\())
  | (?P<open>\()
  | (?P<close>\))
  | (?P<word>[^\s()"<\#]+|<)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class Cut:
    """The parts of an ontology document: `names` are its IRI and the IRI of its version."""

    prefixes: list[Piece] = field(default_factory=list)
    names: list[Piece] = field(default_factory=list)
    statements: list[Piece] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def cut(text: str, source: str) -> Cut:
    """The pieces of a document, and what is wrong with its parentheses."""
    return _Cutter(text, source).run()


class _Cutter:
    """A pass over the tokens; `at` is where the open piece begins, `depth` counts its parentheses.

    A statement never stands inside another, so its keyword ends one that lacks a parenthesis.
    """

    def __init__(self, text: str, source: str) -> None:
        self.text, self.source = text, source
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.cut = Cut()
        self.at: int | None = None
        self.depth = 0
        self.opened: int | None = None  # where Ontology( stands
        self.closed = False
        self.complained = False  # of what stands outside

    def run(self) -> Cut:
        for kind, start, end in self._tokens():
            if kind == "unclosed":
                self._fault(start, "this quotation mark is never closed")
                break
            if self.at is not None:
                self._inside(kind, start, end)
            else:
                self._between(kind, start, end)
        else:
            self._end()
        return self.cut

    def _tokens(self) -> Iterator[tuple[str, int, int]]:
        for found in _TOKEN.finditer(self.text):
            if found.lastgroup != "layout" and found.lastgroup is not None:
                yield found.lastgroup, found.start(), found.end()

    def _inside(self, kind: str, start: int, end: int) -> None:
        assert self.at is not None
        word = self.text[start:end]
        if kind == "opening" and self.depth and word in STATEMENTS:
            line = self._piece(self.at, self.at).line
            self._fault(
                start,
                f"{word} begins before {self._keyword(self.at)} of line {line} is closed",
                "a ')' is missing there",
            )
            self.at, self.depth = start, 0
        elif kind == "open":
            self.depth += 1
        elif kind == "close":
            self.depth -= 1
            if self.depth == 0:
                self._take(self._piece(self.at, end))
                self.at = None

    def _between(self, kind: str, start: int, end: int) -> None:
        word = self.text[start:end]
        if kind == "opening" and word == "Ontology":
            if self.opened is not None:
                self._fault(start, "a second Ontology(...)", "one file holds one ontology")
            self.opened, self.closed = start, False
        elif kind == "opening":
            if word != "Prefix" and (self.opened is None or self.closed):
                self._outside(start, f"{word}(...)")
            self.at, self.depth = start, 0
        elif kind == "open" and self._is_frame(start):
            pass
        elif kind == "close" and self.opened is not None and not self.closed:
            self.closed = True
        elif kind == "iri" or (kind == "word" and ":" in word):
            self._name(start, end)
        else:
            self._outside(start, repr(word))

    def _is_frame(self, start: int) -> bool:
        """Whether a parenthesis is the one behind Ontology."""
        if self.opened is None or self.cut.statements or self.cut.names:
            return False
        return self.text.find("(", self.opened) == start

    def _name(self, start: int, end: int) -> None:
        if self.opened is None or self.closed or self.cut.statements or len(self.cut.names) == 2:
            self._outside(start, self.text[start:end])
        else:
            self.cut.names.append(self._piece(start, end))

    def _take(self, piece: Piece) -> None:
        is_prefix = self._keyword(piece.start) == "Prefix"
        (self.cut.prefixes if is_prefix else self.cut.statements).append(piece)

    def _outside(self, start: int, found: str) -> None:
        if self.complained:
            return
        self.complained = True
        if self.closed:
            self._fault(start, f"{found} behind the end of Ontology(...)", "a ')' too many before?")
        elif self.opened is None:
            hint = did_you_mean(found.partition("(")[0], ("Prefix", "Ontology"))
            self._fault(start, f"found {found} before Ontology(...)", hint)
        else:
            self._fault(start, f"found {found} where an axiom was expected")

    def _end(self) -> None:
        if self.at is not None:
            self._fault(self.at, f"{self._keyword(self.at)}(...) is never closed")
        elif self.opened is None:
            message = "the text ends without Ontology(...)"
            self._fault(len(self.text.rstrip()), message, "an ontology is Ontology( axioms )")
        elif not self.closed:
            self._fault(self.opened, "Ontology(...) is never closed", "is the file cut short?")

    def _keyword(self, at: int) -> str:
        found = _TOKEN.match(self.text, at)
        return found.group() if found else ""

    def _piece(self, start: int, end: int) -> Piece:
        line = bisect_right(self.starts, start)
        column = start - self.starts[line - 1] + 1
        return Piece(self.text[start:end], line, column, True, self.text, start)

    def _fault(self, at: int, message: str, hint: str = "") -> None:
        piece = self._piece(at, at)
        self.cut.faults.append(fault_at(piece, 0, self.source, message, hint=hint))
