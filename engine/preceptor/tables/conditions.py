"""Conditions: what must hold of an input for its value to lie in a set of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from preceptor.logic import Atom, Compare, Literal, Not, Op, Var
from preceptor.tables.dimension import NULL, Dimension, bits
from preceptor.tables.unary import Span
from preceptor.tables.values import Kind, Value, term

CASE = Var("Case")
_PLAIN = re.compile(r"[a-z][A-Za-z0-9_]*")

# The comparisons of FEEL between values of one order.
SIGNS = {"<": Op.LT, "<=": Op.LE, ">": Op.GT, ">=": Op.GE, "=": Op.EQ, "!=": Op.NE}

Body = tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension with its place among those of the table."""

    dimension: Dimension
    place: int

    @property
    def variable(self) -> Var:
        """`Age` for age; what no variable can be called is `V` and the place."""
        name = self.dimension.predicate
        if _PLAIN.fullmatch(name) and name != "case":
            return Var(name[0].upper() + name[1:])
        return Var(f"V{self.place}")

    def value(self) -> Atom:
        """The input has the value that its variable stands for."""
        return Atom(self.dimension.predicate, (CASE, self.variable))

    def any_value(self) -> Atom:
        """The input is given, whatever it is."""
        return Atom(self.dimension.predicate, (CASE, Var(f"_{self.variable.name}")))

    def alternatives(self, mask: int) -> Iterator[Body]:
        """What the input must be for a set of cells, each alternative a body over `Case`."""
        if mask & NULL:
            yield (Not(self.any_value()),)
        values = self.dimension.whole & ~NULL
        rest = mask & values
        if rest == values and rest:
            yield (self.any_value(),)
        elif self.dimension.kind.is_ordered:
            yield from map(self._spanned, self.dimension.runs(rest))
        elif rest:
            yield from self._listed(rest, values & ~rest)

    def _spanned(self, span: Span) -> Body:
        low, high = span.low, span.high
        if low is not None and high is not None and low.value == high.value:
            return (self._is(low.value),)
        value = self.variable
        body: list[Literal] = [self.value()]
        if low is not None:
            body.append(Compare(Op.GE if low.closed else Op.GT, value, term(low.value)))
        if high is not None:
            body.append(Compare(Op.LE if high.closed else Op.LT, value, term(high.value)))
        return tuple(body)

    def _listed(self, inside: int, outside: int) -> Iterator[Body]:
        """An alternative for each value or, where most are let through, what it must not be."""
        is_open = self.dimension.kind is Kind.TEXT and not self.dimension.declared
        holds_others = is_open and inside >> len(self.dimension.samples) & 1
        if holds_others or (not is_open and outside.bit_count() < inside.bit_count()):
            value = self.variable
            unlike = (Compare(Op.DIFFERENT, value, term(v)) for v in self._values(outside))
            yield (self.value(), *unlike)
        else:
            yield from ((self._is(value),) for value in self._values(inside))

    def _is(self, value: Value) -> Atom:
        return Atom(self.dimension.predicate, (CASE, term(value)))

    def _values(self, mask: int) -> list[Value]:
        return [self.dimension.samples[bit - 1] for bit in bits(mask)]
