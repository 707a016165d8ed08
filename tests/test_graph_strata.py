"""Strata: negative cycles are found, the argument split saves what it can, orders are sound."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings

import programs
import strategies
from preceptor.graph import Node, negative_cycles, strata
from preceptor.logic import Atom, Compare, Const, Not, Num, Op, Predicate, Rule, Theory
from preceptor.syntax import parse_rules
from programs import Program

FEW = settings(max_examples=150, deadline=None)


def test_a_cycle_is_shown_whole() -> None:
    rules = parse_rules(
        """
        win(X) :- move(X, Y), \\+ lose(Y).
        lose(X) :- stuck(X), won(X).
        won(X) :- win(X).
        idle(X) :- node(X), \\+ win(X).
        """
    )
    (cycle,) = negative_cycles(rules)
    assert [str(node) for node in cycle.nodes] == ["win/1", "lose/1", "won/1"]
    assert cycle.rules == (0, 1, 2)
    assert cycle.negative == (0,)
    assert str(cycle) == "win/1 needs not lose/1 needs won/1 needs win/1"


def test_two_negations_of_one_cycle_are_one_cycle() -> None:
    (cycle,) = negative_cycles(parse_rules("p :- \\+ q. q :- \\+ p."))
    assert cycle.negative == (0, 1)
    assert str(cycle) == "p/0 needs not q/0 needs not p/0"


def test_each_negation_on_a_cycle_is_reported() -> None:
    rules = parse_rules("p :- a, \\+ q. p :- b, \\+ q. q :- p.")
    assert [cycle.negative for cycle in negative_cycles(rules)] == [(0,), (1,)]


def test_strong_negation_is_a_predicate_of_its_own() -> None:
    rules = parse_rules("-flies(X) :- penguin(X). flies(X) :- bird(X), \\+ -flies(X).")
    assert negative_cycles(rules) == ()
    assert strata(rules) == ((0,), (1,))


def test_a_constant_in_every_head_splits_the_predicate() -> None:
    rules = parse_rules(
        """
        level(P, 1) :- base(P).
        level(P, 2) :- item(P), \\+ level(P, 1).
        level(P, N) :- item(P), N = 3, \\+ level(P, 1), \\+ level(P, 2).
        level(ann, 7).
        """
    )
    assert negative_cycles(rules) == ()
    assert strata(rules) == ((3,), (0,), (1,), (2,))


def test_the_split_shows_its_constants() -> None:
    rules = parse_rules("t(X, on) :- s(X), \\+ t(X, off). t(X, off) :- s(X), \\+ t(X, on).")
    (cycle,) = negative_cycles(rules)
    on = Node(Predicate("t", 2), ((1, Const("on")),))
    off = Node(Predicate("t", 2), ((1, Const("off")),))
    assert cycle.nodes == (on, off)
    assert str(cycle) == "t(_, on) needs not t(_, off) needs not t(_, on)"


@pytest.mark.parametrize(
    "spoiler", ["level(P, N) :- given(P, N).", "level(P, 1) :- item(P), level(P, 2)."]
)
def test_what_the_split_cannot_save(spoiler: str) -> None:
    rules = parse_rules(f"level(P, 2) :- item(P), \\+ level(P, 1). {spoiler}")
    assert negative_cycles(rules)


def test_numbers_split_by_value() -> None:
    assert negative_cycles(parse_rules("p(X, 0.5) :- q(X), \\+ p(X, 1r2)."))
    assert not negative_cycles(parse_rules("p(X, 0.5) :- q(X), \\+ p(X, 1r3)."))


def test_facts_come_before_the_rules_that_negate_them() -> None:
    rules = parse_rules("q(X) :- s(X), \\+ r(X). r(a). s(b). r(X) :- q2(X). 0.5 :: r(c).")
    groups = strata(rules)
    place = {index: n for n, group in enumerate(groups) for index in group}
    assert place[3] == place[1] == place[4]  # a fact belongs where rules may better it
    assert place[3] < place[0]
    assert place[2] == 0


def may_meet(atom: Atom, reader: Rule, read: Rule) -> bool:
    """Whether the one rule's conclusions can be among what the other reads.

    Two constants tell them apart, written as arguments or behind `=`.
    """
    assert read.head is not None
    pairs = zip(fixed(atom, reader), fixed(read.head, read), strict=False)
    same = all(one == other for one, other in pairs if one and other)
    return atom.predicate == read.head.predicate and same


def fixed(atom: Atom, rule: Rule) -> Iterator[set[object]]:
    """The constants that each argument must equal."""
    same = [c for c in rule.body if isinstance(c, Compare) and c.op is Op.SAME]
    sides = [pair for c in same for pair in ((c.left, c.right), (c.right, c.left))]
    for term in atom.args:
        said = (term, *(other for one, other in sides if one == term))
        yield {one for one in said if isinstance(one, Const | Num)}


@FEW
@given(strategies.safe_programs())
def test_strata_order_what_rules_read(program: tuple[Theory, tuple[Atom, ...]]) -> None:
    theory, _ = program
    rules = theory.rules
    assert negative_cycles(rules) == ()
    groups = strata(rules)
    place = {index: n for n, group in enumerate(groups) for index in group}
    assert sorted(place) == list(range(len(rules)))
    for reader, read in product(range(len(rules)), repeat=2):
        for literal in rules[reader].body:
            atom = literal.atom if isinstance(literal, Not) else literal
            if not isinstance(atom, Atom) or not rules[read].body:
                continue
            if may_meet(atom, rules[reader], rules[read]):
                assert place[read] <= place[reader]
                assert not isinstance(literal, Not) or place[read] < place[reader]


# In split programs each rule is about one item, so the constants alone are the ground nodes, and
# local stratification can be decided by reachability between them.


@FEW
@given(programs.split_programs())
def test_split_programs_are_judged_exactly(program: Program) -> None:
    rules = [rule for rule in program[0] if rule.body]
    positive = {(r.head.args[1], a.args[1]) for r in rules for a in atoms(r, Atom)}  # type: ignore[union-attr]
    negative = {(r.head.args[1], a.args[1]) for r in rules for a in atoms(r, Not)}  # type: ignore[union-attr]
    reached = positive | negative
    while True:
        more = reached | {(a, d) for a, b in reached for c, d in reached if b == c}
        if more == reached:
            break
        reached = more
    stratified = not any(a == b or (b, a) in reached for a, b in negative)
    assert (negative_cycles(rules) == ()) == stratified
    if stratified:
        place = {index: n for n, group in enumerate(strata(rules)) for index in group}
        for reader, read in product(range(len(rules)), repeat=2):
            for atom in atoms(rules[reader], Not):
                if rules[read].head.args[1] == atom.args[1]:  # type: ignore[union-attr]
                    assert place[read] < place[reader]


def atoms(rule: Rule, kind: type) -> list[Atom]:
    found = [lit for lit in rule.body if isinstance(lit, kind)]
    held = [lit.atom if isinstance(lit, Not) else lit for lit in found]
    return [atom for atom in held if isinstance(atom, Atom) and atom.name == "s"]
