"""Values: what expressions come to in an encoding, and what operators make of them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from preceptor.programs.constraints.expressions import Op
from preceptor.programs.constraints.world import BOOL, INT, Domain, Kind, Unsupported

SIGNS: dict[Op, Callable[[Any, Any], Any]] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.ADD: operator.add,
    Op.SUB: operator.sub,
    Op.MUL: operator.mul,
    Op.MOD: operator.mod,
}
TRUE = z3.BoolVal(True)


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression comes to: a truth value or a code, and whether it has a value at all."""

    kind: Kind
    term: z3.ExprRef | int
    defined: z3.BoolRef = TRUE
    literal: str = ""  # of a number, which may be the name of an element as well


def conditions(values: Sequence[Value]) -> list[z3.BoolRef]:
    """The truth of each value; what has none does not hold."""
    if any(value.kind != BOOL for value in values):
        raise Unsupported("a number or name as a condition")
    return [z3.And(value.defined, value.term) for value in values]


def reckoned(op: Op, left: Value, right: Value) -> Value:
    """Arithmetic of numbers; an element and a number make the element so many places on."""
    defined = z3.And(left.defined, right.defined)
    if BOOL in (left.kind, right.kind):
        raise Unsupported("arithmetic of conditions")
    if left.kind == right.kind == INT:
        if op is Op.MOD:
            defined = z3.And(defined, term_of(right) > 0)
        term = reckon(op, left.term, right.term)
        return Value(INT, term, defined, str(term) if isinstance(term, int) else "")
    if left.kind == right.kind and op is Op.SUB:
        return Value(INT, reckon(op, left.term, right.term), defined)
    if right.kind == INT and op in (Op.ADD, Op.SUB):
        return Value(left.kind, reckon(op, left.term, right.term), defined)
    raise Unsupported("arithmetic of names")


def reckon(op: Op, left: z3.ExprRef | int, right: z3.ExprRef | int) -> z3.ExprRef | int:
    if op is Op.MOD and right == 0 and isinstance(left, int):
        return 0  # it has no value, as the caller says
    found: z3.ExprRef | int = SIGNS[op](left, right)
    return found


def term_of(value: Value) -> z3.ExprRef:
    return z3.IntVal(value.term) if isinstance(value.term, int) else value.term


def any_of(domain: Domain) -> z3.ExprRef:
    """Any term of the domain's kind, to stand where there is no value."""
    return z3.BoolVal(False) if domain.kind == BOOL else z3.IntVal(0)


def all_defined(values: list[Value]) -> z3.BoolRef:
    return z3.And(*(value.defined for value in values))


def joined(op: Op, conditions: list[z3.BoolRef]) -> z3.BoolRef:
    match op:
        case Op.AND:
            return z3.And(*conditions)
        case Op.OR:
            return z3.Or(*conditions)
        case Op.NOT:
            return z3.Not(*conditions)
        case Op.IMPLIES:
            return z3.Implies(*conditions)
        case Op.IFF:
            return conditions[0] == conditions[1]
        case Op.XOR:
            return z3.Xor(*conditions)
        case _:
            raise Unsupported(f"the operator {op}")
