"""Print and parse are inverses on everything that the language can say.

PRECEPTOR_CASES=100000 tries so many terms, literals, rules and theories instead of 150.
"""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from preceptor import graph
from preceptor.logic import Atom, Compare, Expr, Num, Op, Rule, Term, Theory, Var, is_ground
from preceptor.syntax import (
    parse_atom,
    parse_goal,
    parse_rules,
    parse_theory,
    rule_id,
    show_atom,
    show_expr,
    show_goal,
    show_rule,
    show_term,
    show_theory,
)

CASES = int(os.environ.get("PRECEPTOR_CASES", "150"))
FEW = settings(max_examples=CASES, deadline=None)


@FEW
@given(strategies.theories())
def test_theories_survive_printing_and_reading(theory: Theory) -> None:
    again = parse_theory(show_theory(theory))
    assert again.rules == theory.rules
    assert [rule.clause for rule in again] == [rule.clause for rule in theory]
    assert list(map(rule_id, again)) == list(map(rule_id, theory))
    assert show_theory(again) == show_theory(theory)


@settings(max_examples=40, deadline=None)
@given(strategies.deep_expressions(), st.sampled_from(Op))
def test_deep_arithmetic_survives(deep: Expr, op: Op) -> None:
    rule = Rule(Atom("p", (Var("X"),)), (Atom("q", (Var("X"),)), Compare(op, deep, Num(0))))
    assert parse_rules(show_rule(rule)) == (rule,)


@FEW
@given(strategies.terms())
def test_terms_survive(term: Term) -> None:
    assert parse_atom(f"p({show_term(term)})") == Atom("p", (term,))


@FEW
@given(strategies.expressions(), st.sampled_from(Op), strategies.expressions())
def test_expressions_survive(left: Expr, op: Op, right: Expr) -> None:
    assert parse_goal(f"{show_expr(left)} {op.value} {show_expr(right)}") == (
        Compare(op, left, right),
    )


@FEW
@given(strategies.rules())
def test_rules_survive(rule: Rule) -> None:
    assert parse_rules(show_rule(rule)) == (rule,)


@FEW
@given(strategies.atoms())
def test_atoms_survive(atom: Atom) -> None:
    assert parse_atom(show_atom(atom)) == atom


@FEW
@given(strategies.bodies())
def test_goals_survive(goal: tuple[Atom, ...]) -> None:
    assert parse_goal(show_goal(goal)) == goal
    assert parse_goal(f"?- {show_goal(goal)}.") == goal


@settings(max_examples=60, deadline=None)
@given(strategies.safe_programs(denials=True))
def test_safe_programs_are_what_they_promise(program: tuple[Theory, tuple[Atom, ...]]) -> None:
    theory, facts = program
    assert parse_rules(show_theory(theory)) == theory.rules
    assert graph.compile(theory).rules  # raises for an unsafe or unstratified theory
    assert all(is_ground(fact) for fact in facts)
