"""Aggregates: what they come to, by an oracle that shares no code with the engines.

PRECEPTOR_SEEDS=N compares the programs of N seeds (40 by default) from PRECEPTOR_FIRST (0) on.
"""

from __future__ import annotations

import json
import os
import re
from random import Random

import pytest

import grown
from oracle import perfect_model
from preceptor import harvest
from preceptor.check import judge
from preceptor.formats import from_json, to_json
from preceptor.graph import CompileError, RuleGraph, compile
from preceptor.logic import (
    NO_SIGNATURE,
    Aggregate,
    Declaration,
    Derived,
    Dropped,
    Folded,
    InputError,
    Predicate,
    Repaired,
    Signature,
    Sort,
    SortKind,
    Theory,
)
from preceptor.prolog import Worker
from preceptor.reason import (
    abduce,
    bulk,
    certify,
    demand,
    materialise,
    prove,
    query,
    shards,
    update,
    whynot,
)
from preceptor.reason.indexed import indexed
from preceptor.reason.swi import Swi
from preceptor.rulebase.document import query_document
from preceptor.rulebase.fence import Fence
from preceptor.rulebase.wording import say_proof
from preceptor.syntax import (
    parse_atom,
    parse_goal,
    parse_rules,
    parse_theory,
    show_goal,
    show_term,
    show_theory,
)
from test_shards import in_process

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "40"))
FIRST = int(os.environ.get("PRECEPTOR_FIRST", "0"))

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
    said = [line.strip("├─└│ ") for line in say_proof(proof, NO_SIGNATURE)]
    assert said[1:] == [
        "person(ann), given",
        "2 = count { C : child(ann, C) }, computed over child(ann, bob), child(ann, cid)",
    ]
    none = prove(model, parse_atom("children(cid, 0)"))
    assert none is not None
    assert list(say_proof(none, NO_SIGNATURE))[-1].endswith("over nothing: no child(cid, _)")
    leaf = query_document(query(model, parse_goal("two(ann)"), why=True))
    leaf = leaf["answers"][0]["proof"]["premises"][1]
    assert leaf["kind"] == "folded"
    assert leaf["instances"] == ["child(ann, bob)", "child(ann, cid)"]


def test_what_is_printed_reads_back() -> None:
    for seed in range(FIRST, FIRST + SEEDS):
        theory, _ = grown.grown(seed, aggregates=True)
        assert parse_rules(show_theory(theory)) == theory.rules, seed
        assert from_json(to_json(theory)) == theory, seed
        assert RuleGraph.from_json(compile(theory).to_json()).theory.rules == theory.rules


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"aggregate": "average"}, "expected the word of an aggregate"),
        ({"terms": []}, "count lists no term"),
        ({"terms": [{"var": "Z"}]}, "count lists Z, which child(P, C) does not have"),
        ({"result": {"const": "a"}}, "not in the rule language"),
        ({"left": {"num": "1"}}, "an aggregate has no 'left'"),
    ],
)
def test_a_document_that_says_no_aggregate_is_refused(
    change: dict[str, object], message: str
) -> None:
    theory = parse_theory("n(P, N) :- person(P), N = count { C : child(P, C) }.")
    document = json.loads(to_json(theory))
    del document["rules"][0]["id"]
    document["rules"][0]["body"][1].update(change)
    with pytest.raises(InputError, match=re.escape(message)):
        from_json(json.dumps(document))


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


def test_many_counts_in_one_rule_are_refused_in_bulk_by_name() -> None:
    counts = ", ".join(f"N{n} = count {{ C : child(P, C) }}" for n in range(7))
    theory = parse_theory(f"p(P) :- person(P), {counts}, N0 = N6.", "many.pl")
    assert materialise(compile(theory), FACTS).holds(parse_atom("p(ann)"))
    with pytest.raises(InputError, match=r"many.pl:1:1: rule r\w+: more than 6 counts and sums"):
        bulk.materialise(compile(theory), FACTS)


def test_a_drawing_shows_what_is_counted_as_what_is_negated() -> None:
    graph = compile(parse_theory("n(N) :- N = count { C : child(_, C) }."))
    assert [
        (str(a), str(b), held["negative"]) for a, b, held in graph.network().edges(data=True)
    ] == [("child/2", "n/1", True)]
    assert "style=dashed" in graph.to_dot()


def test_what_is_counted_is_counted_whatever_it_weighs() -> None:
    graph = compile(
        parse_theory("""
        0.5 :: liked(X, Y) :- met(X, Y).
        0.9 :: popular(Y) :- person(Y), N = count { X : liked(X, Y) }, N >= 2.
        """)
    )
    met = map(parse_atom, ("met(bob, ann)", "met(cid, ann)", "met(ann, bob)"))
    facts, popular = [*FACTS, *met], parse_atom("popular(ann)")
    made = bulk.materialise(graph, facts, weights=True)
    assert list(made.atoms(popular.predicate)) == [popular]
    assert made.confidences(popular.predicate) == pytest.approx([0.9])
    assert materialise(graph, facts).confidence(popular) == 0.9


