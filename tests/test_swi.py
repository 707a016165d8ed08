"""SWI-Prolog as a second engine for goals: it answers as the first one does, or says why not.

PRECEPTOR_SEEDS=N asks the programs of N seeds (60 by default).
"""

from __future__ import annotations

import os
from random import Random

import pytest

import grown
from preceptor import RuleBase, load
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Compare, InputError, LimitExceeded, Literal, Not, Op, Term, Var
from preceptor.prolog import Worker
from preceptor.prolog.adorned import Adorned
from preceptor.reason import Limits, Model, demand, materialise, query
from preceptor.reason.swi import Swi, Unanswerable
from preceptor.syntax import parse_atom, parse_goal, parse_theory, show_term

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "60"))
ASKED = 8  # goals of each program

FAMILY = """
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Z) :- ancestor(X, Y), parent(Y, Z).
lonely(X) :- person(X), \\+ parent(X, _), \\+ parent(_, X).
level(X, 1) :- person(X), \\+ parent(_, X).
level(X, 2) :- person(X), \\+ level(X, 1).
half(X, N) :- age(X, M), N = M / 2 + 0.25.
-old(X) :- half(X, N), N < 10.
anybody :- person(_).
"""
FACTS = ("parent(a, b)", "parent(b, c)", "parent(c, b)", "person(a)", "person(b)", "person(d)",
         "age(a, 7)", "age(b, 41)")  # fmt: skip


def facts(*texts: str) -> list[Atom]:
    return [parse_atom(text) for text in texts]


@pytest.fixture
def family(prolog: Worker) -> Swi:
    return Swi(compile(parse_theory(FAMILY)), facts(*FACTS), worker=prolog)


@pytest.mark.parametrize(
    ("goal", "truth", "rows"),
    [
        ("ancestor(X, c)", "true", ["X=a", "X=b", "X=c"]),
        ("ancestor(a, X), \\+ parent(a, X)", "true", ["X=c"]),
        ("ancestor(X, X)", "true", ["X=b", "X=c"]),
        ("ancestor(_, X), person(X)", "true", ["X=b"]),
        ("ancestor(a, nobody)", "unknown", []),
        ("lonely(X)", "true", ["X=d"]),
        ("level(X, N)", "true", ["X=a N=1", "X=b N=2", "X=d N=1"]),
        ("half(b, N), N > 20", "true", ["N=20.75"]),
        ("N = 2 * 3 - 0.5", "true", ["N=5.5"]),
        ("old(a)", "false", []),
        ("-old(X)", "true", ["X=a"]),
        ("anybody", "true", [""]),
        ("\\+ ancestor(c, a)", "true", [""]),
        ("\\+ anybody", "false", []),
    ],
)
def test_goals_worked_out_by_hand(family: Swi, goal: str, truth: str, rows: list[str]) -> None:
    result = family.query(parse_goal(goal))
    said = [
        " ".join(f"{n}={show_term(t)}" for n, t in answer.bindings) for answer in result.answers
    ]
    assert (str(result.truth.value), said) == (truth, rows)
    assert result.complete


def test_both_engines_agree_on_random_programs(prolog: Worker) -> None:
    found = 0
    for seed in range(SEEDS):
        theory, given = grown.grown(seed, integers=seed % 2 == 0, aggregates=seed % 5 == 0)
        if seed % 3 == 0:
            theory, given = grown.renamed((theory, given), seed)
        graph, chance = compile(theory), Random(seed)
        model, on_demand = materialise(graph, given), demand(graph, given)
        with Swi(graph, given, worker=prolog) as swi:
            for _ in range(ASKED):
                goal = random_goal(graph, model, chance)
                expected = query(on_demand, goal)
                assert swi.query(goal) == expected, f"seed {seed}: {expected.goal}"
                found += bool(expected.answers)
    print(f"{found} of {SEEDS * ASKED} goals have answers")
    assert found >= 0.4 * SEEDS * ASKED


def random_goal(graph: RuleGraph, model: Model, chance: Random) -> tuple[Literal, ...]:
    """One or two atoms, with constants, repeated variables and `_`; or an absence; or a test."""
    goal: list[Literal] = [_atom(graph, model, chance)]
    draw = chance.random()
    if draw < 0.3:
        goal.append(_atom(graph, model, chance))
    first = goal[0]
    assert isinstance(first, Atom)
    if 0.3 < draw < 0.5:
        args = tuple(Var(f"_N{i}") if isinstance(a, Var) else a for i, a in enumerate(first.args))
        return (Not(Atom(first.name, args, first.negated)),)
    named = [a for a in first.args if isinstance(a, Var)]
    if draw > 0.8 and named:
        goal.append(Compare(Op.DIFFERENT, named[0], chance.choice(grown.SYMBOLS)))
    return tuple(goal)


