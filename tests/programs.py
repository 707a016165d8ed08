"""Random programs in which rules fire often: what engines and oracles are compared on.

`strategies.safe_programs` has the breadth of the language; these have the depth: dense facts,
much recursion, weights that tie in many ways, negation over what recursion derives.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

import strategies
from preceptor.logic import Atom, Compare, Const, Literal, Not, Num, Op, Rule, Theory, Var
from preceptor.syntax import parse_rules

Program = tuple[Theory, tuple[Atom, ...]]

# 0.5 * 0.5 = 0.25 and 0.9 * 0.4 = 0.6 * 0.6 = 0.36: equal products of different weights.
WEIGHTS = [Fraction(w, 100) for w in (100, 100, 90, 60, 50, 40, 36, 25)]

_DENSE = parse_rules(
    """
    node(a). node(b). node(c). node(d).
    edge(a, b). edge(b, c). edge(c, a). edge(c, d). edge(d, d).
    size(a, 0). size(b, 1). size(c, 2). size(d, 3). size(a, 2).
    """
)


@st.composite
def dense_programs(draw: st.DrawFn, *, denials: bool = False) -> Program:
    """Programs of the whole language over many facts."""
    theory, facts = draw(strategies.safe_programs(max_rules=16, denials=denials))
    dense = [rule.head for rule in _DENSE if rule.head is not None]
    more = draw(st.lists(st.sampled_from(dense), unique=True, min_size=9))
    return theory, tuple(dict.fromkeys((*facts, *more)))


@st.composite
def layered_programs(draw: st.DrawFn) -> Program:
    """Weighted recursion in two layers over a graph; the upper layer negates the lower."""
    nodes = st.sampled_from("abcd").map(Const)
    rules = [
        draw(_layer_rule(lower=("edge", "p", "q"), upper=("p", "q"), negated=()))
        for _ in range(draw(st.integers(1, 5)))
    ]
    rules += [
        draw(_layer_rule(lower=("edge", "p", "r", "s"), upper=("r", "s"), negated=("p", "q")))
        for _ in range(draw(st.integers(0, 4)))
    ]
    pairs = st.lists(st.tuples(nodes, nodes), unique=True, min_size=1, max_size=6)
    facts = [Atom("edge", pair) for pair in draw(pairs)]
    for _ in range(draw(st.integers(0, 3))):
        fact = Atom(draw(st.sampled_from("pr")), (draw(nodes), draw(nodes)))
        rules.append(Rule(fact, (), draw(st.sampled_from(WEIGHTS))))
    return Theory(tuple(rules)), tuple(facts)


@st.composite
def _layer_rule(
    draw: st.DrawFn, lower: tuple[str, ...], upper: tuple[str, ...], negated: tuple[str, ...]
) -> Rule:
    """A rule over binary predicates whose body is a connected chain, perhaps turned about."""
    length = draw(st.integers(1, 3))
    chain = [Var(name) for name in "WXYZ"[: length + 1]]
    body: list[Literal] = []
    for ends in pairwise(chain):
        turned = ends[::-1] if draw(st.booleans()) else ends
        body.append(Atom(draw(st.sampled_from(lower)), turned))
    if negated and draw(st.integers(0, 2)):
        choices = [chain[0], chain[-1], Var("_1"), Const("a")]
        args = (draw(st.sampled_from(choices)), draw(st.sampled_from(choices)))
        body.append(Not(Atom(draw(st.sampled_from(negated)), args)))
    if draw(st.booleans()):
        body.append(Compare(Op.DIFFERENT, chain[0], chain[-1]))
    head = Atom(draw(st.sampled_from(upper)), (chain[0], draw(st.sampled_from(chain))))
    return Rule(head, tuple(draw(st.permutations(body))), draw(st.sampled_from(WEIGHTS)))


@st.composite
def split_programs(draw: st.DrawFn) -> Program:
    """Negation within one predicate; stratified, if at all, by its constant argument."""
    numbers, names = st.integers(1, 4).map(Num), st.sampled_from("ab").map(Const)
    rules = []
    for _ in range(draw(st.integers(1, 8))):
        body: list[Literal] = [Atom("item", (Var("X"),))]
        for _ in range(draw(st.integers(0, 2))):
            atom = Atom("s", (Var("X"), draw(numbers)))
            body.append(Not(atom) if draw(st.booleans()) else atom)
        head = Atom("s", (Var("X"), draw(numbers)))
        rules.append(Rule(head, tuple(body), draw(st.sampled_from(WEIGHTS))))
    pairs = st.lists(st.tuples(names, numbers), max_size=3)
    rules += [Rule(Atom("s", pair), (), Fraction(1, 2)) for pair in draw(pairs)]
    items = [Atom("item", (Const(name),)) for name in "ab"]
    return Theory(tuple(rules)), (*items, *(Atom("s", pair) for pair in draw(pairs)))


def programs() -> st.SearchStrategy[Program]:
    """Broad ones and deep ones."""
    return st.one_of(dense_programs(), layered_programs())
