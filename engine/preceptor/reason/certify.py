"""The certifier: checks a proof step by step, and shares no code with what found it.

It knows the rules, the facts and the proof, and nothing of graphs, plans or models. Whether an
atom is absent, and what an aggregate looks at, it settles for itself: `naive` derives all that
these may depend on.
"""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.logic import (
    Absent,
    Aggregate,
    Atom,
    Computed,
    Derived,
    Folded,
    Given,
    LimitExceeded,
    Proof,
    Rule,
    Theory,
    children,
    conclusion,
    folded,
    holds,
    is_ground,
    map_atom,
    map_literal,
    substituting,
)
from preceptor.reason.naive import Atoms, Bindings, agree, bind, possible


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
        absent = {s.atom.predicate for s in steps.values() if isinstance(s, Absent)}
        folds = {s.aggregate.atom.predicate for s in steps.values() if isinstance(s, Folded)}
        asked = absent | folds
        true = possible(asked, rules, given, exact=bool(folds)) if asked else Atoms()
        found = (_complaint(step, rules, given, true) for step in steps.values())
        return tuple(complaint for complaint in found if complaint)
    except LimitExceeded as exceeded:
        return (f"the proofs cannot be checked: {exceeded}",)


def _complaint(step: Proof, rules: frozenset[Rule], facts: frozenset[Atom], true: Atoms) -> str:
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
            return f"{atom} is not absent" if any(True for _ in true.like(atom)) else ""
        case Folded(aggregate, instances):
            pattern, result = aggregate.atom, aggregate.result
            seen = {map_atom(pattern, substituting(b)) for b in true.like(pattern)}
            counts = seen == {*instances} and folded(aggregate, seen) == result
            return "" if counts else f"{aggregate} is not what is true"


def _fires(rule: Rule, head: Atom, premises: tuple[Proof, ...]) -> bool:
    """Whether one substitution makes the rule's head and body the conclusion and the premises."""
    found = tuple(map(conclusion, premises))
    bindings: Bindings = {}
    for literal, said in zip(rule.body, found, strict=False):
        if isinstance(literal, Atom) and isinstance(said, Atom):
            agree(literal, said, bindings)
        elif isinstance(literal, Aggregate) and isinstance(said, Aggregate):
            agree(Atom("", (literal.result,)), Atom("", (said.result,)), bindings)
    bind(rule.body, bindings)
    change = substituting(bindings)  # what \+ leaves open stays open
    instance = tuple(map_literal(literal, change) for literal in rule.body)
    concludes = rule.head is not None and map_atom(rule.head, change) == head
    return concludes and is_ground(head) and instance == found
