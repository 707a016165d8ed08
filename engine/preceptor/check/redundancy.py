"""Redundancy: rules that the others do without, by a chase of their own bodies (L7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from preceptor.check.notes import about, places, text
from preceptor.check.premises import Premises
from preceptor.check.subsume import ways
from preceptor.graph import existentials, pinned
from preceptor.logic import (
    Atom,
    Code,
    Finding,
    Predicate,
    Rule,
    Severity,
    Signature,
    Var,
    apart,
    map_atom,
    substituting,
    variables,
)
from preceptor.syntax import rule_id

MAX_LOOKS = 60  # rules that are looked at for one rule; with more the rule is not told of
MAX_ATOMS = 100  # of one chase


@dataclass(frozen=True, slots=True)
class Step:
    """An atom of a chase: the rule that gave it, None for the body itself, and from what."""

    rule: Rule | None
    premises: tuple[Atom, ...] = ()


def redundant(
    rules: Sequence[Rule], signature: Signature, told: Set[int] = frozenset()
) -> Iterator[Finding]:
    """P310: the other hard rules derive the head from the body, its variables taken as constants.

    An absent atom of another rule must be absent by the body's own word, and a comparison must
    follow from its guards; else that rule is not used. Where the theory has weights, a proof that
    uses an atom twice does not count, as its confidence might be lower. What is told of, and the
    rules at the indices `told`, serve no other proof: all of them can be dropped together. At
    most MAX_LOOKS rules are looked at for one.
    """
    helpers = Helpers(rules, told)
    weighted = any(not rule.is_hard for rule in rules)
    for index, rule in enumerate(rules):
        if index in told or rule.head is None or not rule.body:
            continue
        others = helpers.of(index)
        used = _proof(pinned(rule), others, signature, once=weighted) if others else ()
        if used:
            helpers.drop(index)
            yield _finding(rule, used)


class Helpers:
    """The hard rules that may take part in a proof of another's head, by predicates alone."""

    def __init__(self, rules: Sequence[Rule], dropped: Set[int]) -> None:
        self._rules, self._dropped = rules, set(dropped)
        self._hard = [i for i, r in enumerate(rules) if r.is_hard and r.head is not None]
        self._reads = [
            frozenset(lit.predicate for lit in rule.body if isinstance(lit, Atom)) for rule in rules
        ]
        self._heads = Counter(self._head(i) for i in self._hard)
        self._inputs = [frozenset(p for p in r if p not in self._heads) for r in self._reads]
        counts = Counter(predicate for i in self._hard for predicate in self._inputs[i])
        self._by_watch: dict[tuple[Predicate, Predicate | None], list[int]] = {}
        for i in self._hard:
            watch = min(self._inputs[i], key=lambda p: (counts[p], p), default=None)
            self._by_watch.setdefault((self._head(i), watch), []).append(i)

    def drop(self, index: int) -> None:
        self._dropped.add(index)

    def of(self, index: int) -> tuple[Rule, ...]:
        """The rules, but not the one at the index, that lead from what it reads to its head."""
        goal, given = self._head(index), self._reads[index]
        if self._heads[goal] < 1 + self._rules[index].is_hard:
            return ()
        found = self._backward(index, goal)
        derived = set(given)
        reached: dict[int, None] = {}
        while more := [i for i in found if i not in reached and self._reads[i] <= derived]:
            reached |= dict.fromkeys(more)
            derived.update(map(self._head, more))
        is_concluded = any(self._head(i) == goal and self._may_be(i, index) for i in reached)
        return tuple(self._rules[i] for i in sorted(reached)) if is_concluded else ()

    def _backward(self, index: int, goal: Predicate) -> Sequence[int]:
        """The rules that the goal may rest on; none where there are too many."""
        found: dict[int, None] = {}
        seen, waiting = {goal}, [goal]
        given = self._inputs[index]
        watches = (None, *sorted(given))
        looks = 0
        while waiting:
            wanted = waiting.pop()
            for watch in watches:
                for other in self._by_watch.get((wanted, watch), ()):
                    looks += 1
                    if looks > MAX_LOOKS:
                        return ()
                    lacks = not self._inputs[other] <= given
                    if lacks or other == index or other in self._dropped:
                        continue
                    found[other] = None
                    concluded = self._reads[other] - self._inputs[other]
                    waiting += sorted(concluded - seen)
                    seen |= concluded
        return tuple(found)

    def _may_be(self, one: int, other: int) -> bool:
        """Whether no constant keeps the heads of two rules for a predicate apart."""
        head, goal = self._rules[one].head, self._rules[other].head
        assert head is not None
        assert goal is not None
        pairs = zip(head.args, goal.args, strict=True)
        return all(a == b or isinstance(a, Var) or isinstance(b, Var) for a, b in pairs)

    def _head(self, index: int) -> Predicate:
        head = self._rules[index].head
        assert head is not None
        return head.predicate


def _proof(
    rule: Rule, helpers: Sequence[Rule], signature: Signature, *, once: bool
) -> tuple[Rule, ...]:
    """The rules by which the helpers derive the rule's head from its body; none if they do not."""
    assert rule.head is not None
    start = Premises.of(rule.body, signature)
    steps = {atom: Step(None) for atoms in start.atoms.values() for atom in atoms}
    known = {predicate: list(atoms) for predicate, atoms in start.atoms.items()}
    premises = replace(start, atoms=known)
    prepared = [_Prepared.of(helper) for helper in helpers]
    grows = True
    while grows and rule.head not in steps and len(steps) <= MAX_ATOMS:
        grows = False
        for helper in prepared:
            for atom, step in tuple(helper.conclusions(premises)):
                if atom not in steps:
                    steps[atom] = step
                    known.setdefault(atom.predicate, []).append(atom)
                    grows = True
    if rule.head not in steps:
        return ()
    used: list[Rule] = []
    uses: Counter[Atom] = Counter()
    waiting = [rule.head]
    while waiting:
        atom = waiting.pop()
        step = steps[atom]
        if step.rule is None:
            uses[atom] += 1
            if once and uses[atom] > 1:
                return ()
        else:
            used.append(step.rule)
            waiting += step.premises
        if len(used) > MAX_ATOMS:
            return ()
    return tuple(dict.fromkeys(used))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A helper with variables of its own; those under `\\+` alone stand for anyone."""

    rule: Rule
    renamed: Rule
    free: frozenset[str]

    @classmethod
    def of(cls, rule: Rule) -> _Prepared:
        renamed = apart(rule, 1)
        return cls(rule, renamed, frozenset(variables(renamed)) - existentials(renamed))

    def conclusions(self, premises: Premises) -> Iterator[tuple[Atom, Step]]:
        head, body = self.renamed.head, self.renamed.body
        assert head is not None
        for theta in ways(body, premises, self.free):
            change = substituting(theta)
            read = (map_atom(lit, change) for lit in body if isinstance(lit, Atom))
            yield map_atom(head, change), Step(self.rule, tuple(read))


def _finding(rule: Rule, used: Sequence[Rule]) -> Finding:
    others = "  ".join(map(text, used))
    finding = about(
        rule,
        Code.REDUNDANT,
        f"the other rules conclude all that it does:  {text(rule)}  by  {others}",
        "drop it",
        Severity.NOTE,
        "chase",
    )
    return replace(
        finding,
        rules=tuple(dict.fromkeys((*finding.rules, *map(rule_id, used)))),
        where=places((rule, *used)),
    )
