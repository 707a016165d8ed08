"""A desk that decides cases by a policy: plain enumeration of proofs, on a grid of cases.

The grid has one applicant (order, patient), with every attribute at each number that a rule names,
between two of them, or without a value. Nothing is shared with the code that it judges.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from math import floor, prod

from oracle import holds, value
from preceptor.domain import Domain
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Not,
    Num,
    Role,
    Rule,
    SortKind,
    Term,
    Var,
)
from preceptor.syntax import parse_rules, rule_id

CASES = 2_200  # of one law
OTHER = Const("elsewhere")

Case = dict[str, Term | None]  # each attribute, None where there is none
Core = frozenset[int]  # the rules of a proof, by their place


Wanted = tuple[str, bool, Term | None]  # a conclusion: its name, whether it is -p, its value


def by_conclusion(rules: tuple[Rule, ...]) -> dict[Wanted, list[tuple[int, Rule]]]:
    found: dict[Wanted, list[tuple[int, Rule]]] = {}
    for place, rule in enumerate(rules):
        assert rule.head is not None
        concluded = rule.head.args[1] if len(rule.head.args) > 1 else None
        key = (rule.head.name, rule.head.negated, concluded)
        found.setdefault(key, []).append((place, rule))
    return found


class Desk:
    """Rules about one key, asked for the proofs of what they conclude in one case."""

    def __init__(self, rules: dict[Wanted, list[tuple[int, Rule]]], case: Case) -> None:
        self.rules, self.case = rules, case
        self.known: dict[Wanted, set[Core]] = {}

    def proofs(self, wanted: Wanted) -> set[Core]:
        if wanted not in self.known:
            self.known[wanted] = {
                core | {place}
                for place, rule in self.rules.get(wanted, ())
                for core in self.of(rule.body)
            }
        return self.known[wanted]

    def of(self, body: Iterable[object]) -> set[Core]:
        """The proofs of a body: the sets of rules that make its positive atoms true."""
        body = list(body)
        partial: list[tuple[dict[str, Term], Core]] = [({}, frozenset())]
        for atom in (literal for literal in body if isinstance(literal, Atom)):
            partial = [
                ({**bound, **more}, core | proof)
                for bound, core in partial
                for more, proof in self.ways(atom, bound)
            ]
        return {core for bound, core in partial if self.passes(body, bound)}

    def ways(self, atom: Atom, bound: dict[str, Term]) -> Iterator[tuple[dict[str, Term], Core]]:
        """What the atom's second argument can be, if it has one, with a proof of each."""
        pattern = atom.args[1] if len(atom.args) > 1 else None
        is_open = isinstance(pattern, Var) and pattern.name not in bound
        wanted = None if pattern is None or is_open else value(pattern, bound)
        for one in self.values(atom) if is_open else (wanted,):
            more = {pattern.name: one} if isinstance(pattern, Var) and is_open and one else {}
            yield from ((more, proof) for proof in self.held(atom, one))

    def held(self, atom: Atom, wanted: Term | None) -> set[Core]:
        if atom.name not in self.case:
            return self.proofs((atom.name, atom.negated, wanted))
        given = self.case[atom.name]
        return {frozenset()} if given is not None and wanted in (None, given) else set()

    def values(self, atom: Atom) -> set[Term]:
        """What the second argument of a fact is, or of what some rule concludes."""
        if atom.name in self.case:
            given = self.case[atom.name]
            return set() if given is None else {given}
        sought = (atom.name, atom.negated)
        return {one for *about, one in self.rules if tuple(about) == sought and one is not None}

    def passes(self, body: list[object], bound: dict[str, Term]) -> bool:
        for literal in body:
            if isinstance(literal, Compare):
                left, right = value(literal.left, bound), value(literal.right, bound)
                if left is None or right is None or not holds(literal.op, left, right):
                    return False
            elif isinstance(literal, Not) and any(self.ways(literal.atom, bound)):
                return False
        return True


