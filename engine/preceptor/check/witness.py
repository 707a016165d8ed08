"""Witness: what a database must respect to be one; no denial holds in it before a rule fires."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from preceptor.graph import RuleGraph, compile, implicit_denials
from preceptor.logic import (
    Atom,
    Rule,
    Signature,
    Theory,
)
from preceptor.reason import materialise

Facts = tuple[Atom, ...]

FALSE = Atom("\0false")  # no text can hold this name


def laws(
    rules: Iterable[Rule], constraints: Iterable[Rule], signature: Signature
) -> tuple[Rule, ...]:
    """What a database must respect: constraints, `-p` against p, functional declarations.

    Among the constraints may be rules that define what only constraints read.
    """
    stated = tuple(constraints)
    return tuple(dict.fromkeys((*stated, *implicit_denials((*rules, *stated), signature))))


def forbidding(rules: Iterable[Rule]) -> RuleGraph:
    """The rules with their denials made to conclude FALSE, so that one look tells of them all."""
    return compile(Theory(tuple(replace(r, head=FALSE) if r.is_denial else r for r in rules)))


def is_admissible(facts: Facts, forbidden: RuleGraph) -> bool:
    return not materialise(forbidden, facts).holds(FALSE)
