"""Watches: who has to be looked at anew when a rule for some predicate comes or goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from preceptor.check.program import Program
from preceptor.graph import body_atom
from preceptor.logic import Atom, Not, Predicate, Rule

Rules = dict[Rule, None]


@dataclass(frozen=True, slots=True)
class Cone:
    """What depends on a predicate: denials and rules, by their bodies.

    Of a rule it says whether no way to it has an odd number of negations, so that more atoms
    cannot keep it from firing. `breaks`: a way to a denial has an even number, so that more atoms
    can break it; `mends`: a way has an odd number.
    """

    denials: Rules
    rules: dict[Rule, bool]
    breaks: bool
    mends: bool


class Watch:
    """Denials and rules by the predicates that they read; rules by the facts that settled them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._readers: dict[Predicate, dict[Rule, set[bool]]] = {}
        self._settled: dict[Predicate, Rules] = {}
        self._rests: dict[Rule, tuple[Predicate, ...]] = {}

    def enter(self, rule: Rule) -> None:
        """Takes in a rule or a denial."""
        for literal in rule.body:
            atom = body_atom(literal)
            if atom is not None:
                readers = self._readers.setdefault(atom.predicate, {})
                readers.setdefault(rule, set()).add(isinstance(literal, Not))

    def leave(self, rule: Rule) -> None:
        for literal in rule.body:
            atom = body_atom(literal)
            if atom is not None:
                self._readers[atom.predicate].pop(rule, None)
        self._unrest(rule)

    def rest(self, rule: Rule, facts: Iterable[Predicate]) -> None:
        """Notes of which predicates the databases were that settled a rule's status."""
        self._unrest(rule)
        self._rests[rule] = tuple(dict.fromkeys(facts))
        for predicate in self._rests[rule]:
            self._settled.setdefault(predicate, {})[rule] = None

    def _unrest(self, rule: Rule) -> None:
        for predicate in self._rests.pop(rule, ()):
            del self._settled[predicate][rule]

    def cone(self, predicate: Predicate) -> Cone:
        denials: Rules = {}
        rules: dict[Rule, bool] = {}
        signs: set[bool] = set()  # whether negations on the way to a denial are odd in number
        seen = {(predicate, False)}
        waiting = [(predicate, False)]
        while waiting:
            read, is_odd = waiting.pop()
            for rule, kinds in self._readers.get(read, {}).items():
                for negative in kinds:
                    sign = is_odd is not negative
                    if rule.head is None:
                        denials[rule] = None
                        signs.add(sign)
                        continue
                    rules[rule] = rules.get(rule, True) and not sign
                    concluded = (rule.head.predicate, sign)
                    if concluded not in seen:
                        seen.add(concluded)
                        waiting.append(concluded)
        return Cone(denials, rules, False in signs, True in signs)

    def near(self, rule: Rule) -> Iterable[Rule]:
        """The rules settled on databases that the rule might fire on: each atom needs a fact."""
        groups = [
            group
            for atom in dict.fromkeys(lit for lit in rule.body if isinstance(lit, Atom))
            if (group := self._settled_by(atom)) is not None
        ]
        if not groups:
            return tuple(self._rests)
        groups.sort(key=len)
        return tuple(one for one in groups[0] if all(one in other for other in groups[1:]))

    def _settled_by(self, atom: Atom) -> Rules | None:
        """The rules settled on facts that the atom may come from; None where it needs none."""
        below = self._program.ranks.below((atom.predicate,))
        if any(self._program.definitions.has_unprompted(p) for p in below):
            return None
        found: Rules = {}
        for predicate in below:
            found |= self._settled.get(predicate, {})
        return found
