"""Adorned clauses: the rules of a graph compiled for the ways in which goals call them.

A pattern says which arguments a call knows: `bf` is a call that knows the first of two. A relation
that rules conclude becomes one tabled predicate for each pattern that is asked of it, the bodies of
its rules in the order that suits what the call knows. Tabling then asks what magic sets would ask
(Bancilhon et al. 1986), and what a question costs does not grow with the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import assert_never

from preceptor.graph import RuleGraph, body_order, pinned
from preceptor.logic import (
    Aggregate,
    Atom,
    Compare,
    Literal,
    Not,
    Rule,
    Term,
    Var,
    occurrences,
)
from preceptor.prolog.clauses import (
    aggregate,
    call,
    comparison,
    either,
    fact_clause,
    quoted,
    term,
    variable_names,
)
from preceptor.prolog.program import PRELUDE
from preceptor.prolog.relations import Relation, relations


@dataclass(frozen=True, slots=True)
class Pattern:
    """A relation called with the arguments marked `b` known."""

    relation: Relation
    bound: str

    @property
    def name(self) -> str:
        """No other predicate has this name: what stands before the first colon is ours."""
        return f"t{self.bound}{self.relation.name}"


class Adorned:
    """The clauses of a graph over facts; each pattern is printed when it is first needed."""

    def __init__(self, graph: RuleGraph, facts: Iterable[Atom]) -> None:
        rules = [pinned(planned.rule) for planned in graph.rules]
        stated = (rule.head for rule in rules if rule.head is not None and rule.is_fact)
        self._facts = tuple(dict.fromkeys((*facts, *stated)))
        self._places = relations(rules, (), self._facts)
        self._rules: dict[Relation, list[Rule]] = {}
        for rule in rules:
            if rule.head is not None and rule.body:
                self._rules.setdefault(self._places.concluding(rule.head), []).append(rule)
        self._ruled = {relation.node.predicate for relation in self._rules}
        self._printed: set[Pattern] = set()

    def facts(self) -> str:
        """What every goal's clauses need: exact arithmetic, and the facts by relation.

        Raises InputError for a fact with a variable.
        """
        clauses: dict[Relation, list[str]] = {relation: [] for relation in self._places}
        for fact in self._facts:
            clauses[self._places.holding(fact)].append(fact_clause(fact, self._places))
        dynamic = (f":- dynamic {quoted(r.name)}/{r.arity}." for r in clauses)
        given = (line for lines in clauses.values() for line in lines)
        return "\n".join((PRELUDE, *dynamic, *given, ""))

    def goal(
        self, name: str, goal: Sequence[Literal], known: Sequence[str], shown: Sequence[str]
    ) -> str:
        """A clause `name(Known, Shown)` that holds for each solution of a safe goal, behind the
        clauses it needs that were not printed before. Both arguments are lists of variables."""
        waiting: list[Pattern] = []
        head = Atom("", tuple(map(Var, (*known, *shown))))
        names = variable_names(Rule(head, tuple(goal)))
        lists = (f"[{', '.join(names[v] for v in group)}]" for group in (known, shown))
        order = body_order(Rule(None, tuple(goal)), frozenset(known), later=self._ruled)
        body = self._body([goal[i] for i in order], set(known), names, waiting)
        lines = [f"{call(name, lists)} :- {', '.join(body) or 'true'}."]
        while waiting:
            pattern = waiting.pop()
            if pattern not in self._printed:
                self._printed.add(pattern)
                lines += self._clauses(pattern, waiting)
        return "\n".join((*lines, ""))

    def _clauses(self, pattern: Pattern, waiting: list[Pattern]) -> Iterator[str]:
        relation = pattern.relation
        free = [f"A{n}" for n in range(relation.arity)]
        yield f":- table {quoted(pattern.name)}/{relation.arity}."
        yield f"{call(pattern.name, free)} :- {call(relation.name, free)}."
        for rule in self._rules[relation]:
            assert rule.head is not None
            names = variable_names(rule)
            known = [arg for arg, mark in zip(rule.head.args, pattern.bound, strict=True)
                     if mark == "b"]  # fmt: skip
            bound = {arg.name for arg in known if isinstance(arg, Var)}
            order = body_order(rule, frozenset(bound), later=self._ruled)
            body = [rule.body[i] for i in order]
            head = call(pattern.name, (term(arg, names) for arg in rule.head.args))
            yield f"{head} :- {', '.join(self._body(body, bound, names, waiting))}."

    def _body(
        self,
        body: Iterable[Literal],
        bound: set[str],
        names: dict[str, str],
        waiting: list[Pattern],
    ) -> Iterator[str]:
        """The literals, in a safe order, as goals; the patterns that they call wait."""
        for literal in body:
            match literal:
                case Compare():
                    yield comparison(literal, bound, names)
                case Not(atom):
                    yield f"\\+ {self._called(atom, bound, names, waiting)}"
                    continue
                case Aggregate(result, _, _, atom):
                    yield aggregate(literal, self._called(atom, bound, names, waiting), names)
                    bound.update(occurrences(result))
                    continue
                case Atom():
                    yield self._called(literal, bound, names, waiting)
                case _:
                    assert_never(literal)
            bound.update(occurrences(literal))

    def _called(
        self, atom: Atom, bound: Set[str], names: dict[str, str], waiting: list[Pattern]
    ) -> str:
        args = [term(arg, names) for arg in atom.args]
        goals = []
        for relation in self._reading(atom):
            name = relation.name
            if relation in self._rules:
                pattern = Pattern(relation, "".join(_mark(arg, bound) for arg in atom.args))
                waiting.append(pattern)
                name = pattern.name
            goals.append(call(name, args))
        if not goals:  # nothing was ever said of it; the variables must occur all the same
            return f"(fail, {call('none', args)})"
        return either(goals)

    def _reading(self, atom: Atom) -> tuple[Relation, ...]:
        """Where instances of the atom may be found."""
        return self._places.reading(atom) if atom.predicate in self._places.parts else ()


def _mark(arg: Term, bound: Set[str]) -> str:
    return "f" if isinstance(arg, Var) and arg.name not in bound else "b"
