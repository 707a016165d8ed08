"""Ranks: an order of predicates in which each comes after those that its rules read.

The order is kept while rules come and go: a rule that reads what already ranks below its head
changes nothing, any other has the predicates above its head ranked anew. Predicates that depend
on one another are a ring and share a rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from preceptor.graph import body_atom
from preceptor.logic import Atom, Predicate, Rule

Ring = frozenset[Predicate]
Counts = dict[Predicate, int]

_ALONE: Ring = frozenset()


class Ranks:
    """The needs of predicates by the rules for them, counted, with ranks and rings."""

    def __init__(self) -> None:
        self._needs: dict[Predicate, Counts] = {}
        self._readers: dict[Predicate, Counts] = {}
        self._negative: Counter[tuple[Predicate, Predicate]] = Counter()
        self._rank: dict[Predicate, int] = {}
        self._ring: dict[Predicate, Ring] = {}

    def rank(self, predicate: Predicate) -> int:
        return self._rank.get(predicate, 0)

    def ring(self, predicate: Predicate) -> Ring:
        """The predicates that it depends on and that depend on it; empty if not on itself."""
        return self._ring.get(predicate, _ALONE)

    def negates_itself(self, ring: Ring) -> bool:
        """Whether some predicate of the ring is negated in a rule for one of them."""
        return any(
            body in ring and self._negative[head, body]
            for head in ring
            for body in self._needs[head]
        )

    def readers(self, predicate: Predicate) -> Iterable[Predicate]:
        """The predicates whose rules read it."""
        return self._readers.get(predicate, ())

    def needs(self, predicate: Predicate) -> Iterable[Predicate]:
        return self._needs.get(predicate, ())

    def is_negated(self, predicate: Predicate, head: Predicate) -> bool:
        """Whether a rule for `head` reads the predicate under `\\+`."""
        return bool(self._negative[head, predicate])

    def above(self, predicates: Iterable[Predicate]) -> dict[Predicate, None]:
        """The predicates, and all that depend on them."""
        return _reached(predicates, self.readers)

    def below(self, predicates: Iterable[Predicate]) -> dict[Predicate, None]:
        """The predicates, and all that they depend on."""
        return _reached(predicates, self.needs)

    def add(self, rules: Iterable[Rule]) -> None:
        """Takes in rules that are not denials."""
        moved: dict[Predicate, None] = {}
        for rule in rules:
            assert rule.head is not None
            if not rule.body:
                continue
            head = rule.head.predicate
            rank, ring = self.rank(head), self.ring(head)
            needs = self._needs.setdefault(head, {})
            for body, negative in _read(rule):
                readers = self._readers.setdefault(body, {})
                needs[body] = needs.get(body, 0) + 1
                readers[head] = readers.get(head, 0) + 1
                if negative:
                    self._negative[head, body] += 1
                if self.rank(body) >= rank and body not in ring:
                    moved[head] = None
        if moved:
            self._settle(self.above(moved))

    def remove(self, rule: Rule) -> None:
        assert rule.head is not None
        head = rule.head.predicate
        ring, is_cut = self.ring(head), False
        for body, negative in _read(rule):
            _less(self._needs[head], body)
            _less(self._readers[body], head)
            if negative:
                self._negative[head, body] -= 1
            is_cut = is_cut or (body in ring and body not in self._needs[head])
        if is_cut:
            self._settle(self.above((head,)))

    def _settle(self, region: dict[Predicate, None]) -> None:
        """Ranks the predicates of a region that holds all that depends on it."""
        for members in self._components(region):
            if len(members) == 1 and members[0] not in self._needs.get(members[0], ()):
                below = [self.rank(body) for body in self.needs(members[0])]
                self._rank[members[0]] = 1 + max(below, default=-1)
                self._ring.pop(members[0], None)
                continue
            ring = frozenset(members)
            outside = (self.rank(b) for p in members for b in self.needs(p) if b not in ring)
            rank = 1 + max(outside, default=-1)
            for predicate in members:
                self._rank[predicate] = rank
                self._ring[predicate] = ring

    def _components(self, region: dict[Predicate, None]) -> Iterator[list[Predicate]]:
        """The strongly connected components, each after those it needs (Tarjan 1972)."""
        number: dict[Predicate, int] = {}
        low: dict[Predicate, int] = {}
        open_: dict[Predicate, None] = {}
        for root in region:
            if root in number:
                continue
            number[root] = low[root] = len(number)
            open_[root] = None
            path = [(root, iter(self.needs(root)))]
            while path:
                predicate, below = path[-1]
                for body in below:
                    if body not in region:
                        continue
                    if body not in number:
                        number[body] = low[body] = len(number)
                        open_[body] = None
                        path.append((body, iter(self.needs(body))))
                        break
                    if body in open_:
                        low[predicate] = min(low[predicate], number[body])
                else:
                    path.pop()
                    if path:
                        above = path[-1][0]
                        low[above] = min(low[above], low[predicate])
                    if low[predicate] == number[predicate]:
                        yield _taken(open_, predicate)


def _taken(open_: dict[Predicate, None], last: Predicate) -> list[Predicate]:
    """The latest of the open predicates down to the last, which are open no more."""
    members: list[Predicate] = []
    while not members or members[-1] != last:
        members.append(open_.popitem()[0])
    return members


def _read(rule: Rule) -> Iterator[tuple[Predicate, bool]]:
    """The predicates of a body, each with whether it stands under `\\+`."""
    for literal in rule.body:
        atom = body_atom(literal)
        if atom is not None:
            yield atom.predicate, not isinstance(literal, Atom)


def _less(counts: Counts, predicate: Predicate) -> None:
    counts[predicate] -= 1
    if not counts[predicate]:
        del counts[predicate]


def _reached(
    start: Iterable[Predicate], step: Callable[[Predicate], Iterable[Predicate]]
) -> dict[Predicate, None]:
    seen = dict.fromkeys(start)
    waiting = list(seen)
    while waiting:
        for predicate in step(waiting.pop()):
            if predicate not in seen:
                seen[predicate] = None
                waiting.append(predicate)
    return seen
