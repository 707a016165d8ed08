"""What is printed means what it should: every tool derives from it what the reasoner derives.

Each test of random programs counts what it compared, and how much of that was not empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tools
from oracle import absent_from, perfect_model, solutions
from preceptor.formats import export
from preceptor.graph import compile, negative_cycles
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Literal,
    Not,
    Predicate,
    Theory,
)
from preceptor.prolog import Worker
from preceptor.prolog.clauses import violation_variables
from preceptor.reason import materialise
from programs import dense_programs, layered_programs, split_programs
from strategies import safe_programs

Case = tuple[Theory, tuple[Atom, ...]]

# The same programs on every run, as the counts below are asserted.
MANY = settings(
    max_examples=220,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)


def expected(theory: Theory, facts: Iterable[Atom]) -> tools.Found:
    """The reasoner's atoms of derived predicates, held against the oracle's; the violations."""
    graph, facts = compile(theory), tuple(facts)
    model = {atom for atom, _ in materialise(graph, facts)}
    assert model == set(perfect_model(theory, facts))
    violations = {
        (denial.id, tuple(bindings[name] for name in violation_variables(denial.rule)))
        for denial in graph.denials
        for bindings, _ in solutions(denial.rule.body, model, absent_from(model))
    }
    return tools.Found({atom for atom in model if atom.predicate in graph.derived}, violations)


# ------------------------------------------------------- random programs that a tool can say


def undivided(expr: Expr) -> Expr:
    """The expression with `-` for `/`, which no integer arithmetic can say."""
    if not isinstance(expr, Arith):
        return expr
    op = "-" if expr.op == "/" else expr.op
    return Arith(op, undivided(expr.left), undivided(expr.right))


def within(literal: Literal, change: Callable[[Atom], Atom]) -> Literal:
    match literal:
        case Atom():
            return change(literal)
        case Not(atom):
            return Not(change(atom))
        case Compare(op, left, right):
            return Compare(op, undivided(left), undivided(right))


def adapted(case: Case, change: Callable[[Atom], Atom] = lambda atom: atom) -> Case:
    """The case without divisions, and with its atoms changed."""
    theory, facts = case
    rules = (
        replace(
            rule,
            head=None if rule.head is None else change(rule.head),
            body=tuple(within(literal, change) for literal in rule.body),
        )
        for rule in theory
    )
    return Theory(tuple(rules)), tuple(map(change, facts))


def positive(atom: Atom) -> Atom:
    return replace(atom, negated=False)


def is_stratified(case: Case) -> bool:
    return negative_cycles(case[0].rules) == ()


PROGRAMS = st.one_of(
    layered_programs(),
    dense_programs(denials=True),
    safe_programs(denials=True),
    split_programs().filter(is_stratified),
).map(adapted)


def tamed(case: Case) -> Case:
    """The case without strong negation, and with weights on no recursive predicate: there exact
    probabilities, which no other tool is asked for, can take exponential time."""
    theory, facts = adapted(case, positive)
    network = compile(theory).network()
    recursive = {p for p in network if p in _needing(network, p)}
    rules = (
        replace(r, weight=Fraction(1))
        if r.head is not None and r.head.predicate in recursive
        else r
        for r in theory
    )
    return Theory(tuple(rules)), facts


def _needing(network: Any, predicate: Predicate) -> set[Predicate]:
    """What needs the predicate."""
    return {q for p in network.successors(predicate) for q in (p, *nx.descendants(network, p))}


TAMED_PROGRAMS = PROGRAMS.map(tamed)


def compare(strategy: Any, agree: Callable[[Theory, tuple[Atom, ...]], int]) -> Counter[str]:
    """Runs `agree`, which says how many atoms it compared, on many programs; counts them."""
    counts: Counter[str] = Counter()

    @MANY
    @given(strategy)
    def run(case: Case) -> None:
        atoms = agree(*case)
        counts["programs"] += 1
        counts["not empty"] += atoms > 0
        counts["atoms"] += atoms

    run()
    print(dict(counts))
    return counts


def test_clingo_agrees_on_random_programs() -> None:
    consistent = 0

    def agree(theory: Theory, facts: tuple[Atom, ...]) -> int:
        nonlocal consistent
        found = tools.run_clingo(export(theory, facts, "asp", drop_weights=True))
        wanted = expected(theory, facts)
        assert (found is None) == bool(wanted.violations)  # a constraint leaves no stable model
        if found is None:
            return 0
        consistent += 1
        assert found.atoms == wanted.atoms
        return len(found.atoms)

    counts = compare(PROGRAMS, agree)
    assert counts["programs"] >= 200
    assert counts["not empty"] >= 100
    assert consistent >= 150


def test_nemo_agrees_on_random_programs() -> None:
    def agree(theory: Theory, facts: tuple[Atom, ...]) -> int:
        found = tools.run_nemo(export(theory, facts, "nemo", drop_weights=True))
        assert found == expected(theory, facts)
        return len(found.atoms)

    counts = compare(PROGRAMS, agree)
    assert counts["programs"] >= 200
    assert counts["not empty"] >= 100


def test_problog_agrees_on_random_programs() -> None:
    """With their weights: the same atoms are possible, and none is less probable than its best
    proof, the product of whose weights is the confidence."""

    def agree(theory: Theory, facts: tuple[Atom, ...]) -> int:
        found = tools.run_problog(export(theory, facts, "problog"))
        wanted = expected(theory, facts)
        assert {atom for atom in found if not atom.negated} == wanted.atoms
        assert {(a.name, a.args) for a in found if a.negated} == wanted.violations
        model = materialise(compile(theory), facts)
        for atom in wanted.atoms:
            assert found[atom] >= model.confidence(atom) - 1e-9
            assert model.confidence(atom) < 1 or found[atom] == pytest.approx(1)
        return len(wanted.atoms)

    counts = compare(TAMED_PROGRAMS, agree)
    assert counts["programs"] >= 200
    assert counts["not empty"] >= 100


def test_swi_prolog_agrees_on_random_programs(prolog: Worker) -> None:
    """The print that tests/test_prolog.py holds against the oracle, through `export`."""

    def agree(theory: Theory, facts: tuple[Atom, ...]) -> int:
        graph = compile(theory)
        found = tools.Found()
        for row in prolog.run(export(theory, facts, "prolog", drop_weights=True), 60.0):
            if row.kind == "answer":
                predicate = graph.derived[row.index]
                found.atoms.add(Atom(predicate.name, row.values, predicate.negated))
            else:
                denial, *values = row.values
                assert isinstance(denial, Const)
                found.violations.add((denial.name, tuple(values)))
        assert found == expected(theory, facts)
        return len(found.atoms)

    counts = compare(PROGRAMS, agree)
    assert counts["programs"] >= 200
    assert counts["not empty"] >= 100
