"""Subsumed: rules that say nothing which another rule does not say of more cases (L6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from preceptor.check.bounds import End, Number, Range
from preceptor.check.notes import about, places, text
from preceptor.check.premises import Premises
from preceptor.check.subsume import ways
from preceptor.check.unify import match
from preceptor.graph import existentials
from preceptor.logic import (
    Atom,
    Code,
    Compare,
    Finding,
    Not,
    Num,
    Op,
    Rule,
    Severity,
    Signature,
    Term,
    Var,
    apart,
    map_literal,
    substituting,
    variables,
)
from preceptor.syntax import rule_id

MAX_NEAR = 500  # rules that are looked at for one, by their keys and bounds
MAX_TRIED = 50  # of these, rules that are matched with it

_ORDERS = (Op.LT, Op.LE, Op.GT, Op.GE)

Key = tuple[object, ...]
Ends = tuple[End, End]


@dataclass(frozen=True)
class Clause:
    """A rule made ready to be held against others."""

    number: int
    rule: Rule
    signature: Signature

    @cached_property
    def keys(self) -> frozenset[Key]:
        """What is among the keys of every rule that this one subsumes."""
        return frozenset(self.listed)

    @cached_property
    def listed(self) -> tuple[Key, ...]:
        """The keys in the order of the text, which decides where several would do."""
        return tuple(dict.fromkeys(_keys(self.rule)))

    @cached_property
    def premises(self) -> Premises:
        return Premises.of(self.rule.body, self.signature)

    @cached_property
    def renamed(self) -> Rule:
        return apart(self.rule, 1)

    @cached_property
    def free(self) -> frozenset[str]:
        """The variables that theta binds; those under `\\+` alone stand for anyone."""
        return frozenset(variables(self.renamed)) - existentials(self.renamed)

    @cached_property
    def bounds(self) -> tuple[tuple[Key, Op, Number], ...]:
        """The bounds that comparisons with a number set to arguments of the body."""
        places = {term.name: place for place, term in self._arguments if isinstance(term, Var)}
        return tuple(
            (places[lit.left.name], lit.op, lit.right.value)
            for lit in self.rule.body
            if isinstance(lit, Compare) and isinstance(lit.left, Var) and isinstance(lit.right, Num)
            if lit.left.name in places and lit.op in _ORDERS
        )

    @cached_property
    def ends(self) -> Mapping[Key, Ends]:
        """The exact ends of the arguments' ranges, for predicates that the body reads once."""
        reads = Counter(place for place, _ in self._arguments)
        return {
            place: found
            for place, term in self._arguments
            if reads[place] == 1 and isinstance(term, Var)
            if (found := _ends(self.premises.range_of(term.name))) is not None
        }

    @property
    def _arguments(self) -> Iterator[tuple[Key, Term]]:
        for literal in self.rule.body:
            if isinstance(literal, Atom):
                for position, term in enumerate(literal.args):
                    yield (literal.name, len(literal.args), literal.negated, position), term

    def is_wide_enough(self, other: Clause) -> bool:
        """False only where a bound of this rule is sure to leave out some case of the other."""
        for place, op, number in self.bounds:
            ends = other.ends.get(place)
            if ends is None:
                continue
            end, is_open = ends[op in (Op.LT, Op.LE)]
            if end is None:
                return False
            if end != number:
                if (end < number) is (op in (Op.GT, Op.GE)):
                    return False
            elif not is_open and op in (Op.GT, Op.LT):
                return False
        return True

    def subsumes(self, other: Clause, *, once: bool) -> bool:
        """Whether some theta makes the heads equal and this body hold wherever the other does.

        With `once`, no atom of the other body may stand for two of this one.
        """
        rule, head = self.renamed, other.rule.head
        bound = {} if rule.head is None or head is None else match(rule.head, head, self.free, {})
        if bound is None:
            return False
        atoms = [literal for literal in rule.body if isinstance(literal, Atom)]
        for theta in ways(rule.body, other.premises, self.free, bound):
            images = {map_literal(atom, substituting(theta)) for atom in atoms}
            if not once or len(images) == len(atoms):
                return True
        return False


