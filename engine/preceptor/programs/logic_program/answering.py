"""Answering: the program as a theory with strong negation, and its query asked of the reasoner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from preceptor import graph, reason
from preceptor.logic import (
    Atom,
    Const,
    Derived,
    Given,
    Origin,
    Proof,
    Rule,
    Theory,
    Truth,
    Var,
    nodes,
)
from preceptor.programs.logic_program.program import Program, Statement
from preceptor.programs.logic_program.sections import Section
from preceptor.syntax import show_atom, show_rule

NAMED = "is named"  # holds of every constant; its blank keeps it apart from all that is read

LIMITS = reason.Limits(facts=100_000, rounds=10_000, seconds=10.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A query's truth; proofs of what makes it true or false; and whether the theory derives some
    atom and its opposite, be it about something else."""

    truth: Truth
    proofs: tuple[Proof, ...]
    contradictory: bool


def rules_of(program: Program, source: str = "program") -> tuple[Rule, ...]:
    """A rule for each head of each clause, facts included, in the order of the lines."""
    stated = program.of(Section.FACTS, Section.RULES)
    return tuple(rule for statement in stated for rule in statement_rules(statement, source))


def statement_rules(statement: Statement, source: str) -> tuple[Rule, ...]:
    """The rules of one statement; they remember its line, its repairs and its text before them."""
    line, said = statement.line, statement.said
    before = line.body if statement.operators else ""
    origin = Origin(source, line.number, line.column, operators=statement.operators, before=before)
    return tuple(
        Rule(head, clause.body, origin=origin)
        for clause in (said.clauses if said else ())
        for head in clause.heads
    )


def decide(rules: Sequence[Rule], query: Sequence[Atom]) -> Verdict:
    """The truth of a conjunction of ground atoms in the world that the rules describe.

    The world is open: an atom is false where its opposite is derived, and a conjunction where one
    of its atoms is. A variable that nothing binds stands for every constant there is. Raises
    LimitExceeded.
    """
    bound = tuple(map(_bound, rules))
    named = _named(bound, query) if bound != tuple(rules) else ()
    model = reason.materialise(graph.compile(Theory(bound)), named, LIMITS)
    truths = {atom: _truth(model, atom) for atom in query}
    order = (Truth.FALSE, Truth.BOTH, Truth.UNKNOWN, Truth.TRUE)  # the first of them decides
    truth = min(truths.values(), key=order.index)
    proofs = (
        reason.prove(model, shown)
        for atom in query
        for shown in (atom, opposite(atom))
        if truths[atom] is truth
    )
    return Verdict(truth, tuple(p for p in proofs if p is not None), _contradicts(model))


def opposite(atom: Atom) -> Atom:
    return replace(atom, negated=not atom.negated)


def explain(proofs: Sequence[Proof]) -> tuple[str, ...]:
    """The proofs in lines, premises first, each atom once, with the line that states it."""
    steps: dict[Atom, str] = {}
    for proof in proofs:
        for node in reversed(list(nodes(proof))):
            if isinstance(node, Given | Derived):
                steps.setdefault(node.atom, f"{show_atom(node.atom)}{_by(node)}")
    return tuple(text for atom, text in steps.items() if atom.name != NAMED)


def _by(node: Given | Derived) -> str:
    if node.rule is None or node.rule.origin is None:
        return ""
    shown = "" if node.rule.is_fact else f": {show_rule(_as_written(node.rule))}"
    return f", line {node.rule.origin.line}{shown}"


def _as_written(rule: Rule) -> Rule:
    return replace(rule, body=tuple(literal for literal in rule.body if not _is_named(literal)))


def _truth(model: reason.Model, atom: Atom) -> Truth:
    match model.holds(atom), model.holds(opposite(atom)):
        case True, False:
            return Truth.TRUE
        case False, True:
            return Truth.FALSE
        case True, True:
            return Truth.BOTH
        case _:
            return Truth.UNKNOWN


def _contradicts(model: reason.Model) -> bool:
    positive = (predicate for predicate in model.predicates if not predicate.negated)
    return any(model.rows(p).keys() & model.rows(p.opposite).keys() for p in positive)


def _bound(rule: Rule) -> Rule:
    """The rule with an atom that binds each variable its body leaves open."""
    free = graph.unbound(rule)
    named = tuple(Atom(NAMED, (Var(name),)) for name in free)
    return replace(rule, body=(*rule.body, *named)) if free else rule


def _is_named(literal: object) -> bool:
    return isinstance(literal, Atom) and literal.name == NAMED


def _named(rules: Sequence[Rule], query: Sequence[Atom]) -> tuple[Atom, ...]:
    terms = dict.fromkeys(term for atom in (*_atoms(rules), *query) for term in atom.args)
    return tuple(Atom(NAMED, (term,)) for term in terms if isinstance(term, Const))


def _atoms(rules: Sequence[Rule]) -> Iterator[Atom]:
    for rule in rules:
        yield from (literal for literal in (rule.head, *rule.body) if isinstance(literal, Atom))
