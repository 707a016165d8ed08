"""Rule files of AMIE (Lajus et al. 2020, "Fast and Exact Rule Mining with AMIE 3"): a rule and its
measures, parted by tabs, between lines of its log.

    ?a  livesIn  ?c  ?c  officialLanguage  ?b   => ?a  speaks  ?b    0.1    0.52    0.6    8    16
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from preceptor.logic import Atom, Const, Rule, Term, Var
from preceptor.syntax.mined import Confidences, Counts, Measures, Mined, Row, T, read_table, share

_COLUMNS = (
    "rule",
    "head coverage",
    "std confidence",
    "pca confidence",
    "positive examples",
    "body size",
)  # and more, which nobody needs; a header may name others in another order
_SYNONYMS = {"standard confidence": "std confidence", "support": "positive examples"}
_ARROW = re.compile(r" +=> +")
_GAP = re.compile(r" {2,}")
_VARIABLE = re.compile(r"\?([a-z][a-z0-9]*|_[0-9]+)")
_HINT = "a rule is  ?a  r  ?c  ?c  s  ?b   => ?a  h  ?b"


def read_amie(text: str, source: str = "<text>") -> Mined:
    """The rules that AMIE printed, each weighted by its standard confidence.

    A header says what the columns are. Where it leaves the standard confidence out, the PCA
    confidence takes its place, and PCA body size that of body size. `?a` becomes the variable A,
    names are taken as they are. Lines of AMIE's log are comments.
    """
    return read_table(text, source, AmieLines(source))


class AmieLines:
    def __init__(self, source: str) -> None:
        self.source = source
        self.columns: tuple[str, ...] = _COLUMNS
        self.counts, self.confidences = Counts(), Confidences()

    def __call__(self, line: str, number: int) -> tuple[Rule, Measures] | None:
        row = Row(line, number, self.source)
        if row.cells[0] == "Rule" and len(row.cells) > 1:
            self.columns = _headings(row)
            return None
        if "=>" not in line and not line.startswith("?"):
            return None
        found, wanted = len(row.cells), len(self.columns)
        fits = found >= wanted if self.columns is _COLUMNS else found == wanted
        row.expect(fits, ", ".join(self.columns))
        measures = self._measures(row)
        head, *body = _atoms(row, self.columns.index("rule"))
        return Rule(head, tuple(body), measures.confidence, origin=row.origin), measures

    def _measures(self, row: Row) -> Measures:
        def cell(name: str, value: Callable[[str], T]) -> T:
            return row.read(self.columns.index(name), value)

        def optional(name: str) -> Fraction | None:
            return cell(name, share) if name in self.columns else None

        count, confidence = self.counts.__getitem__, self.confidences.__getitem__
        by_standard = "std confidence" in self.columns
        return Measures(
            cell("body size" if by_standard else "pca body size", count),
            cell("positive examples", count),
            cell("std confidence" if by_standard else "pca confidence", confidence),
            optional("head coverage"),
            optional("pca confidence"),
        )


def _headings(row: Row) -> tuple[str, ...]:
    names = [cell.strip().lower() for cell in row.cells]
    columns = tuple(_SYNONYMS.get(name, name) for name in names)
    for confidence, size in (("std confidence", "body size"), ("pca confidence", "pca body size")):
        if {"rule", "positive examples", confidence, size} <= set(columns):
            return columns
    raise row.fault(0, "a header without support, or without a confidence and its body size")


def _atoms(row: Row, column: int) -> Iterator[Atom]:
    """The head, then the body."""
    text = row.cells[column]
    sides = [_words(side) for side in _ARROW.split(text.strip(" "))]
    if len(sides) != 2 or len(sides[1]) != 3 or len(sides[0]) % 3:
        raise row.fault(column, f"found {text[:40]!r}", hint=_HINT)
    for words in reversed(sides):
        for left, relation, right in zip(words[::3], words[1::3], words[2::3], strict=True):
            yield Atom(relation, (_term(left), _term(right)))


def _words(side: str) -> list[str]:
    """Names stand two spaces apart, so that they may hold one; written by hand, only one."""
    words = _GAP.split(side)
    return side.split() if len(words) % 3 else words


def _term(word: str) -> Term:
    variable = _VARIABLE.fullmatch(word)
    return Var(variable[1].capitalize()) if variable else Const(word)
