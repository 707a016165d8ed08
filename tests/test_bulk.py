"""The bulk engine says what the small engine and the oracle say, by any kernels, in chunks of any
size. What other engines say is in test_agreement.

PRECEPTOR_SEEDS=N compares N random programs (120 by default); which, depends on nothing else.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest

import grown
import oracle
from derived import KERNELS, UNBOUNDED, derive, every, shown, small
from preceptor.graph import compile
from preceptor.logic import Atom, Num
from preceptor.reason import bulk, materialise
from preceptor.syntax import parse_theory

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "120"))


@pytest.mark.parametrize("part", range(4))
def test_random_programs(part: int) -> None:
    """All kernels and several sizes of chunk agree with the small engine; now and then with the
    oracle, which shares no code with either."""
    used: Counter[str] = Counter()
    seeds = range(part, SEEDS, 4)
    for seed in seeds:
        theory, facts = grown.grown(seed)
        graph = compile(theory)
        expected = small(theory, facts)
        if seed % 20 == part:
            assert expected == set(oracle.perfect_model(theory, facts)), f"seed {seed}"
        for name in KERNELS:
            chunk = (1, 3, 1000)[seed % 3]
            made = bulk.materialise(graph, facts, UNBOUNDED, using=name, chunk=chunk)
            assert every(made) == expected, f"seed {seed}, {name}, chunk {chunk}"
            assert made.complete
        used.update(grown.kinds_used((theory, facts)))
        given = {*facts, *(rule.head for rule in theory if rule.is_fact)}
        used["derives"] += len(expected) > len(given)
    print(f"seeds {seeds}: {dict(used)}")
    assert used["derives"] >= 0.6 * len(seeds)
    wanted = ("negation above derived", "arithmetic", "constant", "repeated variable", "recursion")
    for kind in (*wanted, "strong negation", "arity 0", "arity 4"):
        assert used[kind], kind


@pytest.mark.parametrize("using", KERNELS)
@pytest.mark.parametrize("chunk", [2, 1 << 19])
def test_larger_graphs(using: str, chunk: int) -> None:
    """Runs are merged, maps take over, joins are cut up: some thousand facts reach all of it."""
    rules = """
    reach(X, Y) :- edge(X, Y).
    reach(X, Z) :- reach(X, Y), reach(Y, Z).
    apart(X, Y) :- node(X), node(Y), \\+ reach(X, Y), X \\= Y.
    hub(X) :- edge(X, Y), edge(X, Z), Y < Z, \\+ edge(Z, _).
    loop(X) :- reach(X, X).
    """
    chance = Random(7)
    nodes = 25 if chunk == 2 else 60
    edges = {(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(nodes)}
    facts = [Atom("edge", (Num(a), Num(b))) for a, b in sorted(edges)]
    facts += [Atom("node", (Num(n),)) for n in range(nodes)]
    made = derive(rules, using=using, chunk=chunk)
    assert not len(made)
    graph = compile(parse_theory(rules))
    made = bulk.materialise(graph, facts, using=using, chunk=chunk)
    model = materialise(graph, facts)
    assert every(made) == {atom for atom, _ in model}
    assert made.derived == len(model) - len(facts)


@pytest.mark.parametrize("using", KERNELS)
@pytest.mark.parametrize("chunk", [1, 1000])
def test_joins_on_several_positions(using: str, chunk: int) -> None:
    rules = """
    p(X, Z) :- t(X, Y, Z, _), t(Y, X, _, Z).
    q(X, Z) :- t(X, Y, Z, W), t(Y, X, W, V), \\+ t(X, Y, V, _), \\+ t(_A, _A, Z, X).
    r(X, Y, Z) :- t(X, Y, Z, _).
    r(X, Y, W) :- r(X, Y, Z), r(X, Z, W), t(Y, X, _, _).
    s(X) :- r(X, Y, Z), r(Y, X, Z), r(X, Y, 1).
    u(X, Y) :- t(X, X, Y, Y).
    """
    derived: Counter[str] = Counter()
    for seed in range(6):
        chance = Random(seed)
        rows = {tuple(chance.randrange(5) for _ in range(4)) for _ in range(60 + 20 * seed)}
        facts = [Atom("t", tuple(map(Num, row))) for row in sorted(rows)]
        graph = compile(parse_theory(rules))
        made = bulk.materialise(graph, facts, using=using, chunk=chunk)
        assert every(made) == {atom for atom, _ in materialise(graph, facts)}
        derived.update({str(predicate): count for predicate, count in made.counts.items()})
    assert all(derived[name] for name in ("p/2", "q/2", "r/3", "s/1", "u/2"))


def test_old_and_new_premises_meet_in_both_orders() -> None:
    """Each number follows from the last, which is new, and the one before, which is old."""
    for first, second in ((0, 1), (1, 0)):
        steps = ". ".join(f"step({n + first}, {n + second}, {n + 2})" for n in range(20))
        made = derive("n(Z) :- n(X), n(Y), step(X, Y, Z).", f"n(0). n(1). {steps}", chunk=2)
        assert shown(made, "n", 1) == {str(n) for n in range(22)}
        assert made.rounds == 21
