"""Tables of mined rules: one rule a line with its measures, every line accounted for.

What the formats of rule miners have in common; how a line is read is for each of them to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeVar

from preceptor.logic import Code, Fault, Origin, ParseError, Rule, without_collection
from preceptor.syntax.characters import FORBIDDEN, one_newline, strays
from preceptor.syntax.faults import fault_at
from preceptor.syntax.split import Piece

T = TypeVar("T")

MAX_LINE = 64 * 1024  # characters
MAX_FAULTS = 1000  # of one table; the rest of a table so broken is not read

_COUNT = re.compile(r"[0-9]{1,18}(?:\.0+)?")
_PLACES = 40
_TENS = tuple(10**n for n in range(_PLACES + 1))
_DECIMAL = re.compile(rf"([0-9]{{1,18}})(?:\.([0-9]{{0,{_PLACES}}}))?(?:[eE]([+-]?[0-9]{{1,3}}))?")


class Measures(NamedTuple):
    """What a miner counted for a rule: how often its body predicts, and how often it is right.

    `confidence` is their ratio as the file states it. AMIE's partial-completeness (PCA)
    confidence counts as wrong only predictions about a subject that the relation knows
    (Galárraga et al. 2013); `head_coverage` is the share of the head's facts that are predicted.
    """

    predictions: int
    support: int
    confidence: Fraction
    head_coverage: Fraction | None = None
    pca_confidence: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Mined:
    """The rules of a table with their measures, a fault for each line that holds none, in order.

    lines = blank + comment + len(rules) + len(faults) + unread; `unread` stand behind the last
    fault, which is then one of a limit.
    """

    rules: tuple[tuple[Rule, Measures], ...] = ()
    faults: tuple[Fault, ...] = ()
    lines: int = 0
    blank: int = 0
    comment: int = 0
    unread: int = 0


LineReader = Callable[[str, int], tuple[Rule, Measures] | None]
"""Takes a line and its number; None for a comment. Raises ParseError with one fault."""


def read_table(text: str, source: str, read_line: LineReader) -> Mined:
    """Each line of a text by `read_line`; the faults of the others, at most MAX_FAULTS."""
    with without_collection():
        return _read(text, source, read_line)


def _read(text: str, source: str, read_line: LineReader) -> Mined:
    lines = one_newline(text).removesuffix("\n").split("\n") if text else []
    hostile = FORBIDDEN.search(text) is not None
    rules: list[tuple[Rule, Measures]] = []
    faults: list[Fault] = []
    blank = comment = number = 0
    for number, line in enumerate(lines, 1):
        try:
            if hostile or len(line) > MAX_LINE:
                _refuse(line, number, source)
            if not line or line.isspace():
                blank += 1
            elif found := read_line(line, number):
                rules.append(found)
            else:
                comment += 1
        except ParseError as error:
            if len(faults) < MAX_FAULTS:
                faults += error.faults
            else:
                message = f"{MAX_FAULTS} faults so far: the rest is not read"
                faults.append(Fault(Origin(source, number, 1), message, Code.LIMIT, line))
                break
    unread = len(lines) - number
    return Mined(tuple(rules), tuple(faults), len(lines), blank, comment, unread)


def _refuse(line: str, number: int, source: str) -> None:
    """Raises ParseError for what no line may hold, and for one that is too long."""
    piece = Piece(line, number, 1, stopped=True)
    found = tuple(strays(line, source, 1, piece))
    if not found and len(line) > MAX_LINE:
        message = f"a line of {len(line)} characters; the limit is {MAX_LINE}"
        found = (fault_at(piece, 0, source, message, Code.LIMIT),)
    if found:
        raise ParseError(found)


class Row:
    """The cells of a line between its tabs, and faults with their places."""

    def __init__(self, line: str, number: int, source: str) -> None:
        self.source, self.number = source, number
        self.cells = line.split("\t")
        self.piece = Piece(line, number, 1, stopped=True)

    def expect(self, fits: bool, columns: str) -> None:
        """Raises ParseError unless the cells fit."""
        if not fits:
            found = f"a line of {len(self.cells)} columns; expected {columns}, with tabs between"
            raise self.fault(0, found, Code.MALFORMED)

    def read(self, column: int, value: Callable[[str], T]) -> T:
        """The value of a cell; what is Malformed becomes a ParseError."""
        try:
            return value(self.cells[column])
        except Malformed as error:
            raise self.fault(column, str(error), Code.MALFORMED) from None

    def fault(
        self,
        column: int,
        message: str,
        code: Code = Code.SYNTAX,
        offset: int = 0,
        expected: tuple[str, ...] = (),
        hint: str = "",
    ) -> ParseError:
        """The error with one fault, at an offset of a cell."""
        at = sum(len(cell) + 1 for cell in self.cells[:column]) + offset
        fault = fault_at(self.piece, at, self.source, message, code, expected, hint)
        return ParseError((fault,))

    @property
    def origin(self) -> Origin:
        return Origin(self.source, self.number, 1)


class Malformed(ValueError):
    """A cell that is no number of its column; the message says what is wrong with it."""


class Counts(dict[str, int]):
    """Counts by their text, each read once: `838`, `838.0`. Raises Malformed."""

    def __missing__(self, text: str) -> int:
        if not _COUNT.fullmatch(text):
            raise Malformed(f"expected a count, found {text[:40]!r}")
        self[text] = int(text.partition(".")[0])
        return self[text]


class Confidences(dict[str, Fraction]):
    """Confidences by their text, exact, each read once. Raises Malformed for what is no share,
    and for 0: a rule that was never right is none, and its negation was not mined."""

    def __missing__(self, text: str) -> Fraction:
        whole, _, part = text.partition(".")
        if whole == "0" and part.isascii() and part.isdigit() and len(part) <= _PLACES:
            value = Fraction(int(part), _TENS[len(part)])
        else:
            value = share(text)
        if not value.numerator:
            raise Malformed("a confidence of 0: the rule was never right")
        self[text] = value
        return value


def share(text: str) -> Fraction:
    """The exact number from 0 to 1 that a text says: `0.25`, `1.0`, `2.5E-4`. Raises Malformed."""
    found = _DECIMAL.fullmatch(text)
    if not found:
        raise Malformed(f"expected a number, found {text[:40]!r}")
    whole, part, power = found.groups("")
    value = Fraction(int(whole + part), _TENS[len(part)]) * Fraction(10) ** int(power or 0)
    if value > 1:
        raise Malformed(f"expected a share from 0 to 1, found {text[:40]!r}")
    return value