def subsumed(rules: Sequence[Rule], signature: Signature) -> Iterator[tuple[int, Finding]]:
    """P309: some other rule a concludes all that rule b does, and at least as surely.

    There is a theta with theta(head a) = head b, whose image of a's atoms and absent atoms lies
    within b's body, while b's guards entail those of a; a weighs no less than b. Where the theory
    has weights no atom of b may serve twice, as its confidence would then count twice. Of two
    rules that subsume each other the longer, then the later, is told. Of each rule, given by its
    index, the first that subsumes it is named. Of very many rules with the same predicates and
    constants not all are looked at.
    """
    once = any(not rule.is_hard for rule in rules)
    clauses = [Clause(number, rule, signature) for number, rule in enumerate(rules)]
    index = _by_rarest_key(clauses)
    for clause in clauses:
        for other in islice(_candidates(clause, index), MAX_TRIED):
            if other.rule.weight < clause.rule.weight or not other.subsumes(clause, once=once):
                continue
            is_equal = other.rule.weight == clause.rule.weight
            if is_equal and _size(other) > _size(clause) and clause.subsumes(other, once=once):
                continue
            yield clause.number, _finding(clause.rule, other.rule)
            break


def _candidates(clause: Clause, index: Mapping[Key | None, Sequence[Clause]]) -> Iterator[Clause]:
    others = chain.from_iterable(index.get(key, ()) for key in (None, *clause.listed))
    near = (o for o in others if o.number != clause.number and o.keys <= clause.keys)
    yield from (other for other in islice(near, MAX_NEAR) if other.is_wide_enough(clause))


def _by_rarest_key(clauses: Sequence[Clause]) -> Mapping[Key | None, Sequence[Clause]]:
    """Each clause under that of its keys which the fewest have: a rule it subsumes has it too."""
    counts = Counter(chain.from_iterable(clause.listed for clause in clauses))
    index: dict[Key | None, list[Clause]] = {}
    for clause in clauses:
        rarest = min(clause.listed, key=counts.__getitem__, default=None)
        index.setdefault(rarest, []).append(clause)
    return index


def _keys(rule: Rule) -> Iterator[Key]:
    """The predicates of head, atoms and absent atoms, and the constants in head and atoms."""
    if rule.head is not None:
        yield from _keys_of("head", rule.head)
    for literal in rule.body:
        if isinstance(literal, Atom):
            yield from _keys_of("atom", literal)
        elif isinstance(literal, Not):
            yield ("absent", literal.atom.name, len(literal.atom.args), literal.atom.negated)


def _keys_of(kind: str, atom: Atom) -> Iterator[Key]:
    what = (kind, atom.name, len(atom.args), atom.negated)
    yield what
    for position, term in enumerate(atom.args):
        if not isinstance(term, Var):
            yield (*what, position, term)


def _ends(values: Range | None) -> Ends | None:
    """The lower and the upper end of a range; None where there is more to it than these."""
    if values is None or values.values or values.without:
        return None
    return values.ends


def _size(clause: Clause) -> tuple[int, int]:
    return len(clause.rule.body), clause.number


def _finding(rule: Rule, other: Rule) -> Finding:
    says = "forbids" if rule.is_denial else "concludes"
    if rule.weight < other.weight:
        message = "its weight never counts, as another is surer and as wide"
        hint = "if it was meant as an exception, except its cases from the other rule; else drop it"
    else:
        message = f"another rule {says} all that it does"
        hint = "drop it, or narrow the other rule"
    shown = f"{text(rule)}  the other is  {text(other)}"
    finding = about(rule, Code.SUBSUMED, f"{message}:  {shown}", hint, Severity.NOTE, "z3")
    return replace(
        finding,
        rules=tuple(dict.fromkeys((*finding.rules, rule_id(other)))),
        where=places((rule, other)),
    )
