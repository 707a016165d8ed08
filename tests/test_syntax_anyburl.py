"""Rule files of AnyBURL: read by the short way and by the grammar, and printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minedtables import adds_up, faults_of, rules_of
from preceptor.logic import Atom, Code, Const, InputError, ParseError, Rule, Var
from preceptor.syntax import (
    Measures,
    Mined,
    canonical,
    parse_rules,
    read_anyburl,
    show_anyburl,
)
from preceptor.syntax.anyburl import AnyburlLines

X, Y, A = map(Var, "XYA")


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        (
            "speaks(X,Y) <= lives(X,A), language(A,Y)",
            Atom("speaks", (X, Y)),
            (Atom("lives", (X, A)), Atom("language", (A, Y))),
        ),
        ("h(X,c7) <= b(A,X)", Atom("h", (X, Const("c7"))), (Atom("b", (A, X)),)),
        ("h(c7,Y) <= b(Y,7)", Atom("h", (Const("c7"), Y)), (Atom("b", (Y, Const("7"))),)),
        ("h(X,c) <= ", Atom("h", (X, Const("c"))), ()),
        ("h(X,c) <=", Atom("h", (X, Const("c"))), ()),
        ("h(X,X) <= b(X,A)", Atom("h", (X, X)), (Atom("b", (X, A)),)),
        ("h(X,me_myself_i) <= b(X,A)", Atom("h", (X, X)), (Atom("b", (X, A)),)),
        ("h(me_myself_i,Y) <= b(A,me_myself_i)", Atom("h", (Y, Y)), (Atom("b", (A, A)),)),
        (
            "/film/film./x&y z(X,Alien_(film)) <= a,b(Rome,_(IT),A), c d(A,é «ü» 3)",
            Atom("/film/film./x&y z", (X, Const("Alien_(film)"))),
            (Atom("a,b", (Const("Rome,_(IT)"), A)), Atom("c d", (A, Const("é «ü» 3")))),
        ),
    ],
)
def test_anyburl_rules(text: str, head: Atom, body: tuple[Atom, ...]) -> None:
    mined = read_anyburl(f"40\t30\t0.75\t{text}\n", "f")
    assert mined.rules == ((Rule(head, body, Fraction(3, 4)), Measures(40, 30, Fraction(3, 4))),)
    assert str(mined.rules[0][0].origin) == "f:1:1"


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("0.8711217183770883", Fraction(Decimal("0.8711217183770883"))),
        ("1.0", Fraction(1)),
        ("1", Fraction(1)),
        ("2.1028283040689727E-4", Fraction(Decimal("2.1028283040689727E-4"))),
        ("1e-3", Fraction(1, 1000)),
        ("0.", None),
        ("0", None),
        ("0.000", None),
        ("0E0", None),
        ("1.0000001", None),
        ("75", None),
        ("-0.5", None),
        ("+0.5", None),
        (".5", None),
        ("0,5", None),
        ("NaN", None),
        ("", None),
        (" 0.5", None),
        ("0.٥", None),
        ("1e-999999999", None),
        ("0." + "3" * 41, None),
    ],
)
def test_a_confidence_is_an_exact_weight_or_a_fault(text: str, weight: Fraction | None) -> None:
    mined = read_anyburl(f"8\t3\t{text}\tp(X,Y) <= q(X,Y)\n")
    if weight is None:
        assert faults_of(mined) == [(1, 5, Code.MALFORMED)]
    else:
        assert mined.rules[0][0].weight == mined.rules[0][1].confidence == weight


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("8\t3\t0.5", 1, Code.MALFORMED),
        ("8\t3\t0.5\tp(X,Y) <= q(X,Y)\t", 1, Code.MALFORMED),
        ("p(X,Y) <= q(X,Y)", 1, Code.MALFORMED),
        ("x\t3\t0.5\tp(X,Y) <= q(X,Y)", 1, Code.MALFORMED),
        ("-8\t3\t0.5\tp(X,Y) <= q(X,Y)", 1, Code.MALFORMED),
        ("8\t3.5\t0.5\tp(X,Y) <= q(X,Y)", 3, Code.MALFORMED),
        ("8\t1_0\t0.5\tp(X,Y) <= q(X,Y)", 3, Code.MALFORMED),
        ("8\t3\t0.5\t", 9, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,Y)", 14, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,Y) <= q(X,Y), ", 25, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,Y) <=  q(X,Y)", 19, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,Y) :- q(X,Y)", 13, Code.SYNTAX),
        ("8\t3\t0.5\tp(X, Y) <= q(X,Y)", 13, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,Y) <= q(X,Y,Z)", 23, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,Y) <= q(a,b)", 21, Code.SYNTAX),
        ("8\t3\t0.5\tp(X) <= q(X,Y)", 11, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,) <= q(X,Y)", 13, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,Y <= q(X,Y)", 13, Code.SYNTAX),
        ("8\t3\t0.5\tp(X,\u202ey) <= q(X,Y)", 13, Code.CHARACTER),
        ("8\t3\t0.5\tp(X,Y) <= " + "q(X,Y), " * 9000, 1, Code.LIMIT),
    ],
)
def test_a_bad_line_has_a_place_and_hides_no_other(line: str, column: int, code: Code) -> None:
    good = "8\t4\t0.5\tp(X,Y) <= q(X,Y)\n"
    mined = read_anyburl(f"{good}# comment\n\n{line}\n{good}", "f")
    assert rules_of(mined) == ["0.5 :: p(X, Y) :- q(X, Y)."] * 2
    assert faults_of(mined) == [(4, column, code)]
    assert (mined.lines, mined.blank, mined.comment, mined.unread) == (5, 1, 1, 0)


def test_the_message_says_what_was_expected() -> None:
    (fault,) = read_anyburl("5\t5\t0.5\tp(X,Y) <= q(X, Y)\n", "f").faults
    assert str(fault) == (
        "f:1:23: P101: found ' Y)'\n"
        "  5\t5\t0.5\tp(X,Y) <= q(X, Y)\n"
        "   \t \t   \t              ^\n"
        "  expected: a variable, an entity, me_myself_i\n"
        "  hint: a rule is  h(X,Y) <= a(X,A), b(A,Y)  with one capital letter for a variable"
    )


def test_a_table_of_nothing_but_faults_is_given_up() -> None:
    mined = read_anyburl("nonsense\n" * 5000)
    assert len(mined.faults) == 1001
    assert faults_of(mined)[-1] == (1001, 1, Code.LIMIT)
    assert mined.unread == 3999
    assert adds_up(mined)


def test_any_line_ends_will_do() -> None:
    line = "8\t4\t0.5\tp(X,Y) <= q(X,Y)"
    for text in (f"\ufeff{line}\r\n{line}", f"{line}\r{line}\r", f"{line}\n{line}\n"):
        assert len(read_anyburl(text).rules) == read_anyburl(text).lines == 2
    assert read_anyburl("") == Mined()


# ------------------------------------------------- the short way and the grammar agree


def agree(line: str) -> bool:
    """Whether both ways come to the same; True also says that the short way read it by itself."""
    short, grammar = AnyburlLines("f"), AnyburlLines("f")
    outcomes = []
    for read in (short, grammar.by_grammar):
        try:
            outcomes.append(read(line, 3))
        except ParseError as error:
            outcomes.append(error.faults)  # type: ignore[arg-type]
    assert outcomes[0] == outcomes[1]
    if isinstance(outcomes[0], tuple) and isinstance(outcomes[0][0], Rule):
        assert outcomes[0][0].origin == outcomes[1][0].origin
        return bool(short.atoms)
    return False


_PARTS = (
    "p(", "q(", "rel 2(", "a,b(", "X", "Y", "A", "c", "c7", "me_myself_i", "X,Y)", "(", ")", ",",
    ", ", " <= ", " <=", " ", "e_(f)", "é", "#", "\t", "X,c7)", "c7,Y)", ") <= ", "), ", "!",
)  # fmt: skip


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=16).map("".join))
def test_the_short_way_agrees_with_the_grammar_on_any_text(text: str) -> None:
    agree(f"8\t4\t0.5\t{text}")


_NAMES = st.from_regex(r"[^\W\d][\w./&:-]{1,8}", fullmatch=True)
_ENTITY = _NAMES.map(Const).filter(lambda c: len(c.name) > 1)


@st.composite
def mined_atoms(draw: st.DrawFn) -> Atom:
    left, right = draw(st.permutations(["X", "Y", "A", "B"]))[:2]
    kind = draw(st.integers(0, 3))
    one = draw(_ENTITY) if kind == 0 else Var(left)
    other = draw(_ENTITY) if kind == 1 else Var(right)
    return Atom(draw(_NAMES), (one, other))


@st.composite
def mined_rules(draw: st.DrawFn) -> Rule:
    """Rules as a miner finds them, weights as decimals."""
    weight = Fraction(draw(st.integers(1, 10**6)), 10**6)
    return Rule(draw(mined_atoms()), tuple(draw(st.lists(mined_atoms(), max_size=4))), weight)


def text_of(atom: Atom) -> str:
    return f"{atom.name}({','.join(map(str, atom.args))})"


@settings(max_examples=500, deadline=None)
@given(mined_rules())
def test_rules_of_the_usual_shape_are_read_by_both_ways(rule: Rule) -> None:
    assert rule.head is not None
    text = f"{text_of(rule.head)} <= {', '.join(map(text_of, rule.body))}"
    line = f"8\t4\t{float(rule.weight):.6f}\t{text}"
    assert agree(line)
    assert read_anyburl(line).rules[0][0] == rule


# ---------------------------------------------------------------- printing


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(mined_rules(), st.integers(0, 99), st.integers(0, 99)), max_size=4))
def test_what_is_printed_is_read_again(counted: list[tuple[Rule, int, int]]) -> None:
    rules = [rule for rule, _, _ in counted]
    measures = [Measures(p, s, rule.weight) for rule, p, s in counted]
    mined = read_anyburl(show_anyburl(rules, measures))
    assert [canonical(rule) for rule, _ in mined.rules] == list(map(canonical, rules))
    assert [m for _, m in mined.rules] == measures
    again = show_anyburl([r for r, _ in mined.rules], [m for _, m in mined.rules])
    assert again == show_anyburl(rules, measures)


_WILD = st.text(st.sampled_from("aX, ()<=_é#'\\\t\nY"), min_size=1, max_size=8)


@settings(max_examples=1500, deadline=None)
@given(_WILD, _WILD, _WILD, _WILD)
def test_a_name_is_printed_so_that_it_is_read_or_not_at_all(
    head: str, body: str, left: str, right: str
) -> None:
    rule = Rule(Atom(head, (X, Const(right))), (Atom(body, (Const(left), X)),))
    try:
        text = show_anyburl([rule])
    except InputError:
        return
    assert canonical(read_anyburl(text).rules[0][0]) == canonical(rule)
    assert read_anyburl(text).lines == 1


def test_variables_are_renamed_as_anyburl_names_them() -> None:
    rules = parse_rules(
        "0.5 :: p(Who, Whom) :- q(Whom, V1), r(V1, Who). p(c, Z) :- q(_, Z). "
        "p(Z, c) :- q(Z, X). p(Z, Z) :- q(Z, X)."
    )
    assert show_anyburl(rules) == (
        "2\t1\t0.5\tp(X,Y) <= q(Y,A), r(A,X)\n"
        "1\t1\t1.0\tp(c,Y) <= q(A,Y)\n"
        "1\t1\t1.0\tp(X,c) <= q(X,A)\n"
        "1\t1\t1.0\tp(X,X) <= q(X,A)\n"
    )


def test_a_weight_without_a_finite_decimal_is_the_nearest_double() -> None:
    line = show_anyburl(parse_rules("1r3 :: p(X, Y) :- q(X, Y)."), [Measures(9, 3, Fraction(1, 3))])
    assert line == "9\t3\t0.3333333333333333\tp(X,Y) <= q(X,Y)\n"


@pytest.mark.parametrize(
    ("clause", "fault"),
    [
        (":- p(X, Y).", "a denial"),
        ("-p(X, Y) :- q(X, Y).", "strong negation: -p(X, Y)"),
        ("p(X, Y) :- q(X, Y), -q(Y, X).", "strong negation: -q(Y, X)"),
        ("p(X, Y) :- q(X, Y), \\+ r(X, Y).", "negation: \\+ r(X, Y)"),
        ("p(X, Y) :- q(X, Y), X \\= Y.", "a comparison: X \\= Y"),
        ("p(X) :- q(X, Y).", "a relation of 1 arguments: p(X)"),
        ("p(X, Y) :- q(X, Y, Z).", "a relation of 3 arguments: q(X, Y, Z)"),
        ("p(X, 3) :- q(X, Y).", "a number: p(X, 3)"),
        ("p(ann, bob).", "an atom without a variable: p(ann, bob)"),
        ("p(X, 'Y') :- q(X, Y).", "a name that would be read otherwise: p(X,Y) <= q(X,A)"),
        ("p(X, Y) :- q(X, me_myself_i), r(Y, Y).", "a name that would be read otherwise: "
         "p(X,Y) <= q(X,me_myself_i), r(Y,Y)"),
        ("'p('(X, Y) :- q(X, Y).", "a name that would be read otherwise: p((X,Y) <= q(X,Y)"),
    ],
)  # fmt: skip
def test_what_the_format_cannot_say_is_named(clause: str, fault: str) -> None:
    good = "p(X, Y) :- q(X, Y).\n"
    with pytest.raises(InputError) as error:
        show_anyburl(parse_rules(f"{good}% @id bad\n{clause}\n{good}"))
    assert error.value.message == f"not to be said in AnyBURL's format: bad: {fault}"


def test_too_many_variables_are_named() -> None:
    body = ", ".join(f"q(X, V{n})" for n in range(25))
    with pytest.raises(InputError, match="more than 24 variables"):
        show_anyburl(parse_rules(f"p(X, Y) :- r(X, Y), {body}."))
