"""What the bulk engine found answers by index as the small engine's model does, and proves it.

PRECEPTOR_SEEDS=N looks at the programs of N seeds (40 by default).
"""

from __future__ import annotations

import os
from functools import cache

import pytest

import grown
from preceptor import RuleBase
from preceptor.graph import compile
from preceptor.logic import Absent, Atom, InputError, Predicate, Proof, children
from preceptor.reason import Limits, Model, bulk, certify, materialise, query, whynot
from preceptor.reason.indexed import in_bulk
from preceptor.reason.prove import Prover
from preceptor.rulebase import engines
from preceptor.syntax import parse_atom, parse_goal, parse_theory

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "40"))


@cache
def height(proof: Proof) -> int:
    return max((height(part) for part in children(proof)), default=-1) + 1


def test_random_programs_are_the_same_model_and_every_proof_certifies() -> None:
    proofs = higher = 0
    for seed in range(SEEDS):
        theory, given = grown.grown(seed, integers=seed % 2 == 0)
        graph = compile(theory)
        small, large = materialise(graph, given), in_bulk(graph, given)
        assert list(large) == list(small), f"seed {seed}"
        assert large.relations == small.relations, f"seed {seed}"
        prover, lowest = Prover(large), Prover(small)
        for atom, _ in small:
            proof, other = prover.proof(atom), lowest.proof(atom)
            assert proof is not None, f"seed {seed}: {atom}"
            assert other is not None, f"seed {seed}: {atom}"
            assert certify(theory, given, proof) == (), f"seed {seed}: {atom}"
            assert height(proof) >= height(other), f"seed {seed}: {atom}"
            higher += height(proof) > height(other)
            proofs += 1
    print(f"{proofs} proofs, {higher} of them higher than the lowest")
    assert higher <= 0.01 * proofs


def test_proofs_within_one_component_are_as_low_as_any() -> None:
    theory = parse_theory(
        "reach(X, Y) :- edge(X, Y). reach(X, Z) :- reach(X, Y), reach(Y, Z). "
        "reach(X, Z) :- edge(X, Y), reach(Y, Z)."
    )
    edges = [f"edge({i}, {(i * 7 + 1) % 13})" for i in range(13)] + ["edge(3, 11)", "edge(5, 5)"]
    given = [parse_atom(text) for text in edges]
    graph = compile(theory)
    large, small = Prover(in_bulk(graph, given)), Prover(materialise(graph, given))
    reached = [atom for atom, _ in materialise(graph, given) if atom.name == "reach"]
    assert len(reached) > 100
    for atom in reached:
        proof, other = large.proof(atom), small.proof(atom)
        assert proof is not None
        assert other is not None
        assert height(proof) == height(other), atom


def model_of(text: str, *texts: str) -> Model:
    return in_bulk(compile(parse_theory(text)), [parse_atom(fact) for fact in texts])


def test_look_ups_by_names_numbers_and_what_no_column_holds() -> None:
    model = model_of(
        "half(X, N) :- size(X, M), N = M / 2. big(X) :- size(X, N), N > 3. no :- size(zed, _).",
        "size(a, 3)", "size(b, 4.5)", "size('New York', 10)", "mixed(a, 1)", "mixed(b, x)",
    )  # fmt: skip

    def rows(goal: str) -> list[str]:
        return [str(dict(a.bindings)) for a in query(model, parse_goal(goal)).answers]

    assert len(rows("half(X, 2.25)")) == 1
    assert len(rows("half(X, N)")) == 3
    assert rows("half(X, 7)") == []
    assert rows("half(X, nobody)") == []
    assert rows("size(5, X)") == []
    assert len(rows("mixed(X, x)")) == 1
    assert len(rows("size(X, N), big(X), \\+ half(X, 5)")) == 1
    assert rows("no") == []
    assert len(rows("\\+ no")) == 1
    assert model.rows(Predicate("nothing", 2)) == {}


def test_what_the_theory_states_is_not_taken_for_a_fact_of_the_database() -> None:
    theory = parse_theory("p(a). q(X) :- p(X), \\+ r(X).")
    given = [parse_atom("p(b)"), parse_atom("r(b)")]
    model = in_bulk(compile(theory), given)
    proof = Prover(model).proof(parse_atom("q(a)"))
    assert proof is not None
    assert certify(theory, given, proof) == ()
    assert [type(part) for part in children(proof)][1] is Absent
    assert sorted(map(str, model.facts)) == ["p(b)", "r(b)"]
    assert parse_atom("p(a)") not in model.given


def test_a_rule_base_over_a_bulk_result_answers_explains_and_says_what_is_missing() -> None:
    graph = compile(parse_theory("anc(X, Y) :- par(X, Y). anc(X, Z) :- anc(X, Y), par(Y, Z)."))
    made = bulk.materialise(graph, {Predicate("par", 2): (range(99), range(1, 100))})
    base = RuleBase.over(made)
    assert len(base.query("anc(X, 50)", limit=3)) == 3
    assert not base.query("anc(X, 50)", limit=3).complete
    (answer,) = base.why("anc(0, 99)")
    assert height(answer.proof[0]) == 99
    assert (
        certify(
            graph.theory, [parse_atom(f"par({i}, {i + 1})") for i in range(99)], answer.proof[0]
        )
        == ()
    )
    assert "it lacks" in str(base.whynot("anc(5, 3)"))
    assert base.probability("anc(0, 99)").lower == 1
    assert len(base.proofs("anc(0, 5)")) == 1
    with pytest.raises(InputError, match="there is anc/2"):
        base.query("anc(X)")


def test_weights_are_refused_and_a_limit_leaves_a_part() -> None:
    graph = compile(parse_theory("0.5 :: p(X) :- q(X)."))
    with pytest.raises(InputError, match="without weights"):
        in_bulk(graph, ())
    endless = compile(parse_theory("n(0). n(X) :- n(Y), X = Y + 1."))
    part = in_bulk(endless, (), Limits(facts=100))
    assert not part.complete
    assert 100 <= len(part) < 1000


def test_why_not_by_index() -> None:
    model = model_of("p(X) :- q(X), r(X).", "q(a)", "r(b)")
    (miss,) = whynot(model, Atom("p", (parse_atom("x(a)").args[0],)))
    assert list(map(str, miss.missing)) == ["r(a)"]


def test_many_facts_are_answered_in_bulk_where_a_goal_needs_them_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "MANY", 100)
    given = tuple(parse_atom(f"edge({i % 40}, {i * i % 41})") for i in range(120))
    rules = "reach(X, Y) :- edge(X, Y). reach(X, Z) :- reach(X, Y), reach(Y, Z)."
    base = RuleBase(parse_theory(rules), facts=given)
    expected = materialise(base.graph, base.facts)
    assert len(base.query("reach(X, Y)")) == len(expected.rows(Predicate("reach", 2)))
    assert "in_bulk" in vars(base._engines)
    few = RuleBase(base.theory, facts=given[:50])
    few.query("reach(X, Y)")
    assert "in_bulk" not in vars(few._engines)
