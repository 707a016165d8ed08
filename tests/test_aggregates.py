"""Aggregates: what they come to, by an oracle that shares no code with the engines.

PRECEPTOR_SEEDS=N compares the programs of N seeds (60 by default) from PRECEPTOR_FIRST (0) on.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest

import grown
from oracle import perfect_model
from preceptor.graph import CompileError, compile
from preceptor.logic import Aggregate, Atom, Derived, Folded, Theory
from preceptor.prolog import Worker
from preceptor.prolog.replay import consequences
from preceptor.reason import certify, demand, materialise, prove, query, update
from preceptor.reason.prove import Prover
from preceptor.reason.swi import Swi
from preceptor.syntax import parse_atom, parse_goal, parse_theory, show_term
from test_agreement import asked

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "60"))
FIRST = int(os.environ.get("PRECEPTOR_FIRST", "0"))
PARTS = 2

FAMILY = """
children(P, N) :- person(P), N = count { C : child(P, C) }.
owed(S) :- S = sum { A, I : bill(I, A) }.
amounts(S) :- S = sum { A : bill(_, A) }.
eldest(P, A) :- person(P), A = max { X : child_age(P, X) }.
youngest(P, A) :- person(P), A = min { X : child_age(P, X) }.
child_age(P, A) :- child(P, C), age(C, A).
two(P) :- person(P), 2 = count { C : child(P, C) }.
as_many(P, Q) :- children(P, N), person(Q), N = count { C : child(Q, C) }, P \\= Q.
selfish(N) :- N = count { X : child(X, X) }.
mixed(S) :- S = sum { V : said(V) }.
said(N) :- N = count { V : said_by(ann, V) }.
said(ann).
-rich(P) :- person(P), N = count { C : child(P, C) }, M = count { C : pet(P, C) }, M < N.
"""
FACTS = tuple(
    map(
        parse_atom,
        ("person(ann)", "person(bob)", "person(cid)", "child(ann, bob)", "child(ann, cid)",
         "child(bob, cid)", "age(bob, 7)", "age(cid, 2.5)", "pet(bob, rex)", "said_by(ann, 1)",
         "bill(rent, 3)", "bill(food, 3)", "bill(tram, 1r3)"),
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def family() -> Theory:
    return parse_theory(FAMILY)


@pytest.mark.parametrize(
    ("goal", "answers"),
    [
        ("children(P, N)", ["P=ann N=2", "P=bob N=1", "P=cid N=0"]),  # none is 0
        ("owed(S)", ["S=19r3"]),  # of distinct pairs
        ("amounts(S)", ["S=10r3"]),  # of distinct amounts
        ("eldest(P, A)", ["P=ann A=7", "P=bob A=2.5"]),  # none has no greatest
        ("youngest(P, A)", ["P=ann A=2.5", "P=bob A=2.5"]),
        ("two(P)", ["P=ann"]),
        ("as_many(P, Q)", []),
        ("selfish(N)", ["N=0"]),
        ("mixed(S)", []),  # a constant has no sum, as in arithmetic
        ("-rich(P)", ["P=ann"]),  # one name in two braces is two variables
        ("person(P), 1 = count { C : child(P, C) }", ["P=bob"]),
        ("N = sum { A : age(_, A) }, N > 9", ["N=9.5"]),
        ("N = count { A, B : child(A, B) }", ["N=3"]),
        ("N = count { P : child(P, _) }", ["N=2"]),
    ],
)
def test_meaning(family: Theory, prolog: Worker, goal: str, answers: list[str]) -> None:
    graph, asked_for = compile(family), parse_goal(goal)
    models = (materialise(graph, FACTS), demand(graph, FACTS))
    results = [query(model, asked_for) for model in models]
    results.append(Swi(graph, FACTS, worker=prolog).query(asked_for))
    for result in results:
        rows = (" ".join(f"{n}={show_term(t)}" for n, t in a.bindings) for a in result.answers)
        assert sorted(rows) == answers


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("p(X, N) :- N = count { Y : q(X, Y) }.", "nothing binds X in"),
        ("p(X) :- q(X, _), X = count { Y : q(N, Y) }, N > X.", "nothing binds N in"),
        ("p(N) :- N = count { N : q(N, _) }.", "nothing binds N in"),
        (
            "p(N) :- N = count { X : q(X) }. q(X) :- p(X).",
            "an aggregate through recursion: p/1 needs all of q/1 needs p/1, by  "
            "p(N) :- N = count { X : q(X) }.  q(X) :- p(X).",
        ),
        (
            "p(X) :- r(X), \\+ q(X). q(N) :- r(N), N = count { X : p(X) }.",
            "negation through recursion: ",
        ),
    ],
)
def test_what_is_refused(rules: str, message: str) -> None:
    with pytest.raises(CompileError) as refused:
        compile(parse_theory(rules))
    assert message in str(refused.value)


def test_constants_split_what_is_counted() -> None:
    """`level/2` counts itself, but at another constant."""
    theory = parse_theory("""
        level(X, 1) :- item(X).
        level(X, 2) :- item(X), N = count { Y : level(Y, 1) }, N > 1.
        level(X, 3) :- item(X), 2 = sum { L, Y : level(Y, L) }.
        """)
    with pytest.raises(CompileError, match="an aggregate through recursion"):
        compile(theory)
    theory = Theory(theory.rules[:2])
    facts = [parse_atom("item(a)"), parse_atom("item(b)")]
    model = materialise(compile(theory), facts)
    assert {atom for atom, _ in model} == perfect_model(theory.rules, facts).keys()
    assert model.holds(parse_atom("level(a, 2)"))


def test_a_proof_shows_what_was_counted(family: Theory) -> None:
    model = materialise(compile(family), FACTS)
    proof = prove(model, parse_atom("two(ann)"))
    assert isinstance(proof, Derived)
    counted = proof.premises[1]
    assert isinstance(counted, Folded)
    assert set(counted.instances) == {parse_atom("child(ann, bob)"), parse_atom("child(ann, cid)")}
    assert certify(family, FACTS, proof) == ()


def forged(proof: Derived, counted: Folded) -> Derived:
    return Derived(proof.atom, proof.rule, (proof.premises[0], counted))


def test_a_forged_count_is_not_certified(family: Theory) -> None:
    model = materialise(compile(family), FACTS)
    proof = prove(model, parse_atom("children(ann, 2)"))
    assert isinstance(proof, Derived)
    counted = proof.premises[1]
    assert isinstance(counted, Folded)
    said = counted.aggregate
    three = parse_goal("3 = count { C : child(ann, C) }")[0]
    other = parse_goal("2 = count { C : child(bob, C) }")[0]
    assert isinstance(three, Aggregate)
    assert isinstance(other, Aggregate)
    for wrong in (
        Folded(said, counted.instances[:1]),  # one left out
        Folded(said, (*counted.instances, parse_atom("child(ann, dan)"))),  # one made up
        Folded(three, counted.instances),
        Folded(other, counted.instances),
    ):
        assert certify(family, FACTS, forged(proof, wrong)), wrong
    more = Derived(parse_atom("children(ann, 3)"), proof.rule, (proof.premises[0],
                   Folded(three, counted.instances)))  # fmt: skip
    assert certify(family, FACTS, more)
    gone = [fact for fact in FACTS if fact != parse_atom("child(ann, cid)")]
    assert certify(family, gone, proof)


@pytest.mark.parametrize("part", range(PARTS))
def test_engines_agree_with_the_oracle(part: int, prolog: Worker) -> None:
    counts: Counter[str] = Counter()
    seeds = range(FIRST + part, FIRST + SEEDS, PARTS)
    for seed in seeds:
        theory, facts = grown.grown(seed, integers=seed % 2 == 0, aggregates=True)
        counts.update(grown.kinds_used((theory, facts)))
        graph, where = compile(theory), f"seed {seed}"
        model = materialise(graph, facts)
        expected = set(perfect_model(theory.rules, facts))
        assert {atom for atom, _ in model} == expected, where
        asked(graph, facts, expected, Random(seed), where)
        rows = consequences(graph, facts, worker=prolog)
        derived = {atom for atom in expected if atom.predicate in graph.derived}
        said = {Atom(p.name, row, p.negated) for p, found in rows.items() for row in found}
        assert said == derived, f"{where}, SWI-Prolog"
        prover = Prover(model)
        for atom in sorted(derived, key=str):
            proof = prover.proof(atom)
            assert proof is not None, f"{where}, {atom}"
            assert certify(theory, facts, proof) == (), f"{where}, {atom}"
    print(f"{len(seeds)} programs, {seeds}: {dict(counts)}")
    assert min(counts[kind] for kind in ("count", "sum", "min", "max")) >= len(seeds) // 10


def test_an_updated_model_is_a_fresh_one() -> None:
    for seed in range(FIRST, FIRST + SEEDS // 2):
        theory, facts = grown.grown(seed, aggregates=True)
        graph, chance = compile(theory), Random(seed)
        model = materialise(graph, facts)
        gone = chance.sample(facts, min(2, len(facts)))
        more = chance.sample([*grown.grown(seed + 2)[1]], 2)
        kept = (*(fact for fact in facts if fact not in gone), *more)
        for changed, given in (
            (update(model, add=more), (*facts, *more)),
            (update(model, remove=gone), tuple(f for f in facts if f not in gone)),
            (update(model, add=more, remove=gone), kept),
        ):
            fresh = materialise(graph, given)
            assert dict(changed) == dict(fresh), f"seed {seed}"