def test_a_bulk_model_has_proofs(family: Theory) -> None:
    model = indexed(bulk.materialise(compile(family), FACTS))
    for goal in ("children(cid, 0)", "owed(19r3)", "eldest(ann, 7)", "-rich(ann)"):
        proof = prove(model, parse_atom(goal))
        assert proof is not None
        assert certify(family, FACTS, proof) == ()


def test_shards_count_what_belongs_to_an_entity() -> None:
    theory = parse_theory("""
        children(P, N) :- person(P), N = count { C : child(P, C) }.
        most(P, A) :- person(P), A = max { X : aged(P, X) }.
        aged(P, A) :- child(P, C), age(P, C, A).
        lone(P) :- children(P, 0).
        """)
    people = [f"p{n}" for n in range(40)]
    texts = [f"person({p})" for p in people]
    texts += [f"child({p}, c{n})" for i, p in enumerate(people) for n in range(i % 4)]
    texts += [f"age({p}, c{n}, {i + n})" for i, p in enumerate(people) for n in range(i % 3)]
    facts = tuple(map(parse_atom, texts))
    graph = compile(theory)
    parted = shards.part(graph, facts, bulk.LIMITS, 2, "numpy")
    assert parted.shares.largest < len(facts)
    found = set(in_process(parted, 2).made)
    assert found == {atom for atom, _ in materialise(graph, facts)}
    assert parse_atom("lone(p4)") in found


@pytest.mark.parametrize(
    "rules",
    [
        "total(N) :- N = count { P : person(P) }.",
        "oldest(N) :- N = max { A : age(P, A) }.",
        "p(P) :- person(P), N = count { C : child(C, ann) }.",
        "p(P) :- person(P), N = count { C : child(P, C) }, lucky(N).",
        "p(P, N) :- person(P), N = count { C : child(P, C) }. q(X) :- p(X, N), r(X, N).",
    ],
)
def test_shards_do_not_count_what_lies_in_others(rules: str) -> None:
    facts = [parse_atom(text) for text in ("person(a)", "person(b)", "child(a, b)", "age(a, 3)")]
    with pytest.raises(shards.NotCut):
        shards.part(compile(parse_theory(rules)), facts, bulk.LIMITS, 2, "numpy")


def test_why_not_says_what_was_counted(family: Theory) -> None:
    model = materialise(compile(family), FACTS)
    (miss,) = whynot(model, parse_atom("two(bob)"))
    assert show_goal(miss.missing) == "2 = count { C : child(bob, C) }"
    misses = whynot(model, parse_atom("two(dan)"))  # not one that counts for nobody in particular
    assert [show_goal(miss.missing) for miss in misses] == [
        "person(dan), 2 = count { C : child(dan, C) }"
    ]
    assert [lack.facts for lack in abduce(model, parse_atom("children(dan, 0)"))] == [
        (parse_atom("person(dan)"),)
    ]
    assert abduce(model, parse_atom("two(bob)")) == ()  # it does not guess whom to add


REPLY = """Rules:
1. children(P, N) :- person(P), N = count { C : child(P, C) }
- crowd(P) :- person(P), N = count {C : chlid(P, C)}, M = count { C : pet(P, C) }, M > N.
crowd(P) :- person(P), N = count { C : child(P, C) }, N \N{GREATER-THAN OR EQUAL TO} 2.
crowd(P) :- person(P), N = sum { C : child(P, C) }, N > 3.
"""


def test_a_teacher_may_count() -> None:
    sorts = (Sort("person"), Sort("animal"), Sort("number", SortKind.INT))
    words = {
        "person": ("person",), "child": ("person", "person"), "pet": ("person", "animal"),
        "children": ("person", "number"), "crowd": ("person",),
    }  # fmt: skip
    declared = (Declaration(Predicate(name, len(args)), args) for name, args in words.items())
    signature = Signature(sorts, tuple(declared))
    found = harvest.read(REPLY, "reply", signature=signature)
    assert [statement.operators for statement in found.statements] == [
        ("numbering", "missing_stop"), ("bullet", "spelling"), ("ascii_signs",), ()
    ]  # fmt: skip
    rules = [rule for statement in found.statements for rule in statement.rules]
    assert show_theory(rules[1:2]).rstrip() == (
        "crowd(P) :- person(P), N = count { C : child(P, C) }, M = count { C : pet(P, C) }, M > N."
    )
    kept = judge(rules, signature, with_prolog=False).verdicts
    assert [type(verdict) for verdict in kept] == [Repaired, Repaired, Repaired, Dropped]
    assert "C (of sort person)" in kept[-1].findings[0].message


def test_a_constraint_that_counts_fences_no_single_answer() -> None:
    law = parse_rules(":- person(P), N = count { C : child(P, C) }, N < 1.")
    assert Fence(law, FACTS).forbids(parse_atom("person(dan)")) is None


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
