"""The certifier accepts what the engine proves and refuses every proof that was tampered with."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle
import preceptor.reason
import programs
import strategies
from preceptor.graph import compile
from preceptor.logic import (
    Absent,
    Arith,
    Atom,
    Compare,
    Computed,
    Const,
    Derived,
    Given,
    Num,
    Op,
    Proof,
    Rule,
    Theory,
    Var,
    children,
    conclusion,
    nodes,
)
from preceptor.reason import certify, materialise, prove
from preceptor.syntax import parse_atom, parse_theory
from programs import Program

FEW = settings(max_examples=120, deadline=None)

THEORY = parse_theory(
    """
    grand(X, Z) :- parent(X, Y), parent(Y, Z).
    0.9 :: adult(X) :- age(X, N), M = N / 2, M >= 9, \\+ exempt(X, _).
    exempt(X, 1) :- minor(X).
    minor(X) :- age(X, N), N < 18.
    minor(X) :- \\+ adult(X), ghost(X).
    root(X) :- parent(X, _), \\+ parent(_, X).
    0.5 :: parent(dee, eve).
    """
)
FACTS = tuple(
    map(parse_atom, ("parent(ann, bob)", "parent(bob, cid)", "age(ann, 40)", "age(bob, 10)"))
)
GRAND = THEORY.rules[0]


def proof_of(text: str) -> Derived:
    # adult and minor negate each other through ghost/1, so the engine gets the rest of the theory
    kept = Theory((*THEORY.rules[:4], *THEORY.rules[5:]))
    proof = prove(materialise(compile(kept), FACTS), parse_atom(text))
    assert isinstance(proof, Derived)
    return proof


def complaints(proof: Proof) -> tuple[str, ...]:
    return certify(THEORY, FACTS, proof)


@pytest.mark.parametrize("text", ["grand(ann, cid)", "adult(ann)", "minor(bob)", "root(ann)"])
def test_sound_proofs_are_certified(text: str) -> None:
    assert complaints(proof_of(text)) == ()


def test_leaves_are_certified() -> None:
    assert complaints(Given(FACTS[0])) == ()
    assert complaints(Given(parse_atom("parent(dee, eve)"), THEORY.rules[-1])) == ()
    assert complaints(Absent(parse_atom("parent(ann, cid)"))) == ()
    assert complaints(Absent(Atom("parent", (Var("_1"), Const("ann"))))) == ()
    assert complaints(Computed(Compare(Op.LT, Num(Fraction(1, 3)), Num(Fraction(1, 2))))) == ()


@pytest.mark.parametrize(
    "leaf",
    [
        Given(parse_atom("parent(bob, ann)")),
        Given(parse_atom("grand(ann, cid)")),  # true, but not given
        Given(parse_atom("parent(dee, eve)")),  # the theory's, not the database's
        Given(parse_atom("parent(dee, dee)"), THEORY.rules[-1]),
        Given(parse_atom("parent(ann, bob)"), Rule(parse_atom("parent(ann, bob)"))),
        Given(parse_atom("grand(ann, cid)"), GRAND),
        Absent(parse_atom("parent(ann, bob)")),
        Absent(parse_atom("grand(ann, cid)")),
        Absent(parse_atom("parent(dee, eve)")),
        Absent(Atom("parent", (Var("_1"), Const("bob")))),
        Absent(Atom("parent", (Var("_1"), Var("_2")))),
        Computed(Compare(Op.LT, Num(2), Num(1))),
        Computed(Compare(Op.LT, Const("a"), Num(1))),
        Computed(Compare(Op.SAME, Var("X"), Var("X"))),
    ],
    ids=str,
)
def test_false_leaves_are_refused(leaf: Proof) -> None:
    assert len(complaints(leaf)) == 1


def test_a_wrong_premise() -> None:
    proof = proof_of("grand(ann, cid)")
    first, second = proof.premises
    for premises in [
        (second, first),
        (first, first),
        (first,),
        (first, second, second),
        (),
        (first, Given(parse_atom("parent(dee, eve)"), THEORY.rules[-1])),
        (first, Absent(conclusion(second))),
    ]:
        assert any("does not follow" in c for c in complaints(replace(proof, premises=premises)))


def test_a_wrong_conclusion() -> None:
    proof = proof_of("grand(ann, cid)")
    for text in ("grand(ann, bob)", "grand(cid, ann)", "-grand(ann, cid)", "root(ann)"):
        assert complaints(replace(proof, atom=parse_atom(text)))
    assert complaints(replace(proof, atom=Atom("grand", (Const("ann"), Var("Z")))))


def test_an_unsafe_rule_proves_nothing_open() -> None:
    theory = parse_theory("p(X) :- q(Y).")
    open_proof = Derived(theory.rules[0].head, theory.rules[0], (Given(parse_atom("q(a)")),))  # type: ignore[arg-type]
    assert certify(theory, [parse_atom("q(a)")], open_proof)


def test_a_rule_that_the_theory_lacks() -> None:
    proof = proof_of("grand(ann, cid)")
    body = GRAND.body
    for rule in [
        replace(GRAND, weight=Fraction(1, 2)),
        replace(GRAND, name="mine"),
        replace(GRAND, body=(*body, body[0])),
        replace(GRAND, head=Atom("grand", (Var("Z"), Var("X")))),
    ]:
        assert complaints(replace(proof, rule=rule))


def test_a_rule_with_denials_only_proves_nothing() -> None:
    denial = Rule(None, GRAND.body)
    theory = Theory((*THEORY.rules, denial))
    proof = replace(proof_of("grand(ann, cid)"), rule=denial)
    assert certify(theory, FACTS, proof)


def test_a_false_comparison_and_a_false_instance_of_it() -> None:
    proof = proof_of("adult(ann)")
    age, halved, enough, absent = proof.premises
    assert isinstance(halved, Computed)
    assert isinstance(enough, Computed)
    wrong = Computed(replace(halved.comparison, left=Num(21)))
    assert len(complaints(replace(proof, premises=(age, wrong, enough, absent)))) == 2
    other = Computed(replace(enough.comparison, left=Num(30)))  # true, but not of this half
    assert len(complaints(replace(proof, premises=(age, halved, other, absent)))) == 1
    equal = Computed(Compare(Op.GE, Num(20), Num(8)))  # true, but not what the rule asks
    assert complaints(replace(proof, premises=(age, halved, equal, absent)))


def test_what_negation_leaves_open_must_stay_open() -> None:
    proof = proof_of("root(ann)")
    given_, absent = proof.premises
    assert isinstance(absent, Absent)
    for args in [
        (Const("zoe"), Const("ann")),
        (Var("_9"), Const("ann")),
        (Const("ann"), Var("_2")),
    ]:
        narrowed = Absent(Atom("parent", args))
        assert complaints(replace(proof, premises=(given_, narrowed)))


def test_an_absence_between_rules_that_negate_each_other_is_not_certified() -> None:
    facts = (*FACTS, parse_atom("ghost(pia)"), parse_atom("age(pia, 30)"))
    # adult(pia) needs that pia is not exempt, so not minor, so adult: neither true nor false
    assert certify(THEORY, facts, Absent(parse_atom("adult(pia)")))
    assert certify(THEORY, facts, Absent(parse_atom("minor(pia)")))
    assert certify(THEORY, facts, Absent(parse_atom("minor(zoe)"))) == ()


def test_a_proof_within_itself() -> None:
    theory = parse_theory("p(X) :- q(X). q(X) :- p(X).")
    inner = Derived(parse_atom("q(a)"), theory.rules[1], ())
    outer = Derived(parse_atom("p(a)"), theory.rules[0], (inner,))
    object.__setattr__(inner, "premises", (outer,))
    (complaint,) = certify(theory, (), outer)
    assert "no end" in complaint


def test_an_absence_that_takes_too_long_is_not_certified() -> None:
    theory = parse_theory("n(M) :- n(N), M = N * N. odd(X) :- n(X), \\+ n(5).")
    (complaint,) = certify(theory, [parse_atom("n(3)")], Absent(parse_atom("n(5)")))
    assert "cannot be checked" in complaint


def test_shared_parts_are_checked_once() -> None:
    theory = parse_theory("n(M) :- n(N), M = N + 1, n(N), n(N).")
    proof: Proof = Given(parse_atom("n(0)"))
    for n in range(60):  # written out, 3^60 nodes
        step = Computed(Compare(Op.SAME, Num(n + 1), Arith("+", Num(n), Num(1))))
        proof = Derived(Atom("n", (Num(n + 1),)), theory.rules[0], (proof, step, proof, proof))
    assert certify(theory, [parse_atom("n(0)")], proof) == ()


@FEW
@given(programs.programs(), st.data())
def test_tampered_proofs(program: Program, data: st.DataObject) -> None:
    """After any change to one step, the proof is refused unless that step is still true."""
    theory, facts = program
    known = oracle.perfect_model(theory, facts)
    model = materialise(compile(theory), facts)
    derived = [atom for atom, _ in model if isinstance(prove(model, atom), Derived)]
    assume(derived)
    proof = prove(model, data.draw(st.sampled_from(derived)))
    assert proof is not None
    place = data.draw(st.integers(0, sum(1 for _ in nodes(proof)) - 1))
    changes = data.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=2))
    tampered = proof
    for change in changes:
        tampered = at(tampered, place, lambda step, change=change: change(step, data, theory))
    assume(tampered != proof)
    if certify(theory, facts, tampered) == ():
        assert_true(tampered, theory, facts, known)


@FEW
@given(programs.programs(), st.data())
def test_no_proof_of_what_is_false(program: Program, data: st.DataObject) -> None:
    theory, facts = program
    known = oracle.perfect_model(theory, facts)
    model = materialise(compile(theory), facts)
    assume(known)
    atom = data.draw(st.sampled_from(sorted(known, key=str)))
    proof = prove(model, atom)
    other = Atom(atom.name, atom.args[::-1], data.draw(st.booleans()))
    if isinstance(proof, Derived | Given) and other not in known:
        assert certify(theory, facts, replace(proof, atom=other))
        assert certify(theory, facts, Absent(other)) == ()
    assert certify(theory, facts, Absent(atom))


Change = Callable[[Proof, st.DataObject, Theory], Proof]


def swap_terms(step: Proof, data: st.DataObject, theory: Theory) -> Proof:
    if isinstance(step, Computed) or not step.atom.args:
        return step
    args = list(step.atom.args)
    terms = [*map(Const, strategies.SYMBOLS), Num(0), Num(2), Var("_1")]
    args[data.draw(st.integers(0, len(args) - 1))] = data.draw(st.sampled_from(terms))
    return replace(step, atom=replace(step.atom, args=tuple(args)))


def swap_rule(step: Proof, data: st.DataObject, theory: Theory) -> Proof:
    rule = data.draw(st.sampled_from(theory.rules))
    return replace(step, rule=rule) if isinstance(step, Given | Derived) else step


def forget_why(step: Proof, data: st.DataObject, theory: Theory) -> Proof:
    return Given(step.atom) if isinstance(step, Derived | Given) else step


def deny(step: Proof, data: st.DataObject, theory: Theory) -> Proof:
    if isinstance(step, Absent):
        return Given(step.atom)
    return step if isinstance(step, Computed) else Absent(step.atom)


def change_comparison(step: Proof, data: st.DataObject, theory: Theory) -> Proof:
    if not isinstance(step, Computed):
        return step
    return Computed(replace(step.comparison, op=data.draw(st.sampled_from(Op))))


def shuffle_premises(step: Proof, data: st.DataObject, theory: Theory) -> Proof:
    if not isinstance(step, Derived):
        return step
    return replace(step, premises=tuple(data.draw(st.permutations(step.premises))))


def drop_premise(step: Proof, data: st.DataObject, theory: Theory) -> Proof:
    return replace(step, premises=step.premises[1:]) if isinstance(step, Derived) else step


CHANGES: list[Change] = [
    swap_terms,
    swap_rule,
    forget_why,
    deny,
    change_comparison,
    shuffle_premises,
    drop_premise,
]


def at(proof: Proof, place: int, change: Callable[[Proof], Proof]) -> Proof:
    """The proof with its node number `place`, parents first, changed."""
    numbers: Iterator[int] = iter(range(10**6))

    def rebuild(step: Proof) -> Proof:
        number = next(numbers)
        if isinstance(step, Derived):
            step = replace(step, premises=tuple(map(rebuild, step.premises)))
        return change(step) if number == place else step

    return rebuild(proof)


def assert_true(
    proof: Proof, theory: Theory, facts: tuple[Atom, ...], known: dict[Atom, oracle.Label]
) -> None:
    """What an accepted proof says, judged by the oracle: every step of it."""
    absent = oracle.absent_from(set(known))
    for step in nodes(proof):
        match step:
            case Given(atom, rule):
                assert atom in facts if rule is None else rule in theory.rules
                assert atom in known
            case Derived(atom, rule):
                premises = tuple(map(conclusion, children(step)))
                positive = tuple(p for p in premises if isinstance(p, Atom))
                assert (atom, positive) in set(oracle.instances(rule, set(positive), absent))
            case Absent(atom):
                assert absent(atom)
            case Computed(comparison):
                left, right = oracle.value(comparison.left, {}), oracle.value(comparison.right, {})
                assert left is not None
                assert right is not None
                assert oracle.holds(comparison.op, left, right)


def test_it_is_short_and_shares_no_code_with_the_engine() -> None:
    for module, used in (("certify", {"preceptor.reason.naive"}), ("naive", set())):
        source = (Path(preceptor.reason.__file__).parent / f"{module}.py").read_text("utf-8")
        assert len(source.splitlines()) < 200
        imported = {
            node.module or ""
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.ImportFrom)
        }
        own = {name for name in imported if name.startswith("preceptor")}
        assert own == {"preceptor.logic", *used}


def test_several_proofs_are_certified_together() -> None:
    theory = parse_theory("p(X) :- q(X), \\+ r(X). q(a). q(b).")
    model = materialise(compile(theory))
    proofs = [prove(model, parse_atom(text)) for text in ("p(a)", "p(b)")]
    good = [proof for proof in proofs if proof is not None]
    assert len(good) == 2
    assert certify(theory, (), *good) == ()
    assert len(certify(theory, [parse_atom("r(b)")], *good)) == 1
