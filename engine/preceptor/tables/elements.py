"""Elements: an XML text as a tree with places, read by expat without document types.

A document type is refused before anything of it is read, so there are no entities to expand and
nothing outside of the text is ever opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from preceptor.logic import Code, Fault, Origin, ParseError

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 200
MAX_ELEMENTS = 1_000_000


@dataclass(slots=True)
class Element:
    """An element: its local name, namespace, attributes without theirs, children and text."""

    name: str
    namespace: str
    attributes: Mapping[str, str]
    origin: Origin
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    def all(self, *names: str) -> Iterator[Element]:
        """The children of these names, in order."""
        return (child for child in self.children if child.name in names)

    def one(self, name: str) -> Element | None:
        return next(self.all(name), None)

    def text_of(self, name: str) -> str:
        """The text of a child, empty where there is none."""
        child = self.one(name)
        return "" if child is None else child.text

    def within(self, *names: str) -> Iterator[Element]:
        """The elements of these names at any depth, in order; none inside another of them."""
        stack = self.children[::-1]
        while stack:
            element = stack.pop()
            if element.name in names:
                yield element
            else:
                stack += element.children[::-1]


class _Stop(Exception):
    def __init__(self, message: str, hint: str = "", code: Code = Code.MALFORMED) -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code


def read_elements(data: bytes, source: str) -> Element:
    """The root of an XML text. Raises ParseError for what is no XML, or more than we read."""
    return _Reader(source).read(data)


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._open: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._parser = parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype

    def read(self, data: bytes) -> Element:
        if len(data) > MAX_BYTES:
            message = f"an XML text of {len(data):,} bytes; at most {MAX_BYTES:,}"
            raise self._fault(Origin(self._source, 1, 1), message, code=Code.LIMIT)
        try:
            self._parser.Parse(data, True)
        except _Stop as stop:
            raise self._fault(self._place(), stop.message, stop.hint, stop.code) from None
        except expat.ExpatError as error:
            place = Origin(self._source, error.lineno, error.offset + 1)
            raise self._fault(place, f"no XML: {expat.errors.messages[error.code]}") from None
        except (LookupError, ValueError) as error:  # from the codec that the text asks for
            place = Origin(self._source, 1, 1)
            raise self._fault(place, f"no XML: {error}", "save it as UTF-8") from None
        assert self._root is not None  # expat has seen to it
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise _Stop("elements nested too deep, or too many of them", code=Code.LIMIT)
        namespace, _, local = name.rpartition("\n")
        plain = {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        element = Element(local, namespace, plain, self._place())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def _doctype(self, *_: object) -> None:
        raise _Stop("a document type (<!DOCTYPE ...>)", "DMN has none; take the line out")

    def _place(self) -> Origin:
        parser = self._parser
        return Origin(self._source, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _fault(
        self, place: Origin, message: str, hint: str = "", code: Code = Code.MALFORMED
    ) -> ParseError:
        return ParseError((Fault(place, message, code, hint=hint),))
