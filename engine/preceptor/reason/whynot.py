"""Why not: the rule instances that come nearest to concluding an atom, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import combinations, islice

from preceptor.graph import body_order
from preceptor.logic import (
    Aggregate,
    Atom,
    Literal,
    Rule,
    Term,
    Var,
    enclosed,
    is_ground,
    map_literal,
    occurrences,
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

    Variables of the atom stand for any term. Empty when a ground atom holds, or no rule's head
    agrees with the atom. Within a rule no instance lacks fewer literals than those shown.
    """
    if is_ground(atom) and model.holds(atom):
        return ()
    ways = backward(model.graph).rules.get(atom.predicate, ())
    misses = [miss for way in ways for miss in _nearest(model, way.planned.rule, atom)]
    return tuple(sorted(misses, key=lambda miss: len(miss.missing)))


def _nearest(model: Model, rule: Rule, atom: Atom) -> tuple[Miss, ...]:
    assert rule.head is not None
    agreed = _agreed(rule.head, atom)
    if agreed is None:
        return ()
    positions = range(len(rule.body))
    sets = (s for size in range(1, len(rule.body) + 1) for s in combinations(positions, size))
    fewest = 0
    found: list[Miss] = []
    for dropped in (*islice(sets, TRIES), tuple(positions)):
        if found and len(dropped) > fewest:
            break
        fewest = len(dropped)
        found += _instances(model, rule, agreed, dropped)
    return tuple(dict.fromkeys(found))


def _agreed(head: Atom, atom: Atom) -> dict[str, Term] | None:
    """The bindings of the head's variables that make it agree with the atom; None if none do."""
    bound: dict[Var, Term] = {}
    for own, asked in zip(head.args, atom.args, strict=True):
        # A variable of the atom is another than that of the rule, though it be called the same.
        other = Var(f"{asked.name} asked") if isinstance(asked, Var) else asked
        left, right = _walk(own, bound), _walk(other, bound)
        if isinstance(right, Var):
            bound |= {} if left == right else {right: left}
        elif isinstance(left, Var):
            bound[left] = right
        elif left != right:
            return None
    names = {term.name for term in head.args if isinstance(term, Var)}
    return {name: _walk(Var(name), bound) for name in names if Var(name) in bound}


def _walk(term: Term, bound: Mapping[Var, Term]) -> Term:
    while isinstance(term, Var) and term in bound:
        term = bound[term]
    return term


def _instances(
    model: Model, rule: Rule, agreed: Mapping[str, Term], dropped: tuple[int, ...]
) -> Iterator[Miss]:
    """The instances in which all but the dropped literals hold; none when the rest is unsafe."""
    body = tuple(map_literal(literal, substituting(agreed)) for literal in rule.body)
    kept = tuple(literal for i, literal in enumerate(body) if i not in dropped)
    rest = Rule(None, kept)
    try:
        order = body_order(rest)
    except ValueError:
        return
    names = solved(rest)
    if not _keeps_groups(kept, enclosed(rule), names):
        return
    made = join([kept[i] for i in order], (), tuple(map(Var, names)))
    store = model.store
    rows = islice(made.over(store)((), 0, 0), SEEN)
    for terms in sorted((store.symbols.args(row) for row, _ in rows), key=by_terms)[:INSTANCES]:
        known = {**agreed, **dict(zip(names, terms, strict=True))}
        bindings = tuple((name, known[name]) for name in variables(rule) if name in known)
        missing = (map_literal(body[i], substituting(known)) for i in dropped)
        yield Miss(rule, bindings, tuple(missing))


def _keeps_groups(kept: Iterable[Literal], own: Set[str], names: Iterable[str]) -> bool:
    """Whether what each aggregate's own variables range over is still known without the rest."""
    folds = (literal for literal in kept if isinstance(literal, Aggregate))
    return all({*occurrences(fold.atom)} <= {*own, *names} for fold in folds)
