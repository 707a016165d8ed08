"""What tools make of programs written by hand: their answers, names, numbers and probabilities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tools
from preceptor.formats import Construct, Unsayable, export
from preceptor.logic import (
    Atom,
    Const,
    Num,
    Rule,
    Theory,
    Var,
)
from preceptor.prolog import Worker
from preceptor.syntax import parse_atom, parse_theory
from strategies import names
from test_formats_tools import Case, expected

# ------------------------------------------------------------------ programs written by hand

LEVELS = """
    level(P, 1) :- item(P), \\+ hard(P).
    level(P, N) :- N = 2, item(P), \\+ level(P, 1).
    level(P, 3) :- level(P, 2), \\+ done(P), \\+ level(P, 1).
    shown(P, N) :- level(P, N).
    unlevelled(P) :- item(P), \\+ level(P, _).
"""

HAND_WRITTEN = {
    "parts": (
        LEVELS,
        "item(a). item(b). hard(b). level(c, 9). hard(d). item(d). level(d, 1).",
        "level(a, 1). level(b, 2). level(b, 3). level(c, 9). level(d, 1). "
        "shown(a, 1). shown(b, 2). shown(b, 3). shown(c, 9). shown(d, 1).",
    ),
    "existentials": (
        """
        childless(X) :- person(X), \\+ parent(X, _).
        alone(X) :- person(X), \\+ knows(_A, _A, X), \\+ knows(b, _, _).
        quiet :- \\+ noise(_, _).
        never :- \\+ person(_).
        """,
        "person(a). person(b). parent(a, b). knows(c, c, a). knows(c, d, b).",
        "childless(b). alone(b). quiet.",
    ),
    "arithmetic": (
        """
        sum(X, R) :- n(X, N), R = N * 2 - -1.
        same(X, Y) :- n(X, N), n(Y, M), N = M, X \\= Y.
        small(X) :- n(X, N), N =< 3, N >= 0.
        equal(X, Y) :- n(X, N), n(Y, M), N + 1 =:= M.
        other(X, Y) :- n(X, N), n(Y, M), N =\\= M.
        three(X) :- n(X, N), N = 3.
        unlike(X) :- n(X, N), N \\= 1 + 2.
        never(X) :- n(X, N), N < big.
        chain(R) :- n(_, N), A = N, B = A, C = B * 2, R = C.
        """,
        "n(a, 3). n(b, 4). n(c, pi). n(d, 3). n(e, pi).",
        "sum(a, 7). sum(b, 9). sum(d, 7). same(a, d). same(d, a). same(c, e). same(e, c). "
        "small(a). small(d). equal(a, b). equal(d, b). other(a, b). other(b, a). other(d, b). "
        "other(b, d). three(a). three(d). unlike(b). unlike(c). unlike(e). chain(6). chain(8).",
    ),
    "fractions": (
        """
        high(X) :- rate(X, R), R > 0.35.
        more(X, S) :- rate(X, R), S = R + 1r3.
        twice(X, S) :- rate(X, R), S = 2 * R - R * 0.
        """,
        "rate(a, 0.5). rate(b, 0.25). rate(c, 7r20). rate(d, 2).",
        "high(a). high(d). more(a, 5r6). more(b, 7r12). more(c, 41r60). more(d, 7r3). "
        "twice(a, 1). twice(b, 0.5). twice(c, 0.7). twice(d, 4).",
    ),
    "recursion": (
        """
        reach(X, Y) :- edge(X, Y).
        reach(X, Z) :- reach(X, Y), reach(Y, Z).
        apart(X, Y) :- node(X), node(Y), \\+ reach(X, Y).
        even(X) :- zero(X).
        even(Y) :- odd(X), next(X, Y).
        odd(Y) :- even(X), next(X, Y).
        """,
        "edge(a, b). edge(b, a). edge(b, c). node(a). node(b). node(c). zero(0). next(0, 1). "
        "next(1, 2). next(2, 3).",
        "reach(a, a). reach(a, b). reach(a, c). reach(b, a). reach(b, b). reach(b, c). "
        "apart(c, a). apart(c, b). apart(c, c). even(0). odd(1). even(2). odd(3).",
    ),
    "no positive literal": (
        "on :- \\+ off. light(3) :- 1 < 2. named(X) :- X = 'New York'. dark :- on, off.",
        "",
        "on. light(3). named('New York').",
    ),
}


def atoms(text: str) -> tuple[Atom, ...]:
    return tuple(rule.head for rule in parse_theory(text) if rule.head is not None)


def _run(target: str, theory: Theory, facts: tuple[Atom, ...]) -> set[Atom]:
    text = export(theory, facts, target)
    if target == "problog":
        return set(tools.run_problog(text))
    found = tools.run_clingo(text) if target == "asp" else tools.run_nemo(text)
    assert found is not None
    return found.atoms


@pytest.mark.parametrize("target", ["asp", "nemo", "problog"])
@pytest.mark.parametrize("program", HAND_WRITTEN)
def test_programs_written_by_hand(target: str, program: str) -> None:
    rules, given_facts, derived = HAND_WRITTEN[program]
    theory, facts = parse_theory(rules), atoms(given_facts)
    assert expected(theory, facts).atoms == set(atoms(derived))
    assert _run(target, theory, facts) == set(atoms(derived))


@pytest.mark.parametrize("target", ["asp", "nemo"])
def test_strong_negation_is_a_predicate_with_an_opposite(target: str) -> None:
    theory = parse_theory("-flies(X) :- penguin(X). flies(X) :- bird(X), \\+ -flies(X).")
    facts = atoms("bird(a). bird(b). penguin(b). -bird(c).")
    assert _run(target, theory, facts) == set(atoms("flies(a). -flies(b)."))


def test_a_violated_denial_is_reported() -> None:
    theory = parse_theory("% @id apart\n:- p(X, Y), q(Y, 2). r(X) :- p(X, X). -p(X, X) :- s(X).")
    facts = atoms("p(a, a). p(a, b). q(a, 2). q(b, 1). s(a). -q(b, 1).")
    a, b = Const("a"), Const("b")
    nemo = tools.run_nemo(export(theory, facts, "nemo"))
    assert nemo.violations == {
        ("apart", (a, a)), ("neg:p/2", (a, a)), ("neg:q/2", (b, Num(1))),
    }  # fmt: skip
    assert tools.run_clingo(export(theory, facts, "asp")) is None
    assert tools.run_clingo(export(theory, atoms("p(a, b)."), "asp")) == tools.Found()


# ----------------------------------------------------------------------------- ProbLog's reading


def test_problog_computes_probabilities_of_all_proofs() -> None:
    theory = parse_theory("0.9 :: p(X) :- q(X). 0.5 :: p(X) :- r(X). 1r3 :: s(a). t(X) :- s(X).")
    found = tools.run_problog(export(theory, atoms("q(a). r(a). r(b). r(c)."), "problog"))
    probabilities = {str(atom): value for atom, value in found.items()}
    assert probabilities == pytest.approx({"p(a)": 0.95, "p(b)": 0.5, "p(c)": 0.5, "t(a)": 1 / 3})


def test_weighted_recursion_has_the_probability_of_its_worlds() -> None:
    """Two ways from a to c: 1 - (1 - 0.5 * 0.5) * (1 - 0.5); the loop at c adds nothing."""
    theory = parse_theory("""
        0.5 :: road(X, Y) :- plan(X, Y).
        reach(X, Y) :- road(X, Y).
        reach(X, Z) :- reach(X, Y), road(Y, Z).
        lost(X) :- place(X), \\+ reach(a, X).
        0.5 :: found(X) :- place(X), \\+ lost(X).
    """)
    facts = atoms("plan(a, b). plan(b, c). plan(a, c). plan(c, c). place(c). place(d).")
    found = {str(a): p for a, p in tools.run_problog(export(theory, facts, "problog")).items()}
    assert found["reach(a, c)"] == pytest.approx(0.625)
    assert found["found(c)"] == pytest.approx(0.5)
    assert found["lost(d)"] == pytest.approx(1)
    assert "lost(c)" not in found


def test_negation_as_failure_does_not_look_at_weights() -> None:
    """ill(a) has a derivation, so `\\+ ill(a)` fails whatever the weight; ill is unweighted for b,
    and its support is made of the supports below it."""
    rules = """
        0.5 :: caught(X) :- met(X).
        ill(X) :- caught(X).
        ill(X) :- born(X).
        fit(X) :- person(X), \\+ ill(X).
        0.8 :: runs(X) :- fit(X).
        sad(X) :- person(X), \\+ runs(X), \\+ ill(X).
    """
    theory = parse_theory(rules)
    facts = atoms("met(a). born(b). person(a). person(b). person(c).")
    text = export(theory, facts, "problog")
    probabilities = {str(atom): value for atom, value in tools.run_problog(text).items()}
    assert probabilities == pytest.approx(
        {"caught(a)": 0.5, "ill(a)": 0.5, "ill(b)": 1, "fit(c)": 1, "runs(c)": 0.8}
    )
    assert "p1_fit(V1) :- p1_person(V1), \\+ s_p1_ill(V1)." in text.splitlines()


# ------------------------------------------------------------------------------- hostile names

HOSTILE = [
    "select", "not", "a b", "X", "'", '"', "\\", "\n", "\t", "%", "%41", "*/", "// x", "é", "日本",
    "\U0001f600", "\u202e", "\x00", "\x7f", "", "_", "__", "_x41_", "-1", "3", "'), halt, ('",
    '"). p("', "#show", "@output", "?x", "a.b", "1_given", "p1_a", "null", "true", "fail", "is",
]  # fmt: skip


def copies(texts: Iterable[str]) -> Case:
    """Rules that move each name through a predicate of that name, and a constant of it too."""
    texts = tuple(dict.fromkeys(texts))
    rules = [
        Rule(Atom(text, (Var("X"), Const(text))), (Atom("all", (Var("X"),)), Atom(text)))
        for text in texts
    ]
    facts = [Atom("all", (Const(text),)) for text in texts] + [Atom(text) for text in texts]
    return Theory(tuple(rules)), tuple(facts)


@pytest.mark.parametrize("target", ["asp", "nemo", "problog"])
def test_hostile_names_stay_names(target: str) -> None:
    theory, facts = copies(HOSTILE)
    wanted = {Atom(p, (Const(c), Const(p))) for p in HOSTILE for c in HOSTILE}
    assert _run(target, theory, facts) == wanted


@pytest.mark.parametrize("target", ["asp", "nemo", "problog"])
def test_any_name_comes_back_unchanged(target: str) -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(names(), min_size=1, max_size=4, unique=True))
    def run(texts: list[str]) -> None:
        theory, facts = copies(texts)
        wanted = {Atom(p, (Const(c), Const(p))) for p in texts for c in texts}
        assert _run(target, theory, facts) == wanted

    run()


@pytest.mark.parametrize(
    ("target", "bits"), [("asp", 32), ("souffle", 32), ("nemo", 64), ("problog", 400)]
)
def test_numbers_are_exact_to_the_last_bit(target: str, bits: int) -> None:
    top = 2 ** (bits - 1) - 1 if bits <= 64 else 10**99
    theory = parse_theory("copy(X) :- n(X).")
    facts = [Atom("n", (Num(value),)) for value in (top, -top - 1, 0)]
    if target != "souffle":
        assert _run(target, theory, tuple(facts)) == {replace(fact, name="copy") for fact in facts}
    if bits <= 64:
        with pytest.raises(Unsayable) as caught:
            export(theory, [Atom("n", (Num(top + 1),))], target)
        (refusal,) = caught.value.refusals
        assert refusal.construct.value == f"a number of more than {bits} bits"
        assert str(refusal) == f"fact n({top + 1}): a number of more than {bits} bits"


def test_a_division_is_refused_by_whole_numbers_and_run_by_prolog(prolog: Worker) -> None:
    theory = parse_theory("third(X, R) :- n(X, N), R = N / 3.", "rules.pl")
    for target in ("problog", "souffle", "nemo", "asp"):
        with pytest.raises(Unsayable) as caught:
            export(theory, (), target)
        (refusal,) = caught.value.refusals
        assert refusal.construct is Construct.DIVISION
        assert str(refusal).startswith("rules.pl:1:1: rule r")
    rows = prolog.run(export(theory, (parse_atom("n(a, 7)"),), "prolog"), 20.0)
    assert [str(value) for row in rows for value in row.values] == ["a", "7/3"]
