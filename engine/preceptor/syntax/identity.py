"""The parser of identities: text to `preceptor.logic.identity`, every fault with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput

from preceptor.logic import Code, Fault, Num, Origin, ParseError, Var, did_you_mean
from preceptor.logic.identity import (
    FUNCTIONS,
    Application,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Expression,
    Fold,
    Identity,
    Kind,
    Membership,
    Operation,
    Relation,
    Series,
    negative,
    operands,
    parts,
    within,
)
from preceptor.rooms import GRAMMARS
from preceptor.syntax.build import MAX_DIGITS, Refused
from preceptor.syntax.characters import FORBIDDEN, one_newline, strays
from preceptor.syntax.faults import fault_at, refused, unexpected
from preceptor.syntax.split import Piece, pieces

MAX_IDENTITY = 16 * 1024  # characters
MAX_NESTING = 100  # of expressions; a sum of a hundred terms is nested as deeply
MAX_FAULTS = 1000  # of one text; the rest of a text so broken is not read

_ARITIES = {**FUNCTIONS, "diff": 2, Fold.SUM: 4, Fold.PRODUCT: 4}
_CONSTANTS = {c.value: c for c in Constant if c is not Constant.I}


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "identity.lark"),
        parser="lalr",
        start="identity",
        transformer=_Build(),
        maybe_placeholders=False,
    )


def parse_identities(text: str, source: str = "<text>") -> tuple[Identity, ...]:
    """The identities of a text. Raises ParseError with every fault, in order of place."""
    identities, faults = read_identities(text, source)
    if faults:
        raise ParseError(faults)
    return identities


def read_identities(text: str, source: str) -> tuple[tuple[Identity, ...], tuple[Fault, ...]]:
    """The identities that can be read, and the faults of the rest in order of place."""
    text = one_newline(text)
    identities: list[Identity] = []
    faults = list(strays(text, source, MAX_FAULTS))
    for piece in pieces(text):
        if len(faults) >= MAX_FAULTS:
            message = f"{MAX_FAULTS} faults so far: the rest is not read"
            faults.append(fault_at(piece, 0, source, message, Code.LIMIT))
            break
        if FORBIDDEN.search(piece.text):  # named above
            continue
        try:
            identities.append(parse_identity(piece, source))
        except ParseError as error:
            faults += error.faults
    faults.sort(key=lambda fault: (fault.origin.line, fault.origin.column))
    return tuple(identities), tuple(faults)


def parse_identity(piece: Piece | str, source: str = "<text>") -> Identity:
    """The identity of one piece of text, with its place. Raises ParseError."""
    if isinstance(piece, str):
        piece = Piece(piece, 1, 1, stopped=True)
    if len(piece.text) > MAX_IDENTITY:
        message = f"an identity of {len(piece.text)} characters; the limit is {MAX_IDENTITY}"
        raise ParseError((fault_at(piece, 0, source, message, Code.LIMIT),))
    for fault in strays(piece.text, source, 1, piece):
        raise ParseError((fault,))
    try:
        read = cast(Identity, _lark().parse(piece.text))
    except Refused as error:
        raise ParseError((refused(error, piece, source),)) from None
    except UnexpectedInput as error:
        fault = replace(unexpected(error, piece, source), hint="")
        raise ParseError((fault,)) from None
    place = (*piece.place(piece.clause_offset), *piece.place(len(piece.text)))
    return replace(read, origin=Origin(source, *place))


@dataclass(slots=True)
class _Deep:
    """An expression with its depth, kept so that building stays linear."""

    expression: Expression
    depth: int = 0


@v_args(inline=True)
class _Build(Transformer[Token, Identity]):
    """The actions that LALR calls bottom-up, so that no tree is ever walked."""

    def identity(self, left: _Deep, _: Token, right: _Deep, *conditions: Condition) -> Identity:
        read = Identity(left.expression, right.expression, conditions)
        for side in (read.left, read.right, *(o for c in conditions for o in operands(c))):
            _no_infinity(side)
        return read

    def comparison(self, left: _Deep, relation: Token, right: _Deep) -> Condition:
        return Comparison(Relation(str(relation)), left.expression, right.expression)

    def membership(self, kind: Token, operand: _Deep) -> Condition:
        return Membership(Kind(str(kind)), operand.expression)

    def operation(self, left: _Deep, operator: Token, right: _Deep) -> _Deep:
        whole = Operation(str(operator), left.expression, right.expression)
        return _nested(whole, operator, left, right)

    def negative(self, operand: _Deep) -> _Deep:
        return _nested(negative(operand.expression), None, operand)

    def variable(self, token: Token) -> _Deep:
        return _Deep(Constant.I if token == Constant.I else Var(str(token)))

    def constant(self, token: Token) -> _Deep:
        name = str(token)
        if name in _ARITIES:
            raise Refused(Code.SYNTAX, f"{name} without its arguments", token=token)
        if name not in _CONSTANTS:
            hint = did_you_mean(name, _CONSTANTS) or "a variable begins with a capital letter"
            raise Refused(Code.SYNTAX, f"no constant is called {name}", hint, token)
        return _Deep(_CONSTANTS[name])

    def application(self, token: Token, *args: _Deep) -> _Deep:
        name = str(token)
        if name not in _ARITIES:
            hint = did_you_mean(name, _ARITIES)
            raise Refused(Code.SYNTAX, f"no function is called {name}", hint, token)
        if len(args) != _ARITIES[name]:
            message = f"{name} takes {_ARITIES[name]} arguments, found {len(args)}"
            raise Refused(Code.SYNTAX, message, token=token)
        inner = tuple(arg.expression for arg in args)
        return _nested(_BUILDERS.get(name, _apply)(token, *inner), token, *args)

    def number(self, token: Token) -> _Deep:
        if len(token) > MAX_DIGITS:
            message = f"a number of more than {MAX_DIGITS} digits"
            raise Refused(Code.LIMIT, message, token=token)
        if token.type == "RATIONAL" and not int(token.partition("r")[2]):
            raise Refused(Code.SYNTAX, f"{token} divides by zero", token=token)
        return _Deep(Num(int(token) if token.isdigit() else Fraction(token.replace("r", "/"))))


def _nested(whole: Expression, token: Token | None, *inner: _Deep) -> _Deep:
    depth = 1 + max(part.depth for part in inner)
    if depth > MAX_NESTING:
        message = f"an expression nested deeper than {MAX_NESTING}"
        raise Refused(Code.LIMIT, message, token=token)
    return _Deep(whole, depth)


def _apply(token: Token, *args: Expression) -> Expression:
    return Application(str(token), args)


def _series(
    token: Token, term: Expression, index: Expression, first: Expression, last: Expression
) -> Expression:
    if not isinstance(index, Var):
        hint = f"{token}(TERM, INDEX, FIRST, LAST)"
        raise Refused(Code.SYNTAX, f"the index of a {token} is a variable", hint, token)
    if any(index == part for bound in (first, last) for part in within(bound)):
        raise Refused(Code.SYNTAX, f"{index} stands in its own bounds", token=token)
    return Series(Fold(str(token)), term, index, first, last)


def _derivative(token: Token, operand: Expression, by: Expression) -> Expression:
    if not isinstance(by, Var):
        raise Refused(Code.SYNTAX, "a derivative is taken by a variable", "diff(F, X)", token)
    return Derivative(operand, by)


_BUILDERS: dict[str, Callable[..., Expression]] = {
    "diff": _derivative,
    Fold.SUM: _series,
    Fold.PRODUCT: _series,
}


def _no_infinity(expression: Expression) -> None:
    """Raises Refused for `inf` anywhere but as the last bound of a sum or product."""
    stack: list[Expression] = [expression]
    while stack:
        part = stack.pop()
        if part is Constant.INFINITY:
            raise Refused(Code.SYNTAX, "inf is only the last bound of a sum or product")
        inner = parts(part)
        stack += (
            inner[:-1] if isinstance(part, Series) and inner[-1] is Constant.INFINITY else inner
        )
