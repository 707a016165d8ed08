"""The proofs of a goal are all there are, in order, each one certified."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from itertools import count, islice, product
from pathlib import Path

import pytest
from hypothesis import given, settings

import oracle
import preceptor as pr
import programs
from preceptor.cli import main
from preceptor.graph import compile
from preceptor.logic import Atom, Given, LimitExceeded, Proof, Theory, confidence, nodes
from preceptor.reason import alternatives, certify, demand, materialise, prove
from preceptor.syntax import parse_atom, parse_goal, parse_theory
from programs import Program

FEW = settings(max_examples=60, deadline=None)
MOST = 60  # proofs of one atom that are compared
MOST_TREES = 20_000  # proof trees that are looked at for it

Steps = dict[Atom, list[tuple[float, tuple[Atom, ...]]]]  # weight and premises, by conclusion


class TooManyTrees(Exception):
    """More proof trees than are compared: there may be exponentially many."""


def by_trees(steps: Steps, atom: Atom) -> list[tuple[float, int]]:
    """The confidence and the size of every proof tree in which no atom is above itself."""
    left = count(MOST_TREES, -1)  # of the trees of all subgoals together

    def trees(atom: Atom, above: frozenset[Atom]) -> Iterator[tuple[float, int]]:
        for weight, premises in steps.get(atom, ()):
            if above & set(premises) or atom in premises:
                continue
            below = [list(trees(p, above | {atom})) for p in premises]
            for chosen in product(*below):
                if not next(left):
                    raise TooManyTrees
                yield weight * math.prod(c for c, _ in chosen), 1 + sum(n for _, n in chosen)

    return list(trees(atom, frozenset()))


def steps_of(theory: Theory, facts: tuple[Atom, ...]) -> Steps:
    known = set(oracle.perfect_model(theory, facts))
    absent = oracle.absent_from(known)
    steps: Steps = {f: [(1.0, ())] for f in facts}
    for rule in theory.definite:
        for head, premises in oracle.instances(rule, known, absent):
            steps.setdefault(head, []).append((float(rule.weight), premises))
    return steps


def size(proof: Proof) -> int:
    return sum(1 for node in nodes(proof) if hasattr(node, "atom") and hasattr(node, "rule"))


@FEW
@given(programs.layered_programs())
def test_all_proofs_are_found_in_order(program: Program) -> None:
    theory, facts = Theory(tuple(dict.fromkeys(program[0]))), program[1]
    steps = steps_of(theory, facts)
    graph = compile(theory)
    whole, lazy = materialise(graph, facts), demand(graph, facts)
    for atom in list(steps)[:6]:
        try:
            trees = by_trees(steps, atom)
        except TooManyTrees:
            continue
        expected = sorted((-c, n) for c, n in trees)[:MOST]
        found = [proof for (proof,) in islice(alternatives(whole, (atom,)), MOST)]
        assert len(found) == len(expected)
        confidences = [confidence(proof) for proof in found]
        for got, (wanted, _) in zip(confidences, expected, strict=True):
            assert math.isclose(got, -wanted, rel_tol=1e-9)
        assert len(set(found)) == len(found)
        assert all(certify(theory, facts, proof) == () for proof in found)
        if all(c == 1 for c in confidences):
            assert [size(proof) for proof in found] == [n for _, n in expected]
        assert found == [p for (p,) in islice(alternatives(lazy, (atom,)), MOST)]


PATHS = """
reach(X, Y) :- edge(X, Y).
reach(X, Z) :- edge(X, Y), reach(Y, Z).
"""


def test_the_first_is_the_best_and_the_rest_are_longer_ways() -> None:
    facts = [parse_atom(f) for f in ("edge(a, b)", "edge(b, c)", "edge(a, c)", "edge(c, a)")]
    model = materialise(compile(parse_theory(PATHS)), facts)
    goal = parse_atom("reach(a, c)")
    found = [proof for (proof,) in alternatives(model, (goal,))]
    assert found[0] == prove(model, goal)
    assert [size(proof) for proof in found] == [2, 4]  # an atom, and a fact below each rule
    # reach(a, a) goes round once, by b or straight; never by way of itself
    assert len(list(alternatives(model, (parse_atom("reach(a, a)"),)))) == 2


def test_a_conjunction_has_a_proof_for_each_literal() -> None:
    model = materialise(
        compile(parse_theory("0.9 :: p(X) :- q(X). 0.5 :: p(X) :- r(X). s(X) :- q(X), \\+ t(X).")),
        [parse_atom("q(a)"), parse_atom("r(a)")],
    )
    goal = parse_goal("p(X), \\+ t(X), s(X), X \\= b")
    found = list(alternatives(model, goal))
    assert [math.prod(map(confidence, proofs)) for proofs in found] == [0.9, 0.5]
    assert all(len(proofs) == 4 for proofs in found)


def test_what_does_not_hold_has_no_proof() -> None:
    model = materialise(compile(parse_theory(PATHS)), [parse_atom("edge(a, b)")])
    assert list(alternatives(model, (parse_atom("reach(b, a)"),))) == []
    (proofs,) = alternatives(model, (parse_atom("edge(a, b)"),))
    assert proofs == (Given(parse_atom("edge(a, b)")),)


def test_too_many_partial_proofs_are_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [parse_atom(f"edge(n{i}, n{j})") for i in range(6) for j in range(6) if i != j]
    model = materialise(compile(parse_theory(PATHS)), facts)
    monkeypatch.setattr(sys.modules[alternatives.__module__], "MAX_PARTIAL", 50)
    with pytest.raises(LimitExceeded, match="partial proofs"):
        list(alternatives(model, (parse_atom("reach(n0, n5)"),)))


def test_the_rule_base_lists_and_draws_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("0.9 :: p(X) :- q(X, _). 0.5 :: p(X) :- r(X). q(a, b). q(a, c). r(a). r(b).")
    base = pr.load(rules)
    assert [a.confidence for a in base.proofs("p(a)")] == [0.9, 0.9, 0.5]  # by b, by c, by r
    assert [str(a.bindings[0][1]) for a in base.proofs("p(X)", most=2)] == ["a", "a", "b"]
    assert [a.confidence for a in base.proofs("p(_)", most=9)] == [0.9, 0.9, 0.5, 0.5]
    assert main(["query", str(rules), "-g", "p(a)", "--proofs", "3", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [a["confidence"] for a in document["answers"]] == [0.9, 0.9, 0.5]
    assert main(["query", str(rules), "-g", "p(a)", "--dot"]) == 0
    drawn = capsys.readouterr().out
    assert drawn.startswith("digraph proofs {")
    assert drawn.count("shape=ellipse") == 1
    assert drawn.count("->") == 1
