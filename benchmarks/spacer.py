"""Z3's Spacer (muZ) asked the same question as the check: which denials can rules reach?

Planted theories are about one entity at a time, so a database is a tuple of Booleans, one for each
input, with a number beside those that hold one; every derived predicate of a denial's cone is a
relation over that tuple. Negation has no place in Horn clauses: denials that need it are left out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import z3

from preceptor.logic import Atom, Compare, Const, Expr, Not, Num, Op, Predicate, Rule, Term, Var

TIMEOUT_MS = 10_000

_ORDER: dict[Op, Callable[[z3.ArithRef, z3.ArithRef], z3.BoolRef]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.SAME: operator.eq,
    Op.DIFFERENT: operator.ne,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether Spacer reaches the denial; None where it gave up or could not be asked."""

    reachable: bool | None
    asked: bool = True


def reachable(law: Rule, rules: Sequence[Rule], denials: Iterable[Rule]) -> Answer:
    """The answer for one denial, whose cone the rules are; the denials restrict the inputs."""
    if any(isinstance(literal, Not) for rule in (law, *rules) for literal in rule.body):
        return Answer(None, asked=False)
    try:
        return _Query(law, rules, denials).answer()
    except _Unsayable:
        return Answer(None, asked=False)


class _Unsayable(Exception):
    """The rules speak of more than one entity."""


class _Query:
    def __init__(self, law: Rule, rules: Sequence[Rule], denials: Iterable[Rule]) -> None:
        self._derived = {rule.head.predicate for rule in rules if rule.head is not None}
        bodies = [literal for rule in (law, *rules) for literal in rule.body]
        read = dict.fromkeys(lit.predicate for lit in bodies if isinstance(lit, Atom))
        self._holds = {p: z3.Bool(f"is {p}") for p in read if p not in self._derived}
        self._number = {p: z3.Int(f"n {p}") for p in self._holds if p.arity == 2}
        self._state = [*self._holds.values(), *self._number.values()]
        self._relations: dict[Predicate, z3.FuncDeclRef] = {}
        self._law, self._rules, self._denials = law, rules, denials

    def answer(self) -> Answer:
        point = z3.Fixedpoint()
        point.set(engine="spacer", timeout=TIMEOUT_MS)
        point.declare_var(*self._state)
        for predicate in self._derived:
            sorts = [v.sort() for v in self._state] + [z3.IntSort()] * (predicate.arity - 1)
            self._relations[predicate] = z3.Function(str(predicate), *sorts, z3.BoolSort())
            point.register_relation(self._relations[predicate])
        goal = z3.Function("goal", z3.BoolSort())
        point.register_relation(goal)
        for rule in self._rules:
            assert rule.head is not None
            values: dict[str, z3.ArithRef] = {}
            body = self._body(rule, values, point)
            point.rule(self._atom(rule.head, values, point), body)
        point.rule(goal(), [*self._body(self._law, {}, point), *self._admissible()])
        found = point.query(goal())
        return Answer(None if found == z3.unknown else found == z3.sat)

    def _admissible(self) -> Iterable[z3.BoolRef]:
        for number in self._number.values():
            yield number >= 0
            yield number <= 100
        for denial in self._denials:
            atoms = [lit for lit in denial.body if isinstance(lit, Atom)]
            if len(atoms) == len(denial.body) and all(a.predicate in self._holds for a in atoms):
                yield z3.Not(z3.And(*(self._holds[atom.predicate] for atom in atoms)))

    def _body(
        self, rule: Rule, values: dict[str, z3.ArithRef], point: z3.Fixedpoint
    ) -> list[z3.BoolRef]:
        atoms = [lit for lit in rule.body if isinstance(lit, Atom)]
        if len({atom.args[0] for atom in atoms}) > 1:
            raise _Unsayable
        held = [self._atom(atom, values, point) for atom in atoms]
        tests = (lit for lit in rule.body if isinstance(lit, Compare))
        return held + [_ORDER[t.op](_value(t.left, values), _value(t.right, values)) for t in tests]

    def _atom(self, atom: Atom, values: dict[str, z3.ArithRef], point: z3.Fixedpoint) -> z3.BoolRef:
        rest = [self._term(term, values, point) for term in atom.args[1:]]
        if atom.predicate in self._derived:
            return self._relations[atom.predicate](*self._state, *rest)
        same = [self._number[atom.predicate] == number for number in rest]
        return z3.And(self._holds[atom.predicate], *same)

    def _term(
        self, term: Term, values: dict[str, z3.ArithRef], point: z3.Fixedpoint
    ) -> z3.ArithRef:
        if isinstance(term, Num):
            return z3.IntVal(int(term.value))
        if isinstance(term, Const):
            raise _Unsayable
        if term.name not in values:
            values[term.name] = z3.Int(f"v {len(values)}")
            point.declare_var(values[term.name])
        return values[term.name]


def _value(side: Expr, values: Mapping[str, z3.ArithRef]) -> z3.ArithRef:
    if isinstance(side, Num):
        return z3.IntVal(int(side.value))
    if isinstance(side, Var):
        return values[side.name]
    raise _Unsayable
