"""SWI-Prolog as a second engine: it must derive what the slow oracle derives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import absent_from, perfect_model, solutions
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Const, Num, Predicate, Rule, Term, Theory, Var
from preceptor.prolog import Worker, consequences, program, replay
from preceptor.prolog.clauses import violation_variables
from preceptor.syntax import parse_atom, parse_theory
from strategies import names, numbers, safe_programs

Rows = dict[Predicate, frozenset[tuple[Term, ...]]]


def expected(graph: RuleGraph, facts: tuple[Atom, ...]) -> Rows:
    """The oracle's atoms of each derived predicate."""
    atoms = perfect_model(graph.theory, facts)
    return {p: frozenset(atom.args for atom in atoms if atom.predicate == p) for p in graph.derived}


def atoms_of(theory: str, *facts: str, worker: Worker) -> set[str]:
    """What a theory derives from facts, as text."""
    graph = compile(parse_theory(theory))
    rows = consequences(graph, map(parse_atom, facts), worker=worker)
    return {str(Atom(p.name, args, p.negated)) for p in rows for args in rows[p]}


@given(safe_programs(max_rules=12, denials=True))
@settings(max_examples=150, deadline=None)
def test_derives_what_the_oracle_derives(
    prolog: Worker, case: tuple[Theory, tuple[Atom, ...]]
) -> None:
    theory, facts = case
    graph = compile(theory)
    found = replay(graph, facts, worker=prolog)
    assert found.relations == expected(graph, facts)
    model = set(perfect_model(theory, facts))
    violated = {
        (planned.id, tuple(bindings[name] for name in violation_variables(planned.rule)))
        for planned in graph.denials
        for bindings, _ in solutions(planned.rule.body, model, absent_from(model))
    }
    assert found.violations == violated


