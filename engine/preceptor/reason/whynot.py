"""Why not: the rule instances that come nearest to concluding an atom, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from preceptor.graph import body_order, existentials
from preceptor.logic import (
    Atom,
    Literal,
    Rule,
    Term,
    Var,
    map_literal,
    substituting,
    variables,
)
from preceptor.reason.joins import join
from preceptor.reason.model import Model
from preceptor.reason.program import backward, solved
from preceptor.reason.symbols import by_terms

INSTANCES = 3  # of one rule with one set of missing premises
TRIES = 256  # sets of missing premises looked at in one rule
SEEN = 1000  # instances looked at before the least are taken


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that would conclude the atom if only the `missing` literals held too.

    `missing` are written under the bindings; a variable left in one stands for any term.
    """

    rule: Rule
    bindings: tuple[tuple[str, Term], ...]
    missing: tuple[Literal, ...]


def whynot(model: Model, atom: Atom) -> tuple[Miss, ...]:
    """For each rule about the atom its nearest instances, the fewest missing literals first.

    Empty when the atom holds or no rule's head agrees with it. Within a rule no instance lacks
    fewer literals than those shown.
    """
    if model.holds(atom):
        return ()
    ways = backward(model.graph).rules.get(atom.predicate, ())
    misses = [miss for way in ways for miss in _nearest(model, way.planned.rule, atom)]
    return tuple(sorted(misses, key=lambda miss: len(miss.missing)))


def _nearest(model: Model, rule: Rule, atom: Atom) -> tuple[Miss, ...]:
    positions = range(len(rule.body))
    sets = (s for size in range(1, len(rule.body) + 1) for s in combinations(positions, size))
    fewest = 0
    found: list[Miss] = []
    for dropped in (*islice(sets, TRIES), tuple(positions)):
        if found and len(dropped) > fewest:
            break
        fewest = len(dropped)
        found += _instances(model, rule, atom, dropped)
    return tuple(dict.fromkeys(found))


def _instances(model: Model, rule: Rule, atom: Atom, dropped: tuple[int, ...]) -> Iterator[Miss]:
    """The instances in which all but the dropped literals hold; none when the rest is unsafe."""
    assert rule.head is not None
    kept = tuple(lit for i, lit in enumerate(rule.body) if i not in dropped)
    rest = Rule(rule.head, kept)
    if not existentials(rest) <= existentials(rule):
        return
    try:
        order = body_order(rest, bound=frozenset(variables(rule.head)))
    except ValueError:
        return
    names = solved(rest)
    made = join([kept[i] for i in order], rule.head.args, tuple(map(Var, names)))
    store = model.store
    rows = islice(made.over(store)(store.symbols.row(atom), 0, 0), SEEN)
    for terms in sorted((store.symbols.args(row) for row, _ in rows), key=by_terms)[:INSTANCES]:
        bindings = tuple(zip(names, terms, strict=True))
        change = substituting(dict(bindings))
        yield Miss(rule, bindings, tuple(map_literal(rule.body[i], change) for i in dropped))
