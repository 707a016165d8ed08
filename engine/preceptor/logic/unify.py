"""Unification of atoms without functions."""

from __future__ import annotations

from collections.abc import Mapping

from preceptor.logic.rules import Rule
from preceptor.logic.terms import Atom, Term, Var
from preceptor.logic.variables import rename, variables


def unify(left: Atom, right: Atom) -> Mapping[str, Term] | None:
    """The most general bindings that make two atoms of one predicate equal; None without any.

    A binding's term holds no variable that is itself bound.
    """
    bound: dict[str, Term] = {}

    def value(term: Term) -> Term:
        while isinstance(term, Var) and term.name in bound:
            term = bound[term.name]
        return term

    for one, other in zip(left.args, right.args, strict=True):
        a, b = value(one), value(other)
        if a == b:
            continue
        if isinstance(a, Var):
            bound[a.name] = b
        elif isinstance(b, Var):
            bound[b.name] = a
        else:
            return None
    return {name: value(Var(name)) for name in bound}


def apart(rule: Rule, number: int) -> Rule:
    """The rule with variables of its own: `X~3`, which no parser and no other number gives."""
    return rename(rule, {name: f"{name}~{number}" for name in variables(rule)})
