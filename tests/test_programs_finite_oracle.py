"""Finite-domain constraints held against every assignment of values, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.logic import Num
from preceptor.programs import finite
from preceptor.programs.constraints.expressions import (
    Expression,
    Items,
    Name,
    Op,
    Operation,
)
from preceptor.programs.constraints.grammar import (
    Ranged,
    parse_expression,
)
from preceptor.programs.constraints.judging import Judge, Standing
from preceptor.programs.constraints.world import World


def value(expression: Expression, assignment: dict[str, int]) -> Any:
    if isinstance(expression, Num):
        return expression.value
    if isinstance(expression, Name):
        return assignment[expression.name]
    assert isinstance(expression, Operation)
    if expression.op is Op.IN:
        left, among = expression.args
        assert isinstance(among, Items)
        return value(left, assignment) in [value(item, assignment) for item in among.items]
    args = [value(arg, assignment) for arg in expression.args]
    meaning: dict[Op, Any] = {
        Op.EQ: lambda a, b: a == b,
        Op.NE: lambda a, b: a != b,
        Op.LT: lambda a, b: a < b,
        Op.LE: lambda a, b: a <= b,
        Op.GT: lambda a, b: a > b,
        Op.GE: lambda a, b: a >= b,
        Op.ADD: lambda a, b: a + b,
        Op.SUB: lambda a, b: a - b,
        Op.MUL: lambda a, b: a * b,
        Op.ABS: abs,
        Op.AND: lambda *parts: all(parts),
        Op.OR: lambda *parts: any(parts),
        Op.NOT: lambda a: not a,
        Op.IMPLIES: lambda a, b: b or not a,
        Op.IFF: lambda a, b: a == b,
        Op.XOR: lambda a, b: a != b,
        Op.IF: lambda c, a, b: a if c else b,
        Op.DISTINCT: lambda *parts: len(set(parts)) == len(parts),
    }
    return meaning[expression.op](*args)


TERMS = st.recursive(
    st.one_of(
        st.sampled_from([Name("p"), Name("q"), Name("r")]), st.builds(Num, st.integers(0, 4))
    ),
    lambda inner: st.one_of(
        st.builds(
            lambda sign, a, b: Operation(sign, (a, b)),
            st.sampled_from([Op.ADD, Op.SUB, Op.MUL]),
            inner,
            inner,
        ),
        st.builds(lambda a: Operation(Op.ABS, (a,)), inner),
    ),
    max_leaves=3,
)
ATOMS = st.one_of(
    st.builds(
        lambda sign, a, b: Operation(sign, (a, b)),
        st.sampled_from([Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE]),
        TERMS,
        TERMS,
    ),
    st.builds(lambda a, b, c: Operation(Op.IN, (a, Items((b, c)))), TERMS, TERMS, TERMS),
    st.builds(lambda a, b, c: Operation(Op.DISTINCT, (a, b, c)), TERMS, TERMS, TERMS),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(
            lambda sign, a, b: Operation(sign, (a, b)),
            st.sampled_from([Op.AND, Op.OR, Op.IMPLIES, Op.IFF, Op.XOR, Op.EQ]),
            inner,
            inner,
        ),
        st.builds(lambda a: Operation(Op.NOT, (a,)), inner),
        st.builds(lambda c, a, b: Operation(Op.IF, (c, a, b)), inner, inner, inner),
    ),
    max_leaves=4,
)


def standing(constraints: list[Expression], condition: Expression) -> Standing:
    assignments = [dict(zip("pqr", values, strict=True)) for values in product((1, 2, 3), repeat=3)]
    solutions = [a for a in assignments if all(value(c, a) for c in constraints)]
    truths = {bool(value(condition, solution)) for solution in solutions}
    if truths == {True}:
        return Standing.ALWAYS
    return Standing.SOMETIMES if truths == {True, False} else Standing.NEVER


WORLD = World([Ranged(name, (1, 2, 3)) for name in "pqr"])


def judge_of(constraints: list[Expression]) -> Judge:
    judge = Judge(WORLD)
    for constraint in constraints:
        judge.assume(constraint)
    return judge


@settings(max_examples=300, deadline=None)
@given(st.lists(CONDITIONS, max_size=3), CONDITIONS)
def test_standings_agree_with_all_assignments(
    constraints: list[Expression], condition: Expression
) -> None:
    judge = judge_of(constraints)
    assert judge.standing(condition) is standing(constraints, condition)
    true = parse_expression("p == p")
    assert judge.is_consistent() is (standing(constraints, true) is Standing.ALWAYS)


@settings(max_examples=60, deadline=None)
@given(st.lists(CONDITIONS, min_size=2, max_size=4))
def test_a_conflict_is_one_and_none_of_it_can_be_spared(constraints: list[Expression]) -> None:
    def solved(kept: list[Expression]) -> bool:
        return standing(kept, parse_expression("p == p")) is Standing.ALWAYS

    judge = judge_of(constraints)
    if judge.is_consistent():
        return
    core = [constraints[n] for n in judge.conflict()]
    assert not solved(core)
    assert all(solved([c for c in core if c is not one]) for one in core)


def orders(count: int) -> Iterator[dict[str, int]]:
    for places in permutations(range(1, count + 1)):
        yield dict(zip("abcde", places, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(1, 6)), st.randoms(use_true_random=False))
def test_whole_programs_agree_with_all_orders(places: list[int], random: Any) -> None:
    """Puzzles that are true of one order, given three facts about it."""
    order = dict(zip("abcde", places, strict=True))
    facts = []
    for _ in range(3):
        one, other = random.sample("abcde", 2)
        facts.append(f"{one} {'<' if order[one] < order[other] else '>'} {other}")
    place = random.randint(1, 5)
    text = "\n".join(
        (
            "Variables:",
            *(f"{name} [IN] [1, 2, 3, 4, 5]" for name in "abcde"),
            "Constraints:",
            *facts,
            "AllDifferentConstraint([a, b, c, d, e])",
            "Query:",
            *(f"{name.upper()}) {name} == {place}" for name in "abcde"),
        )
    )
    solutions = [o for o in orders(5) if all(value(parse_expression(fact), o) for fact in facts)]
    at_place = {next(name for name in "abcde" if o[name] == place) for o in solutions}
    expected = at_place.pop().upper() if len(at_place) == 1 else None
    assert finite.read_program(text).answer == expected
