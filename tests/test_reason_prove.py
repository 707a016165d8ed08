"""Proofs are the most confident and the lowest; near misses and violations are what they claim."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

import oracle
import programs
from preceptor.graph import compile
from preceptor.logic import (
    Absent,
    Atom,
    Computed,
    Derived,
    Given,
    LimitExceeded,
    Literal,
    Num,
    Proof,
    Theory,
    confidence,
    height,
    map_atom,
    map_literal,
    nodes,
    substituting,
)
from preceptor.reason import Miss, Model, certify, materialise, prove, violations, whynot
from preceptor.syntax import parse_atom, parse_theory, rule_id, show_atom, show_goal
from programs import Program

FEW = settings(max_examples=60, deadline=None)


def model_of(text: str, *facts: str) -> Model:
    return materialise(compile(parse_theory(text)), list(map(parse_atom, facts)))


def assert_proofs_are_best(theory: Theory, facts: tuple[Atom, ...]) -> None:
    model = materialise(compile(theory), facts)
    for atom, (weight, lowest) in oracle.perfect_model(theory, facts).items():
        proof = prove(model, atom)
        assert proof is not None
        assert isinstance(proof, Given | Derived)
        assert proof.atom == atom
        assert math.isclose(confidence(proof), weight, rel_tol=1e-9)
        assert height(proof) == lowest
        assert certify(theory, facts, proof) == ()


@FEW
@given(programs.dense_programs())
def test_proofs_of_random_programs(program: Program) -> None:
    assert_proofs_are_best(*program)


@FEW
@given(programs.layered_programs())
def test_proofs_where_weights_tie(program: Program) -> None:
    assert_proofs_are_best(*program)


def show(proof: Proof) -> str:
    """A proof on one line: `p(a) <r1> [q(a), not r(a), 1 < 2]`."""
    match proof:
        case Given(atom, rule):
            return show_atom(atom) + ("" if rule is None else f" <{rule_id(rule)}>")
        case Derived(atom, rule, premises):
            return f"{show_atom(atom)} <{rule_id(rule)}> [{', '.join(map(show, premises))}]"
        case Absent(atom):
            return f"not {show_atom(atom)}"
        case Computed(comparison):
            return str(comparison)


def test_a_proof_has_a_premise_for_each_literal_in_its_written_order() -> None:
    model = model_of(
        """
        % @id r1
        p(X, M) :- M = N + 1, \\+ gone(X, _), q(X, N), N > 1.
        % @id f1
        0.5 :: q(a, 3).
        """,
        "q(b, 2)",
    )
    assert show(prove_text(model, "p(b, 3)")) == (
        "p(b, 3) <r1> [3 = (2 + 1), not gone(b, _1), q(b, 2), 2 > 1]"
    )
    assert show(prove_text(model, "p(a, 4)")) == (
        "p(a, 4) <r1> [4 = (3 + 1), not gone(a, _1), q(a, 3) <f1>, 3 > 1]"
    )


def prove_text(model: Model, text: str) -> Proof:
    proof = prove(model, parse_atom(text))
    assert proof is not None
    return proof


def test_confidence_comes_before_height_and_height_before_order() -> None:
    text = """
        % @id low
        0.8 :: p(X) :- q(X).
        % @id high
        p(X) :- s(X).
        % @id step
        0.9 :: s(X) :- q(X).
        % @id again
        0.9 :: p(X) :- q(X), q(X).
        """
    assert show(prove_text(model_of(text, "q(a)"), "p(a)")) == "p(a) <again> [q(a), q(a)]"
    without = text.replace("0.9 :: p(X) :- q(X), q(X).", "0.1 :: p(X) :- q(X), q(X).")
    assert show(prove_text(model_of(without, "q(a)"), "p(a)")) == (
        "p(a) <high> [s(a) <step> [q(a)]]"
    )


def test_ties_are_broken_by_rule_order_and_then_by_terms() -> None:
    model = model_of(
        "% @id one\np :- q(X).\n% @id two\np :- q(b).", "q(c)", "q(9)", "q(b)", "q(10)"
    )
    assert show(prove_text(model, "p")) == "p <one> [q(9)]"


def test_nothing_is_proved_that_does_not_hold() -> None:
    model = model_of("p(X) :- q(X).", "q(a)")
    assert prove(model, parse_atom("p(b)")) is None
    assert prove(model, parse_atom("nothing(b)")) is None


def test_a_long_proof() -> None:
    facts = [Atom("edge", (Num(n), Num(n + 1))) for n in range(1500)]
    theory = parse_theory("reach(Y) :- edge(0, Y). reach(Y) :- reach(X), edge(X, Y).")
    proof = prove(materialise(compile(theory), facts), parse_atom("reach(1500)"))
    assert proof is not None
    assert height(proof) == 1500
    assert certify(theory, facts, proof) == ()


def test_a_proof_that_would_not_fit_is_refused() -> None:
    theory = parse_theory("n(M) :- n(N), M = N + 1, M =< 40, n(N), n(N).")
    model = materialise(compile(theory), [parse_atom("n(0)")])
    assert sum(1 for _ in nodes(prove_text(model, "n(5)"))) < 1000
    with pytest.raises(LimitExceeded, match="nodes of a proof"):
        prove(model, parse_atom("n(40)"))


@FEW
@given(programs.dense_programs(denials=True))
def test_violations_are_the_denials_that_the_oracle_breaks(program: Program) -> None:
    theory, facts = program
    graph = compile(theory)
    known = set(oracle.perfect_model(theory, facts))
    absent = oracle.absent_from(known)
    expected = {
        (denial.rule, frozenset(premises))
        for denial in graph.denials
        for _, premises in oracle.solutions(denial.rule.body, known, absent)
    }
    model = materialise(graph, facts)
    found = violations(model)
    assert {(v.denial, frozenset(map(atom_of, v.premises))) for v in found} >= expected
    for violation in found:
        for premise in violation.premises:
            assert certify(theory, facts, premise) == ()
    hard = {v.denial for v in found if all(math.isclose(confidence(p), 1) for p in v.premises)}
    assert {v.denial for v in violations(model, hard_only=True)} == hard


def atom_of(proof: Proof) -> Atom:
    assert isinstance(proof, Given | Derived)
    return proof.atom


def test_violations_name_their_bindings() -> None:
    model = model_of(
        """
        % @id c1
        :- parent(X, Y), parent(Y, X).
        % @id c2
        :- old(X), \\+ parent(X, _), X \\= zoe.
        0.9 :: old(X) :- age(X, N), N > 60.
        """,
        "parent(ann, bob)",
        "parent(bob, ann)",
        "age(cid, 70)",
        "age(zoe, 80)",
        "-old(cid)",
    )
    found = [
        (
            rule_id(v.denial),
            ", ".join(f"{n}={t}" for n, t in v.bindings),
            list(map(show, v.premises)),
        )
        for v in violations(model)
    ]
    (old,) = (p.id for p in model.graph.rules)
    derived = f"old(cid) <{old}> [age(cid, 70), 70 > 60]"
    assert found == [
        ("c1", "X=ann, Y=bob", ["parent(ann, bob)", "parent(bob, ann)"]),  # once, not twice
        ("c2", "X=cid", [derived, "not parent(cid, _1)", "cid \\= zoe"]),
        ("neg:old/1", "V1=cid", [derived, "-old(cid)"]),  # -old is known from the facts alone
    ]
    assert [rule_id(v.denial) for v in violations(model, hard_only=True)] == ["c1"]


def misses(model: Model, text: str) -> list[tuple[str, str, str]]:
    return [
        (rule_id(m.rule), ", ".join(f"{n}={t}" for n, t in m.bindings), show_goal(m.missing))
        for m in whynot(model, parse_atom(text))
    ]


def test_whynot_names_the_fewest_missing_premises() -> None:
    model = model_of(
        """
        % @id aunt
        aunt(X, Z) :- sister(X, Y), parent(Y, Z).
        % @id adult
        adult(X) :- age(X, N), N >= 18, \\+ minor(X).
        % @id ward
        adult(X) :- ward(X), guardian(Y, X), adult(Y).
        minor(X) :- ward(X).
        """,
        "sister(ann, bob)",
        "sister(ann, cid)",
        "parent(bob, eve)",
        "age(ann, 20)",
        "age(dee, 12)",
        "ward(ann)",
        "ward(eve)",
    )
    assert misses(model, "aunt(ann, eve)") == []
    assert misses(model, "aunt(ann, zoe)") == [
        ("aunt", "X=ann, Z=zoe, Y=bob", "parent(bob, zoe)"),
        ("aunt", "X=ann, Z=zoe, Y=cid", "parent(cid, zoe)"),
    ]
    assert misses(model, "aunt(zoe, eve)") == [("aunt", "X=zoe, Z=eve, Y=bob", "sister(zoe, bob)")]
    assert misses(model, "adult(ann)") == [
        ("adult", "X=ann, N=20", "\\+ minor(ann)"),
        ("ward", "X=ann", "guardian(Y, ann), adult(Y)"),
    ]
    assert misses(model, "adult(dee)")[0] == ("adult", "X=dee, N=12", "12 >= 18")
    assert misses(model, "parent(ann, bob)") == []  # no rule concludes it


def test_whynot_of_a_negation_whose_variable_nothing_binds() -> None:
    theory = "% @id r\np(X) :- q(X, _Y), \\+ r(_Y)."
    (found,) = misses(model_of(theory, "q(b, c)"), "p(a)")
    assert found == ("r", "X=a", "q(a, _Y)")  # there is no r at all, so \+ r(_Y) holds of any
    (found,) = misses(model_of(theory, "r(d)"), "p(a)")
    assert found == ("r", "X=a", "q(a, _Y), \\+ r(_Y)")


@FEW
@given(programs.dense_programs())
def test_a_near_miss_lacks_only_what_it_says(program: Program) -> None:
    theory, facts = program
    known = set(oracle.perfect_model(theory, facts))
    model = materialise(compile(theory), facts)
    for predicate in model.graph.derived:
        for other in sorted(known, key=str)[:4]:
            atom = Atom(
                predicate.name, (*other.args, *other.args)[: predicate.arity], predicate.negated
            )
            if len(atom.args) == predicate.arity:
                for miss in whynot(model, atom):
                    assert_near(miss, atom, known)


def assert_near(miss: Miss, atom: Atom, known: set[Atom]) -> None:
    """The other literals hold under the bindings; a lone missing one does not."""
    change = substituting(dict(miss.bindings))
    assert miss.rule.head is not None
    assert map_atom(miss.rule.head, change) == atom
    lacking = list(miss.missing)
    for literal in miss.rule.body:
        instance = map_literal(literal, change)
        if instance in lacking:
            lacking.remove(instance)
        else:
            assert solvable(instance, known)
    assert not lacking
    assert len(miss.missing) > 1 or not solvable(miss.missing[0], known)


def solvable(literal: Literal, known: set[Atom]) -> bool:
    found = oracle.solutions((literal,), known, oracle.absent_from(known))
    return next(found, None) is not None
