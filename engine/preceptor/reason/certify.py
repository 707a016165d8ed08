"""The certifier: checks a proof step by step, and shares no code with what found it.

It knows the rules, the facts and the proof, and nothing of graphs, plans or models. Whether an
atom is absent it settles for itself: it derives all that the atom may depend on, by the
alternating fixpoint (Van Gelder 1993), which needs no strata.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from preceptor.logic import (
    Absent,
    Atom,
    Compare,
    Computed,
    Derived,
    Given,
    LimitExceeded,
    Literal,
    Not,
    Op,
    Predicate,
    Proof,
    Rule,
    Term,
    Theory,
    Var,
    children,
    conclusion,
    holds,
    is_ground,
    map_atom,
    map_literal,
    substituting,
    value,
)

MAX_ATOMS = 200_000  # derived to settle one absence; past it the absence is not certified

_Bindings = dict[str, Term]
_Body = tuple[Literal, ...]


def certify(theory: Theory, facts: Iterable[Atom], *proofs: Proof) -> tuple[str, ...]:
    """What is wrong with the proofs, a sentence each; empty when every step of them holds."""
    rules, given = frozenset(theory.definite), frozenset(facts)
    steps: dict[int, Proof] = {}  # each part once, however often it is shared
    level, depth = {id(proof): proof for proof in proofs}, 0
    while level:
        steps |= level
        depth += 1
        if depth > len(steps):
            return ("a proof has no end: a step is among its own premises",)
        level = {id(part): part for step in level.values() for part in children(step)}
    try:
        absent = {step.atom.predicate for step in steps.values() if isinstance(step, Absent)}
        possible = _possible(absent, rules, given) if absent else _Atoms()
        found = (_complaint(step, rules, given, possible) for step in steps.values())
        return tuple(complaint for complaint in found if complaint)
    except LimitExceeded as exceeded:
        return (f"the proofs cannot be checked: {exceeded}",)


def _complaint(
    step: Proof, rules: frozenset[Rule], facts: frozenset[Atom], possible: _Atoms
) -> str:
    """What is wrong with one step, its premises taken as true; empty when nothing is."""
    match step:
        case Given(atom, rule):
            given = facts if rule is None else {r.head for r in rules & {rule} if r.is_fact}
            return "" if atom in given else f"{atom} is not given"
        case Derived(atom, rule, premises):
            follows = rule in rules and rule.body and _fires(rule, atom, premises)
            return "" if follows else f"{atom} does not follow by  {rule}"
        case Computed(comparison):
            return "" if holds(comparison, {}) else f"{comparison} does not hold"
        case Absent(atom):
            return f"{atom} is not absent" if any(True for _ in possible.like(atom)) else ""


def _fires(rule: Rule, head: Atom, premises: tuple[Proof, ...]) -> bool:
    """Whether one substitution makes the rule's head and body the conclusion and the premises."""
    found = tuple(map(conclusion, premises))
    bindings: _Bindings = {}
    for literal, said in zip(rule.body, found, strict=False):
        if isinstance(literal, Atom) and isinstance(said, Atom):
            _match(literal, said, bindings)
    _bind(rule.body, bindings)
    change = substituting(bindings)  # what \+ leaves open stays open
    instance = tuple(map_literal(literal, change) for literal in rule.body)
    concludes = rule.head is not None and map_atom(rule.head, change) == head
    return concludes and is_ground(head) and instance == found


def _match(pattern: Atom, atom: Atom, bindings: _Bindings) -> bool:
    """Extend the bindings so that the pattern becomes the ground atom, if they can be."""
    return pattern.predicate == atom.predicate and all(
        (bindings.setdefault(arg.name, term) if isinstance(arg, Var) else arg) == term
        for arg, term in zip(pattern.args, atom.args, strict=True)
    )


def _bind(body: Iterable[Literal], bindings: _Bindings) -> None:
    """Let every `X = expression` of the body bind its variable, whatever their order."""
    equations = [lit for lit in body if isinstance(lit, Compare) and lit.op is Op.SAME]
    for _ in equations:
        for test in equations:
            for side, other in ((test.left, test.right), (test.right, test.left)):
                if isinstance(side, Var) and (found := value(other, bindings)) is not None:
                    bindings.setdefault(side.name, found)


class _Atoms:
    """A growing set of ground atoms, found by predicate (position -1) and by each argument."""

    def __init__(self) -> None:
        self.known: set[Atom] = set()
        self._found: defaultdict[tuple[Predicate, int, Term | None], list[Atom]] = defaultdict(list)

    def add(self, atom: Atom) -> None:
        self.known.add(atom)
        for position, term in ((-1, None), *enumerate(atom.args)):
            self._found[atom.predicate, position, term].append(atom)

    def like(self, pattern: Atom) -> Iterator[_Bindings]:
        """The bindings under which the pattern becomes one of the atoms."""
        ground = ((i, term) for i, term in enumerate(pattern.args) if not isinstance(term, Var))
        for atom in self._found[pattern.predicate, *next(ground, (-1, None))]:
            bindings: _Bindings = {}
            if _match(pattern, atom, bindings):
                yield bindings


def _possible(cone: set[Predicate], rules: Iterable[Rule], facts: Iterable[Atom]) -> _Atoms:
    """All atoms that can be true of the predicates, by the rules and facts they depend on."""
    clauses = [(rule.head, rule.body) for rule in rules if rule.head is not None]
    size = 0
    while size < len(cone):
        size = len(cone)
        read = [lit for head, body in clauses if head.predicate in cone for lit in body]
        cone |= {a.predicate for lit in read if isinstance(a := getattr(lit, "atom", lit), Atom)}
    clauses = [(head, body) for head, body in clauses if head.predicate in cone]
    given = [fact for fact in facts if fact.predicate in cone]
    low = _Atoms()
    while True:
        high = _least_model(clauses, given, low)
        if not any(isinstance(literal, Not) for literal in read):
            return high
        better = _least_model(clauses, given, high)
        if better.known in (low.known, high.known):
            return high
        low = better


def _least_model(clauses: list[tuple[Atom, _Body]], facts: list[Atom], told: _Atoms) -> _Atoms:
    """All that follows when `\\+ a` holds just where `told` lacks a; raises LimitExceeded."""
    atoms, waiting = _Atoms(), list(facts)
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
            bindings: _Bindings = {}
            if _match(literal, atom, bindings):
                waiting += _conclusions(head, rest, bindings, atoms, told)
    return atoms


def _conclusions(
    head: Atom, rest: _Body, bindings: _Bindings, atoms: _Atoms, told: _Atoms
) -> Iterator[Atom]:
    """The head for every way to satisfy the rest of a body."""
    change = substituting(bindings)
    patterns = [(i, map_atom(lit, change)) for i, lit in enumerate(rest) if isinstance(lit, Atom)]
    if patterns:
        i, pattern = min(patterns, key=lambda p: sum(isinstance(t, Var) for t in p[1].args))
        for more in atoms.like(pattern):
            yield from _conclusions(head, rest[:i] + rest[i + 1 :], bindings | more, atoms, told)
        return
    _bind(rest, bindings)
    change = substituting(bindings)
    negated = [map_atom(literal.atom, change) for literal in rest if isinstance(literal, Not)]
    if all(holds(lit, bindings) for lit in rest if isinstance(lit, Compare)) and not any(
        True for atom in negated for _ in told.like(atom)
    ):
        yield map_atom(head, change)
