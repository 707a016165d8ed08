"""The strict form of a constraint and of what declares its names, as `constraint.lark` has it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, Literal, cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput

from preceptor.logic import Code, Num
from preceptor.programs.constraints.expressions import (
    Binder,
    Bound,
    Call,
    Expression,
    Items,
    Name,
    Op,
    Operation,
    Variable,
    conjunction,
    depth,
)
from preceptor.programs.statements import Unread, unexpected
from preceptor.rooms import GRAMMARS
from preceptor.syntax import show_number
from preceptor.syntax.build import MAX_DIGITS, Refused, unquote

MAX_DEPTH = 60

_BINDERS = {binder.lower(): binder for binder in Binder}
_FUNCTIONS: dict[str, tuple[Op, int | None]] = {  # and how many arguments each takes, if fixed
    "and": (Op.AND, None),
    "or": (Op.OR, None),
    "not": (Op.NOT, 1),
    "implies": (Op.IMPLIES, 2),
    "iff": (Op.IFF, 2),
    "xor": (Op.XOR, 2),
    "if": (Op.IF, 3),
    "abs": (Op.ABS, 1),
    "distinct": (Op.DISTINCT, None),
    "alldifferent": (Op.DISTINCT, None),
    "alldifferentconstraint": (Op.DISTINCT, None),
    "alldiff": (Op.DISTINCT, None),
    "alldistinct": (Op.DISTINCT, None),
    "allunique": (Op.DISTINCT, None),
}
_SORTS = {"Bool": "bool", "Boolean": "bool", "Int": "int", "Integer": "int"}
_COUNTS = {"atleast": Op.GE, "atmost": Op.LE, "exactly": Op.EQ}


@dataclass(frozen=True, slots=True)
class Sort:
    """`days = EnumSort([Monday, Tuesday])`"""

    name: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """`on = Function([days, people] -> [bool])`; a place that joins sorts names them all."""

    name: str
    places: tuple[tuple[str, ...], ...]
    result: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranged:
    """`tom [IN] [1, 2, 3]`"""

    name: str
    values: tuple[int, ...]


Line = Sort | Function | Ranged | Expression
Variables = tuple[Variable, ...]


@v_args(inline=True)
class _Build(Transformer[Token, Any]):
    """Syntax to expressions."""

    def variable(self, name: Token, *values: Token) -> Ranged:
        if not all(value.isdigit() for value in values):
            raise Unread("the values of a variable are whole numbers")
        return Ranged(_text(name), tuple(map(int, values)))

    def sort(self, name: Token, *elements: str) -> Sort:
        return Sort(str(name), tuple(dict.fromkeys(elements)))

    def function(self, name: Token, *rest: Any) -> Function:
        *places, _, result = rest
        return Function(str(name), tuple(places), result)

    def element(self, token: Token) -> str:
        return show_number(Num(Fraction(token)).value) if token.type == "NUMBER" else _text(token)

    def union(self, *names: Token) -> tuple[str, ...]:
        return tuple(_SORTS.get(name, str(name)) for name in names)

    def implies(self, left: Expression, _: Token, right: Expression) -> Expression:
        return Operation(Op.IMPLIES, (left, right))

    def iff(self, left: Expression, _: Token, right: Expression) -> Expression:
        return Operation(Op.IFF, (left, right))

    def either(self, *found: Expression | Token) -> Expression:
        return Operation(Op.OR, _without_signs(found))

    def both(self, *found: Expression | Token) -> Expression:
        return Operation(Op.AND, _without_signs(found))

    def negation(self, _: Token, inner: Expression) -> Expression:
        return Operation(Op.NOT, (inner,))

    def chain(self, first: Expression, *rest: Any) -> Expression:
        """`1 <= a <= 5`: both comparisons."""
        sides = (first, *rest[1::2])
        return conjunction(
            tuple(
                Operation(Op(str(sign)), pair)
                for sign, pair in zip(rest[::2], pairwise(sides), strict=True)
            )
        )

    def member(self, left: Expression, _: Token, right: Expression) -> Expression:
        return Operation(Op.IN, (left, right))

    def arithmetic(self, left: Expression, sign: Token, right: Expression) -> Expression:
        return Operation(Op(str(sign)), (left, right))

    def signed(self, sign: Token, inner: Expression) -> Expression:
        return inner if sign == "+" else Operation(Op.SUB, (Num(0), inner))

    def number(self, token: Token) -> Expression:
        if len(token) > MAX_DIGITS:
            raise Unread(f"a number of more than {MAX_DIGITS} digits", code=Code.LIMIT)
        return Num(Fraction(token))

    def name(self, token: Token) -> Expression:
        return Name(_text(token))

    def list(self, *items: Expression | None) -> Expression:
        return Items(tuple(item for item in items if item is not None))

    def variables(self, *variables: Variable) -> Variables:
        return variables

    def typed(self, name: Token, sorts: tuple[str, ...]) -> Variable:
        return Variable(str(name), sorts)

    def call(self, token: Token, *args: Expression | Variables | None) -> Expression:
        name = str(token)
        found = tuple(arg for arg in args if arg is not None)
        plain = tuple(arg for arg in found if not isinstance(arg, tuple))
        if len(plain) == len(found):
            return _applied(name, plain) or Call(name, plain)
        bound = _bound(name, found, plain)
        if bound is None:
            raise Unread(f"{name} binds no variables", token.start_pos or 0)
        return bound


def _text(token: Token) -> str:
    return unquote(token) if token.type == "QUOTED" else str(token)


def _folded(name: str) -> str:
    """`AllDifferent`, `all_different`"""
    return name.replace("_", "").lower()


def _without_signs(found: tuple[Any, ...]) -> tuple[Expression, ...]:
    return tuple(part for part in found if not isinstance(part, Token))


def _bound(
    name: str, args: tuple[Expression | Variables, ...], plain: tuple[Expression, ...]
) -> Expression | None:
    """`ForAll([x:sort], a, b)`: several bodies are one conjunction; `AtLeastOne` is `Exists`, and
    `AtLeast(2, [x:sort], a)` counts."""
    folded = _folded(name)
    binder = _BINDERS.get("exists" if folded == "atleastone" else folded)
    op = _COUNTS.get(folded)
    match args:
        case (tuple() as variables, *_) if binder and plain and len(plain) == len(args) - 1:
            return Bound(binder, variables, conjunction(plain))
        case (_, tuple() as variables, *_) if op and len(plain) == len(args) - 1 > 1:
            counted = Bound(Binder.COUNT, variables, conjunction(plain[1:]))
            return Operation(op, (counted, plain[0]))
        case _:
            return None


def _applied(name: str, args: tuple[Expression, ...]) -> Expression | None:
    """An operator that is written as a function; `And([a, b])` is `And(a, b)`."""
    op, count = _FUNCTIONS.get(_folded(name), (None, None))
    if op is None or not args:
        return None
    if count is None and len(args) == 1 and isinstance(args[0], Items):
        args = args[0].items
    if count is not None and len(args) != count:
        raise Unread(f"{op} takes {count} arguments, found {len(args)}")
    return args[0] if op in (Op.AND, Op.OR) and len(args) == 1 else Operation(op, args)


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "constraint.lark"),
        parser="lalr",
        start=["expression", "declaration", "variable"],
        transformer=_Build(),
        maybe_placeholders=True,
    )


def parse_line(text: str, start: Literal["expression", "declaration", "variable"]) -> Line:
    """What a line says; raises Unread, which has the offset of the fault."""
    try:
        found = cast(Line, _lark().parse(text, start=start))
    except Refused as error:
        raise Unread(error.message, code=error.code) from None
    except UnexpectedInput as error:
        raise unexpected(error, text) from None
    if not isinstance(found, Sort | Function | Ranged) and depth(found) > MAX_DEPTH:
        raise Unread(f"expressions nested deeper than {MAX_DEPTH}", code=Code.LIMIT)
    return found


def parse_expression(text: str) -> Expression:
    found = parse_line(text, "expression")
    assert not isinstance(found, Sort | Function | Ranged)
    return found
