"""Clauses: rules made ready to be matched against atoms, and to be put in an atom's place."""

from __future__ import annotations

from collections.abc import Mapping

from preceptor.check.numbering import Numbering
from preceptor.check.plan import Plan
from preceptor.graph import unbound
from preceptor.logic import Atom, Literal, Not, Rule, Term, Var, map_literal, occurrences


class Clause:
    """A rule with the plan that finds its instances. Two clauses are equal when they are one.

    Raises ValueError for a rule that is not safe.
    """

    __slots__ = (
        "_body",
        "_locals",
        "_names",
        "_numbering",
        "_plan",
        "concludes",
        "head",
        "is_denial",
        "is_hard",
        "is_law",
        "is_monotone",
        "reads",
        "rule",
    )

    def __init__(self, rule: Rule, numbering: Numbering, is_law: bool) -> None:
        head, body = rule.head, rule.body
        self.rule = rule
        self.is_law = is_law
        self.concludes = None if head is None else head.predicate
        self.is_denial = head is None
        self.is_hard = rule.is_hard
        self.is_monotone = True
        bound: dict[str, None] = {}  # by an atom
        others: dict[str, None] = {}
        reads: list[int] = []
        for literal in body:
            if isinstance(literal, Atom):
                bound.update(dict.fromkeys(occurrences(literal)))
                reads.append(numbering.predicate(literal))
            else:
                self.is_monotone = self.is_monotone and not isinstance(literal, Not)
                others.update(dict.fromkeys(occurrences(literal)))
        self.reads = tuple(reads)  # by number, the predicates of the body's atoms
        self._names = (*bound, *(name for name in others if name not in bound))  # of the body
        said = () if head is None else tuple(occurrences(head))
        if not bound.keys() >= {*others, *said} and unbound(rule):
            raise ValueError(f"the body does not bind all variables: {rule}")
        self.head = 0 if head is None else numbering.predicate(head)
        self._numbering = numbering
        self._plan: Plan | None = None
        self._body: tuple[Literal, ...] | None = None
        self._locals: tuple[str, ...] | None = None

    def __repr__(self) -> str:
        return f"Clause({self.rule})"

    @property
    def is_monotone_denial(self) -> bool:
        return self.is_monotone and self.is_denial

    @property
    def plan(self) -> Plan:
        """Made when it is first asked for: of many rules few ever fire."""
        if self._plan is None:
            self._plan = Plan.of(self.rule, self._numbering)
        return self._plan

    @property
    def body(self) -> tuple[Literal, ...]:
        """With variables of its own: `X~0`, which no parser and no number from 1 on gives."""
        if self._body is None:
            self._body = self._instance({name: Var(f"{name}~0") for name in self._names})
        return self._body

    def resolved(
        self, atom: Atom, number: int
    ) -> tuple[tuple[Literal, ...], Mapping[str, Term]] | None:
        """What to put in the atom's place, and the bindings of its variables; None if it differs.

        A binding's term holds no variable that is itself bound.
        """
        head = self.rule.head
        assert head is not None
        own: dict[str, Term] = {}
        bound: dict[str, Term] = {}

        def value(term: Term) -> Term:
            while isinstance(term, Var) and term.name in bound:
                term = bound[term.name]
            return term

        for wanted, term in zip(head.args, atom.args, strict=True):
            if isinstance(wanted, Var) and wanted.name not in own:
                own[wanted.name] = term
                continue
            one = value(own[wanted.name] if isinstance(wanted, Var) else wanted)
            other = value(term)
            if one == other:
                continue
            if isinstance(one, Var):
                bound[one.name] = other
            elif isinstance(other, Var):
                bound[other.name] = one
            else:
                return None
        if self._locals is None:
            said = {arg.name for arg in head.args if isinstance(arg, Var)}
            self._locals = tuple(name for name in self._names if name not in said)
        for name in self._locals:
            own[name] = Var(f"{name}~{number}")
        return self._instance(own), {name: value(Var(name)) for name in bound}

    def _instance(self, own: Mapping[str, Term]) -> tuple[Literal, ...]:
        def change(term: Term) -> Term:
            return own[term.name] if isinstance(term, Var) else term

        return tuple([map_literal(literal, change) for literal in self.rule.body])
