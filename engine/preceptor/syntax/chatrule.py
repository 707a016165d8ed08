"""Rule files of ChatRule (Luo et al. 2023, "ChatRule: Mining Logical Rules with Large Language
Models"): support, coverage, confidence, PCA confidence and a chain of relations, parted by tabs.

    28.0    0.43    0.52    0.78    precedes <-- inv_causes, inv_produces, diagnoses
"""

from __future__ import annotations

from collections.abc import Iterator

from preceptor.logic import Atom, Code, Rule, Var
from preceptor.syntax.anyburl import AnyburlLines
from preceptor.syntax.mined import Counts, Measures, Mined, Row, read_table, share

ARROW = " <-- "
INVERSE = "inv_"

BETWEEN = "ABCDEFGHIJKLMNOPQRSTUVW"  # the variables inside a chain from X to Y
_HINT = "a rule is  head <-- relation, inv_relation"


def read_chatrule(text: str, source: str = "<text>") -> Mined:
    """The rules of a file of ChatRule, each weighted by its confidence (not the PCA confidence).

    `inv_r` is the relation r from right to left, so no relation's own name can begin with inv_;
    otherwise names hold any character. How often a rule predicts is not stated: it is support by
    confidence. Lines of ChatRule rules in AnyBURL's layout are read as that.
    """
    return read_table(text, source, ChatruleLines(source))


class ChatruleLines:
    def __init__(self, source: str) -> None:
        self.source, self.counts = source, Counts()
        self.anyburl = AnyburlLines(source)

    def __call__(self, line: str, number: int) -> tuple[Rule, Measures] | None:
        if " <= " in line and ARROW not in line:
            return self.anyburl(line, number)
        row = Row(line, number, self.source)
        row.expect(len(row.cells) == 5, "support, coverage, confidence, PCA confidence and rule")
        support = row.read(0, self.counts.__getitem__)
        coverage = row.read(1, share)
        confidence = row.read(2, self.anyburl.confidences.__getitem__)
        pca = row.read(3, share)
        head, *body = _atoms(row, 4)
        measures = Measures(round(support / confidence), support, confidence, coverage, pca)
        return Rule(head, tuple(body), confidence, origin=row.origin), measures


def _atoms(row: Row, column: int) -> Iterator[Atom]:
    """The head, then the body: a chain of relations from X to Y."""
    head, arrow, body = row.cells[column].partition(ARROW)
    relations = body.split(", ")
    if not arrow or "" in (head, *relations):
        raise row.fault(column, f"found {row.cells[column][:40]!r}", hint=_HINT)
    if len(relations) > len(BETWEEN) + 1:
        message = f"a chain of {len(relations)} relations; the limit is {len(BETWEEN) + 1}"
        raise row.fault(column, message, Code.LIMIT)
    chain = ["X", *BETWEEN[: len(relations) - 1], "Y"]
    yield _atom(head, "X", "Y")
    for relation, left, right in zip(relations, chain, chain[1:], strict=False):
        yield _atom(relation, left, right)


def _atom(relation: str, left: str, right: str) -> Atom:
    if relation.startswith(INVERSE) and relation != INVERSE:
        return Atom(relation.removeprefix(INVERSE), (Var(right), Var(left)))
    return Atom(relation, (Var(left), Var(right)))
