"""Columns: how each argument position is held, worked out before anything is evaluated.

Positions that a variable links hold the same values, so they are held alike and joined without
conversion: as scaled integers where every value is a number with a small common denominator,
else as symbols, which are numbers of terms in a table. Both are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from math import lcm

from preceptor.logic import Arith, Const, Expr, Fold, Num, Op, Predicate, Var
from preceptor.reason.folding import Folding
from preceptor.reason.plan import Plan, Variant

MAX_SCALE = 10**9  # a larger common denominator is not worth the bits
INT64 = 2**63 - 1
SYMBOLIC = 0  # the scale of what is no number of a small denominator


def fits(number: int | Fraction) -> bool:
    return -INT64 <= number <= INT64


class Precision(IntEnum):
    """How much room computed numbers are given; a run that needs more begins anew with it."""

    PACKED = 0  # what the other arguments leave of one machine word
    WIDE = 1  # 64 bits
    EXACT = 2  # no bound: they are symbols


@dataclass(frozen=True, slots=True)
class Span:
    """The scale that some values need, and the bounds of the numbers among them."""

    scale: int
    low: int | Fraction = 0
    high: int | Fraction = 0


@dataclass(slots=True)
class Column:
    """How the positions of one class are held: `value * scale`, or as symbols where scale is 0.

    `low` and `high` bound the given values; an `open` column is to hold computed ones too. Where
    there is no value at all the scale is None.
    """

    scale: int | None = None
    open: bool = False
    low: int | Fraction = 0
    high: int | Fraction = 0

    @property
    def is_symbolic(self) -> bool:
        return self.scale == SYMBOLIC

    def need(self, span: Span | None) -> bool:
        """Makes the column fit for more values (None: for none); whether that changed it."""
        if span is None:
            return False
        before = self.scale, self.low, self.high
        if self.scale is None:
            self.low, self.high = span.low, span.high
        self.low, self.high = min(self.low, span.low), max(self.high, span.high)
        self.scale = _common(span.scale if self.scale is None else self.scale, span.scale)
        if max(-self.low, self.high) * self.scale > INT64:
            self.scale = SYMBOLIC
        return before != (self.scale, self.low, self.high)

    def may_hold(self, value: int | Fraction) -> bool:
        """Whether the number lies within what is known of the column."""
        return self.scale is not None and (self.open or self.low <= value <= self.high)

    def held(self, value: int | Fraction) -> int | None:
        """The scaled integer of a number; None where there is none in 64 bits."""
        scaled = value * (self.scale or 1)
        return int(scaled) if scaled.denominator == 1 and fits(scaled) else None


Given = Mapping[Predicate, tuple[Span | None, ...]]  # what the facts need, position by position


class Columns:
    """The column of each argument position, and of each variable of each rule."""

    def __init__(self) -> None:
        self._first: dict[Predicate, int] = {}  # the node of a predicate's first position
        self._names: dict[tuple[int, str], int] = {}  # the node of a rule's variable
        self._parents: list[int] = []  # of each node, one that stands nearer to its class's
        self._columns: dict[int, Column] = {}

    def position(self, predicate: Predicate, position: int) -> Column:
        return self._column(self._places(predicate) + position)

    def of(self, predicate: Predicate) -> tuple[Column, ...]:
        first = self._places(predicate)
        return tuple(map(self._column, range(first, first + predicate.arity)))

    def variable(self, variant: Variant, name: str) -> Column:
        return self._column(self._name(id(variant.rule), name))

    def link(self, variant: Variant) -> None:
        """One class for all places of a variable, and for variables asked to be the same."""
        rule, own = id(variant.rule), dict[str, int]()
        for atom in (variant.head, *(s.atom for s in variant.sources), *variant.absent):
            first = self._places(atom.predicate)
            for place, arg in enumerate(atom.args, first):
                if isinstance(arg, Var):
                    known = own.setdefault(arg.name, place)
                    if known != place:
                        self._join(place, known)
        for name, place in own.items():
            self._names[rule, name] = place
        alike = [(t.left, t.right) for t in variant.tests if t.op in (Op.SAME, Op.DIFFERENT)]
        bound: Iterator[tuple[Expr, Expr]] = ((Var(name), expr) for name, expr in variant.computed)
        for one, other in (*alike, *bound):
            if isinstance(one, Var) and isinstance(other, Var):
                self._join(self._name(rule, one.name), self._name(rule, other.name))

    def fold(self, folding: Folding) -> None:
        """One class for a group's places, and for the values among which an extreme is."""
        over, made = self._places(folding.over), self._places(folding.made)
        for position, group in enumerate(folding.groups):
            self._join(made + position, over + group)
        if folding.how in (Fold.MIN, Fold.MAX) and isinstance(folding.first, int):
            self._join(made + len(folding.groups), over + folding.first)

    def total(self, folding: Folding) -> Column:
        """The column of what an aggregate comes to."""
        return self.position(folding.made, len(folding.groups))

    def _places(self, predicate: Predicate) -> int:
        first = self._first.get(predicate)
        if first is None:
            first = self._first[predicate] = len(self._parents)
            self._parents.extend(range(first, first + predicate.arity))
        return first

    def _name(self, rule: int, name: str) -> int:
        known = self._names.get((rule, name))
        if known is None:
            known = self._names[rule, name] = len(self._parents)
            self._parents.append(known)
        return known

    def _column(self, node: int) -> Column:
        node = self._class(node)
        known = self._columns.get(node)
        if known is None:
            known = self._columns[node] = Column()
        return known

    def _join(self, one: int, other: int) -> None:
        self._parents[self._class(one)] = self._class(other)

    def _class(self, node: int) -> int:
        """The node that stands for all that are linked to this one."""
        parents = self._parents
        while (parent := parents[node]) != node:
            parents[node] = node = parents[parent]
        return node


