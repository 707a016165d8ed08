"""Forward: the perfect model of a database of a few facts, with one derivation of each atom.

The engine of `reason` is made for many facts and plans every rule; here the facts are few and the
rules many, so only rules that read an atom at hand are looked at, stratum by stratum.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from preceptor.check.witness import FALSE
from preceptor.graph import PlannedRule, RuleGraph
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    LimitExceeded,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Rule,
    Term,
    Var,
)
from preceptor.reason.arithmetic import calculate

MAX_ATOMS = 2_000  # of one model: arithmetic in a recursive rule may never end

Bindings = dict[str, Term]
Active = Callable[[PlannedRule], bool]

_ORDER = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}


@dataclass(frozen=True, slots=True)
class Derivation:
    """How an atom was first concluded: by the rule, from the atoms of its body in order."""

    rule: Rule
    premises: tuple[Atom, ...]


Model = Mapping[Atom, Derivation | None]  # None for an atom that the database gives


class Forward:
    """Rules and denials of a graph, by the predicates that they read; a denial concludes FALSE."""

    def __init__(self, graph: RuleGraph) -> None:
        self._readers: dict[Predicate, list[PlannedRule]] = defaultdict(list)
        self._always: list[PlannedRule] = []
        self._last = len(graph.strata)
        for planned in (*graph.rules, *graph.denials):
            read = {lit.predicate for lit in planned.rule.body if isinstance(lit, Atom)}
            for predicate in read:
                self._readers[predicate].append(planned)
            if not read:
                self._always.append(planned)

    def model(self, facts: Iterable[Atom], active: Active, absence: Model | None = None) -> Model:
        """The perfect model of the facts under the active rules. Raises LimitExceeded.

        With `absence`, what `\\+` asks is whether an atom is in that model instead.
        """
        return _Run(self._readers, self._always, self._last, active, absence).closure(facts)


class _Run:
    """One model in the making."""

    def __init__(
        self,
        readers: Mapping[Predicate, Sequence[PlannedRule]],
        always: Sequence[PlannedRule],
        last: int,
        active: Active,
        absence: Model | None,
    ) -> None:
        self._readers, self._last, self._active = readers, last, active
        self._waiting: dict[int, dict[int, PlannedRule]] = defaultdict(dict)
        self._heap: list[int] = []
        self._atoms = _Atoms()
        self._model: dict[Atom, Derivation | None] = {}
        self._read: dict[int, tuple[int, ...]] = {}  # by rule, how many atoms it has read of each
        self._present = self._atoms
        if absence is not None:
            self._present = _Atoms()
            for atom in absence:
                self._present.add(atom)
        for planned in always:
            self._await(planned)

    def closure(self, facts: Iterable[Atom]) -> Model:
        for fact in facts:
            self._add(fact, None)
        heapify(self._heap)
        while self._heap:
            stratum = heappop(self._heap)
            batch = self._waiting.pop(stratum, {})
            for planned in batch.values():
                for head, derivation in tuple(self._conclusions(planned)):
                    self._add(head, derivation)
        return self._model

    def _add(self, atom: Atom, derivation: Derivation | None) -> None:
        if atom in self._model:
            return
        if len(self._model) >= MAX_ATOMS:
            raise LimitExceeded("atoms of a small model", MAX_ATOMS, MAX_ATOMS)
        self._model[atom] = derivation
        self._atoms.add(atom)
        for planned in self._readers.get(atom.predicate, ()):
            self._await(planned)

    def _await(self, planned: PlannedRule) -> None:
        if not self._active(planned):
            return
        stratum = self._last if planned.rule.head is None else planned.stratum
        if stratum not in self._waiting:
            heappush(self._heap, stratum)
        self._waiting[stratum][id(planned)] = planned

    def _conclusions(self, planned: PlannedRule) -> Iterator[tuple[Atom, Derivation]]:
        """What the rule concludes from at least one atom that it has not read yet (semi-naive)."""
        rule = planned.rule
        places = tuple(i for i in planned.plan if isinstance(rule.body[i], Atom))
        sizes = tuple(map(self._atoms.count, (rule.body[i] for i in places)))
        read = self._read.get(id(planned), (0,) * len(places))
        self._read[id(planned)] = sizes
        for new, place in enumerate(places):
            spans = {place: range(read[new], sizes[new])}
            spans |= {p: range(read[k]) for k, p in enumerate(places[:new])}
            spans |= {p: range(sizes[k]) for k, p in enumerate(places) if k > new}
            yield from self._fired(planned, spans)
        if not places:
            yield from self._fired(planned, {})

    def _fired(
        self, planned: PlannedRule, spans: Mapping[int, range]
    ) -> Iterator[tuple[Atom, Derivation]]:
        if any(not span for span in spans.values()):
            return
        rule = planned.rule
        for bindings, premises in self._solve(planned, 0, {}, {}, spans):
            head = FALSE if rule.head is None else ground(rule.head, bindings)
            yield head, Derivation(rule, tuple(premises[i] for i in sorted(premises)))

    def _solve(
        self,
        planned: PlannedRule,
        step: int,
        bindings: Bindings,
        premises: dict[int, Atom],
        spans: Mapping[int, range],
    ) -> Iterator[tuple[Bindings, dict[int, Atom]]]:
        if step == len(planned.plan):
            yield bindings, premises
            return
        position = planned.plan[step]
        literal = planned.rule.body[position]
        if isinstance(literal, Atom):
            for atom in self._atoms.like(literal, bindings, spans[position]):
                more = matched(literal, atom, bindings)
                if more is not None:
                    found = {**premises, position: atom}
                    yield from self._solve(planned, step + 1, more, found, spans)
        elif isinstance(literal, Not):
            atom = literal.atom
            span = range(self._present.count(atom))
            known = self._present.like(atom, bindings, span)
            if all(matched(atom, one, bindings) is None for one in known):
                yield from self._solve(planned, step + 1, bindings, premises, spans)
        else:
            kept = compared(literal, bindings)
            if kept is not None:
                yield from self._solve(planned, step + 1, kept, premises, spans)


class _Atoms:
    """Ground atoms in the order in which they came, found by predicate and by one argument."""

    def __init__(self) -> None:
        self._all: dict[Predicate, list[Atom]] = defaultdict(list)
        self._by_argument: dict[tuple[Predicate, int], dict[Term, list[int]]] = {}

    def add(self, atom: Atom) -> None:
        listed = self._all[atom.predicate]
        for position, term in enumerate(atom.args):
            index = self._by_argument.get((atom.predicate, position))
            if index is not None:
                index.setdefault(term, []).append(len(listed))
        listed.append(atom)

    def count(self, pattern: Literal) -> int:
        assert isinstance(pattern, Atom)
        return len(self._all.get(pattern.predicate, ()))

    def like(self, pattern: Atom, bindings: Bindings, span: range) -> Iterator[Atom]:
        """The atoms of a span that have the first argument of the pattern that is known."""
        listed = self._all.get(pattern.predicate, [])
        for position, wanted in enumerate(pattern.args):
            term = bindings.get(wanted.name) if isinstance(wanted, Var) else wanted
            if term is not None and len(span) > 4:
                index = self._index(pattern.predicate, position)
                return (listed[i] for i in index.get(term, ()) if i in span)
        return (listed[i] for i in span)

    def _index(self, predicate: Predicate, position: int) -> dict[Term, list[int]]:
        index = self._by_argument.get((predicate, position))
        if index is None:
            index = self._by_argument[predicate, position] = {}
            for number, atom in enumerate(self._all[predicate]):
                index.setdefault(atom.args[position], []).append(number)
        return index


def ground(atom: Atom, bindings: Mapping[str, Term]) -> Atom:
    args = tuple(bindings[t.name] if isinstance(t, Var) else t for t in atom.args)
    return Atom(atom.name, args, atom.negated)


def matched(pattern: Atom, atom: Atom, bindings: Bindings) -> Bindings | None:
    """The bindings extended so that the pattern is the ground atom."""
    more: Bindings | None = None
    for wanted, term in zip(pattern.args, atom.args, strict=True):
        if isinstance(wanted, Var):
            known = (more or bindings).get(wanted.name)
            if known is None:
                more = {**bindings} if more is None else more
                more[wanted.name] = term
            elif known != term:
                return None
        elif wanted != term:
            return None
    return bindings if more is None else more


def compared(comparison: Compare, bindings: Bindings) -> Bindings | None:
    """The bindings under which the comparison holds; `=` binds a variable that has no value yet."""
    left, right = value(comparison.left, bindings), value(comparison.right, bindings)
    op = comparison.op
    if op is Op.SAME:
        for side, other in ((comparison.left, right), (comparison.right, left)):
            if isinstance(side, Var) and side.name not in bindings:
                return None if other is None else {**bindings, side.name: other}
        return bindings if left is not None and left == right else None
    if left is None or right is None:
        return None
    if op is Op.DIFFERENT:
        return bindings if left != right else None
    if isinstance(left, Num) and isinstance(right, Num) and _ORDER[op](left.value, right.value):
        return bindings
    return None


def value(expr: Expr, bindings: Mapping[str, Term]) -> Term | None:
    """The exact value of an expression; None where it has none."""
    match expr:
        case Var(name):
            return bindings.get(name)
        case Arith(op, left, right):
            a, b = value(left, bindings), value(right, bindings)
            if not isinstance(a, Num) or not isinstance(b, Num):
                return None
            result = calculate(op, a.value, b.value)
            return None if result is None else Num(Fraction(result))
        case Const() | Num():
            return expr
