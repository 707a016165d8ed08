"""Symbols: ground terms as small integers, interned once at the door."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from preceptor.logic import Atom, Const, InputError, Num, Term, Var

Number = int | Fraction
Value = Number | Const
Row = tuple[int, ...]  # an atom's arguments as symbols


class Symbols:
    """A growing table of terms; equal terms have equal numbers, numbers compared by value.

    `values[n]` is what arithmetic sees of symbol n: the exact number, or the constant itself.
    """

    __slots__ = ("_numbers", "terms", "values")

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.values: list[Value] = []
        self._numbers: dict[Value, int] = {}

    def intern(self, term: Term) -> int:
        """The term's symbol, made when it is new. Raises InputError for a variable."""
        if isinstance(term, Var):
            raise InputError(f"the variable {term} where a constant or a number must stand")
        return self.symbol(term.value if isinstance(term, Num) else term)

    def symbol(self, value: Value) -> int:
        """The symbol of a number or constant, made when it is new."""
        known = self._numbers.get(value)
        if known is None:
            known = self._numbers[value] = len(self.terms)
            term = value if isinstance(value, Const) else Num(value)
            self.terms.append(term)
            self.values.append(term.value if isinstance(term, Num) else term)
        return known

    def find(self, term: Term) -> int:
        """The term's symbol, or -1 for a term that was never interned."""
        if isinstance(term, Var):
            return -1
        return self._numbers.get(term.value if isinstance(term, Num) else term, -1)

    def row(self, atom: Atom) -> Row:
        return tuple(map(self.intern, atom.args))

    def args(self, row: Row) -> tuple[Term, ...]:
        return tuple(self.terms[symbol] for symbol in row)


def order(term: Term) -> tuple[int, Number, str]:
    """A sorting key: numbers by value, then constants by name."""
    if isinstance(term, Num):
        return 0, term.value, ""
    return 1, 0, term.name


def by_terms(args: Iterable[Term]) -> tuple[tuple[int, Number, str], ...]:
    """A sorting key for argument tuples."""
    return tuple(map(order, args))