def columns(plan: Plan, given: Given, precision: Precision) -> Columns:
    """The columns of a plan over given facts."""
    made = Columns()
    variants = list(plan.variants)
    for variant in variants:
        made.link(variant)
    for folding in plan.foldings:
        made.fold(folding)
    for predicate, spans in given.items():
        for position, span in enumerate(spans):
            made.position(predicate, position).need(span)
    for variant in variants:
        for position, arg in enumerate(variant.head.args):
            if not isinstance(arg, Var):
                made.position(variant.head.predicate, position).need(span_of(arg))
    computed = [(v, made.variable(v, name), expr) for v in variants for name, expr in v.computed]
    for _, column, expr in computed:
        column.open = column.open or isinstance(expr, Arith)
    folded = [(folding, made.total(folding)) for folding in plan.foldings]
    for folding, column in folded:
        column.open = column.open or folding.how in (Fold.COUNT, Fold.SUM)
    while any(
        (
            *(column.need(_computed(made, v, expr, precision)) for v, column, expr in computed),
            *(column.need(_folded(made, folding, precision)) for folding, column in folded),
        )
    ):
        pass  # scales grow to MAX_SCALE at most, so this ends
    return made


def _folded(made: Columns, folding: Folding, precision: Precision) -> Span | None:
    """What an aggregate's values need; a least and a greatest are among those given."""
    if folding.how is Fold.COUNT:
        return Span(SYMBOLIC if precision is Precision.EXACT else 1)
    if not isinstance(folding.first, int):
        return span_of(folding.first)
    scale = made.position(folding.over, folding.first).scale
    if scale is None or folding.how is not Fold.SUM:
        return None
    return Span(SYMBOLIC if precision is Precision.EXACT else scale)


def span_of(term: Const | Num) -> Span:
    """What one constant needs."""
    if isinstance(term, Const) or not fits(term.value):
        return Span(SYMBOLIC)
    return Span(_capped(term.value.denominator), term.value, term.value)


def _computed(made: Columns, variant: Variant, expr: Expr, precision: Precision) -> Span | None:
    if not isinstance(expr, Arith | Var):
        return span_of(expr)
    scale = _scale(made, variant, expr)
    if scale is None:
        return None
    if precision is Precision.EXACT and isinstance(expr, Arith):
        scale = SYMBOLIC
    return Span(scale)


def _scale(made: Columns, variant: Variant, expr: Expr) -> int | None:
    """The scale of an expression's values. A quotient has no common one, unless by a number."""
    match expr:
        case Var(name):
            return made.variable(variant, name).scale
        case Const() | Num():
            return span_of(expr).scale
        case Arith("/", left, Num(value)):
            scale = _scale(made, variant, left)
            return None if scale is None or value == 0 else _capped(scale * abs(value.numerator))
        case Arith(op, left, right):
            one, other = _scale(made, variant, left), _scale(made, variant, right)
            if one is None or other is None:
                return None
            if op == "/":
                return SYMBOLIC
            return _capped(one * other) if op == "*" else _common(one, other)


def _common(one: int, other: int) -> int:
    """The scale under which the values of both can be held."""
    return SYMBOLIC if SYMBOLIC in (one, other) else _capped(lcm(one, other))


def _capped(scale: int) -> int:
    return scale if scale <= MAX_SCALE else SYMBOLIC
