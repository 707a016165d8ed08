"""The strict form of a formula, as `formula.lark` has it."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput

from preceptor.logic import Code, Const, Num, Var
from preceptor.programs.formula.formulas import (
    Apply,
    Comparison,
    Connective,
    Formula,
    Junction,
    Negation,
    Predication,
    Quantified,
    Quantifier,
    Relation,
    Term,
    depth,
)
from preceptor.programs.statements import Unread, unexpected
from preceptor.rooms import GRAMMARS
from preceptor.syntax.build import MAX_DIGITS, Refused, unquote

MAX_DEPTH = 60  # of formulas and terms inside each other

_QUOTED = "'"  # put before a quoted constant until it is known which names are variables


@v_args(inline=True)
class _Build(Transformer[Token, Formula]):
    """Syntax to formulas; until `_bound` has seen them, every bare name is a constant."""

    def iff(self, *parts: Formula) -> Formula:
        return Junction(Connective.IFF, parts)

    def implies(self, *parts: Formula) -> Formula:
        return Junction(Connective.IMPLIES, parts)

    def xor(self, *parts: Formula) -> Formula:
        return Junction(Connective.XOR, parts)

    def either(self, *parts: Formula) -> Formula:
        return Junction(Connective.OR, parts)

    def both(self, *parts: Formula) -> Formula:
        return Junction(Connective.AND, parts)

    def negation(self, inner: Formula) -> Formula:
        return Negation(inner)

    def quantified(self, quantifier: Token, name: Token, body: Formula) -> Formula:
        return Quantified(Quantifier(str(quantifier)), str(name), body)

    def predication(self, applied: tuple[str, tuple[Term, ...]]) -> Formula:
        name, args = applied
        return Predication(name.removeprefix(_QUOTED), args)

    def comparison(self, left: Term, relation: Token, right: Term) -> Formula:
        return Comparison(Relation(str(relation)), left, right)

    def term(self, applied: tuple[str, tuple[Term, ...]]) -> Term:
        name, args = applied
        return Apply(name.removeprefix(_QUOTED), args) if args else Const(name)

    def application(self, token: Token, *args: Term | None) -> tuple[str, tuple[Term, ...]]:
        name = _QUOTED + unquote(token) if token.type == "QUOTED" else str(token)
        return name, tuple(arg for arg in args if arg is not None)

    def number(self, token: Token) -> Term:
        if len(token) > MAX_DIGITS:
            raise Unread(f"a number of more than {MAX_DIGITS} digits", code=Code.LIMIT)
        try:
            return Num(Fraction(token.replace("r", "/")))
        except ZeroDivisionError:
            raise Unread(f"{token} divides by zero") from None


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "formula.lark"),
        parser="lalr",
        start="formula",
        transformer=_Build(),
        maybe_placeholders=True,
    )


def parse_formula(text: str) -> Formula:
    """The formula of a text; raises Unread, which has the offset of the fault."""
    try:
        formula = cast(Formula, _lark().parse(text))
    except Refused as error:
        raise Unread(error.message, code=error.code) from None
    except UnexpectedInput as error:
        raise unexpected(error, text) from None
    if depth(formula) > MAX_DEPTH:
        raise Unread(f"formulas nested deeper than {MAX_DEPTH}", code=Code.LIMIT)
    return _bound(formula, frozenset())


def _bound(formula: Formula, bound: frozenset[str]) -> Formula:
    """The formula with its bound names made variables and its quoted names constants."""
    match formula:
        case Quantified(quantifier, variable, body):
            return Quantified(quantifier, variable, _bound(body, bound | {variable}))
        case Negation(inner):
            return Negation(_bound(inner, bound))
        case Junction(connective, parts):
            return Junction(connective, tuple(_bound(part, bound) for part in parts))
        case Predication(name, args):
            return Predication(name, tuple(_bound_term(arg, bound) for arg in args))
        case Comparison(relation, left, right):
            return Comparison(relation, _bound_term(left, bound), _bound_term(right, bound))


def _bound_term(term: Term, bound: frozenset[str]) -> Term:
    match term:
        case Const(name) if name in bound:
            return Var(name)
        case Const(name):
            return Const(name.removeprefix(_QUOTED))
        case Apply(name, args):
            return Apply(name, tuple(_bound_term(arg, bound) for arg in args))
        case _:
            return term
