"""Safety: which variables a body binds, and an order in which it can be evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence, Set

from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Literal,
    Not,
    Op,
    Predicate,
    Rule,
    Var,
    enclosed,
    is_existential,
    occurrences,
    variables,
)


def unbound(rule: Rule) -> tuple[str, ...]:
    """The variables that no positive literal and no binding `=` binds, in printed order.

    A variable whose name begins with `_` and that occurs in one `\\+` alone is existential: it
    needs no binding, nor do those that stand in the braces of aggregates alone. A rule is safe
    when nothing is unbound.
    """
    names = variables(rule)
    atoms = (literal for literal in rule.body if isinstance(literal, Atom))
    if {name for atom in atoms for name in occurrences(atom)}.issuperset(names):
        return ()  # atoms bind theirs in any order
    _, bound = _arrange(rule.body, frozenset(), None)
    return tuple(n for n in names if n not in bound | existentials(rule))


def existentials(rule: Rule) -> frozenset[str]:
    """The variables that `\\+` itself quantifies (`_Who` in `\\+ parent(_Who, X)`), or an aggregate
    (`C` in `N = count { C : child(P, C) }`)."""
    own = enclosed(rule)
    if not any(isinstance(literal, Not) for literal in rule.body):
        return own
    places = Counter(name for literal in rule.body for name in set(occurrences(literal)))
    head = set() if rule.head is None else set(occurrences(rule.head))
    return own.union(
        name
        for literal in rule.body
        if isinstance(literal, Not)
        for name in occurrences(literal)
        if is_existential(name) and places[name] == 1 and name not in head
    )


def body_order(
    rule: Rule,
    bound: frozenset[str] = frozenset(),
    first: int | None = None,
    later: Container[Predicate] = (),
) -> tuple[int, ...]:
    """The body's positions in an order in which it can be evaluated when `bound` is known.

    Tests, negations and bindings come as soon as their variables are bound; atoms that share a
    bound argument come before atoms that do not, those with fewer new variables first, and among
    equals those of the predicates `later` last. `first` puts one position in front. Raises
    ValueError for a body that no order makes safe.
    """
    order, _ = _arrange(rule.body, bound, first, later)
    if len(order) < len(rule.body):
        raise ValueError(f"no safe order: {rule}")
    return order


def _arrange(
    body: Sequence[Literal],
    known: Iterable[str],
    first: int | None,
    later: Container[Predicate] = (),
) -> tuple[tuple[int, ...], frozenset[str]]:
    """The positions that can be evaluated, in order, and the variables bound by then."""
    hides = any(isinstance(literal, Not | Aggregate) for literal in body)
    local = existentials(Rule(None, tuple(body))) if hides else frozenset()
    names = [frozenset(occurrences(literal)) for literal in body]
    is_atom = [isinstance(literal, Atom) for literal in body]
    bound = set(known)
    order: list[int] = []
    rest = list(range(len(body)))
    while rest:
        if first is not None and not order:
            chosen: int | None = first
        else:
            waiting = (i for i in rest if not is_atom[i])
            chosen = next((i for i in waiting if _ready(body[i], names[i], bound, local)), None)
            if chosen is None:
                atoms = (i for i in rest if is_atom[i])
                chosen = min(atoms, key=lambda i: _cost(body[i], bound, later, i), default=None)
        if chosen is None:
            break
        rest.remove(chosen)
        order.append(chosen)
        if not isinstance(body[chosen], Not):
            bound |= names[chosen] - local
    return tuple(order), frozenset(bound)


def _ready(literal: Literal, names: Set[str], bound: Set[str], local: Set[str]) -> bool:
    """Whether a test, a negation or a binding has all that it needs."""
    if names <= bound or not (names - bound - local):
        return True
    if isinstance(literal, Aggregate):
        return set(occurrences(literal.atom)) <= bound | local
    return isinstance(literal, Compare) and binds(literal, bound) is not None


def binds(comparison: Compare, bound: Iterable[str]) -> str | None:
    """The variable that `X = expression` (or `expression = X`) binds once the rest is bound."""
    if comparison.op is not Op.SAME:
        return None
    for side, other in (
        (comparison.left, comparison.right),
        (comparison.right, comparison.left),
    ):
        if isinstance(side, Var) and side.name not in bound and set(occurrences(other)) <= {*bound}:
            return side.name
    return None


def _cost(
    literal: Literal, bound: Set[str], later: Container[Predicate], position: int
) -> tuple[bool, int, bool, int]:
    assert isinstance(literal, Atom)
    new = {arg.name for arg in literal.args if isinstance(arg, Var) and arg.name not in bound}
    held = [arg for arg in literal.args if not isinstance(arg, Var) or arg.name in bound]
    return bool(new) and not held, len(new), literal.predicate in later, position
