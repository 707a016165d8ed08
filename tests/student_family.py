"""A small theory of families, and a student of it that several test files share."""

from __future__ import annotations

from functools import cache

from preceptor.graph import RuleGraph, compile
from preceptor.logic import Predicate
from preceptor.student import Trained, Training, train
from preceptor.syntax import parse_theory

FAMILY = r"""
    child(X, Y) :- father(Y, X).
    child(X, Y) :- mother(Y, X).
    father(X, Y) :- child(Y, X), male(X).
    mother(X, Y) :- child(Y, X), female(X).
    grandfather(X, Z) :- father(X, Y), father(Y, Z).
    grandfather(X, Z) :- father(X, Y), mother(Y, Z).
    grandmother(X, Z) :- mother(X, Y), father(Y, Z).
    grandmother(X, Z) :- mother(X, Y), mother(Y, Z).
    0.9 :: ancestor(X, Z) :- grandfather(X, Y), father(Y, Z).
    0.9 :: ancestor(X, Z) :- grandfather(X, Y), mother(Y, Z).
    0.6 :: ancestor(X, Z) :- grandmother(X, Y), child(Z, Y).
    0.7 :: spouse(X, Z) :- father(X, Y), child(Y, Z), female(Z).
    0.7 :: spouse(X, Z) :- mother(X, Y), child(Y, Z), male(Z).
    spouse(X, Y) :- spouse(Y, X).
    male(X) :- father(X, Y).
    female(X) :- mother(X, Y).
    :- male(X), female(X).
"""
GOALS = tuple(Predicate(name, 2) for name in ("ancestor", "grandfather", "grandmother"))
SMALL = Training(pairs=3000, longer=((3, 120), (4, 80)), epochs=60, patience=3, hidden=64, width=24)


def family() -> RuleGraph:
    return compile(parse_theory(FAMILY))


@cache
def trained() -> Trained:
    return train(family(), goals=GOALS, training=SMALL, seed=1)
