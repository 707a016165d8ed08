"""The strict form of a line: a declaration or a statement, as `logic_program.lark` has it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from preceptor.logic import Atom, Const, Predicate, Term, Var
from preceptor.programs.statements import unexpected
from preceptor.rooms import GRAMMARS


@dataclass(frozen=True, slots=True)
class Clause:
    """`body >>> heads`; a fact has one head and no body. A false atom is strongly negated."""

    heads: tuple[Atom, ...]
    body: tuple[Atom, ...] = ()

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return (*self.body, *self.heads)


class _Build(Transformer[Token, object]):
    """Syntax to logic; names stay as they were written."""

    def declaration(self, children: list[Token]) -> Predicate:
        name, *variables = children
        return Predicate(str(name), len(variables))

    def fact(self, children: list[Atom]) -> Clause:
        return Clause((children[0],))

    def rule(self, children: list[tuple[Atom, ...]]) -> Clause:
        body, heads = children
        return Clause(heads, body)

    def conjunction(self, children: list[Atom]) -> tuple[Atom, ...]:
        return tuple(children)

    def atom(self, children: list[Token]) -> Atom:
        name, *terms, truth = children
        return Atom(str(name), tuple(map(_term, terms)), negated=truth == "False")


def _term(token: Token) -> Term:
    return Var(token[1:].upper()) if token.type == "VARIABLE" else Const(str(token))


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "logic_program.lark"),
        parser="lalr",
        start=["declaration", "statement"],
        transformer=_Build(),
    )


# Models repeat themselves: most lines of a file were seen before.


@lru_cache(maxsize=1 << 14)
def parse_declaration(text: str) -> Predicate | None:
    """The predicate that a line declares, None where it is no declaration."""
    if "bool" not in text:
        return None
    try:
        return cast(Predicate, _lark().parse(text, start="declaration"))
    except UnexpectedInput:
        return None


@lru_cache(maxsize=1 << 14)
def parse_statement(text: str) -> Clause:
    """The fact or rule of a line without its comment; raises Unread."""
    try:
        return cast(Clause, _lark().parse(text, start="statement"))
    except UnexpectedInput as error:
        raise unexpected(error, text) from None
