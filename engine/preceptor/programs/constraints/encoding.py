"""Encoding: constraints written out over their finite sorts, as formulas of Z3 without quantifiers.

A function is a table of unknowns, one for each tuple of arguments. Out of its table a function has
no value, and a comparison of what has no value does not hold (the relational semantics of
MiniZinc: Frisch and Stuckey 2009). Names are numbered: no text of a teacher reaches Z3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product
from typing import assert_never

import z3

from preceptor.logic import LimitExceeded, Num
from preceptor.programs.constraints.expressions import (
    ARITHMETIC,
    COMPARISONS,
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
from preceptor.programs.constraints.values import (
    SIGNS,
    TRUE,
    Value,
    all_defined,
    any_of,
    conditions,
    joined,
    reckoned,
    term_of,
)
from preceptor.programs.constraints.world import BOOL, INT, Kind, Symbol, Unsupported, World

MAX_INSTANCES = 200_000  # of expressions, each counted as often as it is written out

Scope = Mapping[str, Value]


class Encoding:
    """The unknowns of a world, and constraints in terms of them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.unknowns: dict[tuple[str, tuple[int, ...]], z3.ExprRef] = {}
        self.ranges: list[z3.BoolRef] = []
        self._instances = 0

    def condition(self, expression: Expression, scope: Scope | None = None) -> z3.BoolRef:
        """A constraint. Raises Unsupported, and LimitExceeded where it is too long written out."""
        value = self._value(expression, scope or {})
        if value.kind != BOOL:
            raise Unsupported("a number or name as a condition")
        return z3.And(value.defined, value.term)

    def _value(self, expression: Expression, scope: Scope) -> Value:
        self._instances += 1
        if self._instances > MAX_INSTANCES:
            raise LimitExceeded("instances of constraints", self._instances, MAX_INSTANCES)
        match expression:
            case Num(value) if isinstance(value, int):
                return Value(INT, value, literal=str(value))
            case Num():
                raise Unsupported("a fraction")
            case Name(name):
                return self._named(name, scope)
            case Call(name, args):
                return self._called(name, args, scope)
            case Bound():
                return self._bound(expression, scope)
            case Operation(op, args):
                return self._operation(op, args, scope)
            case Items():
                raise Unsupported("a list as a value")
            case _:
                assert_never(expression)

    def _named(self, name: str, scope: Scope) -> Value:
        if name in scope:
            return scope[name]
        if name in self._world.symbols:
            return self._called(name, (), scope)
        element = self._world.element(name)
        if element is not None:
            return Value(*element)
        if name in ("True", "False"):
            return Value(BOOL, z3.BoolVal(name == "True"))
        raise Unsupported("unknown name", name)

    def _called(self, name: str, args: tuple[Expression, ...], scope: Scope) -> Value:
        symbol = self._world.symbols.get(name)
        if symbol is None:
            raise Unsupported("undeclared function", name)
        if len(symbol.places) != len(args):
            raise Unsupported("wrong number of arguments", name)
        given = [
            self._as_kind(self._value(arg, scope), place.kind, f"an argument of {name}")
            for arg, place in zip(args, symbol.places, strict=True)
        ]
        defined = [value.defined for value in given]
        choices: list[list[tuple[int, z3.BoolRef]]] = []
        for value, place in zip(given, symbol.places, strict=True):
            codes = place.codes or ()
            if isinstance(value.term, int):
                choices.append([(value.term, TRUE)] if value.term in codes else [])
            else:
                choices.append([(code, value.term == code) for code in codes])
                defined.append(z3.Or(*(value.term == code for code in codes)))
        cases = list(product(*choices))
        if not cases:
            return Value(symbol.result.kind, any_of(symbol.result), z3.BoolVal(False))
        return Value(symbol.result.kind, self._chosen(symbol, cases), z3.And(*defined))

    def _chosen(
        self, symbol: Symbol, cases: list[tuple[tuple[int, z3.BoolRef], ...]]
    ) -> z3.ExprRef:
        """The unknown of the case that applies."""
        *others, last = cases
        term = self._unknown(symbol, tuple(code for code, _ in last))
        for case in reversed(others):
            applies = z3.And(*(condition for _, condition in case))
            term = z3.If(applies, self._unknown(symbol, tuple(code for code, _ in case)), term)
        return term

    def _unknown(self, symbol: Symbol, codes: tuple[int, ...]) -> z3.ExprRef:
        key = (symbol.name, codes)
        if key not in self.unknowns:
            make = z3.Bool if symbol.result.kind == BOOL else z3.Int
            unknown = self.unknowns[key] = make(f"u {len(self.unknowns)}")
            if symbol.result.codes is not None:
                self.ranges.append(z3.Or(*(unknown == code for code in symbol.result.codes)))
        return self.unknowns[key]

    def _as_kind(self, value: Value, kind: Kind, what: str) -> Value:
        """The value as one of this kind: a number may be the name of an element."""
        if value.kind == kind:
            return value
        code = self._world.code_in(kind, value.literal) if value.literal else None
        if code is None:
            raise Unsupported("mixed kinds", f"{what} is of {value.kind}, not of {kind}")
        return replace(value, kind=kind, term=code)

    # --- binders ---

    def _bound(self, bound: Bound, scope: Scope) -> Value:
        values = [self._value(bound.body, inner) for inner in self._scopes(bound.variables, scope)]
        match bound.binder:
            case Binder.ALL:
                return Value(BOOL, z3.And(*conditions(values)))
            case Binder.SOME:
                return Value(BOOL, z3.Or(*conditions(values)))
            case Binder.COUNT:
                cases = (z3.If(holds, 1, 0) for holds in conditions(values))
                return Value(INT, z3.Sum(*cases))
            case Binder.SUM:
                if any(value.kind != INT for value in values):
                    raise Unsupported("a sum of conditions or names")
                return Value(INT, z3.Sum(*(v.term for v in values)), all_defined(values))
            case Binder.DISTINCT:
                return self._distinct(values)
            case _:
                assert_never(bound.binder)

    def _scopes(self, variables: tuple[Variable, ...], scope: Scope) -> Iterator[Scope]:
        domains = [self._world.sort(*variable.sorts) for variable in variables]
        for codes in product(*(domain.codes or () for domain in domains)):
            values = (Value(d.kind, code) for d, code in zip(domains, codes, strict=True))
            yield {**scope, **{v.name: value for v, value in zip(variables, values, strict=True)}}

    def _distinct(self, values: list[Value]) -> Value:
        if any(value.kind == BOOL for value in values):
            raise Unsupported("distinct conditions")
        pairs = [self._compared(Op.NE, one, other).term for one, other in combinations(values, 2)]
        return Value(BOOL, z3.And(all_defined(values), *pairs))

    # --- operations ---

    def _operation(self, op: Op, args: tuple[Expression, ...], scope: Scope) -> Value:
        if op is Op.IN:
            return self._member(args[0], args[1], scope)
        values = [self._value(arg, scope) for arg in args]
        if op in COMPARISONS:
            return self._compared(op, values[0], values[1])
        if op in ARITHMETIC:
            return reckoned(op, values[0], values[1])
        match op:
            case Op.DISTINCT:
                return self._distinct(values)
            case Op.ABS:
                (value,) = (self._as_kind(v, INT, "the argument of Abs") for v in values)
                return replace(value, term=z3.Abs(value.term), literal="")
            case Op.IF:
                (holds,) = conditions(values[:1])
                left, right = self._alike(values[1], values[2], op)
                chosen = z3.If(holds, term_of(left), term_of(right))
                return Value(left.kind, chosen, z3.If(holds, left.defined, right.defined))
            case _:
                return Value(BOOL, joined(op, conditions(values)))

    def _member(self, item: Expression, among: Expression, scope: Scope) -> Value:
        """`x in [a, b]`, `x in sort`"""
        value = self._value(item, scope)
        match among:
            case Items(items):
                others = [self._value(other, scope) for other in items]
            case Name(name) if self._world.is_sort(name):
                domain = self._world.sort(name)
                others = [Value(domain.kind, code) for code in domain.codes or ()]
            case Call("EnumSort", (Items(items),)):
                others = [self._value(other, scope) for other in items]
            case _:
                raise Unsupported("in what is no list")
        return Value(BOOL, z3.Or(*(self._compared(Op.EQ, value, o).term for o in others)))

    def _compared(self, op: Op, left: Value, right: Value) -> Value:
        left, right = self._alike(left, right, op)
        if left.kind == BOOL:
            if op not in (Op.EQ, Op.NE):
                raise Unsupported("conditions compared by size")
            one, other = conditions([left, right])
            return Value(BOOL, SIGNS[op](one, other))
        holds = SIGNS[op](term_of(left), term_of(right))
        return Value(BOOL, z3.And(left.defined, right.defined, holds))

    def _alike(self, left: Value, right: Value, op: Op) -> tuple[Value, Value]:
        if left.literal:
            return self._as_kind(left, right.kind, f"the left of {op}"), right
        return left, self._as_kind(right, left.kind, f"the right of {op}")
