"""A signature of people, and one statement under it."""

from __future__ import annotations

from preceptor import harvest
from preceptor.harvest import Statement
from preceptor.logic import (
    Const,
    Declaration,
    Num,
    Predicate,
    Signature,
    Sort,
    SortKind,
)

_SORTS = (
    Sort("person", domain="person"),
    Sort("years", SortKind.INT, Num(0), Num(130)),
    Sort("colour", values=(Const("red"), Const("blue"))),
    Sort("truth", values=(Const("true"), Const("false"))),
    Sort("thing"),
)


_PREDICATES = {
    "person": ("person",),
    "adult": ("person",),
    "minor": ("person",),
    "grown": ("person",),
    "grows": ("thing",),
    "lonely": ("person",),
    "parent": ("person", "person"),
    "stranger": ("person", "person"),
    "twin": ("person", "person"),
    "older": ("person", "person"),
    "marries": ("person", "person"),
    "married": ("person", "person"),
    "age": ("person", "years"),
    "likes": ("person", "thing"),
    "paints": ("person", "colour"),
    "kind": ("person", "truth"),
    "co_occurs_with": ("thing", "thing"),
    "rainy": (),
}


PEOPLE = Signature(
    _SORTS, tuple(Declaration(Predicate(n, len(s)), s) for n, s in _PREDICATES.items())
)


def mend(text: str, signature: Signature = PEOPLE) -> Statement:
    (statement,) = harvest.read(text, "t", reader="rules", signature=signature).statements
    return statement
