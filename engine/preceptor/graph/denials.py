"""Implicit denials: what strong negation and functional declarations forbid without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.logic import (
    Atom,
    Compare,
    Declaration,
    Literal,
    Not,
    Op,
    Predicate,
    Rule,
    Signature,
    Var,
)


def implicit_denials(rules: Iterable[Rule], signature: Signature) -> tuple[Rule, ...]:
    """`neg:p/n` for each predicate that occurs as `-p`, then `functional:p/n` as declared."""
    opposed = sorted({p.opposite for rule in rules for p in predicates(rule) if p.negated})
    functional = (rule for d in signature.declarations for rule in functional_denials(d))
    return (*map(opposite_denial, opposed), *functional)


def opposite_denial(predicate: Predicate) -> Rule:
    """`:- p(V1), -p(V1).`: no atom holds together with its strong negation."""
    args = tuple(Var(f"V{n}") for n in range(1, predicate.arity + 1))
    body = (Atom(predicate.name, args), Atom(predicate.name, args, negated=True))
    return Rule(None, body, name=f"neg:{predicate.name}/{predicate.arity}")


def functional_denials(declaration: Declaration) -> Iterator[Rule]:
    """`:- age(V1, V2), age(V1, W2), V2 \\= W2.` for each position that the key determines."""
    predicate, key = declaration.predicate, declaration.functional
    if not key:
        return
    first = [Var(f"V{n}") for n in range(1, predicate.arity + 1)]
    second = [v if i in key else Var(f"W{i + 1}") for i, v in enumerate(first)]
    atoms = (Atom(predicate.name, tuple(first)), Atom(predicate.name, tuple(second)))
    for position in range(predicate.arity):
        if position not in key:
            differ = Compare(Op.DIFFERENT, first[position], second[position])
            yield Rule(None, (*atoms, differ), name=f"functional:{predicate}")


def predicates(rule: Rule) -> Iterator[Predicate]:
    """The predicates of a rule: its head's, then those of its body, in order."""
    if rule.head is not None:
        yield rule.head.predicate
    for literal in rule.body:
        atom = body_atom(literal)
        if atom is not None:
            yield atom.predicate


def body_atom(literal: Literal) -> Atom | None:
    """The atom that a literal reads, under `\\+` or not; None for a comparison."""
    if isinstance(literal, Compare):
        return None
    return literal.atom if isinstance(literal, Not) else literal
