"""Rule files of AnyBURL: predictions, support, confidence and rule, parted by tabs.

grammars/anyburl.lark defines the rules. Those of the usual shape, whose names hold no space,
comma or parenthesis, are cut without it, and each distinct atom is read only once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput

from preceptor.logic import Atom, Code, Const, Origin, Rule, Term, Var
from preceptor.rooms import GRAMMARS
from preceptor.syntax.faults import accepted
from preceptor.syntax.mined import Confidences, Counts, Measures, Mined, Row, read_table

SELF = "me_myself_i"

_ATOM = re.compile(r"([^\s(),]+)\(([^\s(),]+),([^\s(),]+)")
_WORDS = {
    "RELATION": "a relation",
    "_OPEN": "'('",
    "_COMMA": "','",
    "_CLOSE": "')'",
    "_AND": "', '",
    "_IF": "' <= '",
    "$END": "the end of the line",
    "SELF": SELF,
    "LEFT_VARIABLE": "a variable",
    "RIGHT_VARIABLE": "a variable",
    "LEFT_ENTITY": "an entity",
    "RIGHT_ENTITY": "an entity",
}
_HINT = "a rule is  h(X,Y) <= a(X,A), b(A,Y)  with one capital letter for a variable"


def read_anyburl(text: str, source: str = "<text>") -> Mined:
    """The rules of a file of AnyBURL, PyClause or AMIE 3.5, each weighted by its confidence.

    A confidence of 1 makes a rule hard; one of 0 is a fault, and so is one above 1. A rule of no
    body, `h(X,c) <= `, is read as it stands, though its variable is not bound. Lines that begin
    with `#` are comments.
    """
    return read_table(text, source, AnyburlLines(source))


class _Unusual(ValueError):
    """An atom for the grammar."""


class _Terms(dict[str, Term]):
    """Arguments by their text, each read once. Raises _Unusual for the name of another one."""

    def __missing__(self, text: str) -> Term:
        if text == SELF:
            raise _Unusual
        is_variable = len(text) == 1 and "A" <= text <= "Z"
        self[text] = Var(text) if is_variable else Const(text)
        return self[text]


class _Atoms(dict[str, Atom]):
    """Atoms by their text without its last parenthesis, each read once. Raises _Unusual."""

    def __init__(self) -> None:
        self.terms = _Terms()

    def __missing__(self, text: str) -> Atom:
        found = _ATOM.fullmatch(text)
        if not found:
            raise _Unusual
        name, left, right = found.groups()
        args = self.terms[left], self.terms[right]
        if isinstance(args[0], Const) and isinstance(args[1], Const):
            raise _Unusual
        atom = self[text] = Atom(name, args)
        return atom


class AnyburlLines:
    """Reads the lines of one file; what repeats in them is kept once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.counts, self.confidences, self.atoms = Counts(), Confidences(), _Atoms()

    def __call__(self, line: str, number: int) -> tuple[Rule, Measures] | None:
        try:
            predictions, support, confidence, rule = line.split("\t")
            head, neck, body = rule.partition(") <= ")
            if not neck or (body and body[-1] != ")"):
                raise _Unusual
            atoms, counts, weight = self.atoms, self.counts, self.confidences[confidence]
            goals = tuple(map(atoms.__getitem__, body[:-1].split("), "))) if body else ()
            origin = Origin(self.source, number, 1)
            return (
                Rule(atoms[head], goals, weight, None, None, origin),
                Measures(counts[predictions], counts[support], weight),
            )
        except ValueError:
            return None if line.startswith("#") else self.by_grammar(line, number)

    def by_grammar(self, line: str, number: int) -> tuple[Rule, Measures]:
        """The same for any line, and with a place for what is wrong with it."""
        row = Row(line, number, self.source)
        row.expect(len(row.cells) == 4, "predictions, support, confidence and rule")
        measures = Measures(
            row.read(0, self.counts.__getitem__),
            row.read(1, self.counts.__getitem__),
            row.read(2, self.confidences.__getitem__),
        )
        head, body = _parsed(row, 3)
        return Rule(head, body, measures.confidence, origin=row.origin), measures


Horn = tuple[Atom, tuple[Atom, ...]]  # head and body


def _parsed(row: Row, column: int) -> Horn:
    text = row.cells[column]
    try:
        return cast(Horn, _lark().parse(text))
    except UnexpectedInput as error:
        at = error.pos_in_stream
        if at is None or not 0 <= at < len(text):
            at, found = len(text), "found the end of the line"
        else:
            found = f"found {text[at : at + 20]!r}"
        expected = tuple(sorted({_WORDS.get(name, name) for name in accepted(error)}))
        raise row.fault(column, found, Code.SYNTAX, at, expected, _HINT) from None


@v_args(inline=True)
class _Build(Transformer[Token, Horn]):
    def rule(self, head: Atom, *body: Atom | None) -> Horn:
        return head, tuple(atom for atom in body if atom is not None)

    def variables(self, name: Token, left: Token, right: Token) -> Atom:
        return Atom(str(name), (Var(str(left)), Var(str(right))))

    def twice(self, name: Token, left: Token, right: Token) -> Atom:
        variable = Var(str(right if left == SELF else left))
        return Atom(str(name), (variable, variable))

    def entity_right(self, name: Token, left: Token, right: Token) -> Atom:
        return Atom(str(name), (Var(str(left)), Const(str(right))))

    def entity_left(self, name: Token, left: Token, right: Token) -> Atom:
        return Atom(str(name), (Const(str(left)), Var(str(right))))


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "anyburl.lark"),
        parser="lalr",
        start="rule",
        transformer=_Build(),
        maybe_placeholders=True,
    )
