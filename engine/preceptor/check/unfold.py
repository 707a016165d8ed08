"""Unfolding: from a conjunction back to the facts that would make it true.

An atom that no database gives is replaced by the body of a rule for it, in every way, the
shortest first. A rule is used at most `bound` times in one unfolding, so recursion ends; what
was left out then, or past MAX_STATES, is said by `truncated`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from preceptor.check.unify import apart, unify
from preceptor.logic import Atom, Literal, Predicate, Rule, map_literal, substituting

MAX_STATES = 300

Definitions = Mapping[Predicate, Sequence[Rule]]


@dataclass(frozen=True, slots=True)
class Unfolding:
    """A conjunction whose positive atoms a database can give, and the rules that lead from it."""

    body: tuple[Literal, ...]
    head: Atom
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Unfolded:
    unfoldings: tuple[Unfolding, ...]
    truncated: bool


def unfold(start: Unfolding, definitions: Definitions, bound: int) -> Unfolded:
    """All unfoldings of a conjunction; `definitions` has the rules of what is not given."""
    waiting = deque([start])
    found: list[Unfolding] = []
    truncated = False
    states = 0
    while waiting:
        state = waiting.popleft()
        atom = _derived_atom(state.body, definitions)
        if atom is None:
            found.append(state)
            continue
        states += 1
        if states > MAX_STATES:
            return Unfolded(tuple(found), True)
        for rule in definitions[atom.predicate]:
            if state.rules.count(rule) >= bound:
                truncated = True
                continue
            step = _resolve(state, atom, rule)
            if step is not None:
                waiting.append(step)
    return Unfolded(tuple(found), truncated)


def _derived_atom(body: Sequence[Literal], definitions: Definitions) -> Atom | None:
    return next(
        (lit for lit in body if isinstance(lit, Atom) and lit.predicate in definitions), None
    )


def _resolve(state: Unfolding, atom: Atom, rule: Rule) -> Unfolding | None:
    """The conjunction with the rule's body in the place of the atom."""
    fresh = apart(rule, len(state.rules))
    assert fresh.head is not None
    bindings = unify(fresh.head, atom)
    if bindings is None:
        return None
    change = substituting(bindings)
    body = [fresh.body if literal is atom else (literal,) for literal in state.body]
    changed = (map_literal(literal, change) for part in body for literal in part)
    head = map_literal(state.head, change)
    assert isinstance(head, Atom)
    return Unfolding(tuple(dict.fromkeys(changed)), head, (*state.rules, rule))
