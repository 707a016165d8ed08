"""Unification of atoms without functions, and matching of one onto another."""

from __future__ import annotations

from collections.abc import Mapping, Set

from preceptor.logic import Atom, Rule, Term, Var, rename, variables

Bindings = Mapping[str, Term]


def unify(left: Atom, right: Atom) -> Bindings | None:
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


def match(pattern: Atom, atom: Atom, free: Set[str], bound: Bindings) -> Bindings | None:
    """The bindings extended so that the pattern is the atom; None where that cannot be.

    Variables that are not free stand for themselves, in pattern and atom alike.
    """
    if pattern.predicate != atom.predicate:
        return None
    extended = dict(bound)
    for wanted, term in zip(pattern.args, atom.args, strict=True):
        if isinstance(wanted, Var) and wanted.name in free:
            if extended.setdefault(wanted.name, term) != term:
                return None
        elif wanted != term:
            return None
    return extended
