"""Programs for Z3 held against every table of every function, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.logic import Num
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
)
from preceptor.programs.constraints.grammar import Function, Sort, parse_expression
from preceptor.programs.constraints.judging import Judge, Standing
from preceptor.programs.constraints.world import World

SORTS = {"s": [1, 2], "t": ["x", "y"]}
DECLARED = [
    Sort("s", ("1", "2")),
    Sort("t", ("x", "y")),
    Function("f", (("t",),), ("s",)),
    Function("g", (("s",),), ("s",)),
    Function("p", (("s",), ("t",)), ("bool",)),
]
WORLD = World(DECLARED)
Tables = dict[str, dict[tuple[Any, ...], Any]]


def all_tables() -> Iterator[Tables]:
    pairs = list(product(SORTS["s"], SORTS["t"]))
    for f in product(SORTS["s"], repeat=2):
        for g in product(SORTS["s"], repeat=2):
            for p in product((False, True), repeat=4):
                yield {
                    "f": dict(zip([("x",), ("y",)], f, strict=True)),
                    "g": dict(zip([(1,), (2,)], g, strict=True)),
                    "p": dict(zip(pairs, p, strict=True)),
                }


EVERY = list(all_tables())


def value(part: Expression, tables: Tables, scope: dict[str, Any]) -> Any:
    """The value of an expression; None where it has none. What has no value does not hold."""
    match part:
        case Num(number):
            return number
        case Name(name):
            return scope.get(name, name)
        case Call(name, args):
            found = tables[name].get(tuple(value(arg, tables, scope) for arg in args))
            return bool(found) if name == "p" else found
        case Bound(binder, variables, body):
            scopes = [
                {**scope, **{v.name: e for v, e in zip(variables, elements, strict=True)}}
                for elements in product(*(SORTS[v.sorts[0]] for v in variables))
            ]
            values = [value(body, tables, inner) for inner in scopes]
            match binder:
                case Binder.ALL:
                    return all(values)
                case Binder.SOME:
                    return any(values)
                case Binder.COUNT:
                    return len([one for one in values if one])
                case Binder.SUM:
                    return None if None in values else sum(values)
                case Binder.DISTINCT:
                    return None not in values and len(set(values)) == len(values)
        case Operation(Op.IN, (left, Items(items))):
            sought = value(left, tables, scope)
            return sought is not None and sought in [value(i, tables, scope) for i in items]
        case Operation(op, args):
            values = [value(arg, tables, scope) for arg in args]
            if op in (Op.AND, Op.OR, Op.NOT, Op.IMPLIES):
                first, second = (*values, None)[:2]
                return {
                    Op.AND: all(values),
                    Op.OR: any(values),
                    Op.NOT: not first,
                    Op.IMPLIES: bool(second or not first),
                }[op]
            if None in values:
                return None if op in (Op.ADD, Op.SUB) else False
            left, right = values
            match op:
                case Op.ADD:
                    return left + right
                case Op.SUB:
                    return left - right
                case Op.EQ:
                    return left == right
                case Op.NE:
                    return left != right
                case Op.LT:
                    return left < right
                case Op.GT:
                    return left > right
                case Op.GE:
                    return left >= right
    raise AssertionError(part)


@st.composite
def numbers(draw: st.DrawFn, scope: dict[str, str], depth: int = 2) -> Expression:
    """Expressions of sort s or int; some have no value, as g(g(1) + 1) where g(1) is 2."""
    of_s = [Name(name) for name, sort in scope.items() if sort == "s"]
    of_t = [Name("x"), Name("y"), *(Name(n) for n, sort in scope.items() if sort == "t")]
    match draw(st.integers(0, 5 if depth else 2)):
        case 0:
            return Num(draw(st.integers(0, 3)))
        case 1:
            return Call("f", (draw(st.sampled_from(of_t)),))
        case 2:
            return draw(st.sampled_from(of_s)) if of_s else Num(2)
        case 3:
            return Call("g", (draw(numbers(scope, depth - 1)),))
        case 4:
            op = draw(st.sampled_from([Op.ADD, Op.SUB]))
            return Operation(op, (draw(numbers(scope, 0)), draw(numbers(scope, depth - 1))))
        case _:
            name, sort = f"c{len(scope)}", draw(st.sampled_from("st"))
            body = draw(truths({**scope, name: sort}, 0))
            return Bound(Binder.COUNT, (Variable(name, (sort,)),), body)


@st.composite
def truths(draw: st.DrawFn, scope: dict[str, str], depth: int = 3) -> Expression:
    number = numbers(scope, min(depth, 2))
    of_t = [Name("x"), Name("y"), *(Name(n) for n, sort in scope.items() if sort == "t")]
    match draw(st.integers(0, 7 if depth else 2)):
        case 0:
            op = draw(st.sampled_from([Op.EQ, Op.NE, Op.LT, Op.GE]))
            return Operation(op, (draw(number), draw(number)))
        case 1:
            return Call("p", (draw(number), draw(st.sampled_from(of_t))))
        case 2:
            return Operation(Op.IN, (draw(number), Items((draw(number), draw(number)))))
        case 3:
            return Operation(Op.NOT, (draw(truths(scope, depth - 1)),))
        case 4:
            op = draw(st.sampled_from([Op.AND, Op.OR, Op.IMPLIES]))
            left, right = draw(truths(scope, depth - 1)), draw(truths(scope, depth - 1))
            return Operation(op, (left, right))
        case 5:
            name, sort = f"d{len(scope)}", draw(st.sampled_from("st"))
            body = draw(numbers({**scope, name: sort}, 1))
            return Bound(Binder.DISTINCT, (Variable(name, (sort,)),), body)
        case _:
            name, sort = f"v{len(scope)}", draw(st.sampled_from("st"))
            binder = draw(st.sampled_from([Binder.ALL, Binder.SOME]))
            return Bound(
                binder, (Variable(name, (sort,)),), draw(truths({**scope, name: sort}, depth - 1))
            )


@settings(max_examples=200, deadline=None)
@given(st.lists(truths({}), max_size=2), truths({}))
def test_standings_agree_with_all_tables(
    constraints: list[Expression], condition: Expression
) -> None:
    judge = Judge(WORLD)
    for constraint in constraints:
        judge.assume(constraint)
    solutions = [t for t in EVERY if all(value(c, t, {}) for c in constraints)]
    found = {bool(value(condition, tables, {})) for tables in solutions}
    if found == {True}:
        expected = Standing.ALWAYS
    else:
        expected = Standing.SOMETIMES if found == {True, False} else Standing.NEVER
    assert judge.standing(condition) is expected
    assert judge.is_consistent() is bool(solutions)


@pytest.mark.parametrize(
    "text",
    [
        "Distinct([n:s], g(n))",
        "Sum([n:s], g(n)) == 3",
        "And(Distinct([n:s], g(n)), g(1) < g(2))",
        "ForAll([n:s], g(n + 1) > g(n))",
        "ForAll([n:s, k:t], p(n, k))",
        "Distinct([n:s], g(n + 1))",
        "AtLeast(2, [n:s, k:t], p(n, k))",
    ],
)
def test_binders_agree_with_all_tables(text: str) -> None:
    expression = parse_expression(text)
    judge = Judge(WORLD)
    judge.assume(expression)
    for probe in ("g(1) == 1", "g(g(1)) == 2", "p(1, x)", "g(1) + g(2) == 3"):
        condition = parse_expression(probe)
        solutions = [tables for tables in EVERY if value(expression, tables, {})]
        found = {bool(value(condition, tables, {})) for tables in solutions}
        expected = {
            (): Standing.NEVER,
            (False,): Standing.NEVER,
            (True,): Standing.ALWAYS,
            (False, True): Standing.SOMETIMES,
        }
        assert judge.standing(condition) is expected[tuple(sorted(found))]
