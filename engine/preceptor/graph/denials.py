"""Implicit denials: what strong negation and declarations forbid without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from preceptor.logic import (
    Aggregate,
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
    """`neg:p/n` for each predicate that occurs as `-p`, then what is declared, under its name.

    That is `functional:p/n`, `asymmetric:p/2`, `irreflexive:p/2`; `disjoint:p/n,q/n` and
    `exclusive:p/n,q/n` for each two of a group; `range:p/n` and `enum:p/n` where a rule computes
    the value (all other values are held against their sorts as they are written).
    """
    stated = tuple(rules)
    opposed = sorted({p.opposite for rule in stated for p in predicates(rule) if p.negated})
    declared = signature.declarations
    return (
        *map(opposite_denial, opposed),
        *(rule for d in declared for rule in functional_denials(d)),
        *(rule for d in declared for rule in relation_denials(d)),
        *group_denials("disjoint", signature.disjoint),
        *group_denials("exclusive", signature.exclusive),
        *sort_denials(stated, signature),
    )


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


def relation_denials(declaration: Declaration) -> Iterator[Rule]:
    """`:- parent(V1, V2), parent(V2, V1).` and `:- knows(V1, V1).`, as declared."""
    name, one, other = declaration.predicate.name, Var("V1"), Var("V2")
    if declaration.asymmetric:
        body = (Atom(name, (one, other)), Atom(name, (other, one)))
        yield Rule(None, body, name=f"asymmetric:{declaration.predicate}")
    if declaration.irreflexive:
        yield Rule(None, (Atom(name, (one, one)),), name=f"irreflexive:{declaration.predicate}")


def group_denials(kind: str, groups: Iterable[Sequence[Predicate]]) -> Iterator[Rule]:
    """`:- approve(V1), decline(V1).` for each two predicates of a group."""
    for group in groups:
        for one, other in combinations(group, 2):
            args = tuple(Var(f"V{n}") for n in range(1, one.arity + 1))
            body = (Atom(one.name, args), Atom(other.name, args))
            yield Rule(None, body, name=f"{kind}:{one},{other}")


def sort_denials(rules: Iterable[Rule], signature: Signature) -> Iterator[Rule]:
    """`:- score(V1, V2), V2 < 0.` for each bound of a sort whose values some rule computes."""
    for predicate, position in sorted({place for rule in rules for place in _computed(rule)}):
        declaration = signature.declaration(predicate)
        sort = declaration and signature.sort(declaration.sorts[position])
        if not sort:
            continue
        args = tuple(Var(f"V{n}") for n in range(1, predicate.arity + 1))
        atom, value = Atom(predicate.name, args, predicate.negated), args[position]
        for op, bound in ((Op.LT, sort.minimum), (Op.GT, sort.maximum)):
            if bound is not None:
                yield Rule(None, (atom, Compare(op, value, bound)), name=f"range:{predicate}")
        if sort.values:
            others = (Compare(Op.DIFFERENT, value, known) for known in sort.values)
            yield Rule(None, (atom, *others), name=f"enum:{predicate}")


def _computed(rule: Rule) -> Iterator[tuple[Predicate, int]]:
    """The arguments of the head that are variables to which no atom of the body gives a value."""
    assigns = (
        isinstance(literal, Aggregate) or (isinstance(literal, Compare) and literal.op is Op.SAME)
        for literal in rule.body
    )
    if rule.head is None or not any(assigns):
        return
    atoms = (literal for literal in rule.body if isinstance(literal, Atom))
    given = {term.name for atom in atoms for term in atom.args if isinstance(term, Var)}
    for position, term in enumerate(rule.head.args):
        if isinstance(term, Var) and term.name not in given:
            yield rule.head.predicate, position


def predicates(rule: Rule) -> Iterator[Predicate]:
    """The predicates of a rule: its head's, then those of its body, in order."""
    if rule.head is not None:
        yield rule.head.predicate
    for literal in rule.body:
        atom = body_atom(literal)
        if atom is not None:
            yield atom.predicate


def body_atom(literal: Literal) -> Atom | None:
    """The atom that a literal reads, whether plainly, under `\\+` or in an aggregate; None for a
    comparison."""
    if isinstance(literal, Compare):
        return None
    return literal.atom if isinstance(literal, Not | Aggregate) else literal
