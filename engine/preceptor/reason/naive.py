"""The certifier's own model: what rules make of facts, naively, by the alternating fixpoint (Van
Gelder 1993), which needs no strata.

It shares no code with the engine. An aggregate is looked up in the last model, as `\\+` is; where
a theory is stratified, each round settles a stratum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count

from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    LimitExceeded,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Rule,
    Term,
    Var,
    enclosed,
    folded,
    holds,
    map_atom,
    occurrences,
    rename,
    substituting,
    value,
)

MAX_ATOMS = 200_000  # derived to settle one absence; past it the absence is not certified
_OWN = "~"  # behind a variable that an aggregate itself ranges over: no parser gives that

Bindings = dict[str, Term]
_Body = tuple[Literal, ...]


def agree(pattern: Atom, atom: Atom, bindings: Bindings) -> bool:
    """Extend the bindings so that the pattern becomes the ground atom, if they can be."""
    return pattern.predicate == atom.predicate and all(
        (bindings.setdefault(arg.name, term) if isinstance(arg, Var) else arg) == term
        for arg, term in zip(pattern.args, atom.args, strict=True)
    )


def bind(body: Iterable[Literal], bindings: Bindings, told: Atoms | None = None) -> None:
    """Let every `X = expression` of the body bind its variable, whatever their order, and every
    aggregate its result over what is `told`."""
    equations = [lit for lit in body if isinstance(lit, Compare) and lit.op is Op.SAME]
    folds = [lit for lit in body if isinstance(lit, Aggregate)]
    for _ in (*equations, *folds):
        for fold in folds:
            result = None if told is None else _total(fold, bindings, told)
            if isinstance(fold.result, Var) and result is not None:
                bindings.setdefault(fold.result.name, result)
        for test in equations:
            for side, other in ((test.left, test.right), (test.right, test.left)):
                if isinstance(side, Var) and (found := value(other, bindings)) is not None:
                    bindings.setdefault(side.name, found)


def _total(aggregate: Aggregate, bindings: Bindings, told: Atoms) -> Num | None:
    """What the aggregate comes to; None if to nothing, or while variables not its own are open."""
    atom = map_atom(aggregate.atom, substituting(bindings))
    if any(not name.endswith(_OWN) for name in occurrences(atom)):
        return None
    terms = tuple(map(substituting(bindings), aggregate.terms))
    found = (map_atom(atom, substituting(more)) for more in told.like(atom))
    return folded(Aggregate(aggregate.result, aggregate.fold, terms, atom), found)


class Atoms:
    """A growing set of ground atoms, found by predicate (position -1) and by each argument."""

    def __init__(self) -> None:
        self.known: set[Atom] = set()
        self._found: defaultdict[tuple[Predicate, int, Term | None], list[Atom]] = defaultdict(list)

    def add(self, atom: Atom) -> None:
        self.known.add(atom)
        for position, term in ((-1, None), *enumerate(atom.args)):
            self._found[atom.predicate, position, term].append(atom)

    def like(self, pattern: Atom) -> Iterator[Bindings]:
        """The bindings under which the pattern becomes one of the atoms."""
        ground = ((i, term) for i, term in enumerate(pattern.args) if not isinstance(term, Var))
        for atom in self._found[pattern.predicate, *next(ground, (-1, None))]:
            bindings: Bindings = {}
            if agree(pattern, atom, bindings):
                yield bindings


def possible(
    cone: set[Predicate], rules: Iterable[Rule], facts: Iterable[Atom], exact: bool
) -> Atoms:
    """All atoms that can be true of the predicates, by the rules and facts they depend on.

    Raises LimitExceeded for more than MAX_ATOMS, and for what has no perfect model if it is to be
    `exact`, that is, just the atoms that are true.
    """
    own = (rename(rule, {name: f"{name}{_OWN}" for name in enclosed(rule)}) for rule in rules)
    clauses = [(rule.head, rule.body) for rule in own if rule.head is not None]
    size = 0
    while size < len(cone):
        size = len(cone)
        read = [lit for head, body in clauses if head.predicate in cone for lit in body]
        cone |= {a.predicate for lit in read if isinstance(a := getattr(lit, "atom", lit), Atom)}
    clauses = [(head, body) for head, body in clauses if head.predicate in cone]
    given = [fact for fact in facts if fact.predicate in cone]
    exact = exact or any(isinstance(literal, Aggregate) for literal in read)
    low, rounds = Atoms(), len(clauses) + 2  # each settles a stratum
    for _ in range(rounds) if exact else count():
        high = _least_model(clauses, given, low)
        if not any(isinstance(literal, Not | Aggregate) for literal in read):
            return high
        better = _least_model(clauses, given, high)
        if better.known == high.known or (better.known == low.known and not exact):
            return high
        low = better
    raise LimitExceeded("rounds of a theory that is not stratified", rounds, rounds)


def _least_model(clauses: list[tuple[Atom, _Body]], facts: list[Atom], told: Atoms) -> Atoms:
    """All that follows when `\\+ a` holds just where `told` lacks a; raises LimitExceeded."""
    atoms, waiting = Atoms(), list(facts)
    uses: defaultdict[Predicate, list[tuple[Atom, Atom, _Body]]] = defaultdict(list)
    for head, body in clauses:
        for i, literal in enumerate(body):
            if isinstance(literal, Atom):
                uses[literal.predicate].append((literal, head, body[:i] + body[i + 1 :]))
        if not any(isinstance(literal, Atom) for literal in body):
            waiting += _conclusions(head, body, {}, atoms, told)
    for atom in waiting:  # which grows
        if atom in atoms.known:
            continue
        if len(atoms.known) == MAX_ATOMS:
            raise LimitExceeded("atoms", MAX_ATOMS, MAX_ATOMS)
        atoms.add(atom)
        for literal, head, rest in uses[atom.predicate]:
            bindings: Bindings = {}
            if agree(literal, atom, bindings):
                waiting += _conclusions(head, rest, bindings, atoms, told)
    return atoms


def _conclusions(
    head: Atom, rest: _Body, bindings: Bindings, atoms: Atoms, told: Atoms
) -> Iterator[Atom]:
    """The head for every way to satisfy the rest of a body."""
    change = substituting(bindings)
    patterns = [(i, map_atom(lit, change)) for i, lit in enumerate(rest) if isinstance(lit, Atom)]
    if patterns:
        i, pattern = min(patterns, key=lambda p: sum(isinstance(t, Var) for t in p[1].args))
        for more in atoms.like(pattern):
            yield from _conclusions(head, rest[:i] + rest[i + 1 :], bindings | more, atoms, told)
        return
    bind(rest, bindings, told)
    change = substituting(bindings)
    folds = [lit for lit in rest if isinstance(lit, Aggregate)]
    negated = [map_atom(literal.atom, change) for literal in rest if isinstance(literal, Not)]
    if (
        all(holds(lit, bindings) for lit in rest if isinstance(lit, Compare))
        and all(_total(lit, bindings, told) == change(lit.result) for lit in folds)
        and not any(True for atom in negated for _ in told.like(atom))
    ):
        yield map_atom(head, change)