def laws_of(domain: Domain, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The constraints, one value for what is functional, and nothing beside its own denial."""
    laws = list(domain.constraints)
    for d in domain.signature.declarations:
        name = d.predicate.name
        if d.role is Role.DERIVED and d.functional:
            laws += parse_rules(f":- {name}(X, V), {name}(X, W), V \\= W.", "law")
    for name in {r.head.name for r in rules if r.head is not None and r.head.negated}:
        laws += parse_rules(f":- {name}(X), -{name}(X).", "law")
    return tuple(laws)


def numbers(expr: Expr) -> Iterator[Fraction]:
    if isinstance(expr, Num):
        yield Fraction(expr.value)
    elif isinstance(expr, Arith):
        yield from (*numbers(expr.left), *numbers(expr.right))


def beneath(law: Rule, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The law and the rules that it can come to, by what they conclude."""
    found, names = (law,), set(read_by(law))
    while True:
        more = tuple(r for r in rules if r.head is not None and r.head.name in names)
        wider = names | {name for rule in more for name in read_by(rule)}
        if wider == names:
            return (*found, *more)
        names = wider


def read_by(rule: Rule) -> Iterator[str]:
    for literal in rule.body:
        atom = literal.atom if isinstance(literal, Not) else literal
        if isinstance(atom, Atom):
            yield atom.name


def grid(
    domain: Domain,
    law: Rule,
    rules: tuple[Rule, ...],
    given: Collection[str] = (),
    most: int = CASES,
) -> Iterator[Case]:
    """Cases with every attribute at each number that rules name, between them, and outside.

    All combinations of what the law comes to, or `most` of them by chance; what is `given` always
    has a value that its sort lists.
    """
    told = beneath(law, rules)
    read = {name for rule in told for name in read_by(rule)}
    absent: Case = {
        d.predicate.name: None for d in domain.signature.declarations if d.role is Role.INPUT
    }
    choices: dict[str, list[Term | None]] = {
        name: [None, *attribute(domain, name, told)] for name in sorted(read & {*absent})
    }
    for name in choices.keys() & given:
        sort = domain.signature.sort(domain.signature.named(name)[0].sorts[-1])
        assert sort is not None
        choices[name] = [one for one in choices[name] if one and one in (sort.values or (one,))]
    if prod(map(len, choices.values())) <= most:
        yield from (
            {**absent, **dict(zip(choices, one, strict=False))}
            for one in product(*choices.values())
        )
    else:
        chance = random.Random(0)
        for _ in range(most):
            yield {**absent, **{name: chance.choice(some) for name, some in choices.items()}}


def whole_cases(domain: Domain, rules: tuple[Rule, ...], most: int) -> Iterator[Case]:
    """Admissible cases that have every attribute of which there is one for each member."""
    inputs = [d for d in domain.signature.declarations if d.role is Role.INPUT]
    listing = {sort.domain for sort in domain.signature.sorts}
    given = {d.predicate.name for d in inputs if d.functional or d.predicate.name in listing}
    names = [d.predicate.name for d in inputs]
    of_data = [law for law in domain.constraints if {*read_by(law)} <= {*names}]
    everything = parse_rules(f":- {', '.join(f'{name}(X)' for name in names)}.", "all")[0]
    heads = parse_rules(
        f":- {', '.join(sorted({f'{r.head.name}(X)' for r in rules if r.head}))}.", "heads"
    )[0]
    law = replace(everything, body=(*everything.body, *heads.body))
    for case in grid(domain, law, (*rules, *of_data), given, most):
        if not any(Desk({}, case).of(one.body) for one in of_data):
            yield case


def is_decided(case: Case, group: Iterable[str], rules: tuple[Rule, ...]) -> bool:
    """Whether some predicate of the group holds in the case."""
    desk = Desk(by_conclusion(rules), case)
    values = {key[2] for key in desk.rules}
    return any(desk.proofs((name, False, one)) for name in group for one in values)


def attribute(domain: Domain, name: str, rules: tuple[Rule, ...]) -> list[Term]:
    declared = domain.signature.named(name)[0]
    if declared.predicate.arity == 1:
        return [Const("yes")]
    sort = domain.signature.sort(declared.sorts[1])
    assert sort is not None
    named = set(compared(name, rules))
    if sort.kind is SortKind.SYMBOL:
        return sorted({*sort.values, *(t for t in named if isinstance(t, Const)), OTHER}, key=str)
    assert sort.minimum is not None
    assert sort.maximum is not None
    ends = [Fraction(sort.minimum.value), Fraction(sort.maximum.value)]
    marks = sorted({*ends, *(Fraction(t.value) for t in named if isinstance(t, Num))})
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    if sort.kind is SortKind.INT:
        between = [Fraction(floor(one)) for one in between]
    return [Num(n) for n in sorted({*marks, *between}) if ends[0] <= n <= ends[1]]


def compared(name: str, rules: tuple[Rule, ...]) -> Iterator[Expr]:
    """The numbers and constants that an attribute's value is held to, in any rule."""
    for rule in rules:
        atoms = [literal.atom if isinstance(literal, Not) else literal for literal in rule.body]
        for atom in (a for a in atoms if isinstance(a, Atom) and a.name == name):
            for guard in rule.body:
                if isinstance(guard, Compare) and atom.args[1] in (guard.left, guard.right):
                    yield from (*leaves(guard.left), *leaves(guard.right))
            yield atom.args[-1]


def leaves(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Arith):
        yield from (*leaves(expr.left), *leaves(expr.right))
    else:
        yield expr


def cores_on_grid(domain: Domain, rules: tuple[Rule, ...]) -> set[frozenset[str]]:
    """The least sets of rules that break a law in some case, by id."""
    ids = [rule_id(rule) for rule in rules]
    index = by_conclusion(rules)
    broken: set[frozenset[str]] = set()
    for law in laws_of(domain, rules):
        cases = grid(domain, law, rules)
        found = {core for case in cases for core in Desk(index, case).of(law.body)}
        least = (core for core in found if not any(other < core for other in found))
        broken |= {frozenset(ids[place] for place in core) for core in least}
    return broken
