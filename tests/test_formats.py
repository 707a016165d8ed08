"""Names, refusals and the table of formats."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from preceptor.formats import (
    FORMATS,
    Construct,
    Unsayable,
    export,
    read_constant,
    read_denial,
    read_relation,
)
from preceptor.formats.names import constant_text, denial_name, relation_name
from preceptor.formats.scale import common_factor, is_scalable, scaled_rule
from preceptor.graph import CompileError
from preceptor.logic import Atom, Const, InputError, Num, Predicate, Theory, Var
from preceptor.syntax import parse_atom, parse_rules, parse_theory, read_anyburl, show_rule

PROGRAMS = ("prolog", "problog", "souffle", "nemo", "asp")
FAMILY = parse_theory("""
    0.9 :: uncle(X, Y) :- brother(X, Z), parent(Z, Y).
    parent(X, Y) :- father(X, Y).
""")

# ------------------------------------------------------------------------------------- names


@given(
    st.builds(Predicate, strategies.names(), st.integers(0, 9), st.booleans()),
    st.sampled_from(["", "1", "27", "given"]),
)
def test_a_relation_reads_back(predicate: Predicate, part: str) -> None:
    name = relation_name(predicate, part)
    assert re.fullmatch(r"[pn][0-9]+_[A-Za-z0-9_]*", name)
    assert read_relation(name) == predicate
    assert read_denial(name) is None


def test_relations_never_share_a_name() -> None:
    texts = ["", "_", "__", "1", "_1", "given", "_given", "x41", "_x41_", "A", "a_1", "a__1", "a"]
    names = {
        relation_name(Predicate(text, arity, negated), part)
        for text in texts
        for arity in (1, 11)
        for negated in (False, True)
        for part in ("", "1", "given")
    }
    assert len(names) == len(texts) * 12
    assert relation_name(Predicate("New York_2", 2), "1") == "p2_New_x20_York__2_1"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_constant_reads_back(name: str) -> None:
    text = constant_text(name)
    assert read_constant(text) == name
    assert text.isprintable()
    assert not set("\"'\\") & set(text)


@given(strategies.rule_names() | st.just("functional:age/2"), st.integers(0, 5))
def test_a_denial_reads_back(identity: str, arity: int) -> None:
    assert read_denial(denial_name(identity, arity)) == identity
    assert read_relation(denial_name(identity, arity)) is None


def test_half_a_character_is_an_input_error() -> None:
    for target in ("problog", "souffle", "nemo", "asp"):
        with pytest.raises(InputError, match=r"U\+D83D"):
            export(
                FAMILY, [Atom("father", (Const("a\ud83d"), Const("b")))], target, drop_weights=True
            )


@pytest.mark.parametrize("target", PROGRAMS)
def test_the_header_says_how_to_read_names_back(target: str) -> None:
    theory = parse_theory("'New York\n.'(X) :- p(X).".replace("\n", "\\n"))
    text = export(theory, (), target)
    mark = "//" if target == "souffle" else "%"
    header = [line for line in text.splitlines() if line.startswith(mark)]
    assert "printed by preceptor" in header[0]
    if target != "prolog":
        assert f"{mark}   p1_New_x20_York_xa__x2e_  'New York\\n.'/1" in header
        assert f"{mark}   p1_p                      p/1" in header


# ------------------------------------------------------------------------------------- scale


def test_fractions_are_scaled_by_their_least_common_denominator() -> None:
    rules = parse_rules("p(X, R) :- q(X, N, 0.25), R = 3 * N - N * 2 + 1r3, N > -1.5.")
    assert common_factor(rules) == 12
    shown = show_rule(scaled_rule(rules[0], 12))
    assert shown == "p(X, R) :- q(X, N, 3), R = 3 * N - N * 2 + 4, N > -18."
    assert all(map(is_scalable, rules))


@pytest.mark.parametrize("target", ["problog", "souffle", "nemo", "asp"])
def test_a_product_that_cannot_be_scaled_is_refused_only_beside_fractions(target: str) -> None:
    rules = "area(X, A) :- sides(X, B, C), A = B * C.\n"
    assert "V3 * " in export(parse_theory(rules), (), target)
    with pytest.raises(Unsayable) as caught:
        export(parse_theory(rules, "rules.pl"), [parse_atom("sides(a, 0.5, 2)")], target)
    assert [str(r.origin) for r in caught.value.refusals] == ["rules.pl:1:1"]
    assert caught.value.refusals[0].construct is Construct.PRODUCT


# --------------------------------------------------------------------- what cannot be said

SAYS = {
    Construct.WEIGHT: ("0.5 :: p(X, Y) :- q(X, Y).", {"problog", "anyburl", "json"}),
    Construct.OPPOSITE: (
        "-p(X, Y) :- q(X, Y).",
        {"prolog", "souffle", "nemo", "asp", "json"},
    ),
    Construct.ABSENCE: ("p(X, Y) :- q(X, Y), \\+ r(X, Y).", {*PROGRAMS, "json"}),
    Construct.DENIAL: (":- p(X, Y), q(X, Y).", {*PROGRAMS, "json"}),
    Construct.COMPARISON: ("p(X, Y) :- q(X, Y), X \\= Y.", {*PROGRAMS, "json"}),
    Construct.AGGREGATE: (
        "p(X, N) :- q(X, _), N = count { Y : r(X, Y) }.",
        {"prolog", "asp", "json"},
    ),
    Construct.ARITHMETIC: ("p(X, Y) :- q(X, N), Y = N + N.", {*PROGRAMS, "json"}),
    Construct.DIVISION: ("p(X, Y) :- q(X, N), Y = N / 2.", {"prolog", "json"}),
    Construct.NOT_BINARY: ("p(X) :- q(X, _).", {*PROGRAMS, "json"}),
    Construct.NUMBER: ("p(X, 1) :- q(X, _).", {*PROGRAMS, "json"}),
    Construct.GROUND: ("p(X, Y) :- q(X, Y), r(a, b).", {*PROGRAMS, "json"}),
    Construct.PAST_32_BITS: (
        "p(X, Y) :- q(X, Y), r(X, 3000000000).",
        {"prolog", "problog", "nemo", "json"},
    ),
    Construct.PAST_64_BITS: (f"p(X, Y) :- q(X, Y), r(X, {10**20}).", {"prolog", "problog", "json"}),
    Construct.MIXED: ("p(X, a) :- q(X, _). p(X, 1) :- q(X, _).", {*PROGRAMS, "json"} - {"souffle"}),
    Construct.PRODUCT: ("p(X, Y) :- q(X, N), Y = 0.5 * N.", {"prolog", "json"}),
}


# A format without numbers has said so before it comes to these.
OF_NUMBERS = (Construct.PAST_32_BITS, Construct.PAST_64_BITS, Construct.MIXED, Construct.PRODUCT)


@pytest.mark.parametrize("construct", Construct)
def test_each_construct_is_said_or_named(construct: Construct) -> None:
    rules, able = SAYS[construct]
    theory = parse_theory(rules, "rules.pl")
    for target in (*PROGRAMS, "anyburl", "json"):
        if target in able:
            assert export(theory, (), target)
            continue
        with pytest.raises(Unsayable) as caught:
            export(theory, (), target)
        found = {refusal.construct: refusal for refusal in caught.value.refusals}
        if target == "anyburl" and construct in OF_NUMBERS:
            assert Construct.NUMBER in found
            continue
        assert str(found[construct].origin).startswith("rules.pl:1:")
        assert re.match(r"rule r[0-9a-f]{10}$", found[construct].what)
        hints = dict(
            hint.rsplit(": --to ", 1) for hint in caught.value.hint.split("; ") if ": --to " in hint
        )
        assert set(hints[construct].split(" or ")) == able


def test_every_rule_that_cannot_be_said_is_named_once() -> None:
    theory = parse_theory(
        "% @id one\n0.5 :: p(X) :- q(X), \\+ r(X).\n% @id two\n0.5 :: s(X) :- q(X), X > 1 / X.",
        "rules.pl",
    )
    with pytest.raises(Unsayable) as caught:
        export(theory, [parse_atom("q(-1)")], "asp")
    assert caught.value.message.splitlines() == [
        "rules.pl:2:1: rule one: a weight, which asp cannot say",
        "rules.pl:4:1: rule two: a weight, which asp cannot say",
        "rules.pl:4:1: rule two: a division, which asp cannot say",
    ]
    assert "--drop-weights" in caught.value.hint


def test_a_long_list_is_cut_and_counted() -> None:
    theory = parse_theory("".join(f"0.5 :: p{n}(X) :- q(X).\n" for n in range(50)))
    with pytest.raises(Unsayable) as caught:
        export(theory, (), "nemo")
    assert len(caught.value.refusals) == 50
    lines = caught.value.message.splitlines()
    assert (len(lines), lines[-1]) == (21, "and 30 more")


@pytest.mark.parametrize("target", PROGRAMS)
def test_weights_are_dropped_only_when_asked_and_then_it_is_said(target: str) -> None:
    text = export(FAMILY, (), target, drop_weights=True)
    assert text.splitlines()[0].endswith("Weights left out: 1.")
    assert "0.9" not in text
    hard = Theory(FAMILY.rules[1:])
    assert export(hard, (), target, drop_weights=True) == export(hard, (), target)


@pytest.mark.parametrize("target", [f for f in FORMATS if f not in ("json", "anyburl")])
def test_a_theory_that_cannot_be_evaluated_is_refused(target: str) -> None:
    with pytest.raises(CompileError, match="P204"):
        export(parse_theory("p(X, Y) :- q(X)."), (), target)
    with pytest.raises(CompileError, match="p/1 needs not p/1"):
        export(parse_theory("p(X) :- q(X), \\+ p(X)."), (), target)


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        export(FAMILY, (), "souffl")
    assert "'souffle'" in caught.value.hint


@pytest.mark.parametrize("target", PROGRAMS)
def test_a_fact_with_a_variable_is_refused(target: str) -> None:
    with pytest.raises(InputError, match="a fact holds a variable"):
        export(Theory(FAMILY.rules[1:]), [Atom("father", (Var("X"), Const("b")))], target)


# ----------------------------------------------------------------------------------- AnyBURL


def test_anyburl_reads_back_with_its_weights() -> None:
    text = export(FAMILY, (), "anyburl")
    read = read_anyburl(text)
    assert [(str(rule.head), rule.weight) for rule, _ in read.rules] == [
        ("uncle(X, Y)", Fraction(9, 10)),
        ("parent(X, Y)", Fraction(1)),
    ]
    assert read.faults == ()


def test_anyburl_takes_no_facts_and_names_them() -> None:
    with pytest.raises(Unsayable) as caught:
        export(FAMILY, [parse_atom("father(ann, bob)")], "anyburl")
    (refusal,) = caught.value.refusals
    assert (refusal.construct, refusal.what) == (Construct.GROUND, "fact father(ann, bob)")


def test_anyburl_refuses_a_name_that_would_be_read_otherwise() -> None:
    with pytest.raises(InputError, match="a name that would be read otherwise"):
        export(parse_theory("'p(X'(X, Y) :- q(X, Y)."), (), "anyburl")


def test_numbers_of_facts_are_refused_by_the_fact() -> None:
    with pytest.raises(Unsayable) as caught:
        export(Theory(FAMILY.rules[1:]), [Atom("father", (Const("a"), Num(2**31)))], "asp")
    assert caught.value.refusals[0].what == f"fact father(a, {2**31})"
