"""Encoding: a guard problem as quantifier-free formulas of Z3, and its models as terms."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple, assert_never

import z3

from preceptor.check.guards import Outcome, Problem, fresh
from preceptor.logic import Arith, Compare, Const, Expr, Num, Op, Sort, SortKind, Term, Var

TIMEOUT_MS = 2_000
RESOURCES = 20_000_000  # Z3's own count of steps: the same on every machine, unlike time

_ARITHMETIC = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_ORDER = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}


class Value(NamedTuple):
    """A value as Z3 sees it: whether it is a number, and which number or symbol."""

    numeric: z3.BoolRef
    number: z3.ArithRef
    symbol: z3.ArithRef


class Encoding:
    """One problem as a Z3 solver.

    With `apart` Z3 knows of nothing else, so that a solution depends on the problem alone and not
    on those that came before it.
    """

    def __init__(self, posed: Problem, *, apart: bool = False) -> None:
        self._context = z3.Context() if apart else z3.main_ctx()
        self._zero = z3.RealVal(0, self._context)
        self._true, self._false = (z3.BoolVal(b, self._context) for b in (True, False))
        # the constants, in order of first use
        self._symbols = {constant.name: n for n, constant in enumerate(posed.constants)}
        self._variables = {
            name: Value(
                z3.Bool(f"is {name}", self._context),
                z3.Real(f"n {name}", self._context),
                z3.Real(f"s {name}", self._context),
            )
            for name in posed.names
        }
        self._solver = z3.Solver(ctx=self._context)
        self._solver.set(timeout=TIMEOUT_MS, rlimit=RESOURCES, random_seed=0)
        for name, sort in posed.sorts:
            self._solver.add(*self._member(name, sort))
        for comparison in posed.comparisons:
            self._solver.add(*self._holds(comparison))
        for nogood in posed.nogoods:
            held = (part for comparison in nogood for part in self._holds(comparison))
            self._solver.add(z3.Not(z3.And(*held)))
        for pair in posed.functional:
            keys = z3.And(*(self._equal_terms(a, b) for a, b in pair.keys))
            self._solver.add(
                z3.Implies(keys, z3.And(*(self._equal_terms(a, b) for a, b in pair.values)))
            )

    def outcome(self) -> Outcome:
        found = self._solver.check()
        if found == z3.unsat:
            return Outcome.EMPTY
        return Outcome.SATISFIABLE if found == z3.sat else Outcome.UNDECIDED

    def entails(self, comparison: Compare) -> bool:
        """Whether the comparison holds, with all that it needs to, in every solution."""
        self._solver.add(z3.Not(z3.And(*self._holds(comparison))))
        return bool(self._solver.check() == z3.unsat)

    def values(self) -> tuple[tuple[str, Term], ...] | None:
        """A solution that grants as many wishes as it can, in order; None if none was found."""
        wishes = tuple(self._wishes())
        if not self._grants(*wishes):
            for wish in wishes:
                self._grants(wish)
        return self._read(self._solver.model()) if self._solver.check() == z3.sat else None

    def _grants(self, *wishes: z3.BoolRef) -> bool:
        """Adds the wishes if they can be granted together."""
        self._solver.push()
        self._solver.add(*wishes)
        if self._solver.check() == z3.sat:
            return True
        self._solver.pop()
        return False

    def _wishes(self) -> Iterator[z3.BoolRef]:
        """What makes a witness plain: symbols where possible, new ones, all values different."""
        known = tuple(self._variables.values())
        for value in known:
            yield z3.Not(value.numeric)
        for value in known:
            yield z3.Implies(z3.Not(value.numeric), value.symbol >= len(self._symbols))
        for one, other in combinations(known, 2):
            yield z3.Not(_equal(one, other))

    def _read(self, model: z3.ModelRef) -> tuple[tuple[str, Term], ...] | None:
        """The model's values; None where one is irrational."""
        symbols: dict[Fraction, Term] = {
            Fraction(n): Const(name) for n, name in enumerate(self._symbols)
        }
        found: list[tuple[str, Term]] = []
        for name, value in self._variables.items():
            is_number = z3.is_true(model.eval(value.numeric, model_completion=True))
            chosen = value.number if is_number else value.symbol
            exact = model.eval(chosen, model_completion=True)
            if not z3.is_rational_value(exact):
                return None
            amount = Fraction(exact.numerator_as_long(), exact.denominator_as_long())
            if is_number:
                found.append((name, Num(amount)))
            else:
                found.append((name, symbols.setdefault(amount, self._new_symbol(symbols))))
        return tuple(found)

    def _new_symbol(self, taken: dict[Fraction, Term]) -> Const:
        """The first name that nothing is called yet."""
        used = {*self._symbols, *(t.name for t in taken.values() if isinstance(t, Const))}
        return Const(next(name for name in fresh() if name not in used))

    def _member(self, name: str, sort: Sort) -> Iterator[z3.BoolRef]:
        value = self._variables[name]
        if sort.values:
            yield z3.Or(*(_equal(value, self._term(v)) for v in sort.values))
        match sort.kind:
            case SortKind.SYMBOL:
                yield z3.Not(value.numeric)
                return
            case SortKind.INT:
                yield value.number == z3.ToReal(z3.Int(f"i {name}", self._context))
            case SortKind.DECIMAL:
                pass
            case _:
                assert_never(sort.kind)
        yield value.numeric
        if sort.minimum is not None:
            yield value.number >= self._term(sort.minimum).number
        if sort.maximum is not None:
            yield value.number <= self._term(sort.maximum).number

    def _holds(self, comparison: Compare) -> Iterator[z3.BoolRef]:
        """The comparison with its side conditions: each side has a value."""
        yield from self._defined(comparison.left)
        yield from self._defined(comparison.right)
        left, right = self._value(comparison.left), self._value(comparison.right)
        if comparison.op is Op.SAME:
            yield _equal(left, right)
            return
        if comparison.op is Op.DIFFERENT:
            yield z3.Not(_equal(left, right))
            return
        yield left.numeric
        yield right.numeric
        yield _ORDER[comparison.op](left.number, right.number)

    def _defined(self, expr: Expr) -> Iterator[z3.BoolRef]:
        if not isinstance(expr, Arith):
            return
        for side in (expr.left, expr.right):
            yield from self._defined(side)
            yield self._value(side).numeric
        if expr.op == "/":
            yield self._value(expr.right).number != 0

    def _value(self, expr: Expr) -> Value:
        if not isinstance(expr, Arith):
            return self._term(expr)
        a, b = self._value(expr.left).number, self._value(expr.right).number
        return Value(self._true, _ARITHMETIC[expr.op](a, b), self._zero)

    def _term(self, term: Term) -> Value:
        match term:
            case Var(name):
                return self._variables[name]
            case Num(value):
                return Value(self._true, z3.RealVal(str(value), self._context), self._zero)
            case Const(name):
                symbol = self._symbols.setdefault(name, len(self._symbols))
                return Value(self._false, self._zero, z3.RealVal(symbol, self._context))
            case _:
                assert_never(term)

    def _equal_terms(self, left: Term, right: Term) -> z3.BoolRef:
        return _equal(self._term(left), self._term(right))


def _equal(left: Value, right: Value) -> z3.BoolRef:
    numbers = z3.And(left.numeric, right.numeric, left.number == right.number)
    symbols = z3.And(z3.Not(left.numeric), z3.Not(right.numeric), left.symbol == right.symbol)
    return z3.Or(numbers, symbols)