def _atom(graph: RuleGraph, model: Model, chance: Random) -> Atom:
    predicate = chance.choice(sorted(graph.predicates))
    instances = [atom for atom, _ in model.atoms(predicate)]
    seen = chance.choice(instances).args if instances else ()
    args: list[Term] = []
    for place in range(predicate.arity):
        draw = chance.random()
        name = "V" if draw < 0.65 else f"_{place}" if draw > 0.9 else f"V{place}"
        known = seen[place] if seen and draw < 0.4 else chance.choice(grown.SYMBOLS)
        args.append(known if draw < 0.45 else Var(name))
    return Atom(predicate.name, tuple(args), predicate.negated)


def test_a_weight_a_proof_and_a_probability_are_refused_by_name(needs_swipl: None) -> None:
    base = RuleBase(parse_theory("0.9 :: p(X) :- q(X). r(X) :- q(X). q(a)."), engine="swi")
    assert len(base.query("r(X)")) == 1  # the weighted rule plays no part in it
    with pytest.raises(Unanswerable, match="has a weight") as error:
        base.query("p(X)")
    assert "python" in str(error.value)
    for ask in (base.why, base.proofs, base.probability, base.whynot):
        with pytest.raises(Unanswerable, match="neither proofs"):
            ask("r(a)")


def test_what_explodes_ends_in_a_limit_and_the_next_goal_is_answered(needs_swipl: None) -> None:
    graph = compile(parse_theory("n(0). n(X) :- n(Y), X = Y + 1. m(1)."))
    with Swi(graph, (), Limits(facts=20_000)) as swi:
        with pytest.raises(LimitExceeded, match="facts"):
            swi.query(parse_goal("n(X)"))
        assert len(swi.query(parse_goal("m(X)")).answers) == 1


def test_errors_are_those_of_the_first_engine(family: Swi) -> None:
    with pytest.raises(InputError, match="did you mean 'ancestor/2'"):
        family.query(parse_goal("ancestr(X, Y)"))
    with pytest.raises(InputError, match="nothing binds Y"):
        family.query(parse_goal("person(X), \\+ parent(X, Y), Y \\= X"))


def test_hostile_names_stay_data(prolog: Worker) -> None:
    nasty = ("halt). :- halt", "'", "\\", "a\nb", "関係", "", "[]", "{}", "!", "a:b", "\U0001f600")
    given = [Atom("said 'it'", (a.args[0],)) for a in map(_quoted, nasty)]
    graph = compile(parse_theory("'tfp:x'(X) :- 'said \\'it\\''(X)."))
    with Swi(graph, given, worker=prolog) as swi:
        everything = swi.query(parse_goal("'tfp:x'(X)"))
        assert {a.bindings[0][1] for a in everything.answers} == {a.args[0] for a in given}
        for atom in given:
            assert swi.query((Atom("tfp:x", atom.args),)).answers, atom


def _quoted(name: str) -> Atom:
    escaped = name.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return parse_atom(f"x('{escaped}')")


def test_only_what_a_goal_needs_is_compiled() -> None:
    adorned = Adorned(compile(parse_theory(FAMILY)), facts(*FACTS))
    text = adorned.goal("goal0", parse_goal("ancestor(X, Y)"), ("Y",), ("X",))
    assert ":- table 'tfbp:ancestor'/2." in text
    assert "lonely" not in text
    assert "'tffp:ancestor'" not in text
    # parent(Y, Z) is asked first, as the call knows Z
    assert "'tfbp:ancestor'(V1, V2) :- 'p:parent'(V3, V2), 'tfbp:ancestor'(V1, V3)." in text
    again = adorned.goal("goal1", parse_goal("ancestor(X, Y)"), ("Y",), ("X",))
    assert again.count(":-") == 1


def test_an_engine_is_chosen_by_name(needs_swipl: None) -> None:
    base = load("kinship")
    for engine in ("swi", "bulk"):
        with pytest.raises(InputError, match="ask the engine python"):
            base.using(engine).query("grandfather(X, Y)")
        plain = RuleBase(parse_theory(FAMILY), facts=tuple(facts(*FACTS)), engine=engine)
        expected = RuleBase(plain.theory, facts=plain.facts).query("ancestor(X, Y)")
        assert plain.query("ancestor(X, Y)").document() == expected.document()
    with pytest.raises(InputError, match="python"):
        base.using("pyton")
