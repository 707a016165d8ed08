"""The fence: which answers a trusted constraint forbids, whatever rules derive them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from preceptor.graph import RuleGraph, compile
from preceptor.logic import Aggregate, Atom, Literal, Not, Rule, Term, Theory
from preceptor.reason import materialise, violations
from preceptor.syntax import rule_id


@lru_cache(maxsize=8)
def _compiled(denials: tuple[Rule, ...]) -> RuleGraph:
    """One graph for many databases: what the reasoner prepares for a graph serves them all."""
    return compile(Theory(denials))


def _looks_afar(literal: Literal) -> bool:
    return isinstance(literal, Not | Aggregate)


class Fence:
    """Constraints over a database, ready to be asked about one more atom at a time.

    An atom is forbidden when it and the facts about its own terms break a constraint before any
    rule fires. A denial with `\\+` or an aggregate is left out: facts from afar count there.
    """

    def __init__(self, constraints: Iterable[Rule], facts: Iterable[Atom]) -> None:
        plain = tuple(c for c in constraints if not any(map(_looks_afar, c.body)))
        self._denials = _compiled(plain) if plain else None
        self._about: dict[Term, list[Atom]] = {}
        for fact in facts:
            for term in dict.fromkeys(fact.args):
                self._about.setdefault(term, []).append(fact)

    def forbids(self, atom: Atom) -> str | None:
        """The id of the first constraint that the atom breaks; None for an atom it may hold."""
        if self._denials is None:
            return None
        near = [fact for term in atom.args for fact in self._about.get(term, ())]
        if atom in near:
            return None  # given: the facts themselves are at fault, and `check` says so
        before = {v.denial for v in violations(materialise(self._denials, near))}
        for violation in violations(materialise(self._denials, (*near, atom))):
            if violation.denial not in before:
                return rule_id(violation.denial)
        return None