@given(st.lists(names(), min_size=1, max_size=6), st.lists(numbers(), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_name_and_number_comes_back_unchanged(
    prolog: Worker, texts: list[str], values: list[Num]
) -> None:
    terms: tuple[Term, ...] = (*map(Const, texts), *values)
    copied = Atom(texts[0], (Var("X"), Const(texts[-1])))
    rule = Rule(copied, (Atom(texts[0], (Var("X"),)), Atom("all", (Var("X"),))))
    facts = [Atom(name, (term,)) for name in (texts[0], "all") for term in terms]
    rows = consequences(compile(Theory((rule,))), facts, worker=prolog)
    assert rows == {copied.predicate: frozenset((t, Const(texts[-1])) for t in terms)}


def test_hostile_names_stay_names(prolog: Worker) -> None:
    hostile = [
        "'), halt, ('", "\\", "\\'", "\n:- halt.\n", "/*", "*/", "%", "~w~n", "[]", "{}", "!", "\0",
        "\x7f", "\U0001f600", "\U000d8000", "e\u0301", "\u202e", "a" * 5000,
        "halt", "shell(ls)", "X", "_", "1", "1.5",
    ]  # fmt: skip
    rule = Rule(Atom("halt", (Var("X"),)), (Atom("shell", (Var("X"),)),))
    facts = [Atom("shell", (Const(name),)) for name in hostile]
    rows = consequences(compile(Theory((rule,))), facts, worker=prolog)
    assert rows[Predicate("halt", 1)] == {(Const(name),) for name in hostile}


def test_arithmetic_is_exact_and_what_has_no_value_fails(prolog: Worker) -> None:
    theory = """
        third(X, R) :- n(X, N), R = N / 3.
        whole(X) :- third(X, R), R * 3 = 1.
        inverse(X, R) :- n(X, N), R = 1 / (N - 1).
        tenth(X) :- n(X, N), N =:= 0.1.
        grown(X) :- n(X, N), N + 1 > N.
        same(X, Y) :- n(X, N), n(Y, M), N = M.
        differs(X) :- n(X, N), N + 1 \\= 2.
        product(X, R) :- n(X, N), R = -2.5 * N - -1.
    """
    facts = ("n(a, 1)", "n(b, 0.1)", "n(c, pi)", "n(d, 1r3)", "n(e, 0.10)")
    assert atoms_of(theory, *facts, worker=prolog) == {
        "third(a, 1/3)", "third(b, 1/30)", "third(d, 1/9)", "third(e, 1/30)",
        "whole(a)",
        "inverse(b, -10/9)", "inverse(d, -3/2)", "inverse(e, -10/9)",
        "tenth(b)", "tenth(e)",
        "grown(a)", "grown(b)", "grown(d)", "grown(e)",
        *("same(a, a)", "same(b, b)", "same(b, e)", "same(c, c)"),
        *("same(d, d)", "same(e, b)", "same(e, e)"),
        "differs(b)", "differs(d)", "differs(e)",
        "product(a, -3/2)", "product(b, 3/4)", "product(d, 1/6)", "product(e, 3/4)",
    }  # fmt: skip


def test_negation_reads_open_arguments_as_existential(prolog: Worker) -> None:
    theory = "childless(X) :- person(X), \\+ parent(X, _). -p(X) :- person(X), \\+ p(X). p(a)."
    facts = ("person(a)", "person(b)", "parent(a, b)")
    assert atoms_of(theory, *facts, worker=prolog) == {"childless(b)", "-p(b)"}


def test_a_predicate_that_its_arguments_stratify(prolog: Worker) -> None:
    theory = """
        level(P, 1) :- item(P), \\+ hard(P).
        level(P, N) :- N = 2, item(P), \\+ level(P, 1).
        level(P, 3) :- level(P, 2), \\+ done(P), \\+ level(P, 1).
        shown(P, N) :- level(P, N).
    """
    facts = ("item(a)", "item(b)", "hard(b)", "level(c, 9)", "hard(d)", "item(d)", "level(d, 1)")
    graph = compile(parse_theory(theory))
    assert "level" in str(program(graph))
    levels = {("a", "1"), ("b", "2"), ("b", "3"), ("c", "9"), ("d", "1")}
    assert atoms_of(theory, *facts, worker=prolog) == {
        f"{name}({p}, {n})" for name in ("level", "shown") for p, n in levels
    }


def test_recursion_through_several_predicates_ends(prolog: Worker) -> None:
    theory = """
        even(X) :- zero(X).
        even(Y) :- odd(X), next(X, Y).
        odd(Y) :- even(X), next(X, Y).
        reach(X, Y) :- next(X, Y).
        reach(X, Z) :- reach(X, Y), reach(Y, Z).
        loop(X) :- reach(X, X).
    """
    facts = ("zero(a)", "next(a, b)", "next(b, c)", "next(c, a)", "next(c, d)")
    circle = "abc"
    assert atoms_of(theory, *facts, worker=prolog) == {
        *(f"{name}({x})" for name in ("even", "odd") for x in "abcd"),
        *(f"reach({x}, {y})" for x in circle for y in "abcd"),
        *(f"loop({x})" for x in circle),
    }


def test_the_program_is_printed_as_documented() -> None:
    theory = parse_theory("""
        up(X, Z) :- up(X, Y), X \\= Z, up(Y, Z), \\+ 'Odd'(X, _).
        up(X, Y) :- step(X, Y).
        :- up(X, X), cost(X, C), C > 0.35.
    """)
    text = program(compile(theory), [parse_atom("step('it''s', b)"), parse_atom("cost(b, 1)")])
    lines = text.splitlines()
    assert lines[lines.index(":- dynamic 'p:Odd'/2.") :] == [
        ":- dynamic 'p:Odd'/2.",
        ":- dynamic 'p:cost'/2.",
        "'p:cost'('b', 1).",
        ":- dynamic 'p:step'/2.",
        "'p:step'('it\\'s', 'b').",
        ":- table 'p:up'/2.",
        ":- table 'ip:up'/2.",
        "'ip:up'(A0, A1) :- 'p:up'(B0, B1), A0 = B0, A1 = B1.",
        "'p:up'(V1, V2) :- 'p:up'(V1, V3), 'ip:up'(V3, V2), different(V1, V2), \\+ 'p:Odd'(V1, _).",
        "'p:up'(V1, V2) :- 'p:step'(V1, V2).",
        ":- dynamic answer/2, viol/2.",
        "answer(0, [V1, V2]) :- 'p:up'(V1, V2).",
        f"viol('{compile(theory).denials[0].id}', [V1, V2]) :- "
        "'p:up'(V1, W1), W1 = V1, 'p:cost'(V1, V2), less(7r20, V2).",
    ]
