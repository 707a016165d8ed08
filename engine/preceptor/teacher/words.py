"""Words: the predicates of a signature and the constants of its sorts that a teacher may write."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import chain
from typing import TypeVar

from preceptor.logic import Const, Declaration, Num, Predicate, Signature, Sort, SortKind, Term
from preceptor.syntax import show_term

T = TypeVar("T", bound=Term)

MAX_RANGE = 64  # whole numbers of a range that is written out; a wider one is left to comparisons
MAX_CONSTANTS = 500  # of a sort; llguidance holds 2,000 continuations of a text in mind


def declarations(signature: Signature) -> tuple[Declaration, ...]:
    """The declarations in order, of several for one predicate the first, which is the one used."""
    found: dict[Predicate, Declaration] = {}
    for declaration in signature.declarations:
        found.setdefault(declaration.predicate, declaration)
    return tuple(found.values())


def constants(sort: Sort) -> tuple[Term, ...]:
    """The values of a sort that lists them or is a small range of whole numbers, else none.

    Of more than MAX_CONSTANTS values none is written out: variables stand for them.
    """
    if sort.values or sort.kind is not SortKind.INT or not (sort.minimum and sort.maximum):
        return _few(dict.fromkeys(sort.values))
    least, most = math.ceil(sort.minimum.value), math.floor(sort.maximum.value)
    return tuple(map(Num, range(least, most + 1))) if most - least < MAX_RANGE else ()


def symbols(signature: Signature) -> tuple[Const, ...]:
    """The symbols of all sorts that list theirs, each once: what `=` and `\\=` may name."""
    listed = chain.from_iterable(map(constants, signature.sorts))
    return _few(dict.fromkeys(value for value in listed if isinstance(value, Const)))


def _few(found: Iterable[T]) -> tuple[T, ...]:
    listed = tuple(found)
    return listed if len(listed) <= MAX_CONSTANTS else ()


def show_exact(term: Term) -> str:
    """The term in our print, a fraction as `7r20`: a decoder that never turns back would read
    the full stop behind a number as a decimal point.
    """
    if isinstance(term, Num) and not isinstance(term.value, int):
        return f"{term.value.numerator}r{term.value.denominator}"
    return show_term(term)
