"""The strict form of a constraint and of what declares its names, as `constraint.lark` has it."""

from __future__ import annotations

from collections.abc import Callable
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
}
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
        return tuple(map(str, names))

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

    def list(self, *items: Expression | Variable | None) -> Any:
        found = tuple(item for item in items if item is not None)
        if any(isinstance(item, Variable) for item in found):
            if not all(isinstance(item, Variable) for item in found):
                raise Unread("some variables have a sort and some have none")
            return found
        return Items(found)  # type: ignore[arg-type]

    def typed(self, name: Token, sorts: tuple[str, ...]) -> Variable:
        return Variable(str(name), sorts)

    def call(self, token: Token, *args: Any) -> Expression:
        found = tuple(arg for arg in args if arg is not None)
        name = str(token)
        builders: tuple[Callable[[str, tuple[Any, ...]], Expression | None], ...] = (
            _bound,
            _counted,
            _applied,
        )
        built = (build(name, found) for build in builders)
        expression = next((one for one in built if one is not None), Call(name, found))
        if any(isinstance(arg, tuple) for arg in found) and isinstance(expression, Call):
            raise Unread(f"{name} binds no variables", token.start_pos or 0)
        return expression


def _text(token: Token) -> str:
    return unquote(token) if token.type == "QUOTED" else str(token)


def _without_signs(found: tuple[Any, ...]) -> tuple[Expression, ...]:
    return tuple(part for part in found if not isinstance(part, Token))


def _variables(found: object) -> tuple[Variable, ...] | None:
    if isinstance(found, tuple) and found and all(isinstance(v, Variable) for v in found):
        return found
    return None


def _bound(name: str, args: tuple[Any, ...]) -> Expression | None:
    """`ForAll([x:sort], a, b)`: several bodies are one conjunction; `AtLeastOne` is `Exists`."""
    binder = _BINDERS.get("exists" if name.lower() == "atleastone" else name.lower())
    if binder is None or len(args) < 2 or _variables(args[0]) is None:
        return None
    return Bound(binder, args[0], conjunction(args[1:]))


def _counted(name: str, args: tuple[Any, ...]) -> Expression | None:
    """`AtLeast(2, [x:sort], p(x))`"""
    op = _COUNTS.get(name.lower())
    if op is None or len(args) < 3 or _variables(args[1]) is None:
        return None
    return Operation(op, (Bound(Binder.COUNT, args[1], conjunction(args[2:])), args[0]))


def _applied(name: str, args: tuple[Any, ...]) -> Expression | None:
    """An operator that is written as a function; `And([a, b])` is `And(a, b)`."""
    op, count = _FUNCTIONS.get(name.lower(), (None, None))
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
    if isinstance(found, tuple):
        raise Unread("variables without a binder")
    if not isinstance(found, Sort | Function | Ranged) and depth(found) > MAX_DEPTH:
        raise Unread(f"expressions nested deeper than {MAX_DEPTH}", code=Code.LIMIT)
    return found


def parse_expression(text: str) -> Expression:
    found = parse_line(text, "expression")
    assert not isinstance(found, Sort | Function | Ranged)
    return found
